//! A chart as its template sees it: title, two drawings, key, note and the table of the same facts.

use serde::Serialize;

use super::drawing::{Drawing, Format, Sign};
use super::shape::Shapes;
use crate::language::Language;

/// A chart, or the sentence that stands in its place.
///
/// Serialized, a chart has `title` and `wide`; the other has `sentence`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Figure {
    /// There is something to draw.
    Chart(Box<Chart>),
    /// There is not; why, in a sentence.
    Empty(Empty),
}

/// What stands in place of a chart that would have nothing to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Empty {
    /// One whole sentence without its final stop, such as "Three interviews: too few to assess".
    pub sentence: String,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// A class beside `chart`: `strip`, `matrix` or none.
    pub class: &'static str,
    /// The finding as a sentence, or the plain subject.
    pub title: String,
    /// Whether the title is for screen readers only, as the same stands above the chart.
    pub quiet: bool,
    /// What is drawn, its units, and of how many.
    pub sub: String,
    /// The drawing of 640 units.
    pub wide: Drawing,
    /// The drawing of about 300 units.
    pub narrow: Drawing,
    /// The signs that need a word, only those that occur.
    pub keys: Vec<Key>,
    /// Method, source, what was left out.
    pub note: String,
    /// What unfolds the table.
    pub unfold: String,
    /// The same facts.
    pub table: Table,
}

/// A sign and its word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Key {
    /// The sign, as SVG.
    pub sign: Sign,
    /// What it means.
    pub word: String,
}

impl Key {
    /// A key whose sign is drawn in a square of 16 units.
    pub fn new(word: String, draw: impl FnOnce(&mut Shapes)) -> Key {
        let mut shapes = Shapes::default();
        draw(&mut shapes);
        Key {
            sign: Sign(shapes),
            word,
        }
    }
}

/// A table: the first cell of each row is its header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The columns.
    pub head: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// Whether it holds figures, set at the end.
    pub end: bool,
}

impl Table {
    /// A table with columns of words (`start`) and figures (`end`).
    pub fn new(head: impl IntoIterator<Item = Column>) -> Table {
        Table {
            head: head.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// A column of words.
pub fn words(name: String) -> Column {
    Column { name, end: false }
}

/// A column of figures.
pub fn figures(name: String) -> Column {
    Column { name, end: true }
}

/// What a chart says besides its drawings.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// A class beside `chart`.
    pub class: &'static str,
    /// The finding.
    pub title: String,
    /// Whether it is for screen readers only.
    pub quiet: bool,
    /// What is drawn.
    pub sub: String,
    /// The facts in words.
    pub desc: String,
    /// The key.
    pub keys: Vec<Key>,
    /// Method and source.
    pub note: String,
    /// The same facts.
    pub table: Table,
}

impl Figure {
    /// A chart drawn twice by the same function, which gives its height and shapes for a format.
    pub fn drawn(
        id: &str,
        language: &Language,
        words: Words,
        draw: impl Fn(Format) -> (f64, Shapes),
    ) -> Figure {
        let drawing = |format| {
            let (height, shapes) = draw(format);
            Drawing::of_chart(id, format, height, shapes).told(&words.title, &words.desc, language)
        };
        Figure::Chart(Box::new(Chart {
            class: words.class,
            wide: drawing(Format::Wide),
            narrow: drawing(Format::Narrow),
            title: words.title,
            quiet: words.quiet,
            sub: words.sub,
            keys: words.keys,
            note: words.note,
            unfold: language.say("chart.same_facts", &[]),
            table: words.table,
        }))
    }

    /// A sentence in place of a chart.
    pub fn empty(sentence: String) -> Figure {
        Figure::Empty(Empty { sentence })
    }

    /// The chart, if there is one.
    pub fn chart(&self) -> Option<&Chart> {
        match self {
            Figure::Chart(chart) => Some(chart),
            Figure::Empty(_) => None,
        }
    }
}
