//! Conversations shorter or longer than a micro-interview.

use crate::check::scope::{Note, Told};

pub fn find(note: &Note, told: &mut Told) {
    let [least, most] = note.settings.programme.minutes;
    let Some(minutes) = &note.draft.about.minutes else {
        return;
    };
    if minutes.value < 0.0 || (least..=most).contains(&minutes.value) {
        return;
    }
    let (which, help) = match minutes.value < least {
        true => (
            "shorter",
            "a few words are seldom a story: ask again, or count it as a contact",
        ),
        false => (
            "longer",
            "ask fewer questions, or call it an interview of another kind; `programme.minutes` says what is usual",
        ),
    };
    let message = format!(
        "{} minutes are {which} than the {least} to {most} of a micro-interview",
        minutes.value
    );
    told.tell(note.file.path, minutes.span, message, help);
}
