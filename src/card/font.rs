//! The letters of cards, and a line of text as glyphs.
//!
//! Libertinus Serif is the voice, Noto Sans the label; DejaVu Sans Condensed writes what they lack:
//! Arabic, Hebrew beside labels, Armenian, Georgian, signs. All three are bundled.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use harfrust::font::Font;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Buffer, Direction, GlyphId, Script, ShapeOptions, ShapePlan, ShaperFont};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Which letters a text would have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Serif,
    Sans,
}

/// A line of text as glyphs, in parts of an em, its origin at the left end of the baseline.
#[derive(Debug, Default)]
pub struct Line {
    glyphs: Vec<Glyph>,
    pub width: f32,
}

/// A glyph of a line, and its place there.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub shape: GlyphShape,
    pub x: f32,
    pub y: f32,
}

/// What a glyph looks like: one of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlyphShape {
    face: usize,
    id: GlyphId,
}

const SERIF: usize = 0;
const SANS: usize = 1;
const OTHER: usize = 2;

/// A font, and how it is shaped in each script and direction that was asked for: to find that out
/// takes longer than a line.
struct Face {
    font: Font,
    plans: RwLock<Vec<Arc<ShapePlan>>>,
}

fn faces() -> &'static [Face; 3] {
    static FACES: OnceLock<[Face; 3]> = OnceLock::new();
    FACES.get_or_init(|| {
        // The crate lists its fonts and names none of them; a test looks which one comes first.
        let serif = typst_assets::fonts().next().unwrap_or_default();
        [
            serif,
            notosans::REGULAR_TTF,
            dejavu::sans_condensed::regular(),
        ]
        .map(|bytes| Face {
            font: Font::new(bytes, 0).expect("a bundled font can be read"),
            plans: RwLock::default(),
        })
    })
}

impl Face {
    /// How text of a script and direction is shaped.
    fn plan(&self, script: Option<Script>, direction: Direction) -> Arc<ShapePlan> {
        let is_it =
            |plan: &&Arc<ShapePlan>| plan.script() == script && plan.direction() == direction;
        let known = self.plans.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = known.iter().find(is_it) {
            return Arc::clone(plan);
        }
        drop(known);
        let plan = Arc::new(ShapePlan::new(&self.font, direction, script, None, &[]));
        let mut known = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        known.push(Arc::clone(&plan));
        plan
    }
}

impl Family {
    /// Its faces, in the order in which they are asked for a letter.
    fn order(self) -> [usize; 3] {
        match self {
            Family::Serif => [SERIF, SANS, OTHER],
            Family::Sans => [SANS, OTHER, SERIF],
        }
    }
}

/// Whether the bundled letters can write a text.
pub fn writes(text: &str) -> bool {
    pieces(text, Family::Serif)
        .iter()
        .all(|(face, _)| face.is_some())
}

/// Whether a text begins with a word that is written from right to left.
pub fn runs_to_the_left(text: &str) -> bool {
    let info = BidiInfo::new(text, None);
    info.paragraphs.first().is_some_and(|p| p.level.is_rtl())
}

/// A line of text whose sentence runs to the left or to the right.
pub fn line(text: &str, family: Family, to_the_left: bool) -> Line {
    let mut line = Line::default();
    if text.is_empty() {
        return line;
    }
    let level = match to_the_left {
        true => Level::rtl(),
        false => Level::ltr(),
    };
    let info = BidiInfo::new(text, Some(level));
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels[run.start].is_rtl();
            let mut pieces = pieces(&text[run], family);
            if is_rtl {
                pieces.reverse();
            }
            for (face, piece) in pieces {
                line.push(piece, face, is_rtl);
            }
        }
    }
    line
}

/// A stretch of text in the faces that write it; `None` where none does.
fn pieces(text: &str, family: Family) -> Vec<(Option<usize>, &str)> {
    let mut pieces: Vec<(Option<usize>, usize, usize)> = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        let end = at + cluster.len();
        // Spaces and signs stay with the word before them.
        let last = pieces.last().and_then(|piece| piece.0);
        let stays = last.filter(|_| !cluster.chars().any(char::is_alphanumeric));
        let mut faces = stays.into_iter().chain(family.order());
        let face = faces.find(|face| has(*face, cluster));
        match pieces.last_mut() {
            Some(piece) if piece.0 == face => piece.2 = end,
            _ => pieces.push((face, at, end)),
        }
    }
    let cut = |(face, from, to)| (face, &text[from..to]);
    pieces.into_iter().map(cut).collect()
}

