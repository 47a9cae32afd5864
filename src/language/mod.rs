//! The words of the interface: one language file, its texts, plural forms, numbers and dates.
//!
//! [`Language::parse`] reads a file such as `themes/default/languages/en.toml`; [`Language::say`]
//! gives a text by its key with its slots filled. It uses nothing else of the crate.
//!
//! A text is a string with slots, `"{k} of {n}"`, or a table of variants by the number `n`:
//!
//! ```toml
//! [quotes]
//! 0 = "no quotes"            # an exact number, where the wording differs
//! one = "{n} quote"          # a plural category of CLDR
//! other = "{n} quotes"
//! ```
//!
//! A slot may say how to show its value: `{n:spell}` in words where it is small, `{n:Spell}` at the
//! beginning of a sentence, `{theme:quote}` between quotation marks. Other tables are sections:
//! `say("chart.strip.title", …)`.

mod date;
mod number;
mod plural;
mod read;
mod text;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use date::Dates;
use number::Numbers;
pub use plural::{Category, Rules};
use rapidhash::fast::RandomState;
use text::{Pattern, Piece, Style, Text};

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of HTML's `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Dir::Ltr => "ltr",
            Dir::Rtl => "rtl",
        }
    }
}

/// A value for a slot of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Text, put in as it is (escaping is the template's work).
    Text(Cow<'a, str>),
    /// A whole number, written with the language's separators.
    Whole(i64),
    /// A number and how many decimals it shows.
    Decimal(f64, usize),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Whole(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Whole(i64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A language of the interface.
#[derive(Clone, Debug)]
pub struct Language {
    code: String,
    name: String,
    dir: Dir,
    rules: Rules,
    texts: HashMap<String, Text, RandomState>,
    numbers: Numbers,
    symbols: BTreeMap<String, String>,
    currencies: BTreeMap<String, String>,
    money_with_symbol: Pattern,
    money_with_code: Pattern,
    dates: Dates,
    spelled: Vec<String>,
    list: List,
    marks: QuotationMarks,
}

#[derive(Clone, Debug)]
struct List {
    between: String,
    last: String,
    two: String,
    /// Spanish: `e` in place of `y` before the sound of i.
    before_i: Option<String>,
}

impl List {
    /// What stands before the last item.
    fn before<'l>(&'l self, last: &str, usual: &'l str) -> &'l str {
        let word: String = last.chars().take(3).collect::<String>().to_lowercase();
        let sounds_i = word.starts_with(['i', 'í'])
            || (word.starts_with("hi") || word.starts_with("hí"))
                && !["hia", "hie"].contains(&word.as_str());
        match &self.before_i {
            Some(other) if sounds_i => other,
            _ => usual,
        }
    }
}

/// The quotation marks of a language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct QuotationMarks {
    /// Before a quotation.
    pub open: String,
    /// After a quotation.
    pub close: String,
    /// Before a quotation within one.
    pub inner_open: String,
    /// After a quotation within one.
    pub inner_close: String,
}

/// Why a language file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct LanguageError {
    why: String,
    /// Where in the file, in bytes; empty at its beginning when it is about the whole file.
    pub at: std::ops::Range<usize>,
}

impl Language {
    /// The language that Casebook brings along.
    pub fn english() -> Language {
        let text = include_str!("../../themes/default/languages/en.toml");
        Language::parse("en", text).expect("the built-in language file is valid")
    }

    /// Reads a language file. `code` is its BCP 47 code, such as `en` or `pt-BR`.
    ///
    /// # Errors
    /// The first thing that is wrong: broken TOML, a language without plural rules, a setting that
    /// is missing or of the wrong kind, a text that cannot be read.
    pub fn parse(code: &str, toml_text: &str) -> Result<Language, LanguageError> {
        read::language(code, toml_text)
    }

    /// Its BCP 47 code, for HTML's `lang`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its own name for itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which way it is written.
    pub fn dir(&self) -> Dir {
        self.dir
    }

    /// Its quotation marks.
    pub fn quotation_marks(&self) -> &QuotationMarks {
        &self.marks
    }

    /// The text of a key with its slots filled; variants are chosen by the value named `n`.
    /// A key that the file lacks gives `⟦key⟧`, a slot without a value `⟦name⟧`.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        match self.texts.get(key) {
            None => format!("⟦{key}⟧"),
            Some(Text::One(pattern)) => self.fill(pattern, args),
            Some(Text::ByNumber {
                exact,
                by_category,
                other,
            }) => {
                let n = (args.iter())
                    .find(|(name, _)| *name == "n")
                    .map(|(_, arg)| arg);
                let (value, decimals) = match n {
                    Some(Arg::Whole(n)) => (*n as f64, 0),
                    Some(Arg::Decimal(n, decimals)) => (*n, *decimals),
                    _ => return self.fill(other, args),
                };
                let category = self.rules.category(value, decimals);
                let by_exact = exact.iter().find(|(n, _)| *n as f64 == value);
                // French `one` is for 0 too: "Une citation" is not said of none.
                let says = |pattern: &Pattern| value == 1.0 || pattern.shows_its_number();
                let by_category = (by_category.iter()).find(|(one, pattern)| {
                    *one == category && (category != Category::One || says(pattern))
                });
                let pattern = (by_exact.map(|(_, pattern)| pattern))
                    .or(by_category.map(|(_, pattern)| pattern))
                    .unwrap_or(other);
                self.fill(pattern, args)
            }
        }
    }

    /// Whether the file has a text of this key.
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// All its keys in order, each with the names of its slots: what two files must share.
    pub fn keys(&self) -> impl Iterator<Item = (&str, BTreeSet<&str>)> {
        let in_order: BTreeMap<&String, &Text> = self.texts.iter().collect();
        in_order.into_iter().map(|(key, text)| {
            let patterns = text.patterns();
            (
                key.as_str(),
                patterns.into_iter().flat_map(Pattern::slots).collect(),
            )
        })
    }

    /// A whole number in words where the file spells it out, else in digits.
    pub fn spell(&self, number: i64) -> String {
        let word = usize::try_from(number)
            .ok()
            .and_then(|at| self.spelled.get(at));
        word.cloned().unwrap_or_else(|| self.whole(number))
    }

    /// Items joined as in a sentence: `a`, `a and b`, `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [one, two] => {
                let (one, two) = (one.as_ref(), two.as_ref());
                format!("{one}{}{two}", self.list.before(two, &self.list.two))
            }
            [most @ .., last] => {
                let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
                let most = most.join(&self.list.between);
                let last = last.as_ref();
                format!("{most}{}{last}", self.list.before(last, &self.list.last))
            }
        }
    }

    /// Items side by side, none of them the last: `a, b, c`.
    pub fn row<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(&self.list.between)
    }

    /// Text between the language's quotation marks.
    pub fn quote(&self, text: &str) -> String {
        format!("{}{text}{}", self.marks.open, self.marks.close)
    }

    fn fill(&self, pattern: &Pattern, args: &[(&str, Arg)]) -> String {
        let mut out = String::with_capacity(64);
        for piece in &pattern.0 {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Slot { name, style } => {
                    match args.iter().find(|(given, _)| *given == &**name) {
                        Some((_, arg)) => out.push_str(&self.show(arg, *style)),
                        None => out.push_str(&format!("⟦{name}⟧")),
                    }
                }
            }
        }
        out
    }

    fn show<'a>(&self, arg: &'a Arg, style: Style) -> Cow<'a, str> {
        let plain: Cow<str> = match arg {
            Arg::Text(text) => isolated(text, self.dir),
            Arg::Whole(n) if matches!(style, Style::Spell | Style::Capital) => {
                self.spell(*n).into()
            }
            Arg::Whole(n) => self.whole(*n).into(),
            Arg::Decimal(n, decimals) => self.number(*n, *decimals).into(),
        };
        match style {
            Style::Plain | Style::Spell => plain,
            Style::Capital => capitalised(&plain).into(),
            Style::Quote => self.quote(&plain).into(),
        }
    }
}

/// A text that is written the other way, kept together: else its colon or the number after it would
/// jump to its other side.
fn isolated(text: &str, dir: Dir) -> Cow<'_, str> {
    let rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let other_way = |c: char| c.is_alphabetic() && rtl(c) == (dir == Dir::Ltr);
    match text.chars().any(other_way) && !text.starts_with('\u{2068}') {
        true => format!("\u{2068}{text}\u{2069}").into(),
        false => Cow::Borrowed(text),
    }
}

/// A text with its first letter in upper case, for the beginning of a label or a sentence.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(mark @ '\u{2068}') => format!("{mark}{}", capitalised(letters.as_str())),
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
