//! What was made of each part of each note the last time, used again where nothing that it was
//! made from has changed.

use std::sync::Arc;

use rapidhash::RapidHashMap as HashMap;

use super::InterviewId;
use super::evidence::Talk;
use super::interviews::Part;
use super::reworded::Last;
use super::speakers::Names;
use crate::parse::note::NoteDraft;
use crate::source::SourcePath;

/// What is remembered from one assembly to the next. What the last one did not use is forgotten.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) parts: HashMap<(SourcePath, u32), Kept>,
    /// The whole casebook.
    pub(super) last: Option<Last>,
    /// Whether nothing is kept: there will be no next assembly.
    forgetful: bool,
}

/// A part, and what it came to.
#[derive(Debug)]
pub(super) struct Kept {
    /// Held, so that no other draft can stand at its place.
    pub note: Arc<NoteDraft>,
    pub names: Arc<Names>,
    /// A hash of all that the talk was made from beside the draft.
    pub key: u64,
    pub number: InterviewId,
    /// Whether its participant speaks nowhere else, and nobody of a code like theirs does.
    pub stands_alone: bool,
    pub talk: Talk,
}

impl Memo {
    /// A memo for one assembly alone, which keeps nothing.
    pub fn for_one_assembly() -> Memo {
        Memo {
            forgetful: true,
            ..Memo::default()
        }
    }

    /// Takes out what a part of the very same draft came to.
    pub(super) fn take(&mut self, part: &Part) -> Option<Kept> {
        let kept = self.parts.remove(&(part.file.clone(), part.nth))?;
        Arc::ptr_eq(&kept.note, part.note).then_some(kept)
    }

    /// What the first part of a note came to.
    pub(super) fn known(&self, file: &SourcePath) -> Option<&Kept> {
        self.parts.get(&(file.clone(), 0))
    }

    /// Begins to remember anew.
    pub(super) fn begin(&self) -> Memo {
        let room = if self.forgetful { 0 } else { self.parts.len() };
        Memo {
            parts: HashMap::with_capacity_and_hasher(room, Default::default()),
            last: None,
            forgetful: self.forgetful,
        }
    }

    /// Keeps the whole casebook.
    pub(super) fn keep_all(&mut self, last: impl FnOnce() -> Last) {
        self.last = (!self.forgetful).then(last);
    }

    pub(super) fn keep(&mut self, part: &Part, kept: impl FnOnce() -> Kept) {
        if !self.forgetful {
            self.parts.insert((part.file.clone(), part.nth), kept());
        }
    }
}
