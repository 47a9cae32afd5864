//! What rules look at: one file, one note, one study, the casebook; and where they tell it.

use std::borrow::Cow;

use super::{place, prose};
use crate::config::{Settings, Today};
use crate::diagnostic::Diagnostic;
use crate::model::drafts::{Drafts, Role, StudyDrafts, role};
use crate::model::{Casebook, Question, Study};
use crate::parse::note::NoteDraft;
use crate::source::{Snapshot, SourcePath, Span};

/// Everything that rules may look at.
#[derive(Debug)]
pub struct Scope<'a> {
    pub casebook: &'a Casebook,
    pub drafts: &'a Drafts,
    pub snapshot: &'a Snapshot,
    pub today: Today,
}

impl<'a> Scope<'a> {
    /// Every text that people wrote, with its role.
    pub(super) fn files(&self) -> Vec<(&'a SourcePath, Role, &'a str)> {
        self.snapshot
            .texts_under("content/")
            .map(|(path, file)| (path, role(path), &*file.text))
            .filter(|(_, role, _)| {
                matches!(
                    role,
                    Role::Note(_)
                        | Role::Study(_)
                        | Role::Theme(_)
                        | Role::Decision(_)
                        | Role::Page
                )
            })
            .collect()
    }

    pub(super) fn text(&self, file: &str) -> &'a str {
        self.snapshot.text(file).map_or("", |file| &file.text)
    }

    pub(super) fn studies(&'a self) -> Vec<StudyScope<'a>> {
        self.casebook
            .studies
            .iter()
            .filter_map(|study| {
                let drafts = self.drafts.studies.get(&study.id)?;
                Some(StudyScope {
                    scope: self,
                    study,
                    drafts,
                })
            })
            .collect()
    }

    pub(super) fn note<'f>(&'f self, file: &'f File<'f>) -> Option<Note<'f>> {
        let Role::Note(study) = &file.role else {
            return None;
        };
        let drafts = self.drafts.studies.get(study)?;
        let notes = &drafts.notes;
        let at = notes
            .binary_search_by(|(path, _)| path.cmp(file.path))
            .ok()?;
        Some(Note {
            file,
            draft: &notes[at].1,
            settings: &self.casebook.settings,
            today: self.today,
            guide: drafts
                .study
                .as_ref()
                .map_or(&[], |(_, study)| &study.questions),
        })
    }
}

/// One study, as written and as understood.
#[derive(Debug)]
pub struct StudyScope<'a> {
    pub scope: &'a Scope<'a>,
    pub study: &'a Study,
    pub drafts: &'a StudyDrafts,
}

impl StudyScope<'_> {
    /// A place in the front matter of a file.
    pub(super) fn place(&self, file: &SourcePath, steps: &[place::Step]) -> Span {
        place::of(file, self.scope.text(file), steps)
    }
}

/// One file of text.
#[derive(Debug)]
pub struct File<'a> {
    pub path: &'a SourcePath,
    pub role: Role,
    /// Its text with spaces in place of comments and code: places are the same.
    pub visible: Cow<'a, str>,
    /// Where the body begins.
    pub body: usize,
}

impl<'a> File<'a> {
    pub fn new(path: &'a SourcePath, role: Role, text: &'a str) -> File<'a> {
        File {
            path,
            role,
            visible: prose::without_comments_and_code(text),
            body: place::body(text),
        }
    }
}

/// One note.
#[derive(Debug)]
pub struct Note<'a> {
    pub file: &'a File<'a>,
    pub draft: &'a NoteDraft,
    pub settings: &'a Settings,
    pub today: Today,
    pub guide: &'a [Question],
}

impl Note<'_> {
    /// Whether a heading is a question of the guide, word for word.
    pub fn is_of_guide(&self, heading: &str) -> bool {
        let heading = heading.trim().to_lowercase();
        let asked = |question: &Question| heading.ends_with(&question.ask.trim().to_lowercase());
        self.guide.iter().any(asked)
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
