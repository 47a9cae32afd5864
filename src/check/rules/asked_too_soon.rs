//! Participants who were asked again before their rest was over.

use jiff::civil::Date;
use rapidhash::RapidHashMap as HashMap;

use crate::check::scope::{Scope, StudyScope, Told};
use crate::model::When;
use crate::parse::code::CodeKey;
use crate::source::SourcePath;

pub fn find(scope: &Scope, studies: &[StudyScope], told: &mut Told) {
    let rest = scope.casebook.settings.programme.rest.0;
    let mut asked: HashMap<CodeKey, Vec<(Date, &SourcePath, usize)>> = HashMap::default();
    for (number, study) in studies.iter().enumerate() {
        let people = &study.study.participants;
        let mut of_study = vec![Vec::new(); people.len()];
        for interview in &study.study.interviews {
            if let When::Day(day) = interview.when {
                of_study[interview.participant.index()].push((day, &interview.file, number));
            }
        }
        for (who, mut days) in people.iter().zip(of_study) {
            // Who was asked once in the only study was not asked again.
            if !who.unnamed && (studies.len() > 1 || days.len() > 1) {
                let all = asked.entry(CodeKey::of(&who.code)).or_default();
                all.append(&mut days);
            }
        }
    }
    for (_, mut days) in asked {
        days.sort();
        for pair in days.windows(2) {
            let ((before, first, _), (day, file, study)) = (pair[0], pair[1]);
            let passed = before.duration_until(day).as_hours() / 24;
            if passed < 0 || passed >= i64::from(rest) || first == file {
                continue;
            }
            let span = super::date_place(&studies[study], file);
            let message = format!(
                "this participant was asked again after {passed} days, and rests for {rest}"
            );
            let help =
                "ask somebody else next time; a call that was agreed on is a reason to allow it";
            told.tell(file, span, message, help);
        }
    }
}
