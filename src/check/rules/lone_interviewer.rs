//! Studies in which one person asked everybody.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};

/// Below this one interviewer is no wonder.
const LEAST: usize = 8;

pub fn find(study: &StudyScope, told: &mut Told) {
    let named = study
        .study
        .interviews
        .iter()
        .filter(|i| !i.interviewers.is_empty())
        .count();
    let interviewers = super::interviewers(study.study);
    if named < LEAST || interviewers.len() != 1 {
        return;
    }
    let name = interviewers.iter().next().map_or("", String::as_str);
    let span = study.place(&study.study.file, &[Step::Key("team")]);
    let message = format!("{name} held all {named} conversations of this study");
    let help =
        "let somebody else ask a few: what only one interviewer hears may be the interviewer";
    told.tell(&study.study.file, span, message, help);
}
