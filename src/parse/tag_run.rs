//! The tag run: the last words of a quote, heading or paragraph, as long as they look like tags.
//!
//! Entry point: [`split`]. `#theme`, `!emotion`, `[m:ss]`, `key:value` and `^id`, parted by white
//! space or commas, in any order.

use std::ops::Range;

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::Consent;
use crate::source::{Located, Span};

/// The keys of `key:value` tags.
pub const KEYS: [&str; 5] = ["type", "sev", "severity", "coder", "consent"];

/// Seconds from the beginning of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    pub start: u32,
    pub end: Option<u32>,
    /// As in the note, without brackets.
    pub written: SmolStr,
}

/// Whether a participant told of something done or of something thought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    Behaviour,
    Opinion,
}

/// One tag, its place counted in the text it was cut from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Folded: `delivery/returns`.
    Theme(String),
    /// Folded.
    Emotion(String),
    Time(Time),
    /// A known key and its value as written.
    Key(&'static str, String),
    Id(String),
}

/// Cuts the tag run off the end of `text`. Returns where the words end and the tags in the order
/// written; no tags when the last word is not one.
pub fn split(text: &str) -> (usize, Vec<Located<Tag>>) {
    let mut tags = Vec::new();
    let mut cut = text.len();
    let mut end = text.len();
    loop {
        end = text[..end].trim_end_matches(is_separator).len();
        if text[..end].ends_with("-->")
            && let Some(comment) = text[..end].rfind("<!--")
        {
            end = comment;
            continue;
        }
        let start = text[..end]
            .char_indices()
            .rev()
            .find(|(_, c)| is_separator(*c))
            .map_or(0, |(i, c)| i + c.len_utf8());
        if start == end {
            break;
        }
        let Some(tag) = tag(&text[start..end]) else {
            break;
        };
        tags.push(Located::new(tag, Span::new(start, end)));
        cut = start;
        end = start;
    }
    tags.reverse();
    (end_of_words(&text[..cut]), tags)
}

/// A tag run that something in brackets follows which reads as a time and is no tag: where the
/// words end, the tags, and where the brackets stand.
pub fn split_before_time(text: &str) -> Option<(usize, Vec<Located<Tag>>, Range<usize>)> {
    let end = text.trim_end_matches(is_separator).len();
    let open = match text[..end].bytes().next_back()? {
        b']' => text[..end].rfind('[')?,
        b')' => text[..end].rfind('(')?,
        _ => return None,
    };
    let inside = &text[open..end];
    let is_time = inside.len() <= 32 && inside.contains(':') && inside.contains(char::is_numeric);
    is_time.then_some(())?;
    let (cut, tags) = split(&text[..open]);
    let codes = tags.iter().any(|tag| matches!(tag.value, Tag::Theme(_)));
    codes.then_some((cut, tags, open..end))
}

/// Where tags that are escaped end a text, as text from other programs has them: `\#price \!calm`.
/// One that stands within a sentence is a word.
pub fn escaped(text: &str) -> Option<Range<usize>> {
    if !text.contains("\\#") {
        return None;
    }
    let end = text.trim_end_matches(is_separator).len();
    let mut start = end;
    let mut words = 0;
    for word in text[..end].split_inclusive(is_separator).rev() {
        let bare = word.trim_end_matches(is_separator).replace('\\', "");
        if !bare.is_empty() && tag(&bare).is_none() {
            break;
        }
        start -= word.len();
        words += usize::from(!bare.is_empty());
    }
    let before = text[..start].trim_end_matches(is_space);
    let is_parted = words > 1 || before.ends_with(['.', '!', '?', '…', '"', '”', '»', '。']);
    (is_parted && text[start..end].contains("\\#")).then_some(start..end)
}

/// Where the words end that a tag run was cut off from. A mark of direction that stands alone
/// before the run belongs to the run.
fn end_of_words(text: &str) -> usize {
    let words = text.trim_end_matches(is_space);
    let before = words.trim_end_matches(['\u{61c}', '\u{200e}', '\u{200f}']);
    let alone = before.is_empty() || before.ends_with(is_space);
    if alone {
        before.trim_end_matches(is_space).len()
    } else {
        words.len()
    }
}

