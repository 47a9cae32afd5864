//! Questions of a guide that do not say why they are asked.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for (at, question) in study.study.questions.iter().enumerate() {
        if question
            .why
            .as_deref()
            .is_some_and(|why| !why.trim().is_empty())
        {
            continue;
        }
        let span = study.place(
            &study.study.file,
            &[Step::Key("questions"), Step::Item(at), Step::Key("ask")],
        );
        let message = format!("question `{}` does not say why it is asked", question.id);
        let help = "write what the answer will be used for, under `why`";
        told.tell(&study.study.file, span, message, help);
    }
}
