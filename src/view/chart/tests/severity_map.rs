//! What the severity map drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::Figure;
use crate::view::chart::{Severe, Share, severity_map};

fn theme(name: &str, raised: usize, severity: Option<u8>) -> Severe {
    Severe {
        theme: name.to_owned(),
        share: Share {
            raised,
            asked: 18,
            low: raised as f64 / 36.0,
            high: (raised as f64 / 12.0).min(1.0),
        },
        severity,
    }
}

#[test]
fn the_title_names_what_hurts_most_and_what_hurts_more_people() {
    let en = Language::english();
    let themes = [
        theme("Returns", 8, Some(5)),
        theme("Sizing", 11, Some(4)),
        theme("Code", 3, None),
    ];
    let figure = sound(severity_map("s", &themes, &en));
    let chart = figure.chart().expect("a chart");
    assert_eq!(
        chart.title,
        "“Returns” hurts most; “Sizing” hurts more people"
    );
    assert_eq!(chart.note, "Without a severity: Code.");
    assert_eq!(chart.table.rows.len(), 3);
    assert_eq!(
        severity_map("s", &[theme("Code", 3, None)], &en),
        Figure::empty("No theme has a severity yet".into())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_severity_map_is_sound(
        themes in prop::collection::vec(("\\PC{0,60}", 0..300usize, 0..300usize, prop::option::of(0..9u8), -0.5..1.5f64), 0..200),
    ) {
        let themes: Vec<Severe> = (themes.into_iter())
            .map(|(theme, a, b, severity, low)| Severe {
                theme,
                share: Share { raised: a.min(b), asked: a.max(b), low, high: if low < 0.0 { f64::NAN } else { low + 0.2 } },
                severity,
            })
            .collect();
        sound(severity_map("s", &themes, &Language::english()));
    }
}
