//! Emotions that are nearly, but not quite, spelled like one that is in use.

use std::collections::BTreeMap;

use rapidhash::RapidHashSet;

use super::emotions::EMOTIONS;
use crate::check::scope::{Scope, StudyScope, Told};
use crate::diagnostic::nearest;

pub fn find(_: &Scope, studies: &[StudyScope], told: &mut Told) {
    let all = || studies.iter().flat_map(|s| &s.study.evidence);
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for study in studies {
        for (word, times) in study.tally.emotions(study.study) {
            *used.entry(word).or_default() += times;
        }
    }
    // Few words are used often, and a slip stands alone.
    let often = used.iter().filter(|(_, n)| **n > 2).map(|(word, _)| *word);
    let known: Vec<&str> = EMOTIONS.iter().copied().chain(often).collect();
    let is_known: RapidHashSet<&str> = known.iter().copied().collect();
    let may_be_a_slip = |word: &str| !is_known.contains(word) && word.chars().count() >= 5;
    if !used.keys().any(|word| may_be_a_slip(word)) {
        return;
    }
    for evidence in all() {
        for emotion in &evidence.emotions {
            if !may_be_a_slip(emotion) {
                continue;
            }
            let Some(near) = nearest(emotion, known.iter().copied()) else {
                continue;
            };
            let message =
                format!("`!{emotion}` is one slip away from `!{near}`, and counts apart from it");
            let help = format!("did you mean `!{near}`?");
            let span = super::place_of(studies, &evidence.origin, emotion);
            let problem = told.tell(&evidence.origin.file, span, message, help);
            *problem = problem
                .clone()
                .fix(&evidence.origin.file, span, emotion.as_str(), near);
        }
    }
}
