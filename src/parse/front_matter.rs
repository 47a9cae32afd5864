//! The front matter of a file: YAML between `---` lines or TOML between `+++` lines.

use std::ops::Range;

use super::fields::Fields;
use super::problems::Problems;
use super::tree::{self, Unreadable};
use super::values::date;
use crate::source::Span;

/// A file's front matter and where its body begins.
pub struct FrontMatter {
    pub fields: Fields,
    /// Byte offset of the body.
    pub body: usize,
    /// Whether the file has front matter at all.
    pub present: bool,
    /// False where it is there and says nothing, since it cannot be read.
    pub readable: bool,
}

/// Takes the front matter off a file: YAML between `---` lines or TOML between `+++` lines. Empty
/// lines may stand before it, and spaces before its first mark, where keys follow.
pub fn front_matter(text: &str, problems: &mut Problems) -> FrontMatter {
    let none = FrontMatter {
        fields: Fields::none(),
        body: 0,
        present: false,
        readable: true,
    };
    let (begin, first) = first_words(text);
    let toml = first == "+++";
    if first != "---" && !toml {
        return none;
    }
    let start = begin
        + text[begin..]
            .find('\n')
            .map_or(text.len() - begin, |i| i + 1);
    let second = text[start..].lines().find(|l| !l.trim().is_empty());
    let looks_like_keys = second.is_some_and(looks_like_key);
    if begin > 0 && !looks_like_keys {
        return none;
    }
    let mut at = start;
    let close = text[start..].split_inclusive('\n').find_map(|line| {
        let here = at;
        at += line.len();
        let word = line.trim_end();
        let closes = if toml {
            word == "+++"
        } else {
            word == "---" || word == "..."
        };
        closes.then_some((here, at))
    });
    let Some((end, body)) = close else {
        if looks_like_keys {
            let span = Span::new(begin, begin + first.len());
            let message = "the front matter that begins here has no end".to_owned();
            let help = format!("close it with a line `{first}` of its own");
            problems.error("unclosed-front-matter", span, message, &help);
        }
        return FrontMatter {
            readable: !looks_like_keys,
            ..none
        };
    };
    let read = if toml { tree::toml } else { tree::yaml };
    let mut readable = true;
    let fields = match read(&text[start..end], start) {
        Ok(node) => {
            let mut fields = Fields::of(node, "the front matter", problems);
            fields.span = Span::new(begin, begin + first.len());
            fields
        }
        Err(Unreadable { message, span }) => {
            let kind = if toml { "TOML" } else { "YAML" };
            let message = format!("this front matter cannot be read as {kind}: {message}");
            let help = match toml {
                true if message.contains("expected `=`") => {
                    "in TOML a field is `key = \"value\"`; `key: value` stands between `---` lines"
                }
                true => "",
                false if message.contains("tab") => "begin the line with spaces instead of a tab",
                false => {
                    "text with `: ` or `#` in it, or with a sign before it, needs quotation marks"
                }
            };
            readable = false;
            problems.error("unreadable-front-matter", span, message, help);
            Fields::none()
        }
    };
    FrontMatter {
        fields,
        body,
        present: true,
        readable,
    }
}

/// Where the first words of a file begin, and their line.
fn first_words(text: &str) -> (usize, &str) {
    let begin = text.len() - text.trim_start().len();
    let line = text[begin..].lines().next().unwrap_or_default();
    (begin, line.trim_end())
}

fn looks_like_key(line: &str) -> bool {
    line.split_once([':', '=']).is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
    })
}

/// The names of fields that say who may read what.
pub const OF_CONSENT: [&str; 4] = ["consent", "media", "withdrawn", "expires"];

/// Tells lines of a note's text that say who may read it: they are read in front matter alone, and
/// words would reach those who may not read them. Lines of block quotes are a participant's.
pub fn consent_in_text(text: &str, body: usize, problems: &mut Problems) {
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some(found) = consent_in(line) {
            let span = Span::new(start + found.start, start + found.end);
            let message = format!(
                "`{}` stands in the text of this note, where it is not read",
                &text[span.range()]
            );
            let help = "write it in front matter: the file's first line is `---`, and another `---` follows the last field";
            problems.error("consent-not-read", span, message, help);
        }
    }
}

/// Whether a field of consent may have this value.
pub fn says_who_may_read(field: &str, value: &str) -> bool {
    match field {
        "consent" | "media" => ["none", "no", "team", "internal", "public"]
            .iter()
            .any(|known| value.eq_ignore_ascii_case(known)),
        _ => date(value).is_some(),
    }
}

/// Where a line holds a field of consent and a value that it may have.
fn consent_in(line: &str) -> Option<Range<usize>> {
    let is_mark = |c: char| c.is_whitespace() || "*_`|#+-–—•".contains(c);
    let words = line.trim_start_matches(is_mark);
    let start = line.len() - words.len();
    let name = words.split(|c: char| !c.is_alphabetic()).next()?;
    let field = OF_CONSENT
        .into_iter()
        .find(|field| name.eq_ignore_ascii_case(field))?;
    let rest = words[name.len()..].trim_start_matches(|c: char| "*_` \t".contains(c));
    let value = rest.strip_prefix([':', '=', '|'])?;
    let value = value.trim_start_matches(|c: char| is_mark(c) || "'\"“”".contains(c));
    let word = value
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .next()?;
    let means_it = says_who_may_read(field, word);
    // `consent:team` beside other tags is a quote's own.
    let is_tag = rest.starts_with(':') && rest[1..].starts_with(word) && line.contains('#');
    let end = line.len() - value.len() + word.len();
    (means_it && !is_tag).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_says_who_may_read_is_found_and_other_words_are_not() {
        for (line, found) in [
            ("consent: none", Some("consent: none")),
            ("**Consent:** none of it", Some("Consent:** none")),
            ("| Consent | Team |", Some("Consent | Team")),
            ("- withdrawn: 2026-02-01", Some("withdrawn: 2026-02-01")),
            ("Consent: recorded on tape", None),
            ("> consent: none", None),
            ("Consent was given to the team.", None),
            ("consent:team #sizing", None),
            ("Media: none", Some("Media: none")),
            ("withdrawn: her card", None),
        ] {
            assert_eq!(consent_in(line).map(|range| &line[range]), found, "{line}");
        }
    }
}
