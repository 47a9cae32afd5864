//! From a text to the words that it is found by. The same steps stand in
//! `themes/default/assets/search-words.js`, and `tests/search/folds.json` holds both to them:
//!
//! 1. Each character is decomposed for compatibility (NFKD) and put in lower case; marks of Latin,
//!    Greek, Cyrillic, Hebrew and Arabic letters are dropped, and so are characters without a shape.
//! 2. Letters that have no decomposition are written as two: `ß` is `ss`, `ø` is `o`.
//! 3. A word is a run of letters, digits and marks. An apostrophe inside it is dropped: `don’t` is
//!    `dont`.
//! 4. Scripts that put no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) give
//!    every two neighbouring characters, and a lone one by itself.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A longer word is cut.
const LONGEST: usize = 40;

/// Hands over each word of a text in its order.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut run = Run::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if run.len == 0
            && let Some(word) = plain_word(rest)
        {
            run.plain(word, &mut each);
            rest = &rest[word.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_ascii_alphanumeric() {
            run.push(c.to_ascii_lowercase(), &mut each);
        } else if is_apostrophe(c) {
            let inside = run.len > 0 && rest.starts_with(char::is_alphanumeric);
            if !inside {
                run.end(&mut each);
            }
        } else if c.is_ascii() {
            run.end(&mut each);
        } else {
            decompose_compatible(c, |part| run.part(part, &mut each));
        }
    }
    run.end(&mut each);
}

/// The word that a text begins with, where it is of ASCII alone and ends before a sign that can be
/// no part of it: most are such.
fn plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|b| !b.is_ascii_alphanumeric());
    let ends = |end: usize| bytes[end].is_ascii() && bytes[end] != b'\'';
    match end {
        Some(0) => None,
        Some(end) => ends(end).then(|| &text[..end]),
        None => (!text.is_empty()).then_some(text),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Marks that do not make another letter, and characters without a shape.
fn is_dropped(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36f | 0x483..=0x487 | 0x591..=0x5bd | 0x5bf | 0x5c1..=0x5c2 | 0x5c4..=0x5c5
        | 0x5c7 | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6dc
        | 0xad | 0x200b..=0x200f | 0x2060 | 0xfe00..=0xfe0f | 0xfeff)
}

/// Whether a character is of a script that puts no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3041..=0x30ff
        | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0x20000..=0x3ffff)
}

/// Letters without a decomposition that are looked for by others.
fn written(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ς' => "σ",
        _ => return None,
    })
}

/// A word in the making.
#[derive(Default)]
struct Run {
    word: String,
    /// Its characters.
    len: usize,
    unspaced: bool,
}

impl Run {
    /// A whole word of ASCII.
    fn plain(&mut self, word: &str, each: &mut impl FnMut(&str)) {
        let word = &word[..word.len().min(LONGEST)];
        if !word.bytes().any(|b| b.is_ascii_uppercase()) {
            return each(word);
        }
        self.word.push_str(word);
        self.word.make_ascii_lowercase();
        each(&self.word);
        self.word.clear();
    }

    fn part(&mut self, part: char, each: &mut impl FnMut(&str)) {
        if is_dropped(part) {
            return;
        }
        if !part.is_alphanumeric() && !is_combining_mark(part) {
            return self.end(each);
        }
        for lower in part.to_lowercase() {
            match written(lower) {
                Some(letters) => letters.chars().for_each(|c| self.push(c, each)),
                None if is_dropped(lower) => {}
                None => self.push(lower, each),
            }
        }
    }

    fn push(&mut self, c: char, each: &mut impl FnMut(&str)) {
        let unspaced = is_unspaced(c);
        if self.len > 0 && unspaced != self.unspaced {
            self.end(each);
        }
        self.unspaced = unspaced;
        if unspaced || self.len < LONGEST {
            self.word.push(c);
        }
        self.len += 1;
    }

    fn end(&mut self, each: &mut impl FnMut(&str)) {
        if self.len == 0 {
            return;
        }
        if self.unspaced && self.len > 2 {
            let starts: Vec<usize> = self.word.char_indices().map(|(at, _)| at).collect();
            for (n, start) in starts[..starts.len() - 1].iter().enumerate() {
                let end = starts.get(n + 2).copied().unwrap_or(self.word.len());
                each(&self.word[*start..end]);
            }
        } else {
            each(&self.word);
        }
        self.word.clear();
        self.len = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_folded_as_the_shared_list_says() {
        let list = include_str!("../../../tests/search/folds.json");
        let list: Vec<(String, Vec<String>)> = serde_json::from_str(list).unwrap();
        assert!(list.len() > 10);
        for (text, expected) in list {
            assert_eq!(of(&text), expected, "of {text:?}");
        }
    }

    #[test]
    fn words_of_ascii_are_the_same_beside_anything() {
        for word in ["Basket", "9pm", "x", "don't", "O'Neill"] {
            let folded = word.to_lowercase().replace('\'', "");
            for (before, after) in [
                ("", ""),
                (" ", "."),
                ("\u{201c}", "\u{201d}"),
                ("(", "'"),
                ("'", "\u{2019}"),
            ] {
                let text = format!("{before}{word}{after}");
                assert_eq!(of(&text), [&*folded], "{text}");
                assert_eq!(
                    of(&format!("{text} {text}")),
                    [&*folded, &*folded],
                    "{text}"
                );
            }
        }
        assert_eq!(of("cafe\u{301} noe\u{308}l"), ["cafe", "noel"]);
        assert_eq!(of("a北b"), ["a", "北", "b"]);
    }

    #[test]
    fn a_very_long_word_is_cut() {
        assert_eq!(of(&"a".repeat(100)), ["a".repeat(LONGEST)]);
    }
}
