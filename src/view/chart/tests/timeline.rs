//! What the timeline drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{Figure, Moment, Timeline, timeline};

fn moment(seconds: u32) -> Moment {
    Moment {
        seconds,
        label: format!("{}:{:02}", seconds / 60, seconds % 60),
        href: Some(format!("#q{seconds}")),
        words: "I measured my foot twice".to_owned(),
    }
}

fn of(minutes: Option<f64>, seconds: &[u32]) -> Timeline {
    Timeline {
        minutes,
        quotes: seconds.iter().map(|at| moment(*at)).collect(),
        untimed: 1,
    }
}

#[test]
fn quotes_stand_at_their_minute_and_lead_to_the_quote() {
    let en = Language::english();
    let figure = sound(timeline("t", &of(Some(7.0), &[134, 171, 270]), &en));
    let chart = figure.chart().expect("a chart");
    assert_eq!(chart.title, "Three quotes in seven minutes");
    assert!(
        chart
            .wide
            .svg()
            .contains("<a href=\"#q134\" aria-label=\"To the quote at 2:14\">")
    );
    assert!(chart.note.ends_with("One quote has no time."));
    let none = timeline("t", &of(Some(7.0), &[]), &en);
    assert_eq!(none, Figure::empty("No quote has a time".into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_timeline_is_sound(
        minutes in prop::option::of(prop_oneof![-5.0..200.0f64, Just(f64::NAN)]),
        seconds in prop_oneof![
            prop::collection::vec(0..900u32, 0..30),
            prop::collection::vec(0..20_000u32, 0..200),
        ],
    ) {
        sound(timeline("t", &of(minutes, &seconds), &Language::english()));
    }
}
