//! Text for rules to read: without comments and code, cut into paragraphs and sentences, its
//! places those of the file.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::words::tables::NUMBERS;

/// `text` with spaces in place of HTML comments, fenced code and code spans.
pub fn without_comments_and_code(text: &str) -> Cow<'_, str> {
    let comment = memmem::find(text.as_bytes(), b"<!--").is_some();
    if !comment && memchr::memchr(b'`', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '`']) {
        let start = at + next;
        let rest = &text[start..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |i| i + 3)
        } else if rest.starts_with('`') {
            let marks = rest.len() - rest.trim_start_matches('`').len();
            let close = "`".repeat(marks);
            let limit = match marks {
                // A code span ends in its paragraph.
                1 | 2 => rest.find("\n\n").unwrap_or(rest.len()),
                _ => rest.len(),
            };
            match rest[marks..limit].find(&close) {
                Some(i) => marks + i + marks,
                None if marks > 2 => rest.len(),
                None => 0,
            }
        } else {
            0
        };
        for byte in &mut out[start..start + end] {
            if *byte != b'\n' && *byte != b'\r' {
                *byte = b' ';
            }
        }
        at = start + end.max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The lines from a place on, which begins one, that hold what `find` finds first in bytes. Rules
/// want few of a file's lines: those between are passed over at once.
pub fn lines_with(
    text: &str,
    from: usize,
    find: impl Fn(&[u8]) -> Option<usize>,
) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    std::iter::from_fn(move || {
        let found = at + find(&bytes[at..])?;
        let start = memchr::memrchr(b'\n', &bytes[at..found]).map_or(at, |n| at + n + 1);
        let end = memchr::memchr(b'\n', &bytes[found..]).map_or(bytes.len(), |n| found + n + 1);
        at = end;
        Some(start..end)
    })
}

/// Paragraphs of an author's own words: block quotes and embedded quotes left out.
pub fn paragraphs(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        match (&mut open, is_own(line)) {
            (Some(range), true) => range.end = at + line.len(),
            (None, true) => open = Some(at..at + line.len()),
            (_, false) => found.extend(open.take()),
        }
        at += line.len();
    }
    found.extend(open);
    found
}

/// Whether a line is an author's own words.
pub fn is_own(line: &str) -> bool {
    let words = line.trim();
    !words.is_empty() && !words.starts_with('>') && !words.starts_with("![[")
}

/// Sentences of a paragraph.
pub fn sentences(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = paragraph.start;
    let slice = &text[paragraph.clone()];
    for (at, c) in slice.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '。') {
            continue;
        }
        let rest = &slice[at + c.len_utf8()..];
        let trimmed = rest.trim_start_matches(['"', '”', '’', '»', ')', '*', '_']);
        if trimmed.is_empty() || trimmed.starts_with(char::is_whitespace) {
            let end = paragraph.start + at + c.len_utf8();
            found.push(start..end);
            start = end;
        }
    }
    if !text[start..paragraph.end].trim().is_empty() {
        found.push(start..paragraph.end);
    }
    found
}

/// The words of a stretch with their places, punctuation left out.
pub fn tokens(text: &str, range: Range<usize>) -> Vec<(Range<usize>, &str)> {
    let slice = &text[range.clone()];
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in slice.char_indices() {
        let inside = c.is_alphanumeric()
            || matches!(c, '\'' | '’' | '-' | '%' | '\u{ad}')
            || (matches!(c, '.' | ',')
                && slice[..at].ends_with(|c: char| c.is_ascii_digit())
                && slice[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((range.start + from..range.start + at, &slice[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push((range.start + from..range.end, &slice[from..]));
    }
    found
}

/// A word as a number: `7`, `1,200`, `eleven`, and those that count without saying how many.
pub fn number(word: &str) -> Option<u32> {
    let digits: String = word
        .chars()
        .filter(|c| !matches!(c, ',' | '.' | '\'' | '’'))
        .collect();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.parse().ok();
    }
    let lower = word.to_lowercase();
    let (word, _) = NUMBERS.iter().find(|(name, _)| *name == lower)?;
    NUMBERS
        .iter()
        .find(|(name, _)| name == word)
        .map(|(_, n)| *n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_code_are_blank_and_places_stay() {
        let text = "a <!-- b@c.de --> `d@e.fr` ü\n```\nx@y.z\n```\n";
        let blank = without_comments_and_code(text);
        assert_eq!(blank.len(), text.len());
        assert!(!blank.contains('@') && blank.ends_with("   \n") && blank.contains("ü\n"));
    }

    #[test]
    fn lines_that_hold_something_are_found_whole() {
        let text = "a: é\n\n:\nb\nc é: d: e\n\nlast :";
        let colon = |bytes: &[u8]| memchr::memchr(b':', bytes);
        let found = |from| lines_with(text, from, colon).map(|range| &text[range]);
        let lines: Vec<&str> = text
            .split_inclusive('\n')
            .filter(|line| line.contains(':'))
            .collect();
        assert_eq!(found(0).collect::<Vec<_>>(), lines);
        assert_eq!(
            found(text.find("b\n").unwrap()).collect::<Vec<_>>(),
            lines[2..]
        );
        assert_eq!(found(text.len()).count(), 0);
    }

    #[test]
    fn sentences_end_where_a_space_follows() {
        let text = "Eleven of 18. It fell to 2.63 per cent (so be it.) Yes?";
        let all = sentences(text, 0..text.len());
        let words: Vec<&str> = all.iter().map(|r| text[r.clone()].trim()).collect();
        assert_eq!(
            words,
            [
                "Eleven of 18.",
                "It fell to 2.63 per cent (so be it.",
                ") Yes?"
            ]
        );
    }
}
