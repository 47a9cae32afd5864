//! The last casebook again where nothing but words of conversations changed: those conversations are
//! read anew, and all else stays. Where it is not certain that nothing else would change, there is
//! no shortcut.
//!
//! It serves notes of one participant with a code, who alone speaks in them and speaks nowhere else,
//! as long as nobody cites what is said anew.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::cites::{Cites, in_cite};
use super::citing::Citing;
use super::drafts::{Drafted, Drafts, changed_notes};
use super::evidence::{Context, Heard, Talk, kept};
use super::footnotes::asides;
use super::interviews::Part;
use super::memo::{Kept, Memo};
use super::people::Agreed;
use super::questions::Guide;
use super::speakers::Names;
use super::themes::ThemeNames;
use super::{Casebook, Interview, InterviewId, Study, StudyId};
use crate::config::Today;
use crate::diagnostic::Diagnostic;
use crate::parse::note::{NoteDraft, PartDraft};
use crate::source::SourcePath;

/// More notes than this are read together with all others.
const MOST: usize = 32;

/// The last casebook, and what it was made from.
#[derive(Debug)]
pub struct Last {
    drafts: Drafts,
    today: Today,
    casebook: Casebook,
    /// What is wrong outside of conversations.
    problems: Vec<Diagnostic>,
    of_studies: Vec<OfStudy>,
    citing: OnceLock<Citing>,
}

/// What is known of a study beside the study itself.
#[derive(Clone, Debug)]
pub struct OfStudy {
    pub themes: ThemeNames,
    /// What is wrong with each conversation.
    pub told: BTreeMap<InterviewId, Arc<[Diagnostic]>>,
}

impl Last {
    /// Keeps a casebook; `problems` are those outside of conversations.
    pub fn of(
        drafts: &Drafts,
        today: Today,
        casebook: &Casebook,
        problems: &[Diagnostic],
        of_studies: Vec<OfStudy>,
    ) -> Last {
        Last {
            drafts: drafts.clone(),
            today,
            casebook: casebook.clone(),
            problems: problems.to_vec(),
            of_studies,
            citing: OnceLock::new(),
        }
    }

    /// The casebook, and all that is wrong with it.
    pub fn told(&self) -> (Casebook, Vec<Diagnostic>) {
        let talks = self.of_studies.iter().flat_map(|study| study.told.values());
        let talks = talks.flat_map(|told| told.iter());
        let problems = self.problems.iter().chain(talks).cloned();
        (self.casebook.clone(), problems.collect())
    }

    /// Whether what is said in an interview may be cited somewhere.
    fn is_cited(&self, study: StudyId, number: InterviewId) -> bool {
        let citing = self
            .citing
            .get_or_init(|| Citing::of(&self.casebook, &self.problems));
        citing.may_mean(study, number, self.casebook[study].evidence_of(number))
    }
}

/// A note that says something else.
struct Reworded {
    study: usize,
    /// Its place among the study's notes.
    at: usize,
    names: Names,
    number: InterviewId,
    talk: Talk,
}

/// The last casebook with what is said anew, and all that is wrong with it; `None` where more than
/// that may have changed.
pub fn again(
    drafts: &Drafts,
    today: Today,
    memo: &mut Memo,
) -> Option<(Casebook, Vec<Diagnostic>)> {
    let last = memo.last.as_ref()?;
    if last.today != today {
        return None;
    }
    let changed = changed_notes(&last.drafts, drafts, MOST)?;
    let reworded: Option<Vec<Reworded>> = changed
        .into_iter()
        .map(|(study, at)| {
            let (_, drafts) = drafts.studies.iter().nth(study)?;
            reworded(last, memo, (study, at), &drafts.notes[at])
        })
        .collect();
    let reworded = reworded?;
    let Memo {
        last: Some(last),
        parts,
        ..
    } = memo
    else {
        return None;
    };
    for Reworded {
        study,
        at,
        names,
        number,
        talk,
    } in reworded
    {
        let mut notes = last.drafts.studies.values_mut().map(|s| &mut s.notes);
        let (path, note) = &mut notes.nth(study)?[at];
        let new = drafts.studies.values().nth(study)?;
        note.clone_from(&new.notes[at].1);
        let told = &mut last.of_studies[study].told;
        match talk.problems.is_empty() {
            true => drop(told.remove(&number)),
            false => drop(told.insert(number, Arc::clone(&talk.problems))),
        }
        let study = &mut last.casebook.studies[study];
        study.evidence.replace(number, &talk.evidence);
        study.interviews[number.index()] = Arc::clone(&talk.interview);
        let kept = parts.get_mut(&(path.clone(), 0))?;
        kept.note = Arc::clone(note);
        kept.names = Arc::new(names);
        kept.talk = talk;
    }
    Some(last.told())
}

