//! Studies with more key insights than anybody keeps in mind.

use super::theme_place;
use crate::check::scope::{StudyScope, Told};

const MOST: usize = 10;

pub fn find(study: &StudyScope, told: &mut Told) {
    let insights: Vec<_> = study
        .study
        .themes
        .iter()
        .filter(|theme| theme.is_key_insight())
        .collect();
    if insights.len() <= MOST {
        return;
    }
    if let Some(file) = insights.get(MOST).and_then(|theme| theme.file.as_ref()) {
        let message = format!(
            "this study has {} key insights, and a reader keeps {MOST} at most",
            insights.len()
        );
        let help = "merge some, or leave `insight` out where a theme is worth less";
        told.tell(file, theme_place(study, file, "insight"), message, help);
    }
}
