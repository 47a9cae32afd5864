//! From a language file to a [`Language`], telling the first thing that is wrong with it.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::{
    Category, Dates, Dir, Language, LanguageError, List, Numbers, Pattern, QuotationMarks, Rules,
    Text,
};

/// Reads a language file.
pub(super) fn language(code: &str, toml_text: &str) -> Result<Language, LanguageError> {
    let file: Table = toml::from_str(toml_text).map_err(|error| LanguageError {
        why: error.message().to_owned(),
        at: error.span().unwrap_or_default(),
    })?;
    of_table(code, &file).map_err(|wrong| LanguageError {
        at: place(toml_text, &wrong.key),
        why: match wrong.key.is_empty() {
            true => wrong.why,
            false => format!("`{}` {}", wrong.key, wrong.why),
        },
    })
}

/// What is wrong with a key; an empty key for the whole file.
struct Wrong {
    key: String,
    why: String,
}

fn wrong(key: impl Into<String>, why: impl Into<String>) -> Wrong {
    Wrong {
        key: key.into(),
        why: why.into(),
    }
}

/// Where a dotted key stands, or as much of it as is there; nowhere is the file's beginning.
fn place(toml_text: &str, key: &str) -> Range<usize> {
    let Ok(file) = DeTable::parse(toml_text) else {
        return 0..0;
    };
    let mut table = file.get_ref();
    let mut found = 0..0;
    for name in key.split('.') {
        let mut entries = table.iter();
        let Some((key, value)) = entries.find(|(key, _)| key.get_ref() == name) else {
            break;
        };
        found = Spanned::span(key);
        match value.get_ref() {
            DeValue::Table(below) => table = below,
            _ => break,
        }
    }
    found
}

fn of_table(code: &str, file: &Table) -> Result<Language, Wrong> {
    let rules = Rules::of(code).ok_or_else(|| {
        let known = "know ar, de, en, es, fr and pt";
        wrong("", format!("no plural rules for `{code}`: {known}"))
    })?;
    let settings = Section::of(file, "language")?;
    let numbers = Section::of(file, "numbers")?;
    let money = Section::of(file, "money")?;
    let dates = Section::of(file, "dates")?;
    let list = Section::of(file, "list")?;
    let marks = Section::of(file, "quotation")?;

    let mut texts = BTreeMap::new();
    for (key, value) in file {
        if !SETTINGS.contains(&key.as_str()) {
            read_texts(key.clone(), value, &mut texts)?;
        }
    }
    let digits: Vec<char> = numbers.text_or("digits", "0123456789")?.chars().collect();
    if digits.len() != 10 {
        return Err(wrong("numbers.digits", "needs ten digits"));
    }
    let group_from = match numbers.table.get("group_from") {
        None => 4,
        Some(Value::Integer(from)) if *from > 3 => usize::try_from(*from).unwrap_or(usize::MAX),
        Some(_) => {
            let why = "needs a whole number from 4 up";
            return Err(wrong("numbers.group_from", why));
        }
    };
    Ok(Language {
        code: code.to_owned(),
        name: settings.text("name")?,
        dir: match settings.text("dir")?.as_str() {
            "ltr" => Dir::Ltr,
            "rtl" => Dir::Rtl,
            other => {
                let why = format!("is `{other}`: use ltr or rtl");
                return Err(wrong("language.dir", why));
            }
        },
        rules,
        texts: texts.into_iter().collect(),
        numbers: Numbers {
            decimal: numbers.text("decimal")?,
            group: numbers.text("group")?,
            group_from,
            minus: numbers.text("minus")?,
            digits,
            unknown: numbers.text("unknown")?,
        },
        spelled: numbers.texts("spelled", None)?,
        symbols: money.map("symbols")?,
        currencies: money.map("names")?,
        money_with_symbol: money.pattern("with_symbol")?,
        money_with_code: money.pattern("with_code")?,
        dates: Dates {
            months: dates.texts("months", Some(12))?,
            months_short: dates.texts("months_short", Some(12))?,
            first_day: match dates.table.contains_key("first_day") {
                true => Some(dates.text("first_day")?),
                false => None,
            },
            date: dates.pattern("date")?,
            short_date: dates.pattern("short_date")?,
            month: dates.pattern("month")?,
            range_in_month: dates.pattern("range_in_month")?,
            range_in_year: dates.pattern("range_in_year")?,
            range: dates.pattern("range")?,
        },
        list: List {
            between: list.text("between")?,
            last: list.text("last")?,
            two: list.text("two")?,
            before_i: match list.table.contains_key("before_i") {
                true => Some(list.text("before_i")?),
                false => None,
            },
        },
        marks: QuotationMarks {
            open: marks.text("open")?,
            close: marks.text("close")?,
            inner_open: marks.text("inner_open")?,
            inner_close: marks.text("inner_close")?,
        },
    })
}

