//! The success metric of a study: was the share that would make us act reached?

use super::interval::Interval;
use super::prevalence::Frequency;

/// Whether "at least this share raised it" holds. Intervals are Wilson's, 95 %, as shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Success {
    /// Reached, and so is the low end of the range.
    Reached(Interval),
    /// Reached among those asked, but the low end of the range is below: perhaps not in a wider
    /// group.
    ReachedButLowEndBelow(Interval),
    /// Not reached among those asked, but the high end of the range is not below: perhaps in a
    /// wider group.
    NotReachedButHighEndAbove(Interval),
    /// Not reached, and the whole range is below.
    NotReached(Interval),
    /// Nobody was asked.
    NobodyAsked,
    /// The threshold is no share between 0 and 1.
    NoSuchThreshold,
}

/// Compares a frequency with a threshold, a share between 0 and 1 (40 % is `0.4`).
///
/// Exactly the threshold is reached: 2 of 5 reach 40 %.
pub fn success(frequency: Frequency, at_least: f64) -> Success {
    // A share typed as a percentage is off by less than this; no two counts are so close.
    const ROUNDING: f64 = 1e-9;
    if !(0.0..=1.0).contains(&at_least) {
        return Success::NoSuchThreshold;
    }
    let (Some(share), Some(range)) = (frequency.share(), frequency.interval()) else {
        return Success::NobodyAsked;
    };
    let reaches = |value: f64| value + ROUNDING >= at_least;
    match (reaches(share), reaches(range.low), reaches(range.high)) {
        (true, true, _) => Success::Reached(range),
        (true, false, _) => Success::ReachedButLowEndBelow(range),
        (false, _, true) => Success::NotReachedButHighEndAbove(range),
        (false, _, false) => Success::NotReached(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(k: usize, n: usize, at_least: f64) -> Success {
        success(Frequency::new(k, n), at_least)
    }

    #[test]
    fn reached_with_the_whole_range_above() {
        assert!(matches!(found(18, 20, 0.4), Success::Reached(_)));
    }

    #[test]
    fn reached_but_perhaps_not_in_a_wider_group() {
        let Success::ReachedButLowEndBelow(range) = found(11, 18, 0.4) else {
            panic!("11 of 18 reach 40 %, their range from 0.386 does not");
        };
        assert!(range.low < 0.4);
    }

    #[test]
    fn not_reached_but_perhaps_in_a_wider_group() {
        let found = found(7, 18, 0.4);
        assert!(matches!(found, Success::NotReachedButHighEndAbove(_)));
    }

    #[test]
    fn not_reached_at_all() {
        assert!(matches!(found(1, 20, 0.4), Success::NotReached(_)));
    }

    #[test]
    fn exactly_the_threshold_is_reached() {
        assert!(matches!(
            found(2, 5, 0.4),
            Success::ReachedButLowEndBelow(_)
        ));
        assert!(matches!(
            found(7, 10, 70.0 / 100.0),
            Success::ReachedButLowEndBelow(_)
        ));
    }

    #[test]
    fn nobody_asked_and_impossible_thresholds_have_names() {
        assert_eq!(found(0, 0, 0.4), Success::NobodyAsked);
        assert_eq!(found(2, 5, 40.0), Success::NoSuchThreshold);
        assert_eq!(found(2, 5, f64::NAN), Success::NoSuchThreshold);
    }

    proptest! {
        #[test]
        fn the_verdict_agrees_with_the_share(
            (k, n) in (1_usize..200).prop_flat_map(|n| (0..=n, Just(n))),
            percent in 0_u8..=100
        ) {
            let reached = matches!(
                found(k, n, f64::from(percent) / 100.0),
                Success::Reached(_) | Success::ReachedButLowEndBelow(_)
            );
            prop_assert_eq!(reached, k * 100 >= usize::from(percent) * n);
        }
    }
}
