//! A card as PNG, and how a file says which card it is.
//!
//! No arithmetic here depends on the machine: floating point numbers of one kind, added and
//! multiplied in one order, without instructions for several at once.

use harfrust::font::glyph::outline::PathSink;
use img_parts::png::{Png, PngChunk};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

use super::font::{self, Family};
use super::layout::{HEIGHT, Shape, WIDTH};
use crate::colour::{Colour, LIGHT_PAPER};

/// The keyword of the text that says which card a file is.
const KEYWORD: &[u8] = b"casebook\0";

/// Draws shapes on paper. The file says by `key` what it shows.
pub fn draw(shapes: &[Shape], key: &[u8; 32]) -> Vec<u8> {
    let mut picture = Pixmap::new(WIDTH, HEIGHT).expect("a card has a size");
    picture.fill(paint(LIGHT_PAPER));
    for shape in shapes {
        let mut outline = Outline(PathBuilder::new());
        let colour = match shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                colour,
            } => {
                let rect = Rect::from_xywh(*x, *y, *width, *height);
                rect.into_iter().for_each(|rect| outline.0.push_rect(rect));
                *colour
            }
            Shape::Text(text) => {
                let line = font::line(&text.text, text.family, text.to_the_left);
                let width = if text.at_right { line.width } else { 0.0 };
                let x = text.x - width * text.size;
                line.outline(x, text.y, text.size, &mut outline);
                text.colour
            }
            Shape::Mark(mark, colour) => {
                let line = font::line(&mark.mark, Family::Serif, false);
                line.outline(mark.x, mark.y, mark.size, &mut outline);
                *colour
            }
        };
        if let Some(path) = outline.0.finish() {
            fill(&mut picture, &path, colour);
        }
    }
    signed(&encoded(&picture), key)
}

fn paint(colour: Colour) -> Color {
    let [r, g, b] = colour.0;
    Color::from_rgba8(r, g, b, 255)
}

fn fill(picture: &mut Pixmap, path: &Path, colour: Colour) {
    let mut with = Paint::default();
    with.set_color(paint(colour));
    picture.fill_path(path, &with, FillRule::Winding, Transform::identity(), None);
}

/// Red, green and blue: nothing shines through a card.
fn encoded(picture: &Pixmap) -> Vec<u8> {
    let (pixels, _) = picture.data().as_chunks::<4>();
    let mut data = vec![0; pixels.len() * 3];
    for (to, [r, g, b, _]) in data.as_chunks_mut::<3>().0.iter_mut().zip(pixels) {
        *to = [*r, *g, *b];
    }
    let mut out = Vec::with_capacity(1 << 16);
    let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // Writing to memory cannot fail.
    let _ = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&data));
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
