//! Conversations in which the interviewer says more than the participant.

use super::talk;
use crate::check::scope::{Note, Told};
use crate::parse::note::ItemDraft;
use crate::parse::quote::SaidDraft;
use crate::source::Span;

/// Below this a transcript is too short to say who talks much.
const LEAST: usize = 60;

pub fn find(note: &Note, told: &mut Told) {
    let text = &note.file.visible;
    let mut first = None;
    let mut asked = 0;
    for range in talk::lines(text, note.file.body) {
        let (at, line) = (range.start, &text[range]);
        let words = line.trim_start_matches(['>', ' ']);
        if let Some((_, said)) = talk::moderator(words, &note.draft.about.interviewers) {
            first.get_or_insert(Span::new(at, at + line.trim_end().len()));
            asked += talk::count(said);
        }
    }
    let Some(first) = first else { return };
    let items = note
        .draft
        .parts
        .iter()
        .flat_map(|p| &p.exchanges)
        .flat_map(|e| &e.items);
    let quoted: usize = items
        .filter_map(|item| match item {
            ItemDraft::Evidence(evidence) => match &evidence.said {
                SaidDraft::Quote(words) => Some(talk::count(&words.text)),
                SaidDraft::Observation(_) => None,
            },
            ItemDraft::Observation(..) => None,
        })
        .sum();
    let total = asked + quoted;
    if total >= LEAST && asked * 2 > total {
        let message =
            format!("the interviewer says {asked} of the {total} words that this note keeps");
        told.tell(
            note.file.path,
            first,
            message,
            "ask, then wait; keep the participant's words rather than yours",
        );
    }
}
