//! A table of keys, of front matter or settings, key by key: each value of the kind it must be, each
//! problem at its own place, and keys that nobody knows told with the nearest that is known.

mod unknown;

use std::collections::HashMap;

use jiff::civil::Date;

use super::problems::Problems;
use super::tree::Node;
use super::values::{amount_of, date, days, number, number_of, text_of};
use crate::config::{Consent, Days};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Located, Span};

/// A table of keys being read. Ask for each key that is known, then [`Fields::finish`].
pub struct Fields {
    entries: Vec<(Located<String>, Located<Node>, bool)>,
    pub span: Span,
    known: Vec<&'static str>,
}

impl Fields {
    /// An empty table.
    pub fn none() -> Fields {
        Fields {
            entries: Vec::new(),
            span: Span::default(),
            known: Vec::new(),
        }
    }

    /// A table from a node; anything else is an error and reads as empty.
    pub fn of(node: Located<Node>, what: &str, problems: &mut Problems) -> Fields {
        let entries = match node.value {
            Node::Table(entries) => entries,
            Node::Null => Vec::new(),
            other => {
                let message = format!("{what} should be a table of keys, found {}", other.kind());
                problems.error("wrong-kind", node.span, message, "write it as `key: value`");
                Vec::new()
            }
        };
        let mut fields = Fields {
            entries: Vec::with_capacity(entries.len()),
            span: node.span,
            known: Vec::new(),
        };
        let mut places: HashMap<String, Span> = HashMap::new();
        for (key, value) in entries {
            if let Some(first) = places.get(&key.value) {
                let problem = Diagnostic::error(
                    "duplicate-key",
                    format!("`{}` stands here twice", key.value),
                )
                .at(problems.file, key.span)
                .at_saying(problems.file, *first, "first here")
                .help("keep one of them");
                problems.found.push(problem);
                continue;
            }
            places.insert(key.value.clone(), key.span);
            fields.entries.push((key, value, false));
        }
        fields
    }

    /// The value of a key, whatever its kind; a key with nothing after it is none.
    pub fn node(&mut self, key: &'static str) -> Option<Located<Node>> {
        self.known.push(key);
        let entry = self.entries.iter_mut().find(|(k, ..)| k.value == key)?;
        entry.2 = true;
        (entry.1.value != Node::Null).then(|| entry.1.clone())
    }

    /// Whether a key has a value, of whatever kind.
    pub fn has(&self, key: &str) -> bool {
        let entry = self.entries.iter().find(|(k, ..)| k.value == key);
        entry.is_some_and(|(_, node, _)| node.value != Node::Null)
    }

