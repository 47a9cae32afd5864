//! What the ledger drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{Entry, Figure, Ledger, Worth, ledger};

fn entry(decision: &str, cost: f64, value: Option<(f64, f64, f64, bool)>) -> Entry {
    Entry {
        decision: decision.to_owned(),
        cost,
        value: value.map(|(low, likely, high, measured)| Worth {
            low,
            likely,
            high,
            measured,
        }),
        state: "not yet measured".to_owned(),
    }
}

fn of(rows: Vec<Entry>) -> Ledger {
    Ledger {
        currency: "EUR".to_owned(),
        rows,
    }
}

#[test]
fn measured_is_solid_and_estimated_hatched() {
    let en = Language::english();
    let rows = vec![
        entry("Show the cost", 4500.0, Some((8e3, 14e3, 25e3, false))),
        entry("Advisor", 12e3, Some((11_700.0, 36_400.0, 61_100.0, true))),
        entry("Badges", 3200.0, None),
    ];
    let figure = sound(ledger("l", &of(rows), &en));
    let chart = figure.chart().expect("a chart");
    assert_eq!(chart.title, "One decision carries the return: “Advisor”");
    assert!(chart.sub.ends_with("in thousands of euros"));
    let svg = chart.wide.svg();
    assert!(svg.contains(">36.4, measured<") && svg.contains(">14, estimated<"));
    assert!(svg.contains("fill=\"url(#l-w-h)\"") && svg.contains("pattern id=\"l-w-h\""));
    assert_eq!(
        chart.table.rows[0],
        [
            "Advisor",
            "measured",
            "€12,000",
            "€11,700",
            "€36,400",
            "€61,100"
        ]
    );
    let nothing = ledger("l", &of(vec![entry("Discount", 0.0, None)]), &en);
    let sentence = "Nothing was spent, and no value is known";
    assert_eq!(nothing, Figure::empty(sentence.into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_ledger_is_sound(
        rows in prop::collection::vec(
            (
                "\\PC{0,60}",
                prop_oneof![0.0..1e6f64, 0.0..100.0f64, Just(f64::NAN), Just(-5.0)],
                prop::option::of((-1e5..1e5f64, -1e5..1e6f64, prop_oneof![-1e5..1e7f64, Just(f64::NAN)], any::<bool>())),
            ),
            0..200,
        ),
    ) {
        let rows = (rows.iter())
            .map(|(decision, cost, value)| entry(decision, *cost, *value))
            .collect();
        sound(ledger("l", &of(rows), &Language::english()));
    }
}
