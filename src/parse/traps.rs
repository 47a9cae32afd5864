//! The traps that Markdown lays for notes: found and told, each with the words at its place.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::html::{Closed, unclosed};
use super::label::Label;
use super::lines::Inner;
use super::markdown::{Piece, marks_of_containers};
use super::problems::Problems;
use super::quotation::begins_quoted;
use super::tag_run::{self, Tag as TagWord, time};
use super::words::is_address;
use crate::source::{Located, Span};

/// Traps that stand anywhere in a note, parsed as `events`. `source` begins at byte `body` of its
/// file.
pub fn in_note(source: &str, body: usize, events: &[Piece], problems: &mut Problems) {
    vanished(source, body, events, problems);
    links_of_times(source, body, events, problems);
    hidden(source, body, events, problems);
    misread(source, body, events, problems);
    comments_of_obsidian(source, body, events, problems);
}

/// `%%so%%` is a comment to Obsidian alone: it would be published.
fn comments_of_obsidian(source: &str, body: usize, events: &[Piece], problems: &mut Problems) {
    if !source.contains("%%") {
        return;
    }
    let mut in_code = false;
    let mut marks: Vec<usize> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let text = &source[range.clone()];
                marks.extend(text.match_indices("%%").map(|(at, _)| range.start + at));
            }
            _ => {}
        }
    }
    for pair in marks.chunks_exact(2) {
        let end = pair[1] + 2;
        let first = source[pair[0]..end].find('\n');
        let end = first.map_or(end, |length| pair[0] + length);
        let span = Span::new(body + pair[0], body + end);
        let message = "this is a comment to Obsidian alone, and would be published as text";
        let help = "write it as `<!-- … -->`, which is never published";
        problems.error("obsidian-comment", span, message.to_owned(), help);
    }
}

/// Words that no event shows: link definitions, and cells that a table has no column for.
fn vanished(source: &str, body: usize, events: &[Piece], problems: &mut Problems) {
    let used = labels_used(events);
    let mut rows = events.iter().filter_map(|(event, range)| {
        matches!(event, Event::Start(Tag::TableRow | Tag::TableHead)).then_some(range)
    });
    let mut row = rows.next();
    let mut quotes = events.iter().filter_map(|(event, range)| {
        matches!(event, Event::Start(Tag::BlockQuote(_))).then_some(range)
    });
    let mut quote = quotes.next();
    let footnotes: BTreeSet<usize> = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_))))
        .map(|(_, range)| range.start)
        .collect();
    let mut shown_to = 0;
    let last = (source.len(), source.len());
    let shown = events.iter().filter(|(event, _)| shows_words(event));
    for (start, end) in shown.map(|(_, r)| (r.start, r.end)).chain([last]) {
        let mut at = shown_to;
        shown_to = shown_to.max(end);
        while at < start {
            let line = source[at..start].find('\n').map_or(start, |i| at + i + 1);
            let words = at..line;
            at = line;
            if !source[words.clone()].contains(char::is_alphanumeric) {
                continue;
            }
            while row.is_some_and(|row| row.end <= words.start) {
                row = rows.next();
            }
            let in_row = row.is_some_and(|row| row.contains(&words.start));
            let mut skipped = marks_of_containers(&source[words.clone()]);
            if footnotes.contains(&(words.start + skipped)) {
                skipped = behind_marks(&source[words.clone()]);
            }
            let words = words.start + skipped..words.start + source[words].trim_end().len();
            if words.is_empty() || !source[words.clone()].contains(char::is_alphanumeric) {
                continue;
            }
            while quote.is_some_and(|quote| quote.end <= words.start) {
                quote = quotes.next();
            }
            let span = Span::new(body + words.start, body + words.end);
            let text = &source[words.clone()];
            if in_row {
                let message = "this row has more cells than the table has columns, and they vanish";
                let help = "add a column to the first line, or write `\\|` for a bar that is meant";
                problems.warning("line-vanishes", span, message.to_owned(), help);
                continue;
            }
            let (label, target) = definition(text).unwrap_or(("", text));
            if !is_meant(label, target, &used) {
                let fate = if quote.is_some_and(|quote| quote.contains(&words.start)) {
                    "other readers of this note do not show this line"
                } else {
                    "this line vanishes"
                };
                let message = if label.is_empty() {
                    format!("this line belongs to a link definition to Markdown, and {fate}")
                } else {
                    format!(
                        "`[{label}]:` at the start of a line is a link definition to Markdown, and {fate}"
                    )
                };
                let help = "put a word or a `-` before it, or leave out the colon";
                problems.warning("line-vanishes", span, message, help);
            }
        }
    }
}

