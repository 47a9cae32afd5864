//! Conversations that have not been yet.

use crate::check::scope::{Note, Told};

pub fn find(note: &Note, told: &mut Told) {
    let Some(date) = note
        .draft
        .about
        .date
        .as_ref()
        .filter(|date| date.value > note.today.0)
    else {
        return;
    };
    let message = format!(
        "this conversation is dated {}, and today is {}",
        date.value, note.today.0
    );
    told.tell(
        note.file.path,
        date.span,
        message,
        "correct the date, or say what today is with `--today`",
    );
}
