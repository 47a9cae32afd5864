//! From values to coordinates, and round numbers to label an axis with.

/// A linear scale.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// Maps the values `from` to the coordinates `to`. Values that do not differ map to the middle.
    pub fn new(from: (f64, f64), to: (f64, f64)) -> Scale {
        Scale { from, to }
    }

    /// The coordinate of a value, kept within the scale's ends.
    pub fn at(&self, value: f64) -> f64 {
        let span = self.from.1 - self.from.0;
        let share = match span.abs() > f64::EPSILON && value.is_finite() {
            true => ((value - self.from.0) / span).clamp(0.0, 1.0),
            false => 0.5,
        };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// Round numbers from at or below `low` to at or above `high`, at most `most` steps (two at least):
/// steps of 1, 2 or 5 times a power of ten.
pub fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let (low, high) = match (low.is_finite() && high.is_finite(), low < high) {
        (true, true) => (low, high),
        (true, false) => (low, low + low.abs().max(1.0) * 0.1),
        _ => (0.0, 1.0),
    };
    let rough = (high - low) / most.max(2) as f64;
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
    for step in steps.map(|step| step * power) {
        // The slack keeps 0.3 / 0.1 from becoming a step too many.
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil();
        if last - first <= most.max(2) as f64 {
            let count = (last - first) as usize;
            return (0..=count)
                .map(|at| round((first + at as f64) * step, step))
                .collect();
        }
    }
    vec![low, high]
}

/// How many decimals tell the ticks apart.
pub fn decimals(ticks: &[f64]) -> usize {
    let step = match ticks {
        [a, b, ..] => (b - a).abs(),
        _ => return 0,
    };
    (0..6)
        .find(|d| {
            let scaled = step * 10f64.powi(*d);
            (scaled - scaled.round()).abs() < 1e-6
        })
        .unwrap_or(6) as usize
}

/// Takes the noise of multiplying away: 3 × 0.1 is 0.3.
fn round(value: f64, step: f64) -> f64 {
    let power = 10f64.powf(9.0 - step.log10().ceil());
    match power.is_finite() && power > 0.0 {
        true => (value * power).round() / power,
        false => value,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, decimals, ticks};

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        assert_eq!(ticks(0.0, 17.0, 4), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(2.71, 3.72, 4), [2.5, 3.0, 3.5, 4.0]);
        assert_eq!(ticks(-12.0, 61.1, 5), [-20.0, 0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(ticks(0.0, 0.3, 3), [0.0, 0.1, 0.2, 0.3]);
        assert!(ticks(5.0, 5.0, 3).len() > 1);
        assert_eq!(ticks(f64::NAN, 1.0, 2), [0.0, 0.5, 1.0]);
        assert_eq!(decimals(&[0.0, 0.5]), 1);
        assert_eq!(decimals(&[0.0, 5.0]), 0);
        assert_eq!(decimals(&[0.25, 0.5]), 2);
    }

    #[test]
    fn a_scale_keeps_within_its_ends() {
        let scale = Scale::new((0.0, 10.0), (100.0, 200.0));
        assert_eq!(scale.at(5.0), 150.0);
        assert_eq!(scale.at(50.0), 200.0);
        assert_eq!(scale.at(f64::NAN), 150.0);
        assert_eq!(Scale::new((1.0, 1.0), (0.0, 10.0)).at(1.0), 5.0);
    }
}
