//! The charts of the pages: a study's findings as each chart's plain input.
//!
//! Where codes may not be shown, marks have neither names nor links, so that no two quotes are
//! told to be one person's, or two people's.

use std::collections::HashMap;

use super::chart::{
    BeforeAfter, Columns, Difference, Discovery, Event, Figure, Inline, MOST_MARKS, Mark, Matrix,
    Moment, Period, Priority, Ranked, Reading, Row, Run, Saturation, Segment, SegmentShare, Severe,
    Share, State, Strip, Timeline, before_after, by_segment, difference, impact_map, inline_strip,
    matrix, saturation, severity_map, slope, strip, timeline,
};
use super::ledger::change_of;
use super::period;
use super::{OnPage, Site};
use crate::analyse::outcome::Scale;
use crate::analyse::prevalence::Frequency;
use crate::analyse::rank_slope::rank_slope;
use crate::analyse::saturation::{Setting, Threshold, Verdict, assess, curve};
use crate::language::capitalised;
use crate::model::{
    Decision, Direction, EvidenceId, InterviewId, Outcome, ParticipantId, StudyId, ThemeId,
};

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
        true => site.say.text("theme.no_segment"),
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
                        label: time.written.to_string(),
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
        let input = Matrix {
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

    /// The participants' order beside the team's; `None` where the team ranked fewer than two.
    pub fn slope(&self, id: &str, study_id: StudyId) -> Option<Figure> {
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
        let lines: Vec<Ranked> = ranked
            .lines
            .iter()
            .map(|line| Ranked {
                theme: study[themes[line.theme]].title.clone(),
                count: site.of_asked(both[line.theme].0),
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
        let index = site.study(study_id);
        let interviews: Vec<Vec<usize>> = (0..study.interviews.len() as u32)
            .map(|i| {
                let evidence = index.of_interview(InterviewId(i));
                evidence
                    .flat_map(|e| study[e].themes.iter().map(|t| t.index()))
                    .collect()
            })
            .collect();
        if interviews.iter().all(Vec::is_empty) {
            return None;
        }
        let steps = curve(&interviews);
        let setting = Setting {
            base: 4,
            run: 2,
            threshold: Threshold::FivePercent,
        };
        let reached = match assess(&steps, setting) {
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

    /// A metric's series around a decision; `None` where the two periods name no days.
    pub fn before_after(&self, id: &str, study_id: StudyId, decision: &Decision) -> Option<Figure> {
        let site = self.site;
        let say = site.say;
        let study = &site.published[study_id];
        let outcome = decision.outcome.as_ref()?;
        let measured = |m: &crate::model::Measurement| {
            let (from, to) = period::days(m.period.as_deref()?)?;
            Some(Period {
                from,
                to,
                value: m.value,
                detail: counted(site, m),
            })
        };
        let before = measured(outcome.before.as_ref()?)?;
        let after = measured(outcome.after.as_ref()?)?;
        let unit = &outcome.before.as_ref()?.unit;
        let series = outcome.metric.as_deref().and_then(|name| {
            let mut metrics = study.metrics.iter();
            metrics.find(|metric| *metric.id == *name)
        });
        let input = BeforeAfter {
            metric: capitalised(&site.metric_name(outcome.metric.as_deref())),
            unit: match Scale::of(unit) {
                Scale::Percent => "%".to_owned(),
                _ if unit.is_empty() => String::new(),
                _ => format!(" {unit}"),
            },
            series: series
                .iter()
                .flat_map(|metric| &metric.series)
                .map(|point| Reading {
                    date: point.date,
                    value: point.value,
                })
                .collect(),
            before,
            after,
            events: events(site, decision),
            source: unstopped(outcome.source.as_ref()),
            other_changes: unstopped(outcome.other_changes.as_ref()),
        };
        Some(before_after(id, &input, say.language()))
    }

    /// The difference on its interval; `None` where there is none to be drawn.
    pub fn difference(&self, id: &str, decision: &Decision) -> Option<Figure> {
        let say = self.site.say;
        let outcome = decision.outcome.as_ref()?;
        let change = change_of(outcome)?.ok()?;
        let interval = change.interval.ok()?;
        let expectation = decision.expected.as_ref();
        let written = expectation.and_then(|e| e.written);
        let input = Difference {
            value: change.absolute,
            interval: Some((interval.low, interval.high)),
            expected: expectation.and_then(|e| expected(outcome, e)),
            wanted_down: expectation.is_some_and(|e| e.direction == Some(Direction::Down)),
            unit: match change.scale {
                Scale::Percent | Scale::Share => say.text("outcome.points"),
                Scale::Other => String::new(),
            },
            decimals: match change.scale {
                Scale::Share => 3,
                _ if change.absolute.abs() < 1.0 => 2,
                _ => 1,
            },
            method: "Newcombe".to_owned(),
            note: written.map_or_else(String::new, |date| {
                let date = say.date(date);
                say.with("decision.written_before", super::say::fill![date: date])
            }),
        };
        Some(difference(id, &input, say.language()))
    }
}

/// The change that was hoped for, in the metric's own unit: 10% of 2.9 is 0.29.
fn expected(outcome: &Outcome, e: &crate::model::Expectation) -> Option<f64> {
    if e.metric.is_some() && outcome.metric.is_some() && e.metric != outcome.metric {
        return None;
    }
    let by = e.by.as_deref()?.trim();
    let number: String = by
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.' || *c == ',')
        .collect();
    let amount: f64 = number.replace(',', ".").parse().ok()?;
    let before = outcome.before.as_ref()?.value;
    let size = match by[number.len()..].trim() {
        "%" => before * amount / 100.0,
        _ => amount,
    };
    Some(match e.direction? {
        Direction::Up => size,
        Direction::Down => -size,
    })
}

/// "of 10,345". How many of them is not worked back from a rounded share: it would be a guess.
fn counted(site: &Site, m: &crate::model::Measurement) -> String {
    let say = site.say;
    m.n.map_or_else(String::new, |n| {
        say.with("outcome.of_n", super::say::fill![n: say.number(n)])
    })
}

/// A decision and what was done for it, in the order of their days; what was done on one day is
/// one mark.
fn events(site: &Site, decision: &Decision) -> Vec<Event> {
    let say = site.say;
    let mut events: Vec<Event> = decision
        .decided
        .iter()
        .map(|date| Event {
            date: *date,
            label: say.text("decision.event_decided"),
            action: false,
        })
        .collect();
    let mut done: Vec<(jiff::civil::Date, &str)> = decision
        .actions
        .iter()
        .filter_map(|action| Some((action.done?, &*action.what)))
        .collect();
    done.sort_by_key(|(date, _)| *date);
    for day in done.chunk_by(|a, b| a.0 == b.0) {
        events.push(Event {
            date: day[0].0,
            label: match day.len() {
                1 => day[0].1.to_owned(),
                n => say.count("decision.event_actions", n, &[]),
            },
            action: true,
        });
    }
    events
}

/// Words without their last full stop, for a place that sets its own.
fn unstopped(text: Option<&String>) -> String {
    let text = text.map_or("", |t| t.trim());
    text.strip_suffix('.').unwrap_or(text).to_owned()
}

/// The beginning of a quote for a table.
fn first_words(text: &str) -> String {
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
