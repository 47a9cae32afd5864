//! What stands where on a card.

use harfrust::font::glyph::outline::ControlBoundsSink;

use super::Card;
use super::font::{self, Family};
use super::lines::{self, Room};
use crate::colour::Colour;

/// As link previews show cards, in pixels.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// The colours of the default site theme.
pub const ACCENT: Colour = Colour([0x9c, 0x2a, 0x1a]);
const INK: Colour = Colour([0x1b, 0x19, 0x16]);
const QUIETER: Colour = Colour([0x47, 0x42, 0x3a]);
const QUIET: Colour = Colour([0x68, 0x61, 0x54]);
const RULE: Colour = Colour([0xd8, 0xd0, 0xc0]);

/// The stroke of the accent at the side.
const STROKE: u32 = 16;
/// Between the words and the card's sides.
const SIDE: f32 = 88.0;
const TOP: f32 = 76.0;
const INNER: f32 = WIDTH as f32 - 2.0 * SIDE;
/// The baselines of the foot's lines, and the rule above them.
const SOURCE: f32 = 551.0;
const NOTICE: f32 = 588.0;
const LINE: f32 = 508.0;
/// How many lines a notice may have; with two, the foot is a line higher.
const NOTICE_LINES: f32 = 2.0;
/// Without a notice the foot is a line lower.
const LOWER: f32 = 26.0;

/// From large to small.
const WORDS: [f32; 9] = [92.0, 84.0, 76.0, 68.0, 60.0, 54.0, 48.0, 42.0, 37.0];
const LABEL: f32 = 27.0;
const FOOT: f32 = 25.0;
const BELOW: f32 = 31.0;
const SMALL: f32 = 21.0;
/// How high a quotation mark's ink is, and the air under it.
const MARK: f32 = 62.0;
const AIR: f32 = 34.0;

/// One thing on a card; places are in pixels from the upper left corner.
#[derive(Debug)]
pub enum Shape {
    Rect {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        colour: Colour,
    },
    Text(Text),
    Mark(Mark, Colour),
}

impl Shape {
    pub fn colour(&self) -> Colour {
        match self {
            Shape::Rect { colour, .. } | Shape::Mark(_, colour) => *colour,
            Shape::Text(text) => text.colour,
        }
    }
}

/// A quotation mark, drawn as a shape: it stands by its ink.
#[derive(Debug)]
pub struct Mark {
    pub mark: String,
    /// Where its line begins, at the left end of the baseline.
    pub x: f32,
    pub y: f32,
    pub size: f32,
}

/// A line of text.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    /// Its left or its right end.
    pub x: f32,
    pub at_right: bool,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    pub family: Family,
    pub colour: Colour,
    pub to_the_left: bool,
}

/// A card's shapes, those in front last.
pub fn lay_out(card: &Card) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let to_the_left = card.style.right_to_left;
    shapes.push(Shape::Rect {
        x: if to_the_left { WIDTH - STROKE } else { 0 },
        y: 0,
        width: STROKE,
        height: HEIGHT,
        colour: card.style.accent,
    });
    let bottom = foot(card, &mut shapes);
    let top = head(card, &mut shapes);
    words(card, top, bottom, &mut shapes);
    shapes
}

/// Where it is from, and the notice; the end of the room above.
fn foot(card: &Card, shapes: &mut Vec<Shape>) -> f32 {
    let to_the_left = card.style.right_to_left;
    let has_source = !card.source.is_empty() || !card.site.is_empty();
    // Whom a card is for is not to be cut off: a long notice has a second line.
    let notice = Room {
        width: INNER,
        height: NOTICE_LINES * SMALL * 1.25,
        family: Family::Sans,
        to_the_left,
    };
    let notice = lines::fit(&card.notice, &[SMALL], notice);
    let higher = notice.leading * notice.lines.len().saturating_sub(1) as f32;
    let lower = match (card.notice.is_empty(), has_source) {
        (true, true) => LOWER,
        // The rule comes down to the notice.
        (_, false) => NOTICE - SOURCE - higher,
        (false, true) => -higher,
    };
    let rule = LINE + lower;
    if has_source || !card.notice.is_empty() {
        shapes.push(Shape::Rect {
            x: SIDE as u32,
            y: rule as u32,
            width: INNER as u32,
            height: 2,
            colour: RULE,
        });
    }
    // With no source the site stands in its place.
    let (source, site) = match card.source.is_empty() {
        true => (&card.site, ""),
        false => (&card.source, &*card.site),
    };
    let site_room = INNER * 0.42;
    let site = one_line(site, FOOT, site_room, to_the_left);
    let taken = font::line(&site, Family::Sans, to_the_left).width * FOOT;
    let source_room = INNER - taken - if site.is_empty() { 0.0 } else { 48.0 };
    let source = one_line(source, FOOT, source_room, to_the_left);
    let mut at_sides = |text: String, y: f32, size: f32, colour: Colour, at_end: bool| {
        let at_right = to_the_left != at_end;
        shapes.extend((!text.is_empty()).then_some(Shape::Text(Text {
            // It stands where the card begins or ends, and runs as it is written.
            to_the_left: font::runs_to_the_left(&text),
            text,
            x: side(at_right),
            at_right,
            y,
            size,
            family: Family::Sans,
            colour,
        })));
    };
    at_sides(source, SOURCE + lower, FOOT, INK, false);
    at_sides(site, SOURCE + lower, FOOT, QUIET, true);
    for (line, at) in notice.lines.into_iter().zip(0u8..) {
        let y = NOTICE - higher + notice.leading * f32::from(at);
        at_sides(line, y, SMALL, QUIET, false);
    }
    rule - 36.0
}

