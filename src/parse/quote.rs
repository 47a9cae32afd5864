//! One quote: its words, its coding and its speaker, from the text of a block quote, a quoted line
//! or a labelled value.

use std::sync::Arc;

use super::beside::at_edges;
use super::code::{CodeKey, Prefixes};
use super::coding::Coding;
use super::lines::Inner;
use super::problems::Problems;
use super::prose::Prose;
use super::speaker::{
    Name, Speaker, joined, leading_speaker, leading_time, speaker_line, trailing_speaker,
};
use super::tag_run;
use super::words::{Words, pictures};
use crate::source::{Located, Span};

/// A quote or tagged observation as it stands in a note, names not yet resolved.
#[derive(Clone, Debug)]
pub struct EvidenceDraft {
    pub said: SaidDraft,
    pub coding: Coding,
    /// Another speaker, where one is named.
    pub speaker: Option<Located<String>>,
    pub remark: Option<Box<str>>,
    pub span: Span,
    /// The first four bytes of the BLAKE3 hash of its words, by which it is cited where it has no id.
    pub digest: u32,
}

/// What stands in the note.
#[derive(Clone, Debug)]
pub enum SaidDraft {
    Quote(Arc<Words>),
    Observation(Arc<Prose>),
}

impl SaidDraft {
    /// The first four bytes of the BLAKE3 hash of the words.
    pub fn digest(&self) -> u32 {
        let digest = match self {
            SaidDraft::Quote(words) => blake3::hash(words.text.as_bytes()),
            SaidDraft::Observation(prose) => {
                let mut hasher = blake3::Hasher::new();
                for part in &prose.parts {
                    if let super::prose::Part::Html(html) = part {
                        hasher.update(html.as_bytes());
                    }
                }
                hasher.finalize()
            }
        };
        let [a, b, c, d, ..] = *digest.as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

/// A quote, and the codes at the edges of its words that name nobody.
#[derive(Clone, Debug)]
pub struct QuoteDraft {
    pub evidence: EvidenceDraft,
    pub beside: Vec<Located<String>>,
}

/// A participant's name in `inner`.
pub(super) fn located(name: &Name, inner: &Inner) -> Located<String> {
    let at = name.written.as_ptr() as usize - inner.text.as_ptr() as usize;
    let span = inner.span(Span::new(at, at + name.written.len()));
    Located::new(name.code.clone().into_owned(), span)
}

/// Reads a quote. `None` when there are no words.
pub fn read(inner: &Inner, prefixes: &Prefixes, problems: &mut Problems) -> Option<QuoteDraft> {
    let text = inner.text.as_str();
    let mut end = text.trim_end_matches(tag_run::is_space).len();
    let mut speaker = None;
    let mut remark = None;
    let mut time = None;
    let last_line = |end: usize| text[..end].rfind('\n').map_or(0, |i| i + 1);
    let mut take_speaker_line = |end: usize| {
        let start = last_line(end);
        let found = speaker_line(&text[start..end], prefixes)?;
        // A quote is more than the name of who said it.
        (!text[..start].trim_matches(tag_run::is_space).is_empty()).then_some(())?;
        speaker = Some(by(&found, inner, prefixes, problems));
        remark = (!found.remark.is_empty()).then(|| found.remark.into());
        Some(text[..start].trim_end_matches(tag_run::is_space).len())
    };
    let mut named = false;
    if let Some(before) = take_speaker_line(end) {
        (end, named) = (before, true);
    }
    let mut behind = None;
    let (mut cut, mut tags) = tag_run::split(&text[..end]);
    if tags.is_empty()
        && let Some((before, found, place)) = tag_run::split_before_time(&text[..end])
    {
        (cut, tags, behind) = (before, found, Some(place));
    }
    if !named && let Some(before) = take_speaker_line(cut) {
        (cut, named) = (before, true);
    }
    if let Some(place) = behind {
        time = time_behind_tags(inner, place, problems);
    }
    if !named && let Some((before, found)) = trailing_speaker(&text[..cut], prefixes) {
        speaker = Some(by(&found, inner, prefixes, problems));
        remark = (!found.remark.is_empty()).then(|| found.remark.into());
        cut = before;
        if tags.is_empty() {
            (cut, tags) = tag_run::split(&text[..cut]);
        }
    }
    let mut begin = without_box(&text[..cut]);
    if !named && speaker.is_none() {
        let words = &text[begin..cut];
        if let Some(lead) = leading_speaker(words, prefixes).filter(|l| l.words < words.len()) {
            speaker = Some(located(&lead.name, inner));
            time = time.or(lead.time);
            begin += lead.words;
        } else if let Some((length, name)) = first_line_speaker(words, prefixes) {
            speaker = Some(located(&name, inner));
            begin += length;
        }
    }
    tell_other_speakers(inner, begin..cut, speaker.as_ref(), prefixes, problems);
    let beside = at_edges(&text[begin..cut], prefixes);
    let beside = beside.iter().map(|name| located(name, inner)).collect();
    tell_numbered_speaker(inner, begin..cut, problems);
    let words = Words::read(&text[begin..cut]);
    let span = inner.whole();
    tell_pictures(inner, &text[..cut], problems);
    if words.is_empty() {
        if !tags.is_empty() {
            let message = "a quote that has tags and no words".to_owned();
            problems.warning(
                "empty-quote",
                span,
                message,
                "write what was said before its tags",
            );
        }
        return None;
    }
    tell_stray_tags(inner, begin..cut, problems);
    let said = SaidDraft::Quote(Arc::new(words));
    let mut coding = Coding::of(tags, inner, problems);
    coding.time = coding.time.or(time);
    let evidence = EvidenceDraft {
        digest: said.digest(),
        said,
        coding,
        speaker,
        remark,
        span,
    };
    Some(QuoteDraft { evidence, beside })
}

/// Reads a time that is written as other programs do. One that cannot be read is told.
fn time_behind_tags(
    inner: &Inner,
    place: std::ops::Range<usize>,
    problems: &mut Problems,
) -> Option<tag_run::Time> {
    let written = &inner.text[place.clone()];
    let read = leading_time(written).filter(|(_, length)| *length == written.len());
    if read.is_none() {
        let message = format!("`{written}` behind the tags is no time, and is left out");
        let span = inner.span(Span::new(place.start, place.end));
        let help = "write minutes and seconds, `[2:14]`, or hours too, `[1:02:14]`";
        problems.warning("tags-among-words", span, message, help);
    }
    read.map(|(time, _)| time)
}

/// Who is named behind a quote; a second name is told.
fn by(
    found: &Speaker,
    inner: &Inner,
    prefixes: &Prefixes,
    problems: &mut Problems,
) -> Located<String> {
    let name = located(&found.name, inner);
    if let Some(second) = joined(found.remark, prefixes) {
        tell_two(&name, &located(&second, inner), problems);
    }
    name
}

/// Tells two participants who are named for the same words.
pub(super) fn tell_two(first: &Located<String>, second: &Located<String>, problems: &mut Problems) {
    if CodeKey::of(&first.value) == CodeKey::of(&second.value) {
        return;
    }
    let message = format!(
        "`{}` and `{}` are named for the same words, which would be published as those of the first",
        first.value, second.value
    );
    let help = "name the one who says them; give each speaker a quote of their own";
    let span = Span {
        start: first.span.start.min(second.span.start),
        end: first.span.end.max(second.span.end),
    };
    problems.error("several-speakers", span, message, help);
}

/// Where the words begin behind the box of a task.
pub(super) fn without_box(text: &str) -> usize {
    let boxes = ["[ ] ", "[x] ", "[X] "];
    boxes
        .iter()
        .find(|b| text.starts_with(**b))
        .map_or(0, |b| b.len())
}

/// Reads a first line such as `— P08` that more lines follow.
fn first_line_speaker<'t>(text: &'t str, prefixes: &Prefixes) -> Option<(usize, Name<'t>)> {
    let (line, rest) = text.split_once('\n')?;
    let found = speaker_line(line, prefixes).filter(|found| found.remark.is_empty())?;
    let words = rest.trim_start_matches(tag_run::is_space);
    (!words.is_empty()).then_some((text.len() - words.len(), found.name))
}

/// Tells lines of a quote that another participant says: their words would be published as one's,
/// by the consent of one.
pub(super) fn tell_other_speakers(
    inner: &Inner,
    words: std::ops::Range<usize>,
    speaker: Option<&Located<String>>,
    prefixes: &Prefixes,
    problems: &mut Problems,
) {
    let text = &inner.text[words.clone()];
    if !text.contains([':', '：']) {
        return;
    }
    let key = speaker.map(|speaker| CodeKey::of(&speaker.value));
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "*_".contains(c));
        let Some(lead) = leading_speaker(bare, prefixes) else {
            continue;
        };
        let code = &lead.name.code;
        if key.as_ref().is_some_and(|key| *key == CodeKey::of(code)) {
            continue;
        }
        let span = located(&lead.name, inner).span;
        let message = format!(
            "`{code}` speaks in this line, and the whole would be published as one person's words"
        );
        let help = "give each speaker a block quote of their own, with tags of its own";
        problems.error("several-speakers", span, message, help);
    }
}

