//! What rules look at: one file, one note, one study, the casebook; and where they tell it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::support::Support;
use super::tally::{Tallies, Tally};
use super::words::Forms;
use super::{place, prose};
use crate::config::{Settings, Today};
use crate::diagnostic::Diagnostic;
use crate::model::drafts::{Drafts, Role, StudyDrafts};
use crate::model::{Casebook, Study};
use crate::parse::note::NoteDraft;
use crate::source::{Snapshot, SourcePath, Span};

/// The questions of each study's guide, in lower case, by the study's id.
pub(super) type Guides = BTreeMap<Box<str>, Vec<String>>;

/// What was read, before anybody put it together: all that rules of one file look at.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    pub drafts: &'a Drafts,
    pub snapshot: &'a Snapshot,
    pub today: Today,
}

/// Everything that rules may look at.
#[derive(Debug)]
pub struct Scope<'a> {
    pub casebook: &'a Casebook,
    pub drafts: &'a Drafts,
    pub snapshot: &'a Snapshot,
    pub today: Today,
}

/// Whether a file of this role is text that people wrote.
pub(super) fn is_written_by_people(role: Role) -> bool {
    matches!(
        role,
        Role::Note(_) | Role::Study(_) | Role::Theme(_) | Role::Decision(_) | Role::Page
    )
}

impl<'a> Texts<'a> {
    /// The questions of each study's guide, in lower case.
    pub(super) fn guides(&self) -> Guides {
        let asks = |study: &StudyDrafts| {
            let questions = study.study.iter().flat_map(|(_, study)| &study.questions);
            questions.map(|q| q.ask.trim().to_lowercase()).collect()
        };
        let studies = self.drafts.studies.iter();
        studies
            .map(|(id, study)| (id.clone(), asks(study)))
            .collect()
    }

    /// The draft of a note.
    pub(super) fn note_draft(&self, path: &SourcePath, role: Role) -> Option<&'a Arc<NoteDraft>> {
        let Role::Note(study) = role else {
            return None;
        };
        let notes = &self.drafts.studies.get(study)?.notes;
        let at = notes.binary_search_by(|(known, _)| known.cmp(path)).ok()?;
        Some(&notes[at].1)
    }

    pub(super) fn note<'f>(
        &'f self,
        file: &'f File<'f>,
        draft: &'f NoteDraft,
        guides: &'f Guides,
        judged: &'f Judged,
    ) -> Option<Note<'f>> {
        let Role::Note(study) = file.role else {
            return None;
        };
        Some(Note {
            file,
            draft,
            settings: &self.drafts.settings,
            today: self.today,
            guide: guides.get(study).map_or(&[], Vec::as_slice),
            judged,
            questions: OnceLock::new(),
        })
    }
}

impl<'a> Scope<'a> {
    pub(super) fn text(&self, file: &str) -> &'a str {
        self.snapshot.text(file).map_or("", |file| &file.text)
    }

    pub(super) fn studies(&'a self, tallies: &mut Tallies) -> Vec<StudyScope<'a>> {
        tallies.begin();
        self.casebook
            .studies
            .iter()
            .filter_map(|study| {
                let drafts = self.drafts.studies.get(&study.id)?;
                Some(StudyScope {
                    scope: self,
                    study,
                    drafts,
                    guide: OnceLock::new(),
                    tally: tallies.of(study),
                })
            })
            .collect()
    }
}

/// One study, as written and as understood.
#[derive(Debug)]
pub struct StudyScope<'a> {
    pub scope: &'a Scope<'a>,
    pub study: &'a Study,
    pub drafts: &'a StudyDrafts,
    guide: OnceLock<Vec<Forms>>,
    pub(super) tally: Arc<Tally>,
}

impl StudyScope<'_> {
    /// What is wrong with each question of the guide.
    pub(super) fn guide(&self) -> &[Forms] {
        let language = &self.scope.casebook.settings.language;
        self.guide.get_or_init(|| {
            let questions = self.study.questions.iter();
            questions
                .map(|question| Forms::of(&question.ask, language))
                .collect()
        })
    }

    /// Who stands behind each theme.
    pub(super) fn supports(&self) -> &[Support] {
        self.tally.supports(self.study)
    }

    /// A place in the front matter of a file.
    pub(super) fn place(&self, file: &SourcePath, steps: &[place::Step]) -> Span {
        place::of(file, self.scope.text(file), steps)
    }
}

/// One file of text.
#[derive(Debug)]
pub struct File<'a> {
    pub path: &'a SourcePath,
    pub role: Role<'a>,
    /// Its text with spaces in place of comments and code: places are the same.
    pub visible: Cow<'a, str>,
    /// Where the body begins.
    pub body: usize,
}

impl<'a> File<'a> {
    pub fn new(path: &'a SourcePath, role: Role<'a>, text: &'a str) -> File<'a> {
        File {
            path,
            role,
            visible: prose::without_comments_and_code(text),
            body: place::body(text),
        }
    }
}

/// What is wrong with each question of the notes: conversations of one guide ask the same ones.
#[derive(Debug, Default)]
pub(super) struct Judged(RwLock<HashMap<String, Forms>>);

impl Judged {
    /// As [`Forms::of`], whose `fallback` is the same each time.
    fn of(&self, question: &str, fallback: &str) -> Forms {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(forms) = known.get(question) {
            return *forms;
        }
        drop(known);
        let forms = Forms::of(question, fallback);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(question.to_owned(), forms);
        forms
    }
}

/// One note.
#[derive(Debug)]
pub struct Note<'a> {
    pub file: &'a File<'a>,
    pub draft: &'a NoteDraft,
    pub settings: &'a Settings,
    pub today: Today,
    /// The guide's questions in lower case.
    guide: &'a [String],
    judged: &'a Judged,
    questions: OnceLock<Vec<(Span, Forms)>>,
}

impl Note<'_> {
    /// Whether a heading is a question of the guide, word for word.
    pub fn is_of_guide(&self, heading: &str) -> bool {
        let heading = heading.trim().to_lowercase();
        self.guide.iter().any(|ask| heading.ends_with(ask))
    }

    /// Its follow-up questions, and what is wrong with each.
    pub fn questions(&self) -> &[(Span, Forms)] {
        self.questions.get_or_init(|| {
            let exchanges = self.draft.parts.iter().flat_map(|part| &part.exchanges);
            exchanges
                .filter_map(|exchange| exchange.question.as_ref())
                .filter(|heading| heading.value.contains('?') && !self.is_of_guide(&heading.value))
                .map(|heading| {
                    let forms = self.judged.of(&heading.value, &self.settings.language);
                    (heading.span, forms)
                })
                .collect()
        })
    }
}

/// Where a rule tells what it found.
#[derive(Debug)]
pub struct Told {
    rule: &'static str,
    pub found: Vec<Diagnostic>,
}

impl Told {
    pub fn of(rule: &'static str) -> Told {
        Told {
            rule,
            found: Vec::new(),
        }
    }

    /// Tells a problem: what is wrong, where, what to do.
    pub fn tell(
        &mut self,
        file: &SourcePath,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Diagnostic {
        let problem = Diagnostic::warning(self.rule, message)
            .at(file, span)
            .help(help);
        self.found.push(problem);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
