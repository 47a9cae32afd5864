//! Shapes as SVG. Coordinates are written with two decimals at most: the same input, the same bytes.

use std::fmt::Write;

use super::shape::{Shape, Shapes};
use crate::language::Dir;

impl Shapes {
    /// Writes them as SVG elements.
    pub(super) fn write(&self, out: &mut String, pen: &Pen) {
        for shape in &self.0 {
            shape.write(out, pen);
        }
    }
}

/// What writing needs to know of the drawing: its id, its width, and its direction.
pub(super) struct Pen<'a> {
    pub(super) id: &'a str,
    pub(super) width: f64,
    pub(super) dir: Dir,
}

impl Pen<'_> {
    /// Mirrors a coordinate where the language runs from right to left.
    fn x(&self, x: f64) -> Num {
        Num(match self.dir {
            Dir::Ltr => x,
            Dir::Rtl => self.width - x,
        })
    }
}

impl Shape {
    fn write(&self, out: &mut String, pen: &Pen) {
        // Writing to a string cannot fail.
        let _ = match self {
            Shape::Line { from, to, class } => write!(
                out,
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{class}\"/>",
                pen.x(from.0),
                Num(from.1),
                pen.x(to.0),
                Num(to.1)
            ),
            Shape::Rect {
                area,
                class,
                hatched,
            } => {
                let x = match pen.dir {
                    Dir::Ltr => area.x,
                    Dir::Rtl => area.right(),
                };
                let fill = match hatched {
                    true => format!(" fill=\"url(#{}-h)\"", pen.id),
                    false => String::new(),
                };
                write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{fill} class=\"{class}\"/>",
                    pen.x(x),
                    Num(area.y),
                    Num(area.width),
                    Num(area.height)
                )
            }
            Shape::Circle { at, r, class } => write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{class}\"/>",
                pen.x(at.0),
                Num(at.1),
                Num(*r)
            ),
            Shape::Text { at, style, text } => {
                let _ = write!(out, "<text x=\"{}\" y=\"{}\"", pen.x(at.0), Num(at.1));
                let classes = style.classes();
                if !classes.is_empty() {
                    let _ = write!(out, " class=\"{classes}\"");
                }
                out.push('>');
                escape(out, text);
                write!(out, "</text>")
            }
            Shape::Path { points, class } => {
                out.push_str("<path d=\"");
                write_points(out, points, pen);
                write!(out, "\" class=\"{class}\"/>")
            }
            Shape::Group { class, shapes } => {
                let _ = write!(out, "<g class=\"{class}\">");
                shapes.write(out, pen);
                write!(out, "</g>")
            }
            Shape::Link {
                href,
                label,
                shapes,
            } => {
                out.push_str("<a href=\"");
                escape(out, href);
                out.push_str("\" aria-label=\"");
                escape(out, label);
                out.push_str("\">");
                shapes.write(out, pen);
                write!(out, "</a>")
            }
        };
    }
}

/// Writes a path as briefly as its points allow: horizontal and vertical steps by one number.
fn write_points(out: &mut String, points: &[(f64, f64)], pen: &Pen) {
    let mut last: Option<(String, String)> = None;
    for (x, y) in points {
        let (x, y) = (pen.x(*x).to_string(), Num(*y).to_string());
        let _ = match &last {
            None => write!(out, "M{x} {y}"),
            Some((old_x, old_y)) if *old_x == x && *old_y == y => continue,
            Some((_, old_y)) if *old_y == y => write!(out, "H{x}"),
            Some((old_x, _)) if *old_x == x => write!(out, "V{y}"),
            Some(_) => write!(out, "L{x} {y}"),
        };
        last = Some((x, y));
    }
}

/// A coordinate as it is written: two decimals at most, no trailing zeros, no minus zero.
pub(super) struct Num(pub(super) f64);

impl std::fmt::Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let hundredths = (self.0 * 100.0).round() as i64;
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            _ if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// Writes text so that it is text in an element and in a quoted attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
}
