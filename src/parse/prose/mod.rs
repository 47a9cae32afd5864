//! An author's Markdown as safe HTML, with its links left open until names are resolved.
//!
//! Entry points: [`read`] for a whole text, [`from_events`] for a stretch of one that was parsed
//! already. Raw HTML loses its tags ([`RawHtml::Drop`]) or keeps a harmless subset.

mod anchors;
#[cfg(test)]
mod tests;
mod writer;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use smallvec::{SmallVec, smallvec};

pub use self::anchors::{Anchors, anchor};
pub use self::writer::from_events;
use super::footnotes::Footnotes;
use super::html::escape;
use super::markdown::{Piece, bounded};
use crate::source::Span;

/// Markdown turned into parts that, put together, are well-formed HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Prose {
    pub parts: Parts,
    /// Headings, for contents lists.
    pub headings: Vec<Heading>,
}

/// Nearly all texts are one part, which stands in the text itself.
pub type Parts = SmallVec<[Part; 1]>;

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

    /// Puts a name before the text: the header of a table's column.
    pub fn lead_with(&mut self, name: &str) {
        let mut html = String::from("<p>");
        escape(name, &mut html);
        html.push_str(":</p>\n");
        self.parts.insert(0, Part::Html(html.into()));
    }

    /// The references in their order, with their spans.
    pub fn references(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.is_reference())
    }
}

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// Tags go, words stay.
    Drop,
    /// A harmless subset stays.
    Sanitise,
}

/// The Markdown that authors may write. Smart punctuation is off: words stay as typed.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS
}

/// How a text is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Format<'t> {
    pub raw: RawHtml,
    /// The level that its highest heading becomes.
    pub top: u8,
    /// What its headings' anchors begin with.
    pub anchors: &'t str,
    /// How its footnotes are numbered, where it is a stretch of a text that has more.
    pub footnotes: Option<&'t Footnotes>,
}

impl Format<'_> {
    /// A text whose headings begin at level `top`.
    pub fn below(top: u8) -> Format<'static> {
        Format {
            raw: RawHtml::Drop,
            top,
            anchors: "",
            footnotes: None,
        }
    }
}

/// Reads a whole text. `place` turns a byte offset of `markdown` into one of the file.
pub fn read(markdown: &str, format: Format, place: impl Fn(usize) -> usize) -> Prose {
    let parser = Parser::new_ext(markdown, options());
    let events: Vec<_> = bounded(parser.into_offset_iter()).collect();
    from_events(events, format, place)
}

/// The prose of a paragraph that is nothing but words: as [`from_events`] would make it, with less
/// work. Most of a note's own text is such.
///
/// `None` where `source`, which the events stand for, has a sign that may mean something: to
/// Markdown, to HTML, or as a tag, a label or the beginning of somebody's words.
pub fn of_plain_paragraph(events: &[Piece], source: &str) -> Option<Prose> {
    let is_word = |byte: u8| {
        matches!(byte, b' ' | b'\n' | b'\r' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9')
            || matches!(
                byte,
                b'.' | b',' | b';' | b'?' | b'!' | b'(' | b')' | b'-' | b'/' | b'%'
            )
    };
    let [
        (Event::Start(Tag::Paragraph), _),
        words @ ..,
        (Event::End(TagEnd::Paragraph), _),
    ] = events
    else {
        return None;
    };
    // All of it, without a way out in between: several bytes are looked at together then.
    if !source
        .bytes()
        .fold(true, |plain, byte| plain & is_word(byte))
    {
        return None;
    }
    let mut html = String::with_capacity(source.len() + 8);
    html.push_str("<p>");
    for (event, _) in words {
        match event {
            Event::Text(text) => html.push_str(text),
            Event::SoftBreak => html.push('\n'),
            _ => return None,
        }
    }
    html.push_str("</p>");
    Some(Prose {
        parts: smallvec![Part::Html(html.into())],
        headings: Vec::new(),
    })
}

/// Plain text as one paragraph of prose, for fields of front matter.
pub fn plain(text: &str) -> Prose {
    let mut html = String::from("<p>");
    escape(text, &mut html);
    html.push_str("</p>");
    Prose {
        parts: smallvec![Part::Html(html.into())],
        headings: Vec::new(),
    }
}
