//! Saturation by Guest, Namey & Chen: did the last interviews still bring new themes?
//!
//! Source: G. Guest, E. Namey, M. Chen, "A simple method to assess and report thematic saturation
//! in qualitative research", PLoS ONE 15(5) (2020), e0232076.
//!
//! The first `base` interviews give the number of themes to compare with. Then runs of `run`
//! successive interviews are looked at, each run one interview on from the last, so that they
//! overlap: interviews 5 and 6, 6 and 7, 7 and 8. The new-information ratio of a run is its new
//! themes over those of the base. At the first run whose ratio is no more than the threshold,
//! saturation is reached at the interview before that run and written "6+2": interview 6, and the
//! 2 of the run that confirm it. All of it depends on the order of the interviews.

use std::collections::HashSet;

/// The base sizes that the authors use.
pub const BASES: [usize; 3] = [4, 5, 6];
/// The run lengths that the authors use.
pub const RUNS: [usize; 2] = [2, 3];
/// Fewer interviews than this are too few to assess, by whatever base and run.
pub const LEAST_INTERVIEWS: usize = 6;

/// How much new information still counts as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// New themes of the run at most 5 % of the base's.
    FivePercent,
    /// No new theme in the run.
    Zero,
}

/// One interview of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Themes that no interview before it had.
    pub new: usize,
    /// Distinct themes up to and with it.
    pub cumulative: usize,
}

/// One run of successive interviews after the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first interview, counted from 1.
    pub from: usize,
    /// Its last interview, counted from 1.
    pub to: usize,
    /// Themes first raised in it.
    pub new: usize,
}

/// One way to ask the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Interviews in the base.
    pub base: usize,
    /// Interviews in a run.
    pub run: usize,
    /// What still counts as no new information.
    pub threshold: Threshold,
}

/// The answer to one [`Setting`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer interviews than `needed`: too few to assess.
    TooFew {
        /// Base and run together, and never fewer than [`LEAST_INTERVIEWS`].
        needed: usize,
    },
    /// The base raised no theme, so that there is nothing to compare with.
    NothingInBase,
    /// Reached, written `at`+`run`.
    Reached {
        /// The last interview before the confirming run, counted from 1.
        at: usize,
        /// The run that confirms it.
        run: Run,
        /// Themes of the base, the ratio's denominator.
        base_themes: usize,
        /// Themes that interviews after the confirming run still added: not nought means that
        /// the point was early.
        new_after: usize,
    },
    /// Not reached by any run.
    NotReached {
        /// The last run, the nearest to today.
        last: Run,
        /// Themes of the base, the ratio's denominator.
        base_themes: usize,
    },
}

impl Verdict {
    /// The new-information ratio of the run that decided, from 0; `None` where none was assessed.
    pub fn ratio(&self) -> Option<f64> {
        let (run, base_themes) = match self {
            Verdict::Reached {
                run, base_themes, ..
            } => (run, base_themes),
            Verdict::NotReached { last, base_themes } => (last, base_themes),
            Verdict::TooFew { .. } | Verdict::NothingInBase => return None,
        };
        Some(run.new as f64 / *base_themes as f64)
    }
}

/// The curve: for each interview, in order, its new themes and the sum so far.
///
/// Each interview is a slice of theme ids, in any order; repeats count once. No interviews give an
/// empty curve.
pub fn curve<S: AsRef<[usize]>>(interviews: &[S]) -> Vec<Step> {
    let mut seen = HashSet::new();
    interviews
        .iter()
        .map(|themes| {
            let before = seen.len();
            seen.extend(themes.as_ref().iter().copied());
            Step {
                new: seen.len() - before,
                cumulative: seen.len(),
            }
        })
        .collect()
}

/// All runs after the base, in order, overlapping. A run of no interviews is taken as one of 1.
/// Empty where the curve is shorter than base and run.
pub fn runs(curve: &[Step], base: usize, run: usize) -> Vec<Run> {
    let run = run.max(1);
    curve
        .get(base..)
        .unwrap_or_default()
        .windows(run)
        .enumerate()
        .map(|(index, steps)| Run {
            from: base + index + 1,
            to: base + index + run,
            new: steps.iter().map(|step| step.new).sum(),
        })
        .collect()
}

/// Answers one setting from the curve.
pub fn assess(curve: &[Step], setting: Setting) -> Verdict {
    let needed = setting
        .base
        .saturating_add(setting.run.max(1))
        .max(LEAST_INTERVIEWS);
    if curve.len() < needed {
        return Verdict::TooFew { needed };
    }
    let base_themes = cumulative(curve, setting.base);
    let runs = runs(curve, setting.base, setting.run);
    let Some(&last) = runs.last() else {
        return Verdict::TooFew { needed };
    };
    if base_themes == 0 {
        return Verdict::NothingInBase;
    }
    let quiet = |run: &&Run| match setting.threshold {
        Threshold::FivePercent => run.new * 20 <= base_themes,
        Threshold::Zero => run.new == 0,
    };
    match runs.iter().find(quiet) {
        Some(&run) => Verdict::Reached {
            at: run.from - 1,
            run,
            base_themes,
            new_after: cumulative(curve, curve.len()) - cumulative(curve, run.to),
        },
        None => Verdict::NotReached { last, base_themes },
    }
}

/// All twelve settings in the order of [`BASES`], [`RUNS`], then 5 % before 0 %, each answered.
pub fn assess_all(curve: &[Step]) -> Vec<(Setting, Verdict)> {
    let mut found = Vec::with_capacity(12);
    for base in BASES {
        for run in RUNS {
            for threshold in [Threshold::FivePercent, Threshold::Zero] {
                let setting = Setting {
                    base,
                    run,
                    threshold,
                };
                found.push((setting, assess(curve, setting)));
            }
        }
    }
    found
}

/// Distinct themes of the first `count` interviews.
fn cumulative(curve: &[Step], count: usize) -> usize {
    count
        .checked_sub(1)
        .and_then(|index| curve.get(index))
        .map_or(0, |step| step.cumulative)
}

#[cfg(test)]
#[path = "saturation_tests.rs"]
mod tests;
