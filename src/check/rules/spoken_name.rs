//! Names that somebody says: "my name is …".

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

pub fn find(file: &File, told: &mut Told) {
    let text = &*file.visible;
    // Letters that grow when made small would move places; then only ASCII is folded.
    let folded = text.to_lowercase();
    let lower = if folded.len() == text.len() {
        folded
    } else {
        text.to_ascii_lowercase()
    };
    if !lower.contains("m") {
        return;
    }
    let mut last = 0;
    for phrase in BEFORE {
        for (at, _) in lower.match_indices(phrase) {
            let start = at + phrase.len();
            let before = lower[..at].chars().next_back();
            let Some(first) = text[start..].chars().next() else {
                continue;
            };
            if before.is_some_and(char::is_alphanumeric) || !first.is_uppercase() {
                continue;
            }
            let length: usize = text[start..]
                .chars()
                .take_while(|c| c.is_alphabetic() || "-'’".contains(*c))
                .map(char::len_utf8)
                .sum();
            if length < 2 || start == last {
                continue;
            }
            last = start;
            told.tell(
                file.path,
                Span::new(start, start + length),
                "a name stands here",
                "write `[name]` in its place",
            );
        }
    }
}
