//! Codes in names that become addresses and ids: nobody could cite them under other ones, so they
//! are told and not replaced.

use super::codes::Codes;
use crate::diagnostic::Diagnostic;
use crate::model::addresses::{Place, RENAME, place_of};
use crate::model::{Casebook, ThemeId};

/// A problem for each name that would be published with a code in it.
pub fn tell(casebook: &Casebook, codes: &Codes) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut name = |what: &str, name: &str, place: &dyn Fn() -> Place| {
        if let Some(code) = codes.in_name(name) {
            let message = format!(
                "{what} `{name}` has the code `{code}` in it, and this audience knows no codes"
            );
            told.push(place().tell(Diagnostic::error("code-in-name", message)));
        }
    };
    for page in &casebook.pages {
        name("the page", &page.id, &|| Place::of(&page.file, RENAME));
    }
    for study in &casebook.studies {
        let at_study = |help| Place::of(&study.file, help);
        name("the study", &study.id, &|| {
            at_study("give the folder another name")
        });
        // A guide that numbers its questions `q1`, `q2` means nobody who is called Q1.
        let numbers = |id: &str| codes.leading(id).is_some_and(|code| code.len() == id.len());
        for question in study.questions.iter().filter(|q| !numbers(&q.id)) {
            name("the question", &question.id, &|| {
                at_study("give the question another id")
            });
        }
        for (theme, at) in study.themes.iter().zip(0..) {
            name("the theme", &theme.id, &|| place_of(study, ThemeId(at)));
        }
        for decision in &study.decisions {
            name("the decision", &decision.id, &|| {
                Place::of(&decision.file, RENAME)
            });
        }
        for metric in &study.metrics {
            name("the metric", &metric.id, &|| {
                Place::of(&metric.file, RENAME)
            });
        }
    }
    told
}
