//! What the pages of one study share, worked out once, so that no page looks through the study.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::counted::Counted;
use super::findings::Findings;
use super::sentences::interviewers;
use crate::analyse::saturation::Step;
use crate::model::audience::Published;
use crate::model::{
    DecisionId, Evidence, EvidenceId, InterviewId, ParticipantId, Proof, Study, Target, Theme,
    ThemeId,
};

/// How many quotes stand on one page of a theme.
pub const QUOTES_A_PAGE: usize = 200;

/// A study, looked up by what its pages ask for.
#[derive(Debug)]
pub struct StudyIndex {
    counted: Arc<Counted>,
    /// What each theme's page lists, in the order in which it does: everything readable that
    /// carries the theme or one below it. Its lead quotes first, then by segment and participant.
    by_theme: Vec<Vec<EvidenceId>>,
    /// Where each piece of evidence stands in its first theme's list.
    place: Vec<Option<u32>>,
    /// The quotes that speak best for each theme, the author's choice first.
    picks: Vec<Vec<EvidenceId>>,
    /// How many of them lead the theme's list.
    leads: Vec<usize>,
    pub findings: Arc<Findings>,
    /// Distinct interviewers.
    pub interviewers: usize,
    /// Participants who were interviewed.
    pub interviewed: usize,
    /// Decisions that rest on each theme.
    decisions: Vec<Vec<DecisionId>>,
    featured: Vec<bool>,
    /// Featured quotes with a soundbite, in the study's order, and what their cards are called.
    soundbites: Vec<(EvidenceId, String)>,
    pub segment_names: Vec<Arc<str>>,
    /// Interviews that have a page, in the order in which they are listed.
    pub interview_order: Vec<InterviewId>,
    /// Each interview's place in that order.
    interview_place: Vec<Option<u32>>,
}

impl StudyIndex {
    pub fn new(study: &Study, published: &Published, counted: Arc<Counted>) -> StudyIndex {
        let (by_theme, picks, leads) = themes_in_order(study, &counted);
        let mut featured = vec![false; study.evidence.len()];
        for id in study.themes.iter().flat_map(|theme| &theme.feature) {
            featured[id.index()] = true;
        }
        let mut place = vec![None; study.evidence.len()];
        for (t, list) in by_theme.iter().enumerate() {
            for (i, id) in list.iter().enumerate() {
                let first = counted.first_theme[id.index()];
                if first.is_some_and(|first| first.index() == t) {
                    place[id.index()] = Some(i as u32);
                }
            }
        }
        let mut interview_order: Vec<InterviewId> = (0..study.interviews.len() as u32)
            .map(InterviewId)
            .filter(|id| published.view().interviews && !study[*id].talk.is_empty())
            .collect();
        if !published.shows_codes() {
            interview_order.sort_by(|a, b| study[*a].id.cmp(&study[*b].id));
        }
        let mut interview_place = vec![None; study.interviews.len()];
        for (i, id) in interview_order.iter().enumerate() {
            interview_place[id.index()] = Some(i as u32);
        }
        StudyIndex {
            by_theme,
            place,
            decisions: decisions_by_theme(study),
            picks,
            leads,
            findings: Arc::clone(&counted.findings),
            counted,
            interviewers: interviewers(study),
            soundbites: soundbites(study, &featured),
            interviewed: study.participants.iter().filter(|p| p.interviewed).count(),
            featured,
            segment_names: study
                .segments
                .iter()
                .map(|s| s.name.as_str().into())
                .collect(),
            interview_order,
            interview_place,
        }
    }

    /// The evidence of an interview, in the note's order.
    pub fn of_interview(&self, id: InterviewId) -> impl Iterator<Item = EvidenceId> + use<> {
        self.counted.by_interview[id.index()]
            .clone()
            .map(EvidenceId)
    }

    /// How many quotes a theme's page lists.
    pub fn quotes_of_theme(&self, id: ThemeId) -> usize {
        let is_quote = |id: &&EvidenceId| self.counted.is_quote[id.index()];
        self.of_theme(id).iter().filter(is_quote).count()
    }

    /// The piece of evidence at a place of an interview's.
    pub fn piece(&self, id: InterviewId, at: u32) -> EvidenceId {
        EvidenceId(self.counted.by_interview[id.index()].start + at)
    }