/// White space, the commas of any script, and the marks of direction that editors put around
/// words of right-to-left notes.
fn is_separator(c: char) -> bool {
    is_space(c)
        || matches!(c, ',' | '،' | '、' | '，')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// White space, no-break and zero-width spaces among it.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Reads one word as a tag.
pub fn tag(word: &str) -> Option<Tag> {
    if let Some(name) = word.strip_prefix('#') {
        return theme_name(name).map(Tag::Theme);
    }
    if let Some(name) = word.strip_prefix('!') {
        return is_name(name).then(|| Tag::Emotion(fold(name)));
    }
    if let Some(id) = word.strip_prefix('^') {
        let fits = !id.is_empty() && id.chars().all(|c| is_name_char(c) || c.is_alphanumeric());
        return fits.then(|| Tag::Id(id.to_owned()));
    }
    if let Some(inner) = word.strip_prefix('[') {
        return time(inner.strip_suffix(']')?).map(Tag::Time);
    }
    let (key, value) = word.split_once([':', '='])?;
    // Who may read what is no matter for slips: `Consent:none` and `consent=none` say it too.
    let is_consent = key.eq_ignore_ascii_case("consent");
    let key = match is_consent {
        true => "consent",
        false => KEYS
            .into_iter()
            .find(|known| word[key.len()..].starts_with(':') && *known == key)?,
    };
    (!value.is_empty()).then(|| Tag::Key(key, value.to_owned()))
}

/// A theme's name in its folded form, or `None` if it is not one.
pub fn theme_name(name: &str) -> Option<String> {
    name.split('/').all(is_name).then(|| fold(name))
}

fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic) && name.chars().all(is_name_char)
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '\u{200c}' | '\u{200d}')
}

/// Case and Unicode form folded, joiners kept.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.nfc()
            .collect::<String>()
            .to_lowercase()
            .nfc()
            .collect()
    }
}

/// Reads `m:ss`, `h:mm:ss` or a range of two.
pub fn time(written: &str) -> Option<Time> {
    let (start, end) = match written.split_once(['-', '–']) {
        Some((start, end)) => (clock(start.trim())?, Some(clock(end.trim())?)),
        None => (clock(written)?, None),
    };
    Some(Time {
        start,
        end,
        written: written.into(),
    })
}

fn clock(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.split(':').collect();
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        let fits = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let under_sixty = |part: &str| number(part, 2..=2).filter(|n| *n < 60);
    match parts.as_slice() {
        [m, s] => Some(number(m, 1..=3)? * 60 + under_sixty(s)?),
        [h, m, s] => Some(number(h, 1..=2)? * 3600 + under_sixty(m)? * 60 + under_sixty(s)?),
        _ => None,
    }
}

/// Reads the value of a `type:` tag.
pub fn stance(value: &str) -> Option<Stance> {
    match value.to_ascii_lowercase().as_str() {
        "behaviour" | "behavior" => Some(Stance::Behaviour),
        "opinion" => Some(Stance::Opinion),
        _ => None,
    }
}

