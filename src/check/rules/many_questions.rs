//! Guides that are too long for a micro-interview.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

/// Minutes are few; a sixth question takes them from the first.
const MOST: usize = 5;

pub fn find(study: &StudyScope, told: &mut Told) {
    let count = study.study.questions.len();
    if count > MOST {
        let span = study.place(&study.study.file, &[Step::Key("questions")]);
        let message =
            format!("the guide has {count} questions, and a short conversation holds {MOST}");
        let help = "keep those that a decision depends on; the others may be follow-up questions";
        told.tell(&study.study.file, span, message, help);
    }
}
