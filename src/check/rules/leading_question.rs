//! Questions that give their answer away.

use super::guide;
use crate::check::scope::{Note, StudyScope, Told};
use crate::check::words::Form;

const MESSAGE: &str = "this question gives its answer away";
const HELP: &str =
    "ask so that either answer is as easy to give: `How was …?`, `What happened when …?`";

pub fn in_note(note: &Note, told: &mut Told) {
    guide::in_note(note, told, Form::Leading, MESSAGE, HELP);
}

pub fn in_guide(study: &StudyScope, told: &mut Told) {
    guide::in_guide(study, told, Form::Leading, MESSAGE, HELP);
}
