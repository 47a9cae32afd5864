//! A card as PNG, and how a file says which card it is.
//!
//! No arithmetic here depends on the machine: floating point numbers of one kind, added and
//! multiplied in one order, without instructions for several at once.

use harfrust::font::glyph::outline::PathSink;
use img_parts::png::{Png, PngChunk};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

use super::font::{self, Family};
use super::layout::{HEIGHT, Shape, WIDTH};
use super::palette::{Area, Palette, Pixel};
use crate::colour::{Colour, LIGHT_PAPER};

/// The keyword of the text that says which card a file is.
const KEYWORD: &[u8] = b"casebook\0";

const PAPER: Pixel = {
    let [r, g, b] = LIGHT_PAPER.0;
    [r, g, b, u8::MAX]
};

/// What cards are drawn on, one after another: a fresh one for each would take as long as drawing.
pub struct Canvas {
    /// Holds the card where its shapes are, and whatever was there before elsewhere.
    picture: Pixmap,
    /// The picture by its palette; paper everywhere between two cards.
    places: Vec<u8>,
}

impl Default for Canvas {
    fn default() -> Self {
        Canvas {
            picture: Pixmap::new(WIDTH, HEIGHT).expect("a card has a size"),
            places: vec![0; (WIDTH * HEIGHT) as usize],
        }
    }
}

impl Canvas {
    /// Draws shapes on paper. The file says by `key` what it shows.
    pub fn draw(&mut self, shapes: &[Shape], key: &[u8; 32]) -> Vec<u8> {
        let outlines = shapes.iter().filter_map(outline);
        let outlines: Vec<(Path, Colour)> = outlines.collect();
        let areas: Vec<Area> = outlines.iter().map(|(path, _)| Area::of(path)).collect();
        let (pixels, _) = self.picture.data_mut().as_chunks_mut();
        for area in &areas {
            area.rows_mut(pixels).for_each(|row| row.fill(PAPER));
        }
        for (path, colour) in &outlines {
            fill(&mut self.picture, path, *colour);
        }
        signed(&self.encoded(&areas), key)
    }

    /// What was drawn, each pixel by its place among the colours of the card.
    fn encoded(&mut self, areas: &[Area]) -> Vec<u8> {
        let (pixels, _) = self.picture.data().as_chunks();
        let mut palette = Palette::of(PAPER);
        let fits = areas.iter().all(|area| {
            let mut rows = area.rows(pixels).zip(area.rows_mut(&mut self.places));
            rows.all(|(pixels, places)| palette.write(pixels, places))
        });
        let file = match fits {
            true => file(Some(palette.bytes()), &self.places),
            false => file(None, in_all_colours(pixels, areas).as_flattened()),
        };
        for area in areas {
            area.rows_mut(&mut self.places).for_each(|row| row.fill(0));
        }
        file
    }
}

/// A card that has more colours than a palette. Nothing shines through it.
fn in_all_colours(pixels: &[Pixel], areas: &[Area]) -> Vec<[u8; 3]> {
    let opaque = |[r, g, b, _]: Pixel| [r, g, b];
    let mut card = vec![opaque(PAPER); pixels.len()];
    for area in areas {
        for (to, from) in area.rows_mut(&mut card).zip(area.rows(pixels)) {
            let pairs = to.iter_mut().zip(from);
            pairs.for_each(|(to, from)| *to = opaque(*from));
        }
    }
    card
}

/// Pixels as a file: by their places in a palette, or as red, green and blue.
fn file(palette: Option<Vec<u8>>, pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 16);
    let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(match &palette {
        Some(_) => png::ColorType::Indexed,
        None => png::ColorType::Rgb,
    });
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
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

/// A shape's outline and colour; none where it is nothing to be seen.
fn outline(shape: &Shape) -> Option<(Path, Colour)> {
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
    Some((outline.0.finish()?, colour))
}

fn fill(picture: &mut Pixmap, path: &Path, colour: Colour) {
    let [r, g, b] = colour.0;
    let mut with = Paint::default();
    with.set_color(Color::from_rgba8(r, g, b, 255));
    picture.fill_path(path, &with, FillRule::Winding, Transform::identity(), None);
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