    /// How many themes each interview of the study added, in the order held.
    pub fn steps(&self, study: &Study) -> &[Step] {
        self.counted.steps(study)
    }

    /// What a theme's page lists, in its order.
    pub fn of_theme(&self, id: ThemeId) -> &[EvidenceId] {
        &self.by_theme[id.index()]
    }

    /// The quotes that speak best for a theme, by different people as far as there are: those that
    /// its author names, then the tool's choice; six at most.
    pub fn picks(&self, id: ThemeId) -> &[EvidenceId] {
        &self.picks[id.index()]
    }

    /// How many of a theme's list lead its page.
    pub fn leads_of(&self, id: ThemeId) -> usize {
        self.leads[id.index()]
    }

    /// How many pages a theme has.
    pub fn parts(&self, theme: ThemeId) -> u32 {
        self.by_theme[theme.index()]
            .len()
            .div_ceil(QUOTES_A_PAGE)
            .max(1) as u32
    }

    /// The part of its first theme's page that lists a piece of evidence.
    pub fn part_of(&self, theme: ThemeId, id: EvidenceId) -> Option<u32> {
        debug_assert!(theme.index() < self.by_theme.len());
        let place = self.place.get(id.index()).copied().flatten();
        place.map(|place| place / QUOTES_A_PAGE as u32 + 1)
    }

    /// Decisions that rest on a theme, by date.
    pub fn decisions_on(&self, id: ThemeId) -> &[DecisionId] {
        &self.decisions[id.index()]
    }

    /// The conversations before and after one in their list.
    pub fn neighbours(&self, id: InterviewId) -> (Option<InterviewId>, Option<InterviewId>) {
        let Some(place) = self.interview_place[id.index()].map(|place| place as usize) else {
            return (None, None);
        };
        let at = |i: usize| self.interview_order.get(i).copied();
        (place.checked_sub(1).and_then(at), at(place + 1))
    }

    /// Featured quotes with a soundbite, in the study's order, and what their cards are called.
    pub fn soundbites(&self) -> &[(EvidenceId, String)] {
        &self.soundbites
    }

    /// Whether a theme's author leads with this quote.
    pub fn is_featured(&self, id: EvidenceId) -> bool {
        self.featured[id.index()]
    }
}

/// Featured quotes with a soundbite by the names of their cards: their anchors, numbered where two
/// are alike.
fn soundbites(study: &Study, featured: &[bool]) -> Vec<(EvidenceId, String)> {
    let mut names = HashSet::new();
    let ids = (0..study.evidence.len() as u32).map(EvidenceId);
    ids.filter(|id| featured[id.index()])
        .filter(|id| {
            study[*id]
                .words()
                .is_some_and(|w| !w.soundbite().is_empty())
        })
        .map(|id| {
            let anchor = &study[id].anchor;
            let mut numbered = (2..).map(|n| format!("{anchor}-{n}"));
            let mut name = anchor.to_string();
            while !names.insert(name.clone()) {
                name = numbered.next().unwrap_or_default();
            }
            (id, name)
        })
        .collect()
}

/// What picks look at in each piece of evidence, close together: they look at all of it.
struct Columns<'c> {
    order: &'c [(u32, ParticipantId)],
    /// How well a quote that may be read speaks.
    speaks: &'c [Option<u8>],
}

/// What each theme's page lists, its picks, and how many of them lead.
type Lists = (Vec<Vec<EvidenceId>>, Vec<Vec<EvidenceId>>, Vec<usize>);

fn themes_in_order(study: &Study, counted: &Counted) -> Lists {
    let speaks = |evidence: &Evidence| evidence.words().map(|_| evidence.speaks);
    let speaks: Vec<Option<u8>> = study.evidence.iter().map(speaks).collect();
    let columns = Columns {
        order: &counted.order,
        speaks: &speaks,
    };
    let lists = match &counted.by_theme {
        Some(lists) => lists.clone(),
        None => evidence_by_theme(study, false, &counted.order),
    };
    let themes = study.themes.par_iter().zip(lists);
    let ordered: Vec<_> = themes
        .map(|(theme, mut list)| {
            let (chosen, named) = picks_of(study, theme, &list, &columns);
            // What the author's text shows already does not lead too.
            let told = |id: &EvidenceId| {
                let shown = |target: &Target| matches!(target, Target::Evidence(_, of) if of == id);
                theme.body.targets.iter().any(shown)
            };
            let named = chosen[..named].iter().filter(|id| !told(id)).count();
            let leading: Vec<EvidenceId> = (chosen.iter().copied())
                .filter(|id| !told(id))
                .take(named.max(1))
                .collect();
            list.retain(|id| !leading.contains(id));
            list.splice(0..0, leading.iter().copied());
            (list, (chosen, leading.len()))
        })
        .collect();
    let (lists, (picks, leads)) = ordered.into_iter().unzip();
    (lists, picks, leads)
}

