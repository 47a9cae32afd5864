//! One drawing of a chart: its frame, its words for those who cannot see it, its shapes, its SVG.

use std::fmt::Write;

use serde::{Serialize, Serializer};

use super::area::Area;
use super::shape::{Shape, Shapes};
use super::svg::{Num, Pen, escape};
use crate::language::{Dir, Language};

/// Units of the wide drawing.
pub const WIDE: f64 = 640.0;
/// Units of the narrow drawing, shown where the column is under 33 rem.
pub const NARROW: f64 = 300.0;

/// Which of a chart's two drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// 640 units.
    Wide,
    /// 300 units.
    Narrow,
}

impl Format {
    /// Its width in units.
    pub fn width(self) -> f64 {
        self.pick(WIDE, NARROW)
    }

    /// One of two values.
    pub fn pick<T>(self, wide: T, narrow: T) -> T {
        match self {
            Format::Wide => wide,
            Format::Narrow => narrow,
        }
    }
}

/// A drawing. Serialized it is its SVG: a template prints it with `| safe`.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Unique in its page; the ids of title, description and hatching derive from it.
    pub id: String,
    /// `w`, `s` or another class of the style sheet.
    pub class: &'static str,
    /// Width in units.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// Its accessible name.
    pub title: String,
    /// Its accessible description: the facts in words.
    pub desc: String,
    /// Mirrored where it is right to left.
    pub dir: Dir,
    /// What it shows.
    pub shapes: Shapes,
}

impl Drawing {
    /// The wide or the narrow drawing of a chart with this id.
    pub fn of_chart(id: &str, format: Format, height: f64, shapes: Shapes) -> Drawing {
        Drawing {
            id: format!("{id}-{}", format.pick("w", "s")),
            class: format.pick("w", "s"),
            width: format.width(),
            height,
            title: String::new(),
            desc: String::new(),
            dir: Dir::Ltr,
            shapes,
        }
    }

    /// The same with its words and its direction.
    pub fn told(self, title: &str, desc: &str, language: &Language) -> Drawing {
        Drawing {
            title: title.to_owned(),
            desc: desc.to_owned(),
            dir: language.dir(),
            ..self
        }
    }

    /// Its frame.
    pub fn frame(&self) -> Area {
        Area::new(0.0, 0.0, self.width, self.height)
    }

    /// The SVG element, complete and escaped.
    pub fn svg(&self) -> String {
        let id = &self.id;
        let (width, height) = (Num(self.width), Num(self.height));
        let linked = |shape: &Shape| matches!(shape, Shape::Link { .. });
        let hatched = |shape: &Shape| matches!(shape, Shape::Rect { hatched: true, .. });
        let role = match self.shapes.any(&linked) {
            true => "group",
            false => "img",
        };
        let mut out = String::with_capacity(4096);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<svg class=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">",
            self.class
        );
        escape(&mut out, &self.title);
        let _ = write!(out, "</title><desc id=\"{id}-d\">");
        escape(&mut out, &self.desc);
        out.push_str("</desc>");
        if self.shapes.any(&hatched) {
            let _ = write!(
                out,
                "<defs><pattern id=\"{id}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"hatch-bg\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" class=\"hatch-line\"/></pattern></defs>"
            );
        }
        let pen = Pen {
            id,
            width: self.width,
            dir: self.dir,
        };
        match self.dir {
            Dir::Ltr => self.shapes.write(&mut out, &pen),
            // Anchors follow the direction by themselves: the start of a text is then its right edge.
            Dir::Rtl => {
                out.push_str("<g direction=\"rtl\">");
                self.shapes.write(&mut out, &pen);
                out.push_str("</g>");
            }
        }
        out.push_str("</svg>");
        out
    }
}

impl Serialize for Drawing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.svg())
    }
}

/// A sign of the key: 16 units square, for the eye only; its word stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign(pub Shapes);

impl Serialize for Sign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pen = Pen {
            id: "",
            width: 16.0,
            dir: Dir::Ltr,
        };
        let mut out = String::from("<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">");
        self.0.write(&mut out, &pen);
        out.push_str("</svg>");
        serializer.serialize_str(&out)
    }
}
