//! Before and after: the mock's decision, each reason for no interval, the laws.

use super::*;
use proptest::prelude::*;

fn percent(value: f64, n: impl Into<Option<u64>>) -> Measurement<'static> {
    Measurement {
        value,
        unit: Some("%"),
        n: n.into(),
    }
}

fn minutes(value: f64) -> Measurement<'static> {
    Measurement {
        value,
        unit: Some("minutes"),
        n: Some(40),
    }
}

fn no_interval(before: Measurement, after: Measurement) -> Option<NoInterval> {
    change(before, after).expect("comparable").interval.err()
}

/// The size advisor of the mock: 300 of 10,345 before, 397 of 11,020 after.
#[test]
fn the_mocks_rise_is_between_a_fifth_and_a_bit_over_one_point() {
    let found = change(percent(2.9, 10_345), percent(3.6, 11_020)).expect("comparable");
    let range = found.interval.expect("an interval");
    assert_eq!(format!("{:.2}", found.absolute), "0.70");
    assert_eq!(format!("{:.2} {:.2}", range.low, range.high), "0.23 1.18");
    assert_eq!(
        format!("{:.3}", found.relative.expect("from above 0")),
        "0.241"
    );
    assert_eq!(found.may_be_nothing(), Some(false));
}

/// Newcombe 1998, Statistics in Medicine 17:873–890, table II, method 10: 48/80 and then 56/70.
#[test]
fn percentages_give_newcombes_interval_in_points() {
    let found = change(percent(60.0, 80), percent(80.0, 70)).expect("comparable");
    let range = found.interval.expect("an interval");
    assert_eq!(format!("{:.2} {:.2}", range.low, range.high), "5.24 33.39");
}

#[test]
fn shares_give_it_as_shares() {
    let share = |value, n| Measurement {
        value,
        unit: Some("share"),
        n: Some(n),
    };
    let found = change(share(0.3, 10), share(0.9, 10)).expect("comparable");
    let range = found.interval.expect("an interval");
    assert_eq!(
        format!("{:.4} {:.4}", range.low, range.high),
        "0.1705 0.8090"
    );
}

#[test]
fn equal_periods_may_be_nothing() {
    let found = change(percent(50.0, 100), percent(50.0, 100)).expect("comparable");
    assert_eq!((found.absolute, found.relative), (0.0, Some(0.0)));
    assert_eq!(found.may_be_nothing(), Some(true));
}

#[test]
fn each_reason_for_no_interval_has_its_name() {
    use NoInterval::*;
    let cases = [
        (minutes(9.0), minutes(6.0), NotAProportion),
        (percent(2.0, None), percent(3.0, 0), NoCounts),
        (percent(2.0, None), percent(3.0, 100), NoCountBefore),
        (percent(2.0, 100), percent(3.0, None), NoCountAfter),
        (percent(90.0, 100), percent(110.0, 100), OutOfRange),
        (percent(2.9, 10), percent(30.0, 10), CountDoesNotFitBefore),
        (percent(30.0, 10), percent(2.9, 10), CountDoesNotFitAfter),
    ];
    for (before, after, reason) in cases {
        assert_eq!(no_interval(before, after), Some(reason));
    }
}

#[test]
fn a_percentage_rounded_to_a_whole_one_fits_its_count() {
    assert_eq!(no_interval(percent(33.0, 3), percent(67.0, 3)), None);
}

#[test]
fn from_nought_there_is_no_relative_change() {
    let found = change(minutes(0.0), minutes(5.0)).expect("comparable");
    assert_eq!((found.absolute, found.relative), (5.0, None));
    let still = change(minutes(0.0), minutes(0.0)).expect("comparable");
    assert_eq!(still.relative, None);
}

#[test]
fn a_fall_from_a_negative_value_is_negative() {
    let found = change(minutes(-4.0), minutes(-5.0)).expect("comparable");
    assert_eq!(found.relative, Some(-0.25));
}

#[test]
fn units_must_agree_and_values_be_numbers() {
    let different = change(percent(2.0, None), minutes(3.0));
    assert_eq!(different, Err(NotComparable::DifferentUnits));
    let nan = change(minutes(f64::NAN), minutes(3.0));
    assert_eq!(nan, Err(NotComparable::NotANumber));
}

#[test]
fn a_missing_unit_is_the_other_sides_and_none_at_all_is_a_plain_number() {
    let bare = |value| Measurement {
        value,
        unit: None,
        n: Some(100),
    };
    let found = change(bare(20.0), percent(30.0, 100)).expect("comparable");
    assert!(found.interval.is_ok());
    let found = change(bare(20.0), bare(30.0)).expect("comparable");
    assert_eq!(found.interval, Err(NoInterval::NotAProportion));
}

proptest! {
    #[test]
    fn nothing_is_ever_nan(
        before in any::<f64>(), after in any::<f64>(),
        n in proptest::option::of(any::<u64>()), m in proptest::option::of(any::<u64>())
    ) {
        if let Ok(found) = change(percent(before, n), percent(after, m)) {
            prop_assert!(found.absolute.is_finite());
            prop_assert!(found.relative.is_none_or(f64::is_finite));
            if let Ok(range) = found.interval {
                prop_assert!(-100.0 <= range.low && range.low <= range.high && range.high <= 100.0);
            }
        }
    }

    #[test]
    fn the_interval_holds_the_difference_of_exact_percentages(
        n in 1_u64..500, m in 1_u64..500, k in 0_u64..500, l in 0_u64..500
    ) {
        let (k, l) = (k % (n + 1), l % (m + 1));
        let of = |k: u64, n: u64| percent(k as f64 / n as f64 * 100.0, n);
        let found = change(of(k, n), of(l, m)).expect("comparable");
        let range = found.interval.expect("an interval");
        prop_assert!(range.low - 1e-9 <= found.absolute && found.absolute <= range.high + 1e-9);
    }
}
