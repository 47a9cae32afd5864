//! What decisions cost and returned: the model's decisions as the analyses ask for them, and the
//! sentences that their answers become.

use crate::analyse::grade::{self, Grade, Side};
use crate::analyse::ledger::{Entry, Kind, Row, Status, Totals, Value, rows, totals};
use crate::analyse::outcome::{self, Change, NotComparable};
use crate::analyse::roi::{ResearchCost, ResearchInputs, Return, research_cost, returns};
use crate::config::Settings;
use crate::model::{Basis, Decision, DecisionStatus, Measurement, Outcome, Study};

/// A decision's grade, A to E.
pub fn grade_of(decision: &Decision) -> Grade {
    let side = |of: fn(&Outcome) -> &Option<Measurement>| {
        let measured = decision.outcome.as_ref().and_then(|o| of(o).as_ref());
        measured.map_or(Side::default(), |m| Side {
            value: true,
            n: m.n.is_some_and(|n| n > 0.0),
            period: m.period.is_some(),
        })
    };
    let value = decision.value.as_ref();
    grade::grade(grade::Proof {
        basis: match value.and_then(|v| v.basis) {
            Some(Basis::Controlled) => grade::Basis::Controlled,
            Some(Basis::Estimate) => grade::Basis::Estimate,
            Some(Basis::Measured) | None => grade::Basis::Measured,
        },
        before: side(|o| &o.before),
        after: side(|o| &o.after),
        same_period: decision.outcome.as_ref().is_some_and(same_period),
        amount: value.is_some_and(|v| v.low.or(v.likely).or(v.high).is_some()),
    })
}

/// Whether both sides of an outcome were measured in the same period.
pub fn same_period(outcome: &Outcome) -> bool {
    let period = |side: &Option<Measurement>| {
        let period = side.as_ref()?.period.as_ref()?;
        Some(period.trim().to_lowercase())
    };
    let before = period(&outcome.before);
    before.is_some() && before == period(&outcome.after)
}

/// A decision as a row of the ledger.
pub fn row_of(decision: &Decision) -> Row {
    let entry = Entry {
        status: status_of(decision.status),
        grade: grade_of(decision),
        cost: decision.cost,
        value: decision.value.as_ref().map(|value| Value {
            kind: match is_avoided(decision) {
                true => Kind::Avoided,
                false => Kind::Gain,
            },
            low: value.low,
            likely: value.likely,
            high: value.high,
            contribution: value.contribution,
        }),
    };
    // One entry gives one row.
    rows(&[entry]).remove(0)
}

/// Whether its value is money that was not spent.
pub fn is_avoided(decision: &Decision) -> bool {
    let value = decision.value.as_ref();
    value.and_then(|value| value.kind.as_deref()) == Some("avoided-cost")
}

fn status_of(status: DecisionStatus) -> Status {
    match status {
        DecisionStatus::Proposed => Status::Proposed,
        DecisionStatus::Decided => Status::Decided,
        DecisionStatus::InProgress => Status::InProgress,
        DecisionStatus::Shipped => Status::Shipped,
        DecisionStatus::Measured => Status::Measured,
        DecisionStatus::NoEffect => Status::NoEffect,
        DecisionStatus::Reversed => Status::Reversed,
        DecisionStatus::Rejected => Status::Rejected,
        DecisionStatus::Superseded => Status::Superseded,
    }
}

/// The totals of a study's decisions.
pub fn totals_of(study: &Study) -> Totals {
    totals(&study.decisions.iter().map(row_of).collect::<Vec<_>>())
}

/// The totals of the decisions of several studies.
pub fn totals_of_all(studies: &[Study]) -> Totals {
    let decisions = studies.iter().flat_map(|study| &study.decisions);
    totals(&decisions.map(row_of).collect::<Vec<_>>())
}

/// What a study cost, part by part. What participants were thanked with counts when it is in the
/// casebook's currency: as the sum that the study states, else each participant's share.
pub fn research_cost_of(study: &Study, settings: &Settings) -> ResearchCost {
    let costs = &study.about.costs;
    let each = study.about.sample.incentive.as_ref();
    let each = each.filter(|money| money.currency == settings.currency);
    let people = study.participants.iter().filter(|p| p.interviewed).count();
    let (incentive, participants) = match costs.incentives {
        Some(all) => (Some(all), 1),
        None => (each.map(|money| money.amount), people),
    };
    research_cost(&ResearchInputs {
        hours: costs.hours,
        hourly_rate: costs.hourly_rate,
        incentive,
        participants,
        other: costs.other,
    })
}

/// What came back for what a study and its decisions cost.
pub fn return_of(study: &Study, settings: &Settings) -> Return {
    returns(research_cost_of(study, settings).total(), &totals_of(study))
}

/// What changed between the two measurements of an outcome; `None` until both are there.
pub fn change_of(outcome: &Outcome) -> Option<Result<Change, NotComparable>> {
    let (before, after) = (outcome.before.as_ref()?, outcome.after.as_ref()?);
    let measured = |m: &Measurement| -> (f64, Option<u64>) {
        let n = m.n.filter(|n| *n >= 0.0 && n.is_finite());
        (m.value, n.map(|n| n.round() as u64))
    };
    let unit =
        |m: &'_ Measurement| -> Option<String> { (!m.unit.is_empty()).then(|| m.unit.clone()) };
    let (before_unit, after_unit) = (unit(before), unit(after));
    Some(outcome::change(
        outcome::Measurement {
            value: measured(before).0,
            n: measured(before).1,
            unit: before_unit.as_deref(),
        },
        outcome::Measurement {
            value: measured(after).0,
            n: measured(after).1,
            unit: after_unit.as_deref(),
        },
    ))
}
