//! Names that people have on social networks.

use memchr::memchr_iter;

use crate::check::scope::{File, Told};
use crate::source::Span;

pub fn find(file: &File, told: &mut Told) {
    let text = &*file.visible;
    for at in memchr_iter(b'@', text.as_bytes()) {
        let before = text[..at].chars().next_back();
        let stands_alone = before.is_none_or(|c| c.is_whitespace() || "([{>\"'“„«,;:".contains(c));
        let name: usize = text[at + 1..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || "_.".contains(*c))
            .map(char::len_utf8)
            .sum();
        let name = text[at + 1..at + 1 + name].trim_end_matches('.');
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let after = text[at + 1 + name.len()..].chars().next();
        if stands_alone && letters >= 3 && after != Some('@') && after != Some('/') {
            told.tell(
                file.path,
                Span::new(at, at + 1 + name.len()),
                "somebody's name on a network stands here",
                "write `[handle]` in its place",
            );
        }
    }
}
