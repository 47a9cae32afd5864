//! Notes that nobody has coded for longer than two cadences.

use jiff::Unit;

use crate::check::scope::{Scope, StudyScope, Told};
use crate::model::When;

pub fn find(scope: &Scope, studies: &[StudyScope], told: &mut Told) {
    let limit = i64::from(scope.casebook.settings.programme.cadence.0) * 2;
    for study in studies {
        for interview in &study.study.interviews {
            let When::Day(day) = interview.when else {
                continue;
            };
            let age = day
                .until((Unit::Day, scope.today.0))
                .map_or(0, |span| i64::from(span.get_days()));
            if interview.sum.is_tagged || interview.sum.quotes == 0 || age <= limit {
                continue;
            }
            let span = super::date_place(study, &interview.file);
            let message = format!("this note has waited {age} days for its first theme");
            let help = "tag its quotes while somebody still remembers the conversation";
            told.tell(&interview.file, span, message, help);
        }
    }
}
