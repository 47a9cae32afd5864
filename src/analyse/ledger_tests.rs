//! The ledger: the mock's five decisions, each status, each reason, and totals from rows alone.

use super::*;
use proptest::prelude::*;

const STATUSES: [Status; 9] = [
    Status::Proposed,
    Status::Decided,
    Status::InProgress,
    Status::Shipped,
    Status::Measured,
    Status::NoEffect,
    Status::Reversed,
    Status::Rejected,
    Status::Superseded,
];
const GRADES: [Grade; 5] = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::E];

fn gain(low: f64, likely: f64, high: f64) -> Option<Value> {
    Some(Value {
        low: Some(low),
        likely: Some(likely),
        high: Some(high),
        ..Value::default()
    })
}

fn avoided(likely: f64) -> Option<Value> {
    Some(Value {
        kind: Kind::Avoided,
        likely: Some(likely),
        ..Value::default()
    })
}

fn entry(status: Status, grade: Grade, cost: f64, value: Option<Value>) -> Entry {
    Entry {
        status,
        grade,
        cost: Some(cost),
        value,
    }
}

fn only(entry: Entry) -> Row {
    rows(&[entry])[0]
}

fn range(low: f64, likely: f64, high: f64) -> Range {
    Range { low, likely, high }
}

/// The decision log of the mock.
fn mock() -> [Entry; 5] {
    [
        entry(
            Status::Measured,
            Grade::B,
            12_000.0,
            gain(11_700.0, 36_400.0, 61_100.0),
        ),
        entry(
            Status::Shipped,
            Grade::D,
            4_500.0,
            gain(8_000.0, 14_000.0, 25_000.0),
        ),
        entry(Status::InProgress, Grade::E, 2_800.0, None),
        entry(Status::NoEffect, Grade::B, 3_200.0, gain(0.0, 0.0, 0.0)),
        entry(Status::Rejected, Grade::D, 0.0, avoided(180_000.0)),
    ]
}

#[test]
fn the_mocks_log_adds_up_as_printed() {
    let found = totals(&rows(&mock()));
    assert_eq!(found.decisions, 5);
    assert_eq!(found.spent, 22_500.0);
    assert_eq!(found.headline, range(11_700.0, 36_400.0, 61_100.0));
    assert_eq!(found.in_headline, 1);
    assert_eq!(found.estimates.likely, 14_000.0);
    assert_eq!(found.avoided.likely, 180_000.0);
    assert_eq!(found.by_status[&Status::NoEffect], 1);
}

#[test]
fn each_status_treats_cost_and_gain_as_the_table_says() {
    use Counts::*;
    let expected = [
        (Cost::Planned(5.0), Nowhere(Reason::NotShipped)),
        (Cost::Spent(5.0), Nowhere(Reason::NotShipped)),
        (Cost::Spent(5.0), Nowhere(Reason::NotShipped)),
        (Cost::Spent(5.0), InHeadline),
        (Cost::Spent(5.0), InHeadline),
        (Cost::Spent(5.0), Nowhere(Reason::NoEffect)),
        (Cost::Spent(5.0), Nowhere(Reason::Reversed)),
        (Cost::Spent(5.0), Nowhere(Reason::Rejected)),
        (Cost::Spent(5.0), Nowhere(Reason::Superseded)),
    ];
    for (status, expected) in STATUSES.into_iter().zip(expected) {
        let row = only(entry(status, Grade::B, 5.0, gain(1.0, 2.0, 3.0)));
        assert_eq!((row.cost, row.counts), expected, "{status:?}");
        assert_eq!(row.value, Some(range(1.0, 2.0, 3.0)), "{status:?}");
    }
}

#[test]
fn avoided_cost_stands_apart_for_what_has_shipped_or_was_rejected() {
    let apart: Vec<_> = STATUSES
        .into_iter()
        .filter(|&status| {
            let row = only(entry(status, Grade::A, 5.0, avoided(9.0)));
            assert_ne!(row.counts, Counts::InHeadline);
            row.counts == Counts::AsAvoided
        })
        .collect();
    use Status::*;
    assert_eq!(apart, [Shipped, Measured, Rejected]);
}

