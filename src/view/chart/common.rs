//! What several charts share: the states of a mark, segments and their hues, counts in words.

use std::cmp::Ordering;

use super::figure::Key;
use crate::analyse::interval::Interval;
use crate::analyse::wider_group::InTen;
use crate::language::Language;

/// Whether a participant raised a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Raised it: filled.
    Raised,
    /// Was asked and did not: hollow.
    NotRaised,
    /// Was not asked: dotted.
    NotAsked,
}

/// How many raised something, of how many asked, and the interval that so few allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Participants who raised it.
    pub raised: usize,
    /// Participants who were asked.
    pub asked: usize,
    /// The lower end of the interval, 0 to 1.
    pub low: f64,
    /// The upper end of the interval, 0 to 1.
    pub high: f64,
}

impl Share {
    /// The share itself, 0 to 1; 0 where nobody was asked.
    pub fn value(&self) -> f64 {
        match self.asked {
            0 => 0.0,
            asked => self.raised as f64 / asked as f64,
        }
    }

    /// The interval, in order, within 0 to 1 and around the share.
    pub fn interval(&self) -> (f64, f64) {
        let sane = |end: f64, other: f64| match end.is_finite() {
            true => end.clamp(0.0, 1.0),
            false => other,
        };
        let value = self.value().clamp(0.0, 1.0);
        let (low, high) = (sane(self.low, value), sane(self.high, value));
        (low.min(value), high.max(value))
    }

    /// "11 of 18".
    pub fn words(&self, language: &Language) -> String {
        of(language, self.raised, self.asked)
    }
}

/// "11 of 18".
pub fn of(language: &Language, k: usize, n: usize) -> String {
    language.say("chart.k_of_n", &[("k", k.into()), ("n", n.into())])
}

/// An interval of a share in plain words: "between three and eight in ten".
pub fn in_ten(language: &Language, low: f64, high: f64) -> String {
    let say = |key: &str, low: u8, high: u8| {
        let args = [
            ("low", i64::from(low).into()),
            ("high", i64::from(high).into()),
        ];
        language.say(key, &args)
    };
    match InTen::of(Interval { low, high }) {
        InTen::Anything => say("chart.in_ten.anything", 0, 10),
        InTen::AtMost(high) => say("chart.in_ten.at_most", 0, high),
        InTen::AtLeast(low) => say("chart.in_ten.at_least", low, 10),
        InTen::Between { low, high } => say("chart.in_ten.between", low, high),
    }
}

/// The class with the hue of a segment, by its place in the study's order from 0. From the seventh on
/// ink, and where there is but one (`of`): its place and its label tell it.
pub fn hue(segment: usize, of: usize) -> &'static str {
    if of == 1 {
        return "seg-0";
    }
    const HUES: [&str; 6] = ["seg-1", "seg-2", "seg-3", "seg-4", "seg-5", "seg-6"];
    HUES.get(segment).copied().unwrap_or("seg-0")
}

/// Orders codes as people do: P2 before P10.
pub fn by_code(a: &str, b: &str) -> Ordering {
    let split = |code: &str| {
        let digits = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let number = code[digits..].parse::<u64>().unwrap_or(0);
        (code[..digits].to_lowercase(), number)
    };
    split(a).cmp(&split(b)).then_with(|| a.cmp(b))
}

/// Orders tallies (raised, asked) by share, then by count, the greatest first.
pub fn by_share(a: (usize, usize), b: (usize, usize)) -> Ordering {
    // a/b compared as products: no division, no rounding.
    let (left, right) = (a.0 * b.1.max(1), b.0 * a.1.max(1));
    right.cmp(&left).then_with(|| b.0.cmp(&a.0))
}

/// What stands under the marks: the codes without the letters that all share (01 for P01), or nothing
/// where a code is missing.
pub fn short_codes(codes: &[&str]) -> Option<Vec<String>> {
    if codes.is_empty() || codes.iter().any(|code| code.is_empty()) {
        return None;
    }
    let letters = |code: &str| {
        let end = code.find(|c: char| c.is_ascii_digit());
        code[..end.unwrap_or(0)].to_owned()
    };
    let prefix = letters(codes[0]);
    let shared = codes.iter().all(|code| letters(code) == prefix);
    let cut = if shared { prefix.len() } else { 0 };
    Some(codes.iter().map(|code| code[cut..].to_owned()).collect())
}

/// The keys of the states that occur, in order, drawn as circles.
pub fn state_keys(language: &Language, states: &[State]) -> Vec<Key> {
    let has = |state| states.contains(&state);
    let mut keys = Vec::new();
    if has(State::Raised) {
        let word = language.say("chart.key.raised", &[]);
        keys.push(Key::new(word, |s| s.circle(8.0, 8.0, 6.0, "dot")));
    }
    if has(State::NotRaised) {
        let word = language.say("chart.key.not_raised", &[]);
        keys.push(Key::new(word, |s| s.circle(8.0, 8.0, 6.0, "dot-o")));
    }
    if has(State::NotAsked) {
        let word = language.say("chart.key.not_asked", &[]);
        keys.push(Key::new(word, |s| s.circle(8.0, 8.0, 6.0, "na")));
    }
    keys
}

/// The keys of the states that occur, drawn as parts of a bar.
pub fn bar_keys(language: &Language, states: &[State]) -> Vec<Key> {
    let has = |state| states.contains(&state);
    let mut keys = Vec::new();
    if has(State::Raised) {
        let word = language.say("chart.key.raised", &[]);
        keys.push(Key::new(word, |s| s.rect(1.0, 3.0, 14.0, 10.0, "bar")));
    }
    if has(State::NotRaised) {
        let word = language.say("chart.key.not_raised", &[]);
        keys.push(Key::new(word, |s| s.rect(1.0, 3.0, 14.0, 10.0, "dot-o")));
    }
    if has(State::NotAsked) {
        let word = language.say("chart.key.not_asked", &[]);
        keys.push(Key::new(word, |s| s.rect(1.0, 3.0, 14.0, 10.0, "na")));
    }
    keys
}

/// Sentences joined by a full stop and a space; empty ones fall away.
pub fn sentences(parts: &[String]) -> String {
    let parts: Vec<&str> = (parts.iter())
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{by_code, in_ten, short_codes};
    use crate::language::Language;

    #[test]
    fn codes_are_shortened_and_ordered_as_people_do() {
        assert_eq!(
            short_codes(&["P01", "P12"]),
            Some(vec!["01".into(), "12".into()])
        );
        assert_eq!(
            short_codes(&["P1", "Q1"]),
            Some(vec!["P1".into(), "Q1".into()])
        );
        assert_eq!(short_codes(&["P1", ""]), None);
        let mut codes = ["P10", "P2", "p2", "A3"];
        codes.sort_by(|a, b| by_code(a, b));
        assert_eq!(codes, ["A3", "P2", "p2", "P10"]);
    }

    #[test]
    fn intervals_are_told_in_tenths() {
        let en = Language::english();
        let said = |low, high| in_ten(&en, low, high);
        assert_eq!(said(0.386, 0.797), "between three and eight in ten");
        assert_eq!(said(0.0, 0.16), "at most two in ten");
        assert_eq!(said(0.72, 1.0), "seven in ten or more");
        assert_eq!(said(0.0, 1.0), "anything from none to all");
        assert_eq!(said(0.5, 0.52), "between five and six in ten");
    }
}
