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

/// Paragraphs of an author's own words: block quotes and embedded quotes left out.
pub fn paragraphs(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let words = line.trim();
        let own = !words.is_empty() && !words.starts_with('>') && !words.starts_with("![[");
        match (&mut open, own) {
            (Some(range), true) => range.end = at + line.len(),
            (None, true) => open = Some(at..at + line.len()),
            (_, false) => found.extend(open.take()),
        }
        at += line.len();
    }
    found.extend(open);
    found
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
