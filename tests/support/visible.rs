//! What a reader of a Markdown file sees, line by line, and whether a build kept it.
//!
//! Only letters and digits are compared: marks, spaces and markup may stand differently on a page.
//! A line falls into pieces where something of it is not text (a tag, the target of a link, a time, a footnote's mark).

use unicode_normalization::UnicodeNormalization;

use super::html;

/// The pieces of a note's visible lines, each with its line number.
pub fn pieces(note: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut comment = false;
    for (number, line) in note.lines().enumerate() {
        let line = without_comments(line, &mut comment);
        for piece in split(&html::decode(&without_tags(&line))) {
            let letters = letters(&piece);
            if letters.chars().count() > 1 {
                found.push((number + 1, letters));
            }
        }
    }
    found
}

/// Letters and digits alone, composed.
pub fn letters(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).collect()
}

fn without_comments(line: &str, inside: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = line;
    loop {
        let (mark, next) = if *inside { ("-->", false) } else { ("<!--", true) };
        let Some(at) = rest.find(mark) else {
            if !*inside {
                out.push_str(rest);
            }
            return out;
        };
        if !*inside {
            out.push_str(&rest[..at]);
        }
        rest = &rest[at + mark.len()..];
        *inside = next;
    }
}

/// Tags part pieces; what only looks like one (`<3`) is text.
fn without_tags(line: &str) -> String {
    html::without_tags(line, "\u{1}")
}

fn split(line: &str) -> Vec<String> {
    let mut text = line.trim_start_matches([' ', '\t', '>']).to_owned();
    // The number of a list item is drawn by the browser.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        text.replace_range(..=digits, "");
    }
    for mark in ["[ ]", "[x]", "[X]"] {
        text = text.replace(mark, "\u{1}");
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['[', ']', '(']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let target = rest.starts_with("](").then(|| rest.find(')')).flatten();
        let inner = rest.starts_with('[').then(|| rest.find(']')).flatten();
        if let Some(end) = target {
            out.push('\u{1}');
            rest = &rest[end + 1..];
        } else if let Some(end) = inner.filter(|&end| vanishes(&rest[1..end])) {
            out.push('\u{1}');
            rest = &rest[end + 1..];
        } else if let Some(end) = rest.find(')').filter(|&end| is_code(&rest[1..end])) {
            out.push('\u{1}');
            rest = &rest[end + 1..];
        } else {
            let step = rest.chars().next().map_or(0, char::len_utf8);
            out.push(if rest.starts_with('(') { '(' } else { ' ' });
            rest = &rest[step..];
        }
    }
    out.push_str(rest);
    out.split(['\u{1}', '|', '¦']).map(str::to_owned).collect()
}

/// A footnote's mark, a callout's kind, a time: drawn otherwise, or elsewhere.
fn vanishes(inner: &str) -> bool {
    inner.starts_with(['^', '!'])
        || (inner.contains(':') && inner.chars().all(|c| c.is_ascii_digit() || ":.,-–".contains(c)))
}

fn is_code(inner: &str) -> bool {
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    inner.len() > digits.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}
