//! Return: what the research cost, what came back for it, and how soon.

use super::ledger::{Totals, usable};
use super::range::Range;

/// Under this much, half of the smallest coin, nothing was spent: no ratio is made of it.
pub const NOTHING: f64 = 0.005;

/// What a study writes down about its cost, in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ResearchInputs {
    /// Hours of work.
    pub hours: Option<f64>,
    /// What an hour costs.
    pub hourly_rate: Option<f64>,
    /// What each participant is given.
    pub incentive: Option<f64>,
    /// How many participants were given it.
    pub participants: usize,
    /// Everything else.
    pub other: Option<f64>,
}

/// One part of a cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// So much.
    Amount(f64),
    /// Not written down; 0 in the total, and told.
    NotStated,
    /// Hours without a rate, or a rate without hours; 0 in the total, and told.
    HalfStated,
    /// Below 0, too large, or no number; 0 in the total, and told.
    Unusable,
}

impl Part {
    /// What enters the total.
    pub fn amount(self) -> f64 {
        match self {
            Part::Amount(amount) => amount,
            Part::NotStated | Part::HalfStated | Part::Unusable => 0.0,
        }
    }

    fn product(one: Option<f64>, other: Option<f64>) -> Part {
        match (one, other) {
            (Some(one), Some(other)) => Part::checked(one, other),
            (None, None) => Part::NotStated,
            _ => Part::HalfStated,
        }
    }

    fn checked(one: f64, other: f64) -> Part {
        let amount = one * other;
        if one >= 0.0 && other >= 0.0 && usable(amount) {
            Part::Amount(amount)
        } else {
            Part::Unusable
        }
    }
}

/// What a study cost, part by part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResearchCost {
    /// Hours × hourly rate.
    pub time: Part,
    /// Incentive × participants.
    pub incentives: Part,
    /// Everything else.
    pub other: Part,
}

impl ResearchCost {
    /// The sum of the parts; `None` where no part has an amount.
    pub fn total(&self) -> Option<f64> {
        let parts = [self.time, self.incentives, self.other];
        let stated = parts.iter().any(|part| matches!(part, Part::Amount(_)));
        stated.then(|| parts.iter().map(|part| part.amount()).sum())
    }
}

/// Works out what a study cost.
pub fn research_cost(inputs: &ResearchInputs) -> ResearchCost {
    let part = |one: Option<f64>, times: f64| match one {
        Some(one) => Part::checked(one, times),
        None => Part::NotStated,
    };
    ResearchCost {
        time: Part::product(inputs.hours, inputs.hourly_rate),
        incentives: part(inputs.incentive, inputs.participants as f64),
        other: part(inputs.other, 1.0),
    }
}

/// A cost shared out: per participant, per insight acted on. `None` where there is none of them.
pub fn cost_per(cost: f64, count: usize) -> Option<f64> {
    (count > 0 && cost.is_finite()).then(|| cost / count as f64)
}

/// A ratio to what was spent, at the low, the likely and the high value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ratio {
    /// So much for each unit of money spent.
    Known(Range),
    /// Nothing was spent ([`NOTHING`]): there is nothing to divide by.
    NothingSpent,
    /// No decision has a measured value yet.
    NothingMeasured,
}

/// When the value of a year, coming in evenly, has paid what was spent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payback {
    /// After so many months.
    Months(f64),
    /// The value is 0 or a loss.
    Never,
    /// Nothing was spent.
    NothingSpent,
    /// No decision has a measured value yet.
    NothingMeasured,
}

/// What came back for what was spent. Only measured value (grade A to C) is in it; estimates and
/// avoided costs stay in [`Totals`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Return {
    /// The cost of the research.
    pub research: f64,
    /// The cost of the decisions: [`Totals::spent`].
    pub decisions: f64,
    /// Both together.
    pub spent: f64,
    /// The measured value of a year: [`Totals::headline`].
    pub value: Range,
    /// Value − spent.
    pub net: Range,
    /// Value ÷ spent: what each unit of money returned.
    pub per_unit: Ratio,
    /// Return on investment: (value − spent) ÷ spent, so that 0.5 is half as much again.
    pub roi: Ratio,
    /// Payback at the likely value.
    pub payback: Payback,
    /// Payback at the low value: the latest.
    pub payback_at_low: Payback,
    /// Payback at the high value: the soonest.
    pub payback_at_high: Payback,
}

/// Sets the measured value against the cost of the research (`None` or unusable: 0) and of the
/// decisions.
pub fn returns(research: Option<f64>, totals: &Totals) -> Return {
    let research = research
        .filter(|&cost| cost >= 0.0 && usable(cost))
        .unwrap_or(0.0);
    let spent = research + totals.spent;
    let value = totals.headline;
    let net = value.map(|amount| amount - spent);
    let measured = totals.in_headline > 0;
    let ratio = |amounts: Range| match (measured, spent < NOTHING) {
        (false, _) => Ratio::NothingMeasured,
        (true, true) => Ratio::NothingSpent,
        (true, false) => Ratio::Known(amounts.map(|amount| amount / spent)),
    };
    let payback = |yearly: f64| match (measured, spent < NOTHING) {
        (false, _) => Payback::NothingMeasured,
        (true, true) => Payback::NothingSpent,
        (true, false) if yearly < NOTHING => Payback::Never,
        (true, false) => Payback::Months(spent / yearly * 12.0),
    };
    Return {
        research,
        decisions: totals.spent,
        spent,
        value,
        net,
        per_unit: ratio(value),
        roi: ratio(net),
        payback: payback(value.likely),
        payback_at_low: payback(value.low),
        payback_at_high: payback(value.high),
    }
}

#[cfg(test)]
#[path = "roi_tests.rs"]
mod tests;
