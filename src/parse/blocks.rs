//! Blocks as runs of events: where they begin and end, and what stands in lists.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::Piece;

/// Cuts events into the blocks of their outermost level.
pub(super) fn blocks<'e, 'a>(events: &'e [Piece<'a>]) -> Vec<&'e [Piece<'a>]> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            found.push(&events[start..=at]);
            start = at + 1;
        }
    }
    found
}

/// The items of a list, without their own start and end.
pub(super) fn items<'e, 'a>(list: &'e [Piece<'a>]) -> Vec<&'e [Piece<'a>]> {
    let inside = &list[1..list.len() - 1];
    blocks(inside)
        .into_iter()
        .filter(|item| item.len() >= 2)
        .map(|item| &item[1..item.len() - 1])
        .collect()
}

/// An item's blocks; the words of a tight item are one.
pub(super) fn item_blocks<'e, 'a>(item: &'e [Piece<'a>]) -> Vec<&'e [Piece<'a>]> {
    let mut found: Vec<&[Piece]> = Vec::new();
    let mut inline: Option<Range<usize>> = None;
    let mut at = 0;
    for block in blocks(item) {
        let range = at..at + block.len();
        at = range.end;
        if is_paragraph(block) || !is_text(block) {
            found.extend(inline.take().map(|range| &item[range]));
            found.push(block);
        } else {
            inline = Some(inline.map_or(range.start, |i| i.start)..range.end);
        }
    }
    found.extend(inline.map(|range| &item[range]));
    found
}

/// Whether an item's block is a paragraph, or the words of a tight item.
pub(super) fn is_text(piece: &[Piece]) -> bool {
    !matches!(
        piece[0].0,
        Event::Start(
            Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
        ) | Event::Rule
    )
}

fn is_paragraph(piece: &[Piece]) -> bool {
    matches!(piece[0].0, Event::Start(Tag::Paragraph))
}

/// The bytes that events stand for.
pub(super) fn block_range(block: &[Piece]) -> Range<usize> {
    let start = block.iter().map(|(_, r)| r.start).min().unwrap_or(0);
    let end = block.iter().map(|(_, r)| r.end).max().unwrap_or(start);
    start..end
}

/// The bytes between a block's own start and end.
pub(super) fn content_range(block: &[Piece]) -> Range<usize> {
    match block {
        [_, inside @ .., _] if !inside.is_empty() => block_range(inside),
        _ => {
            let end = block_range(block).end;
            end..end
        }
    }
}