    /// Where a key stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        let entry = self.entries.iter().find(|(k, ..)| k.value == key)?;
        Some(entry.0.span)
    }

    /// Words.
    pub fn text(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<String>> {
        let node = self.node(key)?;
        text_of(node, key, problems)
    }

    /// Words that are one of a few.
    pub fn word<T>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<Located<T>>
    where
        T: Copy,
    {
        let text = self.text(key, problems)?;
        let folded = text.value.trim().to_lowercase().replace([' ', '_'], "-");
        if let Some((_, value)) = known.iter().find(|(word, _)| *word == folded) {
            return Some(Located::new(*value, text.span));
        }
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let help = match nearest(&folded, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of {}", listed(&words)),
        };
        let message = format!("`{key}` cannot be `{}`", text.value.trim());
        problems.error("unknown-value", text.span, message, &help);
        None
    }

    /// A consent. A value that is none of the four is an error, and reads as `none`: the
    /// narrowest, so that a slip never publishes anything.
    pub fn consent(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
    ) -> Option<Located<Consent>> {
        let known = Consent::ALL.map(|c| (c.word(), c));
        let written = self.node(key)?;
        let read = self.word(key, &known, problems);
        Some(read.unwrap_or(Located::new(Consent::None, written.span)))
    }

    /// A list of words; one word alone is a list of one.
    pub fn texts(&mut self, key: &'static str, problems: &mut Problems) -> Vec<Located<String>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Located {
                value: Node::List(items),
                ..
            }) => items
                .into_iter()
                .filter(|item| item.value != Node::Null)
                .filter_map(|item| text_of(item, key, problems))
                .collect(),
            Some(node) => text_of(node, key, problems).into_iter().collect(),
        }
    }

    /// A number.
    pub fn number(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<f64>> {
        let node = self.node(key)?;
        number_of(node, key, problems)
    }

    /// An amount of money, or a count.
    pub fn amount(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<f64>> {
        let node = self.node(key)?;
        amount_of(node, key, problems)
    }

    /// A whole number from `least` to `most`.
    pub fn whole(
        &mut self,
        key: &'static str,
        range: std::ops::RangeInclusive<u32>,
        problems: &mut Problems,
    ) -> Option<Located<u32>> {
        let number = self.number(key, problems)?;
        let whole = number.value as u32;
        if f64::from(whole) == number.value && range.contains(&whole) {
            return Some(Located::new(whole, number.span));
        }
        let message = format!("`{key}` is {}", number.value);
        let help = match *range.end() {
            u32::MAX => format!("write a whole number from {} up", range.start()),
            most => format!("write a whole number from {} to {most}", range.start()),
        };
        problems.error("wrong-kind", number.span, message, &help);
        None
    }

    /// A share between 0 and 1, written `40%`, `0.4` or `40`.
    pub fn share(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<f64>> {
        let text = self.text(key, problems)?;
        let written = text.value.trim();
        let percent = written.strip_suffix('%');
        let value = number(percent.unwrap_or(written).trim());
        let share = value.map(|n| {
            if percent.is_some() || n > 1.0 {
                n / 100.0
            } else {
                n
            }
        });
        match share.filter(|share| (0.0..=1.0).contains(share)) {
            Some(share) => Some(Located::new(share, text.span)),
            None => {
                let message = format!("`{key}` should be a share, found `{written}`");
                problems.error("wrong-kind", text.span, message, "write it as `40%`");
                None
            }
        }
    }

    /// Two numbers, `[4, 8]`; one alone stands for both.
    pub fn range(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
    ) -> Option<Located<(f64, f64)>> {
        let node = self.node(key)?;
        let span = node.span;
        let items = match node.value {
            Node::List(items) => items,
            single => vec![Located::new(single, span)],
        };
        let numbers: Vec<f64> = items
            .into_iter()
            .filter_map(|item| number_of(item, key, problems))
            .map(|n| n.value)
            .collect();
        match numbers.as_slice() {
            [one] => Some(Located::new((*one, *one), span)),
            [low, high] if low <= high => Some(Located::new((*low, *high), span)),
            [] => None,
            _ => {
                let message = format!("`{key}` should be two numbers, the lower first");
                problems.error("wrong-kind", span, message, "write it as `[3, 10]`");
                None
            }
        }
    }

    /// A day.
    pub fn date(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<Date>> {
        let text = self.text(key, problems)?;
        match date(&text.value) {
            Some(date) => Some(Located::new(date, text.span)),
            None => {
                let message = format!("`{key}` should be a date, found `{}`", text.value);
                problems.error(
                    "wrong-kind",
                    text.span,
                    message,
                    "write year, month and day, such as `2026-02-05`",
                );
                None
            }
        }
    }

    /// A stretch of days: `90 days`, `2 weeks`, `3 months`.
    pub fn days(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<Days>> {
        let text = self.text(key, problems)?;
        match days(&text.value) {
            Some(days) => Some(Located::new(days, text.span)),
            None => {
                let message = format!(
                    "`{key}` should be a stretch of time, found `{}`",
                    text.value
                );
                problems.error(
                    "wrong-kind",
                    text.span,
                    message,
                    "write it as `2 weeks` or `90 days`",
                );
                None
            }
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str, problems: &mut Problems) -> Option<Located<bool>> {
        let known = [
            ("true", true),
            ("false", false),
            ("yes", true),
            ("no", false),
        ];
        self.word(key, &known, problems)
    }

    /// A table inside this one.
    pub fn table(&mut self, key: &'static str, problems: &mut Problems) -> Option<Fields> {
        let node = self.node(key)?;
        Some(Fields::of(node, &format!("`{key}`"), problems))
    }

    /// A list of tables; one table alone is a list of one.
    pub fn tables(&mut self, key: &'static str, problems: &mut Problems) -> Vec<Fields> {
        match self.node(key) {
            None => Vec::new(),
            Some(Located {
                value: Node::List(items),
                ..
            }) => items
                .into_iter()
                .map(|item| Fields::of(item, &format!("each of `{key}`"), problems))
                .collect(),
            Some(node) => vec![Fields::of(node, &format!("`{key}`"), problems)],
        }
    }

    /// The entries of a table whose keys are the author's own.
    pub fn into_entries(self) -> Vec<(Located<String>, Located<Node>)> {
        self.entries.into_iter().map(|(k, v, _)| (k, v)).collect()
    }
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::front_matter::front_matter;
    use crate::source::SourcePath;

    fn problems_of(text: &str, ask: impl FnOnce(&mut Fields, &mut Problems)) -> Vec<String> {
        let file: SourcePath = "x.md".into();
        let mut problems = Problems::new(&file);
        let mut matter = front_matter(text, &mut problems);
        ask(&mut matter.fields, &mut problems);
        matter.fields.finish(&mut problems);
        let said = problems.found.iter().map(|p| {
            format!(
                "{}: {} [{}]",
                p.labels[0].span.start,
                p.message,
                p.help.as_deref().unwrap_or("")
            )
        });
        said.collect()
    }

    #[test]
    fn all_problems_are_told_each_at_its_place() {
        let found = problems_of(
            "---\nminutes: seven\ndate: 5.2.2026\nconsnet: public\n---\n",
            |f, p| {
                f.number("minutes", p);
                f.date("date", p);
                f.text("consent", p);
            },
        );
        assert_eq!(
            found,
            [
                "13: `minutes` should be a number, found `seven` [write digits alone, such as `7` or `7.5`]",
                "25: `date` should be a date, found `5.2.2026` [write year, month and day, such as `2026-02-05`]",
                "34: unknown key `consnet` [write `consent`]",
            ]
        );
    }

    #[test]
    fn front_matter_that_never_ends_is_an_error_and_a_rule_is_not() {
        assert_eq!(
            problems_of("---\ndate: 2026-01-01\n\nwords", |_, _| {}).len(),
            1
        );
        assert_eq!(
            problems_of("---\n\nwords: and more words\n", |_, _| {}).len(),
            1
        );
        assert!(problems_of("---\nSome words\n", |_, _| {}).is_empty());
    }

    #[test]
    fn toml_front_matter_is_read_too() {
        let found = problems_of("+++\nminutes = 7\n+++\nbody", |f, p| {
            assert_eq!(f.number("minutes", p).map(|n| n.value), Some(7.0));
        });
        assert!(found.is_empty());
    }

    #[test]
    fn an_unknown_consent_reads_as_the_narrowest() {
        problems_of("---\nconsent: everyone\n---\n", |f, p| {
            assert_eq!(
                f.consent("consent", p).map(|c| c.value),
                Some(Consent::None)
            );
            assert_eq!(p.found.len(), 1);
        });
    }

    #[test]
    fn shares_and_stretches_of_time_are_read_as_people_write_them() {
        problems_of(
            "---\na: 40%\nb: 0.4\nc: 40\nd: 2 weeks\ne: 90 days\nf: 30\n---\n",
            |f, p| {
                for key in ["a", "b", "c"] {
                    assert_eq!(f.share(key, p).map(|s| s.value), Some(0.4), "{key}");
                }
                assert_eq!(f.days("d", p).map(|d| d.value), Some(Days(14)));
                assert_eq!(f.days("e", p).map(|d| d.value), Some(Days(90)));
                assert_eq!(f.days("f", p).map(|d| d.value), Some(Days(30)));
            },
        );
    }

    #[test]
    fn front_matter_may_follow_empty_lines_where_it_has_keys() {
        let told = problems_of("\n\n --- \nconsent: none\n---\nwords", |f, p| {
            assert_eq!(
                f.consent("consent", p).map(|c| c.value),
                Some(Consent::None)
            );
        });
        assert_eq!(told, [""; 0]);
        let file: SourcePath = "x.md".into();
        let rule = "\n---\nSo it began.\n---\n";
        assert!(!front_matter(rule, &mut Problems::new(&file)).present);
    }

    #[test]
    fn a_slip_in_a_key_of_consent_is_an_error_and_an_own_key_is_none() {
        for (key, is_error) in [
            ("Consent: none", true),
            ("consentt: team", true),
            ("withdraw: 2026-01-02", true),
            ("medium: phone", false),
            ("content: an interview", false),
        ] {
            let told = problems_of(&format!("---\n{key}\n---\n"), |f, p| {
                f.consent("consent", p);
                f.consent("media", p);
                f.date("withdrawn", p);
            });
            assert_eq!(
                told.iter().any(|t| t.contains("[write `")),
                is_error,
                "{told:?}"
            );
        }
    }

    #[test]
    fn a_comma_inside_a_number_between_braces_is_an_error() {
        let told = problems_of("---\ncosts: { hours: 52,000 }\n---\n", |f, p| {
            let mut costs = f.table("costs", p).unwrap();
            costs.number("hours", p);
            costs.finish(p);
        });
        assert!(
            told[0].contains("`000` stands alone behind a comma"),
            "{told:?}"
        );
    }
}
