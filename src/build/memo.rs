//! What a build remembers for the next: every file's draft, by its path, content and the options
//! that it was parsed under, what rules found in it, the look, the social cards, and what
//! pictures and recordings are called.

use std::sync::Arc;

use super::cards::DrawnCards;
use super::drawn_pages::DrawnPages;
use super::look::Look;
use super::shown_media::KnownMedia;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::model;
use crate::model::addresses::Clashes;
use crate::model::drafts::Drafts;
use crate::parse::decision::DecisionDraft;
use crate::parse::metric::Series;
use crate::parse::note::NoteDraft;
use crate::parse::page::PageDraft;
use crate::parse::people::PeopleDraft;
use crate::parse::study::StudyDraft;
use crate::parse::theme::ThemeDraft;
use crate::parse::transcript::Transcript;
use crate::source::SourcePath;
use crate::source::by_file::ByFile;
use crate::view::counted;

/// What a build remembers. What the last one did not use is forgotten.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) parsed: ByFile<Parsed>,
    /// The drafts of all of them.
    pub(super) drafts: Arc<Drafts>,
    pub(super) people: Option<People>,
    pub(super) look: Option<Arc<Look>>,
    pub(super) cards: Arc<DrawnCards>,
    pub(super) model: model::memo::Memo,
    pub(super) check: check::Memo,
    pub(super) clashes: Clashes,
    pub(super) counted: Arc<counted::Memo>,
    pub(super) pages: DrawnPages,
    pub(super) media: KnownMedia,
    /// Whether nothing is kept: there will be no next build.
    pub(super) forgetful: bool,
}

impl Memo {
    /// A memo that knows the look of another one, and no file.
    #[doc(hidden)]
    pub fn with_look_of(other: &Memo) -> Memo {
        Memo {
            look: other.look.clone(),
            ..Memo::default()
        }
    }

    /// A memo for one build alone, which keeps nothing.
    pub fn for_one_build() -> Memo {
        Memo {
            forgetful: true,
            model: model::memo::Memo::for_one_assembly(),
            check: check::Memo::for_one_check(),
            pages: DrawnPages::for_one_build(),
            ..Memo::default()
        }
    }
}

/// What parsing a file came to; no draft where nothing reads it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub draft: Option<Draft>,
    pub problems: Arc<[Diagnostic]>,
}

/// `participants.yaml`, and the hash of what it was parsed from.
#[derive(Debug)]
pub(super) struct People {
    pub path: SourcePath,
    pub hash: u64,
    pub draft: Arc<PeopleDraft>,
    pub problems: Vec<Diagnostic>,
}

/// One file's draft.
#[derive(Clone, Debug)]
pub(super) enum Draft {
    Study(Arc<StudyDraft>),
    Note(Arc<NoteDraft>),
    Theme(Arc<ThemeDraft>),
    Decision(Arc<DecisionDraft>),
    Metric(Arc<Series>),
    Transcript(Arc<Transcript>),
    Page(Arc<PageDraft>),
}
