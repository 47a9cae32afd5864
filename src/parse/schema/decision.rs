//! A decision's front matter.

use schemars::JsonSchema;

use super::values::{Day, List, Share, Text};

/// An entry of the decision log.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Decision")]
pub struct Decision {
    /// What was decided, in a few words.
    pub title: Option<String>,
    /// How far it is. Rejected, ineffective and reversed decisions stay: they make the log believable.
    pub status: Option<Status>,
    /// The day of the decision.
    pub decided: Option<Day>,
    /// Who decided.
    pub deciders: Option<List>,
    /// What it stands on: themes, quotes (`P07^two-sizes`), interviews (`p07`).
    pub evidence: Option<List>,
    /// What speaks against it. Links such as `[[P07]]` are allowed.
    pub counter_evidence: Option<String>,
    /// What was weighed.
    pub options: Option<List>,
    /// What it was meant to bring, written down before it did.
    pub expected: Option<Expected>,
    /// What is to be done.
    pub actions: Option<Vec<Action>>,
    /// What was measured afterwards.
    pub outcome: Option<Outcome>,
    /// What it cost, in the casebook's currency.
    pub cost: Option<f64>,
    /// What it was worth in one year.
    pub value: Option<Value>,
    /// When somebody should look at it again.
    pub review_by: Option<Day>,
    /// The name of the decision that took its place.
    pub superseded_by: Option<String>,
}

/// How far a decision is.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Status {
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

/// What a decision is meant to bring.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Expected {
    /// The name of a file in `metrics/`.
    pub metric: Option<String>,
    /// Which way it should move.
    pub direction: Option<Direction>,
    /// By how much: `10%`.
    pub by: Option<Text>,
    /// Until when.
    pub until: Option<Day>,
    /// The day on which this was written down.
    pub written: Option<Day>,
}

/// Which way a metric should move.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Direction {
    Up,
    Down,
}

/// One thing to do.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Action {
    /// What.
    pub what: String,
    /// Who does it.
    pub who: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
}

/// What was measured.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Outcome {
    /// The name of a file in `metrics/`.
    pub metric: Option<String>,
    /// Whom or what `n` counts, such as `first-time visitors`.
    pub of: Option<String>,
    /// Before the decision took effect.
    pub before: Option<Measurement>,
    /// After it did.
    pub after: Option<Measurement>,
    /// What else changed in between. `none known` is an answer.
    pub other_changes: Option<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
}

/// A number measured over a period.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Measurement {
    /// The number.
    pub value: Option<f64>,
    /// Its unit, such as `%`.
    pub unit: Option<String>,
    /// How many it was measured on. With it the difference gets an interval.
    pub n: Option<f64>,
    /// When, such as `2026-01`.
    pub period: Option<Text>,
}

/// What a decision was worth in one year.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Value {
    /// `revenue`, `cost-saved`, `time-saved`, `avoided-cost`, or your own word.
    pub kind: Option<String>,
    /// At worst.
    pub low: Option<f64>,
    /// Most likely.
    pub likely: Option<f64>,
    /// At best.
    pub high: Option<f64>,
    /// How it is known. The grade, A to E, is worked out from this and the outcome.
    pub basis: Option<Basis>,
    /// How much of the value this decision brought.
    pub contribution: Option<Share>,
}

/// How a value is known.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Basis {
    /// Compared with a group where nothing was changed.
    Controlled,
    /// Measured before and after.
    Measured,
    /// Worked out beforehand.
    Estimate,
}
