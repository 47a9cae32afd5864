//! What the analyses say of one study: the model's evidence turned into the counts that they ask
//! for, worked out once. Withheld words count here like all others; withdrawn people are gone.

use std::collections::BTreeSet;

use rapidhash::RapidHashMap as HashMap;

use crate::analyse::prevalence::{Answer, Frequency, Prevalence, prevalence};
use crate::analyse::together::together;
use crate::analyse::wider_group::InTen;
use crate::model::{ParticipantId, Said, SegmentId, Stance, Study, ThemeId};

/// The findings of one study, by theme.
#[derive(Debug)]
pub struct Findings {
    themes: Vec<ThemeFindings>,
    /// Key insights, the one that most of those asked raised first.
    pub insights: Vec<ThemeId>,
    /// All themes with evidence, the most frequent first.
    pub by_frequency: Vec<ThemeId>,
    /// Rounds of interviews that are told apart; 0 where none is.
    pub rounds: usize,
    /// Participants of each segment.
    pub segment_sizes: Vec<usize>,
}

/// What is known of one theme.
#[derive(Debug, Default)]
pub struct ThemeFindings {
    pub prevalence: Prevalence,
    /// Other themes that the same participants raised, and how many of them; most first.
    pub beside: Vec<(ThemeId, usize)>,
    /// Distinct interviewers with whom it was raised.
    pub interviewers: usize,
    /// Distinct rounds of interviews in which it was raised.
    pub rounds: usize,
    /// Participants of those who raised it that told of something done, and of something thought
    /// alone.
    pub behaviour: usize,
    pub opinion: usize,
    /// Quotes and observations, withheld ones with them.
    pub quotes: usize,
    pub observations: usize,
}

impl ThemeFindings {
    pub fn frequency(&self) -> Frequency {
        self.prevalence.all.frequency()
    }

    /// What the count means in a wider group.
    pub fn in_ten(&self) -> Option<InTen> {
        let f = self.frequency();
        InTen::of_count(f.raised() as u64, f.asked() as u64)
    }

    /// The segments with how many of those asked raised it, in the study's order.
    pub fn by_segment(&self) -> impl Iterator<Item = (SegmentId, Frequency)> {
        self.prevalence
            .segments
            .iter()
            .filter_map(|(segment, tally)| Some((SegmentId((*segment)? as u32), tally.frequency())))
    }

    /// The group that stands out: raised there by a larger share than in all, by two people at
    /// least; the one of the largest share, then of the most people.
    pub fn outstanding(&self) -> Option<(SegmentId, Frequency)> {
        let all = self.frequency();
        let groups = self.by_segment().filter(|(_, f)| f.asked() > 0).count();
        if groups < 2 {
            return None;
        }
        self.by_segment()
            .filter(|(_, f)| f.raised() >= 2 && f.compare_share(all).is_gt())
            .max_by(|(_, a), (_, b)| a.compare_share(*b).then(a.raised().cmp(&b.raised())))
    }
}

impl Findings {
    pub fn of(study: &Study) -> Findings {
        let counts = Counts::of(study);
        let mut themes: Vec<ThemeFindings> = (0..study.themes.len())
            .map(|t| counts.theme(study, t))
            .collect();
        let no_quotes: &[Vec<usize>] = &[];
        for pair in together(&counts.raised_by_participant(study), no_quotes) {
            let (a, b) = (ThemeId(pair.first as u32), ThemeId(pair.second as u32));
            if is_above(study, a, b) || is_above(study, b, a) {
                continue;
            }
            // A theme that only gathers others would stand beside everything.
            let gathers = |t: ThemeId| !study[t].children.is_empty() && !study[t].is_key_insight();
            if !gathers(b) {
                themes[pair.first].beside.push((b, pair.both));
            }
            if !gathers(a) {
                themes[pair.second].beside.push((a, pair.both));
            }
        }
        let mut by_frequency: Vec<ThemeId> = (0..study.themes.len() as u32)
            .map(ThemeId)
            .filter(|t| themes[t.index()].frequency().raised() > 0)
            .collect();
        by_frequency.sort_by(|a, b| {
            let of = |t: &ThemeId| themes[t.index()].frequency();
            of(b)
                .compare_share(of(a))
                .then(of(b).raised().cmp(&of(a).raised()))
        });
        let mut insights: Vec<ThemeId> = (0..study.themes.len() as u32)
            .map(ThemeId)
            .filter(|t| study[*t].is_key_insight())
            .collect();
        insights.sort_by_key(|t| {
            by_frequency
                .iter()
                .position(|f| f == t)
                .unwrap_or(usize::MAX)
        });
        let mut segment_sizes = vec![0; study.segments.len()];
        for participant in study.participants.iter().filter(|p| p.interviewed) {
            if let Some(segment) = participant.segment {
                segment_sizes[segment.index()] += 1;
            }
        }
        Findings {
            themes,
            insights,
            by_frequency,
            rounds: study
                .interviews
                .iter()
                .filter_map(|i| i.wave)
                .collect::<BTreeSet<u32>>()
                .len(),
            segment_sizes,
        }
    }

    pub fn theme(&self, id: ThemeId) -> &ThemeFindings {
        &self.themes[id.index()]
    }
}

