//! The recording of a conversation, its transcript, and who talked how long in it.

use super::front_matter::FrontMatter;
use super::index::Index;
use super::paths::find_media;
use crate::diagnostic::Diagnostic;
use crate::model::assemble::Named;
use crate::model::drafts::{Drafted, StudyDrafts};
use crate::model::{Interview, InterviewId, SpokenLine, Study, TalkTime, Voice};
use crate::parse::code::CodeKey;
use crate::parse::transcript::Line;

pub(super) fn recordings(
    index: &Index,
    all: &[Named],
    study: &Study,
    written: &StudyDrafts,
    found: &mut FrontMatter,
    problems: &mut Vec<Diagnostic>,
) {
    for (file, note) in &written.notes {
        let Some(recording) = &note.about.recording else {
            continue;
        };
        let name = recording.value.trim();
        if name.contains("://") {
            let message = "a recording on another site is not shown".to_owned();
            problems.push(
                Diagnostic::warning("missing-media", message)
                    .at(file, recording.span)
                    .help("put the file into the study's `media/` folder"),
            );
            continue;
        }
        match find_media(index, all, study, file, name) {
            Some(media) => {
                let of_file = study
                    .interviews
                    .iter()
                    .enumerate()
                    .filter(|(_, i)| i.file == *file);
                let of_recording = |(path, _): &&Drafted<Vec<Line>>| beside(path, &media.file);
                let beside = written.transcripts.iter().find(of_recording);
                let lines = beside.map_or(&[][..], |(_, lines)| lines);
                found.recordings.extend(of_file.map(|(at, interview)| {
                    let code = &study[interview.participant].code;
                    let spoken = lines.iter().map(|line| spoken(line, code, interview));
                    let time = talk_time(lines, code);
                    (
                        InterviewId(at as u32),
                        media.clone(),
                        spoken.collect(),
                        time,
                    )
                }));
            }
            None => {
                let message = format!("there is no recording `{name}`");
                problems.push(
                    Diagnostic::warning("missing-media", message)
                        .at(file, recording.span)
                        .help("put the file into the study's `media/` folder"),
                );
            }
        }
    }
}

/// Whether two files differ in their ending alone.
fn beside(path: &str, other: &str) -> bool {
    let bare = |path: &str| path.rsplit_once('.').map(|(bare, _)| bare.to_owned());
    bare(path) == bare(other)
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
