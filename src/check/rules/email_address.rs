//! E-mail addresses.

use memchr::memchr_iter;

use crate::check::scope::{File, Told};
use crate::source::Span;

pub fn find(file: &File, told: &mut Told) {
    let text = &*file.visible;
    for at in memchr_iter(b'@', text.as_bytes()) {
        let name = text[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric() || "._%+-".contains(*c));
        let start = at - name.map(char::len_utf8).sum::<usize>();
        let host = text[at + 1..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || ".-".contains(*c));
        let end = at + 1 + host.map(char::len_utf8).sum::<usize>();
        let host = text[at + 1..end].trim_end_matches(['.', '-']);
        let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
        if start == at || ending.chars().count() < 2 || !ending.chars().all(char::is_alphabetic) {
            continue;
        }
        let span = Span::new(start, at + 1 + host.len());
        told.tell(
            file.path,
            span,
            "an e-mail address stands here",
            "write `[e-mail address]` in its place",
        );
    }
}