/// The tables that are settings; every other key is a text or a section of texts.
const SETTINGS: [&str; 6] = ["language", "numbers", "money", "dates", "list", "quotation"];

/// Puts a text, or all texts of a section, under their dotted keys.
fn read_texts(key: String, value: &Value, texts: &mut BTreeMap<String, Text>) -> Result<(), Wrong> {
    let pattern = |text: &str| Pattern::parse(text).map_err(|error| unread(&key, &error));
    match value {
        Value::String(text) => {
            texts.insert(key.clone(), Text::One(pattern(text)?));
        }
        Value::Table(table) if is_by_number(table) => {
            let mut exact = Vec::new();
            let mut by_category = Vec::new();
            let mut other = None;
            for (variant, text) in table {
                let text = text
                    .as_str()
                    .ok_or_else(|| wrong(format!("{key}.{variant}"), "needs a text"))?;
                match (Category::from_name(variant), variant.parse()) {
                    (Some(Category::Other), _) => other = Some(pattern(text)?),
                    (Some(category), _) => by_category.push((category, pattern(text)?)),
                    (None, Ok(n)) => exact.push((n, pattern(text)?)),
                    (None, Err(_)) => unreachable!("`is_by_number` looked at each variant"),
                }
            }
            let other = other.ok_or_else(|| wrong(&*key, "needs a variant `other`"))?;
            let text = Text::ByNumber {
                exact,
                by_category,
                other,
            };
            texts.insert(key, text);
        }
        Value::Table(section) => {
            for (name, value) in section {
                read_texts(format!("{key}.{name}"), value, texts)?;
            }
        }
        _ => return Err(wrong(key, "needs a text or a table of texts")),
    }
    Ok(())
}

/// A text with a slot that cannot be read.
fn unread(key: &str, error: &impl std::fmt::Display) -> Wrong {
    wrong(key, format!("cannot be read: {error}"))
}

/// Whether a table holds variants of one text and not texts of a section.
fn is_by_number(table: &Table) -> bool {
    !table.is_empty()
        && (table.keys())
            .all(|key| Category::from_name(key).is_some() || key.parse::<i64>().is_ok())
}

/// A table of settings, which knows its name for messages.
struct Section<'a> {
    name: &'a str,
    table: &'a Table,
}

impl<'a> Section<'a> {
    fn of(file: &'a Table, name: &'a str) -> Result<Self, Wrong> {
        match file.get(name) {
            Some(Value::Table(table)) => Ok(Section { name, table }),
            Some(_) => Err(wrong(name, "needs a table")),
            None => Err(wrong("", format!("table `{name}` is missing"))),
        }
    }

    fn key(&self, key: &str) -> String {
        format!("{}.{key}", self.name)
    }

    fn get(&self, key: &str) -> Result<&'a Value, Wrong> {
        let missing = || wrong(self.key(key), "is missing");
        self.table.get(key).ok_or_else(missing)
    }

    fn text(&self, key: &str) -> Result<String, Wrong> {
        let no_text = || wrong(self.key(key), "needs a text");
        Ok(self.get(key)?.as_str().ok_or_else(no_text)?.to_owned())
    }

    fn text_or(&self, key: &str, default: &str) -> Result<String, Wrong> {
        match self.table.contains_key(key) {
            true => self.text(key),
            false => Ok(default.to_owned()),
        }
    }

    fn pattern(&self, key: &str) -> Result<Pattern, Wrong> {
        Pattern::parse(&self.text(key)?).map_err(|error| unread(&self.key(key), &error))
    }

    fn texts(&self, key: &str, count: Option<usize>) -> Result<Vec<String>, Wrong> {
        let no_list = || wrong(self.key(key), "needs a list of texts");
        let values = self.get(key)?.as_array().ok_or_else(no_list)?;
        let texts: Option<Vec<String>> = (values.iter())
            .map(|value| value.as_str().map(str::to_owned))
            .collect();
        let texts = texts.ok_or_else(no_list)?;
        match count {
            Some(count) if texts.len() != count => {
                let why = format!("has {} texts, needs {count}", texts.len());
                Err(wrong(self.key(key), why))
            }
            _ => Ok(texts),
        }
    }

    fn map(&self, key: &str) -> Result<BTreeMap<String, String>, Wrong> {
        let no_table = || wrong(self.key(key), "needs a table of texts");
        let table = self.get(key)?.as_table().ok_or_else(no_table)?;
        let pairs: Option<_> = (table.iter())
            .map(|(key, value)| Some((key.to_uppercase(), value.as_str()?.to_owned())))
            .collect();
        pairs.ok_or_else(no_table)
    }
}
