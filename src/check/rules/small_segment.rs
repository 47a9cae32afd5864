//! Segments too small to be named to an audience.

use crate::check::place::Step;
use crate::check::scope::{StudyScope, Told};
use crate::config::{Attribution, Audience};
use crate::model::{SegmentId, StudyStatus};

pub fn find(study: &StudyScope, told: &mut Told) {
    let settings = &study.scope.casebook.settings;
    let least = settings.for_audience(settings.audience).least_group as usize;
    let shown = settings.for_audience(settings.audience).attribution != Attribution::None;
    // Until the interviews are over a segment may still grow.
    let over = matches!(
        study.study.about.status,
        Some(StudyStatus::Synthesis | StudyStatus::Concluded)
    );
    if settings.audience == Audience::Team || !shown || !over {
        return;
    }
    for (at, segment) in study.study.segments.iter().enumerate() {
        let id = Some(SegmentId(at as u32));
        let size = study
            .study
            .participants
            .iter()
            .filter(|p| p.segment == id)
            .count();
        if size == 0 || size >= least {
            continue;
        }
        let span = match study
            .study
            .about
            .sample
            .plan
            .iter()
            .any(|(name, _)| *name == segment.name)
        {
            true => study.place(
                &study.study.file,
                &[Step::Key("sample"), Step::Key("segments")],
            ),
            false => study.place(&study.study.file, &[Step::Key("title")]),
        };
        let message = format!(
            "the segment `{}` has {size} of the {least} participants from which on it is named",
            segment.name
        );
        let help = "ask more of them, or put them into a wider segment";
        told.tell(&study.study.file, span, message, help);
    }
}
