//! What a decision cost and is worth, with every input of the sum, and what of it is counted.

use serde::Serialize;

use super::super::Site;
use super::super::ledger::row_of;
use super::super::say::fill;
use super::super::worth::grade_letter;
use crate::analyse::grade::Grade;
use crate::analyse::ledger::{Cost, Counts, Reason};
use crate::model::Decision;

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
    let usable = row.cost != Cost::Unusable;
    let cost = decision
        .cost
        .filter(|_| usable)
        .map(|cost| site.money(cost));
    let mut sentence = match (&row.value, cost) {
        (Some(value), cost) => {
            let [low, likely, high] = [value.low, value.likely, value.high].map(|n| site.money(n));
            let key = match (cost.is_some(), value.low == value.high) {
                (true, true) => "worth.cost_and_value",
                (true, false) => "worth.cost_and_range",
                (false, true) => "worth.value",
                (false, false) => "worth.range",
            };
            let cost = cost.unwrap_or_default();
            say.with(key, fill![cost: cost, low: low, likely: likely, high: high])
        }
        (None, Some(cost)) => say.with("worth.cost", fill![cost: cost]),
        (None, None) if decision.value.is_some() => say.text("worth.unusable"),
        (None, None) => String::new(),
    };
    if !usable {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence += &say.text("worth.unusable_cost");
    }
    Some(WorthView {
        sentence,
        inputs: inputs(site, decision),
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

/// The sum with every input: the value as written, the share owed to the decision, what is left.
fn inputs(site: &Site, decision: &Decision) -> Vec<Input> {
    let say = site.say;
    let (Some(value), Some(counted)) = (&decision.value, row_of(decision).value) else {
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
    vec![
        line("worth.as_written", written.map(|n| site.money(n)), false),
        line(
            "worth.share",
            [percent.clone(), percent.clone(), percent],
            false,
        ),
        line(
            "worth.counted",
            [counted.low, counted.likely, counted.high].map(|n| site.money(n)),
            true,
        ),
    ]
}

fn counted(site: &Site, counts: &Counts, grade: Grade) -> String {
    let say = site.say;
    let key = match counts {
        Counts::InHeadline => {
            return say.with("counted.headline", fill![grade: grade_letter(grade)]);
        }
        Counts::AsEstimate => "counted.estimate",
        Counts::AsAvoided => "counted.avoided",
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
