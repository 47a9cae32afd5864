//! Two questions in one.

use super::guide;
use crate::check::scope::{Note, StudyScope, Told};
use crate::check::words::Form;

const MESSAGE: &str = "this is two questions in one";
const HELP: &str = "ask one, hear the answer, then ask the other";

pub fn in_note(note: &Note, told: &mut Told) {
    guide::in_note(note, told, Form::DoubleBarrelled, MESSAGE, HELP);
}

pub fn in_guide(study: &StudyScope, told: &mut Told) {
    guide::in_guide(study, told, Form::DoubleBarrelled, MESSAGE, HELP);
}
