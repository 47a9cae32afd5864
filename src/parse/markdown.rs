//! Markdown as events that nest no deeper than [`DEEPEST`]: what stands deeper keeps its words and
//! loses its containers, so that nothing downstream is driven by depth.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::source::{RESERVED, without_reserved};

/// A piece of parsed Markdown.
pub type Piece<'a> = (Event<'a>, Range<usize>);

/// How many block quotes, lists and stretches of emphasis may stand inside one another.
pub const DEEPEST: usize = 48;

/// Passes events on, and those that would nest too deeply without their containers.
pub fn bounded<'a>(events: impl Iterator<Item = Piece<'a>>) -> impl Iterator<Item = Piece<'a>> {
    // Whether each open container was passed on, and how many were.
    let mut open: Vec<bool> = Vec::new();
    let mut depth = 0usize;
    events.filter_map(move |(event, range)| {
        match &event {
            Event::Start(Tag::Item)
                // An item goes with its list; its words stay apart from those before.
                if open.last() == Some(&false) => {
                    return Some((Event::SoftBreak, range));
                }
            Event::End(TagEnd::Item)
                if open.last() == Some(&false) => {
                    return None;
                }
            Event::Start(tag) if nests(&tag.to_end()) => {
                open.push(depth < DEEPEST);
                depth += usize::from(depth < DEEPEST);
                if open.last() == Some(&false) {
                    return None;
                }
            }
            Event::End(end) if nests(end) => {
                let passed = open.pop().unwrap_or(true);
                depth -= usize::from(passed && depth > 0);
                if !passed {
                    return None;
                }
            }
            _ => {}
        }
        Some((cleaned(event), range))
    })
}

/// An event without the characters that a character reference may bring in: `&#xfdd0;`.
fn cleaned(event: Event) -> Event {
    match event {
        Event::Text(text) => Event::Text(clean(text)),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(clean(info))))
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: clean(dest_url),
            title: clean(title),
            id,
        }),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: clean(dest_url),
            title: clean(title),
            id,
        }),
        event => event,
    }
}

fn clean(text: CowStr) -> CowStr {
    // The byte that they begin with is in few texts.
    if memchr::memchr(0xef, text.as_bytes()).is_some() && text.contains(RESERVED) {
        without_reserved(text.into_string()).into()
    } else {
        text
    }
}

fn nests(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
    )
}

/// The length of what makes the beginning of a line part of block quotes, lists and tables.
pub fn marks_of_containers(line: &str) -> usize {
    let mut rest = line;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ">|-+*".contains(c));
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if number.len() < rest.len()
            && let Some(item) = number.strip_prefix(['.', ')'])
        {
            rest = item;
        }
        if rest.len() == before {
            return line.len() - rest.len();
        }
    }
}

/// `text` with a backslash before each bracket that would make a line a link definition, which
/// would vanish, and where the backslashes are. For text that was cut out of a note: its link
/// definitions, if they are any, stand elsewhere.
pub fn without_definitions(text: &str, options: Options) -> (Cow<'_, str>, Vec<usize>) {
    let none = !text.contains("]:") || {
        let parser = Parser::new_ext(text, options);
        parser.reference_definitions().iter().next().is_none()
    };
    if none {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        let (marks, words) = line.split_at(marks_of_containers(line));
        escaped.push_str(marks);
        if words.starts_with('[') {
            places.push(escaped.len());
            escaped.push('\\');
        }
        escaped.push_str(words);
    }
    (Cow::Owned(escaped), places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth_of(markdown: &str) -> (usize, String) {
        let parser = Parser::new_ext(markdown, Options::empty());
        let (mut depth, mut deepest, mut words) = (0usize, 0, String::new());
        for (event, _) in bounded(parser.into_offset_iter()) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) => words.push_str(&text),
                Event::SoftBreak => words.push(' '),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        assert_eq!(depth, 0);
        (deepest, words.trim().to_owned())
    }

    #[test]
    fn what_stands_deeper_keeps_its_words() {
        for mark in ["> ", "- ", "1. ", "> - "] {
            let (depth, words) = depth_of(&format!("{}deep\n", mark.repeat(5000)));
            assert!(depth <= 2 * DEEPEST + 1, "{mark}: {depth}");
            assert_eq!(words, "deep", "{mark}");
        }
        let text = format!("{}a{}", "*_".repeat(100), "_*".repeat(100));
        assert!(depth_of(&text).0 <= DEEPEST + 1);
    }

    #[test]
    fn what_nests_as_people_nest_is_as_it_was() {
        let text = "- a\n  - b\n    > c **d *e***\n\n1. f\n";
        let events = || Parser::new_ext(text, Options::empty()).into_offset_iter();
        assert!(bounded(events()).eq(events()));
    }
}
