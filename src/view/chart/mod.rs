//! The charts' geometry: pure functions from small plain structs and a `Language` to a [`Figure`], a
//! chart drawn twice (wide and narrow) with its title, key, note and table, or a sentence in its place.
//!
//! One file a chart; each has an input struct and one function of the same name:
//! `strip(id, &Strip, &Language) -> Figure`. `id` is the prefix of all ids in the figure and must be
//! unique in its page. Numbers come in worked out (intervals, ranks, verdicts): nothing is computed here
//! but places, orders and words. It uses `language` only; nothing of the model.

mod advance;
mod area;
mod before_after;
mod cadence;
mod common;
mod difference;
mod drawing;
mod figure;
mod impact_map;
mod ledger;
mod matrix;
mod saturation;
mod scale;
mod segments;
mod severity_map;
mod shape;
mod slope;
mod strip;
mod svg;
mod text;
mod timeline;

pub use area::{Area, Room};
pub use before_after::{BeforeAfter, Event, Period, Reading, before_after};
pub use cadence::{Cadence, MonthCount, cadence};
pub use common::{Share, State, in_ten};
pub use difference::{Difference, difference};
pub use drawing::{Drawing, Format};
pub use figure::{Chart, Column, Empty, Figure, Key, Table};
pub use impact_map::{Priority, impact_map};
pub use ledger::{Entry, Ledger, Worth, ledger};
pub use matrix::{Columns, Matrix, Row, matrix};
pub use saturation::{Discovery, Run, Saturation, saturation};
pub use segments::{SegmentShare, by_segment};
pub use severity_map::{Severe, severity_map};
pub use shape::{Shape, Shapes};
pub use slope::{Ranked, slope};
pub use strip::{Inline, MOST_MARKS, Mark, Segment, Strip, inline_strip, strip};
pub use timeline::{Moment, Timeline, timeline};

#[cfg(test)]
mod tests;
