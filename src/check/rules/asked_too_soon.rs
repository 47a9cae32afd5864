//! Participants who were asked again before their rest was over.

use std::collections::BTreeMap;

use jiff::Unit;
use jiff::civil::Date;

use crate::check::place::Step;
use crate::check::scope::{Scope, StudyScope, Told};
use crate::model::When;
use crate::parse::code::CodeKey;
use crate::source::SourcePath;

pub fn find(scope: &Scope, studies: &[StudyScope], told: &mut Told) {
    let rest = scope.casebook.settings.programme.rest.0;
    let mut asked: BTreeMap<CodeKey, Vec<(Date, &SourcePath, usize)>> = BTreeMap::new();
    for (number, study) in studies.iter().enumerate() {
        for interview in &study.study.interviews {
            let who = &study.study[interview.participant];
            if let (When::Day(day), false) = (interview.when, who.unnamed) {
                let days = asked.entry(CodeKey::of(&who.code)).or_default();
                days.push((day, &interview.file, number));
            }
        }
    }
    for (_, mut days) in asked {
        days.sort();
        for pair in days.windows(2) {
            let ((before, first, _), (day, file, study)) = (pair[0], pair[1]);
            let passed = before
                .until((Unit::Day, day))
                .map_or(0, |span| span.get_days());
            if passed < 0 || passed as u32 >= rest || first == file {
                continue;
            }
            let span = studies[study].place(file, &[Step::Key("date")]);
            let message = format!(
                "this participant was asked again after {passed} days, and rests for {rest}"
            );
            let help =
                "ask somebody else next time; a call that was agreed on is a reason to allow it";
            told.tell(file, span, message, help);
        }
    }
}
