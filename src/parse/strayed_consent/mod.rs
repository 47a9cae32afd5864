//! Who may read a note, said where nobody reads it: among its words, or in a misspelt key.

use std::ops::Range;

use super::note::PersonAbout;
use super::problems::Problems;
use super::values::date;
use crate::config::Consent;
use crate::source::{Located, Span};

/// The names of fields that say who may read what.
pub const OF_CONSENT: [&str; 4] = ["consent", "media", "withdrawn", "expires"];

/// Tells lines of a note's text that say who may read it, where its front matter does not say as
/// much: words would reach those who may not read them. Lines of block quotes are a participant's.
pub fn tell(text: &str, body: usize, declared: &PersonAbout, problems: &mut Problems) {
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((field, value, found)) = consent_in(line) else {
            continue;
        };
        if says_as_much(declared, field, value) {
            continue;
        }
        let span = Span::new(start + found.start, start + found.end);
        let message = format!(
            "`{}` stands in the text of this note, where it is not read",
            &text[span.range()]
        );
        let help = "write it in front matter: the file's first line is `---`, and another `---` follows the last field";
        problems.error("consent-not-read", span, message, help);
    }
}

/// Whether front matter is at least as narrow as what stands in the text.
fn says_as_much(declared: &PersonAbout, field: &str, value: &str) -> bool {
    let value = Consent::from_word(&value.to_lowercase()).unwrap_or(Consent::None);
    let is_narrower =
        |found: &Option<Located<Consent>>| found.as_ref().is_some_and(|found| found.value <= value);
    match field {
        "consent" => is_narrower(&declared.consent),
        "media" => is_narrower(&declared.media),
        "withdrawn" => declared.withdrawn.is_some(),
        _ => declared.expires.is_some(),
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

/// A field of consent in a line, a value that it may have, and where the two stand.
fn consent_in(line: &str) -> Option<(&'static str, &str, Range<usize>)> {
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
    (means_it && !is_tag).then_some((field, word, start..end))
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
            let place = consent_in(line).map(|(.., range)| &line[range]);
            assert_eq!(place, found, "{line}");
        }
    }

    #[test]
    fn front_matter_that_says_as_much_needs_no_line_in_the_text() {
        let file: crate::source::SourcePath = "P07.md".into();
        for (declared, line, is_told) in [
            ("team", "| Consent | public |", false),
            ("public", "| Consent | public |", false),
            ("public", "Consent: team", true),
            ("none", "withdrawn: 2026-02-01", true),
        ] {
            let mut problems = Problems::new(&file);
            let note = format!("---\nconsent: {declared}\n---\n\n{line}\n");
            crate::parse::note::read(&note, &Default::default(), &mut problems);
            let told = problems.found.iter().any(|p| p.rule == "consent-not-read");
            assert_eq!(told, is_told, "{declared}: {line}");
        }
    }
}