/// Whether all the words that stand in an event's range can be seen.
fn shows_words(event: &Event) -> bool {
    !matches!(
        event,
        Event::End(_)
            | Event::Start(
                Tag::BlockQuote(_)
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::FootnoteDefinition(_)
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
            )
    )
}

/// The length of a line's marks of block quotes, lists, tables and footnotes.
fn behind_marks(line: &str) -> usize {
    let marks = marks_of_containers(line);
    let rest = &line[marks..];
    match rest.split_once("]:").filter(|_| rest.starts_with("[^")) {
        Some((_, note)) => line.len() - note.len() + marks_of_containers(note),
        None => marks,
    }
}

/// The label and target of a line that is a link definition.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, target) = line.strip_prefix('[')?.split_once("]:")?;
    Some((label, target.trim()))
}

/// Whether a link definition was meant as one, or as a comment: `[//]: # (so)`.
fn is_meant(label: &str, target: &str, used: &BTreeSet<String>) -> bool {
    let target = target.trim_start_matches('<');
    let first = target.split_whitespace().next().unwrap_or_default();
    let address = ["/", "./", "../", "#", "mailto:", ">"]
        .iter()
        .any(|start| first.starts_with(start))
        || first.contains("://");
    let is_used = used.contains(&folded(label));
    time(label).is_none() && (address || (is_used && is_address(first) && !first.is_empty()))
}

fn labels_used(events: &[Piece]) -> BTreeSet<String> {
    let links = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(folded(id)),
        _ => None,
    });
    links.collect()
}

fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Comments, and elements that are not shown, which never end.
fn hidden(source: &str, body: usize, events: &[Piece], problems: &mut Problems) {
    let closed = Closed::of(events);
    let mut in_code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::HtmlBlock) => {
                if let Some((at, end)) = unclosed(&source[range.clone()], &closed) {
                    let at = range.start + at;
                    let begins = &source[at..];
                    let length = begins.find(['>', '\n']).map_or(begins.len(), |i| i + 1);
                    let what = if end == "-->" {
                        "a comment"
                    } else {
                        "an element that is not shown"
                    };
                    let length = if end == "-->" { 4 } else { length };
                    let message =
                        format!("{what} begins here and never ends: all that follows is hidden");
                    let span = Span::new(body + at, body + at + length);
                    problems.warning(
                        "unclosed-comment",
                        span,
                        message,
                        &format!("close it with `{end}`"),
                    );
                }
            }
            Event::Text(_) if !in_code && source[range.start..].starts_with("<!--") => {
                let at = body + range.start;
                let message =
                    "a comment begins here and never ends: it is shown as text".to_owned();
                let span = Span::new(at, at + 4);
                problems.warning("unclosed-comment", span, message, "close it with `-->`");
            }
            _ => {}
        }
    }
}

/// `[03:12](laughs)` is a link to Markdown.
fn links_of_times(source: &str, body: usize, events: &[Piece], problems: &mut Problems) {
    for (event, range) in events {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        let written = &source[range.clone()];
        let label = written.strip_prefix('[').and_then(|w| w.split_once(']'));
        if label.is_some_and(|(label, _)| time(label).is_some()) && !is_address(dest_url) {
            let span = Span::new(body + range.start, body + range.end);
            let message = format!("`{written}` is a link to Markdown");
            let help = "put a space between the time and the bracket";
            problems.warning("time-as-link", span, message, help);
        }
    }
}

