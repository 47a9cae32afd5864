//! How much each problem weighs in this casebook: severities of `site.toml`, and comments that
//! silence a rule for a paragraph or a file.

use std::collections::HashMap;

use super::rules::{Rule, Weight};
use super::silence::{Silencing, silencings};
use super::{nearest_rule, rule};
use crate::config::{RuleLevel, Settings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Snapshot, SourcePath};

/// What settings and comments say about rules, and which of the comments were needed.
#[derive(Debug, Default)]
pub struct Verdict {
    levels: HashMap<&'static str, RuleLevel>,
    silencings: HashMap<SourcePath, Vec<Silencing>>,
    /// Slips in the settings and comments themselves.
    problems: Vec<Diagnostic>,
}

/// Whether the settings switch a rule off; never one that keeps a promise.
pub(super) fn is_off(settings: &Settings, rule: &Rule) -> bool {
    rule.weight != Weight::Error
        && settings
            .rules
            .iter()
            .any(|(name, level)| name.value == rule.name && *level == RuleLevel::Off)
}

impl Verdict {
    /// Reads the settings' levels and the comments of every file.
    pub fn of(settings: &Settings, snapshot: &Snapshot) -> Verdict {
        let mut verdict = Verdict::default();
        let file: SourcePath = "site.toml".into();
        for (name, level) in &settings.rules {
            let Some(rule) = rule(name.value.trim()) else {
                let problem = unknown_rule(&name.value).at(&file, name.span);
                verdict.problems.push(problem);
                continue;
            };
            if rule.weight == Weight::Error && *level != RuleLevel::Error {
                let problem = protected(rule.name).at(&file, name.span);
                verdict.problems.push(problem);
                continue;
            }
            verdict.levels.insert(rule.name, *level);
        }
        let texts = snapshot
            .texts_under("content/")
            .chain(snapshot.text("site.toml").map(|text| (&file, text)));
        for (path, text) in texts.filter(|(_, text)| text.addresses_us()) {
            let found = silencings(path, &text.text, &mut verdict.problems);
            if !found.is_empty() {
                verdict.silencings.insert(path.clone(), found);
            }
        }
        verdict
    }

    /// Takes out what is switched off or silenced, and sets the severities. An error stays one.
    pub fn settle(&mut self, problems: &mut Vec<Diagnostic>) {
        problems.retain_mut(|problem| {
            if problem.severity == Severity::Error {
                return true;
            }
            if self.silenced(problem) {
                return false;
            }
            match self.levels.get(problem.rule) {
                Some(RuleLevel::Off) => return false,
                Some(RuleLevel::Error) => problem.severity = Severity::Error,
                Some(RuleLevel::Warning) | None => {}
            }
            true
        });
    }

    fn silenced(&mut self, problem: &Diagnostic) -> bool {
        let Some(place) = problem.labels.first() else {
            return false;
        };
        let Some(silencings) = self.silencings.get_mut(&place.file) else {
            return false;
        };
        let mut silenced = false;
        for silencing in silencings {
            if silencing.rule == problem.rule && silencing.covers(place.span) {
                silencing.used = true;
                silenced = true;
            }
        }
        silenced
    }

    /// What is wrong with the settings and comments themselves, at the end of a build that is
    /// `whole`: only then is it known which comments silenced nothing.
    pub fn slips(mut self, whole: bool) -> Vec<Diagnostic> {
        let mut idle = Vec::new();
        for (file, silencings) in &self.silencings {
            for silencing in silencings.iter().filter(|silencing| !silencing.used) {
                let Some(rule) = rule(silencing.rule) else {
                    continue;
                };
                if rule.weight == Weight::Error {
                    idle.push(protected(rule.name).at(file, silencing.span));
                } else if !rule.varies && whole && !self.levels.contains_key(rule.name) {
                    idle.push(silences_nothing(silencing, file));
                }
            }
        }
        let mut slips = std::mem::take(&mut self.problems);
        slips.append(&mut idle);
        self.silencings.clear();
        self.settle(&mut slips);
        slips
    }
}

fn silences_nothing(silencing: &Silencing, file: &SourcePath) -> Diagnostic {
    let message = format!("`{}` finds nothing here to allow", silencing.rule);
    let problem = Diagnostic::warning("idle-silencing", message)
        .at(file, silencing.span)
        .help("take the comment out, or put it right above what it is meant for");
    match &silencing.alone {
        Some((line, written)) => problem.fix(file, *line, written, ""),
        None => problem,
    }
}

pub(super) fn unknown_rule(name: &str) -> Diagnostic {
    let message = format!("there is no rule `{}`", name.trim());
    let help = match nearest_rule(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`casebook explain` lists all rules".to_owned(),
    };
    Diagnostic::warning("unknown-rule", message).help(help)
}

fn protected(name: &str) -> Diagnostic {
    let message = format!("`{name}` keeps a promise of the site, so it stays an error");
    let help = "mend what it finds; `casebook explain` says how";
    Diagnostic::warning("protected-rule", message).help(help)
}
