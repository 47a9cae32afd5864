//! The charts of an outcome: the metric's series around the decision, the difference on its interval.

use super::super::chart::{
    BeforeAfter, Difference, Event, Figure, Period, Reading, before_after, difference,
};
use super::super::ledger::{change_of, same_period};
use super::super::say::fill;
use super::super::worth::{count, is_of_few};
use super::super::{OnPage, Site, period};
use crate::analyse::outcome::Scale;
use crate::language::capitalised;
use crate::model::{Decision, Direction, Expectation, Measurement, Metric, Outcome, StudyId};

impl OnPage<'_> {
    /// A metric's series around a decision; `None` where the two periods name no days or are one,
    /// and where they are shares of few.
    pub fn before_after(&self, id: &str, study_id: StudyId, decision: &Decision) -> Option<Figure> {
        let site = self.site;
        let say = site.say;
        let study = &site.published[study_id];
        let outcome = decision.outcome.as_ref()?;
        let few = [&outcome.before, &outcome.after]
            .into_iter()
            .flatten()
            .any(is_of_few);
        if few || same_period(outcome) {
            return None;
        }
        let measured = |m: &Measurement| {
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
            metrics.find(|metric| *metric.id == *name && is_in(metric, unit))
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
                .flat_map(|metric| &metric.series.points)
                .map(|point| Reading {
                    date: point.date,
                    value: point.value,
                    n: point.n,
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
                say.with("decision.written_before", fill![date: date])
            }),
        };
        Some(difference(id, &input, say.language()))
    }
}

/// Whether a metric's series can be drawn on the scale of an outcome.
fn is_in(metric: &Metric, unit: &str) -> bool {
    metric.series.unit.is_empty() || metric.series.unit == unit
}

/// The change that was hoped for, in the metric's own unit: 10% of 2.9 is 0.29.
fn expected(outcome: &Outcome, e: &Expectation) -> Option<f64> {
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
fn counted(site: &Site, m: &Measurement) -> String {
    let say = site.say;
    count(m).map_or_else(String::new, |n| {
        say.with("outcome.of_n", fill![n: say.number(n)])
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
