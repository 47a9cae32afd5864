//! The strip as marks: segments beside one another (wide) or under one another (narrow).

use super::{Mark, Segment, State};
use crate::language::Language;
use crate::view::chart::common::{hue, short_codes};
use crate::view::chart::drawing::{Format, NARROW, WIDE};
use crate::view::chart::shape::Shapes;
use crate::view::chart::text::Style;

/// Marks in a row before a segment wraps.
const A_ROW: (usize, usize) = (20, 9);
/// A segment with more participants than this drops the codes under the marks.
const MOST_CODED: usize = 24;
/// Between segments that stand beside one another.
const GAP: f64 = 22.0;

/// The height and the shapes.
pub(super) fn draw(segments: &[&Segment], format: Format, language: &Language) -> (f64, Shapes) {
    let coded = segments
        .iter()
        .all(|segment| segment.marks.len() <= MOST_CODED)
        && segments.iter().all(|segment| codes(segment).is_some());
    let mut shapes = Shapes::default();
    let (mut x, mut y, mut below) = (0.0, 0.0, 0.0);
    for (at, segment) in segments.iter().enumerate() {
        let mut own = Shapes::default();
        match format {
            Format::Wide => {
                let marks = segment.marks.len().min(A_ROW.0) as f64 * 30.0 - 8.0;
                let name = Style::BOLD.fit(&segment.label(language), marks.max(210.0));
                let width = marks
                    .max(Style::BOLD.width(&name))
                    .max(Style::PLAIN.width(&segment.words(language)));
                if x > 0.0 && x + width > WIDE {
                    (x, y) = (0.0, below + 16.0);
                }
                own.text(x, y + 14.0, Style::BOLD, name);
                own.text(x, y + 31.0, Style::PLAIN, segment.words(language));
                let rows = rows(&mut own, segment, Place::wide(x, y), coded, language);
                below = f64::max(below, rows);
                x += width + GAP;
            }
            Format::Narrow => {
                let count = segment.words(language);
                let room = NARROW - Style::PLAIN.width(&count) - 12.0;
                let name = Style::BOLD.fit(&segment.label(language), room);
                own.text(0.0, y + 13.0, Style::BOLD, name);
                own.text(NARROW, y + 13.0, Style::PLAIN.end(), count);
                below = rows(&mut own, segment, Place::narrow(y), coded, language);
                y = below + 12.0;
            }
        }
        shapes.group(hue(at, segments.len()), own);
    }
    (below, shapes)
}

/// Where the marks of a segment begin, and how they follow one another.
struct Place {
    x: f64,
    y: f64,
    pitch: f64,
    r: f64,
    a_row: usize,
}

impl Place {
    fn wide(x: f64, y: f64) -> Place {
        Place {
            x: x + 10.0,
            y: y + 54.0,
            pitch: 30.0,
            r: 9.0,
            a_row: A_ROW.0,
        }
    }

    fn narrow(y: f64) -> Place {
        Place {
            x: 12.0,
            y: y + 35.0,
            pitch: 32.0,
            r: 9.5,
            a_row: A_ROW.1,
        }
    }
}

/// Draws a segment's marks and gives the lower edge of the last row.
fn rows(
    shapes: &mut Shapes,
    segment: &Segment,
    place: Place,
    coded: bool,
    language: &Language,
) -> f64 {
    let codes = codes(segment).filter(|_| coded);
    let step = if coded { 48.0 } else { 30.0 };
    let mut y = place.y;
    for (at, mark) in segment.sorted().into_iter().enumerate() {
        let x = place.x + (at % place.a_row) as f64 * place.pitch;
        y = place.y + (at / place.a_row) as f64 * step;
        draw_mark(shapes, mark, (x, y), place.r, language);
        if let Some(codes) = &codes {
            let style = Style::AXIS.middle();
            shapes.text(x, y + 22.5, style, codes[at].as_str());
        }
    }
    y + if coded { 26.0 } else { 14.0 }
}

fn draw_mark(shapes: &mut Shapes, mark: &Mark, at: (f64, f64), r: f64, language: &Language) {
    let (x, y) = at;
    let mut own = Shapes::default();
    if mark.href.is_some() {
        own.rect(x - 14.0, y - 14.0, 28.0, 28.0, "ring");
    }
    match mark.state {
        State::Raised => own.circle(x, y, r, "on"),
        State::NotRaised => own.circle(x, y, r, "off"),
        State::NotAsked => own.circle(x, y, r, "na"),
    }
    let label = match mark.code.is_empty() {
        true => language.say("chart.strip.to_quote", &[]),
        false => {
            let code = [("code", mark.code.as_str().into())];
            language.say("chart.strip.to_quote_of", &code)
        }
    };
    shapes.link(mark.href.as_deref(), label, own);
}

/// The labels under the marks, in their order, where all have one that is narrower than its mark's place.
fn codes(segment: &Segment) -> Option<Vec<String>> {
    let marks = segment.sorted();
    let codes: Vec<&str> = marks.iter().map(|mark| mark.code.as_str()).collect();
    let short = short_codes(&codes)?;
    let fits = |code: &String| Style::AXIS.width(code) <= 26.0;
    short.iter().all(fits).then_some(short)
}
