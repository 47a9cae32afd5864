//! Codes that stand beside words, or in headings, and are not read as who speaks: told where they
//! are other participants'. Words that pass as somebody else's would pass by that one's consent.

use rapidhash::RapidHashSet;

use super::drafts::Drafts;
use crate::diagnostic::Diagnostic;
use crate::parse::beside::{BesideDraft, Place};
use crate::parse::code::CodeKey;
use crate::parse::note::{ItemDraft, NoteDraft};

/// Tells them. A code that nothing else names may be no participant's.
pub fn tell(drafts: &Drafts, problems: &mut Vec<Diagnostic>) {
    let studies = || drafts.studies.values();
    if studies().all(|study| study.notes.iter().all(|(_, note)| note.beside.is_empty())) {
        return;
    }
    let known = everyone(drafts);
    for (file, note) in studies().flat_map(|study| &study.notes) {
        for beside in &note.beside {
            let is_known = known.contains(&CodeKey::of(&beside.code.value));
            let Some((message, help)) = words(beside, is_known) else {
                continue;
            };
            let told = match is_known {
                true => Diagnostic::error("several-speakers", message),
                false => Diagnostic::warning("several-speakers", message),
            };
            problems.push(told.at(file, beside.code.span).help(help));
        }
    }
}

/// What is wrong, and what to do about it.
fn words(BesideDraft { code, place }: &BesideDraft, is_known: bool) -> Option<(String, String)> {
    let code = &code.value;
    match place {
        Place::Words => Some((
            format!("`{code}` stands beside these words, and is not read as who says them"),
            format!("name who speaks by `{code}:` before the words or `— {code}` on a line below them; a code within the words is written `[{code}]`"),
        )),
        Place::Switch => (!is_known).then(|| (
            format!("this heading is read as the name of a participant `{code}`, whom nothing else names"),
            format!("put a word before it if it is none; write `{code}: …`, or list `{code}` in `participants.yaml`, if it is one"),
        )),
        // A code that nobody has is a word of the question.
        Place::Question if !is_known => None,
        Place::Heading | Place::Question => Some((
            format!("this heading names `{code}`, and all below it is read as said by the note's own participant"),
            format!("begin it with the code and a dash, `{code} – …`, if `{code}` speaks below it; write `[{code}]` if not"),
        )),
    }
}

/// All participants who are named as such.
fn everyone(drafts: &Drafts) -> RapidHashSet<CodeKey> {
    let listed = drafts.people.iter().flat_map(|(_, draft)| &draft.people);
    let mut known: RapidHashSet<CodeKey> =
        listed.map(|(code, _)| CodeKey::of(&code.value)).collect();
    for (_, note) in drafts.studies.values().flat_map(|study| &study.notes) {
        known.extend(note.about.key.clone());
        known.extend(speakers(note));
    }
    known
}

/// Who speaks in a note, as its headings and quotes name them.
fn speakers(note: &NoteDraft) -> impl Iterator<Item = CodeKey> {
    let is_doubtful = |span| {
        let mut beside = note.beside.iter();
        beside.any(|beside| beside.place == Place::Switch && beside.code.span == span)
    };
    let parts = note.parts.iter().filter_map(|part| part.speaker.as_ref());
    let parts = parts.filter(move |speaker| !is_doubtful(speaker.span));
    let exchanges = note.parts.iter().flat_map(|part| &part.exchanges);
    let items = exchanges.flat_map(|exchange| &exchange.items);
    let said = items.filter_map(|item| match item {
        ItemDraft::Evidence(evidence) => evidence.speaker.as_ref(),
        ItemDraft::Observation(..) => None,
    });
    parts.chain(said).map(|code| CodeKey::of(&code.value))
}
