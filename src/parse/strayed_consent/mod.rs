//! Who may read a note, said where nobody reads it: among its words, or in a misspelt key.
//!
//! Entry point: [`tell`]. `words` says what consent is called and what it may be, `line` finds a
//! label with its value in a line, `below` one whose value stands below it.

mod below;
mod line;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use self::line::{Found, Kin, Said};
pub use self::words::{OF_CONSENT, is_name, says_who_may_read};
use super::code::Prefixes;
use super::note::PersonAbout;
use super::problems::Problems;
use crate::config::Consent;
use crate::source::{Located, Span};

/// Warnings of what is one mistake with a consent that is not read.
const SAME_MISTAKE: [&str; 2] = ["tags-among-words", "empty-quote"];

/// Tells what a note's text says of who may read it, where its front matter does not say as much
/// and no tag that is read does: words would reach those who may not read them.
pub fn tell(
    text: &str,
    body: usize,
    prefixes: &Prefixes,
    declared: &PersonAbout,
    problems: &mut Problems,
) {
    let source = &text[body..];
    if !words::may_name(source) {
        return;
    }
    let lines: Vec<&str> = source.lines().collect();
    let mut told: Vec<Range<usize>> = Vec::new();
    for at in 0..lines.len() {
        if !words::may_name(lines[at]) {
            continue;
        }
        let start = body + (lines[at].as_ptr() as usize - source.as_ptr() as usize);
        let found = in_line(text, &lines, at, prefixes, problems);
        if let Some((found, kin)) = found
            && !says_as_much(declared, found.said)
        {
            tell_line(text, &found, kin, problems);
            told.push(start..start + lines[at].len());
            continue;
        }
        let under = below::under(text, &lines, at, prefixes);
        let below = under.into_iter().chain(below::column(text, &lines, at));
        let mut wider = below.filter(|b| !says_as_much(declared, Said::Consent(b.consent)));
        if let Some(found) = wider.next() {
            tell_below(text, &found, problems);
        }
    }
    if told.is_empty() {
        return;
    }
    let is_other = |place: usize| !told.iter().any(|line| line.contains(&place));
    problems
        .found
        .retain(|p| !SAME_MISTAKE.contains(&p.rule) || is_other(p.labels[0].span.start as usize));
}

/// What a line says, its places counted in the file.
fn in_line(
    text: &str,
    lines: &[&str],
    at: usize,
    prefixes: &Prefixes,
    problems: &Problems,
) -> Option<(Found, Kin)> {
    let line = lines[at];
    let (words, mut kin) = line::words_of(line, prefixes);
    let blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| line.trim().is_empty())
    };
    let has_marks = words.len() < line.trim().len();
    if kin == Kin::Text && !has_marks && blank(at.checked_sub(1)) && blank(Some(at + 1)) {
        kin = Kin::Alone;
    }
    let from = words.as_ptr() as usize - text.as_ptr() as usize;
    let is_read = |range: &Range<usize>| {
        let mut obeyed = problems.obeyed.iter();
        obeyed.any(|tag| {
            (tag.start as usize) < from + range.end && from + range.start < tag.end as usize
        })
    };
    let found = line::find(words, kin, is_read)?;
    let range = from + found.range.start..from + found.range.end;
    Some((Found { range, ..found }, kin))
}

fn tell_line(text: &str, found: &Found, kin: Kin, problems: &mut Problems) {
    let written = &text[found.range.clone()];
    let message = format!("`{written}` stands in the text of this note, where it is not read");
    let is_tag = !written.contains(char::is_whitespace);
    let help = match (found.said, kin) {
        (Said::Consent(consent), Kin::Speaker) => format!(
            "end the heading with ` consent:{0}`, or write `consent: {0}` beside the code in `content/participants.yaml`",
            consent.word()
        ),
        (Said::Consent(consent), _) if is_tag || matches!(kin, Kin::Quote | Kin::Heading) => {
            of_a_part(consent)
        }
        _ => "write it in front matter: the file's first line is `---`, and another `---` follows the last field".to_owned(),
    };
    let span = Span::new(found.range.start, found.range.end);
    problems.error("consent-not-read", span, message, &help);
}

fn tell_below(text: &str, found: &below::Below, problems: &mut Problems) {
    let written = &text[found.range.clone()];
    let message = format!("`{written}` below `{}` is not read", found.label);
    let span = Span::new(found.range.start, found.range.end);
    problems.error("consent-not-read", span, message, &of_a_part(found.consent));
}

fn of_a_part(consent: Consent) -> String {
    let word = consent.word();
    format!(
        "end the quote, paragraph or heading that it is meant for with ` consent:{word}`, or write `consent: {word}` in front matter"
    )
}

/// Whether front matter is at least as narrow as what stands in the text.
fn says_as_much(declared: &PersonAbout, said: Said) -> bool {
    let is_narrower = |found: &Option<Located<Consent>>, value: Consent| {
        found.as_ref().is_some_and(|found| found.value <= value)
    };
    match said {
        Said::Consent(value) => is_narrower(&declared.consent, value),
        Said::Media(value) => is_narrower(&declared.media, value),
        Said::Withdrawn => declared.withdrawn.is_some(),
        Said::Expires => declared.expires.is_some(),
    }
}
