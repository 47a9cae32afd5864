//! Segments of a study's plan that nobody was interviewed from.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};
use crate::model::{SegmentId, StudyStatus};

pub fn find(study: &StudyScope, told: &mut Told) {
    let s = study.study;
    // Until the interviews are over a segment may still be to come.
    if !matches!(
        s.about.status,
        Some(StudyStatus::Synthesis | StudyStatus::Concluded)
    ) || s.interviews.is_empty()
    {
        return;
    }
    for (name, planned) in s
        .about
        .sample
        .plan
        .iter()
        .filter(|(_, planned)| *planned > 0)
    {
        let segment = s
            .segments
            .iter()
            .position(|segment| segment.name.to_lowercase() == name.to_lowercase());
        let heard = segment.is_some_and(|at| {
            let id = Some(SegmentId(at as u32));
            s.participants
                .iter()
                .any(|p| p.interviewed && p.segment == id)
        });
        if !heard {
            let span = study.place(&s.file, &[Step::Key("sample"), Step::Key("segments")]);
            let message =
                format!("{planned} participants of `{name}` were planned, and none was heard");
            let help =
                "say so under `limitations`, and name the segments that an insight holds for";
            told.tell(&s.file, span, message, help);
        }
    }
}
