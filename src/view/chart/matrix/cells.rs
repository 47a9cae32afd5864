//! The matrix with a column a participant: a square raised it, a point was asked and did not.

use super::{Plan, header, label};
use crate::view::chart::common::{State, hue, short_codes};
use crate::view::chart::drawing::Format;
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::Style;

/// From a column to the next.
pub(super) fn pitch(plan: &Plan, format: Format) -> f64 {
    let gaps = gap(format) * (plan.segments.len() as f64 - 1.0);
    let (from, to) = room(plan, format);
    ((to - from - gaps) / plan.participants() as f64).min(format.pick(20.0, 17.0))
}

fn gap(format: Format) -> f64 {
    format.pick(16.0, 11.0)
}

/// Between which coordinates the columns are.
fn room(plan: &Plan, format: Format) -> (f64, f64) {
    match format {
        Format::Wide => (182.0, format.width() - plan.count_width() - 14.0),
        Format::Narrow => (0.0, format.width()),
    }
}

/// The height and the shapes.
pub(super) fn draw(plan: &Plan, format: Format) -> (f64, Shapes) {
    let pitch = pitch(plan, format);
    let (mut x, mut spans) = (room(plan, format).0, Vec::new());
    for (_, columns) in &plan.segments {
        let width = columns.len() as f64 * pitch;
        spans.push((x, x + width));
        x += width + gap(format);
    }
    let mut shapes = Shapes::default();
    let mut y = header::draw(&mut shapes, plan, &spans, format.width());
    let codes = short_codes(&plan.codes).filter(|codes| {
        codes
            .iter()
            .all(|code| Style::AXIS.width(code) <= pitch - 2.0)
    });
    let column = |segment: usize, at: usize| spans[segment].0 + (at as f64 + 0.5) * pitch;
    if let Some(codes) = &codes {
        for (segment, (_, columns)) in plan.segments.iter().enumerate() {
            for (at, code) in codes[columns.clone()].iter().enumerate() {
                let x = column(segment, at);
                shapes.text(x, y + 17.0, Style::AXIS.middle(), code.as_str());
            }
        }
        y += 24.0;
    } else {
        y += 8.0;
    }
    let side = pitch * 0.72;
    // Narrow columns have tall marks: a square of four units is a speck.
    let tall = if pitch < 12.0 { 12.0 } else { side };
    for (at, row) in plan.rows.iter().enumerate() {
        if at > 0 {
            shapes.line((0.0, y), (format.width(), y), "hair");
        }
        let (middle, height) = label(&mut shapes, plan, row, format, y, tall);
        for (segment, (_, columns)) in plan.segments.iter().enumerate() {
            let mut own = Shapes::default();
            for (at, state) in row.states(columns.clone()).enumerate() {
                let (x, y) = (column(segment, at), y + middle);
                match state {
                    State::Raised => {
                        own.rect(x - side / 2.0, y - tall / 2.0, side, tall, "bar-seg")
                    }
                    State::NotRaised => own.circle(x, y, (pitch * 0.09).max(0.8), "off-dot"),
                    State::NotAsked => own.circle(x, y, (side / 2.0 - 1.0).max(1.5), "na"),
                }
            }
            shapes.group(hue(segment, plan.segments.len()), own);
        }
        y += height;
    }
    (y, shapes)
}
