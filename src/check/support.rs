//! Who stands behind each theme.

use std::collections::BTreeSet;

use crate::model::{ParticipantId, SegmentId, Study, ThemeId};

/// Who stands behind a theme, its children's evidence included.
#[derive(Clone, Debug, Default)]
pub struct Support {
    pub participants: BTreeSet<ParticipantId>,
    pub interviewers: BTreeSet<String>,
    pub segments: BTreeSet<SegmentId>,
    /// Participants of no known segment.
    pub unplaced: usize,
}

/// The support of every theme of a study, in their order.
pub fn of(study: &Study) -> Vec<Support> {
    let mut supports = vec![Support::default(); study.themes.len()];
    for evidence in &study.evidence {
        for theme in &evidence.themes {
            let mut above = Some(*theme);
            while let Some(id) = above {
                add(
                    &mut supports[id.index()],
                    study,
                    evidence.participant,
                    evidence.interview,
                );
                above = study.themes[id.index()]
                    .parent
                    .filter(|parent: &ThemeId| parent.0 < id.0);
            }
        }
    }
    supports
}

fn add(
    support: &mut Support,
    study: &Study,
    participant: ParticipantId,
    interview: crate::model::InterviewId,
) {
    for name in &study[interview].interviewers {
        if !support.interviewers.contains(name) {
            support.interviewers.insert(name.clone());
        }
    }
    if !support.participants.insert(participant) {
        return;
    }
    match study[participant].segment {
        Some(segment) => drop(support.segments.insert(segment)),
        None => support.unplaced += 1,
    }
}
