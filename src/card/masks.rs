//! Letters as they are set: how much of each pixel a glyph covers. A glyph is drawn once for its
//! size and for where in a pixel it begins, and then set as often as it is needed: letters come
//! again and again, and to fill an outline takes many times as long as to set it.

use std::collections::HashMap;

use harfrust::font::glyph::outline::PathSink;
use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use super::font::{Glyph, GlyphShape};

/// In how many parts a pixel is parted for a glyph to begin at: nobody sees an eighth of a pixel.
const PARTS: i32 = 4;
/// How many bytes of masks are kept at most.
const MOST: usize = 2 << 20;

/// What a glyph covers.
pub struct GlyphMask {
    /// From the pixel that the glyph begins in to the upper left corner.
    left: i32,
    top: i32,
    width: usize,
    /// 0 to 255 for each pixel, row by row.
    covered: Vec<u8>,
}

/// A mask and the pixel of its upper left corner.
pub struct Placed<'m> {
    pub x: i32,
    pub y: i32,
    mask: &'m GlyphMask,
}

impl Placed<'_> {
    /// How much is covered, row by row.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.mask.covered.chunks_exact(self.mask.width)
    }
}

/// Masks by glyph, size, and the part of a pixel that the glyph begins at.
#[derive(Default)]
pub struct Masks {
    known: HashMap<(GlyphShape, u32, i32), Option<GlyphMask>>,
    bytes: usize,
}

impl Masks {
    /// The mask of a glyph in a line that begins at a place on the baseline; none where there is
    /// nothing to be seen.
    pub fn place(&mut self, glyph: Glyph, (x, y): (f32, f32), size: f32) -> Option<Placed<'_>> {
        let parts = ((x + glyph.x * size) * PARTS as f32).round() as i32;
        let (x, part) = (parts.div_euclid(PARTS), parts.rem_euclid(PARTS));
        let y = (y - glyph.y * size).round() as i32;
        if self.bytes > MOST {
            *self = Masks::default();
        }
        let bytes = &mut self.bytes;
        let known = self.known.entry((glyph.shape, size.to_bits(), part));
        let mask = known.or_insert_with(|| {
            let mask = drawn(glyph.shape, part as f32 / PARTS as f32, size);
            *bytes += mask.as_ref().map_or(0, |mask| mask.covered.len());
            mask
        });
        let mask = mask.as_ref()?;
        Some(Placed {
            x: x + mask.left,
            y: y + mask.top,
            mask,
        })
    }
}

fn drawn(glyph: GlyphShape, x: f32, size: f32) -> Option<GlyphMask> {
    let mut outline = Outline(PathBuilder::new());
    glyph.outline(x, 0.0, size, &mut outline);
    let path = outline.0.finish()?;
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let width = (bounds.right().ceil() - left) as u32;
    let height = (bounds.bottom().ceil() - top) as u32;
    let mut mask = Mask::new(width, height)?;
    let to_corner = Transform::from_translate(-left, -top);
    mask.fill_path(&path, FillRule::Winding, true, to_corner);
    Some(GlyphMask {
        left: left as i32,
        top: top as i32,
        width: width as usize,
        covered: mask.take(),
    })
}

/// Outlines as the painter takes them.
struct Outline(PathBuilder);

impl PathSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::super::font::{Family, line};
    use super::*;

    #[test]
    fn many_sizes_take_no_more_room_than_some() {
        let line = line("Größe", Family::Serif, false);
        let mut masks = Masks::default();
        for size in 100..400 {
            for glyph in line.glyphs() {
                masks.place(*glyph, (0.3, 0.0), size as f32);
                // One that no longer has room is the last before all are forgotten.
                assert!(masks.bytes <= MOST + 400 * 400, "{}", masks.bytes);
            }
        }
        assert!(masks.known.len() < 300);
    }
}