/// Tells `Speaker 2:` before words, as transcribing programs write: it names nobody.
fn tell_numbered_speaker(inner: &Inner, range: std::ops::Range<usize>, problems: &mut Problems) {
    let text = &inner.text[range.clone()];
    let bare = text.trim_start_matches(['*', '_', '[', '"', '“']);
    let names = [
        "Speaker ",
        "Sprecher ",
        "Locuteur ",
        "Hablante ",
        "Parlante ",
        "Falante ",
    ];
    let Some(number) = names.iter().find_map(|name| bare.strip_prefix(name)) else {
        return;
    };
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == number.len() || !rest.trim_start_matches(['*', '_', ']']).starts_with(':') {
        return;
    }
    let label = &bare[..bare.len() - rest.len()];
    let at = range.start + text.len() - bare.len();
    let message = format!("`{label}` names no participant, and stays among the words");
    let help = "write the participant's code in its place, `P08:`, or take it out";
    let span = inner.span(Span::new(at, at + label.len()));
    problems.warning("several-speakers", span, message, help);
}

/// Tells tags that stand among the words, where they are read as words.
fn tell_stray_tags(inner: &Inner, range: std::ops::Range<usize>, problems: &mut Problems) {
    let words = &inner.text[range.clone()];
    if !words.contains(['#', '!', '[']) {
        return;
    }
    let mut at = range.start;
    for line in words.split_inclusive('\n') {
        let (_, tags) = tag_run::split(line);
        if let Some(first) = tags
            .iter()
            .find(|t| matches!(t.value, tag_run::Tag::Theme(_)))
        {
            let span = inner.span(Span::new(
                at + first.span.start as usize,
                at + first.span.end as usize,
            ));
            let message = "tags in the middle of a quote are read as its words".to_owned();
            problems.warning(
                "tags-among-words",
                span,
                message,
                "if two quotes stand here, put an empty line between them; tags come last",
            );
        } else if let Some(found) = stray(line) {
            let span = Span::new(at + found.start, at + found.end);
            let message = format!(
                "`{}` is no tag where it stands: it is read as words",
                &inner.text[span.range()]
            );
            problems.warning(
                "tags-among-words",
                inner.span(span),
                message,
                "tags are the last words of a quote; write `\\` before a sign that is meant",
            );
        }
        at += line.len();
    }
    tell_escaped(inner, range, problems);
}