/// The label or the quotation mark; the beginning of the room below.
fn head(card: &Card, shapes: &mut Vec<Shape>) -> f32 {
    let at_right = font::runs_to_the_left(&card.words);
    if let Some(mark) = &card.mark {
        let mark = mark_at(mark, side(at_right), at_right);
        shapes.extend(mark.map(|mark| Shape::Mark(mark, card.style.accent)));
        return TOP + MARK + AIR;
    }
    if card.label.is_empty() {
        return TOP;
    }
    let to_the_left = card.style.right_to_left;
    shapes.push(Shape::Text(Text {
        text: one_line(&card.label, LABEL, INNER, to_the_left),
        x: side(to_the_left),
        at_right: to_the_left,
        y: (TOP + LABEL * 0.74).round(),
        size: LABEL,
        family: Family::Sans,
        colour: card.style.accent,
        to_the_left: font::runs_to_the_left(&card.label),
    }));
    TOP + LABEL + AIR
}

/// The words and what stands under them, between a top and a bottom.
fn words(card: &Card, top: f32, bottom: f32, shapes: &mut Vec<Shape>) {
    let family = match card.style.sans {
        true => Family::Sans,
        false => Family::Serif,
    };
    let to_the_left = font::runs_to_the_left(&card.words);
    let below_to_the_left = match card.words.is_empty() {
        true => card.style.right_to_left,
        false => to_the_left,
    };
    let room = |height: f32, family: Family, to_the_left: bool| Room {
        width: INNER,
        height,
        family,
        to_the_left,
    };
    let below = (!card.below.is_empty()).then(|| {
        let two_lines = room(2.0 * BELOW * 1.25, Family::Sans, card.style.right_to_left);
        lines::fit(&card.below, &[BELOW], two_lines)
    });
    let below_height = below
        .as_ref()
        .map_or(0.0, |below| 26.0 + below.leading * below.lines.len() as f32);
    let room = room(bottom - top - below_height, family, to_the_left);
    let mut y = top;
    if !card.words.is_empty() {
        let block = lines::fit(&card.words, &WORDS, room);
        let height = block.leading * block.lines.len() as f32;
        // Short words do not stick to the top.
        y += ((room.height - height) * 0.32).max(0.0).round();
        for line in block.lines {
            shapes.push(Shape::Text(Text {
                text: line,
                x: side(to_the_left),
                at_right: to_the_left,
                // The ink begins at the top, not the line's air.
                y: (y + block.size * 0.74).round(),
                size: block.size,
                family,
                colour: INK,
                to_the_left,
            }));
            y += block.leading;
        }
        y += 26.0;
    }
    for line in below.iter().flat_map(|below| &below.lines) {
        shapes.push(Shape::Text(Text {
            text: line.clone(),
            x: side(below_to_the_left),
            at_right: below_to_the_left,
            y: (y + BELOW * 0.74).round(),
            size: BELOW,
            family: Family::Sans,
            colour: QUIETER,
            to_the_left: card.style.right_to_left,
        }));
        y += BELOW * 1.25;
    }
}

/// The left or the right end of a line.
fn side(at_right: bool) -> f32 {
    if at_right { WIDTH as f32 - SIDE } else { SIDE }
}

fn one_line(text: &str, size: f32, width: f32, to_the_left: bool) -> String {
    let room = Room {
        width,
        height: size,
        family: Family::Sans,
        to_the_left,
    };
    lines::one_line(text, size, room)
}

/// A quotation mark by its ink: as high as every other, at a side.
fn mark_at(mark: &str, x: f32, at_right: bool) -> Option<Mark> {
    let mut ink = ControlBoundsSink::new();
    font::line(mark, Family::Serif, false).outline(0.0, 0.0, 1.0, &mut ink);
    let ink = ink.bounding_box()?;
    let size = MARK / (ink.y_max - ink.y_min);
    let from = if at_right { ink.x_max } else { ink.x_min };
    Some(Mark {
        mark: mark.to_owned(),
        x: x - from * size,
        y: TOP - ink.y_min * size,
        size,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::LIGHT_PAPER;

    #[test]
    fn the_colours_are_those_of_the_style_sheet() {
        let style = include_str!("../../themes/default/assets/style.css");
        let names = ["accent", "ink", "ink-2", "ink-3", "rule", "paper"];
        let colours = [ACCENT, INK, QUIETER, QUIET, RULE, LIGHT_PAPER];
        for (name, colour) in names.into_iter().zip(colours) {
            let line = format!("--{name}: {};", colour.hex());
            assert!(style.contains(&line), "{line}");
        }
    }
}
