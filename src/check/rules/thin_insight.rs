//! Insights that fewer than two participants support.

use super::theme_place;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for (at, theme) in study.study.themes.iter().enumerate() {
        let (Some(file), true) = (&theme.file, theme.is_key_insight()) else {
            continue;
        };
        let who = study.supports()[at].participants;
        if who >= 2 || study.study.evidence.is_empty() {
            continue;
        }
        let all = study
            .study
            .participants
            .iter()
            .filter(|p| p.interviewed)
            .count();
        let message = format!("{who} of {all} participants support this insight");
        let help = "call it an observation until a second person says so: leave `insight` out and keep the theme";
        told.tell(file, theme_place(study, file, "insight"), message, help);
    }
}
