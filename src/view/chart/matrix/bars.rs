//! The matrix with a column a segment: each cell a bar, filled as far as its participants raised it.

use super::{Plan, header, label};
use crate::view::chart::common::{hue, of};
use crate::view::chart::drawing::Format;
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::Style;

/// The height and the shapes.
pub(super) fn draw(plan: &Plan, format: Format) -> (f64, Shapes) {
    let (from, to) = match format {
        Format::Wide => (182.0, format.width() - plan.count_width() - 24.0),
        Format::Narrow => (0.0, format.width()),
    };
    let gap = 14.0;
    let segments = plan.segments.len() as f64;
    let cell = (to - from - gap * (segments - 1.0)) / segments;
    let spans: Vec<(f64, f64)> = (0..plan.segments.len())
        .map(|at| from + at as f64 * (cell + gap))
        .map(|x| (x, x + cell))
        .collect();
    let mut shapes = Shapes::default();
    let mut y = header::draw(&mut shapes, plan, &spans, format.width()) + 8.0;
    // With one segment the count beside the bar says it all.
    let counted = segments > 1.0
        && (plan.rows.iter()).all(|row| {
            (plan.segments.iter()).all(|(_, columns)| {
                let (raised, asked) = row.tally(columns.clone());
                Style::AXIS.width(&of(plan.language, raised, asked)) <= cell
            })
        });
    for (at, row) in plan.rows.iter().enumerate() {
        if at > 0 {
            shapes.line((0.0, y), (format.width(), y), "hair");
        }
        let content = if counted { 27.0 } else { 10.0 };
        let (middle, height) = label(&mut shapes, plan, row, format, y, content);
        let top = y + middle - content / 2.0;
        for (at, (_, columns)) in plan.segments.iter().enumerate() {
            let (raised, asked) = row.tally(columns.clone());
            let x = spans[at].0;
            let mut own = Shapes::default();
            if asked > 0 {
                own.rect(x, top, cell, 10.0, "off");
                own.rect(x, top, cell * raised as f64 / asked as f64, 10.0, "bar-seg");
            } else {
                own.rect(x, top, cell, 10.0, "na");
            }
            if counted {
                let count = of(plan.language, raised, asked);
                own.text(x, top + 24.0, Style::AXIS, count);
            }
            shapes.group(hue(at, plan.segments.len()), own);
        }
        y += height;
    }
    (y, shapes)
}
