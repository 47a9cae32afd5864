//! The moderator's question inside a participant's quote.

use super::talk;
use crate::check::scope::{Note, Told};
use crate::source::Span;

pub fn find(note: &Note, told: &mut Told) {
    let text = &note.file.visible;
    for range in talk::lines(text, note.file.body) {
        let (start, line) = (range.start, &text[range]);
        let Some(words) = line.trim_start().strip_prefix('>') else {
            continue;
        };
        if talk::moderator(words, &note.draft.about.interviewers).is_some() {
            let from = start + (line.len() - words.trim_start().len());
            let span = Span::new(from, start + line.trim_end().len());
            let message =
                "a line of the interviewer's stands inside the quote, as the participant's words";
            let help =
                "end the quote before it, and write what was asked as a heading or without `>`";
            told.tell(note.file.path, span, message, help);
        }
    }
}
