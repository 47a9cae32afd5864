//! Actions whose day has passed.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};
use crate::model::DecisionStatus;

pub fn find(study: &StudyScope, told: &mut Told) {
    let today = study.scope.today.0;
    for decision in &study.study.decisions {
        let over = [
            DecisionStatus::Rejected,
            DecisionStatus::Superseded,
            DecisionStatus::Reversed,
        ];
        if over.contains(&decision.status) {
            continue;
        }
        for (at, action) in decision.actions.iter().enumerate() {
            let Some(due) = action
                .due
                .filter(|due| action.done.is_none() && *due < today)
            else {
                continue;
            };
            let place = [Step::Key("actions"), Step::Item(at), Step::Key("due")];
            let span = study.place(&decision.file, &place);
            let message = format!("`{}` was due on {due} and is not done", action.what);
            told.tell(
                &decision.file,
                span,
                message,
                "write the day under `done`, or a new one under `due`",
            );
        }
    }
}
