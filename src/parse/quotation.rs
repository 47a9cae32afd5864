//! Quotation marks of many languages: whether a line begins with one, and what one pair of them
//! stands around.

use std::ops::Range;

/// Pairs of marks that quotations stand in.
const PAIRS: [(char, char); 15] = [
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('”', '”'),
    ('«', '»'),
    ('»', '«'),
    ('‘', '’'),
    ('‚', '‘'),
    ('‹', '›'),
    ('›', '‹'),
    ('「', '」'),
    ('『', '』'),
    ('"', '"'),
    ('״', '״'),
    ('\'', '\''),
];

/// Whether a line begins as a quotation does.
pub fn begins_quoted(line: &str) -> bool {
    let first = line
        .trim_start()
        .trim_start_matches(['*', '_'])
        .chars()
        .next();
    first.is_some_and(|c| c != '\'' && PAIRS.iter().any(|(open, _)| *open == c))
}

/// The inside of one pair of marks around the whole text, if there is such a pair.
pub(super) fn unquoted(text: &str) -> Option<Range<usize>> {
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    let inside = first.len_utf8()..text.len().checked_sub(last.len_utf8())?;
    if inside.start > inside.end || !PAIRS.contains(&(first, last)) {
        return None;
    }
    let body = &text[inside.clone()];
    let whole = if first == last {
        whole_between_equal(body, first)
    } else {
        whole_between(body, first, last)
    };
    whole.then_some(inside)
}

/// With different marks: the first pair must not close before the end.
fn whole_between(body: &str, open: char, close: char) -> bool {
    let mut depth = 1i32;
    let mut letters = body.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let apostrophe = close == '’'
            && c == close
            && before.is_alphanumeric()
            && letters.peek().is_some_and(|next| next.is_alphanumeric());
        if c == open {
            depth += 1;
        } else if c == close && !apostrophe {
            depth -= 1;
            if depth == 0 {
                return false;
            }
        }
        before = c;
    }
    true
}

/// With equal marks: the next one inside must open a quotation, not close the first.
fn whole_between_equal(body: &str, mark: char) -> bool {
    let mut before = ' ';
    let mut letters = body.chars().peekable();
    while let Some(c) = letters.next() {
        if c == mark {
            let after = letters.peek().copied().unwrap_or(' ');
            // An apostrophe, or the mark of a Hebrew abbreviation.
            let within_word = before.is_alphanumeric() && after.is_alphanumeric();
            if !within_word {
                return before.is_whitespace() && !after.is_whitespace();
            }
        }
        before = c;
    }
    true
}
