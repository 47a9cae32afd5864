//! The words of the interface: one language file, its texts, plural forms, numbers and dates.
//!
//! (A stand-in until branch `charts` brings the real one; only `view::say` uses it.)

use jiff::civil::Date;
use toml::Value;

#[derive(Clone, Debug)]
pub struct Language {
    texts: toml::Table,
}

impl Language {
    pub fn english() -> Language {
        let text = include_str!("../themes/default/languages/en.toml");
        Language {
            texts: text.parse().expect("en.toml is valid"),
        }
    }

    pub fn text(&self, key: &str, n: Option<f64>) -> &str {
        let value = key
            .split('.')
            .try_fold(None, |at: Option<&Value>, part| {
                match at {
                    None => self.texts.get(part),
                    Some(value) => value.get(part),
                }
                .map(Some)
            })
            .flatten();
        let form = if n == Some(1.0) { "one" } else { "other" };
        match value {
            Some(Value::String(text)) => text,
            Some(Value::Table(forms)) => forms
                .get(form)
                .or(forms.get("other"))
                .and_then(Value::as_str)
                .unwrap_or("?"),
            _ => {
                debug_assert!(false, "no text `{key}`");
                "?"
            }
        }
    }

    pub fn date(&self, date: Date) -> String {
        date.strftime("%-d %B %Y").to_string()
    }

    pub fn short_date(&self, date: Date) -> String {
        date.strftime("%-d %b").to_string()
    }

    pub fn month(&self, year: i16, month: i8) -> String {
        Date::new(year, month, 1)
            .map_or_else(|_| String::new(), |d| d.strftime("%B %Y").to_string())
    }

    pub fn number(&self, n: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", n.abs());
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        if !rest.is_empty() {
            out.push('.');
            out.push_str(rest);
        }
        if n < 0.0 {
            out.insert(0, '\u{2212}');
        }
        out
    }
}
