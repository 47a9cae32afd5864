//! What the cadence drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{Cadence, Figure, MonthCount, cadence};

fn of(counts: &[usize], from: i8, plan: Option<f64>) -> Cadence {
    let month = |(at, interviews): (usize, &usize)| {
        let months = i16::from(from - 1) + at as i16;
        MonthCount {
            year: 2025 + months / 12,
            month: (months % 12 + 1) as i8,
            interviews: *interviews,
            so_far: at + 1 == counts.len(),
        }
    };
    Cadence {
        months: counts.iter().enumerate().map(month).collect(),
        plan,
    }
}

#[test]
fn months_that_are_over_are_held_against_the_plan() {
    let en = Language::english();
    let figure = sound(cadence("c", &of(&[4, 1, 5, 2], 11, Some(2.0)), &en));
    let chart = figure.chart().expect("a chart");
    assert_eq!(chart.title, "The plan was met in 2 of 3 months");
    assert_eq!(chart.table.rows[3], ["February 2026", "2 so far"]);
    let none = cadence("c", &of(&[0, 0], 1, None), &en);
    assert_eq!(none, Figure::empty("No interviews yet".into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_cadence_is_sound(
        counts in prop::collection::vec(prop_oneof![0..9usize, 0..2000usize], 0..200),
        from in 1..13i8,
        plan in prop::option::of(prop_oneof![0.0..300.0f64, Just(f64::NAN)]),
    ) {
        sound(cadence("c", &of(&counts, from, plan), &Language::english()));
    }
}
