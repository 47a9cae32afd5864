//! The ledger of decisions: which cost and which value enters which total, row by row.
//!
//! | status | its cost | its value |
//! |---|---|---|
//! | proposed | planned, apart | none: nothing was done |
//! | decided, in progress | spent (committed) | none: nothing has shipped |
//! | shipped, measured | spent | by its grade |
//! | no effect, reversed | spent | a gain: none; a loss: by its grade |
//! | rejected, superseded | spent | none |
//!
//! *By its grade*: A, B and C in the headline, D apart, E none. *Avoided cost* is money that was
//! not spent; nobody knows what spending it would have earned, so it stands apart whatever its
//! grade, and counts for what has shipped, was measured or was rejected: before that nothing is
//! avoided yet. An entry with nothing to count keeps its row and its place in the number of
//! decisions, with the reason.
//!
//! A value is multiplied by its contribution (all of it where none is written). Amounts are in one
//! currency, values for one year. Amounts beyond [`LARGEST_AMOUNT`], no numbers, and costs below 0
//! are unusable: named, and counted nowhere.

use std::collections::BTreeMap;

use super::grade::Grade;
use super::range::Range;

/// No amount may be larger, so that no total overflows.
pub const LARGEST_AMOUNT: f64 = 1e15;

/// Where a decision stands, in the words of its file; the table above says what each counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nobody has decided yet.
    Proposed,
    /// Decided, not begun.
    Decided,
    /// Begun, not shipped.
    InProgress,
    /// Shipped, not yet measured.
    Shipped,
    /// Shipped and measured.
    Measured,
    /// Shipped, measured, and nothing changed.
    NoEffect,
    /// Shipped and taken back.
    Reversed,
    /// Decided against.
    Rejected,
    /// Replaced by a later decision.
    Superseded,
}

impl Status {
    /// Decided, and nothing has shipped.
    fn is_under_way(self) -> bool {
        matches!(self, Status::Decided | Status::InProgress)
    }
}

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Money gained or saved: revenue, fewer calls, less work.
    #[default]
    Gain,
    /// Money that would have been spent and was not.
    Avoided,
}

/// A value as written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// The low value, a year; not written reads as the likely one.
    pub low: Option<f64>,
    /// Most likely, a year; without it the value is not counted.
    pub likely: Option<f64>,
    /// The high value, a year; not written reads as the likely one.
    pub high: Option<f64>,
    /// The share owed to the decision, 0 to 1; not written reads as all.
    pub contribution: Option<f64>,
}

/// A decision as the ledger needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Where it stands.
    pub status: Status,
    /// How well its value is shown ([`super::grade`]).
    pub grade: Grade,
    /// What it cost, as written.
    pub cost: Option<f64>,
    /// What it is worth, as written.
    pub value: Option<Value>,
}

/// What a row's cost counts as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cost {
    /// In what was spent.
    Spent(f64),
    /// Planned for a proposal: shown, in no return.
    Planned(f64),
    /// Nobody wrote it down: 0 in the total, and told.
    NotStated,
    /// Below 0, too large or no number: 0 in the total, and told.
    Unusable,
}

/// What a row's value counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// In the headline: measured, grade A to C.
    InHeadline,
    /// An estimate, grade D: in a total of its own.
    AsEstimate,
    /// Avoided cost: in a total of its own.
    AsAvoided,
    /// In no total.
    Nowhere(Reason),
}

/// Why a value is in no total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// None is written.
    NoValue,
    /// A low or a high one is written, but no likely one.
    NoLikelyValue,
    /// Low, likely and high are not in this order, too large, or no numbers.
    UnusableValue,
    /// The contribution is not between 0 and 1.
    UnusableContribution,
    /// Nothing has shipped yet.
    NotShipped,
    /// It was measured and had no effect, so the gain written is not counted.
    NoEffect,
    /// It was reversed, so the gain written is not counted.
    Reversed,
    /// It was rejected.
    Rejected,
    /// Another decision took its place and carries the value.
    Superseded,
    /// Grade E: not yet measured.
    NotMeasured,
}

/// One decision of the ledger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Where it stands.
    pub status: Status,
    /// How well its value is shown.
    pub grade: Grade,
    /// Its cost.
    pub cost: Cost,
    /// Its value times its contribution, counted or not; `None` where it cannot be used.
    pub value: Option<Range>,
    /// Which total its value is in.
    pub counts: Counts,
    /// What enters that total: 0 where it is in none.
    pub counted: Range,
}

/// The totals; each is the sum of a column of the rows and of nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// All decisions.
    pub decisions: usize,
    /// How many stand at each status; absent means none.
    pub by_status: BTreeMap<Status, usize>,
    /// The sum of [`Cost::Spent`].
    pub spent: f64,
    /// The sum of [`Cost::Planned`].
    pub planned: f64,
    /// What of `spent` is for decisions that have not shipped yet.
    pub unfinished: f64,
    /// How many those are.
    pub as_unfinished: usize,
    /// Decisions whose cost is not stated or unusable.
    pub without_cost: usize,
    /// The sum of `counted` of the rows in the headline.
    pub headline: Range,
    /// How many those are.
    pub in_headline: usize,
    /// The sum of `counted` of the estimates.
    pub estimates: Range,
    /// How many those are.
    pub as_estimate: usize,
    /// The sum of `counted` of the avoided costs.
    pub avoided: Range,
    /// How many those are.
    pub as_avoided: usize,
    /// How many of those are not measured.
    pub avoided_by_estimate: usize,
}

