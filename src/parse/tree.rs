//! Front matter and settings as a located tree: every value knows where it stands, so that every
//! problem of a file can be told at its own line, and not only the first.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use super::plain_yaml;
use crate::source::{Located, Span, without_reserved};

/// A value of YAML or TOML. Scalars stay as they were written (`1.10` is not 1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Null,
    /// A scalar's text, and whether it stood in quotation marks.
    Scalar {
        text: String,
        quoted: bool,
    },
    List(Vec<Located<Node>>),
    Table(Vec<(Located<String>, Located<Node>)>),
}

impl Node {
    /// What a message calls this kind of value.
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "nothing",
            Node::Scalar { .. } => "text",
            Node::List(_) => "a list",
            Node::Table(_) => "a table of keys",
        }
    }
}

/// Why text could not be read as YAML or TOML, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub message: String,
    pub span: Span,
}

/// Reads YAML. `offset` is where `text` begins in its file.
pub fn yaml(text: &str, offset: usize) -> Result<Located<Node>, Unreadable> {
    let whole = Span::new(offset, offset + text.len());
    if text
        .lines()
        .all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'))
    {
        return Ok(Located::new(Node::Table(Vec::new()), whole));
    }
    match plain_yaml::table(text, offset) {
        Some(table) => Ok(table),
        None => parsed(text, offset),
    }
}

/// The same, by a parser of all of YAML.
pub(super) fn parsed(text: &str, offset: usize) -> Result<Located<Node>, Unreadable> {
    let budget = serde_saphyr::budget! {
        max_depth: 16,
        max_nodes: 20_000,
        max_aliases: 64,
        max_anchors: 64,
    };
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::PassThrough,
        budget: budget,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => Ok(locate(raw, text, offset)),
        Err(error) => Err(unreadable(&error, text, offset)),
    }
}

fn unreadable(error: &serde_saphyr::Error, text: &str, offset: usize) -> Unreadable {
    let at = error.location().map_or(0, |location| {
        location.span().byte_offset().map_or_else(
            || offset_of(text, location.line(), location.column()),
            |byte| byte as usize,
        )
    });
    let at = at.min(text.len());
    let rest = text.get(at..).unwrap_or_default();
    let word = rest
        .chars()
        .next()
        .map_or(0, |c| if c == '\n' { 0 } else { c.len_utf8() });
    let message = error.to_string();
    let first = message.lines().next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let first = first
        .split(": ")
        .skip_while(|part| part.starts_with("line "))
        .collect::<Vec<_>>()
        .join(": ");
    let cut = first.find(" at line ").unwrap_or(first.len());
    let message = match first[..cut].trim() {
        limit if limit.starts_with("budget breached") || limit.contains("recursion limit") => {
            "it is larger or nests deeper than front matter can be"
        }
        message => message,
    };
    Unreadable {
        message: message.to_owned(),
        span: Span::new(offset + at, offset + at + word),
    }
}

fn offset_of(text: &str, line: u64, column: u64) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1) as usize)
        .map(str::len)
        .sum();
    let rest = &text[start.min(text.len())..];
    let within: usize = rest
        .chars()
        .take(column.saturating_sub(1) as usize)
        .map(char::len_utf8)
        .sum();
    start + within
}

/// A value as serde hands it over, before scalars are cut from the source.
enum Raw {
    Null,
    /// Not a string: its text is cut from the source.
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Table(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Table(entries))
    }
}

