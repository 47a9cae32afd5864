//! What an interval means in a wider group, in whole tenths: "between four and eight in ten".

use super::interval::{Interval, wilson};

/// What to say of a wider group, as data; a language file has the words.
///
/// Tenths are whole numbers from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTen {
    /// Between `low` and `high` in ten, `low < high`, `low` at least 1 and `high` at most 9.
    Between {
        /// The lower tenth.
        low: u8,
        /// The upper tenth.
        high: u8,
    },
    /// At most so many in ten, 1 to 9.
    AtMost(u8),
    /// At least so many in ten, 1 to 9.
    AtLeast(u8),
    /// From none to all: so few were asked that nothing is left out.
    Anything,
}

impl InTen {
    /// The tenths to say for an interval of shares (0 to 1; ends beyond are cut off there): the low
    /// end rounded **down**, the high end **up**, so that what is said is never narrower than what
    /// is known. An end that falls on none or on all is not said.
    pub fn of(interval: Interval) -> InTen {
        // An end that stands on a tenth but for the last digit of a sum stays there.
        const ROUNDING: f64 = 1e-9;
        let tenths = |share: f64| share.clamp(0.0, 1.0) * 10.0;
        let low = (tenths(interval.low) + ROUNDING).floor();
        let high = (tenths(interval.high) - ROUNDING).ceil().max(low + 1.0);
        match (low as u8, high as u8) {
            (0, 10..) => InTen::Anything,
            (0, high) => InTen::AtMost(high),
            (low, 10..) => InTen::AtLeast(low.min(9)),
            (low, high) => InTen::Between { low, high },
        }
    }

    /// The tenths to say for `k` of `n`, by Wilson's 95 % interval.
    /// `None` where nobody was asked or `k` exceeds `n`.
    pub fn of_count(k: u64, n: u64) -> Option<InTen> {
        wilson(k, n).map(InTen::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(low: u8, high: u8) -> Option<InTen> {
        Some(InTen::Between { low, high })
    }

    /// Ranges that would be narrower than they are if their ends were rounded to the nearest tenth.
    #[test]
    fn both_ends_are_rounded_outward() {
        let printed = [
            (11, 18, 3, 8),
            (8, 18, 2, 7),
            (9, 18, 2, 8),
            (7, 18, 2, 7),
            (5, 14, 1, 7),
            (2, 5, 1, 8),
        ];
        for (k, n, low, high) in printed {
            assert_eq!(InTen::of_count(k, n), between(low, high), "{k} of {n}");
        }
    }

    #[test]
    fn an_end_on_none_or_on_all_is_not_said() {
        assert_eq!(InTen::of_count(3, 18), Some(InTen::AtMost(4)));
        assert_eq!(InTen::of_count(1, 4), Some(InTen::AtMost(7)));
        assert_eq!(InTen::of_count(4, 5), Some(InTen::AtLeast(3)));
        assert_eq!(InTen::of_count(1, 2), Some(InTen::Anything));
    }

    #[test]
    fn none_of_n_is_a_bound_above() {
        assert_eq!(InTen::of_count(0, 1), Some(InTen::AtMost(8)));
        assert_eq!(InTen::of_count(0, 5), Some(InTen::AtMost(5)));
        assert_eq!(InTen::of_count(0, 20), Some(InTen::AtMost(2)));
        assert_eq!(InTen::of_count(0, 10_000), Some(InTen::AtMost(1)));
    }

    #[test]
    fn all_of_n_is_a_bound_below() {
        assert_eq!(InTen::of_count(1, 1), Some(InTen::AtLeast(2)));
        assert_eq!(InTen::of_count(5, 5), Some(InTen::AtLeast(5)));
        assert_eq!(InTen::of_count(10_000, 10_000), Some(InTen::AtLeast(9)));
    }

    #[test]
    fn a_narrow_interval_is_a_tenth_or_two() {
        assert_eq!(InTen::of_count(500, 1_000), between(4, 6));
        assert_eq!(InTen::of_count(450, 1_000), between(4, 5));
        assert_eq!(InTen::of_count(10, 1_000), Some(InTen::AtMost(1)));
        assert_eq!(InTen::of_count(990, 1_000), Some(InTen::AtLeast(9)));
    }

    #[test]
    fn nobody_asked_says_nothing() {
        assert_eq!(InTen::of_count(0, 0), None);
    }

    #[test]
    fn an_end_on_a_tenth_stays_there() {
        let (low, high) = (0.3, 0.7);
        assert_eq!(Some(InTen::of(Interval { low, high })), between(3, 7));
        let (low, high) = (0.3, 0.3);
        assert_eq!(Some(InTen::of(Interval { low, high })), between(3, 4));
    }

    proptest! {
        #[test]
        fn what_is_said_is_never_narrower_than_the_interval(
            (k, n) in (1_u64..2_000).prop_flat_map(|n| (0..=n, Just(n)))
        ) {
            let interval = wilson(k, n).expect("a proportion");
            let (low, high) = match InTen::of(interval) {
                InTen::Between { low, high } => (low, high),
                InTen::AtMost(high) => (0, high),
                InTen::AtLeast(low) => (low, 10),
                InTen::Anything => (0, 10),
            };
            prop_assert!(high <= 10);
            prop_assert!(f64::from(low) / 10.0 <= interval.low + 1e-9);
            prop_assert!(f64::from(high) / 10.0 >= interval.high - 1e-9);
        }
    }
}
