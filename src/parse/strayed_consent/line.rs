//! A line that says who may read something: a name of consent with a value behind it, as a label
//! has one, and not as sentences do.

use std::ops::Range;

use super::words::{Kind, Name, Value, names, qualifies, refuses, value};
use crate::config::Consent;
use crate::parse::code::Prefixes;
use crate::parse::quotation::begins_quoted;
use crate::parse::values::date;

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Consent(Consent),
    Media(Consent),
    Withdrawn,
    Expires,
}

/// Where it stands in its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub said: Said,
    pub range: Range<usize>,
}

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// What somebody said.
    Quote,
    Heading,
    /// A heading that names a participant.
    Speaker,
    Text,
    /// A paragraph of its own.
    Alone,
}

/// Signs of emphasis and quotation, which stand around any word.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "*_`\"'“”„«»\\~\u{200b}\u{feff}".contains(c)
}

/// Signs that part a label from what stands before it.
fn is_parting(c: char) -> bool {
    ",;|/([{<–—-·•.!?:+،、，。".contains(c)
}

/// A line's words without the marks of quotes, lists and headings, and what the line is.
pub fn words_of<'l>(line: &'l str, prefixes: &Prefixes) -> (&'l str, Kin) {
    let mut words = line.trim();
    let mut kin = Kin::Text;
    loop {
        let rest = words.trim_start_matches(char::is_whitespace);
        if let Some(quote) = rest.strip_prefix('>') {
            (words, kin) = (quote, Kin::Quote);
            continue;
        }
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = match number.len() < rest.len() {
            true => number.strip_prefix(['.', ')']),
            false => rest.strip_prefix(['-', '*', '+', '•']),
        };
        match item.filter(|item| item.starts_with([' ', '\t'])) {
            Some(item) => words = item,
            None => {
                words = rest;
                break;
            }
        }
    }
    let boxes = ["[ ] ", "[x] ", "[X] "];
    words = boxes
        .iter()
        .find_map(|b| words.strip_prefix(b))
        .unwrap_or(words);
    let heading = words.trim_start_matches('#');
    let marks = words.len() - heading.len();
    if (1..=6).contains(&marks) && heading.starts_with([' ', '\t']) {
        words = heading.trim();
        if kin != Kin::Quote {
            kin = Kin::Heading;
        }
    }
    if kin == Kin::Text && begins_quoted(words) && !words.contains("\":") {
        kin = Kin::Quote;
    }
    let bare = words.trim_start_matches(is_mark);
    if kin == Kin::Heading && prefixes.leading(bare).is_some() {
        kin = Kin::Speaker;
    }
    (words, kin)
}

/// What a line says, if it says who may read something in a way that is not `is_read`.
pub fn find(words: &str, kin: Kin, is_read: impl Fn(&Range<usize>) -> bool) -> Option<Found> {
    let mut names = names(words).into_iter();
    names.find_map(|name| {
        if is_of_machines(words, &name) {
            return None;
        }
        let found = match name.field {
            "consent" => consent(words, &name, kin),
            _ => other(words, &name, kin),
        };
        found.filter(|found| !is_read(&found.range))
    })
}

/// Whether a name is part of an address, or of a comment for Casebook.
fn is_of_machines(words: &str, name: &Name) -> bool {
    let before = &words[..name.start];
    let token = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    before[token..].contains("://")
        || before.ends_with(['?', '&', '/', '%', '@'])
        || before.contains("casebook:")
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing stands before it.
    Lead,
    /// It begins a part of the line, or stands at the second or third word of one.
    Segment,
    Mid,
}

fn place(words: &str, name: &Name, kin: Kin) -> Place {
    let before = words[..name.start].trim_end_matches(is_mark);
    if !before.contains(char::is_alphanumeric) {
        return Place::Lead;
    }
    let cut = before.rfind(is_parting);
    let own = cut.map_or(before, |at| before[at..].trim_start_matches(is_parting));
    match own.split_whitespace().count() {
        0 => Place::Segment,
        1 | 2 if kin != Kin::Quote => Place::Segment,
        _ => Place::Mid,
    }
}

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    /// `:` or `=` and no space, as in a tag.
    Tight,
    Colon,
    Dash,
    Question,
    Space,
}

/// How the words go on behind a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum After {
    /// With more words of a sentence.
    Words,
    /// With a comma or the like.
    Pause,
    /// With tags, a closing bracket or nothing.
    End,
}

