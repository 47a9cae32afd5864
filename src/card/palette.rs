//! The few colours of a card, and each of its pixels as a place among them: a quarter of the bytes
//! to compress, and a third of the file.

use tiny_skia::Path;

use super::layout::{HEIGHT, WIDTH};

/// Red, green, blue and how dense: cards are dense everywhere.
pub type Pixel = [u8; 4];

/// A part of a card that something is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Area {
    /// Where a shape is drawn: on its pixels and those that it touches.
    pub fn of(shape: &Path) -> Area {
        let bounds = shape.bounds();
        // Numbers outside the card, too, become the nearest within.
        let from = |place: f32, end: u32| (place.floor() as usize).min(end as usize);
        let to = |place: f32, end: u32| (place.ceil() as usize).min(end as usize);
        Area {
            left: from(bounds.left(), WIDTH),
            top: from(bounds.top(), HEIGHT),
            right: to(bounds.right(), WIDTH),
            bottom: to(bounds.bottom(), HEIGHT),
        }
    }

    /// Its part of each row of a whole card.
    pub fn rows<T>(self, card: &[T]) -> impl Iterator<Item = &[T]> {
        let rows = card.chunks_exact(WIDTH as usize);
        let rows = rows.skip(self.top).take(self.bottom - self.top);
        rows.map(move |row| &row[self.left..self.right])
    }

    /// The same, to be written to.
    pub fn rows_mut<T>(self, card: &mut [T]) -> impl Iterator<Item = &mut [T]> {
        let rows = card.chunks_exact_mut(WIDTH as usize);
        let rows = rows.skip(self.top).take(self.bottom - self.top);
        rows.map(move |row| &mut row[self.left..self.right])
    }
}

/// The colours of a card in the order in which they are met: the same shapes give the same order.
pub struct Palette {
    colours: Vec<Pixel>,
    /// Where a colour may stand by its bits; 0 is nowhere, and else the place and one.
    places: [u16; 1024],
}

impl Palette {
    /// Paper stands first.
    pub fn of(paper: Pixel) -> Palette {
        let mut palette = Palette {
            colours: Vec::with_capacity(256),
            places: [0; 1024],
        };
        palette.place(paper);
        palette
    }

    /// A colour's place; `None` where 256 have one and it is another.
    fn place(&mut self, colour: Pixel) -> Option<u8> {
        let bits = u32::from_le_bytes(colour).wrapping_mul(0x9e37_79b1);
        let mut at = (bits >> 22) as usize;
        // There are four times as many as colours: one is free.
        while let Some(before) = self.places[at].checked_sub(1) {
            if self.colours[usize::from(before)] == colour {
                return u8::try_from(before).ok();
            }
            at = (at + 1) % self.places.len();
        }
        let place = u8::try_from(self.colours.len()).ok()?;
        self.colours.push(colour);
        self.places[at] = u16::from(place) + 1;
        Some(place)
    }

    /// Writes the places of pixels, of which there are as many; whether all colours have one.
    pub fn write(&mut self, pixels: &[Pixel], places: &mut [u8]) -> bool {
        const AT_ONCE: usize = 8;
        let paper = self.colours[0];
        let mut last = (paper, 0);
        let pixels = pixels.chunks(AT_ONCE).zip(places.chunks_mut(AT_ONCE));
        for (pixels, places) in pixels {
            // Most of a card is paper.
            if pixels.first_chunk() == Some(&[paper; AT_ONCE]) {
                places.fill(0);
                continue;
            }
            for (pixel, place) in pixels.iter().zip(places) {
                if *pixel != last.0 {
                    let Some(place) = self.place(*pixel) else {
                        return false;
                    };
                    last = (*pixel, place);
                }
                *place = last.1;
            }
        }
        true
    }

    /// Red, green and blue of each colour.
    pub fn bytes(&self) -> Vec<u8> {
        let bytes = self.colours.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]);
        bytes.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stand_in_the_order_in_which_they_are_met() {
        let (paper, ink, quiet) = ([9, 9, 9, 255], [1, 2, 3, 255], [4, 5, 6, 255]);
        let mut palette = Palette::of(paper);
        let mut places = [7; 12];
        let mut pixels = [paper; 12];
        (pixels[8], pixels[9], pixels[11]) = (ink, quiet, ink);
        assert!(palette.write(&pixels, &mut places));
        assert_eq!(places, [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 1]);
        assert_eq!(palette.bytes(), [9, 9, 9, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn more_than_256_colours_have_no_palette() {
        let pixels: Vec<Pixel> = (0..=255).map(|grey| [grey, grey, 0, 255]).collect();
        let mut palette = Palette::of([0, 0, 0, 255]);
        let mut places = [0; 256];
        assert!(palette.write(&pixels, &mut places));
        assert!(
            places
                .iter()
                .enumerate()
                .all(|(at, place)| at == usize::from(*place))
        );
        assert!(palette.write(&pixels, &mut places));
        assert!(!palette.write(&[[1, 0, 0, 255]], &mut [0]));
    }
}
