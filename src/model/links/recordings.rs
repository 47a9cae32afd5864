//! The recording of a conversation, its transcript, who is heard in it, and who talked how long.

use std::collections::{BTreeSet, HashSet};

use super::front_matter::FrontMatter;
use super::index::Index;
use super::paths::find_media;
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::model::assemble::Named;
use crate::model::drafts::{Drafted, StudyDrafts};
use crate::model::held::bare;
use crate::model::speakers::{Voice as Heard, tell_no_consent};
use crate::model::{Interview, InterviewId, MediaRef, SpokenLine, Study, TalkTime, Voice};
use crate::parse::code::CodeKey;
use crate::parse::transcript::{Line, Transcript};
use crate::source::{Located, SourcePath};

/// A recording of an interview.
pub(super) struct Recorded {
    pub interview: InterviewId,
    pub recording: MediaRef,
    pub transcript: Vec<SpokenLine>,
    pub talk_time: Option<TalkTime>,
    /// Who may hear those whom the transcript names, the participant aside.
    pub heard: Consent,
}

pub(super) fn recordings(
    index: &Index,
    all: &[Named],
    named: &Named,
    written: &StudyDrafts,
    found: &mut FrontMatter,
    problems: &mut Vec<Diagnostic>,
) {
    let study = &named.study;
    let mut told: BTreeSet<&CodeKey> = BTreeSet::new();
    let mut with_note: HashSet<String> = HashSet::new();
    for (file, note) in &written.notes {
        let Some(recording) = &note.about.recording else {
            continue;
        };
        let Some(media) = recording_of(index, all, study, (file, recording), problems) else {
            continue;
        };
        let all_beside = |(path, _): &&Drafted<Transcript>| bare(path) == bare(&media.file);
        let transcript = written.transcripts.iter().find(all_beside);
        let lines = transcript.map_or(&[][..], |(_, transcript)| &transcript.lines);
        let voices = transcript.and_then(|(path, _)| Some((path, named.voices.get(path)?)));
        let numbers = (0..).map(InterviewId);
        let of_file = study.interviews.iter().zip(numbers);
        for (interview, number) in of_file.filter(|(interview, _)| interview.file == *file) {
            let code = &study[interview.participant].code;
            let mut heard = Consent::Public;
            for voice in voices.iter().flat_map(|(_, voices)| voices.iter()) {
                if is_own(voice, code, interview) {
                    continue;
                }
                heard = heard.min(voice.media);
                if let Some((path, name)) = voices.map(|(path, _)| path).zip(voice.unknown.as_ref())
                    && told.insert(&voice.key)
                {
                    tell_no_consent(name, path, problems);
                }
            }
            found.recordings.push(Recorded {
                interview: number,
                recording: media.clone(),
                transcript: lines.iter().map(|l| spoken(l, code, interview)).collect(),
                talk_time: talk_time(lines, code),
                heard,
            });
        }
        // Where everybody withdrew there is no interview to say it.
        if let Some(heard) = named.heard.get(file) {
            found.media_limits.push((media.file.clone(), *heard));
        }
        with_note.insert(bare(&media.file).to_owned());
    }
    for (path, voices) in &named.voices {
        if !with_note.contains(bare(path)) {
            let heard = voices.iter().map(|voice| voice.media).min();
            let limit = heard.map(|heard| (path.clone(), heard));
            found.media_limits.extend(limit);
        }
    }
}

/// The file that a note names as its recording.
fn recording_of(
    index: &Index,
    all: &[Named],
    study: &Study,
    (file, recording): (&SourcePath, &Located<String>),
    problems: &mut Vec<Diagnostic>,
) -> Option<MediaRef> {
    let name = recording.value.trim();
    let outside = name.contains("://");
    let media = (!outside).then(|| find_media(index, all, study, file, name));
    if let Some(media) = media.flatten() {
        return Some(media);
    }
    let message = match outside {
        true => "a recording on another site is not shown".to_owned(),
        false => format!("there is no recording `{name}`"),
    };
    problems.push(
        Diagnostic::warning("missing-media", message)
            .at(file, recording.span)
            .help("put the file into the study's `media/` folder"),
    );
    None
}

/// Whether a voice is the participant's, or that of who asked.
fn is_own(voice: &Heard, code: &str, interview: &Interview) -> bool {
    let asked = interview.interviewers.iter().chain(&interview.note_takers);
    let asks = |name: &String| CodeKey::of(name) == voice.key;
    CodeKey::of(code) == voice.key || voice.unknown.is_some() && asked.into_iter().any(asks)
}

/// A line of a transcript, its voice known.
fn spoken(line: &Line, code: &str, interview: &Interview) -> SpokenLine {
    let named = line.voice.as_deref().unwrap_or_default();
    let is_interviewer = |name: &String| name.trim().eq_ignore_ascii_case(named);
    let voice = match () {
        _ if named.is_empty() => Voice::Unknown,
        _ if CodeKey::of(named) == CodeKey::of(code) => Voice::Participant,
        _ if interview.interviewers.iter().any(is_interviewer) => Voice::Interviewer,
        _ => Voice::Unknown,
    };
    SpokenLine {
        start: line.start,
        voice,
        words: line.words.as_str().into(),
    }
}

/// Who talked how long in a recording, where its transcript says who spoke.
fn talk_time(lines: &[Line], participant: &str) -> Option<TalkTime> {
    let key = CodeKey::of(participant);
    let own = |voice: &str| CodeKey::of(voice) == key;
    let named = || {
        lines
            .iter()
            .filter_map(|line| Some((line.voice.as_deref()?, line.seconds)))
    };
    // Where no voice is the participant's, nobody can say how much of it is theirs.
    if !named().any(|(voice, _)| own(voice)) {
        return None;
    }
    let time = TalkTime {
        participant: named()
            .filter(|(voice, _)| own(voice))
            .map(|(_, s)| s)
            .sum(),
        all: named().map(|(_, s)| s).sum(),
    };
    (time.all > 0.0).then_some(time)
}
