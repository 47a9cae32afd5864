//! Questions about what has not happened.

use super::guide;
use crate::check::scope::{Note, StudyScope, Told};
use crate::check::words::Form;

const MESSAGE: &str = "this question asks about what has not happened";
const HELP: &str = "ask what was done: `What did you do the last time …?`, `What have you tried?`";

pub fn in_note(note: &Note, told: &mut Told) {
    guide::in_note(note, told, Form::Hypothetical, MESSAGE, HELP);
}

pub fn in_guide(study: &StudyScope, told: &mut Told) {
    guide::in_guide(study, told, Form::Hypothetical, MESSAGE, HELP);
}