fn after(rest: &str) -> After {
    let bare = rest.trim_start_matches(is_mark);
    let spaced = rest.starts_with(is_mark);
    let mut letters = bare.chars();
    match (letters.next(), letters.next()) {
        (None, _) => After::End,
        (Some(')' | ']' | '}' | '|' | '<'), _) => After::End,
        (Some('#' | '^' | '['), _) if spaced => After::End,
        (Some('!'), Some(c)) if spaced && c.is_alphabetic() => After::End,
        (Some('.' | ',' | ';' | '。' | '،'), _) => {
            let rest = bare.trim_start_matches(|c: char| is_mark(c) || ".,;。،)]}".contains(c));
            if rest.is_empty() {
                After::End
            } else {
                After::Pause
            }
        }
        (Some('('), _) => After::Pause,
        (Some('–' | '—' | '-' | '·' | '/' | '•'), _) => After::Pause,
        _ => After::Words,
    }
}

fn consent(words: &str, name: &Name, kin: Kin) -> Option<Found> {
    if let Some(found) = refused(words, name, kin) {
        return Some(found);
    }
    let (between, at) = between(words, name.end)?;
    let value = value(&words[at..])?;
    let rest = &words[at + value.length..];
    let place = place(words, name, kin);
    let is_said = !is_legend(rest) && means_it(between, place, kin, value, after(rest));
    is_said.then(|| Found {
        said: Said::Consent(value.consent),
        range: name.start..at + value.length,
    })
}

/// Whether name and value are a label with its value, and no part of a sentence.
fn means_it(between: Between, place: Place, kin: Kin, value: Value, after: After) -> bool {
    let is_small = value.kind == Kind::Small;
    let is_word = value.kind == Kind::Word;
    let is_refusal = value.consent == Consent::None;
    let is_heading = matches!(kin, Kin::Heading | Kin::Speaker);
    match (between, kin) {
        (Between::Tight, _) => true,
        (Between::Colon, Kin::Quote) => match place {
            Place::Lead => after == After::End,
            Place::Segment => after == After::End && !is_small,
            Place::Mid => after == After::End && is_word,
        },
        (Between::Colon, _) => match place {
            Place::Lead => !is_small || after >= After::Pause,
            Place::Segment => after >= After::Pause,
            Place::Mid if is_heading => after >= After::Pause,
            Place::Mid => after == After::End && !is_small || after == After::Pause && is_word,
        },
        (Between::Dash, Kin::Quote) => place == Place::Lead && after == After::End,
        (Between::Dash, _) => after == After::End && (place != Place::Mid || is_heading),
        (Between::Question, Kin::Quote) => false,
        (Between::Question, _) => place == Place::Lead && after == After::End,
        (Between::Space, Kin::Quote) => false,
        (Between::Space, Kin::Speaker) => after >= After::Pause,
        // A consent team may stand in any line.
        (Between::Space, Kin::Heading) => after == After::End && is_word && is_refusal,
        (Between::Space, _) => match place {
            Place::Lead => after == After::End && !is_small && is_refusal,
            Place::Segment => after == After::End && is_word && is_refusal,
            Place::Mid => false,
        },
    }
}

/// What parts a name from what may be its value, and where that begins.
fn between(words: &str, end: usize) -> Option<(Between, usize)> {
    let rest = &words[end..];
    let is_tight = rest.starts_with([':', '=']);
    let qualified = qualified(rest);
    let bare = qualified.trim_start_matches(is_mark);
    let open = |text: &str| {
        let text = text.trim_start_matches(|c: char| is_mark(c) || "([{<-–—>".contains(c));
        words.len() - text.len()
    };
    if let Some(value) = strong(bare) {
        let begins_at_once = !value.starts_with(char::is_whitespace);
        let kind = match is_tight && begins_at_once {
            true => Between::Tight,
            false => Between::Colon,
        };
        return Some((kind, open(value)));
    }
    if let Some(value) = bare.strip_prefix('?') {
        return Some((Between::Question, open(value)));
    }
    let rest = rest.trim_start_matches(is_mark);
    let spaced = words[..words.len() - rest.len()].ends_with(is_mark);
    if let Some(value) = rest.strip_prefix(['–', '—', '―']) {
        return Some((Between::Dash, open(value)));
    }
    let hyphens = rest.trim_start_matches('-');
    if spaced && hyphens.len() < rest.len() && hyphens.starts_with(' ') {
        return Some((Between::Dash, open(hyphens)));
    }
    spaced.then(|| (Between::Space, words.len() - rest.len()))
}

/// What stands behind a colon or its like.
fn strong(text: &str) -> Option<&str> {
    let arrows = ["->", "-->", "=>", ":="];
    if let Some(rest) = arrows.iter().find_map(|arrow| text.strip_prefix(arrow)) {
        return Some(rest);
    }
    let signs = [':', '=', '|', '：', '→', '⇒'];
    let rest = text.trim_start_matches(signs);
    (rest.len() < text.len()).then_some(rest)
}