/// The readable evidence of each theme and those below it, by segment and participant.
pub fn evidence_by_theme(
    study: &Study,
    codes: bool,
    order: &[(u32, ParticipantId)],
) -> Vec<Vec<EvidenceId>> {
    let mut by_theme: Vec<Vec<EvidenceId>> = vec![Vec::new(); study.themes.len()];
    for (i, evidence) in study.evidence.iter().enumerate() {
        if evidence.is_withheld() {
            continue;
        }
        let id = EvidenceId(i as u32);
        for theme in &evidence.themes {
            let mut at = Some(*theme);
            while let Some(theme) = at {
                let list = &mut by_theme[theme.index()];
                if list.last() != Some(&id) {
                    list.push(id);
                }
                at = study[theme].parent;
            }
        }
    }
    by_theme.par_iter_mut().for_each(|list| {
        // Without codes nothing may follow the participants' order: opaque anchors give it.
        let order = |id: &EvidenceId| order[id.index()];
        match codes {
            true => list.sort_unstable_by_key(|id| (order(id), *id)),
            false => list.sort_by(|a, b| {
                let anchor = |id: &EvidenceId| &study[*id].anchor;
                let segments = order(a).0.cmp(&order(b).0);
                segments.then_with(|| anchor(a).cmp(anchor(b)))
            }),
        }
    });
    by_theme
}

/// The quotes that speak best for a theme, and how many of them its author names. The tool prefers
/// a soundbite, a length that is read in a breath, something done over something thought, and
/// people who have not been heard yet.
fn picks_of(
    study: &Study,
    theme: &Theme,
    list: &[EvidenceId],
    columns: &Columns,
) -> (Vec<EvidenceId>, usize) {
    const AT_MOST: usize = 6;
    let mut picks: Vec<EvidenceId> = Vec::new();
    for id in &theme.feature {
        if study[*id].words().is_some() && !picks.contains(id) {
            picks.push(*id);
        }
    }
    let named = picks.len();
    let others = list.iter().filter(|id| !picks.contains(id));
    let score = |id: &EvidenceId| Some((columns.speaks[id.index()]?, *id));
    let mut others: Vec<(u8, EvidenceId)> = others.filter_map(score).collect();
    others.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    for again in [false, true] {
        for (_, id) in &others {
            if picks.len() >= named.max(AT_MOST) {
                return (picks, named);
            }
            let who = |id: &EvidenceId| columns.order[id.index()].1;
            let heard = picks.iter().any(|picked| who(picked) == who(id));
            if heard == again && !picks.contains(id) {
                picks.push(*id);
            }
        }
    }
    (picks, named)
}

fn decisions_by_theme(study: &Study) -> Vec<Vec<DecisionId>> {
    let mut by_theme = vec![Vec::new(); study.themes.len()];
    for (i, decision) in study.decisions.iter().enumerate() {
        let named: Vec<ThemeId> = decision
            .evidence
            .iter()
            .filter_map(|proof| match proof {
                Proof::Theme(theme) => Some(*theme),
                _ => None,
            })
            .collect();
        // A decision that names quotes alone rests on their themes.
        let themes = if named.is_empty() {
            decision
                .evidence
                .iter()
                .filter_map(|proof| match proof {
                    Proof::Evidence(id) => Some(&study[*id].themes),
                    _ => None,
                })
                .flatten()
                .copied()
                .collect()
        } else {
            named
        };
        for theme in themes {
            let list: &mut Vec<DecisionId> = &mut by_theme[theme.index()];
            if list.last() != Some(&DecisionId(i as u32)) {
                list.push(DecisionId(i as u32));
            }
        }
    }
    by_theme
}
