//! Who stands behind each theme.

use std::collections::BTreeSet;

use rapidhash::RapidHashMap as HashMap;

use crate::model::{InterviewId, ParticipantId, SegmentId, Study, ThemeId};

/// Who stands behind a theme, its children's evidence included.
#[derive(Clone, Debug, Default)]
pub struct Support {
    /// How many participants.
    pub participants: usize,
    pub interviewers: BTreeSet<String>,
    pub segments: BTreeSet<SegmentId>,
    /// Participants of no known segment.
    pub unplaced: usize,
}

/// The support of every theme of a study, in their order.
pub fn of(study: &Study) -> Vec<Support> {
    let interviewers = Interviewers::of(study);
    let mut marks = vec![Marks::default(); study.themes.len()];
    for marks in &mut marks {
        marks.participants.resize(study.participants.len(), false);
        marks.interviewers.resize(interviewers.names.len(), false);
    }
    for evidence in &study.evidence {
        let held = &interviewers.held[evidence.interview.index()];
        for theme in &evidence.themes {
            let mut above = Some(*theme);
            while let Some(id) = above {
                let marks = &mut marks[id.index()];
                marks.participants[evidence.participant.index()] = true;
                held.iter().for_each(|at| marks.interviewers[*at] = true);
                above = study.themes[id.index()]
                    .parent
                    .filter(|parent: &ThemeId| parent.0 < id.0);
            }
        }
    }
    let support = |marks: Marks| marks.support(study, &interviewers);
    marks.into_iter().map(support).collect()
}

/// Whose evidence a theme has.
#[derive(Clone, Debug, Default)]
struct Marks {
    participants: Vec<bool>,
    interviewers: Vec<bool>,
}

impl Marks {
    fn support(self, study: &Study, interviewers: &Interviewers) -> Support {
        let mut support = Support::default();
        for (at, _) in (0..).zip(self.participants).filter(|(_, marked)| *marked) {
            support.participants += 1;
            match study[ParticipantId(at)].segment {
                Some(segment) => drop(support.segments.insert(segment)),
                None => support.unplaced += 1,
            }
        }
        let names = interviewers.names.iter().zip(self.interviewers);
        let names = names.filter(|(_, marked)| *marked);
        support.interviewers = names.map(|(name, _)| (*name).to_owned()).collect();
        support
    }
}

/// The interviewers of a study, numbered.
struct Interviewers<'s> {
    names: Vec<&'s str>,
    /// By interview: who held it.
    held: Vec<Vec<usize>>,
}

impl<'s> Interviewers<'s> {
    fn of(study: &'s Study) -> Interviewers<'s> {
        let mut known: HashMap<&str, usize> = HashMap::default();
        let mut names = Vec::new();
        let mut number = |name: &'s str| {
            *known.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let ids = (0..study.interviews.len() as u32).map(InterviewId);
        let held = ids.map(|id| {
            let held = study[id].interviewers.iter();
            held.map(|name| number(name)).collect()
        });
        let held = held.collect();
        Interviewers { names, held }
    }
}
