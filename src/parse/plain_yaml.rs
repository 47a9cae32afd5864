//! YAML of the plainest kind, a key and its words on each line, read without a parser: most front
//! matter is such, and a large casebook has thousands.

use super::tree::Node;
use crate::source::{Located, Span, without_reserved};

/// What a YAML parser would read; `None` where it takes one to know.
pub(super) fn table(text: &str, offset: usize) -> Option<Located<Node>> {
    let mut entries = Vec::new();
    let mut at = offset;
    for line in text.split_inclusive('\n') {
        let (key, rest) = line.split_once(": ")?;
        let words = rest.trim_end_matches(['\n', ' ']);
        if !is_key(key) || !is_words(words.trim_start_matches(' ')) {
            return None;
        }
        let from = at + line.len() - rest.trim_start_matches(' ').len();
        let words = words.trim_start_matches(' ');
        let node = Node::Scalar {
            text: without_reserved(words.to_owned()),
            quoted: false,
        };
        entries.push((
            Located::new(key.to_owned(), Span::new(at, at + key.len())),
            Located::new(node, Span::new(from, from + words.len())),
        ));
        at += line.len();
    }
    // A parser says of a table only where it begins.
    Some(Located::new(
        Node::Table(entries),
        Span::new(offset, offset),
    ))
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// Letters, digits and signs that mean nothing to YAML between them.
fn is_words(words: &str) -> bool {
    let means_nothing = |c: char| c.is_alphanumeric() || " -._/%()+".contains(c);
    words.starts_with(char::is_alphanumeric)
        && words.chars().all(means_nothing)
        && !words.eq_ignore_ascii_case("null")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tree;
    use super::*;

    fn parsed(text: &str, offset: usize) -> Located<Node> {
        tree::parsed(text, offset).unwrap()
    }

    proptest! {
        #[test]
        fn a_parser_reads_the_same(text in "([a-z_]{1,9}: {1,2}([a-zA-Z0-9éא ./%()+_-]{1,12}|null|true|no|0x1F|1e5|2026-02-05|12:30|1_000|[0-9]{1,45}) {0,2}\n){1,5}", more in "|a: b|: c|# d|\n") {
            for text in [text.clone(), text.clone() + &more, text.trim_end().to_owned()] {
                if let Some(read) = table(&text, 4) {
                    prop_assert_eq!(read, parsed(&text, 4));
                }
            }
        }
    }

    #[test]
    fn what_is_more_than_words_takes_a_parser() {
        let plain = "participant: P07\ndate: 2026-02-05\nminutes: 5\nsegment: first buyer (new)\n";
        assert_eq!(table(plain, 4), Some(parsed(plain, 4)));
        for text in [
            "a: \"b\"",
            "a: [b]",
            "a: b: c",
            "a: b # c",
            "a:\n",
            "a: null",
            "a:\n  b: c",
            "- a",
            "a: &b c",
            "a: b\n\nc: d",
            "a: b\r\n",
            "a: *b",
            "a: !b c",
            "a: ~",
            "# a: b",
            "a: b, c",
            "---",
            "",
        ] {
            assert!(text.is_empty() || table(text, 0).is_none(), "{text}");
        }
    }
}
