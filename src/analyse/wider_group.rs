//! What an interval means in a wider group, in whole tenths: "between four and eight in ten".

use super::interval::{Interval, wilson};

/// What to say of a wider group, as data; a language file has the words.
///
/// Tenths are whole numbers from 0 to 10. `Between` may begin at 0 ("between none and six in ten")
/// or end at 10, where some but not all said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTen {
    /// Between `low` and `high` in ten, `low < high`.
    Between {
        /// The lower tenth.
        low: u8,
        /// The upper tenth.
        high: u8,
    },
    /// About so many in ten: both ends fall on the same tenth, from 1 to 9.
    About(u8),
    /// At most so many in ten, 1 to 10.
    AtMost(u8),
    /// At least so many in ten, 0 to 9.
    AtLeast(u8),
}

impl InTen {
    /// The tenths to say for an interval of shares (0 to 1; ends beyond are cut off there).
    ///
    /// | the interval | said |
    /// |---|---|
    /// | begins at exactly 0 (nobody of n said so) | `AtMost`, the high end rounded **up** |
    /// | ends at exactly 1 (all of n said so) | `AtLeast`, the low end rounded **down** |
    /// | two ends that round to different tenths | `Between`, each end to the **nearest** tenth |
    /// | both round to the same tenth, 1 to 9 | `About` |
    /// | both round to 0, or both to 10 | `AtMost(1)`, `AtLeast(9)` |
    ///
    /// Nearest is right for two ends, which blur each other; a bound said alone is a promise, so
    /// it is rounded to the side that keeps it. An end exactly between two tenths goes to the one
    /// nearer the middle. The interval from exactly 0 to exactly 1 is `AtMost(10)`.
    pub fn of(interval: Interval) -> InTen {
        let low = interval.low.clamp(0.0, 1.0) * 10.0;
        let high = interval.high.clamp(0.0, 1.0) * 10.0;
        if low == 0.0 {
            return InTen::AtMost(high.ceil().max(1.0) as u8);
        }
        if high == 10.0 {
            return InTen::AtLeast(low.floor().min(9.0) as u8);
        }
        match (nearest(low), nearest(high)) {
            (0, 0) => InTen::AtMost(1),
            (10, 10) => InTen::AtLeast(9),
            (low, high) if low == high => InTen::About(low),
            (low, high) => InTen::Between { low, high },
        }
    }

    /// The tenths to say for `k` of `n`, by Wilson's 95 % interval.
    /// `None` where nobody was asked or `k` exceeds `n`.
    pub fn of_count(k: u64, n: u64) -> Option<InTen> {
        wilson(k, n).map(InTen::of)
    }
}

/// The nearest whole tenth, a tie towards five.
fn nearest(tenths: f64) -> u8 {
    let (below, rest) = (tenths.floor(), tenths.fract());
    let up = rest > 0.5 || (rest == 0.5 && tenths < 5.0);
    below as u8 + u8::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(low: u8, high: u8) -> Option<InTen> {
        Some(InTen::Between { low, high })
    }

    /// Every range that the mock's case study and theme page print.
    #[test]
    fn the_ranges_are_those_of_the_mock() {
        let printed = [
            (11, 18, 4, 8),
            (8, 18, 2, 7),
            (9, 18, 3, 7),
            (7, 18, 2, 6),
            (5, 14, 2, 6),
            (4, 18, 1, 5),
            (3, 18, 1, 4),
            (7, 9, 5, 9),
            (2, 5, 1, 8),
            (2, 4, 2, 8),
        ];
        for (k, n, low, high) in printed {
            assert_eq!(InTen::of_count(k, n), between(low, high), "{k} of {n}");
        }
    }

    #[test]
    fn none_of_n_is_a_bound_above_rounded_up() {
        assert_eq!(InTen::of_count(0, 1), Some(InTen::AtMost(8)));
        assert_eq!(InTen::of_count(0, 5), Some(InTen::AtMost(5)));
        assert_eq!(InTen::of_count(0, 20), Some(InTen::AtMost(2)));
        assert_eq!(InTen::of_count(0, 10_000), Some(InTen::AtMost(1)));
    }

    #[test]
    fn all_of_n_is_a_bound_below_rounded_down() {
        assert_eq!(InTen::of_count(1, 1), Some(InTen::AtLeast(2)));
        assert_eq!(InTen::of_count(5, 5), Some(InTen::AtLeast(5)));
        assert_eq!(InTen::of_count(10_000, 10_000), Some(InTen::AtLeast(9)));
    }

    #[test]
    fn some_but_not_all_may_reach_from_none_or_to_ten() {
        assert_eq!(InTen::of_count(1, 4), between(0, 7));
        assert_eq!(InTen::of_count(4, 5), between(4, 10));
    }

    #[test]
    fn a_narrow_interval_is_one_tenth() {
        assert_eq!(InTen::of_count(500, 1_000), Some(InTen::About(5)));
        assert_eq!(InTen::of_count(10, 1_000), Some(InTen::AtMost(1)));
        assert_eq!(InTen::of_count(990, 1_000), Some(InTen::AtLeast(9)));
    }

    #[test]
    fn nobody_asked_says_nothing() {
        assert_eq!(InTen::of_count(0, 0), None);
    }

    #[test]
    fn a_tie_goes_towards_the_middle() {
        let (low, high) = (0.25, 0.75);
        let said = InTen::of(Interval { low, high });
        assert_eq!(Some(said), between(3, 7));
    }

    proptest! {
        #[test]
        fn what_is_said_is_never_half_a_tenth_tighter_than_the_interval(
            (k, n) in (1_u64..2_000).prop_flat_map(|n| (0..=n, Just(n)))
        ) {
            let interval = wilson(k, n).expect("a proportion");
            let (low, high) = match InTen::of(interval) {
                InTen::Between { low, high } => (low, high),
                InTen::About(tenth) => (tenth, tenth),
                InTen::AtMost(high) => (0, high),
                InTen::AtLeast(low) => (low, 10),
            };
            prop_assert!(high <= 10);
            prop_assert!(f64::from(low) / 10.0 <= interval.low + 0.05 + 1e-9);
            prop_assert!(f64::from(high) / 10.0 >= interval.high - 0.05 - 1e-9);
        }
    }
}
