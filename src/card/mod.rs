//! Social cards: somebody's words on a picture of 1200 × 630, as SVG and as PNG.
//!
//! Entry points: [`Card::svg`] and [`Card::drawn`]. It knows nothing of casebooks, only what stands
//! where; uses `colour` alone. No font of the system is asked for: the letters are those of
//! `font`, so that a card is the same bytes on any machine. What they cannot write is left out of
//! the PNG, never shown as boxes; the SVG keeps it as text for the fonts of whoever opens it.
//!
//! | file | what it does |
//! |---|---|
//! | `font` | the letters, and a line of text as glyphs |
//! | `lines` | breaks words into lines of about one length, shrinks and cuts them |
//! | `layout` | what stands where |
//! | `svg`, `png` | draw that |
//! | `masks` | letters as they are set, each drawn once |
//! | `palette` | the few colours of a card |

mod font;
mod layout;
mod lines;
mod masks;
mod palette;
mod png;
mod svg;
#[cfg(test)]
mod tests;

use crate::colour::Colour;

pub use self::layout::{HEIGHT, WIDTH};
pub use self::png::{Canvas, is_of};

/// The revision of the drawing: to be counted up when the same words come to other bytes, so that
/// no card drawn by an earlier version is taken for one of this.
const DRAWING: u32 = 3;

/// What a card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is, above the words: "Insight". A quote has none.
    pub label: String,
    /// The mark that opens a quotation, where the words are one.
    pub mark: Option<String>,
    /// The large words.
    pub words: String,
    /// Said in place of words that the bundled letters cannot write: the first that they can.
    pub instead: Vec<String>,
    /// Under the words: who said them, or how many.
    pub below: String,
    /// At the foot: where it is from, and the site's name.
    pub source: String,
    pub site: String,
    /// Whatever a reader must know before all else, as of a sample.
    pub notice: String,
    pub style: Style,
}

/// How a card looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Can be read on paper.
    pub accent: Colour,
    /// Whether the words have the letters of labels.
    pub sans: bool,
    /// Whether labels run from right to left; quoted words know by themselves.
    pub right_to_left: bool,
    /// The language's code.
    pub language: String,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            accent: layout::ACCENT,
            sans: false,
            right_to_left: false,
            language: "en".into(),
        }
    }
}

impl Card {
    /// The card as SVG, its words as text.
    pub fn svg(&self) -> String {
        svg::write(self, &layout::lay_out(self))
    }

    /// The card as it is drawn: without what the bundled letters cannot write.
    pub fn drawn(&self) -> Drawn {
        let written = self.written();
        let shapes = layout::lay_out(&written);
        Drawn {
            svg: svg::write(&written, &shapes),
            card: written,
            shapes,
        }
    }

    /// The card with what can be written alone.
    fn written(&self) -> Card {
        let writes = |text: &&String| font::writes(text);
        let or_none = |text: &String| Some(text).filter(writes).cloned().unwrap_or_default();
        let words = std::iter::once(&self.words).chain(&self.instead);
        let is_own = font::writes(&self.words);
        Card {
            label: or_none(&self.label),
            // Other words are no quotation.
            mark: self.mark.clone().filter(|_| is_own),
            words: words.clone().find(writes).cloned().unwrap_or_default(),
            instead: self.instead.clone(),
            below: match &self.mark {
                // Nobody said the other words.
                Some(_) if !is_own => String::new(),
                _ => or_none(&self.below),
            },
            source: or_none(&self.source),
            site: or_none(&self.site),
            notice: or_none(&self.notice),
            style: self.style.clone(),
        }
    }
}

/// A card ready to be drawn, and known by what would be drawn.
pub struct Drawn {
    card: Card,
    shapes: Vec<layout::Shape>,
    /// All that is drawn, as SVG.
    pub svg: String,
}

impl Drawn {
    /// Whether it has all that a card says.
    pub fn is_whole(&self, card: &Card) -> bool {
        self.card == *card
    }

    /// Stands for the picture: equal for equal pictures.
    pub fn key(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&DRAWING.to_le_bytes());
        hasher.update(self.svg.as_bytes());
        *hasher.finalize().as_bytes()
    }

    /// The picture. Takes a few milliseconds; the canvas may have had any other before.
    pub fn png(&self, canvas: &mut Canvas) -> Vec<u8> {
        canvas.draw(&self.shapes, &self.key())
    }
}
