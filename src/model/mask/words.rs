//! One text without codes: a code becomes "a participant", a row of them "two participants".

use super::codes::{Codes, rest_of_cite};
use super::someone::Someone;
use crate::language::capitalised;
use crate::parse::code::CodeKey;

/// Codes that stand in a row, with what stands between them.
struct Row<'t> {
    codes: Vec<&'t str>,
    /// Where each ends, with the quote's id that belongs to it.
    ends: Vec<usize>,
    /// How many of them are surely one list: it ends with an "and", or has one code.
    list: usize,
}

/// The text without codes, and each as it was written; `None` where there are none in it. `begins`:
/// whether a sentence begins with the text.
pub fn without_codes<'t>(
    text: &'t str,
    begins: bool,
    codes: &Codes,
    someone: &Someone,
) -> Option<(String, Vec<&'t str>)> {
    let mut out = String::new();
    let mut found = Vec::new();
    let mut kept = 0;
    while let Some((here, code)) = codes.first(text, kept) {
        let row = row(text, here, code, codes, someone);
        let end = row.ends[row.ends.len() - 1];
        let before = &text[kept..here];
        let aside = before.strip_suffix('(').filter(|before| {
            let said = text[..here].trim_end_matches('(').trim_end();
            text[end..].starts_with(')') && before.ends_with(' ') && !said.is_empty()
        });
        if let Some(before) = aside {
            // "three shoppers (P03, P07 and P11)": nothing is said but who they are.
            out.push_str(before.trim_end());
            found.extend(row.codes);
            kept = end + 1;
            continue;
        }
        let mut keys: Vec<CodeKey> = row.codes[..row.list]
            .iter()
            .map(|c| CodeKey::of(c))
            .collect();
        keys.sort();
        keys.dedup();
        let (taken, words) = match someone.participants(keys.len()) {
            Some(words) => (row.list, words),
            None => (1, someone.participant.as_str()),
        };
        out.push_str(before);
        match begins_sentence(&text[..here], begins) {
            true => out.push_str(&capitalised(words)),
            false => out.push_str(words),
        }
        found.extend(&row.codes[..taken]);
        kept = row.ends[taken - 1];
    }
    if found.is_empty() {
        return None;
    }
    out.push_str(&text[kept..]);
    Some((out, found))
}

/// The codes that stand in a row from a place on.
fn row<'t>(text: &'t str, here: usize, code: &'t str, codes: &Codes, someone: &Someone) -> Row<'t> {
    let end_of = |from: usize| from + rest_of_cite(&text[from..]);
    let mut row = Row {
        codes: vec![code],
        ends: vec![end_of(here + code.len())],
        list: 1,
    };
    let mut end = row.ends[0];
    while let Some((between, closes)) = between(&text[end..], &someone.and)
        && let Some(code) = codes.leading(&text[end + between..])
    {
        end = end_of(end + between + code.len());
        row.codes.push(code);
        row.ends.push(end);
        // A bag of two people is not "two participants's bag".
        if closes && !is_possessive(&text[end..]) {
            row.list = row.codes.len();
        }
    }
    // "both a participant and a participant" is two of them already.
    let before = text[..here].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    if word.is_some_and(|word| word.eq_ignore_ascii_case("both")) {
        row.list = 1;
    }
    row
}

/// How many bytes stand between two items of a list, and whether the second is the last one.
fn between(rest: &str, and: &str) -> Option<(usize, bool)> {
    let word = and.trim();
    let spaces = |text: &str| text.len() - text.trim_start_matches([' ', '\n']).len();
    let comma = usize::from(rest.starts_with([',', ';']));
    let at = comma + spaces(&rest[comma..]);
    let is_joined = !word.is_empty() && (at > 0 || !and.starts_with(' '));
    if is_joined
        && let Some(after) = rest[at..].strip_prefix(word)
        && (spaces(after) > 0 || !and.ends_with(' '))
    {
        return Some((at + word.len() + spaces(after), true));
    }
    for mark in ["&amp;", "&", "/"] {
        if let Some(after) = rest[at..].strip_prefix(mark) {
            return Some((at + mark.len() + spaces(after), true));
        }
    }
    (comma > 0 && at > comma).then_some((at, false))
}

fn is_possessive(rest: &str) -> bool {
    ["'", "’", "&#39;", "&#x27;", "&rsquo;"]
        .iter()
        .any(|mark| rest.starts_with(mark))
}

/// Whether a sentence begins after these words, which may be HTML; `first`: whether one did before them.
pub fn begins_sentence(words: &str, first: bool) -> bool {
    let mut rest = words.trim_end();
    // Tags of blocks begin one, other tags and opening marks stand between.
    loop {
        if let Some(tag) = rest.strip_suffix('>').and_then(|_| rest.rfind('<')) {
            let name = rest[tag..].trim_start_matches(['<', '/']);
            let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
            let inline = ["a", "b", "code", "del", "em", "i", "strong", "sub", "sup"];
            if !name.is_some_and(|name| inline.contains(&name)) {
                return true;
            }
            rest = rest[..tag].trim_end();
        } else if let Some(before) = rest.strip_suffix(['“', '«', '„', '(', '"']) {
            rest = before.trim_end();
        } else {
            break;
        }
    }
    if rest.is_empty() {
        return first;
    }
    match rest.strip_suffix(['.', '!', '?', '…', '؟', '。']) {
        Some(said) => {
            let word = said.rsplit(|c: char| c.is_whitespace() || "(>".contains(c));
            let word = word.map(str::to_lowercase).next().unwrap_or_default();
            let shortened = ["vs", "cf", "ca", "nr", "no", "al", "bzw", "approx"];
            word.chars().count() > 1 && !word.contains('.') && !shortened.contains(&&*word)
        }
        None => false,
    }
}
