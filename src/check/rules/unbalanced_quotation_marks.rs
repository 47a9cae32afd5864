//! Quotes in which a quotation mark is opened and never closed.

use crate::check::scope::{Note, Told};
use crate::parse::note::ItemDraft;
use crate::parse::quote::SaidDraft;

pub fn find(note: &Note, told: &mut Told) {
    for item in note
        .draft
        .parts
        .iter()
        .flat_map(|p| &p.exchanges)
        .flat_map(|e| &e.items)
    {
        let ItemDraft::Evidence(evidence) = item else {
            continue;
        };
        let SaidDraft::Quote(words) = &evidence.said else {
            continue;
        };
        if let Some(mark) = unbalanced(&words.text) {
            let message = format!("a quotation mark `{mark}` in this quote has no other half");
            let help = "close it where the words of the other person end; `\\\"` keeps it as it is";
            told.tell(note.file.path, evidence.span, message, help);
        }
    }
}

/// The first mark without its other half.
fn unbalanced(words: &str) -> Option<char> {
    // The bytes that all of these marks begin with.
    memchr::memchr3(b'"', 0xe2, 0xc2, words.as_bytes())?;
    // A paragraph of longer speech may open a mark that only the last one closes.
    let straight = words.matches('"').count();
    // 5" and 27" are inches.
    let inches = words
        .as_bytes()
        .windows(2)
        .filter(|w| w[0].is_ascii_digit() && w[1] == b'"')
        .count();
    if straight % 2 == 1 && inches == 0 {
        return Some('"');
    }
    for (open, close) in [('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('‹', '›')]
    {
        if !words.contains(open) {
            continue;
        }
        let (opened, closed) = (words.matches(open).count(), words.matches(close).count());
        let german = open == '“' && words.contains('„');
        let reversed = (open == '«' || open == '»') && words.contains(['«', '»']);
        let balanced = match reversed {
            true => words.matches(['«', '»']).count().is_multiple_of(2),
            false => german || closed >= opened || words.contains("\n"),
        };
        if !balanced {
            return Some(open);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unbalanced;

    #[test]
    fn marks_come_in_pairs() {
        for (words, mark) in [
            ("He said \"no and left.", Some('"')),
            ("He said \"no\" and left.", None),
            ("a 27\" screen", None),
            ("Sie sagte „nein“ und ging.", None),
            ("Sie sagte „nein und ging.", Some('„')),
            ("“Never, I said.", Some('“')),
            ("« Jamais » dit-il", None),
            ("»Nie« sagte er", None),
            ("« Jamais dit-il", Some('«')),
            ("it’s fine", None),
        ] {
            assert_eq!(unbalanced(words), mark, "{words}");
        }
    }
}
