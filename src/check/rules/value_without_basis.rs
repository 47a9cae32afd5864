//! Values that do not say how they were reached.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for decision in &study.study.decisions {
        if decision
            .value
            .as_ref()
            .is_some_and(|value| value.basis.is_none())
        {
            let span = study.place(&decision.file, &[Step::Key("value")]);
            let message = "this value does not say how it was reached";
            let help = "write `basis: controlled`, `measured` or `estimate`";
            told.tell(&decision.file, span, message, help);
        }
    }
}
