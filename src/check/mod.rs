//! Rules: what a casebook's files say, held against good practice, as problems. Entry points:
//! [`check`] finds, [`Verdict`] weighs what anybody found by settings and silencing comments,
//! [`rules::RULES`] is the table of all rules. May use `model`, `parse` and what is above.
//!
//! Pure, and told apart from `analyse`: a rule may count, but no number of a page comes from here.

mod fix;
mod memo;
mod place;
mod prose;
pub mod rules;
mod scope;
mod silence;
mod support;
mod tally;
mod verdict;
mod words;

pub use self::fix::{Fixed, fixed};
pub use self::rules::{Family, RULES, Rule, Weight};
pub use self::verdict::Verdict;

use rayon::prelude::*;

use self::memo::InFile;
pub use self::memo::Memo;
use self::rules::Run;
use self::scope::{File, Told};
pub use self::scope::{Scope, StudyScope};
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// Runs every rule of this layer that is not switched off. What a rule finds in one file is
/// remembered for the next time.
pub fn check(scope: &Scope, memo: &mut Memo) -> Vec<Diagnostic> {
    let active: Vec<&Rule> = RULES
        .iter()
        .filter(|rule| !verdict::is_off(&scope.casebook.settings, rule))
        .collect();
    let mut found = files(scope, &active, memo);
    let studies: Vec<StudyScope> = scope.studies(&mut memo.tallies);
    let wide = active.par_iter().map(|rule| {
        let mut told = Told::of(rule.name);
        match &rule.run {
            Run::Study(find) | Run::Guide(_, find) => {
                studies.iter().for_each(|study| find(study, &mut told))
            }
            Run::Casebook(find) => find(scope, &studies, &mut told),
            Run::File(_) | Run::Note(_) | Run::Elsewhere => {}
        }
        told.found
    });
    let wide: Vec<Vec<Diagnostic>> = wide.collect();
    found.extend(wide.into_iter().flatten());
    found
}

/// Runs the rules that look at one file at a time.
fn files(scope: &Scope, active: &[&Rule], memo: &mut Memo) -> Vec<Diagnostic> {
    let guides = scope.guides();
    memo.begin(scope, &guides);
    let known = &*memo;
    let found: Vec<(&SourcePath, InFile, bool)> = scope
        .files()
        .into_par_iter()
        .map(|(path, role, text, hash)| {
            let draft = scope.note_draft(path, role);
            if let Some(known) = known.found(path, hash, draft) {
                return (path, known.clone(), false);
            }
            let file = File::new(path, role, text);
            let note = draft.and_then(|draft| scope.note(&file, draft, &guides));
            let mut found = Vec::new();
            for rule in active {
                let mut told = Told::of(rule.name);
                match (&rule.run, &note) {
                    (Run::File(find), _) => find(&file, &mut told),
                    (Run::Note(find) | Run::Guide(find, _), Some(note)) => find(note, &mut told),
                    _ => continue,
                }
                found.append(&mut told.found);
            }
            (path, InFile::new(hash, draft, found), true)
        })
        .collect();
    memo.keep(&found);
    let all = found.iter().flat_map(|(_, file, _)| &*file.found);
    all.cloned().collect()
}

/// A rule by its name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rule whose name is nearest, when one is near enough to be meant.
pub fn nearest_rule(name: &str) -> Option<&'static str> {
    let near = crate::diagnostic::nearest(name, RULES.iter().map(|rule| rule.name));
    // A part of a name is how one remembers it: `leading` for `leading-question`.
    near.or_else(|| {
        let name = name.trim().to_lowercase();
        let part = |rule: &&Rule| name.len() > 2 && rule.name.contains(&name);
        RULES.iter().find(part).map(|rule| rule.name)
    })
    .or_else(|| {
        let begins = |rule: &&Rule| {
            let first = rule.name.split('-').next();
            crate::diagnostic::nearest(name, first).is_some_and(|first| first.len() > 4)
        };
        RULES.iter().find(begins).map(|rule| rule.name)
    })
}
