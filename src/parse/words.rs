//! A participant's own words: plain text, and what was marked in it.

use std::ops::Range;

/// The words of a quote. The text is what was said, without any markup; marks point into it.
///
/// Lines that the note keeps apart (paragraphs, hard breaks, list items) are parted by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    pub text: Box<str>,
    /// Sorted by start; marks of one kind do not overlap.
    pub marks: Vec<Mark>,
}

/// A stretch of the words with a meaning of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Bytes of [`Words::text`], on character boundaries.
    pub start: u32,
    pub end: u32,
    pub kind: MarkKind,
}

/// What a mark means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// The short part that stands alone.
    Soundbite,
    Emphasis,
    /// The researcher's words in square brackets, brackets included.
    Replacement,
    Code,
    Struck,
}

impl Mark {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Words {
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The soundbite's words; several bold parts are joined by an ellipsis. Empty if none.
    pub fn soundbite(&self) -> String {
        let parts: Vec<&str> = self
            .marks
            .iter()
            .filter(|m| m.kind == MarkKind::Soundbite)
            .map(|m| self.text[m.range()].trim())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" … ")
    }
}
