//! What rules count of a study's evidence, whatever its words are; remembered while its coding
//! stays the same.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use rapidhash::RapidHashMap as HashMap;
use rapidhash::fast::RapidHasher;

use super::support::{self, Support};
use crate::model::{Study, ThemeId};

/// What is counted, each when it is first asked for.
#[derive(Debug, Default)]
pub struct Tally {
    supports: OnceLock<Vec<Support>>,
    pairs: OnceLock<Pairs>,
    emotions: OnceLock<BTreeMap<Box<str>, usize>>,
}

/// How often themes stand in evidence, and how often two of them stand together.
#[derive(Debug)]
pub struct Pairs {
    /// By theme.
    pub uses: Vec<usize>,
    /// The lesser theme first.
    pub together: BTreeMap<(ThemeId, ThemeId), usize>,
}

impl Tally {
    /// Who stands behind each theme.
    pub fn supports(&self, study: &Study) -> &[Support] {
        self.supports.get_or_init(|| support::of(study))
    }

    pub fn pairs(&self, study: &Study) -> &Pairs {
        self.pairs.get_or_init(|| {
            let mut uses = vec![0; study.themes.len()];
            let mut together: HashMap<(ThemeId, ThemeId), usize> = HashMap::default();
            for evidence in &study.evidence {
                for (at, a) in evidence.themes.iter().enumerate() {
                    uses[a.index()] += 1;
                    for b in &evidence.themes[at + 1..] {
                        *together.entry((*a.min(b), *a.max(b))).or_default() += 1;
                    }
                }
            }
            let together = together.into_iter().collect();
            Pairs { uses, together }
        })
    }

    /// Each emotion, and how often it stands in the study.
    pub fn emotions(&self, study: &Study) -> &BTreeMap<Box<str>, usize> {
        self.emotions.get_or_init(|| {
            let mut used: HashMap<&str, usize> = HashMap::default();
            for emotion in study.evidence.iter().flat_map(|e| &e.emotions) {
                *used.entry(emotion).or_default() += 1;
            }
            let used = used.into_iter();
            used.map(|(word, times)| (word.into(), times)).collect()
        })
    }
}

/// The tallies of the last check, by hashes of what they count.
#[derive(Debug, Default)]
pub struct Tallies {
    known: HashMap<u64, Arc<Tally>>,
    now: HashMap<u64, Arc<Tally>>,
}

impl Tallies {
    /// Begins a check: what the one before the last used alone is forgotten.
    pub fn begin(&mut self) {
        self.known = std::mem::take(&mut self.now);
    }

    pub fn of(&mut self, study: &Study) -> Arc<Tally> {
        let hash = hash_of(study);
        let known = self.known.get(&hash).cloned().unwrap_or_default();
        self.now.insert(hash, Arc::clone(&known));
        known
    }
}

/// A hash of all that is counted.
fn hash_of(study: &Study) -> u64 {
    let mut state = RapidHasher::default();
    study.id.hash(&mut state);
    (study.participants.len(), study.themes.len()).hash(&mut state);
    for participant in &study.participants {
        participant.segment.hash(&mut state);
    }
    for theme in &study.themes {
        theme.parent.hash(&mut state);
    }
    for interview in &study.interviews {
        (interview.sum.coded, interview.sum.felt).hash(&mut state);
    }
    state.finish()
}
