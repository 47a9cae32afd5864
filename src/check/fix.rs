//! Certain fixes, applied: each change of a file that cannot be meant otherwise, never one that
//! would touch the words of a quote.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Fix};
use crate::model::drafts::{Role, role};
use crate::parse::code::Prefixes;
use crate::parse::note::{self, ItemDraft};
use crate::parse::problems::Problems;
use crate::parse::quote::SaidDraft;
use crate::source::{Snapshot, SourcePath};

/// Files with their fixes applied.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The new text of each changed file, and how many fixes are in it.
    pub files: BTreeMap<SourcePath, (String, usize)>,
}

/// Applies the fixes of `problems`. Of two that overlap the first stands.
pub fn fixed(problems: &[Diagnostic], snapshot: &Snapshot) -> Fixed {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for fix in problems
        .iter()
        .filter_map(|problem| problem.fix.as_deref())
        .filter(|fix| fix.holds(snapshot))
    {
        by_file.entry(&fix.file).or_default().push(fix);
    }
    let mut fixed = Fixed::default();
    for (file, mut fixes) in by_file {
        let Some(text) = snapshot.text(file).map(|file| &*file.text) else {
            continue;
        };
        fixes.sort();
        fixes.dedup();
        let spoken = is_note(file).then(|| quotes(file, text));
        let mut out = text.to_owned();
        // From the end on, so that places before stay.
        let mut end = usize::MAX;
        let mut applied = 0;
        for fix in fixes.into_iter().rev() {
            let range = fix.span.range();
            if range.end > end || text.get(range.clone()).is_none() {
                continue;
            }
            let mut tried = out.clone();
            tried.replace_range(range.clone(), &fix.text);
            if spoken
                .as_ref()
                .is_some_and(|words| *words != quotes(file, &tried))
            {
                continue;
            }
            out = tried;
            end = range.start;
            applied += 1;
        }
        if out != text {
            fixed.files.insert(file.clone(), (out, applied));
        }
    }
    fixed
}

fn is_note(file: &str) -> bool {
    matches!(role(file), Role::Note(_))
}

/// The words of every quote of a note.
fn quotes(file: &SourcePath, text: &str) -> Vec<String> {
    let mut problems = Problems::new(file);
    let note = note::read(text, &Prefixes::of(std::iter::empty()), &mut problems);
    let exchanges = note.parts.iter().flat_map(|part| &part.exchanges);
    exchanges
        .flat_map(|exchange| &exchange.items)
        .filter_map(|item| match item {
            ItemDraft::Evidence(evidence) => match &evidence.said {
                SaidDraft::Quote(words) => Some(words.text.to_string()),
                SaidDraft::Observation(_) => None,
            },
            ItemDraft::Observation(..) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_fix_never_touches_the_words_of_a_quote() {
        let file: SourcePath = "content/interviews/P1.md".into();
        let text = "##Why?\n\n> My own words. #a\n";
        let mut snapshot = Snapshot::new();
        snapshot.insert_text(file.clone(), text.into());
        let problem = |at: usize, to: usize, new: &str| {
            Diagnostic::warning("x", "").fix(&file, Span::new(at, to), &text[at..to], new)
        };
        let words = text.find("My").unwrap();
        let fixed = fixed(
            &[problem(words, words + 2, "Her"), problem(2, 2, " ")],
            &snapshot,
        );
        let mended = "## Why?\n\n> My own words. #a\n".to_owned();
        assert_eq!(fixed.files[&file], (mended, 1));
    }
}
