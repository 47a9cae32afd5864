//! A paragraph or bullet, line by line: quoted lines that end with tags are quotes, a paragraph that
//! ends with tags is an observation that codes, the rest is prose.

use std::ops::Range;

use super::Talk;
use crate::parse::code::{Prefixes, leading_speaker};
use crate::parse::coding::Coding;
use crate::parse::lines::Inner;
use crate::parse::problems::Problems;
use crate::parse::quotation::{begins_quoted, unquoted};
use crate::parse::quote;
use crate::parse::tag_run::{self, Tag};
use crate::source::Span;

impl Talk<'_, '_, '_> {
    /// A paragraph or bullet with lines that are quotes, or that ends with tags. False, and
    /// nothing done, when it is neither.
    pub(super) fn tagged_lines(&mut self, inner: &Inner) -> bool {
        let groups = groups(&inner.text, self.prefixes);
        for (kind, range) in &groups {
            if *kind != Group::Quote && inner.text[range.clone()].contains('#') {
                let part = inner.slice(range.clone());
                if !self.tell_tags_within(&part) && *kind == Group::Prose {
                    tell_tags_before_the_end(&part, self.problems);
                }
            }
        }
        if groups.iter().all(|(kind, _)| *kind == Group::Prose) {
            return false;
        }
        for (kind, range) in groups {
            let part = inner.slice(range);
            match kind {
                Group::Quote => {
                    if let Some(quote) = quote::read(&part, self.prefixes, self.problems) {
                        self.push_quote(quote);
                    }
                }
                Group::Observation => {
                    self.tagged_observation(&part, &Coding::default());
                }
                Group::Prose => {
                    let prose = self.prose(&part);
                    self.push_prose(prose);
                }
            }
        }
        true
    }

    /// Tells tags at the end of a line that others follow: only those of a paragraph's end are
    /// read.
    fn tell_tags_within(&mut self, inner: &Inner) -> bool {
        let mut at = 0;
        let mut are_told = false;
        let last = inner.text.trim_end_matches(tag_run::is_space).len();
        let (words, _) = tag_run::split(&inner.text);
        for line in inner.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if at >= last || start >= words || !line.contains('#') {
                continue;
            }
            let (_, tags) = tag_run::split(line);
            let Some(theme) = tags.iter().find(|t| matches!(t.value, Tag::Theme(_))) else {
                continue;
            };
            let span = inner.span(Span::new(
                start + theme.span.start as usize,
                start + theme.span.end as usize,
            ));
            are_told = true;
            let message = "tags at the end of a line inside a paragraph are read as its words";
            let help = "put an empty line after it, or make each line a bullet";
            self.problems
                .warning("tags-among-words", span, message.to_owned(), help);
        }
        are_told
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Quote,
    Observation,
    Prose,
}

/// Cuts a paragraph into quoted lines that end with tags, tagged observations, and the rest.
pub(super) fn groups(text: &str, prefixes: &Prefixes) -> Vec<(Group, Range<usize>)> {
    let mut found: Vec<(Group, Range<usize>)> = Vec::new();
    let mut prose: Option<Range<usize>> = None;
    let mut at = 0;
    while at < text.len() {
        let line = at + text[at..].find('\n').map_or(text.len() - at, |i| i + 1);
        if is_quotation(&text[at..line], prefixes)
            && let Some(end) = quote_end(text, at)
        {
            if let Some(range) = prose.take() {
                found.push(kind_of(text, range));
            }
            found.push((Group::Quote, at..end));
            at = end;
        } else {
            prose = Some(prose.map_or(at, |p| p.start)..line);
            at = line;
        }
    }
    if let Some(range) = prose {
        found.push(kind_of(text, range));
    }
    found
}

/// Tells a theme that stands elsewhere than at the end: `He gave up #sizing because of it.`
fn tell_tags_before_the_end(inner: &Inner, problems: &mut Problems) {
    let mut at = 0;
    for word in inner.text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_start_matches(['(', '"', '“', '*', '_']);
        let start = at + word.len() - bare.len();
        at += word.len();
        let Some(name) = bare.strip_prefix('#') else {
            continue;
        };
        let length = name
            .find(|c: char| !(c.is_alphanumeric() || "-_/".contains(c)))
            .unwrap_or(name.len());
        if !name.starts_with(char::is_alphabetic) || name[length..].starts_with(':') {
            continue;
        }
        let end = start + 1 + length;
        let message = format!(
            "`{}` codes nothing where it stands: tags are read at the end",
            &inner.text[start..end]
        );
        let help = "move it to the end of the paragraph, or write `\\#` for the sign itself";
        let span = inner.span(Span::new(start, end));
        return problems.warning("tags-among-words", span, message, help);
    }
}

/// Whether a line begins as a quotation does, behind the box of a task and the name of who speaks.
/// A straight single mark is an apostrophe, unless another one ends the words.
fn is_quotation(line: &str, prefixes: &Prefixes) -> bool {
    let line = line.trim_start();
    let line = &line[quote::without_box(line)..];
    let words = leading_speaker(line, prefixes).map_or(line, |(at, _)| &line[at..]);
    begins_quoted(words)
        || words.starts_with('\'') && {
            let (cut, _) = tag_run::split(words);
            unquoted(words[..cut].trim_end()).is_some()
        }
}

fn kind_of(text: &str, range: Range<usize>) -> (Group, Range<usize>) {
    let part = &text[range.clone()];
    let tagged = part.contains('#')
        && tag_run::split(part)
            .1
            .iter()
            .any(|t| matches!(t.value, Tag::Theme(_)));
    (
        if tagged {
            Group::Observation
        } else {
            Group::Prose
        },
        range,
    )
}

/// Where a quote that begins at `start` ends: the first line from there that ends with tags.
/// Lines that are nothing but tags go on with it.
fn quote_end(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut end = None;
    for line in text[start..].split_inclusive('\n') {
        let (words, tags) = tag_run::split(line);
        let only_tags = !tags.is_empty() && line[..words].trim().is_empty();
        if end.is_some() && !only_tags {
            break;
        }
        at += line.len();
        if !tags.is_empty() {
            end = Some(at);
        } else if at > start + line.len() && begins_quoted(line) {
            // Another quotation begins before this one has its tags.
            return None;
        }
    }
    end
}
