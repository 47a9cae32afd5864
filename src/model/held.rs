//! Which pictures and recordings an audience may not have. A file goes no further than the narrowest
//! of all notes that show it, whoever else shows it, too.

use std::collections::HashSet;

use super::{
    Casebook, Consent, Interview, MediaKind, MediaRef, Study, TalkItem, Target, Text, media_kind,
};
use super::{InterviewId, texts};
use crate::config::Audience;
use crate::source::SourcePath;

/// The files that an audience may not have.
pub(super) struct Held {
    files: HashSet<SourcePath>,
    /// Recordings without their endings: what a transcript beside one holds, it holds too.
    recordings: HashSet<Box<str>>,
    audience: Audience,
}

impl Held {
    pub fn of(casebook: &Casebook, audience: Audience) -> Held {
        let mut held = Held {
            files: HashSet::new(),
            recordings: HashSet::new(),
            audience,
        };
        for (file, consent) in &casebook.media_limits {
            held.goes_to(file, *consent);
        }
        for study in &casebook.studies {
            held.recordings_of(study);
            held.pictures_of(study);
        }
        held
    }

    /// Whether a reference shows what the audience may not have.
    pub fn holds(&self, target: &Target) -> bool {
        match target {
            Target::Media(media) => self.holds_file(media),
            Target::NoMedia(file) => self.files.contains(file),
            _ => false,
        }
    }

    /// Which references of a note stay: its pictures and recordings are the participant's.
    pub fn keeps_in<'h>(&'h self, interview: &Interview) -> impl Fn(&Target) -> bool + use<'h> {
        let is_open = interview.media_consent.allows(self.audience);
        move |to| match to {
            Target::Media(_) | Target::NoMedia(_) => is_open && !self.holds(to),
            _ => true,
        }
    }

    pub fn holds_file(&self, media: &MediaRef) -> bool {
        self.files.contains(&media.file)
            || media.kind != MediaKind::Picture && self.recordings.contains(bare(&media.file))
    }

    fn goes_to(&mut self, file: &SourcePath, consent: Consent) {
        if consent.allows(self.audience) {
            return;
        }
        if media_kind(file).is_some_and(|kind| kind != MediaKind::Picture) {
            self.recordings.insert(bare(file).into());
        }
        self.files.insert(file.clone());
    }

    /// A recording, and a transcript all the more, holds everything that was said: neither goes
    /// further than every voice and every quote in it.
    fn recordings_of(&mut self, study: &Study) {
        if study.interviews.iter().all(|i| i.recording.is_none()) {
            return;
        }
        let narrow = study.interviews.iter();
        let narrow = narrow.filter(|interview| !recorded(interview).allows(self.audience));
        let narrow: HashSet<&SourcePath> = narrow.map(|interview| &interview.file).collect();
        for interview in &study.interviews {
            if let Some(recording) = &interview.recording
                && narrow.contains(&interview.file)
            {
                self.goes_to(&recording.file, Consent::None);
            }
        }
    }

    fn pictures_of(&mut self, study: &Study) {
        for (interview, number) in study.interviews.iter().zip((0..).map(InterviewId)) {
            if !interview.has_references {
                continue;
            }
            for exchange in interview.talk.iter() {
                for item in &exchange.items {
                    if let TalkItem::Observation(text, own) = item {
                        let narrower = [exchange.consent, *own].into_iter().flatten();
                        let consent = narrower.min().unwrap_or(interview.media_consent);
                        self.shown(text, consent.min(interview.media_consent));
                    }
                }
            }
            for evidence in study.evidence.of(number) {
                if let Some(text) = texts::of_evidence(evidence) {
                    self.shown(text, interview.media_consent.min(evidence.consent));
                }
            }
        }
    }

    fn shown(&mut self, text: &Text, consent: Consent) {
        for target in &text.targets {
            match target {
                Target::Media(media) => self.goes_to(&media.file, consent),
                Target::NoMedia(file) => self.goes_to(file, consent),
                _ => {}
            }
        }
    }
}

/// Who may have the recording of an interview.
fn recorded(interview: &Interview) -> Consent {
    let own = interview.media_consent.min(interview.sum.consent);
    own.min(interview.heard)
}

/// A path without its ending.
pub(super) fn bare(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(bare, _)| bare)
}
