//! The charts of the pages: a study's findings as each chart's plain input.
//!
//! Where codes may not be shown, marks have neither names nor links, so that no two quotes are
//! told to be one person's, or two people's.

mod outcome;

use std::collections::HashMap;

use super::chart::{
    Columns, Discovery, Figure, Inline, MOST_MARKS, Mark, Matrix, Moment, Priority, Ranked, Row,
    Run, Saturation, Segment, SegmentShare, Severe, Share, State, Strip, Timeline, by_segment,
    impact_map, inline_strip, matrix, saturation, severity_map, slope, strip, timeline,
};
use super::say::fill;
use super::{OnPage, Site};
use crate::analyse::prevalence::Frequency;
use crate::analyse::rank_slope::{RankSlope, rank_slope};
use crate::analyse::saturation::{Setting, Step, Threshold, Verdict, assess};
use crate::model::{EvidenceId, InterviewId, ParticipantId, StudyId, ThemeId};

/// The participants of a study by segment, in its order; those of none come last. Somebody who
/// only spoke in another's interview is there where `beside` says so.
fn by_group(
    site: &Site,
    study_id: StudyId,
    beside: impl Fn(ParticipantId) -> bool,
) -> Vec<(String, Vec<ParticipantId>)> {
    let study = &site.published[study_id];
    let names = &site.study(study_id).segment_names;
    let mut groups: Vec<(String, Vec<ParticipantId>)> = names
        .iter()
        .map(|name| (name.to_string(), Vec::new()))
        .collect();
    let mut others = Vec::new();
    for (i, participant) in study.participants.iter().enumerate() {
        let id = ParticipantId(i as u32);
        if !participant.interviewed && !beside(id) {
            continue;
        }
        match participant.segment {
            Some(segment) => groups[segment.index()].1.push(id),
            None => others.push(id),
        }
    }
    let named = groups.iter().any(|(_, people)| !people.is_empty());
    let name = match named {
        true => site.say.text("theme.others"),
        false => String::new(),
    };
    groups.push((name, others));
    groups.retain(|(_, people)| !people.is_empty());
    groups
}

/// Each participant's state for a theme.
fn states(site: &Site, study: StudyId, theme: ThemeId) -> Vec<State> {
    let people = site.published[study].participants.len();
    let tally = &site.theme_findings(study, theme).prevalence.all;
    let mut states = vec![State::NotAsked; people];
    tally.raised.iter().for_each(|p| states[*p] = State::Raised);
    tally
        .did_not
        .iter()
        .for_each(|p| states[*p] = State::NotRaised);
    states
}

fn share(frequency: Frequency) -> Share {
    let range = frequency.interval();
    Share {
        raised: frequency.raised(),
        asked: frequency.asked(),
        low: range.map_or(0.0, |r| r.low),
        high: range.map_or(1.0, |r| r.high),
    }
}

