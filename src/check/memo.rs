//! What rules found in each file, remembered until it changes, or what it is held against does.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rapidhash::RapidHashMap as HashMap;

use super::scope::{Guides, Texts};
use crate::diagnostic::Diagnostic;
use crate::parse::note::NoteDraft;
use crate::source::SourcePath;

/// Findings by file. Those that the last check did not use are forgotten.
#[derive(Debug, Default)]
pub struct Memo {
    /// A hash of the settings, the day and the guides.
    around: u64,
    files: HashMap<SourcePath, InFile>,
    /// Whether nothing is kept: there will be no next check.
    forgetful: bool,
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub(super) struct InFile {
    hash: u64,
    /// A note's draft: it is made of its text and of what the casebook's codes look like.
    draft: Option<Arc<NoteDraft>>,
    pub found: Arc<[Diagnostic]>,
}

impl InFile {
    pub fn new(hash: u64, draft: Option<&Arc<NoteDraft>>, found: Vec<Diagnostic>) -> InFile {
        InFile {
            hash,
            draft: draft.cloned(),
            found: found.into(),
        }
    }
}

impl Memo {
    /// A memo for one check alone, which keeps nothing.
    pub fn for_one_check() -> Memo {
        Memo {
            forgetful: true,
            ..Memo::default()
        }
    }

    /// Forgets what was held against something else.
    pub(super) fn begin(&mut self, texts: &Texts, guides: &Guides) {
        let mut hasher = rapidhash::fast::RapidHasher::default();
        format!("{:?}", texts.drafts.settings).hash(&mut hasher);
        texts.today.0.hash(&mut hasher);
        guides.hash(&mut hasher);
        let around = hasher.finish();
        if around != self.around {
            self.files.clear();
            self.around = around;
        }
    }

    /// What was found in a file of this hash, read as this draft.
    pub(super) fn found(
        &self,
        path: &SourcePath,
        hash: u64,
        draft: Option<&Arc<NoteDraft>>,
    ) -> Option<&InFile> {
        let same = |known: &&InFile| {
            known.hash == hash
                && match (&known.draft, draft) {
                    (None, None) => true,
                    (Some(known), Some(draft)) => Arc::ptr_eq(known, draft),
                    _ => false,
                }
        };
        self.files.get(path).filter(same)
    }

    /// Keeps what was found in all files, some of it for the first time.
    pub(super) fn keep(&mut self, all: &[(&SourcePath, InFile, bool)]) {
        if self.forgetful {
            return;
        }
        let entry =
            |(path, file, _): &(&SourcePath, InFile, bool)| (SourcePath::clone(path), file.clone());
        let fresh = all.iter().filter(|(_, _, fresh)| *fresh);
        self.files.extend(fresh.map(entry));
        if self.files.len() > all.len() {
            self.files = all.iter().map(entry).collect();
        }
    }
}
