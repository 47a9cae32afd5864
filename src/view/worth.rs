//! Outcomes, amounts and due days in words.

use jiff::civil::Date;

use super::ledger::{change_of, same_period};
use super::say::{Say, fill};
use super::{Site, period};
use crate::analyse::grade::Grade;
use crate::analyse::outcome::{Change, NoInterval, NotComparable, Scale};
use crate::analyse::roi::{Ratio, Return};
use crate::language::capitalised;
use crate::model::{Action, Decision, Measurement, Outcome};

/// An outcome in sentences.
#[derive(Clone, Debug, serde::Serialize)]
pub struct OutcomeWords {
    /// "Conversion rose from 2.9% to 3.6%."
    pub change: String,
    /// "2.9% to 3.6%", to be set off.
    pub values: String,
    /// "The difference lies between 0.2 and 1.2 points.", or why there is no interval.
    pub interval: String,
    /// "In 2026-01: 2.9% of 10,345. In 2026-04: 3.6% of 11,020."
    pub measured: String,
}

impl Site<'_> {
    pub fn money(&self, amount: f64) -> String {
        self.say.money(amount, &self.published.settings.currency)
    }

    /// A metric's name in the middle of a sentence: its file's name with spaces.
    pub fn metric_name(&self, metric: Option<&str>) -> String {
        match metric {
            Some(metric) => metric.replace(['-', '_'], " "),
            None => self.say.text("outcome.a_metric"),
        }
    }

    /// An outcome in words; `None` until it is measured on both sides.
    pub fn outcome_words(&self, outcome: &Outcome) -> Option<OutcomeWords> {
        let say = self.say;
        let (before, after) = (outcome.before.as_ref()?, outcome.after.as_ref()?);
        let change = change_of(outcome)?;
        let metric = capitalised(&self.metric_name(outcome.metric.as_deref()));
        let key = if same_period(outcome) {
            "outcome.in_one_period"
        } else if after.value > before.value {
            "outcome.rose"
        } else if after.value < before.value {
            "outcome.fell"
        } else {
            "outcome.same"
        };
        let (from, to) = (measured_value(say, before), measured_value(say, after));
        let values = say.with("outcome.from_to", fill![from: from, to: to]);
        let measured: Vec<String> = [before, after].map(|m| self.measurement(m)).into();
        let (from, to) = (
            measured_first(say, before, outcome),
            measured_of(say, after),
        );
        let mut sentence = say.with(key, fill![metric: metric, from: from, to: to]);
        let mut interval = interval_words(say, &change, before);
        if same_period(outcome) {
            interval.push(' ');
            interval += &say.text("outcome.same_period");
        }
        if [before, after]
            .iter()
            .any(|m| is_percent(m) && count(m).is_none())
        {
            sentence.push(' ');
            sentence += &say.text("outcome.of_unknown");
        }
        Some(OutcomeWords {
            change: sentence,
            values,
            interval,
            measured: measured.join(" "),
        })
    }

    fn measurement(&self, m: &Measurement) -> String {
        let say = self.say;
        let value = measured_value(say, m);
        // What is said of few stands with them already.
        let n = count(m).filter(|_| !is_of_few(m)).map(|n| say.number(n));
        let period = m.period.as_deref().map(|p| period::words(say, p));
        match (period, n) {
            (Some(period), Some(n)) => say.with(
                "outcome.in_period_of",
                fill![period: period, value: value, n: n],
            ),
            (Some(period), None) => {
                say.with("outcome.in_period", fill![period: period, value: value])
            }
            (None, Some(n)) => say.with("outcome.of", fill![value: value, n: n]),
            (None, None) => say.with("outcome.alone", fill![value: value]),
        }
    }

    /// "For each euro spent, 1.37 came back in a year, by what was measured; at worst …"
    pub fn return_words(&self, found: &Return) -> Option<String> {
        let Ratio::Known(range) = found.per_unit else {
            return None;
        };
        let unit = self.money(1.0);
        let [low, likely, high] = [range.low, range.likely, range.high].map(|n| self.money(n));
        let key = if (range.low - range.high).abs() < 0.005 {
            "return.each_point"
        } else {
            "return.each"
        };
        Some(
            self.say
                .with(key, fill![unit: unit, low: low, likely: likely, high: high]),
        )
    }

    pub fn grade_word(&self, grade: Grade) -> String {
        self.say.text(&format!("grade.{}", grade_letter(grade)))
    }

    /// Where an action stands: its mark and its words.
    pub fn action_state(&self, action: &Action) -> super::parts::StatusView {
        let say = self.say;
        let today = self.today.0;
        let (class, text) = match (action.done, action.due) {
            (Some(done), Some(due)) if done > due => {
                let days = days_between(due, done);
                let date = say.short_date(done);
                (
                    "st-done",
                    say.count("action.done_late", days, fill![date: date]),
                )
            }
            (Some(done), _) => (
                "st-done",
                say.with("action.done", fill![date: say.short_date(done)]),
            ),
            (None, Some(due)) if due < today => (
                "st-overdue",
                say.count("action.overdue", days_between(due, today), &[]),
            ),
            (None, Some(due)) if due == today => ("st-open", say.text("action.due_today")),
            (None, Some(due)) => {
                let days = days_between(today, due);
                ("st-open", say.count("action.due_in", days, &[]))
            }
            (None, None) => ("st-open", say.text("action.open")),
        };
        super::parts::StatusView { class, text }
    }

    /// Whether a decision's outcome should be known by now and is not: since how many days.
    pub fn outcome_overdue(&self, decision: &Decision) -> Option<usize> {
        use crate::model::DecisionStatus::{Decided, InProgress, Shipped};
        let open = matches!(decision.status, Decided | InProgress | Shipped);
        let until = decision.expected.as_ref()?.until?;
        let late = open && until < self.today.0;
        late.then(|| days_between(until, self.today.0))
    }
}

