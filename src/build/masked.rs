//! Participants' codes that an audience reads as “a participant”: told where they stand.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::Origin;
use crate::model::drafts::{Role, role};
use crate::source::{Snapshot, SourcePath, Span};

/// A warning for each file with codes that were replaced, at the first of them.
pub(super) fn tell(
    codes: &BTreeMap<SourcePath, BTreeMap<String, u32>>,
    someone: &str,
    snapshot: &Snapshot,
    problems: &mut Vec<Diagnostic>,
) {
    for (file, codes) in codes {
        let text = snapshot.text(file).map_or("", |file| &*file.text);
        let body = match role(file) {
            // Its front matter says whose conversation it is, to the build alone.
            Role::Note(_) => body_start(text),
            _ => 0,
        };
        let mut told: Vec<(usize, &str)> = Vec::new();
        for code in codes.keys() {
            let all = places(&text[body..], code).map(|at| body + at);
            let shown = all.filter(|at| is_shown(text, *at, code));
            told.extend(shown.map(|at| (at, code.as_str())));
        }
        told.sort_unstable();
        let mut names: Vec<&str> = Vec::new();
        for (_, code) in &told {
            if !names.contains(code) {
                names.push(code);
            }
        }
        let (Some((at, code)), Some(names)) = (told.first(), listed(&names)) else {
            continue;
        };
        let verb = if names.contains(' ') { "are" } else { "is" };
        let places = match told.len() {
            1 => String::new(),
            n => format!(", in {n} places of this file"),
        };
        let message = format!("{names} {verb} shown as “{someone}” to this audience{places}");
        problems.push(
            Diagnostic::warning("masked-code", message)
                .at(file, Span::new(*at, at + code.len()))
                .help("write the sentence without the code if it reads badly so"),
        );
    }
}

/// A warning for each quote in whose words a code stands: they are published as they were said.
pub(super) fn tell_spoken(
    quotes: &[(Origin, String)],
    snapshot: &Snapshot,
    problems: &mut Vec<Diagnostic>,
) {
    for (origin, code) in quotes {
        let text = snapshot.text(&origin.file).map_or("", |file| &*file.text);
        let quote = text.get(origin.span.range()).unwrap_or_default();
        let at = places(quote, code).next();
        let span = at.map_or(origin.span, |at| {
            let at = origin.span.start as usize + at;
            Span::new(at, at + code.len())
        });
        let message =
            format!("`{code}` stands in the words of this quote, and its audience knows no codes");
        problems.push(
            Diagnostic::warning("code-in-quote", message)
                .at(&origin.file, span)
                .help("say who that is in square brackets instead, such as `[a neighbour]`"),
        );
    }
}

/// "`P07`", "`P07` and `P12`", "`P07`, `P12` and 3 more".
fn listed(names: &[&str]) -> Option<String> {
    Some(match names {
        [] => return None,
        [one] => format!("`{one}`"),
        [one, other] => format!("`{one}` and `{other}`"),
        [one, other, third] => format!("`{one}`, `{other}` and `{third}`"),
        [one, other, more @ ..] => format!("`{one}`, `{other}` and {} more", more.len()),
    })
}

/// Where a code stands as a word of its own.
fn places<'t>(text: &'t str, code: &'t str) -> impl Iterator<Item = usize> + 't {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let found = text.match_indices(code).map(|(at, _)| at);
    found.filter(move |&at| {
        !word(text[..at].chars().next_back()) && !word(text[at + code.len()..].chars().next())
    })
}

/// Whether a code is read by somebody: it is not the target of a citation, and not what says who
/// speaks.
fn is_shown(text: &str, at: usize, code: &str) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = text[line..at].trim_end();
    // The words of a quote are never changed.
    if before.trim_start().starts_with('>') {
        return false;
    }
    let after = &text[at + code.len()..];
    let cites = after.starts_with('^') || after.starts_with("#^") || before.ends_with("![[");
    let speaks = before.ends_with(['#', '(', '—', '–', '-']);
    !cites && !speaks
}

fn body_start(text: &str) -> usize {
    let mut ends = text.match_indices("\n---").map(|(at, end)| at + end.len());
    match text.trim_start().starts_with("---") {
        true => ends.next().unwrap_or(0),
        false => 0,
    }
}
