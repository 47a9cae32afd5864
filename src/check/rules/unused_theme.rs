//! Themes that nothing in the notes has.

use super::theme_place;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    // A study without evidence has not begun.
    if study.study.evidence.is_empty() {
        return;
    }
    for (at, theme) in study.study.themes.iter().enumerate() {
        let Some(file) = &theme.file else { continue };
        if study.supports()[at].participants == 0 {
            let message = format!("no quote or observation has the theme `{}`", theme.id);
            let help =
                "tag what belongs to it, make it an alias of another theme, or delete the file";
            told.tell(file, theme_place(study, file, "title"), message, help);
        }
    }
}
