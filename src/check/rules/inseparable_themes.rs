//! Themes that never stand without each other.

use super::theme_place;
use crate::check::scope::{StudyScope, Told};

/// How often two must meet before it is told.
const LEAST: usize = 4;

pub fn find(study: &StudyScope, told: &mut Told) {
    let study_ = study.study;
    let pairs = study.tally.pairs(study_);
    let uses = &pairs.uses;
    for (&(a, b), &together) in &pairs.together {
        if together < LEAST || uses[a.index()] != together || uses[b.index()] != together {
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
