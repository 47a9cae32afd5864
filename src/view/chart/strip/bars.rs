//! The strip above sixty participants: one bar a segment, as long as it has participants, on one scale.

use super::{Segment, State};
use crate::language::Language;
use crate::view::chart::common::hue;
use crate::view::chart::drawing::{Format, NARROW, WIDE};
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::Style;

/// The height and the shapes.
pub(super) fn draw(segments: &[&Segment], format: Format, language: &Language) -> (f64, Shapes) {
    let longest = (segments.iter().map(|segment| segment.marks.len()))
        .max()
        .unwrap_or(1) as f64;
    let counts = segments.iter().map(|segment| segment.words(language));
    let count_width = counts
        .map(|count| Style::BOLD.width(&count))
        .fold(0.0, f64::max);
    let mut shapes = Shapes::default();
    let mut y = 0.0;
    for (at, segment) in segments.iter().enumerate() {
        let mut own = Shapes::default();
        let label = segment.label(language);
        let count = segment.words(language);
        match format {
            Format::Wide => {
                let lines = Style::INK.wrap(&label, 160.0, 2);
                let middle = y + lines.len() as f64 * 8.5 + 8.0;
                own.lines(0.0, y + 20.0, Style::INK, &lines);
                let unit = (WIDE - 172.0 - count_width - 12.0) / longest;
                parts(&mut own, segment, (172.0, middle - 8.0), unit);
                own.text(WIDE, middle + 4.5, Style::BOLD.end(), count);
                y += lines.len() as f64 * 17.0 + 16.0;
            }
            Format::Narrow => {
                let room = NARROW - count_width - 12.0;
                own.text(0.0, y + 14.0, Style::INK, Style::INK.fit(&label, room));
                own.text(NARROW, y + 14.0, Style::BOLD.end(), count);
                parts(&mut own, segment, (1.0, y + 22.0), (NARROW - 2.0) / longest);
                y += 50.0;
            }
        }
        shapes.group(hue(at, segments.len()), own);
    }
    (y, shapes)
}

/// The parts of a bar: raised, asked and not, not asked.
fn parts(shapes: &mut Shapes, segment: &Segment, from: (f64, f64), unit: f64) {
    let (mut x, y) = from;
    for (state, class) in [
        (State::Raised, "on"),
        (State::NotRaised, "off"),
        (State::NotAsked, "na"),
    ] {
        let width = segment.count(state) as f64 * unit;
        if width > 0.0 {
            shapes.rect(x, y, width, 16.0, class);
        }
        x += width;
    }
}
