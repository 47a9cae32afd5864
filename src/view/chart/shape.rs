//! The vocabulary of shapes that every drawing is made of, already positioned.
//!
//! Shapes carry classes, never colours: the style sheet maps classes to tokens, so that dark, print and
//! forced colours follow.

use super::area::Area;
use super::text::Style;

/// A positioned shape. Coordinates are units of the drawing, from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A straight line.
    Line {
        /// Where it begins: x and y.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// Classes of the style sheet.
        class: &'static str,
    },
    /// A rectangle, filled with the drawing's hatching where `hatched`.
    Rect {
        /// Its place and size.
        area: Area,
        /// Classes of the style sheet.
        class: &'static str,
        /// Whether it is filled with diagonal lines: an estimate.
        hatched: bool,
    },
    /// A circle.
    Circle {
        /// Its centre.
        at: (f64, f64),
        /// Its radius.
        r: f64,
        /// Classes of the style sheet.
        class: &'static str,
    },
    /// One line of text.
    Text {
        /// The anchor on its baseline.
        at: (f64, f64),
        /// Size, weight, tone and anchor.
        style: Style,
        /// The words, not escaped.
        text: String,
    },
    /// A line through several points.
    Path {
        /// The points, in order.
        points: Vec<(f64, f64)>,
        /// Classes of the style sheet.
        class: &'static str,
    },
    /// Shapes under a class, such as a segment's hue.
    Group {
        /// A class of the style sheet.
        class: &'static str,
        /// What it holds.
        shapes: Shapes,
    },
    /// Shapes that lead somewhere.
    Link {
        /// The address, not escaped.
        href: String,
        /// Its accessible name.
        label: String,
        /// What it holds.
        shapes: Shapes,
    },
}

/// Shapes in the order in which they are painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shapes(pub Vec<Shape>);

impl Shapes {
    /// Adds a straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &'static str) {
        self.0.push(Shape::Line { from, to, class });
    }

    /// Adds a rectangle by its corner and size.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, class: &'static str) {
        let area = Area::new(x, y, width, height);
        self.0.push(Shape::Rect {
            area,
            class,
            hatched: false,
        });
    }

    /// Adds a hatched rectangle by its corner and size.
    pub fn hatched(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.0.push(Shape::Rect {
            area: Area::new(x, y, width, height),
            class: "bar-est",
            hatched: true,
        });
    }

    /// Adds a circle.
    pub fn circle(&mut self, x: f64, y: f64, r: f64, class: &'static str) {
        let at = (x, y);
        self.0.push(Shape::Circle { at, r, class });
    }

    /// Adds a line of text; nothing where there are no words.
    pub fn text(&mut self, x: f64, y: f64, style: Style, text: impl Into<String>) {
        let (at, text) = ((x, y), text.into());
        if !text.is_empty() {
            self.0.push(Shape::Text { at, style, text });
        }
    }

    /// Adds lines of text under one another, from the first baseline on.
    pub fn lines(&mut self, x: f64, y: f64, style: Style, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.text(x, y + at as f64 * style.line(), style, line.as_str());
        }
    }

    /// Adds a line through points; nothing for fewer than two.
    pub fn path(&mut self, points: Vec<(f64, f64)>, class: &'static str) {
        if points.len() > 1 {
            self.0.push(Shape::Path { points, class });
        }
    }

    /// Adds shapes under a class.
    pub fn group(&mut self, class: &'static str, shapes: Shapes) {
        if !shapes.0.is_empty() {
            self.0.push(Shape::Group { class, shapes });
        }
    }

    /// Adds shapes that lead somewhere, or the bare shapes where there is nowhere to go.
    pub fn link(&mut self, href: Option<&str>, label: String, shapes: Shapes) {
        match href {
            Some(href) => self.0.push(Shape::Link {
                href: href.to_owned(),
                label,
                shapes,
            }),
            None => self.0.extend(shapes.0),
        }
    }

    /// Whether any shape, at any depth, is of this kind.
    pub(super) fn any(&self, is: &impl Fn(&Shape) -> bool) -> bool {
        self.0.iter().any(|shape| {
            is(shape)
                || match shape {
                    Shape::Group { shapes, .. } | Shape::Link { shapes, .. } => shapes.any(is),
                    _ => false,
                }
        })
    }
}

impl Shape {
    /// The same shape elsewhere.
    pub(super) fn moved(self, x: f64, y: f64) -> Shape {
        let by = |at: (f64, f64)| (at.0 + x, at.1 + y);
        let all = |shapes: Shapes| Shapes(shapes.0.into_iter().map(|s| s.moved(x, y)).collect());
        match self {
            Shape::Line { from, to, class } => {
                let (from, to) = (by(from), by(to));
                Shape::Line { from, to, class }
            }
            Shape::Rect {
                area,
                class,
                hatched,
            } => Shape::Rect {
                area: Area::new(area.x + x, area.y + y, area.width, area.height),
                class,
                hatched,
            },
            Shape::Circle { at, r, class } => {
                let at = by(at);
                Shape::Circle { at, r, class }
            }
            Shape::Text { at, style, text } => {
                let at = by(at);
                Shape::Text { at, style, text }
            }
            Shape::Path { points, class } => {
                let points = points.into_iter().map(by).collect();
                Shape::Path { points, class }
            }
            Shape::Group { class, shapes } => {
                let shapes = all(shapes);
                Shape::Group { class, shapes }
            }
            Shape::Link {
                href,
                label,
                shapes,
            } => {
                let shapes = all(shapes);
                Shape::Link {
                    href,
                    label,
                    shapes,
                }
            }
        }
    }
}
