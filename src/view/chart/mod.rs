//! The charts' geometry: pure functions from small plain structs and a [`Language`] to a [`Figure`], a
//! chart drawn twice (wide and narrow) with its title, key, note and table, or a sentence in its place.
//!
//! One file a chart; each has an input struct and one function of the same name:
//! `strip(id, &Strip, &Language) -> Figure`. `id` is the prefix of all ids in the figure and must be
//! unique in its page. Numbers come in worked out (intervals, ranks, verdicts): nothing is computed here
//! but places, orders and words. It uses `language` only; nothing of the model.

mod area;
mod common;
mod drawing;
mod figure;
mod scale;
mod shape;
mod strip;
mod text;

pub use area::{Area, Room};
pub use common::{Share, State, in_ten};
pub use drawing::{Drawing, Format};
pub use figure::{Chart, Column, Empty, Figure, Key, Table};
pub use shape::{Shape, Shapes};
pub use strip::{Inline, Mark, Segment, Strip, inline_strip, strip};

#[cfg(test)]
mod tests;