/// The text behind a name without what says more of it: ` level`, ` (recording)`, ` to publish`.
fn qualified(text: &str) -> &str {
    let bare = text.trim_start_matches(is_mark);
    if bare.starts_with(['(', '[']) {
        let close = bare.find([')', ']']).filter(|at| *at <= 40);
        let rest = close.map(|at| &bare[at + 1..]);
        return rest
            .filter(|rest| strong(rest.trim_start_matches(is_mark)).is_some())
            .unwrap_or(text);
    }
    let mut rest = bare;
    for nth in 0..4 {
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        if end == 0 || nth == 0 && !qualifies(&rest[..end]) {
            break;
        }
        rest = rest[end..].trim_start_matches(is_mark);
        if strong(rest).is_some() {
            return rest;
        }
    }
    text
}

/// Whether a value is the first of those that there are: `none, team, internal or public`.
fn is_legend(mut rest: &str) -> bool {
    let mut further = 0;
    loop {
        let parting = |c: char| is_mark(c) || ",|/;".contains(c);
        rest = rest.trim_start_matches(parting);
        for or in ["or ", "and ", "oder ", "und ", "ou ", "o "] {
            rest = rest
                .strip_prefix(or)
                .unwrap_or(rest)
                .trim_start_matches(parting);
        }
        match value(rest).filter(|value| value.kind == Kind::Word) {
            Some(value) => rest = &rest[value.length..],
            None => return further >= 2,
        }
        further += 1;
    }
}

/// `no consent`: beside a participant's code, or as a paragraph of its own.
fn refused(words: &str, name: &Name, kin: Kin) -> Option<Found> {
    let before = words[..name.start].trim_end();
    let from = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    if !refuses(&before[from..]) {
        return None;
    }
    let after = after(&words[name.end..]);
    let is_alone = !words[..from].contains(char::is_alphanumeric);
    let is_said = match kin {
        Kin::Speaker => after >= After::Pause,
        Kin::Alone => is_alone && after == After::End,
        _ => false,
    };
    is_said.then_some(Found {
        said: Said::Consent(Consent::None),
        range: from..name.end,
    })
}

/// `media`, `withdrawn` or `expires`, which are words of sentences, too.
fn other(words: &str, name: &Name, kin: Kin) -> Option<Found> {
    let before = words[..name.start].trim_end_matches(is_mark);
    let begins = !before.contains(char::is_alphanumeric) || before.ends_with(is_parting);
    let (between, at) = between(words, name.end)?;
    if !begins || kin == Kin::Quote || !matches!(between, Between::Tight | Between::Colon) {
        return None;
    }
    let text = &words[at..];
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-'));
    let word = &text[..end.unwrap_or(text.len())];
    let said = match name.field {
        "media" => {
            let value = value(word).filter(|value| value.length == word.len())?;
            let is_label = place(words, name, kin) == Place::Lead
                || after(&text[word.len()..]) >= After::Pause;
            is_label.then_some(Said::Media(value.consent))?
        }
        "withdrawn" => date(word).map(|_| Said::Withdrawn)?,
        _ => date(word).map(|_| Said::Expires)?,
    };
    Some(Found {
        said,
        range: name.start..at + word.len(),
    })
}

/// The value that a line or cell consists of.
pub fn lone_value(text: &str) -> Option<(Consent, Range<usize>)> {
    let open = |c: char| is_mark(c) || "([{<-–—>:+•".contains(c);
    let bare = text.trim_start_matches(open);
    let value = value(bare).filter(|value| after(&bare[value.length..]) == After::End)?;
    let at = text.len() - bare.len();
    Some((value.consent, at..at + value.length))
}

/// Whether words are a label of consent and nothing else: `Consent`, `**Consent level:**`.
pub fn is_label(words: &str) -> bool {
    let Some(name) = names(words)
        .into_iter()
        .find(|name| name.field == "consent")
    else {
        return false;
    };
    let before = words[..name.start].split_whitespace();
    let rest = qualified(&words[name.end..]).trim_matches(is_mark);
    let rest = rest
        .trim_start_matches([':', '：', '=', '?'])
        .trim_matches(is_mark);
    let is_short = before.filter(|w| w.contains(char::is_alphanumeric)).count() <= 2;
    let is_qualifying = rest.split_whitespace().next().is_none_or(qualifies);
    is_short && is_qualifying && rest.split_whitespace().count() <= 3
}