/// What a note that says something else comes to, where nothing but its conversation does.
fn reworded(
    last: &Last,
    memo: &Memo,
    (study, at): (usize, usize),
    (file, note): &Drafted<NoteDraft>,
) -> Option<Reworded> {
    let before = &last.drafts.studies.values().nth(study)?.notes[at].1;
    let known = memo.known(file).filter(|known| known.stands_alone)?;
    let [main] = note.parts.as_slice() else {
        return None;
    };
    let begins_alike = before.about == note.about
        && note.about.key.is_some()
        && note.about.recording.is_none()
        && before.beside.is_empty()
        && note.beside.is_empty()
        && matches!(before.parts.as_slice(), [part] if begin_alike(part, main));
    if !begins_alike || !Arc::ptr_eq(&known.note, before) {
        return None;
    }
    let names = Names::of(&main.exchanges.iter().collect::<Vec<_>>());
    let of_study = &last.of_studies[study];
    let place = StudyId(study as u32);
    let study_now = &last.casebook[place];
    let has_file = |theme: &str| {
        let theme = of_study.themes.tag(theme);
        theme.is_some_and(|theme| study_now[theme].file.is_some())
    };
    if !names.alike(&known.names) || !names.themes().all(has_file) {
        return None;
    }
    // Where links were resolved, it is another interview than the one that was made.
    let interview = study_now.interviews.get(known.number.index())?;
    if !Arc::ptr_eq(interview, &known.talk.interview) {
        return None;
    }
    let talk = read(file, note, known, study_now, &of_study.themes)?;
    let same_coding = is_coded_alike(interview, &talk.interview);
    let other_cites = talk.cited != known.talk.cited;
    if !same_coding || other_cites && last.is_cited(place, known.number) {
        return None;
    }
    Some(Reworded {
        study,
        at,
        names,
        number: known.number,
        talk,
    })
}

/// Whether two parts of notes are the front matter's participant's, both with something in them or
/// without.
fn begin_alike(before: &PartDraft, now: &PartDraft) -> bool {
    before.speaker.is_none()
        && now.speaker.is_none()
        && before.described == now.described
        && before.is_empty() == now.is_empty()
}

/// Whether two readings of an interview differ in nothing that is looked at outside of it.
fn is_coded_alike(before: &Interview, now: &Interview) -> bool {
    before.sum == now.sum
        && before.answered == now.answered
        && before.talk.is_empty() == now.talk.is_empty()
        && !before.has_references
        && !now.has_references
}

/// Reads a conversation once more, numbered as it was.
fn read(
    file: &SourcePath,
    note: &Arc<NoteDraft>,
    known: &Kept,
    study: &Study,
    themes: &ThemeNames,
) -> Option<Talk> {
    let main = note.parts.first()?;
    let interview = &known.talk.interview;
    let part = Part {
        file,
        note,
        nth: 0,
        participant: interview.participant,
        exchanges: main.exchanges.iter().collect(),
        described: main.described.as_deref(),
        agreed: Agreed {
            consent: interview.consent,
            media: interview.media_consent,
            by_default: false,
        },
        date: note.about.date.as_ref().map(|date| date.value),
        round: interview.round,
        id: interview.id.clone(),
    };
    let mut guide = Guide::of(&study.questions);
    let headings = part.exchanges.iter().filter_map(|e| e.question.as_ref());
    headings.for_each(|heading| guide.learn(&heading.value));
    let code = in_cite(&study[interview.participant].code);
    let mut cites = Cites::default();
    let mut problems = Vec::new();
    let given = kept(&part, &[]).map(|(draft, _)| {
        let problems = &mut problems;
        cites.give(draft, &code, part.round, file, problems)
    });
    let given = given.collect();
    let mut asides = asides(std::slice::from_ref(&part), &[&[]]);
    let heard = Heard {
        part: &part,
        number: known.number,
        participant: interview.participant,
        wave: interview.wave,
        heard: Some(interview.heard),
        others: Vec::new(),
        asides: asides.pop().unwrap_or_default(),
        cites: given,
        problems,
    };
    Some(heard.talk(&Context {
        guide: &guide,
        themes,
    }))
}
