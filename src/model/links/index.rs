//! What things are called, by study and file, while links are resolved.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rapidhash::RapidHashMap as HashMap;

use super::paths::media_kind;
use crate::model::assemble::Named;
use crate::model::drafts::{Drafts, stem};
use crate::model::{
    DecisionId, EvidenceId, InterviewId, MediaRef, Page, Study, StudyId, Target, ThemeId,
};
use crate::parse::code::CodeKey;
use crate::source::SourcePath;

/// Names of things that do not change while links are resolved. What is asked for in few casebooks, and
/// grows with the notes, is found when it is asked for.
pub(super) struct Index {
    pub studies: BTreeMap<Box<str>, StudyId>,
    pub pages: BTreeMap<String, u32>,
    evidence: Vec<OnceCell<OfPeople>>,
    interviews: Vec<OnceCell<HashMap<Box<str>, InterviewId>>>,
    /// All files but notes.
    files: HashMap<SourcePath, Target>,
    notes: OnceCell<HashMap<SourcePath, Target>>,
}

/// Evidence by its participant and by the participant of its interview.
type OfPeople = HashMap<CodeKey, Vec<EvidenceId>>;

impl Index {
    pub fn of(named: &[Named], pages: &[Page], drafts: &Drafts) -> Index {
        let mut index = Index {
            studies: BTreeMap::new(),
            pages: BTreeMap::new(),
            evidence: Vec::new(),
            interviews: Vec::new(),
            files: HashMap::default(),
            notes: OnceCell::new(),
        };
        for (at, page) in pages.iter().enumerate() {
            index.pages.insert(page.id.to_lowercase(), at as u32);
            index
                .files
                .insert(page.file.clone(), Target::Page(at as u32));
        }
        for (at, named) in named.iter().enumerate() {
            index.add_study(StudyId(at as u32), &named.study);
        }
        for file in &drafts.media {
            if let Some(kind) = media_kind(file) {
                index.files.insert(
                    file.clone(),
                    Target::Media(MediaRef {
                        file: file.clone(),
                        kind,
                    }),
                );
            }
        }
        index
    }

    fn add_study(&mut self, id: StudyId, study: &Study) {
        self.studies.insert(study.id.clone(), id);
        self.files.insert(study.file.clone(), Target::Study(id));
        self.evidence.push(OnceCell::new());
        self.interviews.push(OnceCell::new());
        for (at, theme) in study.themes.iter().enumerate() {
            if let Some(file) = &theme.file {
                self.files
                    .insert(file.clone(), Target::Theme(id, ThemeId(at as u32)));
            }
        }
        for (at, decision) in study.decisions.iter().enumerate() {
            self.files.insert(
                decision.file.clone(),
                Target::Decision(id, DecisionId(at as u32)),
            );
        }
    }

    /// What a file is.
    pub fn file(&self, path: &str, named: &[Named]) -> Option<&Target> {
        let notes = || self.notes.get_or_init(|| notes(named));
        self.files.get(path).or_else(|| notes().get(path))
    }

    /// An interview by its id, its participant's code or its file's name, in lower case.
    pub fn interview(&self, at: usize, study: &Study, name: &str) -> Option<InterviewId> {
        let all = self.interviews[at].get_or_init(|| interviews(study));
        all.get(name).copied()
    }

    /// What somebody said, or was said in conversations with them, in the study's order.
    pub fn evidence_of(&self, at: usize, study: &Study, key: &CodeKey) -> &[EvidenceId] {
        let all = self.evidence[at].get_or_init(|| of_people(study));
        all.get(key).map_or(&[], Vec::as_slice)
    }
}

fn notes(named: &[Named]) -> HashMap<SourcePath, Target> {
    let mut notes = HashMap::default();
    for (study, named) in (0..).zip(named) {
        for (at, interview) in (0..).zip(&named.study.interviews) {
            let target = Target::Interview(StudyId(study), InterviewId(at));
            notes.entry(interview.file.clone()).or_insert(target);
        }
    }
    notes
}

fn interviews(study: &Study) -> HashMap<Box<str>, InterviewId> {
    let people = study.participants.iter();
    let keys: Vec<CodeKey> = people.map(|p| CodeKey::of(&p.code)).collect();
    let mut interviews: HashMap<Box<str>, InterviewId> = HashMap::default();
    interviews.reserve(3 * study.interviews.len());
    for (at, interview) in study.interviews.iter().enumerate() {
        let at = InterviewId(at as u32);
        interviews.insert(interview.id.clone(), at);
        let code = keys[interview.participant.index()].as_str();
        interviews.entry(code.into()).or_insert(at);
        let name = stem(&interview.file).to_lowercase();
        interviews.entry(name.into()).or_insert(at);
    }
    interviews
}

fn of_people(study: &Study) -> OfPeople {
    let people = study.participants.iter();
    let keys: Vec<CodeKey> = people.map(|p| CodeKey::of(&p.code)).collect();
    let mut of_person: Vec<Vec<EvidenceId>> = vec![Vec::new(); keys.len()];
    for (at, piece) in study.evidence.iter().enumerate() {
        let at = EvidenceId(at as u32);
        let spoke = piece.participant;
        let asked = study[piece.interview].participant;
        of_person[spoke.index()].push(at);
        if spoke != asked {
            of_person[asked.index()].push(at);
        }
    }
    let mut evidence = OfPeople::default();
    for (key, of_person) in keys.into_iter().zip(of_person) {
        evidence.entry(key).or_default().extend(of_person);
    }
    evidence
}
