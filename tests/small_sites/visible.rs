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
        // The word behind a fence names a language, to no reader.
        if line.trim_start().starts_with("```") {
            continue;
        }
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
        let (mark, next) = if *inside {
            ("-->", false)
        } else {
            ("<!--", true)
        };
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
    for mark in ["[ ]", "[x]", "[X]", " #"] {
        text = text.replace(mark, "\u{1}");
    }
    // A heading's code stands over the conversation, what it says of the person inside it.
    let bare = text.trim_start_matches(['#', ' ', '\u{a0}']);
    let end = bare.find(|c: char| !c.is_alphanumeric());
    if let Some(end) = end.filter(|&end| is_code(&bare[..end])) {
        text = format!("{}\u{1}{}", &bare[..end], &bare[end..]);
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['[', '(']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (shown, len) = bracketed(rest);
        out.push_str(&shown);
        rest = &rest[len..];
    }
    out.push_str(rest);
    out.split(['\u{1}', '|', '¦']).map(str::to_owned).collect()
}

/// What a bracket shows, and how many bytes it takes: of a link its text, of a wikilink its label,
/// of a time, a footnote's mark or a speaker's code nothing. A lone bracket is a bracket.
fn bracketed(text: &str) -> (String, usize) {
    let alone = (text[..1].to_owned(), 1);
    if text.starts_with('(') {
        let end = text.find(')').filter(|&end| is_code(&text[1..end]));
        return end.map_or(alone, |end| ("\u{1}".to_owned(), end + 1));
    }
    if let Some((inner, _)) = text
        .strip_prefix("[[")
        .and_then(|inner| inner.split_once("]]"))
    {
        let label = inner.rsplit('|').next().unwrap_or_default();
        return (format!("\u{1}{label}\u{1}"), inner.len() + 4);
    }
    let Some(end) = text.find(']') else {
        return alone;
    };
    let inner = &text[1..end];
    let target = text[end + 1..]
        .strip_prefix('(')
        .and_then(|rest| rest.find(')'))
        .map(|n| end + n + 3);
    let shown = if vanishes(inner) {
        "\u{1}".to_owned()
    } else {
        inner.to_owned()
    };
    match target {
        Some(len) => (format!("{shown}\u{1}"), len),
        None if vanishes(inner) => (shown, end + 1),
        None => alone,
    }
}

/// A footnote's mark, a callout's kind, a time: drawn otherwise, or elsewhere.
fn vanishes(inner: &str) -> bool {
    inner.starts_with(['^', '!'])
        || (inner.contains(':')
            && inner
                .chars()
                .all(|c| c.is_ascii_digit() || ":.,-–".contains(c)))
}

fn is_code(inner: &str) -> bool {
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    inner.len() > digits.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}
