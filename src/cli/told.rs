//! What a preview told already: each problem is told once, and not again after each change.

use std::hash::{Hash, Hasher};

use rapidhash::RapidHashMap;
use rapidhash::fast::RapidHasher;

use crate::diagnostic::{Diagnostic, Severity};

/// How many warnings are told at once. There may be thousands when old notes are first read.
const MOST: usize = 20;

/// The problems of the last time.
#[derive(Debug, Default)]
pub struct Told {
    /// How often each stood there, wherever in its file.
    known: RapidHashMap<u64, u32>,
}

/// Problems that were not told before.
#[derive(Debug, Default)]
pub struct Fresh {
    /// Every error, and the first warnings.
    pub shown: Vec<Diagnostic>,
    /// How many more warnings there are.
    pub more: usize,
}

impl Told {
    /// Those that were not there the last time.
    pub fn fresh(&mut self, problems: &[Diagnostic]) -> Fresh {
        let mut now: RapidHashMap<u64, u32> = RapidHashMap::default();
        now.reserve(problems.len());
        let mut fresh = Fresh::default();
        let mut warnings = 0;
        for problem in problems {
            let kind = kind(problem);
            let times = now.entry(kind).or_default();
            *times += 1;
            if self.known.get(&kind).is_some_and(|known| known >= times) {
                continue;
            }
            match problem.severity {
                Severity::Warning if warnings == MOST => fresh.more += 1,
                Severity::Warning => {
                    warnings += 1;
                    fresh.shown.push(problem.clone());
                }
                Severity::Error => fresh.shown.push(problem.clone()),
            }
        }
        self.known = now;
        fresh
    }
}

/// A hash of what is wrong and in which file: an edit above it does not make it another one.
fn kind(problem: &Diagnostic) -> u64 {
    let mut state = RapidHasher::default();
    let file = problem.labels.first().map(|label| &label.file);
    (problem.rule, problem.severity, &problem.message, file).hash(&mut state);
    state.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn warning(message: &str, at: usize) -> Diagnostic {
        Diagnostic::warning("few", message).at(&"a.md".into(), Span::new(at, at + 1))
    }

    #[test]
    fn a_problem_is_told_once_and_again_when_it_comes_back() {
        let mut told = Told::default();
        let mut tell = |problems: &[Diagnostic]| {
            let fresh = told.fresh(problems);
            assert_eq!(fresh.more, 0);
            fresh.shown.len()
        };
        assert_eq!(tell(&[warning("a", 1)]), 1);
        assert_eq!(tell(&[warning("a", 9)]), 0);
        assert_eq!(tell(&[warning("a", 1), warning("a", 9)]), 1);
        assert_eq!(tell(&[]), 0);
        assert_eq!(tell(&[warning("a", 1), warning("b", 1)]), 2);
    }

    #[test]
    fn of_many_warnings_the_first_are_told_and_of_errors_all() {
        let many = |n: usize| (0..n).map(|at| warning(&at.to_string(), at));
        let error = Diagnostic::error("broken", "an error");
        let problems: Vec<Diagnostic> = many(50).chain([error]).collect();
        let fresh = Told::default().fresh(&problems);
        assert_eq!((fresh.shown.len(), fresh.more), (MOST + 1, 50 - MOST));
    }
}
