//! The small strip of a first screen: the same marks without codes, links or labels.

use serde::Serialize;

use super::{MOST_MARKS, Segment, State, describe};
use crate::language::{Dir, Language};
use crate::view::chart::common::hue;
use crate::view::chart::drawing::Drawing;
use crate::view::chart::shape::Shapes;

/// The width of the small strip, in units.
const WIDTH: f64 = 252.0;

/// A small strip and the line under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inline {
    /// The drawing.
    pub drawing: Drawing,
    /// What a mark is, and the segments in order.
    pub caption: String,
}

/// The small strip of a theme; `None` where there is nobody.
pub fn inline_strip(id: &str, segments: &[Segment], language: &Language) -> Option<Inline> {
    let segments: Vec<&Segment> = (segments.iter())
        .filter(|segment| !segment.marks.is_empty())
        .collect();
    let participants: usize = segments.iter().map(|segment| segment.marks.len()).sum();
    if participants == 0 {
        return None;
    }
    let names: Vec<&str> = (segments.iter().map(|segment| segment.name.as_str()))
        .filter(|name| !name.is_empty())
        .collect();
    let many = participants > MOST_MARKS;
    let (height, shapes) = match many {
        true => bars(&segments),
        false => marks(&segments),
    };
    let args = [("segments", language.list(&names).into())];
    let caption = match (many, names.len()) {
        (false, 0) => language.say("chart.inline.mark", &[]),
        (false, 1) | (true, 0 | 1) => language.say("chart.inline.mark_alone", &args),
        (false, _) => language.say("chart.inline.marks", &args),
        (true, _) => language.say("chart.inline.bars", &args),
    };
    let drawing = Drawing {
        id: id.to_owned(),
        class: "m1",
        width: WIDTH,
        height,
        title: language.say("chart.inline.title", &[]),
        desc: describe(&segments, language),
        dir: Dir::Ltr,
        shapes,
    };
    let drawing = Drawing {
        dir: language.dir(),
        ..drawing
    };
    Some(Inline { drawing, caption })
}

fn marks(segments: &[&Segment]) -> (f64, Shapes) {
    let mut shapes = Shapes::default();
    let all: usize = segments.iter().map(|segment| segment.marks.len()).sum();
    let gaps = segments.len().saturating_sub(1) as f64 * 7.0;
    let one_row = 1.0 + all as f64 * 13.0 + gaps <= WIDTH;
    // In a row of its own a segment begins at the edge; several rows of it are of about one length.
    let most = ((WIDTH - 1.0) / 13.0) as usize;
    let (mut x, mut y) = (7.0, 9.0);
    for (at, segment) in segments.iter().enumerate() {
        let mut own = Shapes::default();
        let here = segment.marks.len();
        let in_row = match one_row {
            true => here,
            false => here.div_ceil(here.div_ceil(most).max(1)),
        };
        for (n, mark) in segment.sorted().into_iter().enumerate() {
            let begins = if n == 0 {
                at > 0
            } else {
                n % in_row.max(1) == 0
            };
            if begins && !one_row {
                (x, y) = (7.0, y + 15.0);
            }
            let class = match mark.state {
                State::Raised => "on",
                State::NotRaised => "off",
                State::NotAsked => "na",
            };
            own.circle(x, y, 5.0, class);
            x += 13.0;
        }
        x += 7.0;
        shapes.group(hue(at, segments.len()), own);
    }
    (y + 9.0, shapes)
}

fn bars(segments: &[&Segment]) -> (f64, Shapes) {
    let longest = (segments.iter().map(|segment| segment.marks.len()))
        .max()
        .unwrap_or(1) as f64;
    let unit = (WIDTH - 2.0) / longest;
    let mut shapes = Shapes::default();
    for (at, segment) in segments.iter().enumerate() {
        let mut own = Shapes::default();
        let (mut x, y) = (1.0, 1.0 + at as f64 * 13.0);
        for (state, class) in [
            (State::Raised, "on"),
            (State::NotRaised, "off"),
            (State::NotAsked, "na"),
        ] {
            let width = segment.count(state) as f64 * unit;
            if width > 0.0 {
                own.rect(x, y, width, 8.0, class);
            }
            x += width;
        }
        shapes.group(hue(at, segments.len()), own);
    }
    (segments.len() as f64 * 13.0 - 3.0, shapes)
}