/// Whether a face has all letters of a cluster.
fn has(face: usize, cluster: &str) -> bool {
    let map = faces()[face].font.charmap();
    // What is never seen, such as joiners, needs no glyph.
    let unseen = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
    let mut letters = cluster.chars().filter(|c| !unseen(*c));
    letters.all(|c| map.map_unicode(c).is_some_and(|id| id.to_u32() != 0))
}

impl Line {
    /// Adds a piece of one face at the right end.
    fn push(&mut self, text: &str, face: Option<usize>, is_rtl: bool) {
        let Some(face) = face else {
            // A guess, for whoever has a font for it.
            self.width += text.graphemes(true).map(guess).sum::<f32>();
            return;
        };
        let font = &faces()[face].font;
        let em = f32::from(font.units_per_em());
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(match is_rtl {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        });
        // Without its language a text is shaped as most texts of its script are.
        buffer.set_language(None);
        let plan = faces()[face].plan(buffer.script(), buffer.direction());
        let options = ShapeOptions::new().plan(Some(&plan));
        // The plan is made for this script and direction.
        let _ = harfrust::shape(&ShaperFont::new(font), &mut buffer, options);
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        for (info, place) in glyphs {
            let id = GlyphId::new(info.glyph_id);
            self.glyphs.push(Glyph {
                shape: GlyphShape { face, id },
                x: self.width + place.x_offset as f32 / em,
                y: place.y_offset as f32 / em,
            });
            self.width += place.x_advance as f32 / em;
        }
    }

    /// Its glyphs, their places in parts of an em.
    pub fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// Its outlines at a size, from a place on the baseline, y growing downwards.
    pub fn outline(&self, x: f32, y: f32, size: f32, out: &mut impl PathSink) {
        for glyph in &self.glyphs {
            let (x, y) = (x + glyph.x * size, y - glyph.y * size);
            glyph.shape.outline(x, y, size, out);
        }
    }
}

impl GlyphShape {
    /// Its outline at a size, from a place on the baseline, y growing downwards.
    pub fn outline(self, x: f32, y: f32, size: f32, out: &mut impl PathSink) {
        let font = &faces()[self.face].font;
        let Some(outline) = font.outline_glyphs().get(self.id) else {
            return;
        };
        let scale = size / f32::from(font.units_per_em());
        let mut placed = Placed { x, y, scale, out };
        // A glyph of a bundled font can be drawn.
        let _ = outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut placed);
    }
}

/// How wide a letter may be that no font of ours has, in parts of an em.
fn guess(cluster: &str) -> f32 {
    match cluster.width() {
        0 => 0.0,
        1 => 0.55,
        _ => 1.0,
    }
}

/// Font units to places on the card.
struct Placed<'o, S> {
    x: f32,
    y: f32,
    scale: f32,
    out: &'o mut S,
}

impl<S> Placed<'_, S> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl<S: PathSink> PathSink for Placed<'_, S> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.out.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.out.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.out.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.out.curve_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.out.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_serif_is_libertinus() {
        let bytes = typst_assets::fonts().next().unwrap();
        let name: Vec<u8> = "Libertinus Serif"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert!(bytes.windows(name.len()).any(|window| window == name));
    }

    #[test]
    fn letters_are_found_in_one_font_or_another() {
        for text in [
            "Größe",
            "Ελληνικά",
            "Кириллица",
            "עברית",
            "العربية",
            "→ 10 €",
            "a\u{301}",
        ] {
            assert!(writes(text), "{text}");
        }
        for text in ["北京", "ไทย", "नमस्ते", "👩‍💻"] {
            assert!(!writes(text), "{text}");
        }
    }

    #[test]
    fn arabic_is_joined_and_runs_to_the_left() {
        assert!(runs_to_the_left("العربية 12"));
        assert!(!runs_to_the_left("12 o'clock العربية"));
        // Joined letters are narrower than the same letters apart.
        let joined = line("ععع", Family::Serif, true).width;
        let apart = line("ع\u{200c}ع\u{200c}ع", Family::Serif, true).width;
        assert!(joined < apart, "{joined} {apart}");
    }
}
