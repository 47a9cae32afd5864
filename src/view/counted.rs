//! What is counted of a study's evidence, whatever its words are; remembered while its coding stays
//! the same.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rapidhash::fast::RapidHasher;

use super::findings::Findings;
use super::index::evidence_by_theme;
use super::listed;
use crate::analyse::saturation::{Step, curve};
use crate::model::audience::Published;
use crate::model::{EvidenceId, ParticipantId, Study, ThemeId};

/// What depends on a study's coding alone: who said something of what, when asked by whom.
#[derive(Debug)]
pub struct Counted {
    pub findings: Arc<Findings>,
    /// The evidence of each interview: a stretch of the study's evidence.
    pub by_interview: Vec<Range<u32>>,
    /// By evidence, what lists put it in order by: the segment, the last for those without, and the
    /// participant.
    pub order: Vec<(u32, ParticipantId)>,
    /// By evidence, the theme that it names first.
    pub first_theme: Vec<Option<ThemeId>>,
    /// By evidence, whether it is a quote.
    pub is_quote: Vec<bool>,
    /// The readable evidence of each theme in its order; `None` where words decide the order.
    pub by_theme: Option<Vec<Vec<EvidenceId>>>,
    /// How many themes each interview added, once that was asked for.
    steps: OnceLock<Vec<Step>>,
}

impl Counted {
    fn of(study: &Study, codes: bool) -> Counted {
        let order = study.evidence.iter().map(|evidence| {
            let segment = study[evidence.participant].segment;
            (segment.map_or(u32::MAX, |s| s.0), evidence.participant)
        });
        let order: Vec<_> = order.collect();
        let (by_theme, findings) = rayon::join(
            || codes.then(|| evidence_by_theme(study, codes, &order)),
            || Findings::of(study),
        );
        let mut from = 0;
        let by_interview = study.interviews.iter().map(|interview| {
            let evidence = from..from + interview.sum.evidence;
            from = evidence.end;
            evidence
        });
        let by_interview = by_interview.collect();
        let first = study.evidence.iter().map(|e| e.themes.first().copied());
        Counted {
            findings: Arc::new(findings),
            by_interview,
            order,
            first_theme: first.collect(),
            is_quote: study.evidence.iter().map(|e| e.is_quote()).collect(),
            by_theme,
            steps: OnceLock::new(),
        }
    }

    /// How many themes each interview of the study added, in the order held.
    pub fn steps(&self, study: &Study) -> &[Step] {
        self.steps.get_or_init(|| {
            let themes = |evidence: &Range<u32>| {
                let evidence = evidence.clone().map(EvidenceId);
                let themes = evidence.flat_map(|id| study[id].themes.iter());
                themes.map(|theme| theme.index()).collect()
            };
            let interviews: Vec<Vec<usize>> = self.by_interview.iter().map(themes).collect();
            curve(&interviews)
        })
    }
}

/// What was counted lately, by hashes of what it was counted from, and what was listed.
#[derive(Debug, Default)]
pub struct Memo {
    counted: Mutex<Vec<(u64, Arc<Counted>)>>,
    pub listed: listed::Memo,
}

impl Memo {
    /// What is counted of a study, as an audience may see it; `spare` others may be remembered.
    pub fn counted(&self, study: &Study, published: &Published, spare: usize) -> Arc<Counted> {
        let codes = published.shows_codes();
        let hash = hash_of(study, published);
        let lock = || self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = lock().iter().find(|(known, _)| *known == hash) {
            return Arc::clone(known);
        }
        let counted = Arc::new(Counted::of(study, codes));
        let mut known = lock();
        if known.len() > spare {
            known.remove(0);
        }
        known.push((hash, Arc::clone(&counted)));
        counted
    }
}

/// A hash of all that is counted.
fn hash_of(study: &Study, published: &Published) -> u64 {
    let mut state = RapidHasher::default();
    study.id.hash(&mut state);
    published.audience().hash(&mut state);
    published.shows_codes().hash(&mut state);
    (study.segments.len(), study.questions.len()).hash(&mut state);
    (study.participants.len(), study.themes.len()).hash(&mut state);
    for participant in &study.participants {
        (participant.segment, participant.interviewed).hash(&mut state);
    }
    for theme in &study.themes {
        (theme.parent, &theme.asked_in, theme.insight.is_some()).hash(&mut state);
    }
    for interview in &study.interviews {
        interview.sum.coded.hash(&mut state);
    }
    state.finish()
}
