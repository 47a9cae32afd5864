//! Saturation by every base, run and threshold that its authors use: a table under the curve.

use serde::Serialize;

use super::super::Site;
use super::super::say::fill;
use crate::analyse::saturation::{Setting, Step, Threshold, Verdict, assess_all};
use crate::model::{StudyId, When};

/// Twelve ways to ask, and their answers.
#[derive(Debug, Serialize)]
pub struct SettingsView {
    /// "Asked in all twelve ways, …"
    pub sentence: String,
    pub order: String,
    /// One for each base and run.
    pub rows: Vec<SettingRow>,
}

/// A base and a run, by both thresholds.
#[derive(Debug, Serialize)]
pub struct SettingRow {
    pub base: String,
    pub run: String,
    pub five: String,
    pub zero: String,
}

fn answers(site: &Site, id: StudyId) -> Vec<(Setting, Verdict)> {
    assess_all(site.steps(id))
}

/// "Reached in 10 of 12 ways to ask": `None` where there are too few to assess in any way.
pub(super) fn assessed(site: &Site, id: StudyId) -> Option<String> {
    let answers = answers(site, id);
    let of = |verdict: fn(&Verdict) -> bool| answers.iter().filter(|(_, v)| verdict(v)).count();
    let reached = of(|v| matches!(v, Verdict::Reached { .. }));
    let not = of(|v| matches!(v, Verdict::NotReached { .. }));
    let assessed = reached + not;
    let say = site.say;
    (assessed > 0).then(|| say.count("saturation.reached_in", reached, fill![of: assessed]))
}

/// `None` where the curve itself says that there is nothing to assess.
pub(super) fn view(site: &Site, id: StudyId) -> Option<SettingsView> {
    let say = site.say;
    let steps = site.steps(id);
    let mut sentence = assessed(site, id)?;
    let answers = answers(site, id);
    let few = answers
        .iter()
        .filter(|(_, v)| matches!(v, Verdict::TooFew { .. }))
        .count();
    if few > 0 {
        sentence.push(' ');
        sentence += &say.count("saturation.few_in", few, &[]);
    }
    let undated = site.published[id].interviews.iter();
    let undated = undated.filter(|i| i.when == When::Unknown).count();
    let rows = answers.chunks(2).filter_map(|pair| {
        let (setting, _) = pair.first()?;
        let of = |wanted: Threshold| {
            let found = pair.iter().find(|(setting, _)| setting.threshold == wanted);
            found.map_or_else(String::new, |(_, verdict)| words(site, steps, verdict))
        };
        Some(SettingRow {
            base: say.integer(setting.base),
            run: say.integer(setting.run),
            five: of(Threshold::FivePercent),
            zero: of(Threshold::Zero),
        })
    });
    Some(SettingsView {
        sentence,
        order: match undated {
            0 => say.text("saturation.order"),
            n => say.count("saturation.order_undated", n, &[]),
        },
        rows: rows.collect(),
    })
}

/// "after interview 8 (8+2): 0 new, 9 in the base"
fn words(site: &Site, steps: &[Step], verdict: &Verdict) -> String {
    let say = site.say;
    match *verdict {
        Verdict::TooFew { needed } => say.with(
            "saturation.too_few",
            fill![needed: needed, held: steps.len()],
        ),
        Verdict::NothingInBase => say.text("saturation.nothing_in_base"),
        Verdict::Reached {
            at,
            run,
            base_themes,
            new_after,
        } => {
            let length = run.to + 1 - run.from;
            let found = fill![at: at, run: length, n: run.new, base: base_themes];
            let mut words = say.with("saturation.reached", found);
            if new_after > 0 {
                words += &say.count("saturation.later", new_after, &[]);
            }
            words
        }
        Verdict::NotReached { last, base_themes } => say.with(
            "saturation.not_reached",
            fill![n: last.new, base: base_themes],
        ),
    }
}
