//! Participants' codes that an audience reads as “a participant”: told where they stand.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::drafts::{Role, role};
use crate::source::{Snapshot, SourcePath, Span};

/// A warning for each code that was replaced, at its place.
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
        for code in codes.keys() {
            let all: Vec<usize> = places(&text[body..], code).map(|at| body + at).collect();
            let prose = |at: &usize| is_prose(text, *at, code);
            let told = match all.iter().any(prose) {
                true => all.into_iter().filter(prose).collect(),
                false => all,
            };
            for at in told {
                let message = format!("`{code}` is shown as “{someone}” to this audience");
                problems.push(
                    Diagnostic::warning("masked-code", message)
                        .at(file, Span::new(at, at + code.len()))
                        .help("write the sentence without the code if it reads badly so"),
                );
            }
        }
    }
}

/// Where a code stands as a word of its own.
fn places<'t>(text: &'t str, code: &'t str) -> impl Iterator<Item = usize> + 't {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let found = text.match_indices(code).map(|(at, _)| at);
    found.filter(move |&at| {
        !word(text[..at].chars().next_back()) && !word(text[at + code.len()..].chars().next())
    })
}

/// Whether a code is part of a sentence: no citation, and not what says who speaks.
fn is_prose(text: &str, at: usize, code: &str) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = text[line..at].trim_end();
    let after = &text[at + code.len()..];
    let cites = before.ends_with("[[") || after.starts_with('^') || after.starts_with("#^");
    let speaks = before.ends_with(['#', '(', '—', '–', '-']);
    !cites && !speaks
}

fn body_start(text: &str) -> usize {
    let mut ends = text.match_indices("\n---").map(|(at, end)| at + end.len());
    match text.starts_with("---") {
        true => ends.next().unwrap_or(0),
        false => 0,
    }
}
