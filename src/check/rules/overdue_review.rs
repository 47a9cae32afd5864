//! Insights and decisions whose day of review has passed.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    let today = study.scope.today.0;
    let decisions = study
        .study
        .decisions
        .iter()
        .map(|d| (Some(&d.file), d.review_by, "decision"));
    let themes = study
        .study
        .themes
        .iter()
        .map(|t| (t.file.as_ref(), t.review_by, "insight"));
    for (file, review, what) in decisions.chain(themes) {
        let (Some(file), Some(day)) = (file, review.filter(|day| *day < today)) else {
            continue;
        };
        let span = study.place(file, &[Step::Key("review_by")]);
        let message = format!("this {what} was to be looked at again by {day}");
        told.tell(
            file,
            span,
            message,
            "look whether it still holds, then write the next day under `review_by`",
        );
    }
}
