//! What the slope drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{Figure, Ranked, slope};

fn theme(name: &str, participants: usize, team: Option<usize>) -> Ranked {
    Ranked {
        theme: name.to_owned(),
        count: "11 of 18".to_owned(),
        participants,
        team,
    }
}

fn title(themes: &[Ranked]) -> String {
    let figure = sound(slope("s", themes, &Language::english()));
    figure.chart().expect("a chart").title.clone()
}

#[test]
fn the_title_names_what_stands_furthest_apart() {
    let [a, b, c] = [("Sizing", 1), ("Returns", 2), ("Code", 3)];
    let of = |ranks: [usize; 3]| -> Vec<Ranked> {
        let pairs = [a, b, c].into_iter().zip(ranks);
        pairs
            .map(|((name, rank), team)| theme(name, rank, Some(team)))
            .collect()
    };
    assert_eq!(
        title(&of([3, 2, 1])),
        "The team’s first guess, “Code”, was the participants’ last worry"
    );
    assert_eq!(
        title(&of([1, 2, 3])),
        "Team and participants agree on the order"
    );
    assert_eq!(
        title(&of([3, 1, 2])),
        "What participants raised most, “Sizing”, came last on the team’s list"
    );
}

#[test]
fn no_order_is_a_sentence() {
    let en = Language::english();
    let figure = slope("s", &[theme("Sizing", 1, None)], &en);
    let sentence = "The team has not written down an order";
    assert_eq!(figure, Figure::empty(sentence.into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_slope_is_sound(
        themes in prop::collection::vec(("\\PC{0,60}", 1..40usize, prop::option::of(1..40usize)), 0..200),
    ) {
        let themes: Vec<Ranked> = (themes.iter())
            .map(|(name, participants, team)| theme(name, *participants, *team))
            .collect();
        sound(slope("s", &themes, &Language::english()));
    }
}
