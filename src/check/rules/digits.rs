//! Runs of digits with the marks that people put between them.

use crate::source::Span;

/// Digits that belong together.
#[derive(Debug)]
pub struct Run {
    pub span: Span,
    pub digits: Vec<u8>,
}

/// Whether there is a digit in a text.
pub fn has_digit(text: &str) -> bool {
    first_digit(text.as_bytes()).is_some()
}

/// Where the first digit stands. Most words have none: whole chunks are passed over at once.
pub fn first_digit(bytes: &[u8]) -> Option<usize> {
    let plain = |chunk: &&[u8; 32]| {
        !chunk
            .iter()
            .fold(false, |found, byte| found | byte.is_ascii_digit())
    };
    let (chunks, _) = bytes.as_chunks();
    let passed = 32 * chunks.iter().take_while(plain).count();
    let at = bytes[passed..].iter().position(u8::is_ascii_digit)?;
    Some(passed + at)
}

/// Runs of `least` to `most` digits with single spaces, hyphens, dots, slashes or brackets
/// between them. Days, times and parts of words are none.
pub fn runs(text: &str, least: usize, most: usize) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = first_digit(&bytes[at..]) {
        let start = at + next;
        let mut digits = Vec::new();
        let mut end = start;
        let mut i = start;
        let mut gap = 0;
        while i < bytes.len() {
            match bytes[i] {
                b if b.is_ascii_digit() => {
                    digits.push(b - b'0');
                    gap = 0;
                    end = i + 1;
                }
                b' ' | b'-' | b'.' | b'/' | b'(' | b')' if gap < 2 => gap += 1,
                0xc2 if bytes.get(i + 1) == Some(&0xa0) && gap < 2 => {
                    gap += 1;
                    i += 1;
                }
                _ => break,
            }
            i += 1;
        }
        at = end.max(start + 1);
        let from = match bytes[..start].last() {
            Some(b'(' | b'+') => start - 1,
            _ => start,
        };
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '^' | '#' | '=');
        let inside = text[..from].chars().next_back().is_some_and(part)
            || text[end..].chars().next().is_some_and(part);
        let timed = text[end..].starts_with(':') || text[..from].ends_with(':');
        if (least..=most).contains(&digits.len()) && !inside && !timed && !is_day(&text[from..end])
        {
            found.push(Run {
                span: Span::new(from, end),
                digits,
            });
        }
    }
    found
}

/// `2026-02-05`, `05.02.2026`, or two years.
fn is_day(written: &str) -> bool {
    let groups: Vec<&str> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .collect();
    let year =
        |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    (groups.len() == 3 && (year(&groups[0]) || year(&groups[2])) && groups[1].len() <= 2)
        || groups.iter().all(year)
        || (groups.len() > 3 && year(&groups[0]) && groups[1].len() == 2 && groups[2].len() == 2)
}
