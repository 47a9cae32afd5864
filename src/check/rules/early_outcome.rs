//! Outcomes measured before the decision could have done anything.

use jiff::civil::Date;

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

pub fn find(study: &StudyScope, told: &mut Told) {
    for decision in &study.study.decisions {
        let Some(after) = decision.outcome.as_ref().and_then(|o| o.after.as_ref()) else {
            continue;
        };
        let end = after
            .period
            .as_deref()
            .and_then(|period| super::period(period).1);
        let Some((decided, end)) = decision.decided.zip(end) else {
            continue;
        };
        if end >= decided {
            continue;
        }
        let place = [
            Step::Key("outcome"),
            Step::Key("after"),
            Step::Key("period"),
        ];
        let span = study.place(&decision.file, &place);
        let message = format!(
            "the outcome was measured up to {}, before the decision of {}",
            day(end),
            day(decided)
        );
        told.tell(
            &decision.file,
            span,
            message,
            "correct the period, or the day of `decided`",
        );
    }
}

fn day(date: Date) -> String {
    date.to_string()
}