/// Reads the value of a `consent:` tag or field.
pub fn consent(value: &str) -> Option<Consent> {
    Consent::from_word(&value.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, tags: &[&str]) {
        let (cut, found) = split(text);
        let found: Vec<&str> = found.iter().map(|t| &text[t.span.range()]).collect();
        assert_eq!((&text[..cut], found.as_slice()), (words, tags));
    }

    #[test]
    fn the_last_words_that_look_like_tags_are_the_coding() {
        check(
            "I still ordered two.\n#sizing #delivery/returns !resigned [02:14] ^two-sizes",
            "I still ordered two.",
            &[
                "#sizing",
                "#delivery/returns",
                "!resigned",
                "[02:14]",
                "^two-sizes",
            ],
        );
        check(
            "so I closed it. #a, !b,[2:51]",
            "so I closed it.",
            &["#a", "!b", "[2:51]"],
        );
        check("words, #a", "words,", &["#a"]);
        check("#one tag in front", "#one tag in front", &[]);
        check("#only", "", &["#only"]);
        check(
            "ends so: type:behaviour sev:3 coder:ab",
            "ends so:",
            &["type:behaviour", "sev:3", "coder:ab"],
        );
        check(
            "across #a\n\n !b\n[1:02:03-1:03:00]",
            "across",
            &["#a", "!b", "[1:02:03-1:03:00]"],
        );
        check("no-break\u{a0}#a\u{200b}!b", "no-break", &["#a", "!b"]);
        check("高い、#価格、#サイズ", "高い、", &["#価格", "#サイズ"]);
        check(
            "غالي. \u{200f}#سعر\u{200f}، #حجم\u{200f}",
            "غالي.",
            &["#سعر", "#حجم"],
        );
        check("words #a <!-- why -->\n!b <!---->", "words", &["#a", "!b"]);
        check("words <!-- #a -->", "words <!-- #a -->", &[]);
        check("arrow --> #a", "arrow -->", &["#a"]);
        check("", "", &[]);
        check(", ,", ", ,", &[]);
    }

    #[test]
    fn words_that_only_look_like_tags_stay_words() {
        for text in [
            "we are #1",
            "he shouted #",
            "wow!",
            "at 10:30",
            "see http://a.example",
            "a \\#escaped",
            "[laughs]",
            "[2:75]",
            "ratio:3",
            "#a#b",
            "!",
            "^",
            "#-x",
            "`#code`",
            "type:",
        ] {
            check(text, text, &[]);
        }
    }

    #[test]
    fn what_reads_as_a_time_behind_tags_is_found() {
        for (text, found) in [
            ("S #a [00:00:05.000]", Some("[00:00:05.000]")),
            ("S #a (00:12)", Some("(00:12)")),
            ("S #a [ca. 14:00]", Some("[ca. 14:00]")),
            ("S #a [٣:١٢] ", Some("[٣:١٢]")),
            ("S (00:12)", None),
            ("S #a (twice)", None),
            ("S #a [x]", None),
        ] {
            let range = split_before_time(text).map(|(.., range)| &text[range]);
            assert_eq!(range, found, "{text}");
        }
    }

    #[test]
    fn escaped_tags_behind_a_sentence_are_found() {
        for (text, found) in [
            ("\"No password.\" \\#app", Some("\\#app")),
            (
                "No. \\#app \\!angry \\[02:14\\]",
                Some("\\#app \\!angry \\[02:14\\]"),
            ),
            ("I wrote \\#metoo", None),
            ("No. #app", None),
        ] {
            assert_eq!(escaped(text).map(|range| &text[range]), found, "{text}");
        }
    }

    #[test]
    fn tags_are_of_any_script_and_folded() {
        let tags = |text: &str| {
            split(text)
                .1
                .into_iter()
                .map(|t| t.value)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            tags("x #Größe/Übersicht"),
            [Tag::Theme("größe/übersicht".into())]
        );
        assert_eq!(tags("x #e\u{301}te\u{301}"), [Tag::Theme("été".into())]);
        assert_eq!(
            tags("x #価格 #मूल्य !ПЕЧАЛЬ"),
            [
                Tag::Theme("価格".into()),
                Tag::Theme("मूल्य".into()),
                Tag::Emotion("печаль".into()),
            ]
        );
    }

    #[test]
    fn times_are_minutes_or_hours_and_ranges() {
        let seconds = |t: &str| time(t).map(|t| (t.start, t.end));
        assert_eq!(seconds("2:14"), Some((134, None)));
        assert_eq!(seconds("04:10-04:32"), Some((250, Some(272))));
        assert_eq!(seconds("1:02:03"), Some((3723, None)));
        assert_eq!(seconds("2:60"), None);
        assert_eq!(seconds("1:2"), None);
    }
}
