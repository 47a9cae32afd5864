//! A card as SVG: its words are text, for slides.

use std::fmt::Write;

use harfrust::font::glyph::outline::PathSink;

use super::Card;
use super::font::{self, Family};
use super::layout::{HEIGHT, Mark, Shape, Text, WIDTH};
use crate::colour::LIGHT_PAPER;

/// What the letters are, or look like where they are not there.
const SERIF: &str =
    "Libertinus Serif, Iowan Old Style, Palatino Linotype, Palatino, Georgia, serif";
const SANS: &str = "Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif";

pub fn write(card: &Card, shapes: &[Shape]) -> String {
    let mut out = String::with_capacity(2048);
    let language = escaped(&card.style.language);
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" xml:lang=\"{language}\">"
    );
    // The words as a whole, for those who hear the card, and for whoever looks for words in it.
    let all = [
        &card.label,
        &card.words,
        &card.below,
        &card.source,
        &card.site,
        &card.notice,
    ];
    let all: Vec<&str> = all
        .iter()
        .map(|t| t.as_str())
        .filter(|t| !t.is_empty())
        .collect();
    let _ = writeln!(out, "<title>{}</title>", escaped(&all.join("\n")));
    let paper = LIGHT_PAPER.hex();
    let _ = writeln!(
        out,
        "<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>"
    );
    for shape in shapes {
        match shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                colour,
            } => {
                let fill = colour.hex();
                let _ = writeln!(
                    out,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"
                );
            }
            Shape::Text(text) => write_text(text, &mut out),
            Shape::Mark(mark, colour) => {
                let (data, fill) = (data(mark), colour.hex());
                let _ = writeln!(out, "<path d=\"{data}\" fill=\"{fill}\"/>");
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn write_text(text: &Text, out: &mut String) {
    let family = match text.family {
        Family::Serif => SERIF,
        Family::Sans => SANS,
    };
    // `start` is where reading begins: at the right for text that runs to the left.
    let anchor = match text.at_right == text.to_the_left {
        true => "",
        false => " text-anchor=\"end\"",
    };
    let direction = if text.to_the_left {
        " direction=\"rtl\""
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-family=\"{family}\" font-size=\"{}\" fill=\"{}\"{direction}{anchor}>{}</text>",
        text.x,
        text.y,
        text.size,
        text.colour.hex(),
        escaped(&text.text),
    );
}

/// The mark's outline as path data.
fn data(mark: &Mark) -> String {
    let mut data = Data(String::new());
    let line = font::line(&mark.mark, Family::Serif, false);
    line.outline(mark.x, mark.y, mark.size, &mut data);
    data.0
}

/// An outline as path data.
struct Data(String);

impl Data {
    fn push(&mut self, command: char, numbers: &[f32]) {
        self.0.push(command);
        for (at, number) in numbers.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            let _ = write!(self.0, "{space}{number:.1}");
        }
    }
}

impl PathSink for Data {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// Text as XML has it.
fn escaped(text: &str) -> String {
    let allowed = text.chars().filter(|c| !c.is_control() || *c == '\n');
    quick_xml::escape::escape(allowed.collect::<String>()).into_owned()
}
