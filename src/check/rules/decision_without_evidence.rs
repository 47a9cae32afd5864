//! Decisions that cite nothing that anybody said.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for (file, draft) in &study.drafts.decisions {
        if draft.evidence.is_empty() {
            let span = study.place(file, &[Step::Key("title")]);
            let message = "this decision cites no evidence";
            let help =
                "name the themes and quotes that it stands on: `evidence: [sizing, P07^two-sizes]`";
            told.tell(file, span, message, help);
        }
    }
}
