//! Before and after: the difference, its interval where counts allow one, the relative change.

use super::interval::{Interval, difference};

/// One measured value of a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measurement<'a> {
    /// The value in its unit.
    pub value: f64,
    /// The unit as written; `None` takes the other side's, and without one on either side the
    /// values are plain numbers. See [`Scale::of`].
    pub unit: Option<&'a str>,
    /// How many cases it was measured on.
    pub n: Option<u64>,
}

/// What kind of number a unit makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A proportion from 0 to 100; its differences are in points.
    Percent,
    /// A proportion from 0 to 1.
    Share,
    /// Anything else: minutes, calls a week, a score. Counts give no interval for it.
    Other,
}

impl Scale {
    /// Reads a unit: `%`, `percent`, `per cent` and `pct` are [`Scale::Percent`]; `share`,
    /// `proportion` and `fraction` are [`Scale::Share`], whatever the case.
    pub fn of(unit: &str) -> Scale {
        match unit.trim().to_lowercase().as_str() {
            "%" | "percent" | "per cent" | "pct" => Scale::Percent,
            "share" | "proportion" | "fraction" => Scale::Share,
            _ => Scale::Other,
        }
    }

    fn whole(self) -> Option<f64> {
        match self {
            Scale::Percent => Some(100.0),
            Scale::Share => Some(1.0),
            Scale::Other => None,
        }
    }
}

/// What changed between two measurements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What kind of number it is.
    pub scale: Scale,
    /// After − before, in the unit of the values (points, for percentages).
    pub absolute: f64,
    /// (after − before) ÷ |before|, so that 0.25 is a quarter more; `None` where before is 0. It is
    /// said beside the absolute change, never alone.
    pub relative: Option<f64>,
    /// The 95 % interval of the difference in the unit of the values, or why there is none.
    pub interval: Result<Interval, NoInterval>,
}

impl Change {
    /// Whether no change at all lies within the interval; `None` where there is no interval.
    pub fn may_be_nothing(&self) -> Option<bool> {
        self.interval.ok().map(|interval| interval.contains(0.0))
    }
}

/// Why a change has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// The values are no proportions; a mean's interval needs its spread, which is not known.
    NotAProportion,
    /// Neither side says how many cases it was measured on, or says 0.
    NoCounts,
    /// The measurement before does not.
    NoCountBefore,
    /// The measurement after does not.
    NoCountAfter,
    /// A value is outside 0 to 100 % and so no proportion.
    OutOfRange,
    /// No whole number of the n cases makes the value before, even rounded to a whole percent.
    CountDoesNotFitBefore,
    /// No whole number of the n cases makes the value after, even rounded to a whole percent.
    CountDoesNotFitAfter,
}

/// Why two measurements cannot be compared at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotComparable {
    /// Their units differ.
    DifferentUnits,
    /// A value, or their difference, is no finite number.
    NotANumber,
}

/// Compares after with before.
///
/// Where both are proportions with an n, each count is worked back as round(value × n ÷ 100), and
/// the interval is Newcombe's ([`difference`], method 10) of those counts, after − before. The
/// absolute change is that of the values as written.
pub fn change(before: Measurement, after: Measurement) -> Result<Change, NotComparable> {
    let scale = common_scale(before.unit, after.unit).ok_or(NotComparable::DifferentUnits)?;
    let absolute = after.value - before.value;
    if !absolute.is_finite() {
        return Err(NotComparable::NotANumber);
    }
    let relative = absolute / before.value.abs();
    Ok(Change {
        scale,
        absolute,
        relative: relative.is_finite().then_some(relative),
        interval: interval(scale, before, after),
    })
}

fn common_scale(before: Option<&str>, after: Option<&str>) -> Option<Scale> {
    let (Some(before), Some(after)) = (before.or(after), after.or(before)) else {
        return Some(Scale::Other);
    };
    let scale = Scale::of(before);
    let same = match scale {
        Scale::Other => before.trim().to_lowercase() == after.trim().to_lowercase(),
        Scale::Percent | Scale::Share => Scale::of(after) == scale,
    };
    same.then_some(scale)
}

fn interval(scale: Scale, before: Measurement, after: Measurement) -> Result<Interval, NoInterval> {
    let whole = scale.whole().ok_or(NoInterval::NotAProportion)?;
    let n = |side: Measurement| side.n.filter(|&n| n > 0);
    let (n_before, n_after) = match (n(before), n(after)) {
        (Some(before), Some(after)) => (before, after),
        (None, None) => return Err(NoInterval::NoCounts),
        (None, Some(_)) => return Err(NoInterval::NoCountBefore),
        (Some(_), None) => return Err(NoInterval::NoCountAfter),
    };
    let (share_before, share_after) = (before.value / whole, after.value / whole);
    if ![share_before, share_after]
        .iter()
        .all(|share| (0.0..=1.0).contains(share))
    {
        return Err(NoInterval::OutOfRange);
    }
    let before = count(share_before, n_before).ok_or(NoInterval::CountDoesNotFitBefore)?;
    let after = count(share_after, n_after).ok_or(NoInterval::CountDoesNotFitAfter)?;
    let found = difference((after, n_after), (before, n_before)).ok_or(NoInterval::OutOfRange)?;
    Ok(Interval {
        low: found.interval.low * whole,
        high: found.interval.high * whole,
    })
}

/// The whole number of `n` that makes a share, if one does to half a percent.
fn count(share: f64, n: u64) -> Option<u64> {
    let size = n as f64;
    let k = (share * size).round();
    ((k / size - share).abs() <= 0.005 + 1e-9).then_some((k as u64).min(n))
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
