//! The styles of text in charts, and how wide text is in them: labels are placed and wrapped by this
//! estimate, and never measured in a browser.

use unicode_segmentation::UnicodeSegmentation;

use super::advance::advance;
use super::area::Area;

/// The size of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Normal,
    Small,
    Number,
}

/// The ink of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Plain,
    Ink,
    Mute,
}

/// Where a text's anchor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// Size, weight, ink and anchor of a text: the `t-…` classes of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    size: Size,
    bold: bool,
    tone: Tone,
    anchor: Anchor,
    halo: bool,
}

impl Style {
    /// 13 units, secondary ink.
    pub const PLAIN: Style = Style {
        size: Size::Normal,
        bold: false,
        tone: Tone::Plain,
        anchor: Anchor::Start,
        halo: false,
    };
    /// 13 units, ink.
    pub const INK: Style = Style {
        tone: Tone::Ink,
        ..Style::PLAIN
    };
    /// 13 units, bold.
    pub const BOLD: Style = Style {
        bold: true,
        ..Style::PLAIN
    };
    /// 12 units, quiet: axis labels.
    pub const AXIS: Style = Style {
        size: Size::Small,
        tone: Tone::Mute,
        ..Style::PLAIN
    };
    /// 26 units, serif: a lead number.
    pub const NUMBER: Style = Style {
        size: Size::Number,
        ..Style::PLAIN
    };

    /// The same in 12 units.
    pub const fn small(self) -> Style {
        Style {
            size: Size::Small,
            ..self
        }
    }

    /// The same, bold.
    pub const fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// The same, quiet.
    pub const fn mute(self) -> Style {
        Style {
            tone: Tone::Mute,
            ..self
        }
    }

    /// The same, anchored elsewhere.
    pub const fn anchored(self, anchor: Anchor) -> Style {
        Style { anchor, ..self }
    }

    /// The same, anchored at its middle.
    pub const fn middle(self) -> Style {
        self.anchored(Anchor::Middle)
    }

    /// The same, anchored at its end.
    pub const fn end(self) -> Style {
        self.anchored(Anchor::End)
    }

    /// The same with a margin of paper, where lines may run behind it.
    pub const fn halo(self) -> Style {
        Style { halo: true, ..self }
    }

    /// The classes of the style sheet.
    pub fn classes(self) -> String {
        let all = [
            (self.bold, "t-b"),
            (self.tone == Tone::Ink, "t-ink"),
            (self.tone == Tone::Mute, "t-mute"),
            (self.size == Size::Small, "t-sm"),
            (self.size == Size::Number, "t-num"),
            (self.anchor == Anchor::Middle, "m"),
            (self.anchor == Anchor::End, "e"),
            (self.halo, "halo"),
        ];
        let classes: Vec<&str> = (all.iter().filter(|(has, _)| *has))
            .map(|(_, class)| *class)
            .collect();
        classes.join(" ")
    }

    /// The height of its letters, in units.
    pub(super) fn size(self) -> f64 {
        match self.size {
            Size::Normal => 13.0,
            Size::Small => 12.0,
            Size::Number => 26.0,
        }
    }

    /// From one line to the next, in units.
    pub fn line(self) -> f64 {
        match self.size {
            Size::Normal => 17.0,
            Size::Small => 15.0,
            Size::Number => 30.0,
        }
    }

    /// The estimated width of a text, in units.
    pub fn width(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(|letter| advance(letter, self.bold)).sum();
        ems * self.size()
    }

    /// The estimated box of a text at its anchor.
    pub fn area(self, at: (f64, f64), text: &str) -> Area {
        let width = self.width(text);
        let x = match self.anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - width / 2.0,
            Anchor::End => at.0 - width,
        };
        let size = self.size();
        Area::new(x, at.1 - 0.78 * size, width, size)
    }

    /// The text where it fits in this width, else as much of it as does, with an ellipsis.
    pub fn fit(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let room = width - advance('…', self.bold) * self.size();
        let mut used = 0.0;
        let mut out = String::new();
        for cluster in text.graphemes(true) {
            used += self.width(cluster);
            if used > room {
                break;
            }
            out.push_str(cluster);
        }
        match out.trim_end() {
            "" if room < 0.0 => String::new(),
            kept => format!("{kept}…"),
        }
    }

    /// The text in lines of this width, at most `most` of them; what is left over is an ellipsis.
    /// Lines break at spaces, but not at those that bind, and within a word only where it is wider
    /// than a line. They are of about one length: no word is left alone on the last.
    pub fn wrap(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.broken(text, width);
        let widest = words_of(text).map(|word| self.width(word));
        let mut narrow = widest.fold(0.0, f64::max);
        if (2..=most).contains(&lines.len()) && narrow <= width {
            let mut wide = width;
            for _ in 0..6 {
                let between = (narrow + wide) / 2.0;
                let tried = self.broken(text, between);
                if tried.len() == lines.len() {
                    (lines, wide) = (tried, between);
                } else {
                    narrow = between;
                }
            }
        }
        if lines.len() > most {
            let rest = lines.split_off(most.saturating_sub(1)).join(" ");
            lines.push(self.fit(&rest, width));
        }
        lines.retain(|line| !line.is_empty());
        for line in &mut lines {
            if self.width(line) > width {
                *line = self.fit(line, width);
            }
        }
        lines
    }

    /// The text in lines of this width, each as full as can be.
    fn broken(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in words_of(text) {
            let spaced = match line.is_empty() {
                true => word.to_owned(),
                false => format!("{line} {word}"),
            };
            if self.width(&spaced) <= width {
                line = spaced;
            } else if self.width(word) <= width {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                for cluster in word.graphemes(true) {
                    if !line.is_empty() && self.width(&line) + self.width(cluster) > width {
                        lines.push(std::mem::take(&mut line).trim_end().to_owned());
                    }
                    line.push_str(cluster);
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// What a line may end between.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let binds = |letter: char| matches!(letter, '\u{a0}' | '\u{202f}');
    text.split(move |letter: char| letter.is_whitespace() && !binds(letter))
        .filter(|word| !word.is_empty())
}
