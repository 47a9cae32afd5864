//! What the impact map drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::Figure;
use crate::view::chart::{Priority, impact_map};

fn theme(name: &str, impact: u8, feasibility: u8) -> Priority {
    Priority {
        theme: name.to_owned(),
        impact,
        feasibility,
    }
}

#[test]
fn the_title_names_what_gives_most_for_least() {
    let en = Language::english();
    let themes = [
        theme("Sizing", 5, 3),
        theme("Returns", 4, 4),
        theme("Code", 1, 5),
    ];
    let figure = sound(impact_map("i", &themes, &en));
    let chart = figure.chart().expect("a chart");
    assert_eq!(chart.title, "“Returns” promises most for the least effort");
    assert_eq!(chart.table.rows[0][0], "Returns");
    let same = [theme("Sizing", 3, 3), theme("Returns", 3, 3)];
    let figure = sound(impact_map("i", &same, &en));
    assert_eq!(
        figure.chart().expect("a chart").title,
        "Impact against feasibility"
    );
    assert_eq!(
        impact_map("i", &[], &en),
        Figure::empty("No theme is scored yet".into())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_impact_map_is_sound(
        themes in prop::collection::vec(("\\PC{0,60}", 0..9u8, 0..9u8), 0..200),
    ) {
        let themes: Vec<Priority> = (themes.iter())
            .map(|(name, impact, feasibility)| theme(name, *impact, *feasibility))
            .collect();
        sound(impact_map("i", &themes, &Language::english()));
    }
}