/// One row a decision, in the order given.
pub fn rows(entries: &[Entry]) -> Vec<Row> {
    entries.iter().map(row).collect()
}

/// Adds the rows up, in their order. No rows give nothing but noughts.
pub fn totals(rows: &[Row]) -> Totals {
    let mut sum = Totals::default();
    for row in rows {
        sum.decisions += 1;
        *sum.by_status.entry(row.status).or_default() += 1;
        match row.cost {
            Cost::Spent(amount) => {
                sum.spent += amount;
                if row.status.is_under_way() && amount > 0.0 {
                    sum.unfinished += amount;
                    sum.as_unfinished += 1;
                }
            }
            Cost::Planned(amount) => sum.planned += amount,
            Cost::NotStated | Cost::Unusable => sum.without_cost += 1,
        }
        let (total, count) = match row.counts {
            Counts::InHeadline => (&mut sum.headline, &mut sum.in_headline),
            Counts::AsEstimate => (&mut sum.estimates, &mut sum.as_estimate),
            Counts::AsAvoided => {
                sum.avoided_by_estimate += usize::from(!row.grade.is_measured());
                (&mut sum.avoided, &mut sum.as_avoided)
            }
            Counts::Nowhere(_) => continue,
        };
        *total = *total + row.counted;
        *count += 1;
    }
    sum
}

fn row(entry: &Entry) -> Row {
    let cost = match entry.cost {
        None => Cost::NotStated,
        Some(amount) if !usable(amount) || amount < 0.0 => Cost::Unusable,
        Some(amount) if entry.status == Status::Proposed => Cost::Planned(amount),
        Some(amount) => Cost::Spent(amount),
    };
    let value = range(entry.value);
    let (counts, counted) = match value {
        Ok((kind, value)) => counted(entry.status, entry.grade, kind, value),
        Err(reason) => (Counts::Nowhere(reason), Range::default()),
    };
    Row {
        status: entry.status,
        grade: entry.grade,
        cost,
        value: value.ok().map(|(_, value)| value),
        counts,
        counted,
    }
}

/// Whether an amount is a number that totals can hold.
pub(super) fn usable(amount: f64) -> bool {
    amount.abs() <= LARGEST_AMOUNT
}

fn range(value: Option<Value>) -> Result<(Kind, Range), Reason> {
    let value = value.ok_or(Reason::NoValue)?;
    let likely = match (value.likely, value.low.or(value.high)) {
        (Some(likely), _) => likely,
        (None, Some(_)) => return Err(Reason::NoLikelyValue),
        (None, None) => return Err(Reason::NoValue),
    };
    let range = Range {
        low: value.low.unwrap_or(likely),
        likely,
        high: value.high.unwrap_or(likely),
    };
    let numbers = usable(range.low) && usable(likely) && usable(range.high);
    if !numbers || range.low > likely || likely > range.high {
        return Err(Reason::UnusableValue);
    }
    let contribution = value.contribution.unwrap_or(1.0);
    if !(0.0..=1.0).contains(&contribution) {
        return Err(Reason::UnusableContribution);
    }
    // Adding nought turns −0, which would print as such, into 0.
    Ok((
        value.kind,
        (range * contribution).map(|amount| amount + 0.0),
    ))
}

fn counted(status: Status, grade: Grade, kind: Kind, value: Range) -> (Counts, Range) {
    let nowhere = |reason| (Counts::Nowhere(reason), Range::default());
    let loss = value.map(|amount| amount.min(0.0));
    let (value, reason_for_gain) = match (status, kind) {
        (Status::Rejected, Kind::Avoided) => (value, None),
        (Status::Proposed | Status::Decided | Status::InProgress, _) => {
            return nowhere(Reason::NotShipped);
        }
        (Status::Rejected, _) => return nowhere(Reason::Rejected),
        (Status::Superseded, _) => return nowhere(Reason::Superseded),
        (Status::NoEffect, Kind::Avoided) => return nowhere(Reason::NoEffect),
        (Status::Reversed, Kind::Avoided) => return nowhere(Reason::Reversed),
        (Status::NoEffect, Kind::Gain) => (loss, Some(Reason::NoEffect)),
        (Status::Reversed, Kind::Gain) => (loss, Some(Reason::Reversed)),
        (Status::Shipped | Status::Measured, _) => (value, None),
    };
    if let Some(reason) = reason_for_gain
        && value.low == 0.0
    {
        return nowhere(reason);
    }
    match (kind, grade) {
        (Kind::Avoided, _) => (Counts::AsAvoided, value),
        (Kind::Gain, Grade::E) => nowhere(Reason::NotMeasured),
        (Kind::Gain, Grade::D) => (Counts::AsEstimate, value),
        (Kind::Gain, Grade::A | Grade::B | Grade::C) => (Counts::InHeadline, value),
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