fn is_above(study: &Study, above: ThemeId, below: ThemeId) -> bool {
    let mut at = study[below].parent;
    while let Some(theme) = at {
        if theme == above {
            return true;
        }
        at = study[theme].parent;
    }
    false
}

/// Who raised what, gathered in one pass over the evidence.
struct Counts {
    /// By theme, then participant: bit 1 raised, bit 2 of something done, bit 4 of something
    /// thought.
    marks: Vec<Vec<u8>>,
    /// By theme, then interviewer.
    interviewers: Vec<Vec<bool>>,
    /// By theme, then round.
    rounds: Vec<Vec<bool>>,
    quotes: Vec<(usize, usize)>,
    /// By question, then participant.
    asked: Vec<Vec<bool>>,
}

const RAISED: u8 = 1;
const BEHAVIOUR: u8 = 2;
const OPINION: u8 = 4;

impl Counts {
    fn of(study: &Study) -> Counts {
        let (themes, people) = (study.themes.len(), study.participants.len());
        let (held, interviewers) = held(study);
        let waves = study.interviews.iter().filter_map(|i| i.wave);
        let rounds = waves.max().map_or(0, |last| last as usize + 1);
        let mut counts = Counts {
            marks: vec![vec![0; people]; themes],
            interviewers: vec![vec![false; interviewers]; themes],
            rounds: vec![vec![false; rounds]; themes],
            quotes: vec![(0, 0); themes],
            asked: vec![vec![false; people]; study.questions.len()],
        };
        for interview in &study.interviews {
            for question in &interview.answered {
                counts.asked[question.index()][interview.participant.index()] = true;
            }
        }
        let mut reached: Vec<ThemeId> = Vec::new();
        for evidence in &study.evidence {
            reached.clear();
            for theme in &evidence.themes {
                let mut at = Some(*theme);
                while let Some(theme) = at.filter(|t| !reached.contains(t)) {
                    reached.push(theme);
                    at = study[theme].parent;
                }
            }
            let mut mark = RAISED;
            mark |= match evidence.stance {
                Some(Stance::Behaviour) => BEHAVIOUR,
                Some(Stance::Opinion) => OPINION,
                // What was seen was done.
                None if !evidence.is_quote() => BEHAVIOUR,
                None => 0,
            };
            let quote = matches!(evidence.said, Said::Quote(_) | Said::WithheldQuote);
            let wave = study[evidence.interview].wave;
            let held = &held[evidence.interview.index()];
            for theme in &reached {
                counts.marks[theme.index()][evidence.participant.index()] |= mark;
                if let Some(wave) = wave {
                    counts.rounds[theme.index()][wave as usize] = true;
                }
                let interviewers = &mut counts.interviewers[theme.index()];
                held.iter().for_each(|at| interviewers[*at as usize] = true);
                let (quotes, observations) = &mut counts.quotes[theme.index()];
                *(if quote { quotes } else { observations }) += 1;
            }
        }
        counts
    }

    fn theme(&self, study: &Study, theme: usize) -> ThemeFindings {
        let asked_in = &study.themes[theme].asked_in;
        let answers: Vec<Answer> = study
            .participants
            .iter()
            .enumerate()
            .map(|(p, participant)| Answer {
                segment: participant.segment.map(SegmentId::index),
                asked: if asked_in.is_empty() {
                    participant.interviewed
                } else {
                    asked_in.iter().any(|q| self.asked[q.index()][p])
                },
                raised: self.marks[theme][p] & RAISED != 0,
            })
            .collect();
        let behaviour = |mark: &&u8| **mark & BEHAVIOUR != 0;
        let opinion = |mark: &&u8| **mark & (BEHAVIOUR | OPINION) == OPINION;
        ThemeFindings {
            prevalence: prevalence(&answers),
            beside: Vec::new(),
            interviewers: self.interviewers[theme].iter().filter(|m| **m).count(),
            rounds: self.rounds[theme].iter().filter(|m| **m).count(),
            behaviour: self.marks[theme].iter().filter(behaviour).count(),
            opinion: self.marks[theme].iter().filter(opinion).count(),
            quotes: self.quotes[theme].0,
            observations: self.quotes[theme].1,
        }
    }

    fn raised_by_participant(&self, study: &Study) -> Vec<Vec<usize>> {
        (0..study.participants.len())
            .map(|p| {
                (0..study.themes.len())
                    .filter(|t| self.marks[*t][p] & RAISED != 0)
                    .collect()
            })
            .collect()
    }
}

/// By interview who held it, each interviewer a number, and how many there are.
fn held(study: &Study) -> (Vec<Vec<u32>>, usize) {
    let mut known: HashMap<&str, u32> = HashMap::default();
    let mut number = |name| {
        let next = known.len() as u32;
        *known.entry(name).or_insert(next)
    };
    let talks = study.interviews.iter();
    let held = talks.map(|i| i.interviewers.iter().map(|name| number(&**name)).collect());
    let held = held.collect();
    (held, known.len())
}

/// The participants of a tally, as the model knows them.
pub fn people(indices: &[usize]) -> impl Iterator<Item = ParticipantId> + '_ {
    indices.iter().map(|i| ParticipantId(*i as u32))
}
