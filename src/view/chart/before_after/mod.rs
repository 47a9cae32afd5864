//! Before and after: a metric's series with the decision and its actions marked, the two periods shaded
//! and their values said. The scale need not start at nothing; where it does not, it says so.

mod draw;
mod events;

use jiff::civil::Date;

use super::common::sentences;
use super::figure::{Figure, Table, Words, figures, words};
use super::scale::{decimals, ticks};
use crate::language::Language;

/// A metric before and after a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct BeforeAfter {
    /// What is measured, such as "Conversion".
    pub metric: String,
    /// Its unit, such as "%"; may be empty. Written after the values as it is.
    pub unit: String,
    /// The series, in any order; may be empty.
    pub series: Vec<Reading>,
    /// The period before.
    pub before: Period,
    /// The period after.
    pub after: Period,
    /// What happened: the decision first, then its actions.
    pub events: Vec<Event>,
    /// Where the numbers are from; may be empty.
    pub source: String,
    /// What else changed; may be empty.
    pub other_changes: String,
}

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// When.
    pub date: Date,
    /// How much.
    pub value: f64,
    /// Of how many, where that is known.
    pub n: Option<f64>,
}

/// One of the two periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The metric in it.
    pub value: f64,
    /// Of how many, such as "300 of 10,345"; may be empty.
    pub detail: String,
}

/// A decision, or an action that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What, in a few words.
    pub label: String,
    /// Whether it is what should have moved the metric: an action done.
    pub action: bool,
}

/// What the drawing needs.
struct Plan<'a> {
    input: &'a BeforeAfter,
    /// The series by date, numbers only.
    series: Vec<Reading>,
    /// The events by date.
    events: Vec<&'a Event>,
    /// The first and the last day drawn, as days.
    days: (f64, f64),
    /// Where the scale has labels; it begins and ends with them.
    steps: Vec<f64>,
    /// Decimals of the two values.
    decimals: usize,
    language: &'a Language,
}

impl Plan<'_> {
    fn value(&self, value: f64) -> String {
        let number = self.language.number(value, self.decimals);
        format!("{number}{}", self.input.unit)
    }
}

/// Days from a fixed one, for distances.
fn day(date: Date) -> f64 {
    let start = jiff::civil::date(2000, 1, 1);
    start
        .until(date)
        .map_or(0.0, |span| f64::from(span.get_days()))
}

/// A metric before and after.
pub fn before_after(id: &str, input: &BeforeAfter, language: &Language) -> Figure {
    let (before, after) = (&input.before, &input.after);
    if !before.value.is_finite() || !after.value.is_finite() {
        return Figure::empty(language.say("chart.before_after.none", &[]));
    }
    let mut series: Vec<Reading> = (input.series.iter())
        .filter(|reading| reading.value.is_finite())
        .copied()
        .collect();
    series.sort_by_key(|reading| reading.date);
    let mut events: Vec<&Event> = input.events.iter().collect();
    events.sort_by_key(|event| event.date);
    let dates = (series.iter().map(|reading| reading.date))
        .chain([before.from, before.to, after.from, after.to])
        .chain(events.iter().map(|event| event.date));
    let days = dates
        .map(day)
        .fold((f64::MAX, f64::MIN), |(low, high), day| {
            (low.min(day), high.max(day))
        });
    let values = (series.iter().map(|reading| reading.value)).chain([before.value, after.value]);
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    // From nothing where the values begin near it; else around them, and said.
    let from_zero = low >= 0.0 && low < 0.35 * high;
    let steps = ticks(if from_zero { 0.0 } else { low }, high, 3);
    let places = |value: f64| {
        (0..3).find(|d| {
            let scaled = value * 10f64.powi(*d);
            (scaled - scaled.round()).abs() < 1e-6
        })
    };
    let shown = [before.value, after.value].map(|value| places(value).unwrap_or(2));
    let plan = Plan {
        input,
        series,
        events,
        days: (days.0, days.1 + 1.0),
        decimals: shown.into_iter().max().unwrap_or(0) as usize,
        steps,
        language,
    };
    let args = vec![
        ("metric", input.metric.as_str().into()),
        ("before", plan.value(before.value).into()),
        ("after", plan.value(after.value).into()),
    ];
    let title = match after.value.total_cmp(&before.value) {
        std::cmp::Ordering::Greater => language.say("chart.before_after.rose", &args),
        std::cmp::Ordering::Less => language.say("chart.before_after.fell", &args),
        std::cmp::Ordering::Equal => language.say("chart.before_after.same", &args),
    };
    let words = Words {
        title,
        sub: sub(&plan),
        desc: describe(&plan),
        note: note(&plan),
        table: table(&plan),
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| draw::draw(&plan, format))
}

