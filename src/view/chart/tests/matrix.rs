//! What the matrix drawing holds to.

use proptest::prelude::*;

use super::sound;
use crate::language::Language;
use crate::view::chart::Figure;
use crate::view::chart::{Columns, Matrix, Row, State, matrix};

fn columns(name: &str, from: usize, count: usize) -> Columns {
    Columns {
        name: name.to_owned(),
        codes: (from..from + count).map(|at| format!("P{at:02}")).collect(),
    }
}

fn row(theme: &str, states: &str) -> Row {
    let states = states.chars().map(|sign| match sign {
        '+' => State::Raised,
        '-' => State::NotRaised,
        _ => State::NotAsked,
    });
    Row {
        theme: theme.to_owned(),
        states: states.collect(),
    }
}

#[test]
fn rows_are_sorted_by_share_and_the_title_says_what_stands_out() {
    let en = Language::english();
    let input = Matrix {
        segments: vec![columns("new", 1, 4), columns("loyal", 5, 3)],
        rows: vec![
            row("Delivery", "----+++"),
            row("Never", "-------"),
            row("Sizing", "+++-++-"),
        ],
        ..Matrix::default()
    };
    let figure = sound(matrix("m", &input, &en));
    let chart = figure.chart().expect("a chart");
    assert_eq!(
        chart.title,
        "“Sizing” comes up in every group; among loyal, all 3 raised “Delivery”"
    );
    let themes: Vec<&str> = chart.table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(themes, ["Sizing", "Delivery"]);
    assert_eq!(chart.table.rows[1][1], "P05, P06 and P07");
    let empty = Matrix::default();
    assert_eq!(
        matrix("m", &empty, &en),
        Figure::empty("No interviews yet".into())
    );
}

#[test]
fn a_last_name_too_long_for_its_column_ends_at_the_edge_and_is_not_cut() {
    let en = Language::english();
    let input = Matrix {
        segments: vec![columns("new buyers", 1, 12), columns("others", 13, 1)],
        rows: vec![
            row("Delivery", "----+++------"),
            row("Sizing", "+++-++---++++"),
        ],
        ..Matrix::default()
    };
    let figure = sound(matrix("m", &input, &en));
    let narrow = figure.chart().expect("a chart").narrow.svg();
    assert!(narrow.contains(">Others<"), "{narrow}");
}

#[test]
fn above_sixty_a_column_is_a_segment() {
    let en = Language::english();
    let states = "+-.".repeat(30);
    let input = Matrix {
        segments: vec![columns("new", 1, 60), columns("loyal", 61, 30)],
        rows: vec![row("Sizing", &states)],
        ..Matrix::default()
    };
    let figure = sound(matrix("m", &input, &en));
    let svg = figure.chart().expect("a chart").wide.svg();
    assert!(svg.contains(">20\u{a0}of\u{a0}40<") && svg.contains(">10\u{a0}of\u{a0}20<"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_matrix_is_sound(
        segments in prop::collection::vec(("[A-Za-zé日 ]{0,40}", 0..40usize), 0..12),
        themes in prop::collection::vec(("\\PC{0,60}", prop::collection::vec(0..3u8, 0..200)), 0..30),
    ) {
        let mut from = 1;
        let segments: Vec<Columns> = (segments.iter())
            .map(|(name, count)| {
                from += count;
                columns(name, from - count, *count)
            })
            .collect();
        let all = [State::Raised, State::NotRaised, State::NotAsked];
        let rows = (themes.iter())
            .map(|(theme, states)| Row {
                theme: theme.clone(),
                states: states.iter().map(|at| all[*at as usize]).collect(),
            })
            .collect();
        sound(matrix("m", &Matrix { segments, rows, ..Matrix::default() }, &Language::english()));
    }
}
