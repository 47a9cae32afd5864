//! Whom a transcript names as speaking: in `<v …>` tags, and before or behind the words, as notes
//! and subtitles do. It rather names one too many: who is heard must agree to be.

use std::collections::BTreeSet;

use super::code::{CodeKey, Prefixes};
use super::transcript::entities;
use crate::source::{Located, Span};

/// A longer stretch of words is no name.
const NAME: usize = 40;

/// Everybody whom a transcript may name, each once, where it does so first. What is no participant's
/// name or code is to be left aside.
pub(super) fn voices(text: &str, prefixes: &Prefixes) -> Vec<Located<String>> {
    let mut found = Found {
        known: BTreeSet::new(),
        voices: Vec::new(),
        prefixes,
    };
    let mut at = 0;
    // What stands between two brackets: a tag with the words behind it.
    for piece in text.split_inclusive('<') {
        let close = piece.find('>').filter(|_| at > 0);
        let tag = &piece[..close.unwrap_or_else(|| piece.find('\n').unwrap_or(piece.len()))];
        found.tag(tag, at);
        // What is not closed before the next line may be no tag.
        let words = close.map_or(0, |close| close + 1);
        let words = if tag.contains('\n') { 0 } else { words };
        let mut place = at + words;
        for line in piece[words..].split_inclusive('\n') {
            found.line(line.trim_end_matches('<'), place);
            place += line.len();
        }
        at += piece.len();
    }
    found.voices
}

/// What a tag says behind its `v`, if it names a voice.
fn voice(tag: &str) -> Option<&str> {
    let behind = tag.strip_prefix(['v', 'V'])?;
    behind
        .starts_with(|c: char| c == '.' || c.is_whitespace())
        .then_some(behind)
}

struct Found<'p> {
    known: BTreeSet<CodeKey>,
    voices: Vec<Located<String>>,
    prefixes: &'p Prefixes,
}

impl Found<'_> {
    fn add(&mut self, name: &str, place: usize) {
        let name = entities(name);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.contains(char::is_alphabetic) && self.known.insert(CodeKey::of(&name)) {
            let span = Span::new(place, place);
            self.voices.push(Located::new(name, span));
        }
    }

    /// `v.loud P08 (mother)`: classes stand before the name.
    fn tag(&mut self, tag: &str, place: usize) {
        let Some((_, name)) = voice(tag).and_then(|v| v.split_once(char::is_whitespace)) else {
            return;
        };
        let place = place + tag.len() - name.len();
        self.add(name, place);
        for (at, code) in codes(name, self.prefixes) {
            self.add(code, place + at);
        }
    }

    /// A line, or what stands between two tags of it.
    fn line(&mut self, line: &str, place: usize) {
        let length = line.find([':', '：']).unwrap_or(line.trim_end().len());
        if length <= NAME {
            let name = line[..length].trim_matches(|c: char| !c.is_alphanumeric());
            self.add(name, place);
        }
        let first = line.find(char::is_alphanumeric).unwrap_or(0);
        let last = line.rfind(char::is_alphanumeric).unwrap_or(0);
        for (at, code) in codes(line, self.prefixes) {
            let place_in_line = match (at <= first, at + code.len() > last) {
                (true, true) => PlaceInLine::Alone,
                (true, false) => PlaceInLine::First,
                (false, true) => PlaceInLine::Last,
                (false, false) => PlaceInLine::Within,
            };
            if is_label(place_in_line, &line[..at], &line[at + code.len()..]) {
                self.add(code, place + at);
            }
        }
    }
}

/// The codes among words, each with its place.
fn codes<'t>(text: &'t str, prefixes: &Prefixes) -> impl Iterator<Item = (usize, &'t str)> {
    let words = text.char_indices().scan(true, |parted, (at, c)| {
        let begins = std::mem::replace(parted, !c.is_alphanumeric()) && c.is_alphabetic();
        Some(begins.then_some(at))
    });
    words
        .flatten()
        .filter_map(|at| Some((at, prefixes.leading(&text[at..])?)))
}