fn locate(raw: Spanned<Raw>, text: &str, offset: usize) -> Located<Node> {
    let place = raw.defined.span();
    let start = place.byte_offset().unwrap_or(0) as usize;
    let start = start.min(text.len());
    let end = (start + place.byte_len().unwrap_or(0) as usize).min(text.len());
    let source = text.get(start..end).unwrap_or_default();
    let written = source.trim_end();
    let span = Span::new(offset + start, offset + start + written.len());
    let node = match raw.value {
        Raw::Null => Node::Null,
        Raw::Plain => Node::Scalar {
            text: written.to_owned(),
            quoted: false,
        },
        Raw::Text(text) => Node::Scalar {
            text: without_reserved(text),
            quoted: written.starts_with(['"', '\'']),
        },
        Raw::List(items) => {
            Node::List(items.into_iter().map(|i| locate(i, text, offset)).collect())
        }
        Raw::Table(entries) => {
            let mut found: Vec<(Located<String>, Located<Node>)> = Vec::new();
            for (key, value) in entries {
                let key = locate(key, text, offset);
                let value = locate(value, text, offset);
                let at = |place: u32| place as usize - offset;
                if let Some((_, before)) = found.last_mut()
                    && value.value == Node::Null
                    && goes_on(before, &key, text, offset)
                {
                    before.span.end = key.span.end;
                    let whole = &text[at(before.span.start)..at(before.span.end)];
                    before.value = Node::Scalar {
                        text: whole.split_whitespace().collect::<Vec<_>>().join(" "),
                        quoted: false,
                    };
                    continue;
                }
                let name = match key.value {
                    Node::Scalar { text, .. } => text,
                    _ => text
                        .get(at(key.span.start)..at(key.span.end))
                        .unwrap_or_default()
                        .to_owned(),
                };
                found.push((Located::new(name, key.span), value));
            }
            Node::Table(found)
        }
    };
    Located::new(node, span)
}

/// Whether what reads as a key is the rest of the words before it: in
/// `{ why: A story, not an opinion }` a comma parts two keys, and the author meant one sentence.
fn goes_on(before: &Located<Node>, key: &Located<Node>, text: &str, offset: usize) -> bool {
    let is_words = |node: &Node| matches!(node, Node::Scalar { quoted: false, .. });
    let cut = |from: u32, to: u32| text.get(from as usize - offset..to as usize - offset);
    let between = cut(before.span.end, key.span.start).unwrap_or_default();
    let written = cut(key.span.start, key.span.end).unwrap_or_default();
    let after = text
        .get(key.span.end as usize - offset..)
        .unwrap_or_default();
    is_words(&before.value)
        && is_words(&key.value)
        && between.trim() == ","
        && written.contains(' ')
        && after.trim_start().starts_with([',', '}'])
}

/// Reads TOML. `offset` is where `text` begins in its file.
pub fn toml(text: &str, offset: usize) -> Result<Located<Node>, Unreadable> {
    match toml::de::DeTable::parse(text) {
        Ok(table) => {
            let span = Span::new(offset, offset + text.len());
            let node = toml_table(table.into_inner(), text, offset);
            Ok(Located::new(node, span))
        }
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            Err(Unreadable {
                message: error.message().to_owned(),
                span: Span::new(offset + span.start, offset + span.end),
            })
        }
    }
}

fn toml_table(table: toml::de::DeTable<'_>, text: &str, offset: usize) -> Node {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let at = key.span();
            let key = Located::new(
                without_reserved(key.into_inner().into_owned()),
                Span::new(offset + at.start, offset + at.end),
            );
            (key, toml_value(value, text, offset))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    Node::Table(entries)
}

