//! What the before after drawing holds to.

use jiff::{ToSpan, civil::Date, civil::date};
use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{
    Area, BeforeAfter, Difference, Drawing, Event, Figure, Period, Reading, Shape, before_after,
    difference,
};

fn day(days: i64) -> Date {
    date(2026, 1, 1).saturating_add(days.days())
}

fn period(from: i64, days: i64, value: f64) -> Period {
    Period {
        from: day(from),
        to: day(from + days),
        value,
        detail: "300 of 10,345".to_owned(),
    }
}

fn event(at: i64, label: &str, action: bool) -> Event {
    Event {
        date: day(at),
        label: label.to_owned(),
        action,
    }
}

fn conversion(series: &[(i64, f64)]) -> BeforeAfter {
    BeforeAfter {
        metric: "Conversion".to_owned(),
        unit: "%".to_owned(),
        series: (series.iter())
            .map(|(at, value)| Reading {
                date: day(*at),
                value: *value,
                n: None,
            })
            .collect(),
        before: period(0, 30, 2.9),
        after: period(90, 29, 3.6),
        events: vec![
            event(54, "decided", false),
            event(76, "advisor shipped", true),
        ],
        source: "web analytics".to_owned(),
        other_changes: String::new(),
    }
}

#[test]
fn a_scale_that_does_not_begin_at_nothing_says_so() {
    let en = Language::english();
    let figure = sound(before_after(
        "b",
        &conversion(&[(4, 2.95), (60, 3.1), (95, 3.7)]),
        &en,
    ));
    let chart = figure.chart().expect("a chart");
    assert_eq!(chart.title, "Conversion rose from 2.9% to 3.6%");
    assert!(
        chart
            .sub
            .ends_with("the scale begins at 2.5, not at nothing"),
        "{}",
        chart.sub
    );
    assert_eq!(
        chart.note,
        "Shaded: the two periods compared. Source: web analytics."
    );
    let figure = sound(before_after("b", &conversion(&[(4, 0.2), (60, 3.1)]), &en));
    assert!(!figure.chart().expect("a chart").sub.contains("begins"));
    let none = BeforeAfter {
        after: period(90, 29, f64::NAN),
        ..conversion(&[])
    };
    let sentence = "No value before and after yet";
    assert_eq!(
        before_after("b", &none, &en),
        Figure::empty(sentence.into())
    );
}

/// The lines of what happened that run through words above the plot.
fn struck(drawing: &Drawing) -> Vec<String> {
    let lines = drawing.shapes.0.iter().filter_map(|shape| match shape {
        Shape::Line { from, to, class } if *class == "dash" => Some(Area::new(
            from.0,
            from.1.min(to.1),
            0.1,
            (to.1 - from.1).abs(),
        )),
        _ => None,
    });
    let lines: Vec<Area> = lines.collect();
    let texts = drawing.shapes.0.iter().filter_map(|shape| match shape {
        // The two values may be crossed, and have a margin of paper then.
        Shape::Text { at, style, text } if !text.contains('%') && !text.contains(" of ") => {
            Some((style.area(*at, text), text))
        }
        _ => None,
    });
    texts
        .filter(|(area, _)| lines.iter().any(|line| line.overlaps(area)))
        .map(|(_, text)| text.clone())
        .collect()
}

