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
    for start in capitals(text.as_bytes()) {
        // Most capitals begin a sentence, and the words before a name end with a letter.
        let [.., last, b' '] = text.as_bytes()[..start] else {
            continue;
        };
        let is_letter = last.is_ascii_alphabetic() || !last.is_ascii();
        if !is_letter
            || !text[start..].starts_with(char::is_uppercase)
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

/// Where capitals stand, and characters that may be some. Few bytes are: whole chunks are passed
/// over at once.
fn capitals(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const AT_ONCE: usize = 32;
    let may_be = |byte: &u8| byte.is_ascii_uppercase() | !byte.is_ascii();
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    let chunks = chunks.iter().zip((0..).step_by(AT_ONCE));
    let capital = move |(byte, at): (&u8, usize)| may_be(byte).then_some(at);
    let found = chunks
        .filter(move |(chunk, _)| chunk.iter().fold(false, |any, byte| any | may_be(byte)))
        .flat_map(move |(chunk, at)| chunk.iter().zip(at..).filter_map(capital));
    let rest = rest.iter().zip(bytes.len() - rest.len()..);
    found.chain(rest.filter_map(capital))
}

/// Whether a text ends with the words before a name, which begin a word themselves.
fn ends_with(text: &str, before: &str) -> bool {
    let Some(at) = text.len().checked_sub(before.len()) else {
        return false;
    };
    text.as_bytes()[at..].eq_ignore_ascii_case(before.as_bytes())
        && !text[..at].ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::drafts::Role;

    fn names(text: &str) -> Vec<String> {
        let path = "content/a/interviews/p07.md".into();
        let file = File::new(&path, Role::Note("a"), text);
        let mut told = Told::of("spoken-name");
        find(&file, &mut told);
        let spans = told.found.iter().flat_map(|problem| &problem.labels);
        spans
            .map(|label| text[label.span.range()].to_owned())
            .collect()
    }

    #[test]
    fn a_name_behind_the_words_for_it_is_found_wherever_it_stands() {
        for before in 0..70 {
            let text = format!("{} > MY name is Josefa, call me Jo-Ann", "é".repeat(before));
            assert_eq!(names(&text), ["Josefa", "Jo-Ann"], "{before}");
        }
        assert_eq!(names("o meu nome é Élio, me llamo N"), ["Élio"]);
        assert_eq!(names("Ich heiße Ümit"), ["Ümit"]);
    }

    #[test]
    fn other_words_are_no_names() {
        for text in [
            "my name is [name]",
            "my name is josefa",
            "dummy name is Josefa",
            "my name is. Josefa",
            "My name is",
            "Recall me Josefa",
            "",
            "X",
            "é É",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
