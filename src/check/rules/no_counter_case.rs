//! Insights without a word on who says otherwise.

use super::theme_place;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for theme in &study.study.themes {
        let (Some(file), true) = (&theme.file, theme.is_key_insight()) else {
            continue;
        };
        if theme
            .counter
            .as_ref()
            .is_some_and(|counter| !counter.is_empty())
        {
            continue;
        }
        let message = "this insight does not say who did not fit it";
        let help = "look for those who said otherwise and write them under `counter`; `none found` is an answer too";
        told.tell(file, theme_place(study, file, "insight"), message, help);
    }
}
