//! Outcomes that nobody said beforehand what to expect of.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for decision in &study.study.decisions {
        if decision.outcome.is_some() && decision.expected.is_none() {
            let span = study.place(&decision.file, &[Step::Key("outcome")]);
            let message = "there is an outcome, and nothing says what was expected";
            let help = "write what was expected under `expected`, with the day in `written`; if nothing was, allow it with that reason";
            told.tell(&decision.file, span, message, help);
        }
    }
}
