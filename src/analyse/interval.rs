//! The 95 % interval of k of n (Wilson's score), and of the difference of two such (Newcombe's).

/// The 97.5th percentile of the standard normal distribution, the two-sided 95 % quantile.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Two ends with `low <= high`, both finite. The unit is said by the function that returns it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies between the ends, the ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A difference of two proportions, `first − second`, as shares between −1 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference of the two observed shares.
    pub estimate: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// Wilson's score interval, 95 %, of `k` of `n`, as shares between 0 and 1.
///
/// It always contains k/n; its low end is exactly 0 only at `k = 0`, its high end exactly 1 only
/// at `k = n`. `None` where nobody was counted (`n = 0`) or where `k` exceeds `n`.
///
/// Source: Wilson 1927, as method 3 (no continuity correction) of R. G. Newcombe, "Two-sided
/// confidence intervals for the single proportion: comparison of seven methods", Statistics in
/// Medicine 17 (1998), 857–872.
pub fn wilson(k: u64, n: u64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    let size = n as f64;
    let share = k as f64 / size;
    let z2 = Z_95 * Z_95;
    let scale = 1.0 + z2 / size;
    let centre = (share + z2 / (2.0 * size)) / scale;
    let half = Z_95 * (share * (1.0 - share) / size + z2 / (4.0 * size * size)).sqrt() / scale;
    // `min` and `max` with the share keep rounding errors at a very large n from excluding it.
    let low = (centre - half).max(0.0).min(share);
    let high = (centre + half).min(1.0).max(share);
    Some(Interval {
        low: if k == 0 { 0.0 } else { low },
        high: if k == n { 1.0 } else { high },
    })
}

/// The difference `first − second` of two independent proportions, each given as (k, n), with its
/// 95 % interval.
///
/// `None` where either is empty (`n = 0`) or impossible (`k > n`).
///
/// Source: the score method without continuity correction, method 10 of R. G. Newcombe, "Interval
/// estimation for the difference between independent proportions: comparison of eleven methods",
/// Statistics in Medicine 17 (1998), 873–890.
pub fn difference(first: (u64, u64), second: (u64, u64)) -> Option<Difference> {
    let one = wilson(first.0, first.1)?;
    let two = wilson(second.0, second.1)?;
    let one_share = first.0 as f64 / first.1 as f64;
    let two_share = second.0 as f64 / second.1 as f64;
    let estimate = one_share - two_share;
    let down = (one_share - one.low).hypot(two.high - two_share);
    let up = (one.high - one_share).hypot(two_share - two.low);
    Some(Difference {
        estimate,
        interval: Interval {
            low: (estimate - down).max(-1.0),
            high: (estimate + up).min(1.0),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(interval: Interval) -> (String, String) {
        (
            format!("{:.4}", interval.low),
            format!("{:.4}", interval.high),
        )
    }

    fn check_wilson(k: u64, n: u64, low: &str, high: &str) {
        let found = printed(wilson(k, n).expect("a proportion"));
        assert_eq!(found, (low.into(), high.into()), "{k}/{n}");
    }

    fn check_difference(first: (u64, u64), second: (u64, u64), low: &str, high: &str) {
        let found = difference(first, second).expect("two proportions");
        assert_eq!(
            printed(found.interval),
            (low.into(), high.into()),
            "{first:?} against {second:?}"
        );
    }

    /// Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3.
    #[test]
    fn wilson_gives_the_values_printed_by_newcombe_for_one_proportion() {
        check_wilson(81, 263, "0.2553", "0.3662");
        check_wilson(15, 148, "0.0624", "0.1605");
        check_wilson(0, 20, "0.0000", "0.1611");
        check_wilson(1, 29, "0.0061", "0.1718");
    }

    /// Newcombe 1998, Statistics in Medicine 17:873–890, table II, method 10.
    #[test]
    fn difference_gives_the_values_printed_by_newcombe_for_two_proportions() {
        check_difference((56, 70), (48, 80), "0.0524", "0.3339");
        check_difference((9, 10), (3, 10), "0.1705", "0.8090");
        check_difference((0, 10), (0, 20), "-0.1611", "0.2775");
    }

    #[test]
    fn what_is_no_proportion_has_no_interval() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(3, 2), None);
        assert_eq!(difference((1, 2), (0, 0)), None);
        assert_eq!(difference((3, 2), (1, 2)), None);
    }

    #[test]
    fn the_ends_are_exact_where_nobody_or_everybody_said_so() {
        assert_eq!(wilson(0, 7).map(|found| found.low), Some(0.0));
        assert_eq!(wilson(7, 7).map(|found| found.high), Some(1.0));
        let huge = wilson(u64::MAX - 1, u64::MAX).expect("a proportion");
        assert!(huge.contains((u64::MAX - 1) as f64 / u64::MAX as f64));
    }

    fn proportion() -> impl Strategy<Value = (u64, u64)> {
        (1_u64..5_000).prop_flat_map(|n| (0..=n, Just(n)))
    }

    proptest! {
        #[test]
        fn wilson_stays_within_zero_and_one_and_holds_the_share((k, n) in proportion()) {
            let found = wilson(k, n).expect("a proportion");
            prop_assert!(0.0 <= found.low && found.high <= 1.0);
            prop_assert!(found.contains(k as f64 / n as f64));
            prop_assert_eq!(found.low == 0.0, k == 0);
            prop_assert_eq!(found.high == 1.0, k == n);
        }

        #[test]
        fn wilson_rises_with_k((k, n) in (1_u64..5_000).prop_flat_map(|n| (0..n, Just(n)))) {
            let (less, more) = (wilson(k, n).expect("less"), wilson(k + 1, n).expect("more"));
            prop_assert!(less.low < more.low && less.high < more.high);
        }

        #[test]
        fn wilson_narrows_with_ten_times_as_many((k, n) in proportion()) {
            let (few, many) = (wilson(k, n).expect("few"), wilson(10 * k, 10 * n).expect("many"));
            prop_assert!(many.high - many.low < few.high - few.low);
        }

        #[test]
        fn wilson_of_the_others_is_the_mirror((k, n) in proportion()) {
            let (these, others) = (wilson(k, n).expect("these"), wilson(n - k, n).expect("others"));
            prop_assert!((these.low - (1.0 - others.high)).abs() < 1e-12);
        }

        #[test]
        fn a_difference_holds_its_estimate_and_turns_with_its_sides(
            first in proportion(), second in proportion()
        ) {
            let there = difference(first, second).expect("there");
            let back = difference(second, first).expect("back");
            prop_assert!(there.interval.contains(there.estimate));
            prop_assert!(-1.0 <= there.interval.low && there.interval.high <= 1.0);
            prop_assert!((there.interval.low + back.interval.high).abs() < 1e-12);
        }
    }
}