#[test]
fn the_loss_of_a_reversed_decision_counts_and_its_gain_does_not() {
    let row = only(entry(
        Status::Reversed,
        Grade::B,
        5.0,
        gain(-40.0, -10.0, 20.0),
    ));
    assert_eq!(row.counts, Counts::InHeadline);
    assert_eq!(row.counted, range(-40.0, -10.0, 0.0));
}

#[test]
fn grades_decide_which_total() {
    let counts =
        GRADES.map(|grade| only(entry(Status::Measured, grade, 5.0, gain(1.0, 2.0, 3.0))).counts);
    use Counts::*;
    assert_eq!(
        counts,
        [
            InHeadline,
            InHeadline,
            InHeadline,
            AsEstimate,
            Nowhere(Reason::NotMeasured)
        ]
    );
}

#[test]
fn only_the_contribution_counts() {
    let value = gain(40_000.0, 52_000.0, 61_000.0).map(|value| Value {
        contribution: Some(0.5),
        ..value
    });
    let row = only(entry(Status::Measured, Grade::B, 12_000.0, value));
    assert_eq!(row.counted, range(20_000.0, 26_000.0, 30_500.0));
}

#[test]
fn what_is_missing_or_unusable_has_its_reason() {
    let reason =
        |value: Value| match only(entry(Status::Measured, Grade::B, 1.0, Some(value))).counts {
            Counts::Nowhere(reason) => Some(reason),
            _ => None,
        };
    let likely = |likely| Value {
        likely: Some(likely),
        ..Value::default()
    };
    let contributing = |contribution| Value {
        contribution: Some(contribution),
        ..likely(2.0)
    };
    assert_eq!(reason(Value::default()), Some(Reason::NoValue));
    let low = Value {
        low: Some(2.0),
        ..Value::default()
    };
    assert_eq!(reason(low), Some(Reason::NoLikelyValue));
    let reversed = Value {
        low: Some(2.0),
        ..likely(1.0)
    };
    assert_eq!(reason(reversed), Some(Reason::UnusableValue));
    assert_eq!(reason(likely(f64::NAN)), Some(Reason::UnusableValue));
    assert_eq!(reason(likely(1e300)), Some(Reason::UnusableValue));
    assert_eq!(
        reason(contributing(70.0)),
        Some(Reason::UnusableContribution)
    );
    assert_eq!(
        reason(contributing(f64::NAN)),
        Some(Reason::UnusableContribution)
    );
    assert_eq!(reason(likely(2.0)), None);
}

#[test]
fn costs_that_are_missing_or_unusable_are_told() {
    let mut missing = entry(Status::Shipped, Grade::E, 0.0, None);
    missing.cost = None;
    let found = rows(&[
        missing,
        entry(Status::Shipped, Grade::E, -1.0, None),
        entry(Status::Shipped, Grade::E, f64::INFINITY, None),
    ]);
    let costs: Vec<_> = found.iter().map(|row| row.cost).collect();
    assert_eq!(costs, [Cost::NotStated, Cost::Unusable, Cost::Unusable]);
    let found = totals(&found);
    assert_eq!((found.spent, found.without_cost), (0.0, 3));
}

#[test]
fn what_is_spent_before_anything_shipped_and_what_is_avoided_by_estimate_is_told() {
    let found = totals(&rows(&[
        entry(Status::Decided, Grade::D, 4.0, avoided(9.0)),
        entry(Status::InProgress, Grade::D, 3.0, gain(1.0, 2.0, 3.0)),
        entry(Status::Shipped, Grade::E, 2.0, None),
        entry(Status::Rejected, Grade::D, 0.0, avoided(7.0)),
        entry(Status::Measured, Grade::B, 1.0, avoided(5.0)),
    ]));
    assert_eq!((found.spent, found.unfinished), (10.0, 7.0));
    assert_eq!(found.as_unfinished, 2);
    assert_eq!(found.avoided.likely, 12.0);
    assert_eq!((found.as_avoided, found.avoided_by_estimate), (2, 1));
}

