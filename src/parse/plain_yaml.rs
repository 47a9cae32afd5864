//! YAML of the plainest kind, a key and its words on each line, read without a parser: most front
//! matter is such, and a large casebook has thousands.

use super::tree::Node;
use crate::source::{Located, Span, without_reserved};

/// Whether more lines than these are too many is the parser's to say.
const MOST_LINES: usize = 100;

/// What a YAML parser would read; `None` where it takes one to know.
pub(super) fn table(text: &str, offset: usize) -> Option<Located<Node>> {
    let mut entries = Vec::new();
    let mut at = offset;
    for line in text.split_inclusive('\n') {
        let (key, rest) = line.split_once(": ")?;
        let written = rest.trim_end_matches(['\n', ' ']).trim_start_matches(' ');
        let (words, quoted) = match unquoted(written) {
            Some(words) => (words, true),
            None => (written, false),
        };
        let fits = entries.len() < MOST_LINES && is_key(key);
        if !fits || !(quoted || is_words(written)) {
            return None;
        }
        let from = at + line.len() - rest.trim_start_matches(' ').len();
        let node = Node::Scalar {
            text: without_reserved(words.to_owned()),
            quoted,
        };
        entries.push((
            Located::new(key.to_owned(), Span::new(at, at + key.len())),
            Located::new(node, Span::new(from, from + written.len())),
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

/// What stands between quotation marks, where it means nothing else there.
fn unquoted(written: &str) -> Option<&str> {
    let mark = written.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let words = written[1..].strip_suffix(mark)?;
    let sign = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '\\');
    let means_nothing = |c: char| c.is_alphanumeric() || c == ' ' || sign(c);
    words.chars().all(means_nothing).then_some(words)
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
        fn a_parser_reads_the_same(text in "([a-z_]{1,9}: {1,2}([a-zA-Z0-9éא ./%()+_-]{1,12}|null|true|no|0x1F|1e5|2026-02-05|12:30|1_000|[0-9]{1,45}|\"[a-zA-Zé .:,#&*!~-]{0,9}\"|'[a-zA-Zé .:,#&*!~-]{0,9}') {0,2}\n){1,5}", more in "|a: b|: c|# d|\n") {
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
            "a: \"b\\n\"",
            "a: \"b\" c",
            "a: \"b",
            "a: 'b''c'",
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
        ] {
            assert!(table(text, 0).is_none(), "{text}");
        }
        let long = "a: b\n".repeat(20_000);
        let error = tree::yaml(&long, 0).unwrap_err();
        assert!(error.message.starts_with("it is larger"), "{error:?}");
    }
}
