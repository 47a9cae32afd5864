//! The interface's words as views use them: a text of the language file with its places filled.

use jiff::civil::Date;

use super::html::escape;
use crate::language::Language;
use crate::model::When;

/// What fills the places of a text: `{who}` by `("who", "Checkout")`.
pub type Fill<'f> = &'f [(&'f str, &'f str)];

/// The interface's language, as views speak it.
#[derive(Clone, Copy, Debug)]
pub struct Say<'a> {
    language: &'a Language,
}

impl<'a> Say<'a> {
    pub fn new(language: &'a Language) -> Say<'a> {
        Say { language }
    }

    /// A text without places.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with its places filled.
    pub fn with(&self, key: &str, fill: Fill) -> String {
        filled(self.language.text(key, None), fill)
    }

    /// A text in the plural form of `n`, which fills `{n}`.
    pub fn count(&self, key: &str, n: usize, fill: Fill) -> String {
        let written = self.integer(n);
        let mut all = vec![("n", written.as_str())];
        all.extend_from_slice(fill);
        filled(self.language.text(key, Some(n as f64)), &all)
    }

    /// A text as HTML: the text is escaped, what fills it is HTML already.
    pub fn html(&self, key: &str, fill: Fill) -> String {
        filled(&escape(self.language.text(key, None)), fill)
    }

    /// Like [`Say::html`] in the plural form of `n`.
    pub fn html_count(&self, key: &str, n: usize, fill: Fill) -> String {
        let written = self.integer(n);
        let mut all = vec![("n", written.as_str())];
        all.extend_from_slice(fill);
        filled(&escape(self.language.text(key, Some(n as f64))), &all)
    }

    pub fn integer(&self, n: usize) -> String {
        self.language.number(n as f64, 0)
    }

    /// A number with as many decimals as it needs, two at most.
    pub fn number(&self, n: f64) -> String {
        let decimals = (0..2).find(|d| {
            let scale = 10f64.powi(*d);
            ((n * scale).round() - n * scale).abs() < 1e-6
        });
        self.language.number(n, decimals.unwrap_or(2) as usize)
    }

    pub fn date(&self, date: Date) -> String {
        self.language.date(date)
    }

    pub fn short_date(&self, date: Date) -> String {
        self.language.short_date(date)
    }

    /// A day or month in words; `None` where the audience may not know it.
    pub fn when(&self, when: When) -> Option<String> {
        match when {
            When::Day(date) => Some(self.date(date)),
            When::Month { year, month } => Some(self.language.month(year, month)),
            When::Unknown => None,
        }
    }

    /// "a", "a and b", "a, b and c".
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let [first, middle @ .., last] = items else {
            return items
                .first()
                .map_or_else(String::new, |i| i.as_ref().to_owned());
        };
        let mut out = first.as_ref().to_owned();
        for item in middle {
            out = self.with("list.comma", &[("before", &out), ("after", item.as_ref())]);
        }
        self.with("list.and", &[("before", &out), ("after", last.as_ref())])
    }

    /// The marks around a quotation.
    pub fn quotation_marks(&self) -> (&'a str, &'a str) {
        (
            self.language.text("quote_open", None),
            self.language.text("quote_close", None),
        )
    }

    pub fn code(&self) -> &'a str {
        "en"
    }

    pub fn direction(&self) -> &'static str {
        "ltr"
    }
}

/// Fills the places of a text. What is filled in is never looked into again.
fn filled(text: &str, fill: Fill) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let place = rest.find('}').map(|close| &rest[1..close]);
        match place.and_then(|name| fill.iter().find(|(n, _)| *n == name)) {
            Some((name, value)) => {
                out.push_str(value);
                rest = &rest[name.len() + 2..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
