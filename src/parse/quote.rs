//! One quote: its words, its coding and its speaker, from the text of a block quote, a quoted line
//! or a labelled value.

use std::sync::Arc;

use super::code::{CodeKey, Prefixes, leading_speaker, speaker_line, trailing_speaker};
use super::coding::Coding;
use super::lines::Inner;
use super::problems::Problems;
use super::prose::Prose;
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

/// Reads a quote. `None` when there are no words.
pub fn read(inner: &Inner, prefixes: &Prefixes, problems: &mut Problems) -> Option<EvidenceDraft> {
    let text = inner.text.as_str();
    let mut end = text.trim_end_matches(tag_run::is_space).len();
    let mut speaker = None;
    let mut remark = None;
    let last_line = |end: usize| text[..end].rfind('\n').map_or(0, |i| i + 1);
    let mut take_speaker_line = |end: usize| {
        let start = last_line(end);
        let found = speaker_line(&text[start..end], prefixes)?;
        // A quote is more than the name of who said it.
        (!text[..start].trim_matches(tag_run::is_space).is_empty()).then_some(())?;
        let at = start + (found.code.as_ptr() as usize - text[start..].as_ptr() as usize);
        let span = inner.span(Span::new(at, at + found.code.len()));
        speaker = Some(Located::new(found.code.to_owned(), span));
        remark = (!found.remark.is_empty()).then(|| found.remark.into());
        Some(text[..start].trim_end_matches(tag_run::is_space).len())
    };
    let mut named = false;
    if let Some(before) = take_speaker_line(end) {
        (end, named) = (before, true);
    }
    let (mut cut, mut tags) = tag_run::split(&text[..end]);
    if !named && let Some(before) = take_speaker_line(cut) {
        (cut, named) = (before, true);
    }
    if !named && let Some((before, found)) = trailing_speaker(&text[..cut], prefixes) {
        let at = found.code.as_ptr() as usize - text.as_ptr() as usize;
        let span = inner.span(Span::new(at, at + found.code.len()));
        speaker = Some(Located::new(found.code.to_owned(), span));
        cut = before;
        if tags.is_empty() {
            (cut, tags) = tag_run::split(&text[..cut]);
        }
    }
    let mut begin = without_box(&text[..cut]);
    let first = match named || speaker.is_some() {
        true => None,
        false => leading_speaker(&text[begin..cut], prefixes)
            .or_else(|| first_line_speaker(&text[begin..cut], prefixes)),
    };
    if let Some((length, code)) = first
        && begin + length < cut
    {
        let at = code.as_ptr() as usize - text.as_ptr() as usize;
        let span = inner.span(Span::new(at, at + code.len()));
        speaker = Some(Located::new(code.to_owned(), span));
        begin += length;
    }
    tell_other_speakers(inner, begin..cut, speaker.as_ref(), prefixes, problems);
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
    tell_stray_tags(inner, &text[..cut], problems);
    let said = SaidDraft::Quote(Arc::new(words));
    Some(EvidenceDraft {
        digest: said.digest(),
        said,
        coding: Coding::of(tags, inner, problems),
        speaker,
        remark,
        span,
    })
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
fn first_line_speaker<'t>(text: &'t str, prefixes: &Prefixes) -> Option<(usize, &'t str)> {
    let (line, rest) = text.split_once('\n')?;
    let found = speaker_line(line, prefixes).filter(|found| found.remark.is_empty())?;
    let words = rest.trim_start_matches(tag_run::is_space);
    (!words.is_empty()).then_some((text.len() - words.len(), found.code))
}

/// Tells lines of a quote that another participant says: their words would be published as one's,
/// by the consent of one.
fn tell_other_speakers(
    inner: &Inner,
    words: std::ops::Range<usize>,
    speaker: Option<&Located<String>>,
    prefixes: &Prefixes,
    problems: &mut Problems,
) {
    let text = &inner.text[words.clone()];
    if !text.contains(':') {
        return;
    }
    let key = speaker.map(|speaker| CodeKey::of(&speaker.value));
    let mut at = words.start;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "*_".contains(c));
        let Some((_, code)) = leading_speaker(bare, prefixes) else {
            continue;
        };
        if key.as_ref().is_some_and(|key| *key == CodeKey::of(code)) {
            continue;
        }
        let from = start + line.len() - bare.len();
        let span = inner.span(Span::new(from, from + code.len() + 1));
        let message = format!(
            "`{code}` speaks in this line, and the quote would be published as one person's words"
        );
        let help = "give each speaker a block quote of their own, with tags of its own";
        problems.error("several-speakers", span, message, help);
    }
}

/// Tells tags that stand among the words, where they are read as words.
fn tell_stray_tags(inner: &Inner, words: &str, problems: &mut Problems) {
    if !words.contains(['#', '!', '[']) {
        return;
    }
    let mut at = 0;
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
                &words[span.range()]
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