#[test]
fn no_decisions_give_noughts() {
    assert_eq!(totals(&rows(&[])), Totals::default());
}

fn any_value() -> impl Strategy<Value = Option<Value>> {
    let whole = || (-1_000_i32..1_000).prop_map(f64::from);
    let parts = (whole(), 0_u32..500, 0_u32..500, any::<bool>(), 0_u8..=4);
    proptest::option::of(
        parts.prop_map(|(likely, down, up, avoided, quarters)| Value {
            kind: if avoided { Kind::Avoided } else { Kind::Gain },
            low: Some(likely - f64::from(down)),
            likely: Some(likely),
            high: Some(likely + f64::from(up)),
            contribution: (quarters > 0).then(|| f64::from(quarters) / 4.0),
        }),
    )
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let cost = proptest::option::of((-10_i32..1_000).prop_map(f64::from));
    (0_usize..9, 0_usize..5, cost, any_value()).prop_map(|(status, grade, cost, value)| Entry {
        status: STATUSES[status],
        grade: GRADES[grade],
        cost,
        value,
    })
}

proptest! {
    /// The sums are worked out here from the entries by the table of the module's docs, by another
    /// way than the code's. Whole quarters make every sum exact.
    #[test]
    fn every_total_can_be_recomputed(entries in proptest::collection::vec(any_entry(), 0..25)) {
        let found = totals(&rows(&entries));
        let cost = |entry: &&Entry| entry.cost.filter(|&cost| cost >= 0.0).unwrap_or(0.0);
        let (proposed, others): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().partition(|entry| entry.status == Status::Proposed);
        prop_assert_eq!(found.planned, proposed.iter().map(cost).sum::<f64>());
        prop_assert_eq!(found.spent, others.iter().map(cost).sum::<f64>());
        prop_assert_eq!(found.by_status.values().sum::<usize>(), entries.len());

        let (mut headline, mut estimates, mut avoided) = (0.0, 0.0, 0.0);
        for entry in &entries {
            let Some(value) = entry.value else { continue };
            let likely = value.likely.unwrap() * value.contribution.unwrap_or(1.0);
            let stands = matches!(entry.status, Status::Shipped | Status::Measured);
            let undone = matches!(entry.status, Status::NoEffect | Status::Reversed);
            let rejected = entry.status == Status::Rejected;
            let likely = if undone { likely.min(0.0) } else { likely };
            match (value.kind, entry.grade) {
                (Kind::Avoided, _) if stands || rejected => avoided += likely,
                (Kind::Gain, Grade::D) if stands || undone => estimates += likely,
                (Kind::Gain, Grade::A | Grade::B | Grade::C) if stands || undone => {
                    headline += likely;
                }
                _ => {}
            }
        }
        prop_assert_eq!(found.headline.likely, headline);
        prop_assert_eq!(found.estimates.likely, estimates);
        prop_assert_eq!(found.avoided.likely, avoided);
    }

    #[test]
    fn estimates_and_the_unmeasured_never_move_the_headline(
        entries in proptest::collection::vec(any_entry(), 0..15), mut extra in any_entry()
    ) {
        let before = totals(&rows(&entries));
        extra.grade = if extra.grade.is_measured() { Grade::D } else { extra.grade };
        let mut more = entries;
        more.push(extra);
        prop_assert_eq!(before.headline, totals(&rows(&more)).headline);
    }

    #[test]
    fn a_range_stays_in_order(entry in any_entry()) {
        let row = only(entry);
        prop_assert!(row.counted.low <= row.counted.likely);
        prop_assert!(row.counted.likely <= row.counted.high);
    }
}
