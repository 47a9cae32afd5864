//! `data/decisions.csv`: a row a decision, with every number that the totals are made of, so that
//! they can be added up again from this file alone.

use std::io::{self, Write};

use super::cell::{Table, cents, number};
use super::filter::Filter;
use crate::analyse::ledger::{Cost, Counts, Reason, Row};
use crate::analyse::range::Range;
use crate::model::{Decision, Measurement, Study};
use crate::view::Site;
use crate::view::ledger::row_of;
use crate::view::worth::grade_letter;

const HEADER: [&str; 30] = [
    "study",
    "id",
    "title",
    "status",
    "decided",
    "grade",
    "currency",
    "cost",
    "cost_counts",
    "value_kind",
    "value_low",
    "value_likely",
    "value_high",
    "basis",
    "contribution",
    "value_counts",
    "counted_low",
    "counted_likely",
    "counted_high",
    "metric",
    "before",
    "before_unit",
    "before_n",
    "before_period",
    "after",
    "after_unit",
    "after_n",
    "after_period",
    "review_by",
    "superseded_by",
];

pub fn csv(site: &Site, filter: &Filter, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, HEADER)?;
    let currency = &site.published.settings.currency;
    for study in filter.study_ids(site).map(|id| &site.published[id]) {
        for decision in study.decisions.iter().filter(|d| filter.decision(study, d)) {
            table.row(row(study, decision, currency))?;
        }
    }
    table.finish()
}

fn row(study: &Study, decision: &Decision, currency: &str) -> [String; HEADER.len()] {
    let row = row_of(decision);
    let value = decision.value.as_ref();
    let amount = |of: fn(&crate::model::Value) -> Option<f64>| number(value.and_then(of));
    let outcome = decision.outcome.as_ref();
    let before = outcome.and_then(|o| o.before.as_ref());
    let after = outcome.and_then(|o| o.after.as_ref());
    let [before, before_unit, before_n, before_period] = measurement(before);
    let [after, after_unit, after_n, after_period] = measurement(after);
    let counted = counted(&row);
    let end = |of: fn(&Range) -> f64| number(counted.as_ref().map(of).map(cents));
    let later = decision.superseded_by.map(|id| study[id].id.to_string());
    [
        study.id.to_string(),
        decision.id.to_string(),
        decision.title.clone(),
        decision.status.word().into(),
        decision.decided.map_or_else(String::new, |d| d.to_string()),
        grade_letter(row.grade).into(),
        currency.into(),
        number(decision.cost),
        cost_counts(&row).into(),
        value
            .and_then(|value| value.kind.clone())
            .unwrap_or_default(),
        amount(|value| value.low),
        amount(|value| value.likely),
        amount(|value| value.high),
        value
            .and_then(|value| value.basis)
            .map_or("", |basis| basis.word())
            .into(),
        amount(|value| value.contribution),
        value_counts(&row).into(),
        end(|range| range.low),
        end(|range| range.likely),
        end(|range| range.high),
        outcome.and_then(|o| o.metric.clone()).unwrap_or_default(),
        before,
        before_unit,
        before_n,
        before_period,
        after,
        after_unit,
        after_n,
        after_period,
        decision
            .review_by
            .map_or_else(String::new, |d| d.to_string()),
        later.unwrap_or_default(),
    ]
}

fn measurement(measured: Option<&Measurement>) -> [String; 4] {
    let Some(m) = measured else {
        return Default::default();
    };
    let period = m.period.clone().unwrap_or_default();
    [number(Some(m.value)), m.unit.clone(), number(m.n), period]
}

/// What a row's cost counts as: `spent`, `planned`, `unusable`, or nothing where none is stated.
pub fn cost_counts(row: &Row) -> &'static str {
    match row.cost {
        Cost::Spent(_) => "spent",
        Cost::Planned(_) => "planned",
        Cost::NotStated => "",
        Cost::Unusable => "unusable",
    }
}

/// Which total a row's value is in, or why it is in none.
pub fn value_counts(row: &Row) -> &'static str {
    match row.counts {
        Counts::InHeadline => "headline",
        Counts::AsEstimate => "estimate",
        Counts::AsAvoided => "avoided",
        Counts::Nowhere(reason) => match reason {
            Reason::NoValue => "",
            Reason::NoLikelyValue => "no-likely-value",
            Reason::UnusableValue => "unusable-value",
            Reason::UnusableContribution => "unusable-contribution",
            Reason::NotShipped => "not-shipped",
            Reason::NoEffect => "no-effect",
            Reason::Reversed => "reversed",
            Reason::Rejected => "rejected",
            Reason::Superseded => "superseded",
            Reason::NotMeasured => "not-measured",
        },
    }
}

/// What enters that total; `None` where nothing does.
pub fn counted(row: &Row) -> Option<Range> {
    (!matches!(row.counts, Counts::Nowhere(_))).then_some(row.counted)
}