#[test]
fn no_line_runs_through_the_words_of_what_happened() {
    let en = Language::english();
    let texts = |drawing: &Drawing| -> Vec<String> {
        let texts = drawing.shapes.0.iter().filter_map(|shape| match shape {
            Shape::Text { text, .. } => Some(text.clone()),
            _ => None,
        });
        texts.collect()
    };
    let input = conversion(&[(4, 2.95), (60, 3.1), (95, 3.7)]);
    let figure = sound(before_after("b", &input, &en));
    let chart = figure.chart().expect("a chart");
    assert!(texts(&chart.wide).contains(&"18\u{a0}Mar: advisor shipped".to_owned()));
    let struck_through = [struck(&chart.wide), struck(&chart.narrow)].concat();
    assert_eq!(struck_through, Vec::<String>::new());

    // Words that have no room before their line, and two days that stand close.
    let input = BeforeAfter {
        events: vec![
            event(
                3,
                "decided after a week of talking about little else",
                false,
            ),
            event(60, "advisor shipped for shoes, trousers and jackets", true),
            event(61, "fit notes for the best sellers written by Buying", true),
        ],
        ..input
    };
    let figure = sound(before_after("b", &input, &en));
    let chart = figure.chart().expect("a chart");
    for drawing in [&chart.wide, &chart.narrow] {
        assert_eq!(struck(drawing), Vec::<String>::new());
        let texts = texts(drawing);
        assert!(texts.contains(&"2–3".to_owned()), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains('…')), "{texts:?}");
    }
}

#[test]
fn the_difference_is_held_against_chance_and_against_what_was_hoped() {
    let en = Language::english();
    let title = |value: f64, low: f64, high: f64, expected: Option<f64>, wanted_down: bool| {
        let input = Difference {
            value,
            interval: Some((low, high)),
            expected,
            wanted_down,
            unit: "points".to_owned(),
            decimals: 1,
            method: "Newcombe".to_owned(),
            note: String::new(),
        };
        let figure = sound(difference("d", &input, &en));
        figure.chart().expect("a chart").title.clone()
    };
    assert_eq!(
        title(0.7, -0.1, 1.2, None, false),
        "There may be no change at all"
    );
    assert_eq!(
        title(0.7, 0.2, 1.2, Some(0.3), false),
        "The rise is more than chance; whether it is as large as hoped is not certain"
    );
    assert_eq!(
        title(0.7, 0.4, 1.2, Some(0.3), false),
        "The rise is more than chance; it is at least as large as hoped"
    );
    assert_eq!(
        title(-0.7, -0.9, -0.4, Some(-1.0), true),
        "The fall is more than chance; it is smaller than hoped"
    );
    assert_eq!(
        title(-0.7, -0.9, -0.4, None, false),
        "The fall is more than chance, and nobody wanted it"
    );
    let none = difference("d", &Difference::default(), &en);
    assert!(matches!(none, Figure::Empty(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_series_is_sound(
        series in prop::collection::vec((-2000..4000i64, prop_oneof![8 => -10.0..1e5f64, 1 => Just(f64::NAN)]), 0..200),
        scale in prop_oneof![Just(1.0), Just(1e-4)],
        periods in ((-500..500i64, 0..90i64, 0.0..1e5f64), (-500..500i64, 0..90i64, 0.0..1e5f64)),
        events in prop::collection::vec((-700..900i64, "\\PC{0,60}", any::<bool>()), 0..40),
    ) {
        let (before, after) = periods;
        let series: Vec<(i64, f64)> = (series.iter()).map(|(at, value)| (*at, value * scale)).collect();
        let input = BeforeAfter {
            before: period(before.0, before.1, before.2 * scale),
            after: period(after.0, after.1, after.2 * scale),
            events: (events.iter()).map(|(at, label, action)| event(*at, label, *action)).collect(),
            ..conversion(&series)
        };
        sound(before_after("b", &input, &Language::english()));
    }

    #[test]
    fn any_difference_is_sound(
        numbers in (-1e4..1e4f64, -1e4..1e4f64, -1e4..1e4f64),
        expected in prop::option::of(-1e4..1e4f64),
        scale in prop_oneof![Just(1.0), Just(1e-4)],
        decimals in 0..3usize,
    ) {
        let (value, low, high) = numbers;
        let input = Difference {
            value: value * scale,
            interval: Some((low * scale, high * scale)),
            expected: expected.map(|expected| expected * scale),
            unit: "points".to_owned(),
            decimals,
            ..Difference::default()
        };
        sound(difference("d", &input, &Language::english()));
    }
}
