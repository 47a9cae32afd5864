//! Names in the file names of notes and media.

use super::given_names::is_given;
use crate::check::scope::{Scope, StudyScope, Told};
use crate::model::drafts::{Role, role, stem};
use crate::source::Span;

pub fn find(scope: &Scope, _: &[StudyScope], told: &mut Told) {
    let studies = scope.drafts.studies.values();
    let notes = studies.flat_map(|study| study.notes.iter().map(|(path, _)| path));
    let media = scope
        .drafts
        .media
        .iter()
        .filter(|path| matches!(role(path), Role::Media(_)));
    for path in notes.chain(media) {
        let words = stem(path).split(|c: char| !c.is_alphabetic());
        if let Some(name) = words.into_iter().find(|word| is_given(word)) {
            let message = format!("`{name}` in the name of this file looks like a name");
            let help = "name a note by its code, `P07.md`: file names are not published, but they are in the repository";
            told.tell(path, Span::default(), message, help);
        }
    }
}
