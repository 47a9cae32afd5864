//! The theme × participant matrix: who raised what, sorted by frequency; a column a participant, or a
//! bar a segment where participants are too many for columns of their own.

mod bars;
mod cells;
mod header;
mod words;

use std::cell::OnceCell;

use super::common::{State, by_share, of};
use super::drawing::{Format, NARROW, WIDE};
use super::figure::{Figure, Words};
use super::shape::Shapes;
use super::text::Style;
use crate::language::Language;

/// Themes that are drawn; the table has all.
const MOST_ROWS: usize = 16;
/// Above this many participants a column is a segment.
const MOST_COLUMNS: usize = 60;
/// Above this many segments participants are not divided.
const MOST_SEGMENTS: usize = 8;

/// Themes and participants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The participants, by segment, in the study's order.
    pub segments: Vec<Columns>,
    /// The themes, in any order.
    pub rows: Vec<Row>,
    /// What has to be said of the columns, if anything.
    pub note: String,
}

/// The participants of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Its name as written; empty where the study has no segments.
    pub name: String,
    /// A code for each participant, in order; empty ones where the audience may not see codes.
    pub codes: Vec<String>,
}

/// A theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its title.
    pub theme: String,
    /// A state for each participant, through all segments in order; a missing one was not asked.
    pub states: Vec<State>,
}

impl Row {
    /// The states of some columns.
    fn states(&self, columns: std::ops::Range<usize>) -> impl Iterator<Item = State> {
        columns.map(|at| self.states.get(at).copied().unwrap_or(State::NotAsked))
    }

    /// Raised and asked among some columns.
    fn tally(&self, columns: std::ops::Range<usize>) -> (usize, usize) {
        let states = self.states(columns);
        states.fold((0, 0), |(raised, asked), state| {
            let raised = raised + usize::from(state == State::Raised);
            (raised, asked + usize::from(state != State::NotAsked))
        })
    }
}

/// The matrix, in order and cut to what can be drawn.
struct Plan<'a> {
    /// Name and columns of each segment.
    segments: Vec<(String, std::ops::Range<usize>)>,
    /// The codes of all columns.
    codes: Vec<&'a str>,
    /// The themes that are drawn, in order.
    rows: Vec<&'a Row>,
    /// The width that the widest count needs, once that was asked for.
    count_width: OnceCell<f64>,
    language: &'a Language,
}

impl Plan<'_> {
    fn participants(&self) -> usize {
        self.codes.len()
    }

    /// "11 of 18" for a row.
    fn count(&self, row: &Row) -> String {
        let (raised, asked) = row.tally(0..self.participants());
        of(self.language, raised, asked)
    }

    /// The width that the widest count needs.
    fn count_width(&self) -> f64 {
        let rows = self.rows.iter();
        let widths = rows.map(|row| Style::BOLD.width(&self.count(row)));
        *self.count_width.get_or_init(|| widths.fold(0.0, f64::max))
    }
}

/// The matrix of a study.
pub fn matrix(id: &str, matrix: &Matrix, language: &Language) -> Figure {
    let codes: Vec<&str> = (matrix.segments.iter())
        .flat_map(|segment| segment.codes.iter().map(String::as_str))
        .collect();
    if codes.is_empty() {
        return Figure::empty(language.say("chart.no_interviews", &[]));
    }
    let all = 0..codes.len();
    let mut rows: Vec<&Row> = (matrix.rows.iter())
        .filter(|row| row.tally(all.clone()).0 > 0)
        .collect();
    if rows.is_empty() {
        return Figure::empty(language.say("chart.no_themes", &[]));
    }
    rows.sort_by(|a, b| {
        by_share(a.tally(all.clone()), b.tally(all.clone())).then_with(|| a.theme.cmp(&b.theme))
    });
    let every_row = rows.clone();
    rows.truncate(MOST_ROWS);
    let plan = Plan {
        segments: divide(matrix, codes.len()),
        codes,
        rows,
        count_width: OnceCell::new(),
        language,
    };
    // Both drawings show the same: they share a key.
    let pitches = [Format::Wide, Format::Narrow].map(|format| cells::pitch(&plan, format));
    let as_bars = plan.participants() > MOST_COLUMNS || pitches.iter().any(|pitch| *pitch < 4.0);
    let words = Words {
        class: "matrix",
        title: words::title(&plan),
        sub: words::sub(&plan, every_row.len()),
        desc: words::describe(&plan),
        keys: words::keys(&plan, as_bars),
        note: match matrix.segments.len() > MOST_SEGMENTS {
            true => language.say("chart.matrix.undivided", &[]),
            false => matrix.note.clone(),
        },
        table: words::table(&plan, &every_row),
        ..Words::default()
    };
    Figure::drawn(id, language, words, |format| match as_bars {
        true => bars::draw(&plan, format),
        false => cells::draw(&plan, format),
    })
}

/// The segments that have participants, with their columns; undivided where they are too many.
fn divide(matrix: &Matrix, participants: usize) -> Vec<(String, std::ops::Range<usize>)> {
    let mut from = 0;
    let mut segments = Vec::new();
    for segment in &matrix.segments {
        let to = from + segment.codes.len();
        if to > from {
            segments.push((segment.name.clone(), from..to));
        }
        from = to;
    }
    match segments.len() > MOST_SEGMENTS {
        true => vec![(String::new(), 0..participants)],
        false => segments,
    }
}

/// The label of a row and its count: beside the cells (wide) or above them (narrow). Gives how far
/// below the row's top the cells' middle is, and the row's height.
fn label(
    shapes: &mut Shapes,
    plan: &Plan,
    row: &Row,
    format: Format,
    y: f64,
    cell: f64,
) -> (f64, f64) {
    let count = plan.count(row);
    match format {
        Format::Wide => {
            let lines = Style::INK.wrap(&row.theme, 168.0, 2);
            let height = f64::max(lines.len() as f64 * 17.0 + 13.0, cell + 12.0);
            let middle = height / 2.0;
            let first = y + middle + 4.5 - (lines.len() as f64 - 1.0) * 8.5;
            shapes.lines(0.0, first, Style::INK, &lines);
            shapes.text(WIDE, y + middle + 4.5, Style::BOLD.end(), count);
            (middle, height)
        }
        Format::Narrow => {
            let room = NARROW - plan.count_width() - 12.0;
            let lines = Style::INK.wrap(&row.theme, room, 2);
            let text = lines.len() as f64 * 17.0;
            shapes.lines(0.0, y + 17.0, Style::INK, &lines);
            shapes.text(NARROW, y + 17.0, Style::BOLD.end(), count);
            (text + 9.0 + cell / 2.0, text + cell + 17.0)
        }
    }
}