/// Lines that Markdown takes for something else than was meant.
fn misread(source: &str, body: usize, events: &[Piece], problems: &mut Problems) {
    let mut quotes = 0usize;
    for (event, range) in events {
        let text = &source[range.clone()];
        let mut tell = |rule, words: Range<usize>, message: String, help: &str| {
            let start = body + range.start;
            let span = Span::new(start + words.start, start + words.end);
            problems.warning(rule, span, message, help);
        };
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::Heading { .. }) if quotes == 0 => {
                if let Some(underline) = accidental_underline(text) {
                    let written = &text[underline.clone()];
                    let message = format!("`{written}` under these lines makes them a heading");
                    let help = "put an empty line between; a heading begins with `##`";
                    let words = 0..text.trim_end().len();
                    tell("line-becomes-heading", words, message, help);
                }
            }
            Event::Start(Tag::Paragraph) if quotes == 0 => {
                let words = text.trim_start_matches('#');
                let hashes = text.len() - words.len();
                if (2..=6).contains(&hashes) && words.starts_with(char::is_alphanumeric) {
                    let message =
                        format!("`{}` without a space begins no heading", &text[..hashes]);
                    let help = "put a space behind it";
                    tell("heading-without-space", 0..hashes, message, help);
                    let end = body + range.start + hashes;
                    problems.fix_last(Span::new(end, end), "", " ");
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = text.find('\n').unwrap_or(text.len());
                let fence = text[..line].trim_end().len();
                if info.contains(char::is_whitespace) {
                    let message = "what stands behind the marks of a block of code vanishes";
                    let help = "begin it on a line of its own";
                    tell("line-vanishes", 0..fence, message.to_owned(), help);
                }
                if ends_with_fence(text) {
                    if let Some(line) = tagged_quote_in(text) {
                        let message = "this line stands in a block of code, and is no evidence";
                        let help = "take it out of the block";
                        tell("evidence-not-read", line, message.to_owned(), help);
                    }
                    continue;
                }
                let message =
                    "a block of code begins here and never ends: all that follows is code";
                let help = "close it with a line of the same marks";
                tell("unclosed-code", 0..fence, message.to_owned(), help);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                if let Some(line) = evidence_in(text) {
                    let message = "four spaces before it make this line code, and no evidence";
                    let help = "take the spaces out";
                    tell("evidence-not-read", line, message.to_owned(), help);
                }
            }
            Event::Start(Tag::TableRow) if !text.contains('|') => {
                let message = "this line stands right under a table, and is read as its last row";
                let help = "put an empty line before it";
                let words = 0..text.trim_end().len();
                tell("line-becomes-row", words, message.to_owned(), help);
            }
            Event::Start(Tag::HtmlBlock) => {
                if let Some(line) = evidence_in(text) {
                    let (message, help) = match line.start {
                        0 => (
                            "this line is HTML, and no evidence",
                            "write it as Markdown: `>` before words, and no tags of HTML around them",
                        ),
                        _ => (
                            "this line belongs to the HTML above it, and is no evidence",
                            "put an empty line before it",
                        ),
                    };
                    tell("evidence-not-read", line, message.to_owned(), help);
                }
            }
            Event::Start(Tag::FootnoteDefinition(_)) => {
                if let Some(line) = evidence_in(text) {
                    let message = "this line stands in a footnote, and is no evidence";
                    let help = "write it where it was said";
                    tell("evidence-not-read", line, message.to_owned(), help);
                }
            }
            _ => {}
        }
    }
}

/// The line of `---` or `===` that makes a heading of what does not read as one.
fn accidental_underline(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let start = text.rfind('\n')? + 1;
    let line = start + text[start..].len() - text[start..].trim_start().len();
    let words = text[..start].trim();
    let underline = text[line..].chars().all(|c| c == '-' || c == '=');
    let several = words.contains('\n');
    let sentence = words.ends_with(['.', '!', ',', ';', ':', '…', '"', '”']);
    let (_, tags) = tag_run::split(words);
    let prose = several || sentence || !tags.is_empty() || begins_quoted(words);
    (underline && prose && !text.starts_with('#')).then_some(line..text.len())
}

/// Whether a block of code has its closing fence.
fn ends_with_fence(text: &str) -> bool {
    let fence = text.chars().next().unwrap_or_default();
    let text = text.trim_end();
    let Some(start) = text.rfind('\n') else {
        return false;
    };
    let last = text[start..].trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    last.len() >= 3 && last.chars().all(|c| c == fence)
}

