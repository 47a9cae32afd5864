//! Insights that only one interviewer, or only one segment, has heard.

use super::theme_place;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    let interviewers = super::interviewers(study.study);
    let segments = super::segments(study.study);
    for (at, theme) in study.study.themes.iter().enumerate() {
        let (Some(file), true) = (&theme.file, theme.is_key_insight()) else {
            continue;
        };
        let support = &study.supports()[at];
        let who = support.participants;
        // Two or three people are often of one kind; `thin-insight` tells fewer.
        if who < 3 {
            continue;
        }
        let message = if interviewers.len() > 1 && support.interviewers.len() == 1 {
            let name = support
                .interviewers
                .iter()
                .next()
                .map_or("", String::as_str);
            format!(
                "all {who} participants behind this insight were asked by {name}, one of {} interviewers",
                interviewers.len()
            )
        } else if segments.len() > 1 && support.segments.len() == 1 && support.unplaced == 0 {
            let segment = support
                .segments
                .iter()
                .next()
                .map_or("", |id| study.study[*id].name.as_str());
            format!(
                "all {who} participants behind this insight are of one segment, `{segment}`, of {}",
                segments.len()
            )
        } else {
            continue;
        };
        let help = "name the segment in the insight, or hear the others about it too";
        told.tell(file, theme_place(study, file, "insight"), message, help);
    }
}
