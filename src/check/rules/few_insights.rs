//! Concluded studies with fewer than three key insights.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};
use crate::model::StudyStatus;

const LEAST: usize = 3;

pub fn find(study: &StudyScope, told: &mut Told) {
    let insights = study
        .study
        .themes
        .iter()
        .filter(|theme| theme.is_key_insight())
        .count();
    if study.study.about.status != Some(StudyStatus::Concluded) || insights >= LEAST {
        return;
    }
    let span = study.place(&study.study.file, &[Step::Key("status")]);
    let counted = match insights {
        0 => "no key insight".to_owned(),
        1 => "one key insight".to_owned(),
        n => format!("{n} key insights"),
    };
    let message = format!("this study is concluded with {counted}");
    let help = "write what each theme shows under `insight`, or set the status back to `synthesis`";
    told.tell(&study.study.file, span, message, help);
}
