//! Streets with a house number and a postcode.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::digits::first_digit;
use crate::check::prose::{lines_with, tokens};
use crate::check::scope::{File, Told};
use crate::source::Span;

/// Words that a street's name is or ends with.
const STREETS: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "drive",
    "boulevard",
    "terrace",
    "crescent",
    "straße",
    "strasse",
    "str",
    "weg",
    "allee",
    "platz",
    "gasse",
    "rue",
    "chemin",
    "calle",
    "avenida",
    "carrer",
    "rua",
    "travessa",
    "praça",
    "plaza",
];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut finder = AhoCorasick::builder();
    finder.ascii_case_insensitive(true).build(STREETS).ok()
});

pub fn find(file: &File, told: &mut Told) {
    let Some(finder) = &*FINDER else { return };
    let text = &*file.visible;
    for range in lines_with(text, file.body, first_digit) {
        if !finder.is_match(&text[range.clone()]) {
            continue;
        }
        let words = tokens(text, range);
        for (number, (place, word)) in words.iter().enumerate() {
            if !is_street(word) {
                continue;
            }
            let near = number.saturating_sub(5)..words.len().min(number + 7);
            let house = words[number.saturating_sub(3)..words.len().min(number + 4)]
                .iter()
                .find(|(_, w)| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() <= 4);
            let postcode = near
                .clone()
                .find(|&n| is_postcode(&words, n, house.map(|h| h.0.start)));
            if let (Some(house), Some(postcode)) = (house, postcode) {
                let start = place.start.min(house.0.start);
                let end = words[postcode].0.end.max(place.end);
                told.tell(
                    file.path,
                    Span::new(start.min(words[postcode].0.start), end),
                    "a street with its number and postcode stands here",
                    "write `[address]` in its place, or the town alone",
                );
                break;
            }
        }
    }
}

fn is_street(word: &str) -> bool {
    let lower = word.to_lowercase();
    STREETS.contains(&lower.as_str())
        || ["straße", "strasse", "weg", "allee", "gasse", "platz"]
            .iter()
            .any(|end| {
                lower.len() > end.len() + 2
                    && lower.ends_with(end)
                    && word.starts_with(char::is_uppercase)
            })
}

/// Four or five digits, or the two halves of a British or Canadian code.
fn is_postcode(words: &[(std::ops::Range<usize>, &str)], at: usize, house: Option<usize>) -> bool {
    let (place, word) = &words[at];
    let digits = word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && word.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let letters = |w: &str| {
        (2..=4).contains(&w.len())
            && w.bytes().any(|b| b.is_ascii_digit())
            && w.bytes().any(|b| b.is_ascii_uppercase())
            && w.bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    };
    let halves = letters(word)
        && words
            .get(at + 1)
            .is_some_and(|(_, next)| letters(next) && next.len() == 3);
    Some(place.start) != house && ((digits && !year) || halves)
}