fn toml_value(
    value: toml::Spanned<toml::de::DeValue<'_>>,
    text: &str,
    offset: usize,
) -> Located<Node> {
    use toml::de::DeValue;
    let at = value.span();
    let span = Span::new(offset + at.start, offset + at.end);
    let node = match value.into_inner() {
        DeValue::String(string) => Node::Scalar {
            text: without_reserved(string.into_owned()),
            quoted: true,
        },
        DeValue::Array(items) => Node::List(
            items
                .into_iter()
                .map(|item| toml_value(item, text, offset))
                .collect(),
        ),
        DeValue::Table(table) => toml_table(table, text, offset),
        _ => Node::Scalar {
            text: text.get(at).unwrap_or_default().to_owned(),
            quoted: false,
        },
    };
    Located::new(node, span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(node: Located<Node>) -> Vec<(Located<String>, Located<Node>)> {
        match node.value {
            Node::Table(entries) => entries,
            other => panic!("not a table: {other:?}"),
        }
    }

    #[test]
    fn scalars_stay_as_they_were_written() {
        let text = "n: 007\nv: 1.10\nyes: no\nshare: 40%\nday: 2026-02-05\nq: \"07\"\nempty:\n";
        let entries = table(yaml(text, 10).unwrap());
        let shown: Vec<_> = entries
            .iter()
            .map(|(key, value)| match &value.value {
                Node::Scalar { text, quoted } => format!("{}={text}/{quoted}", key.value),
                other => format!("{}:{}", key.value, other.kind()),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "n=007/false",
                "v=1.10/false",
                "yes=no/false",
                "share=40%/false",
                "day=2026-02-05/false",
                "q=07/true",
                "empty:nothing"
            ]
        );
        let share = &entries[3].1;
        assert_eq!(
            &text[share.span.start as usize - 10..share.span.end as usize - 10],
            "40%"
        );
    }

    #[test]
    fn nested_values_know_their_place() {
        let text = "a: { b: [x, y z], ü: 'q' }\n";
        let entries = table(yaml(text, 0).unwrap());
        let inner = table(entries[0].1.clone());
        let Node::List(items) = &inner[0].1.value else {
            panic!()
        };
        assert_eq!(&text[items[1].span.range()], "y z");
        assert_eq!(&text[inner[1].0.span.range()], "ü");
        assert_eq!(&text[inner[1].1.span.range()], "'q'");
    }

    #[test]
    fn a_comma_in_words_between_braces_parts_no_keys() {
        let text = "a: { why: Real, not an opinion,\n  or so: 2, x, y: b }\n";
        let entries = table(table(yaml(text, 7).unwrap())[0].1.clone());
        let shown: Vec<_> = entries
            .iter()
            .map(|(key, value)| {
                (
                    &*key.value,
                    &text[value.span.start as usize - 7..value.span.end as usize - 7],
                )
            })
            .collect();
        assert_eq!(
            shown[..2],
            [("why", "Real, not an opinion"), ("or so", "2")]
        );
        assert_eq!((shown[2].0, shown[3]), ("x", ("y", "b")));
    }

    #[test]
    fn duplicate_keys_are_both_there() {
        assert_eq!(table(yaml("a: 1\na: 2\n", 0).unwrap()).len(), 2);
    }

    #[test]
    fn what_cannot_be_read_has_its_place() {
        let text = "title: Why: not\n";
        let error = yaml(text, 0).unwrap_err();
        assert!(error.span.start >= 5, "{error:?}");
        let error = yaml("a: [1, 2\nb: 3\n", 100).unwrap_err();
        assert!(error.span.start >= 100, "{error:?}");
        assert!(!error.message.contains("line"), "{error:?}");
        for deep in [
            "{a: ".repeat(500),
            format!("{}1{}", "[".repeat(20), "]".repeat(20)),
        ] {
            let error = yaml(&deep, 0).unwrap_err();
            assert!(error.message.starts_with("it is larger"), "{error:?}");
        }
        let error = toml("a = \n", 0).unwrap_err();
        assert_eq!(error.span.start, 4, "{error:?}");
    }

    #[test]
    fn escapes_bring_no_character_that_no_text_may_hold() {
        let text = "a: \"\\0x\\uFDD0y\"\n";
        let entries = table(yaml(text, 0).unwrap());
        assert!(
            matches!(&entries[0].1.value, Node::Scalar { text, .. } if text == "\u{fffd}x\u{fffd}y")
        );
        let entries = table(toml("a = \"\\uFDD0y\"\n\"\\uFDD1\" = 1\n", 0).unwrap());
        assert!(matches!(&entries[0].1.value, Node::Scalar { text, .. } if text == "\u{fffd}y"));
        assert_eq!(entries[1].0.value, "\u{fffd}");
    }

    #[test]
    fn toml_values_know_their_place() {
        let text = "[a.b]\nc = 1.50\nd = [\"x\"]\n";
        let entries = table(toml(text, 0).unwrap());
        let b = table(table(entries[0].1.clone())[0].1.clone());
        assert_eq!(&text[b[0].1.span.range()], "1.50");
        assert_eq!(b[1].0.value, "d");
    }
}
