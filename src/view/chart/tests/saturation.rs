//! What the saturation drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::{Discovery, Figure, Run, Saturation, saturation};

fn of(new: &[usize], reached: Option<Run>) -> Saturation {
    let interview = |(at, new): (usize, &usize)| Discovery {
        code: format!("P{:02}", at + 1),
        new: *new,
    };
    Saturation {
        interviews: new.iter().enumerate().map(interview).collect(),
        base: 4,
        run: 2,
        threshold: 0.05,
        reached,
    }
}

#[test]
fn the_title_is_the_verdict() {
    let en = Language::english();
    let title = |new: &[usize], reached| {
        let figure = sound(saturation("s", &of(new, reached), &en));
        figure.chart().expect("a chart").title.clone()
    };
    let run = |from, new| {
        Some(Run {
            from,
            to: from + 1,
            new,
        })
    };
    assert_eq!(
        title(&[5, 4, 3, 2, 1, 0, 0, 0], run(6, 0)),
        "Nobody raised a new theme after interview 5"
    );
    assert_eq!(
        title(&[20, 4, 3, 2, 0, 1], run(5, 1)),
        "After interview 4 few themes were new"
    );
    assert_eq!(
        title(&[5, 4, 3, 2, 1, 1], None),
        "New themes kept coming: not saturated after 6 interviews"
    );
}

#[test]
fn too_few_interviews_are_a_sentence() {
    let en = Language::english();
    let said = |new: &[usize]| saturation("s", &of(new, None), &en);
    let few = "Three interviews: too few to assess";
    assert_eq!(said(&[3, 2, 1]), Figure::empty(few.into()));
    assert_eq!(said(&[]), Figure::empty("No interviews yet".into()));
    assert_eq!(
        said(&[0; 8]),
        Figure::empty("No theme was raised yet".into())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_saturation_is_sound(
        new in prop::collection::vec(prop_oneof![3 => Just(0usize), 2 => 0..4usize, 1 => 0..60usize], 0..200),
        reached in prop::option::of((1..210usize, 0..3usize)),
    ) {
        let reached = reached.map(|(from, new)| Run { from, to: from + 1, new });
        sound(saturation("s", &of(&new, reached), &Language::english()));
    }
}
