//! Where questions stand: in the study's guide, and in the headings of notes.

use crate::check::place::Step;
use crate::check::scope::{Note, StudyScope, Told};
use crate::check::words::Form;

/// The follow-up questions of a note; those of the guide are told in the guide.
pub fn in_note(note: &Note, told: &mut Told, form: Form, message: &str, help: &str) {
    for (span, forms) in note.questions() {
        if forms.contains(form) {
            told.tell(note.file.path, *span, message, help);
        }
    }
}

/// The questions of a study's guide.
pub fn in_guide(study: &StudyScope, told: &mut Told, form: Form, message: &str, help: &str) {
    for (at, forms) in study.guide().iter().enumerate() {
        if forms.contains(form) {
            let span = study.place(
                &study.study.file,
                &[Step::Key("questions"), Step::Item(at), Step::Key("ask")],
            );
            told.tell(&study.study.file, span, message, help);
        }
    }
}
