//! The interface's words as views use them: texts of the language file with their slots filled,
//! plain or as HTML.

use jiff::civil::Date;

use super::html::escape_into;
use crate::language::{Arg, Language};
use crate::model::When;

/// What fills the slots of a text: `{who}` by `("who", "Checkout".into())`.
pub type Fill<'f> = &'f [(&'f str, Arg<'f>)];

/// What fills a text's slots: `fill![who: &*name, n: count]`.
macro_rules! fill {
    ($($name:ident: $value:expr),* $(,)?) => {
        &[$((stringify!($name), $crate::language::Arg::from($value))),*]
    };
}
pub(crate) use fill;

/// The interface's language, as views speak it.
#[derive(Clone, Copy, Debug)]
pub struct Say<'a> {
    language: &'a Language,
}

impl<'a> Say<'a> {
    pub fn new(language: &'a Language) -> Say<'a> {
        Say { language }
    }

    pub fn language(&self) -> &'a Language {
        self.language
    }

    /// A text without slots.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with its slots filled; the slot `n` chooses among its variants.
    pub fn with(&self, key: &str, fill: Fill) -> String {
        self.language.say(key, fill)
    }

    /// A text whose first slot is the count `n`.
    pub fn count(&self, key: &str, n: usize, fill: Fill) -> String {
        let mut all = vec![("n", Arg::from(n))];
        all.extend_from_slice(fill);
        self.with(key, &all)
    }

    /// A text as HTML: the text and what `fill` puts into it are escaped, what `html` puts into it
    /// is HTML already.
    pub fn html(&self, key: &str, fill: Fill, html: &[(&str, &str)]) -> String {
        // Private-use characters stand for the HTML while the text is escaped around it.
        let places: Vec<String> = (0..html.len())
            .filter_map(|i| char::from_u32(0xe000 + i as u32))
            .map(String::from)
            .collect();
        let mut all = fill.to_vec();
        all.extend(
            html.iter()
                .zip(&places)
                .map(|((name, _), place)| (*name, place.into())),
        );
        let text = self.with(key, &all);
        let mut out = String::with_capacity(text.len() + 64);
        let mut rest = text.as_str();
        while let Some(at) = rest.find(|c: char| ('\u{e000}'..'\u{e010}').contains(&c)) {
            escape_into(&rest[..at], &mut out);
            let place = rest[at..].chars().next().unwrap_or('\u{e000}');
            if let Some((_, value)) = html.get(place as usize - 0xe000) {
                out.push_str(value);
            }
            rest = &rest[at + place.len_utf8()..];
        }
        escape_into(rest, &mut out);
        out
    }

    pub fn integer(&self, n: usize) -> String {
        self.language.whole(n as i64)
    }

    /// A number with as many decimals as it needs, two at most.
    pub fn number(&self, n: f64) -> String {
        self.language.short_number(n, 2)
    }

    pub fn money(&self, amount: f64, currency: &str) -> String {
        self.language.money(amount, currency)
    }

    pub fn date(&self, date: Date) -> String {
        self.language.date(date)
    }

    pub fn short_date(&self, date: Date) -> String {
        self.language.short_date(date)
    }

    pub fn month(&self, year: i16, month: i8) -> String {
        self.language.month(year, month)
    }

    /// "Page 2 of 3."; `None` where a list stands on one page.
    pub fn part(&self, part: u32, of: u32) -> Option<String> {
        (of > 1).then(|| self.with("quotes.part", fill![part: part, of: of]))
    }

    /// A period in words; `None` where neither end is known.
    pub fn period(&self, period: (Option<Date>, Option<Date>)) -> Option<String> {
        Some(match period {
            (Some(from), Some(to)) => self.language.date_range(from, to),
            (Some(from), None) => self.with("period.from", fill![from: self.date(from)]),
            (None, Some(to)) => self.with("period.to", fill![to: self.date(to)]),
            (None, None) => return None,
        })
    }

    /// A day or month in words; `None` where the audience may not know it.
    pub fn when(&self, when: When) -> Option<String> {
        match when {
            When::Day(date) => Some(self.date(date)),
            When::Month { year, month } => Some(self.month(year, month)),
            When::Unknown => None,
        }
    }

    /// "a", "a and b", "a, b and c".
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.language.list(items)
    }

    /// "a, b, c".
    pub fn row<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.language.row(items)
    }

    /// A name between quotation marks.
    pub fn quoted(&self, name: &str) -> String {
        self.language.quote(name)
    }

    /// The marks around a quotation.
    pub fn quotation_marks(&self) -> (&'a str, &'a str) {
        let marks = self.language.quotation_marks();
        (&marks.open, &marks.close)
    }

    pub fn code(&self) -> &'a str {
        self.language.code()
    }

    pub fn direction(&self) -> &'static str {
        self.language.dir().name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_text_is_escaped_unless_it_is_html() {
        let language = Language::english();
        let say = Say::new(&language);
        let html = say.html(
            "count.and_group",
            fill![group: "<you> & me"],
            &[("first", "<b>11 of 18</b>")],
        );
        assert_eq!(html, "<b>11 of 18</b>, and &lt;you&gt; &amp; me.");
    }
}
