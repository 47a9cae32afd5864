//! What rules found, remembered until what they look at changes: in each file, and in all that no
//! words of conversations are part of.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;

use super::rules::{RULES, Run};
use super::scope::{Guides, Scope, Texts};
use super::tally::Tallies;
use crate::diagnostic::Diagnostic;
use crate::model::Frame;
use crate::parse::people::PeopleDraft;
use crate::source::SourcePath;
use crate::source::by_file::ByFile;

/// Findings. Those that the last check did not use are forgotten.
#[derive(Debug, Default)]
pub struct Memo {
    /// By file.
    pub(super) files: ByFile<Arc<[Diagnostic]>>,
    /// Held, so that no others can stand at their place: notes are read by what their codes look like.
    people: Option<Arc<PeopleDraft>>,
    /// Counts the people.
    peoples: u64,
    pub(super) tallies: Tallies,
    pub(super) frame: InFrame,
    /// Whether nothing is kept: there will be no next check.
    pub(super) forgetful: bool,
}

impl Memo {
    /// A memo for one check alone, which keeps nothing.
    pub fn for_one_check() -> Memo {
        Memo {
            forgetful: true,
            ..Memo::default()
        }
    }

    /// A hash of what all files are held against: the settings, the day, the guides, the people.
    pub(super) fn around(&mut self, texts: &Texts, guides: &Guides) -> u64 {
        let people = texts.drafts.people.as_ref().map(|(_, people)| people);
        let same_people = match (&self.people, people) {
            (None, None) => true,
            (Some(known), Some(people)) => Arc::ptr_eq(known, people),
            _ => false,
        };
        if !same_people {
            self.people = people.cloned();
            self.peoples += 1;
        }
        let mut hasher = rapidhash::fast::RapidHasher::default();
        format!("{:?}", texts.drafts.settings).hash(&mut hasher);
        texts.today.0.hash(&mut hasher);
        guides.hash(&mut hasher);
        self.peoples.hash(&mut hasher);
        hasher.finish()
    }
}

/// What each rule found that looks at nothing but the frame, by its place among [`RULES`].
#[derive(Debug, Default)]
pub(super) struct InFrame {
    frame: Frame,
    expected_since: BTreeMap<SourcePath, Date>,
    found: Vec<Option<Arc<[Diagnostic]>>>,
}

impl InFrame {
    /// Forgets what was found in another frame.
    pub fn begin(&mut self, scope: &Scope) {
        let since = &scope.snapshot.expected_since;
        if self.frame != scope.casebook.frame || self.expected_since != *since {
            self.frame = scope.casebook.frame.clone();
            self.expected_since = since.clone();
            self.found = vec![None; RULES.len()];
        }
    }

    /// What a rule found.
    pub fn found(&self, rule: usize) -> Option<&Arc<[Diagnostic]>> {
        self.found.get(rule)?.as_ref()
    }

    /// Keeps what a rule found, if it will be found again.
    pub fn keep(&mut self, rule: usize, found: &Arc<[Diagnostic]>) {
        let stays = matches!(
            RULES[rule].run,
            Run::Study(_) | Run::Casebook(_) | Run::Guide(..)
        );
        if let Some(slot) = self.found.get_mut(rule).filter(|_| stays) {
            *slot = Some(Arc::clone(found));
        }
    }
}
