//! A range of money: low, most likely, high.

use std::ops::{Add, Mul};

/// A low, a likely and a high amount.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The low end.
    pub low: f64,
    /// Most likely.
    pub likely: f64,
    /// The high end.
    pub high: f64,
}

impl Range {
    /// Applies a function to each of the three.
    pub fn map(self, f: impl Fn(f64) -> f64) -> Range {
        Range {
            low: f(self.low),
            likely: f(self.likely),
            high: f(self.high),
        }
    }
}

impl Add for Range {
    type Output = Range;
    fn add(self, other: Range) -> Range {
        Range {
            low: self.low + other.low,
            likely: self.likely + other.likely,
            high: self.high + other.high,
        }
    }
}

impl Mul<f64> for Range {
    type Output = Range;
    fn mul(self, factor: f64) -> Range {
        self.map(|amount| amount * factor)
    }
}
