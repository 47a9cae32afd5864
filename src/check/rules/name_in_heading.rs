//! Names in the headings of notes.

use super::given_names::is_given;
use crate::check::scope::{Note, Told};

const TITLES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Herr", "Frau", "Monsieur", "Madame", "Mme", "Señor",
    "Señora", "Senhor", "Senhora", "Sra", "Sr",
];

pub fn find(note: &Note, told: &mut Told) {
    for part in &note.draft.parts {
        let described = part
            .described
            .as_ref()
            .zip(part.speaker.as_ref())
            .map(|(words, code)| (words, code.span));
        let headings = part
            .exchanges
            .iter()
            .filter_map(|e| e.question.as_ref())
            .map(|q| (&q.value, q.span));
        for (heading, span) in described.into_iter().chain(headings) {
            if note.is_of_guide(heading) {
                continue;
            }
            if let Some(name) = name_in(heading) {
                let message = format!("`{name}` in this heading looks like a name");
                told.tell(
                    note.file.path,
                    span,
                    message,
                    "write the participant's code in its place",
                );
            }
        }
    }
}

/// A given name, or a word behind a title.
fn name_in(heading: &str) -> Option<&str> {
    let words: Vec<&str> = heading
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .filter(|w| !w.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        let next = words
            .get(at + 1)
            .filter(|next| next.starts_with(char::is_uppercase));
        if TITLES.contains(word)
            && let Some(next) = next.filter(|n| n.chars().count() > 2)
        {
            return Some(next);
        }
        if word.starts_with(char::is_uppercase) && is_given(word) {
            return Some(word);
        }
    }
    None
}
