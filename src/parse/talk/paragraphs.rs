//! A paragraph or bullet, line by line: quoted lines that end with tags are quotes, a paragraph that
//! ends with tags is an observation that codes, the rest is prose.

use std::ops::Range;

use super::Talk;
use crate::parse::code::Prefixes;
use crate::parse::coding::Coding;
use crate::parse::lines::Inner;
use crate::parse::problems::Problems;
use crate::parse::quotation::{begins_quoted, unquoted};
use crate::parse::quote;
use crate::parse::speaker::leading_speaker;
use crate::parse::tag_run::{self, Tag};
use crate::source::{Located, Span};

impl Talk<'_, '_, '_> {
    /// A paragraph or bullet with lines that are quotes, or that ends with tags. False, and
    /// nothing done, when it is neither.
    pub(super) fn tagged_lines(&mut self, inner: &Inner) -> bool {
        let mut groups = groups(&inner.text, self.prefixes);
        if self.heads_the_note() {
            let narrowed = groups
                .iter_mut()
                .filter(|(kind, _)| *kind == Group::Narrowed);
            narrowed.for_each(|(kind, _)| *kind = Group::Prose);
        }
        self.tell_tags(inner, &groups);
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
                Group::Narrowed => self.narrowed(&part),
                Group::Prose => {
                    let prose = self.prose(&part);
                    self.push_prose(prose);
                }
            }
        }
        true
    }

    /// Adds an observation that codes nothing and says who may read it.
    fn narrowed(&mut self, inner: &Inner) {
        let (_, mut tags) = tag_run::split(&inner.text);
        tags.retain(is_consent);
        let consent = Coding::of(tags, inner, self.problems).consent;
        let prose = self.prose(&without_consent(inner));
        self.push_narrowed(prose, consent);
    }

    /// Tells tags of a paragraph or bullet that are not read.
    pub(super) fn tell_unread_tags(&mut self, inner: &Inner) {
        if inner.text.contains('#') {
            self.tell_tags(inner, &groups(&inner.text, self.prefixes));
        }
    }

    fn tell_tags(&mut self, inner: &Inner, groups: &[(Group, Range<usize>)]) {
        for (kind, range) in groups {
            if *kind != Group::Quote && inner.text[range.clone()].contains('#') {
                let part = inner.slice(range.clone());
                let whole = 0..part.text.len();
                if !self.tell_tags_within(&part)
                    && *kind == Group::Prose
                    && !quote::tell_escaped(&part, whole, self.problems)
                {
                    tell_tags_before_the_end(&part, self.problems);
                }
            }
        }
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

fn is_consent(tag: &Located<Tag>) -> bool {
    matches!(tag.value, Tag::Key("consent", _))
}

/// Text without the `consent:` tags that it ends with: where it is shown, they say nothing.
pub(super) fn without_consent(inner: &Inner) -> Inner {
    let (_, tags) = tag_run::split(&inner.text);
    let last = tags.iter().rposition(|tag| !is_consent(tag));
    let first = tags.get(last.map_or(0, |last| last + 1));
    let end = first.map_or(inner.text.len(), |tag| tag.span.start as usize);
    inner.slice(0..end)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Quote,
    Observation,
    /// An observation with a `consent:` tag and no theme.
    Narrowed,
    Prose,
}

/// Cuts a paragraph into quoted lines that end with tags, tagged observations, and the rest.
pub(super) fn groups(text: &str, prefixes: &Prefixes) -> Vec<(Group, Range<usize>)> {
    let mut found: Vec<(Group, Range<usize>)> = Vec::new();
    let mut prose: Option<Range<usize>> = None;
    let mut at = 0;
    while at < text.len() {
        let end_of = |at: usize| at + text[at..].find('\n').map_or(text.len() - at, |i| i + 1);
        let line = end_of(at);
        // A line that says who speaks goes with what it stands above.
        let lead = leading_speaker(&text[at..line], prefixes);
        let begin = match lead.is_some_and(|lead| at + lead.words == line) {
            true => line,
            false => at,
        };
        if is_quotation(&text[begin..end_of(begin)], prefixes)
            && let Some(end) = quote_end(text, begin)
        {
            if let Some(range) = prose.take() {
                found.push(kind_of(text, range, prefixes));
            }
            found.push((Group::Quote, at..end));
            at = end;
        } else {
            prose = Some(prose.map_or(at, |p| p.start)..line);
            at = line;
        }
    }
    if let Some(range) = prose {
        found.push(kind_of(text, range, prefixes));
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
    let words = leading_speaker(line, prefixes).map_or(line, |lead| &line[lead.words..]);
    begins_quoted(words)
        || words.starts_with('\'') && {
            let (cut, _) = tag_run::split(words);
            unquoted(words[..cut].trim_end()).is_some()
        }
}

fn kind_of(text: &str, range: Range<usize>, prefixes: &Prefixes) -> (Group, Range<usize>) {
    let part = &text[range.clone()];
    if !part.contains(['#', ':', '=']) {
        return (Group::Prose, range);
    }
    let (end, tags) = tag_run::split(part);
    let has = |of: fn(&Tag) -> bool| tags.iter().any(|tag| of(&tag.value));
    let kind = if has(|tag| matches!(tag, Tag::Theme(_))) {
        Group::Observation
    } else if has(|tag| matches!(tag, Tag::Key("consent", _)))
        && is_observation(&part[..end], prefixes)
    {
        Group::Narrowed
    } else {
        Group::Prose
    };
    (kind, range)
}

/// Whether words before a `consent:` tag are something that was seen, and no line that may stand for
/// more than itself: a label, a heading in bold, a list that begins with who was asked.
fn is_observation(words: &str, prefixes: &Prefixes) -> bool {
    let words = words.trim();
    let bold = words.strip_prefix("**");
    let is_bold = bold.is_some_and(|bold| bold.find("**").is_some_and(|at| at + 2 == bold.len()));
    let bare = words.trim_start_matches(['*', '_', '(', '[']);
    !bare.is_empty()
        && !is_bold
        && !words.ends_with([',', ';', ':', '|', '/', '(', '[', '-', '–', '—', '·', '•'])
        && prefixes.leading(bare).is_none()
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