/// Where a code stands among the words of its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlaceInLine {
    Alone,
    First,
    Last,
    Within,
}

/// Whether a code says who speaks, from what stands before and behind it in its line: `P08: words`,
/// `[P08] words`, `P08 (mother): words`, `P07 and P08: words`, `words (P08)`, `words — P08`.
fn is_label(place: PlaceInLine, before: &str, behind: &str) -> bool {
    let behind = &behind[..behind.floor_char_boundary(2 * NAME)];
    let closed = behind.trim_start_matches(['*', '_', ')', ']', ' ', '\u{a0}']);
    let remark = closed.strip_prefix(['(', '[']);
    let remark = remark.and_then(|remark| remark.split_once([')', ']']));
    let closed = remark.map_or(closed, |(_, closed)| closed.trim_start());
    if closed.starts_with([':', '：']) {
        return true;
    }
    match place {
        PlaceInLine::Alone => true,
        PlaceInLine::First => {
            let parts = [')', ']', '—', '–', '―', '-', ',', '/', '&', '+'];
            behind.trim_start().starts_with(parts) || names_more(behind)
        }
        PlaceInLine::Last => before.trim_end().ends_with(['—', '–', '―', '-', '(']),
        PlaceInLine::Within => false,
    }
}

/// Whether few words stand before a colon: ` and P08: …`.
fn names_more(behind: &str) -> bool {
    let label = behind.find([':', '：']).map(|at| &behind[..at]);
    label.is_some_and(|label| label.len() <= NAME && label.split_whitespace().count() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(text: &str) -> Vec<String> {
        let prefixes = Prefixes::default();
        let all = voices(text, &prefixes).into_iter().map(|voice| voice.value);
        all.filter(|name| prefixes.is_code(name)).collect()
    }

    #[test]
    fn who_speaks_is_found_however_it_is_written() {
        for text in [
            "<v P08>Yes.",
            "<v.loud P08>Yes.",
            "<V P08>Yes.",
            "<v\nP08>Yes.",
            "<v P08 (mother)>Yes.",
            "<v Mother, P08>Yes.",
            "<i><v P08>Yes.</i>",
            "<v P08 Yes.",
            "P08: Yes.",
            "P08 : Yes.",
            "**P08:** Yes.",
            "<b>P08</b>: Yes.",
            "[P08] Yes.",
            "- P08: Yes.",
            ">> P08: Yes.",
            "P08 (mother): Yes.",
            "P08 - yes.",
            "P08\nYes.",
            "Yes. (P08)",
            "Yes. — P08",
            "And you? P08: Yes.",
            "P08, her mother: Yes.",
        ] {
            assert_eq!(codes_of(text), ["P08"], "{text}");
        }
        assert_eq!(codes_of("<v P07>Hm.<v P08>Yes."), ["P07", "P08"]);
        assert_eq!(codes_of("P07 and P08: Yes."), ["P07", "P08"]);
        assert_eq!(codes_of("<v P07 & P08>Yes."), ["P07", "P08"]);
    }

    #[test]
    fn a_code_among_the_words_names_nobody_who_speaks() {
        for text in [
            "We gave the form P60 to them.",
            "I asked [P08] for it.",
            "Ask P08 first.",
            "<c.P08>Yes.",
        ] {
            assert!(codes_of(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn names_are_found_with_their_place() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna&nbsp;B.>Yes.\nBea: no.\n";
        let found = voices(text, &Prefixes::default());
        let place = |name: &str| {
            let found = found.iter().find(|voice| voice.value == name)?;
            Some(&text[found.span.start as usize..][..3])
        };
        assert_eq!(place("Anna B."), Some("Ann"));
        assert_eq!(place("Bea"), Some("Bea"));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_fail(text in "(<v |<V\n|P0?[0-9]{0,3}|[a&;<>:\n.(\\]é-]){0,40}") {
            voices(&text, &Prefixes::default());
        }
    }
}
