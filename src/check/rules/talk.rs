//! Whose line of a conversation it is: `Interviewer: …`, `MS: …`, `P07: …`.

use std::ops::Range;

use crate::check::prose::lines_with;

/// Labels that moderators write before their own words.
const LABELS: &[&str] = &[
    "interviewer",
    "moderator",
    "researcher",
    "facilitator",
    "int",
    "mod",
    "q",
    "i",
    "interviewerin",
    "moderatorin",
    "forscher",
    "forscherin",
    "enquêteur",
    "enquêtrice",
    "entrevistador",
    "entrevistadora",
    "moderador",
    "moderadora",
    "investigador",
    "investigadora",
];

/// A label ends within so many bytes of its line.
const FURTHEST_COLON: usize = 128;

/// The lines from a place on that may begin with a label.
pub fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    lines_with(text, from, |bytes| memchr::memchr(b':', bytes))
}

/// The moderator's words of a line that begins with their label, and the label's length.
pub fn moderator<'t>(line: &'t str, interviewers: &[String]) -> Option<(usize, &'t str)> {
    let start = line
        .trim_start()
        .trim_start_matches("**")
        .trim_start_matches('_');
    let near = &start.as_bytes()[..start.len().min(FURTHEST_COLON)];
    let colon = memchr::memchr(b':', near)?;
    let (label, words) = (&start[..colon], &start[colon + 1..]);
    let label = label.trim().trim_end_matches(['*', '_']);
    let plain = !label.is_empty()
        && label.chars().count() <= 24
        && label.chars().all(|c| c.is_alphanumeric() || c == ' ');
    if !plain {
        return None;
    }
    let lower = label.to_lowercase();
    let known =
        LABELS.contains(&lower.as_str()) || interviewers.iter().any(|name| name.trim() == label);
    let words = words.trim_start_matches(['*', '_']).trim();
    known.then(|| (line.len() - start.len(), words))
}

pub fn count(words: &str) -> usize {
    words.split_whitespace().count()
}
