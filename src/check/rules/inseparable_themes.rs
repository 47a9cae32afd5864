//! Themes that never stand without each other.

use std::collections::BTreeMap;

use super::theme_place;
use crate::check::scope::{StudyScope, Told};
use crate::model::ThemeId;

/// How often two must meet before it is told.
const LEAST: usize = 4;

pub fn find(study: &StudyScope, told: &mut Told) {
    let study_ = study.study;
    let mut uses: BTreeMap<ThemeId, usize> = BTreeMap::new();
    let mut meets: BTreeMap<(ThemeId, ThemeId), usize> = BTreeMap::new();
    for evidence in &study_.evidence {
        for (at, a) in evidence.themes.iter().enumerate() {
            *uses.entry(*a).or_default() += 1;
            for b in &evidence.themes[at + 1..] {
                *meets.entry((*a.min(b), *a.max(b))).or_default() += 1;
            }
        }
    }
    for ((a, b), together) in meets {
        if together < LEAST || uses[&a] != together || uses[&b] != together {
            continue;
        }
        let (one, other) = (&study_[a], &study_[b]);
        if other.parent == Some(a) || one.parent == Some(b) {
            continue;
        }
        let Some(file) = other.file.as_ref().or(one.file.as_ref()) else {
            continue;
        };
        let message = format!(
            "`{}` and `{}` always stand together, {together} times",
            one.id, other.id
        );
        let help =
            "make one an alias of the other, or say in their definitions what tells them apart";
        told.tell(file, theme_place(study, file, "title"), message, help);
    }
}
