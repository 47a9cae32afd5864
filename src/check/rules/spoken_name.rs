//! Names that somebody says: "my name is …".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::check::scope::{File, Told};
use crate::source::Span;

/// What is said before one's own name.
const BEFORE: &[&str] = &[
    "my name is ",
    "my name's ",
    "my name’s ",
    "my full name is ",
    "my surname is ",
    "i'm called ",
    "i’m called ",
    "call me ",
    "this is mr ",
    "this is mrs ",
    "this is ms ",
    "this is dr ",
    "mein name ist ",
    "ich heiße ",
    "ich heisse ",
    "je m'appelle ",
    "je m’appelle ",
    "mon nom est ",
    "me llamo ",
    "mi nombre es ",
    "meu nome é ",
    "o meu nome é ",
    "eu me chamo ",
    "me chamo ",
    "chamo-me ",
];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut finder = AhoCorasick::builder();
    finder.ascii_case_insensitive(true).build(BEFORE).ok()
});

pub fn find(file: &File, told: &mut Told) {
    let Some(finder) = &*FINDER else { return };
    let text = &*file.visible;
    let mut last = 0;
    for hit in finder.find_overlapping_iter(text) {
        let (at, start) = (hit.start(), hit.end());
        let before = text[..at].chars().next_back();
        let Some(first) = text[start..].chars().next() else {
            continue;
        };
        if before.is_some_and(char::is_alphanumeric) || !first.is_uppercase() || start == last {
            continue;
        }
        let name = text[start..]
            .chars()
            .take_while(|c| c.is_alphabetic() || "-'’".contains(*c));
        let length: usize = name.map(char::len_utf8).sum();
        if length >= 2 {
            last = start;
            let span = Span::new(start, start + length);
            told.tell(
                file.path,
                span,
                "a name stands here",
                "write `[name]` in its place",
            );
        }
    }
}
