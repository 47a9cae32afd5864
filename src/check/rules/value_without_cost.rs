//! Values beside which no cost stands.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for decision in &study.study.decisions {
        if decision.value.is_some() && decision.cost.is_none() {
            let span = study.place(&decision.file, &[Step::Key("value")]);
            let message = "this value has no cost beside it, so nothing can be said of the return";
            told.tell(
                &decision.file,
                span,
                message,
                "write what the actions cost under `cost`; `0` is a cost too",
            );
        }
    }
}