/// Tells tags with backslashes before them, at the end of a range of `inner`.
pub(super) fn tell_escaped(
    inner: &Inner,
    range: std::ops::Range<usize>,
    problems: &mut Problems,
) -> bool {
    let Some(found) = tag_run::escaped(&inner.text[range.clone()]) else {
        return false;
    };
    let span = Span::new(range.start + found.start, range.start + found.end);
    let message = format!(
        "`{}` is read as words: a backslash makes a sign of a tag",
        &inner.text[span.range()]
    );
    let help = "take the backslashes out if these are tags";
    problems.warning("tags-among-words", inner.span(span), message, help);
    true
}

/// A word that begins as a tag does: `#this.`, `!this!`, or a time.
fn stray(line: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for word in line.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        let mut letters = word.chars();
        let found = match letters.next() {
            Some('#' | '!') => letters.next().is_some_and(char::is_alphabetic),
            Some('[') => matches!(tag_run::tag(word), Some(tag_run::Tag::Time(_))),
            _ => false,
        };
        if found {
            return Some(start..start + word.len());
        }
    }
    None
}

/// Tells pictures: what is written about one was not said.
fn tell_pictures(inner: &Inner, words: &str, problems: &mut Problems) {
    for range in pictures(words) {
        let span = inner.span(Span::new(range.start, range.end));
        let message = "a picture inside a quote is left out of its words".to_owned();
        let help = "put it into a paragraph of its own";
        problems.warning("picture-in-quote", span, message, help);
    }
}
