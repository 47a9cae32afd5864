//! Codes of participants that stand beside evidence and are not read as who says it: whether they
//! are somebody else's is known where all participants are.

use super::code::Prefixes;
use super::speaker::{Name, name};
use crate::source::Located;

/// A code that may be that of somebody else than whose words stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesideDraft {
    pub code: Located<String>,
    pub place: Place,
}

/// Where such a code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the edge of the words, or on a line beside them.
    Words,
    /// In a heading that is read as no name.
    Heading,
    /// The same in a heading that asks something.
    Question,
    /// At the beginning of a heading that is read as a name, although words follow it at once.
    Switch,
}

/// The codes at the edges of words, where those stand who say them.
pub(super) fn at_edges<'t>(words: &'t str, prefixes: &Prefixes) -> Vec<Name<'t>> {
    let mut found = at_start(words, prefixes);
    found.extend(at_end(words, prefixes));
    found
}

/// Reads `(P08) …`, `P08 – …`, `"P08: …` and `P08 said: …`.
fn at_start<'t>(words: &'t str, prefixes: &Prefixes) -> Vec<Name<'t>> {
    let open = words.trim_start_matches(|c: char| c.is_whitespace() || "\"“„«‘'*_".contains(c));
    let inside = open.strip_prefix('(').unwrap_or(open);
    let Some(name) = name(inside, prefixes) else {
        return Vec::new();
    };
    let rest = &inside[name.written.len()..];
    let in_brackets = inside.len() < open.len() && rest.starts_with(')');
    let rest = rest.trim_start_matches([')', '*', '_']);
    let bare = rest.trim_start();
    let is_parted = bare.starts_with([':', '：', '–', '—']) || rest.starts_with(" - ");
    (in_brackets || is_parted || leads_over(rest))
        .then_some(name)
        .into_iter()
        .collect()
}

/// Whether a few words and a colon lead over to what is said.
fn leads_over(rest: &str) -> bool {
    let Some(colon) = rest.bytes().take(40).position(|byte| byte == b':') else {
        return false;
    };
    let words = &rest[..colon];
    words.starts_with([' ', ',']) && !words.contains(['.', '!', '?', '\n'])
}

/// Reads what stands behind the last dash, in the last brackets, on the last line or behind the
/// quotation marks.
fn at_end<'t>(words: &'t str, prefixes: &Prefixes) -> Vec<Name<'t>> {
    let text = words.trim_end_matches(|c: char| c.is_whitespace() || "\"“”»*_".contains(c));
    let mut from = text.len().saturating_sub(64);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = &text[from..];
    if !tail.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    if let Some(inside) = tail.strip_suffix(')') {
        let open = inside.rfind('(').map_or(inside.len(), |open| open + 1);
        return said_by(&inside[open..], prefixes);
    }
    let starts = tail
        .rmatch_indices(['—', '–', '―', '-', '\n', '"', '”', '»', '“'])
        .take(4);
    for (at, mark) in starts {
        let before = from + at;
        let is_parted = mark != "-" || text[..before].ends_with([' ', '-', '"', '”', '»']);
        let segment = tail[at + mark.len()..].trim_start_matches([' ', ',', '-']);
        let found = match is_parted {
            true => said_by(segment, prefixes),
            false => Vec::new(),
        };
        // A code within the words may stand behind a quotation mark that opens.
        let closes = !matches!(mark, "\"" | "“") || !text[..before].ends_with([' ', '\n']);
        if !found.is_empty() && before > 0 && closes {
            return found;
        }
    }
    Vec::new()
}

