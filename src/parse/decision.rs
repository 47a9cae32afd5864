//! A decision's file → its draft.

use std::sync::Arc;

use jiff::civil::Date;

use super::fields::Fields;
use super::front_matter::front_matter;
use super::problems::Problems;
use super::prose::{self, Format, Prose};
use super::theme::field;
use crate::source::Located;

/// A decision as written, names not yet resolved.
#[derive(Clone, Debug)]
pub struct DecisionDraft {
    pub title: Option<String>,
    pub status: DecisionStatus,
    pub decided: Option<Date>,
    pub deciders: Vec<String>,
    pub evidence: Vec<Located<String>>,
    pub counter_evidence: Option<Arc<Prose>>,
    pub options: Vec<String>,
    pub expected: Option<Expectation>,
    pub actions: Vec<Action>,
    pub outcome: Option<Outcome>,
    pub cost: Option<f64>,
    pub value: Option<Value>,
    pub review_by: Option<Date>,
    pub superseded_by: Option<Located<String>>,
    pub body: Arc<Prose>,
}

/// How far a decision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DecisionStatus {
    Proposed,
    Decided,
    InProgress,
    Shipped,
    Measured,
    NoEffect,
    Reversed,
    Rejected,
    Superseded,
}

impl DecisionStatus {
    pub const ALL: [DecisionStatus; 9] = [
        DecisionStatus::Proposed,
        DecisionStatus::Decided,
        DecisionStatus::InProgress,
        DecisionStatus::Shipped,
        DecisionStatus::Measured,
        DecisionStatus::NoEffect,
        DecisionStatus::Reversed,
        DecisionStatus::Rejected,
        DecisionStatus::Superseded,
    ];

    pub fn word(self) -> &'static str {
        match self {
            DecisionStatus::Proposed => "proposed",
            DecisionStatus::Decided => "decided",
            DecisionStatus::InProgress => "in-progress",
            DecisionStatus::Shipped => "shipped",
            DecisionStatus::Measured => "measured",
            DecisionStatus::NoEffect => "no-effect",
            DecisionStatus::Reversed => "reversed",
            DecisionStatus::Rejected => "rejected",
            DecisionStatus::Superseded => "superseded",
        }
    }
}

/// What a decision was meant to bring, written down before it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    pub metric: Option<String>,
    pub direction: Option<Direction>,
    /// As written: `10%`.
    pub by: Option<String>,
    pub until: Option<Date>,
    pub written: Option<Date>,
}

/// Which way a metric should move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Up,
    Down,
}

/// One thing to do that a decision led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub what: String,
    pub who: Option<String>,
    pub due: Option<Date>,
    pub done: Option<Date>,
}

/// What was measured after a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub metric: Option<String>,
    /// Whom or what the counts of its measurements count, such as `first-time visitors`.
    pub of: Option<String>,
    pub before: Option<Measurement>,
    pub after: Option<Measurement>,
    pub other_changes: Option<String>,
    pub source: Option<String>,
}

/// A number measured outside the interviews, over a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    pub value: f64,
    /// `%`, or any other; empty for none.
    pub unit: String,
    /// How many it was measured on.
    pub n: Option<f64>,
    pub period: Option<String>,
}

/// What a decision was worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// `revenue`, `cost-saved`, `time-saved`, `avoided-cost`, or the author's own word.
    pub kind: Option<String>,
    pub low: Option<f64>,
    pub likely: Option<f64>,
    pub high: Option<f64>,
    /// `controlled`, `measured` or `estimate`.
    pub basis: Option<Basis>,
    /// The share that the decision contributed, between 0 and 1.
    pub contribution: Option<f64>,
}

/// How a value was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    Controlled,
    Measured,
    Estimate,
}

impl Basis {
    pub const ALL: [Basis; 3] = [Basis::Controlled, Basis::Measured, Basis::Estimate];

    pub fn word(self) -> &'static str {
        match self {
            Basis::Controlled => "controlled",
            Basis::Measured => "measured",
            Basis::Estimate => "estimate",
        }
    }
}

