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
    // A name begins with a capital behind a space: few words do, and what stands before those is
    // looked at.
    for (at, [last, space, first]) in text.as_bytes().array_windows().enumerate() {
        // All at once: whether a space comes next cannot be foreseen, and this nearly always can.
        let may_begin = (*space == b' ')
            & (first.is_ascii_uppercase() | !first.is_ascii())
            & (last.is_ascii_alphabetic() | !last.is_ascii());
        if !may_begin {
            continue;
        }
        let start = at + 2;
        if !text[start..].starts_with(char::is_uppercase)
            || !BEFORE
                .iter()
                .any(|before| ends_with(&text[..start], before))
        {
            continue;
        }
        let name = text[start..]
            .chars()
            .take_while(|c| c.is_alphabetic() || "-'’".contains(*c));
        let length: usize = name.map(char::len_utf8).sum();
        if length >= 2 {
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

/// Whether a text ends with the words before a name, which begin a word themselves.
fn ends_with(text: &str, before: &str) -> bool {
    let Some(at) = text.len().checked_sub(before.len()) else {
        return false;
    };
    text.as_bytes()[at..].eq_ignore_ascii_case(before.as_bytes())
        && !text[..at].ends_with(char::is_alphanumeric)
}
