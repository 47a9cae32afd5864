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

use std::sync::Arc;

use rayon::prelude::*;

pub use self::memo::Memo;
use self::rules::Run;
use self::scope::{File, Judged, Told, is_written_by_people};
pub use self::scope::{Scope, StudyScope, Texts};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::drafts::role;
use crate::source::by_file::ByFile;

/// Runs every rule that looks at studies, or at all of them. Those that look at one file at a time
/// are [`files`]'s.
pub fn check(scope: &Scope, memo: &mut Memo) -> Vec<Diagnostic> {
    let studies: Vec<StudyScope> = scope.studies(&mut memo.tallies);
    memo.frame.begin(scope);
    let known = &memo.frame;
    let active = active(&scope.casebook.settings);
    let wide = active.par_iter().map(|(place, rule)| {
        if let Some(found) = known.found(*place) {
            return Arc::clone(found);
        }
        let mut told = Told::of(rule.name);
        match &rule.run {
            Run::Study(find) | Run::Said(find) | Run::Guide(_, find) => {
                studies.iter().for_each(|study| find(study, &mut told))
            }
            Run::Casebook(find) | Run::AllSaid(find) => find(scope, &studies, &mut told),
            Run::File(_) | Run::Note(_) | Run::Elsewhere => {}
        }
        told.found.into()
    });
    let wide: Vec<Arc<[Diagnostic]>> = wide.collect();
    for ((place, _), found) in active.iter().zip(&wide) {
        memo.frame.keep(*place, found);
    }
    wide.iter().flat_map(|found| &**found).cloned().collect()
}

/// The rules that are not switched off, with their places in the table.
fn active(settings: &Settings) -> Vec<(usize, &'static Rule)> {
    let is_on = |(_, rule): &(usize, &Rule)| !verdict::is_off(settings, rule);
    RULES.iter().enumerate().filter(is_on).collect()
}

/// Runs every rule that looks at one file at a time, before anybody knows what the files come to
/// together. What a rule finds in one file is remembered for the next time.
pub fn files(texts: &Texts, memo: &mut Memo) -> Vec<Diagnostic> {
    let active = active(&texts.drafts.settings);
    let guides = texts.guides();
    let around = memo.around(texts, &guides);
    let judged = Judged::default();
    memo.files.update(texts.snapshot, around, |path, file| {
        let role = role(path);
        let mut found = Vec::new();
        if !is_written_by_people(role) {
            return found.into();
        }
        let file = File::new(path, role, &file.text);
        let draft = texts.note_draft(path, role);
        let note = draft.and_then(|draft| texts.note(&file, draft, &guides, &judged));
        for (_, rule) in &active {
            let mut told = Told::of(rule.name);
            match (&rule.run, &note) {
                (Run::File(find), _) => find(&file, &mut told),
                (Run::Note(find) | Run::Guide(find, _), Some(note)) => find(note, &mut told),
                _ => continue,
            }
            found.append(&mut told.found);
        }
        found.into()
    });
    let all = memo.files.iter().flat_map(|file| &*file.made);
    let all = all.cloned().collect();
    if memo.forgetful {
        memo.files = ByFile::default();
    }
    all
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