/// Reads a decision's file.
pub fn read(text: &str, problems: &mut Problems) -> DecisionDraft {
    let mut matter = front_matter(text, problems);
    let fields = &mut matter.fields;
    let statuses = DecisionStatus::ALL.map(|s| (s.word(), s));
    let status_missing = fields.key_span("status").is_none();
    let status = fields.word("status", &statuses, problems);
    if status_missing {
        let span = fields.span;
        problems.warning(
            "decision-without-status",
            span,
            "this decision has no status".into(),
            "write `status: proposed`, `decided`, or how far it is",
        );
    }
    let draft = DecisionDraft {
        title: fields.text("title", problems).map(|t| t.value),
        status: status.map_or(DecisionStatus::Proposed, |s| s.value),
        decided: fields.date("decided", problems).map(|d| d.value),
        deciders: values(fields.texts("deciders", problems)),
        evidence: fields.texts("evidence", problems),
        counter_evidence: fields
            .text("counter_evidence", problems)
            .map(|t| field(text, &t)),
        options: values(fields.texts("options", problems)),
        expected: fields
            .table("expected", problems)
            .map(|t| expectation(t, problems)),
        actions: fields
            .tables("actions", problems)
            .into_iter()
            .filter_map(|t| action(t, problems))
            .collect(),
        outcome: fields
            .table("outcome", problems)
            .map(|t| outcome(t, problems)),
        cost: fields.amount("cost", problems).map(|n| n.value),
        value: fields.table("value", problems).map(|t| value(t, problems)),
        review_by: fields.date("review_by", problems).map(|d| d.value),
        superseded_by: fields.text("superseded_by", problems),
        body: Arc::new(prose::read(&text[matter.body..], Format::below(2), |at| {
            at + matter.body
        })),
    };
    matter.fields.finish(problems);
    draft
}

fn values(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

fn expectation(mut table: Fields, problems: &mut Problems) -> Expectation {
    let directions = [("up", Direction::Up), ("down", Direction::Down)];
    let expected = Expectation {
        metric: table.text("metric", problems).map(|t| t.value),
        direction: table
            .word("direction", &directions, problems)
            .map(|d| d.value),
        by: table.text("by", problems).map(|t| t.value),
        until: table.date("until", problems).map(|d| d.value),
        written: table.date("written", problems).map(|d| d.value),
    };
    table.finish(problems);
    expected
}

fn action(mut table: Fields, problems: &mut Problems) -> Option<Action> {
    let what = table.text("what", problems);
    let action = Action {
        what: what.as_ref().map(|t| t.value.clone()).unwrap_or_default(),
        who: table.text("who", problems).map(|t| t.value),
        due: table.date("due", problems).map(|d| d.value),
        done: table.date("done", problems).map(|d| d.value),
    };
    if what.is_none() {
        problems.warning(
            "action-without-words",
            table.span,
            "an action that does not say what is to be done".into(),
            "write it under `what`",
        );
    }
    table.finish(problems);
    what.map(|_| action)
}

fn outcome(mut table: Fields, problems: &mut Problems) -> Outcome {
    let outcome = Outcome {
        metric: table.text("metric", problems).map(|t| t.value),
        of: table.text("of", problems).map(|t| t.value),
        before: table
            .table("before", problems)
            .and_then(|t| measurement(t, problems)),
        after: table
            .table("after", problems)
            .and_then(|t| measurement(t, problems)),
        other_changes: table.text("other_changes", problems).map(|t| t.value),
        source: table.text("source", problems).map(|t| t.value),
    };
    table.finish(problems);
    outcome
}

fn measurement(mut table: Fields, problems: &mut Problems) -> Option<Measurement> {
    let value = table.number("value", problems);
    let measurement = Measurement {
        value: value.as_ref().map_or(0.0, |n| n.value),
        unit: table
            .text("unit", problems)
            .map(|t| t.value)
            .unwrap_or_default(),
        n: table.amount("n", problems).map(|n| n.value),
        period: table.text("period", problems).map(|t| t.value),
    };
    if value.is_none() {
        problems.warning(
            "measurement-without-value",
            table.span,
            "a measurement without a value".into(),
            "write the number under `value`",
        );
    }
    table.finish(problems);
    value.map(|_| measurement)
}

fn value(mut table: Fields, problems: &mut Problems) -> Value {
    let bases = Basis::ALL.map(|b| (b.word(), b));
    let kind = table
        .text("kind", problems)
        .map(|t| t.value.trim().to_lowercase().replace(' ', "-"));
    let mut amount = |key, problems: &mut Problems| table.amount(key, problems);
    let low = amount("low", problems);
    let likely = amount("likely", problems);
    let high = amount("high", problems);
    tell_order(&[&low, &likely, &high], problems);
    let value = Value {
        kind,
        low: low.map(|n| n.value),
        likely: likely.map(|n| n.value),
        high: high.map(|n| n.value),
        basis: table.word("basis", &bases, problems).map(|b| b.value),
        contribution: table.share("contribution", problems).map(|s| s.value),
    };
    table.finish(problems);
    value
}

/// Tells an amount that is below one that should be lower.
fn tell_order(amounts: &[&Option<Located<f64>>], problems: &mut Problems) {
    let mut known = amounts.iter().filter_map(|amount| amount.as_ref());
    let Some(mut last) = known.next() else {
        return;
    };
    for next in known {
        if next.value < last.value {
            let message = format!(
                "{} comes after {}: low, likely and high must rise",
                next.value, last.value
            );
            let help = "write the lowest amount under `low` and the highest under `high`";
            problems.error("value-out-of-order", next.span, message, help);
        }
        last = next;
    }
}
