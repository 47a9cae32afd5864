//! Questions that yes or no answers.

use super::guide;
use crate::check::scope::{Note, StudyScope, Told};
use crate::check::words::Form;

const MESSAGE: &str = "yes or no answers this question";
const HELP: &str = "ask for the story: `Tell me about the last time …`, or put `Why?` behind it";

pub fn in_note(note: &Note, told: &mut Told) {
    guide::in_note(note, told, Form::Closed, MESSAGE, HELP);
}

pub fn in_guide(study: &StudyScope, told: &mut Told) {
    guide::in_guide(study, told, Form::Closed, MESSAGE, HELP);
}
