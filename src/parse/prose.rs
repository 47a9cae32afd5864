//! An author's Markdown as safe HTML, with its links left open until names are resolved.

use crate::source::Span;

/// Markdown turned into parts that, put together, are well-formed HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Prose {
    pub parts: Vec<Part>,
    /// Second- and third-level headings, for contents lists.
    pub headings: Vec<Heading>,
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    pub level: u8,
    pub anchor: Box<str>,
    pub text: Box<str>,
}

/// A piece of a text. `Link`, `Embed` and `Picture` are its references: the n-th of them has the
/// n-th target of the model's `Text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Escaped, safe HTML.
    Html(Box<str>),
    /// A link inside the casebook begins; its words follow, up to [`Part::LinkEnd`].
    Link {
        to: Box<str>,
        wiki: bool,
        span: Span,
    },
    /// The last link ends.
    LinkEnd,
    /// A quote shown in place: `![[P07#^two-sizes]]`, its target as written.
    Embed { to: Box<str>, span: Span },
    /// A picture (or recording) of the casebook's own.
    Picture {
        src: Box<str>,
        alt: Box<str>,
        span: Span,
    },
    /// A block of code to highlight; the language is empty where none is named.
    Code { language: Box<str>, text: Box<str> },
}

impl Part {
    /// Whether a target belongs to this part.
    pub fn is_reference(&self) -> bool {
        matches!(
            self,
            Part::Link { .. } | Part::Embed { .. } | Part::Picture { .. }
        )
    }
}

impl Prose {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}
