//! The traps that Markdown lays for notes: found and told, each with the words at its place.

use pulldown_cmark::RefDefs;

use super::fields::Problems;
use super::lines::Inner;
use super::tag_run::time;
use super::words::is_address;
use crate::source::Span;

/// Traps that stand anywhere in a note.
pub fn in_note(source: &str, body: usize, definitions: &RefDefs, problems: &mut Problems) {
    let mut vanished: Vec<_> = definitions
        .iter()
        .filter(|(label, definition)| time(label).is_some() || !is_address(&definition.dest))
        .map(|(label, definition)| (definition.span.clone(), label.to_owned()))
        .collect();
    vanished.sort_by_key(|(span, _)| span.start);
    for (span, label) in vanished {
        let end = span.start + source[span.clone()].trim_end().len();
        let span = Span::new(body + span.start, body + end);
        let message = format!(
            "`[{label}]:` at the start of a line is a link definition to Markdown, and this line vanishes"
        );
        problems.warning(
            "line-vanishes",
            span,
            message,
            "put a word or a `-` before it, or leave out the colon",
        );
    }
    links_of_times(source, body, problems);
    if let Some(open) = source.find("<!--")
        && !source[open..].contains("-->")
    {
        let span = Span::new(body + open, body + open + 4);
        let line = source[..open].rfind('\n').map_or(0, |i| i + 1);
        let fate = if source[line..open].trim().is_empty() {
            "all that follows is hidden"
        } else {
            "it is shown as text"
        };
        let message = format!("a comment begins here and never ends: {fate}");
        problems.warning("unclosed-comment", span, message, "close it with `-->`");
    }
}

/// `[03:12](laughs)` is a link to Markdown.
fn links_of_times(source: &str, body: usize, problems: &mut Problems) {
    for (close, _) in source.match_indices("](") {
        let Some(open) = source[..close].rfind(['[', '\n']) else {
            continue;
        };
        let end = source[close..]
            .find([')', '\n'])
            .map_or(source.len(), |i| close + i + 1);
        let target = source[close + 2..end].trim_end_matches([')', '\n']);
        if source[open..].starts_with('[')
            && time(&source[open + 1..close]).is_some()
            && !is_address(target)
        {
            let span = Span::new(body + open, body + end);
            let message = format!("`{}` is a link to Markdown", source[open..end].trim_end());
            problems.warning(
                "time-as-link",
                span,
                message,
                "put a space between the time and the bracket",
            );
        }
    }
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
        }
    }
}
