//! Expectations that were written when the outcome was there already.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for decision in &study.study.decisions {
        let Some(expected) = &decision.expected else {
            continue;
        };
        let after = decision
            .outcome
            .as_ref()
            .and_then(|outcome| outcome.after.as_ref());
        let begun = after
            .and_then(|m| m.period.as_deref())
            .and_then(|period| super::period(period).0);
        let Some(written) = expected.written else {
            if decision.outcome.is_some() {
                let span = study.place(&decision.file, &[Step::Key("expected")]);
                let message = "nothing says when this expectation was written";
                let help = "write the day under `written`; it is worth more when it is older than the outcome";
                told.tell(&decision.file, span, message, help);
            }
            continue;
        };
        // The file may say one day, and the repository another.
        let history = &study.scope.snapshot.expected_since;
        let added = history.get(&decision.file).filter(|day| **day > written);
        let late =
            added.filter(|added| begun.is_some_and(|begun| **added > begun && written <= begun));
        if let Some(added) = late {
            let place = [Step::Key("expected"), Step::Key("written")];
            let span = study.place(&decision.file, &place);
            let message = format!(
                "this expectation says {written}, and came into the repository on {added}, when its outcome was being measured"
            );
            let help = "say in the text where it was written down before";
            told.tell(&decision.file, span, message, help);
        }
        if begun.is_none_or(|begun| written <= begun) {
            continue;
        }
        let span = study.place(
            &decision.file,
            &[Step::Key("expected"), Step::Key("written")],
        );
        let since = begun.map_or(String::new(), |day| day.to_string());
        let message = format!(
            "this expectation was written on {written}, and its outcome was measured from {since} on"
        );
        let help = "correct the day, or say in the text that the numbers were known";
        told.tell(&decision.file, span, message, help);
    }
}
