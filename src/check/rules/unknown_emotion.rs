//! Emotions that are nearly, but not quite, spelled like one that is in use.

use std::collections::BTreeMap;

use super::emotions::EMOTIONS;
use crate::check::scope::{Scope, StudyScope, Told};
use crate::diagnostic::nearest;

pub fn find(_: &Scope, studies: &[StudyScope], told: &mut Told) {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let all = || studies.iter().flat_map(|s| &s.study.evidence);
    for emotion in all().flat_map(|e| &e.emotions) {
        *used.entry(emotion).or_default() += 1;
    }
    // Few words are used often, and a slip stands alone.
    let known: Vec<&str> = EMOTIONS
        .iter()
        .copied()
        .chain(used.iter().filter(|(_, n)| **n > 2).map(|(word, _)| *word))
        .collect();
    for evidence in all() {
        for emotion in &evidence.emotions {
            if known.contains(&&**emotion) || emotion.chars().count() < 5 {
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
                .fix(&evidence.origin.file, span, &**emotion, near);
        }
    }
}
