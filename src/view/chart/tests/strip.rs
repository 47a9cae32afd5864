//! What the strip drawing holds to.

use proptest::prelude::*;

use super::{drawing_is_sound, sound};
use crate::language::Language;
use crate::view::chart::Figure;
use crate::view::chart::{Mark, Segment, State, Strip, inline_strip, strip};

fn segment(name: &str, states: &[State]) -> Segment {
    let mark = |(at, state): (usize, &State)| Mark {
        code: format!("P{at:02}"),
        state: *state,
        href: (*state == State::Raised).then(|| format!("#q{at}")),
    };
    Segment {
        name: name.to_owned(),
        marks: states.iter().enumerate().map(mark).collect(),
    }
}

fn of(segments: Vec<Segment>) -> Strip {
    Strip {
        theme: "Sizing is a guess".to_owned(),
        segments,
    }
}

#[test]
fn nobody_is_a_sentence() {
    let en = Language::english();
    let said = |segments| strip("s", &of(segments), &en);
    assert_eq!(said(vec![]), Figure::empty("No interviews yet".into()));
    assert_eq!(
        said(vec![segment("new", &[State::NotAsked; 3])]),
        Figure::empty("Nobody was asked about this".into())
    );
    assert!(inline_strip("i", &[], &en).is_none());
}

#[test]
fn marks_are_sorted_by_state_and_link_to_quotes() {
    let en = Language::english();
    let states = [State::NotAsked, State::Raised, State::NotRaised];
    let figure = sound(strip("s", &of(vec![segment("new", &states)]), &en));
    let svg = figure.chart().expect("a chart").wide.svg();
    let places: Vec<_> = ["class=\"on\"", "class=\"off\"", "class=\"na\""]
        .map(|class| svg.find(class).expect(class))
        .to_vec();
    assert!(places.is_sorted());
    assert!(svg.contains("<a href=\"#q1\" aria-label=\"P01 raised it: to the quote\">"));
    assert!(svg.contains("role=\"group\""));
}

#[test]
fn above_sixty_a_segment_is_a_bar_with_its_count() {
    let en = Language::english();
    let mut states = vec![State::Raised; 40];
    states.extend([State::NotRaised; 30]);
    let figure = sound(strip("s", &of(vec![segment("new", &states)]), &en));
    let chart = figure.chart().expect("a chart");
    assert!(chart.wide.svg().contains(">40\u{a0}of\u{a0}70<"));
    assert!(!chart.wide.svg().contains("<circle"));
    assert!(chart.note.contains("70 in all"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_strip_is_sound(
        segments in prop::collection::vec(
            ("[A-Za-zé日 ]{0,40}", prop::collection::vec(0..3u8, 0..80)),
            0..9,
        ),
    ) {
        let states = |marks: &[u8]| -> Vec<State> {
            let all = [State::Raised, State::NotRaised, State::NotAsked];
            marks.iter().map(|at| all[*at as usize]).collect()
        };
        let segments: Vec<Segment> = (segments.iter())
            .map(|(name, marks)| segment(name, &states(marks)))
            .collect();
        let en = Language::english();
        if let Some(inline) = inline_strip("i", &segments, &en) {
            drawing_is_sound(&inline.drawing);
        }
        sound(strip("s", &of(segments), &en));
    }
}
