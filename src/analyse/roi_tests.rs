//! Return: the mock's figures as printed, each degenerate case, the laws.

use super::*;
use proptest::prelude::*;

fn totals(spent: f64, headline: (f64, f64, f64)) -> Totals {
    let (low, likely, high) = headline;
    Totals {
        spent,
        headline: Range { low, likely, high },
        in_headline: 1,
        ..Totals::default()
    }
}

/// The research cost of the mock: 41 hours at 85, 18 vouchers of 20, 300 for the rest.
#[test]
fn the_mocks_research_cost_is_4145() {
    let found = research_cost(&ResearchInputs {
        hours: Some(41.0),
        hourly_rate: Some(85.0),
        incentive: Some(20.0),
        participants: 18,
        other: Some(300.0),
    });
    assert_eq!(found.time, Part::Amount(3_485.0));
    assert_eq!(found.incentives, Part::Amount(360.0));
    assert_eq!(found.total(), Some(4_145.0));
}

/// The return of the mock: 26,645 spent; 1.37 returned for each euro, at worst 0.44, at best 2.29;
/// payback in about nine months.
#[test]
fn the_mocks_return_is_as_printed() {
    let found = returns(
        Some(4_145.0),
        &totals(22_500.0, (11_700.0, 36_400.0, 61_100.0)),
    );
    assert_eq!(found.spent, 26_645.0);
    let Ratio::Known(per_unit) = found.per_unit else {
        panic!("a ratio");
    };
    let printed = [per_unit.low, per_unit.likely, per_unit.high].map(|x| format!("{x:.2}"));
    assert_eq!(printed, ["0.44", "1.37", "2.29"]);
    let Payback::Months(months) = found.payback else {
        panic!("a payback");
    };
    assert_eq!(format!("{months:.1}"), "8.8");
    let Ratio::Known(roi) = found.roi else {
        panic!("a ratio");
    };
    assert_eq!(format!("{:.2} {:.2}", roi.low, roi.likely), "-0.56 0.37");
}

#[test]
fn parts_that_are_missing_have_their_names() {
    let nothing = research_cost(&ResearchInputs::default());
    assert_eq!((nothing.time, nothing.total()), (Part::NotStated, None));
    let half = research_cost(&ResearchInputs {
        hours: Some(41.0),
        incentive: Some(-20.0),
        participants: 3,
        other: Some(f64::NAN),
        ..ResearchInputs::default()
    });
    assert_eq!(half.time, Part::HalfStated);
    assert_eq!(
        (half.incentives, half.other),
        (Part::Unusable, Part::Unusable)
    );
    assert_eq!(half.total(), None);
}

#[test]
fn nothing_spent_and_nothing_measured_have_names() {
    let free = returns(None, &totals(0.0, (1.0, 2.0, 3.0)));
    assert_eq!(
        (free.roi, free.payback),
        (Ratio::NothingSpent, Payback::NothingSpent)
    );
    let early = returns(Some(500.0), &Totals::default());
    assert_eq!(early.per_unit, Ratio::NothingMeasured);
    assert_eq!(early.payback, Payback::NothingMeasured);
    assert_eq!(early.net.likely, -500.0);
}

#[test]
fn a_loss_never_pays_back() {
    let found = returns(Some(100.0), &totals(0.0, (-50.0, 0.0, 200.0)));
    assert_eq!(found.payback_at_low, Payback::Never);
    assert_eq!(found.payback, Payback::Never);
    assert_eq!(found.payback_at_high, Payback::Months(6.0));
    let Ratio::Known(roi) = found.roi else {
        panic!("a ratio");
    };
    assert_eq!((roi.low, roi.likely, roi.high), (-1.5, -1.0, 1.0));
}

#[test]
fn a_cost_is_shared_out_among_some_and_not_among_none() {
    assert_eq!(cost_per(360.0, 18), Some(20.0));
    assert_eq!(cost_per(360.0, 0), None);
    assert_eq!(cost_per(f64::NAN, 3), None);
}

proptest! {
    #[test]
    fn every_figure_is_finite_and_follows_from_the_inputs(
        research in proptest::option::of(any::<f64>()),
        spent in 0.0..1e15_f64,
        likely in -1e15..1e15_f64, down in 0.0..1e6_f64, up in 0.0..1e6_f64
    ) {
        let totals = totals(spent, (likely - down, likely, likely + up));
        let found = returns(research, &totals);
        prop_assert_eq!(found.spent, found.research + totals.spent);
        prop_assert!(found.net.low <= found.net.likely && found.net.likely <= found.net.high);
        if let (Ratio::Known(per_unit), Ratio::Known(roi)) = (found.per_unit, found.roi) {
            for value in [per_unit.low, per_unit.high, roi.low, roi.high] {
                prop_assert!(value.is_finite());
            }
            prop_assert!((per_unit.likely - 1.0 - roi.likely).abs() <= 1e-9 * per_unit.likely.abs().max(1.0));
        }
        for payback in [found.payback, found.payback_at_low, found.payback_at_high] {
            if let Payback::Months(months) = payback {
                prop_assert!(months.is_finite() && months > 0.0);
            }
        }
    }
}
