//! What a decision cost and is worth, with every input of the sum, and what of it is counted.

use serde::Serialize;

use super::super::Site;
use super::super::ledger::row_of;
use super::super::say::fill;
use super::super::worth::grade_letter;
use crate::analyse::grade::Grade;
use crate::analyse::ledger::{Cost, Counts, Reason, Row};
use crate::model::{Decision, DecisionStatus};

/// What it cost and is worth.
#[derive(Debug, Serialize)]
pub struct WorthView {
    /// The sentence on top.
    pub sentence: String,
    /// Each input of the sum.
    pub inputs: Vec<Input>,
    /// What is counted of it, and where.
    pub counted: String,
    pub review: Option<String>,
}

/// A line of a sum: low, likely, high.
#[derive(Debug, Serialize)]
pub struct Input {
    pub title: String,
    pub low: String,
    pub likely: String,
    pub high: String,
    /// Whether it is the sum.
    pub total: bool,
}

/// A decision's worth; `None` where neither cost nor value is written down.
pub(super) fn worth(site: &Site, decision: &Decision) -> Option<WorthView> {
    let say = site.say;
    let row = row_of(decision);
    if decision.cost.is_none() && decision.value.is_none() {
        return None;
    }
    let mut sentences = cost_and_value(site, decision, &row);
    if sentences.is_empty() && decision.value.is_some() {
        sentences.push(say.text("worth.unusable"));
    }
    if row.cost == Cost::Unusable {
        sentences.push(say.text("worth.unusable_cost"));
    }
    Some(WorthView {
        sentence: sentences.join(" "),
        inputs: inputs(site, decision, &row),
        counted: counted(site, &row.counts, row.grade),
        review: decision.review_by.map(|by| {
            let key = match by < site.today.0 {
                true => "decision.review_over",
                false => "decision.review",
            };
            say.with(key, fill![date: say.date(by)])
        }),
    })
}

/// How sure a value is, and whether there is one yet: it chooses the words.
#[derive(Clone, Copy)]
enum Stands {
    /// It was measured.
    Measured,
    /// It is an estimate.
    Estimated,
    /// Nothing has shipped: it would be.
    Awaited,
}

/// What it cost and is worth; in the conditional while nothing has shipped.
fn cost_and_value(site: &Site, decision: &Decision, row: &Row) -> Vec<String> {
    let say = site.say;
    let stands = match (row.counts, row.grade.is_measured()) {
        (Counts::Nowhere(Reason::NotShipped), _) => Stands::Awaited,
        (_, true) => Stands::Measured,
        (_, false) => Stands::Estimated,
    };
    let cost = decision.cost.filter(|_| row.cost != Cost::Unusable);
    let cost = cost.map(|cost| site.money(cost));
    let Some(value) = &row.value else {
        let key = cost_key(decision);
        return cost
            .map(|cost| say.with(key, fill![cost: cost]))
            .into_iter()
            .collect();
    };
    let point = value.low == value.high;
    let [low, likely, high] = [value.low, value.likely, value.high].map(|n| site.money(n));
    let value = |key: &str, cost: String| {
        say.with(key, fill![cost: cost, low: low, likely: likely, high: high])
    };
    let alone = match (stands, point) {
        (Stands::Measured, true) => "worth.value",
        (Stands::Measured, false) => "worth.range",
        (Stands::Estimated, true) => "worth.value_estimate",
        (Stands::Estimated, false) => "worth.range_estimate",
        (Stands::Awaited, true) => "worth.would_value",
        (Stands::Awaited, false) => "worth.would_range",
    };
    match (stands, cost) {
        (_, None) => vec![value(alone, String::new())],
        (Stands::Measured, Some(cost)) if point => vec![value("worth.cost_and_value", cost)],
        (Stands::Measured, Some(cost)) => vec![value("worth.cost_and_range", cost)],
        (_, Some(cost)) => {
            let cost = say.with(cost_key(decision), fill![cost: cost]);
            vec![cost, value(alone, String::new())]
        }
    }
}

/// The words for what it would cost, costs or cost.
fn cost_key(decision: &Decision) -> &'static str {
    match decision.status {
        DecisionStatus::Proposed => "worth.would_cost",
        DecisionStatus::Decided | DecisionStatus::InProgress => "worth.costs",
        _ => "worth.cost",
    }
}

/// The sum with every input: the value as written, the share owed to the decision, and what is
/// left of it where that is counted.
fn inputs(site: &Site, decision: &Decision, row: &Row) -> Vec<Input> {
    let say = site.say;
    let (Some(value), Some(counted)) = (&decision.value, row.value) else {
        return Vec::new();
    };
    let Some(share) = value.contribution.filter(|share| *share < 1.0) else {
        return Vec::new();
    };
    let likely = value.likely.unwrap_or_default();
    let written = [
        value.low.unwrap_or(likely),
        likely,
        value.high.unwrap_or(likely),
    ];
    let line = |title: &str, [low, likely, high]: [String; 3], total: bool| Input {
        title: say.text(title),
        low,
        likely,
        high,
        total,
    };
    let percent = say.language().percent(share, 0);
    let mut lines = vec![
        line("worth.as_written", written.map(|n| site.money(n)), false),
        line(
            "worth.share",
            [percent.clone(), percent.clone(), percent],
            false,
        ),
    ];
    if !matches!(row.counts, Counts::Nowhere(_)) {
        let counted = [counted.low, counted.likely, counted.high].map(|n| site.money(n));
        lines.push(line("worth.counted", counted, true));
    }
    lines
}

fn counted(site: &Site, counts: &Counts, grade: Grade) -> String {
    let say = site.say;
    let key = match counts {
        Counts::InHeadline => {
            return say.with("counted.headline", fill![grade: grade_letter(grade)]);
        }
        Counts::AsEstimate => "counted.estimate",
        Counts::AsAvoided if grade.is_measured() => "counted.avoided",
        Counts::AsAvoided => "counted.avoided_estimate",
        Counts::Nowhere(reason) => match reason {
            Reason::NoValue => "counted.no_value",
            Reason::NoLikelyValue => "counted.no_likely_value",
            Reason::UnusableValue => "counted.unusable_value",
            Reason::UnusableContribution => "counted.unusable_contribution",
            Reason::NotShipped => "counted.not_shipped",
            Reason::NoEffect => "counted.no_effect",
            Reason::Reversed => "counted.reversed",
            Reason::Rejected => "counted.rejected",
            Reason::Superseded => "counted.superseded",
            Reason::NotMeasured => "counted.not_measured",
        },
    };
    say.text(key)
}
