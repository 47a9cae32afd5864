//! A card as PNG, and how a file says which card it is.
//!
//! No arithmetic here depends on the machine: floating point numbers of one kind, added and
//! multiplied in one order, without instructions for several at once.

use img_parts::png::{Png, PngChunk};

use super::font::{self, Family, Line};
use super::layout::{HEIGHT, Shape, WIDTH};
use super::masks::Masks;
use super::palette::{Ink, Palette};
use crate::colour::LIGHT_PAPER;

/// The keyword of the text that says which card a file is.
const KEYWORD: &[u8] = b"casebook\0";

/// What cards are drawn on, one after another: a fresh one for each would take as long as drawing.
pub struct Canvas {
    /// Each pixel's place in the palette.
    pixels: Vec<u8>,
    masks: Masks,
}

impl Default for Canvas {
    fn default() -> Self {
        Canvas {
            pixels: vec![0; (WIDTH * HEIGHT) as usize],
            masks: Masks::default(),
        }
    }
}

impl Canvas {
    /// Draws shapes on paper. The file says by `key` what it shows.
    pub fn draw(&mut self, shapes: &[Shape], key: &[u8; 32]) -> Vec<u8> {
        self.pixels.fill(0);
        let palette = Palette::of(LIGHT_PAPER, shapes);
        for shape in shapes {
            self.put(shape, palette.ink(shape.colour()));
        }
        signed(&file(palette.bytes(), &self.pixels), key)
    }

    fn put(&mut self, shape: &Shape, ink: Ink) {
        match shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                ..
            } => {
                let rows = self.pixels.chunks_exact_mut(WIDTH as usize);
                let columns = *x as usize..(x + width).min(WIDTH) as usize;
                for row in rows.skip(*y as usize).take(*height as usize) {
                    row[columns.clone()].fill(ink.covering(u8::MAX));
                }
            }
            Shape::Text(text) => {
                let line = font::line(&text.text, text.family, text.to_the_left);
                let width = if text.at_right { line.width } else { 0.0 };
                let x = text.x - width * text.size;
                self.set(&line, (x, text.y), text.size, ink);
            }
            Shape::Mark(mark, _) => {
                let line = font::line(&mark.mark, Family::Serif, false);
                self.set(&line, (mark.x, mark.y), mark.size, ink);
            }
        }
    }

    /// Sets the letters of a line; what would stand outside the card is cut off.
    fn set(&mut self, line: &Line, origin: (f32, f32), size: f32, ink: Ink) {
        for glyph in line.glyphs() {
            let Some(placed) = self.masks.place(*glyph, origin, size) else {
                continue;
            };
            let (x, y) = (i64::from(placed.x), i64::from(placed.y));
            let from = x.clamp(0, i64::from(WIDTH));
            let rows = (y..i64::from(HEIGHT)).zip(placed.rows());
            for (y, covered) in rows.filter(|(y, _)| *y >= 0) {
                let row = &mut self.pixels[y as usize * WIDTH as usize..][..WIDTH as usize];
                let seen = covered.iter().skip((from - x) as usize);
                for (pixel, part) in row[from as usize..].iter_mut().zip(seen) {
                    // Where letters touch, the fuller one shows.
                    *pixel = ink.covering(*part).max(*pixel);
                }
            }
        }
    }
}

/// Pixels as a file, by their places in a palette.
fn file(palette: Vec<u8>, pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 16);
    let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    // What is like the row above becomes zeros, and those are what this compression is good at.
    encoder.set_filter(png::Filter::Up);
    // Writing to memory cannot fail.
    let _ = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(pixels));
    out
}

/// A picture with the text that says which card it is, and that no byte of it was changed since.
fn signed(picture: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let Ok(mut parts) = Png::from_bytes(picture.to_vec().into()) else {
        return picture.to_vec();
    };
    let contents = [KEYWORD, signature(picture, key).as_bytes()].concat();
    let end = parts.chunks().len().saturating_sub(1);
    let chunk = PngChunk::new(*b"tEXt", contents.into());
    parts.chunks_mut().insert(end, chunk);
    parts.encoder().bytes().to_vec()
}

fn signature(picture: &[u8], key: &[u8; 32]) -> String {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(picture);
    hasher.finalize().to_hex().to_string()
}

/// Whether a file is the picture of a card, by the card's key, byte for byte.
pub fn is_of(file: &[u8], key: &[u8; 32]) -> bool {
    let Ok(mut parts) = Png::from_bytes(file.to_vec().into()) else {
        return false;
    };
    let place = parts
        .chunks()
        .iter()
        .position(|chunk| chunk.kind() == *b"tEXt");
    let Some(place) = place else {
        return false;
    };
    let chunk = parts.chunks_mut().remove(place);
    let picture = parts.encoder().bytes();
    let says = chunk.contents().strip_prefix(KEYWORD);
    // The chunk's own sum is checked too: it is put back and all compared.
    says == Some(signature(&picture, key).as_bytes()) && signed(&picture, key) == file
}