pub fn grade_letter(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
        Grade::D => "D",
        Grade::E => "E",
    }
}

/// Fewer than this many, and no percentage of them is given.
pub const LEAST_FOR_PERCENT: usize = 20;

fn is_percent(m: &Measurement) -> bool {
    Scale::of(&m.unit) == Scale::Percent
}

/// Of how many it was measured, where that is a number to measure anything of.
pub fn count(m: &Measurement) -> Option<f64> {
    m.n.filter(|n| *n > 0.0 && n.is_finite())
}

/// Whether it is a percentage of so few that their number is given in its place.
pub fn is_of_few(m: &Measurement) -> bool {
    is_percent(m) && count(m).is_some_and(|n| n < LEAST_FOR_PERCENT as f64)
}

/// "2.9% of 10,345"; of anything but a percentage the value alone.
pub fn measured_of(say: Say, m: &Measurement) -> String {
    measured_among(say, m, None)
}

/// The first of an outcome's two, which says of what: "2.9% of 10,345 first-time visitors".
pub fn measured_first(say: Say, m: &Measurement, outcome: &Outcome) -> String {
    measured_among(say, m, outcome.of.as_deref())
}

fn measured_among(say: Say, m: &Measurement, of: Option<&str>) -> String {
    let Some(n) = count(m).filter(|_| is_percent(m)) else {
        return measured_value(say, m);
    };
    let among = match of {
        Some(what) => say.with("outcome.counted", fill![n: say.number(n), what: what]),
        None => say.number(n),
    };
    match is_of_few(m) {
        true => say.with("words.k_of_n", fill![k: of_few(say, m, n), n: among]),
        false => say.with(
            "outcome.value_of",
            fill![value: plain_value(say, m), n: among],
        ),
    }
}

/// "2.9%", "34 calls", "12"; "3 of 12" in place of a percentage of few.
pub fn measured_value(say: Say, m: &Measurement) -> String {
    match count(m).filter(|_| is_of_few(m)) {
        Some(n) => say.with(
            "words.k_of_n",
            fill![k: of_few(say, m, n), n: say.number(n)],
        ),
        None => plain_value(say, m),
    }
}

/// How many of the few a percentage of them is.
fn of_few(say: Say, m: &Measurement, n: f64) -> String {
    say.number((m.value * n / 100.0).round())
}

fn plain_value(say: Say, m: &Measurement) -> String {
    let value = say.number(m.value);
    match (Scale::of(&m.unit), m.unit.as_str()) {
        (_, "") => value,
        (Scale::Percent, _) => say.with("outcome.percent", fill![value: value]),
        (_, unit) => say.with("outcome.unit", fill![value: value, unit: unit]),
    }
}

fn interval_words(
    say: Say,
    change: &Result<Change, NotComparable>,
    before: &Measurement,
) -> String {
    let change = match change {
        Ok(change) => change,
        Err(NotComparable::DifferentUnits) => return say.text("outcome.different_units"),
        Err(NotComparable::NotANumber) => return say.text("outcome.not_a_number"),
    };
    match change.interval {
        Ok(range) => {
            let decimals = match range.low.abs().min(range.high.abs()) >= 10.0 {
                true => 0,
                false => 1,
            };
            let signed = |n: f64| say.language().signed(n, decimals);
            let (low, high) = (signed(range.low), signed(range.high));
            let key = if range.contains(0.0) {
                "outcome.maybe_nothing"
            } else {
                "outcome.between"
            };
            let unit = match change.scale {
                Scale::Percent | Scale::Share => say.text("outcome.points"),
                Scale::Other => before.unit.clone(),
            };
            say.with(key, fill![low: low, high: high, unit: unit])
        }
        Err(NoInterval::NotAProportion) => say.text("outcome.no_interval_number"),
        Err(NoInterval::NoCounts | NoInterval::NoCountBefore | NoInterval::NoCountAfter) => {
            say.text("outcome.no_interval_counts")
        }
        Err(
            NoInterval::OutOfRange
            | NoInterval::CountDoesNotFitBefore
            | NoInterval::CountDoesNotFitAfter,
        ) => say.text("outcome.no_interval_fit"),
    }
}

pub fn days_between(from: Date, to: Date) -> usize {
    usize::try_from((to - from).get_days()).unwrap_or(0)
}
