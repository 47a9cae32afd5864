//! `participants.yaml` → who is known: code → segment, consent, withdrawal.

use super::fields::Fields;
use super::note::PersonAbout;
use super::problems::Problems;
use super::tree::{self, Unreadable};
use crate::source::Located;

/// The participants of all studies, as written.
#[derive(Clone, Debug, Default)]
pub struct PeopleDraft {
    pub people: Vec<(Located<String>, PersonAbout)>,
}

/// Reads `participants.yaml`. Attributes that Casebook does not know are the researcher's own:
/// never used, never published, never a problem.
pub fn read(text: &str, problems: &mut Problems) -> PeopleDraft {
    let root = match tree::yaml(text, 0) {
        Ok(root) => root,
        Err(Unreadable { message, span }) => {
            let message = format!("`participants.yaml` cannot be read: {message}");
            problems.error(
                "unreadable-front-matter",
                span,
                message,
                "write a line `P07: { segment: new }` for each participant",
            );
            return PeopleDraft::default();
        }
    };
    let mut people = Vec::new();
    for (code, about) in Fields::of(root, "`participants.yaml`", problems).into_entries() {
        let mut fields = Fields::of(about, &format!("`{}`", code.value), problems);
        let person = PersonAbout::read(&mut fields, problems);
        fields.finish_own(problems);
        people.push((code, person));
    }
    PeopleDraft { people }
}