/// "Conversion, %": the scale has numbers alone.
fn in_unit(input: &BeforeAfter, language: &Language) -> String {
    let unit = input.unit.trim();
    let args = [
        ("metric", input.metric.as_str().into()),
        ("unit", unit.into()),
    ];
    match unit {
        "" => input.metric.clone(),
        _ => language.say("chart.before_after.in_unit", &args),
    }
}

fn sub(plan: &Plan) -> String {
    let (input, language) = (plan.input, plan.language);
    let ends = (plan.series.first(), plan.series.last());
    let period = match ends {
        (Some(first), Some(last)) => language.date_range(first.date, last.date),
        _ => language.date_range(input.before.from, input.after.to.max(input.before.from)),
    };
    let start = plan.steps.first().copied().unwrap_or(0.0);
    let metric = in_unit(input, language);
    let args = [
        ("metric", metric.as_str().into()),
        ("period", period.into()),
        (
            "start",
            language.number(start, decimals(&plan.steps)).into(),
        ),
    ];
    match start == 0.0 {
        true => language.say("chart.before_after.sub", &args),
        false => language.say("chart.before_after.sub_broken", &args),
    }
}

fn note(plan: &Plan) -> String {
    let (input, language) = (plan.input, plan.language);
    let told = |key_said: String, text: &str| match text.trim() {
        "" => String::new(),
        _ => key_said,
    };
    let source = [("source", input.source.as_str().into())];
    let changes = [("changes", input.other_changes.as_str().into())];
    sentences(&[
        language.say("chart.before_after.shaded", &[]),
        told(
            language.say("chart.before_after.source", &source),
            &input.source,
        ),
        told(
            language.say("chart.before_after.changes", &changes),
            &input.other_changes,
        ),
    ])
}

fn describe(plan: &Plan) -> String {
    let (input, language) = (plan.input, plan.language);
    let period = |period: &Period| {
        let args = [
            ("what", language.date_range(period.from, period.to).into()),
            ("value", plan.value(period.value).into()),
        ];
        language.say("chart.fact", &args)
    };
    let events = plan.events.iter().map(|event| {
        let args = [
            ("what", language.date(event.date).into()),
            ("value", event.label.as_str().into()),
        ];
        language.say("chart.fact", &args)
    });
    let facts: Vec<String> = [period(&input.before), period(&input.after)]
        .into_iter()
        .chain(events)
        .collect();
    facts.join("; ")
}

fn table(plan: &Plan) -> Table {
    let (input, language) = (plan.input, plan.language);
    let mut table = Table::new([
        words(language.say("chart.before_after.when", &[])),
        figures(in_unit(input, language)),
        words(language.say("chart.before_after.of", &[])),
    ]);
    for period in [&input.before, &input.after] {
        let value = language.number(period.value, plan.decimals);
        let when = language.date_range(period.from, period.to);
        table.row([when, value, period.detail.clone()]);
    }
    for reading in &plan.series {
        let value = language.short_number(reading.value, 3);
        let of = reading.n.map_or_else(String::new, |n| {
            language.say("outcome.of_n", &[("n", language.short_number(n, 0).into())])
        });
        table.row([language.date(reading.date), value, of]);
    }
    for event in &plan.events {
        table.row([
            language.date(event.date),
            String::new(),
            event.label.clone(),
        ]);
    }
    table
}
