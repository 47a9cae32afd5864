//! One text of a language file: literals, slots for values, and variants by number.

use super::plural::Category;

/// How a slot shows its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `{n}`: text as it is, numbers with the language's separators.
    Plain,
    /// `{n:spell}`: small whole numbers in words.
    Spell,
    /// `{n:Spell}`: the same, at the beginning of a sentence; text too.
    Capital,
    /// `{theme:quote}`: between the language's quotation marks.
    Quote,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Literal(Box<str>),
    Slot { name: Box<str>, style: Style },
}

/// A text with slots, read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern(pub(super) Vec<Piece>);

impl Pattern {
    /// Reads `{name}` and `{name:style}`; everything else is literal.
    pub(super) fn parse(text: &str) -> Result<Pattern, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            if rest[at..].starts_with('}') {
                return Err(format!("`}}` without `{{` in `{text}`"));
            }
            if at > 0 {
                pieces.push(Piece::Literal(rest[..at].into()));
            }
            let end = rest[at..]
                .find('}')
                .ok_or_else(|| format!("`{{` without `}}` in `{text}`"))?;
            let slot = &rest[at + 1..at + end];
            let (name, style) = match slot.split_once(':') {
                None => (slot, Style::Plain),
                Some((name, "spell")) => (name, Style::Spell),
                Some((name, "Spell")) => (name, Style::Capital),
                Some((name, "quote")) => (name, Style::Quote),
                Some((_, other)) => {
                    return Err(format!(
                        "unknown style `{other}` in `{text}`: use spell, Spell or quote"
                    ));
                }
            };
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if name.is_empty() || !name.chars().all(plain) {
                return Err(format!(
                    "`{name}` in `{text}` is no name: use a to z, 0 to 9 and _"
                ));
            }
            pieces.push(Piece::Slot {
                name: name.into(),
                style,
            });
            rest = &rest[at + end + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.into()));
        }
        Ok(Pattern(pieces))
    }

    /// Whether it shows the number that chose it. One that does not speaks of exactly one number.
    pub(super) fn shows_its_number(&self) -> bool {
        self.slots().any(|name| name == "n")
    }

    /// The names of its slots, in order of appearance.
    pub(super) fn slots(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Slot { name, .. } => Some(&**name),
            Piece::Literal(_) => None,
        })
    }
}

/// A text of the language file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    One(Pattern),
    /// Variants chosen by the value of `n`: exact numbers first, then the plural category.
    ByNumber {
        exact: Vec<(i64, Pattern)>,
        by_category: Vec<(Category, Pattern)>,
        other: Pattern,
    },
}

impl Text {
    /// All its patterns.
    pub(super) fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Text::One(pattern) => vec![pattern],
            Text::ByNumber {
                exact,
                by_category,
                other,
            } => (exact.iter().map(|(_, pattern)| pattern))
                .chain(by_category.iter().map(|(_, pattern)| pattern))
                .chain([other])
                .collect(),
        }
    }
}
