//! Quotes that no theme has: they count as backlog.

use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    let all_tagged = study.study.interviews.iter().all(|i| i.sum.untagged == 0);
    if all_tagged {
        return;
    }
    for evidence in &study.study.evidence {
        if evidence.is_quote() && evidence.themes.is_empty() {
            let message = "this quote has no theme, so no insight can stand on it";
            let help = "end it with a theme, such as `#sizing`";
            told.tell(&evidence.origin.file, evidence.origin.span, message, help);
        }
    }
}