/// The codes in what reads like `P08`, `P08, her mother` or `P07 and P08`.
fn said_by<'t>(text: &'t str, prefixes: &Prefixes) -> Vec<Name<'t>> {
    let text = text.trim_start_matches([' ', '*', '_']);
    let Some(first) = name(text, prefixes) else {
        return Vec::new();
    };
    let rest = &text[first.written.len()..];
    let bare = rest.trim_start();
    let ends = bare.is_empty() || bare.starts_with([',', ';', '(', '/', '&', '+', ')', '*', '_']);
    let and = ["and ", "und ", "et ", "y ", "e "];
    let is_list = and.iter().any(|and| bare.starts_with(and));
    if !(ends || is_list) || rest.ends_with(['.', '!', '?', '…']) {
        return Vec::new();
    }
    let mut found = vec![first];
    let parts = rest.split_inclusive(|c: char| c.is_whitespace() || ",;(/&+".contains(c));
    let mut at = 0;
    for part in parts {
        found.extend(name(&rest[at..], prefixes));
        at += part.len();
    }
    found.extend(name(&rest[at..], prefixes));
    found
}

/// The codes of a short line beside a quote that reads like a name: `P08`, `(P08)`, `Baker – P08`.
pub(super) fn of_line<'t>(line: &'t str, prefixes: &Prefixes) -> Vec<Name<'t>> {
    if line.len() > 48 || line.ends_with(['.', '!', '?', '…', ':']) {
        return Vec::new();
    }
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "(—–-".contains(c));
    match said_by(bare, prefixes) {
        found if found.is_empty() => at_end(line, prefixes),
        found => found,
    }
}

/// The participant whom a line that leads over to a quote names last.
pub(super) fn last_of<'t>(line: &'t str, prefixes: &Prefixes) -> Option<Name<'t>> {
    let mut last = None;
    let mut at = 0;
    for word in line.split_inclusive(|c: char| c.is_whitespace() || "(*_\"“".contains(c)) {
        last = name(&line[at..], prefixes).or(last);
        at += word.len();
    }
    name(&line[at..], prefixes).or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_at_the_edges_of_words_are_found() {
        let prefixes = Prefixes::default();
        for (words, codes) in [
            ("(P08) I left.", "P08"),
            ("P08 – I left.", "P08"),
            ("P08 - I left.", "P08"),
            ("\"P08: I left.\"", "P08"),
            ("P08 said: I left.", "P08"),
            ("I told him – P08, her mother", "P08"),
            ("She sat there (P08, her mother)", "P08"),
            ("I left — P07 and P08", "P07 P08"),
            ("I left.\nP08", "P08"),
            ("\"I left.\" P08", "P08"),
            ("\"I left\", P08", "P08"),
            ("I met P08 on the stairs.", ""),
            ("[P08] told me to go", ""),
            ("P08 told me to go.", ""),
            ("I sit next to P08.", ""),
            ("He told me — P08, I mean — that it was free.", ""),
            ("The one you call (P08) sits next to me.", ""),
            ("I went with my wife (and the dog)", ""),
            ("It costs 12 - or 20", ""),
            ("We call it a P1 – it is urgent.", ""),
            ("He said \"P1", ""),
        ] {
            let found = at_edges(words, &prefixes);
            let found: Vec<&str> = found.iter().map(|name| &*name.code).collect();
            assert_eq!(found.join(" "), codes, "{words}");
        }
    }

    #[test]
    fn the_last_code_of_a_line_is_who_may_speak() {
        let prefixes = Prefixes::default();
        for (line, code) in [
            ("P08 left, and then P07 said:", Some("P07")),
            ("Then her mother (P08):", Some("P08")),
            ("P08", Some("P08")),
            ("Then her mother:", None),
        ] {
            let found = last_of(line, &prefixes).map(|name| name.code.into_owned());
            assert_eq!(found.as_deref(), code, "{line}");
        }
        for line in [
            "P08",
            "(P08)",
            "P08, her mother",
            "Baker – P08",
            "Baker (P08)",
        ] {
            assert_eq!(of_line(line, &prefixes).len(), 1, "{line}");
        }
        for line in [
            "She mentions P08",
            "P08 left.",
            "then P08 laughed",
            "12 of 40",
        ] {
            assert!(of_line(line, &prefixes).is_empty(), "{line}");
        }
    }
}