impl OnPage<'_> {
    fn code(&self, study: StudyId, id: ParticipantId) -> String {
        let code = self.site.code_of(study, id);
        code.map_or_else(String::new, |code| code.to_string())
    }

    fn segments(&self, study: StudyId, theme: ThemeId, linked: bool) -> Vec<Segment> {
        let site = self.site;
        let states = states(site, study, theme);
        // Too many marks to be drawn one by one have neither names nor links.
        let many = states.len() > MOST_MARKS;
        let mut quotes: HashMap<ParticipantId, EvidenceId> = HashMap::new();
        if linked && !many && site.published.shows_codes() {
            for id in site.study(study).of_theme(theme) {
                let evidence = &site.published[study][*id];
                let known = quotes.entry(evidence.participant).or_insert(*id);
                // A quote is a better place to lead to than an observation.
                if evidence.is_quote() && !site.published[study][*known].is_quote() {
                    *known = *id;
                }
            }
        }
        by_group(site, study, |p| states[p.index()] == State::Raised)
            .into_iter()
            .map(|(name, people)| Segment {
                name,
                marks: people
                    .into_iter()
                    .map(|p| Mark {
                        code: match many {
                            true => String::new(),
                            false => self.code(study, p),
                        },
                        state: states[p.index()],
                        href: quotes
                            .get(&p)
                            .and_then(|q| self.link_to_evidence(study, *q)),
                    })
                    .collect(),
            })
            .collect()
    }

    /// Who raised a theme, one mark a participant.
    pub fn strip(&self, id: &str, study: StudyId, theme: ThemeId) -> Figure {
        let input = Strip {
            theme: self.site.published[study][theme].title.clone(),
            segments: self.segments(study, theme, true),
        };
        strip(id, &input, self.site.say.language())
    }

    /// The same, small and without links.
    pub fn inline_strip(&self, id: &str, study: StudyId, theme: ThemeId) -> Option<Inline> {
        let segments = self.segments(study, theme, false);
        inline_strip(id, &segments, self.site.say.language())
    }

    /// A theme by segment; `None` where there is one group at the most.
    pub fn by_segment(&self, id: &str, study: StudyId, theme: ThemeId) -> Option<Figure> {
        let site = self.site;
        let names = &site.study(study).segment_names;
        let segments: Vec<SegmentShare> = site
            .theme_findings(study, theme)
            .by_segment()
            .map(|(segment, frequency)| SegmentShare {
                segment: names[segment.index()].to_string(),
                share: share(frequency),
            })
            .collect();
        (segments.len() > 1).then(|| by_segment(id, &segments, site.say.language()))
    }

    /// The quotes of a conversation at their times; `None` where none has a time.
    pub fn timeline(&self, id: &str, study_id: StudyId, talk: InterviewId) -> Option<Figure> {
        let site = self.site;
        let study = &site.published[study_id];
        let mut input = Timeline {
            minutes: study[talk].minutes,
            quotes: Vec::new(),
            untimed: 0,
        };
        for id in site.study(study_id).of_interview(talk) {
            let evidence = &study[id];
            let Some(words) = evidence.words() else {
                continue;
            };
            match &evidence.time {
                Some(time) => {
                    input.quotes.push(Moment {
                        seconds: time.start,
                        label: super::caption::shown_time(time),
                        href: Some(super::address::fragment(&evidence.anchor)),
                        words: first_words(&words.text),
                    });
                }
                None => input.untimed += 1,
            }
        }
        let timed = !input.quotes.is_empty();
        timed.then(|| timeline(id, &input, site.say.language()))
    }

    /// Who raised what; `None` for fewer than two themes.
    pub fn matrix(&self, id: &str, study_id: StudyId) -> Option<Figure> {
        let site = self.site;
        let study = &site.published[study_id];
        let themes = self.compared_themes(study_id);
        if themes.len() < 2 {
            return None;
        }
        let states_of: Vec<Vec<State>> =
            themes.iter().map(|t| states(site, study_id, *t)).collect();
        let raised_any = |p: ParticipantId| {
            let mut themes = states_of.iter();
            themes.any(|states| states[p.index()] == State::Raised)
        };
        let groups = by_group(site, study_id, raised_any);
        let rows = themes.iter().zip(&states_of).map(|(theme, states)| {
            let people = groups.iter().flat_map(|(_, people)| people);
            Row {
                theme: study[*theme].title.clone(),
                states: people.map(|p| states[p.index()]).collect(),
            }
        });
        // Only the last holds people of no group, and has a name where others have one.
        let others = groups.last().is_some_and(|(name, people)| {
            let of_none = people.iter().any(|p| study[*p].segment.is_none());
            of_none && !name.is_empty()
        });
        let note = match others {
            true => site.say.text("chart.matrix.others"),
            false => String::new(),
        };
        let input = Matrix {
            note,
            rows: rows.collect(),
            segments: groups
                .iter()
                .map(|(name, people)| Columns {
                    name: name.clone(),
                    codes: people.iter().map(|p| self.code(study_id, *p)).collect(),
                })
                .collect(),
        };
        Some(matrix(id, &input, site.say.language()))
    }

    /// Themes to set beside each other: those with evidence, the most frequent first; one that
    /// only gathers others stands aside.
    pub fn compared_themes(&self, study_id: StudyId) -> Vec<ThemeId> {
        let study = &self.site.published[study_id];
        let themes = &self.site.study(study_id).findings.by_frequency;
        themes
            .iter()
            .filter(|t| study[**t].children.is_empty() || study[**t].is_key_insight())
            .copied()
            .collect()
    }

    /// Frequency by severity; `None` where fewer than two themes are rated.
    pub fn severity_map(&self, id: &str, study_id: StudyId) -> Option<Figure> {
        let study = &self.site.published[study_id];
        let themes: Vec<Severe> = self
            .compared_themes(study_id)
            .into_iter()
            .map(|theme| Severe {
                theme: study[theme].title.clone(),
                share: share(self.site.theme_findings(study_id, theme).frequency()),
                severity: study[theme].severity,
            })
            .collect();
        let rated = themes.iter().filter(|t| t.severity.is_some()).count();
        (rated > 1).then(|| severity_map(id, &themes, self.site.say.language()))
    }

    /// Impact by feasibility; `None` where fewer than two themes are rated.
    pub fn impact_map(&self, id: &str, study_id: StudyId) -> Option<Figure> {
        let study = &self.site.published[study_id];
        let themes: Vec<Priority> = self
            .compared_themes(study_id)
            .into_iter()
            .filter_map(|theme| {
                Some(Priority {
                    theme: study[theme].title.clone(),
                    impact: study[theme].impact?,
                    feasibility: study[theme].feasibility?,
                })
            })
            .collect();
        (themes.len() > 1).then(|| impact_map(id, &themes, self.site.say.language()))
    }

    /// Both orders of the themes that are compared, with those themes and their counts.
    fn orders(&self, study_id: StudyId) -> (Vec<ThemeId>, Vec<Frequency>, RankSlope) {
        let site = self.site;
        let study = &site.published[study_id];
        let themes = self.compared_themes(study_id);
        let both: Vec<(Frequency, Option<u32>)> = themes
            .iter()
            .map(|theme| {
                let frequency = site.theme_findings(study_id, *theme).frequency();
                (frequency, study[*theme].team_rank)
            })
            .collect();
        let ranked = rank_slope(&both);
        (themes, both.into_iter().map(|(f, _)| f).collect(), ranked)
    }

    /// The pairs of themes that participants and the team put in opposite orders: how many, and
    /// the widest by name.
    pub fn crossings(&self, study_id: StudyId) -> Vec<String> {
        const NAMED: usize = 3;
        let say = self.site.say;
        let study = &self.site.published[study_id];
        let (themes, _, ranked) = self.orders(study_id);
        let (lines, crossed) = (ranked.lines.len(), ranked.crossings.len());
        if lines < 2 || crossed == 0 {
            return Vec::new();
        }
        let pairs = lines * (lines - 1) / 2;
        let first = say.count("crossings.sentence", crossed, fill![of: pairs]);
        let title = |at: usize| &*study[themes[at]].title;
        let named = ranked.crossings.iter().take(NAMED).map(|crossing| {
            let (theirs, ours) = (crossing.participants_first, crossing.team_first);
            say.with(
                "crossings.pair",
                fill![participants: title(theirs), team: title(ours)],
            )
        });
        [first].into_iter().chain(named).collect()
    }

    /// The participants' order beside the team's; `None` where the team ranked fewer than two.
    pub fn slope(&self, id: &str, study_id: StudyId) -> Option<Figure> {
        let site = self.site;
        let study = &site.published[study_id];
        let (themes, counts, ranked) = self.orders(study_id);
        let lines: Vec<Ranked> = ranked
            .lines
            .iter()
            .map(|line| Ranked {
                theme: study[themes[line.theme]].title.clone(),
                count: site.of_asked(counts[line.theme]),
                participants: line.participants,
                team: Some(line.team),
            })
            .collect();
        (lines.len() > 1).then(|| slope(id, &lines, site.say.language()))
    }

    /// New themes by interview; `None` before the first theme.
    pub fn saturation(&self, id: &str, study_id: StudyId) -> Option<Figure> {
        let site = self.site;
        let study = &site.published[study_id];
        let steps = site.steps(study_id);
        if steps.iter().all(|step| step.new == 0) {
            return None;
        }
        let setting = Setting {
            base: 4,
            run: 2,
            threshold: Threshold::FivePercent,
        };
        let reached = match assess(steps, setting) {
            Verdict::Reached { run, .. } => Some(Run {
                from: run.from,
                to: run.to,
                new: run.new,
            }),
            _ => None,
        };
        let discoveries = steps.iter().zip(&study.interviews);
        let input = Saturation {
            interviews: discoveries
                .map(|(step, interview)| Discovery {
                    code: self.code(study_id, interview.participant),
                    new: step.new,
                })
                .collect(),
            base: setting.base,
            run: setting.run,
            threshold: 0.05,
            reached,
        };
        Some(saturation(id, &input, site.say.language()))
    }
}

impl Site<'_> {
    /// How many themes each interview added, in the order held.
    pub fn steps(&self, id: StudyId) -> &[Step] {
        self.study(id).steps(&self.published[id])
    }
}

/// The beginning of a quote for a table.
pub fn first_words(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.replace('\n', " ");
    match text.char_indices().nth(MOST) {
        None => text,
        Some((at, _)) => {
            let cut = text[..at].rfind(' ').unwrap_or(at);
            format!("{}…", &text[..cut])
        }
    }
}
