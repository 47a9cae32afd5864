//! Markdown as events that nest no deeper than [`DEEPEST`]: what stands deeper keeps its words and
//! loses its containers, so that nothing downstream is driven by depth.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

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
            Event::Start(Tag::Item) => {
                // An item goes with its list; its words stay apart from those before.
                if open.last() == Some(&false) {
                    return Some((Event::SoftBreak, range));
                }
            }
            Event::End(TagEnd::Item) => {
                if open.last() == Some(&false) {
                    return None;
                }
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
        Some((event, range))
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

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
