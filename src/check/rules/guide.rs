//! Where questions stand: in the study's guide, and in the headings of notes.

use crate::check::place::Step;
use crate::check::scope::{Note, StudyScope, Told};
use crate::check::words::Question;

type Form = fn(&Question) -> bool;

/// The follow-up questions of a note; those of the guide are told in the guide.
pub fn in_note(note: &Note, told: &mut Told, form: Form, message: &str, help: &str) {
    for exchange in note.draft.parts.iter().flat_map(|part| &part.exchanges) {
        let Some(heading) = &exchange.question else {
            continue;
        };
        let looks_asked = heading.value.contains('?');
        if !looks_asked || note.is_of_guide(&heading.value) {
            continue;
        }
        let question = Question::read(&heading.value, &note.settings.language);
        if form(&question) {
            told.tell(note.file.path, heading.span, message, help);
        }
    }
}

/// The questions of a study's guide.
pub fn in_guide(study: &StudyScope, told: &mut Told, form: Form, message: &str, help: &str) {
    for (at, asked) in study.study.questions.iter().enumerate() {
        let question = Question::read(&asked.ask, &study.scope.casebook.settings.language);
        if form(&question) {
            let span = study.place(
                &study.study.file,
                &[Step::Key("questions"), Step::Item(at), Step::Key("ask")],
            );
            told.tell(&study.study.file, span, message, help);
        }
    }
}