/// The first line of a block of code that is a quote with a theme.
fn tagged_quote_in(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = at + line.len() - line.trim_start().len();
        let words = line.trim();
        at += line.len();
        let is_theme = |t: &Located<TagWord>| matches!(t.value, TagWord::Theme(_));
        let tagged = words.starts_with("> ") && tag_run::split(words).1.iter().any(is_theme);
        tagged.then_some(start..start + words.len())
    })
}

/// A line without the tags of HTML that end it.
fn within_html(line: &str) -> &str {
    let mut line = line.trim_end();
    while let Some(open) = line.strip_suffix('>').and_then(|inside| inside.rfind("</")) {
        line = line[..open].trim_end();
    }
    line
}

/// The first line, after those of the block's own, that would be a quote or tagged observation.
fn evidence_in(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = at + line.len() - line.trim_start().len();
        let words = line.trim();
        at += line.len();
        let is_theme = |t: &Located<TagWord>| matches!(t.value, TagWord::Theme(_));
        let quoted = words.strip_prefix('>').map(str::chars);
        let quoted = quoted.and_then(|mut rest| rest.next());
        let evidence = quoted.is_some_and(|c| c == ' ' || "\"“„«".contains(c))
            || words.contains('#') && tag_run::split(within_html(words)).1.iter().any(is_theme);
        evidence.then_some(start..start + words.len())
    })
}

/// `> [!NOTE]` is a callout of the researcher's, no quote. True if it is one.
pub fn callout(inner: &Inner, problems: &mut Problems) -> bool {
    let text = inner.text.trim_start();
    let name = text
        .strip_prefix("[!")
        .and_then(|rest| rest.split(']').next());
    let is_name =
        name.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_alphabetic() || c == '-'));
    let closed = name.is_some_and(|n| text[2 + n.len()..].starts_with(']'));
    if !is_name || !closed {
        return false;
    }
    let name = name.unwrap_or_default();
    let start = inner.text.len() - text.len();
    let span = inner.span(Span::new(start, start + name.len() + 3));
    let message = format!(
        "`[!{name}]` makes this a callout, so it is read as an observation and not as a quote"
    );
    problems.warning(
        "callout",
        span,
        message,
        "take the mark out if these are the participant's words",
    );
    true
}

/// Labelled lines are read in a list or a table, not in a paragraph.
pub fn labels_without_bullets(inner: &Inner, problems: &mut Problems) {
    let mut at = 0;
    let mut evidence = None;
    let mut labels = 0;
    for line in inner.text.split_inclusive('\n') {
        if let Some((label, value)) = Label::leading(line) {
            labels += 1;
            if label.is_evidence() && evidence.is_none() {
                evidence = Some((label, inner.span(Span::new(at, at + value))));
            }
        }
        at += line.len();
    }
    let Some((label, span)) = evidence else {
        return;
    };
    if label == Label::Quote || labels > 1 {
        let message = "a label at the beginning of a line is read in a list, and here as words";
        let help = "begin the line with `- `";
        problems.warning("label-without-bullet", span, message.to_owned(), help);
    }
}

/// Traps inside a block quote.
pub fn in_quote(source: &str, inner: &Inner, problems: &mut Problems) {
    let mut at = 0;
    let lines = inner
        .text
        .split_inclusive('\n')
        .zip(source.split_inclusive('\n'));
    for (number, (line, raw)) in lines.enumerate() {
        let words = line.trim_end();
        let span = inner.span(Span::new(at, at + words.len()));
        at += line.len();
        if words.is_empty() {
            continue;
        }
        let hashes = words.len() - words.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && words[hashes..].starts_with(' ') {
            let message = "a `#` and a space make this line of a quote a heading".to_owned();
            problems.warning(
                "heading-in-quote",
                span,
                message,
                "write a theme without the space, `#theme`, or `\\#` for the sign itself",
            );
        }
        if number > 0 && !raw.trim_start().starts_with('>') {
            let message = "this line has no `>` and is still part of the quote above".to_owned();
            problems.warning("forgotten-quote-mark", span, message, "begin it with `>`, or put an empty line before it if it is not the participant's words");
            let start = span.start as usize;
            problems.fix_last(Span::new(start, start), "", "> ");
        }
    }
}
