//! Rules: what a casebook's files say, held against good practice, as problems. Entry points:
//! [`files`] and [`check`] find, [`Verdict`] weighs what anybody found by settings and silencing comments,
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
use self::scope::{File, Judged, Told};
pub use self::scope::{Scope, StudyScope, Texts};
pub use self::tally::Tallies;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// Runs every rule that looks at studies, or at all of them. Those that look at one file at a time
/// are [`files`]'s.
pub fn check(scope: &Scope, tallies: &mut Tallies) -> Vec<Diagnostic> {
    let active = active(&scope.casebook.settings);
    let studies: Vec<StudyScope> = scope.studies(tallies);
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
    wide.concat()
}

/// The rules that are not switched off.
fn active(settings: &Settings) -> Vec<&'static Rule> {
    let is_on = |rule: &&Rule| !verdict::is_off(settings, rule);
    RULES.iter().filter(is_on).collect()
}

/// Runs every rule that looks at one file at a time, before anybody knows what the files come to
/// together. What a rule finds in one file is remembered for the next time.
pub fn files(texts: &Texts, memo: &mut Memo) -> Vec<Diagnostic> {
    let active = active(&texts.drafts.settings);
    let guides = texts.guides();
    memo.begin(texts, &guides);
    let known = &*memo;
    let judged = Judged::default();
    let found: Vec<(&SourcePath, InFile, bool)> = texts
        .files()
        .into_par_iter()
        .with_min_len(16)
        .map(|(path, role, text, hash)| {
            let draft = texts.note_draft(path, role);
            if let Some(known) = known.found(path, hash, draft) {
                return (path, known.clone(), false);
            }
            let file = File::new(path, role, text);
            let note = draft.and_then(|draft| texts.note(&file, draft, &guides, &judged));
            let mut found = Vec::new();
            for rule in &active {
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
