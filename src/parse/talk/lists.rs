//! A list: one piece of evidence if its bullets are labelled, else item by item where an item is
//! evidence, else an observation.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::paragraphs::{Group, groups};
use super::{LISTS, Talk, evidence_list};
use crate::parse::blocks::{block_range, is_text, item_blocks, items};
use crate::parse::lines::Container;
use crate::parse::markdown::Piece;
use crate::source::Span;

impl<'s> Talk<'s, '_, '_> {
    /// A list: one piece of evidence if its bullets are labelled, else item by item where an item
    /// is evidence, else observation.
    pub(super) fn list(&mut self, block: &[Piece<'s>]) {
        if evidence_list::labelled(self, block) {
            return;
        }
        let items = items(block);
        let left = LISTS - self.lists.min(LISTS);
        if !items.iter().any(|item| self.has_evidence(item, left)) {
            if self.source[block_range(block)].contains('#') {
                items.iter().for_each(|item| self.tell_tags_of(item, left));
            }
            return self.observation(block);
        }
        let Event::Start(Tag::List(first)) = block[0].0 else {
            return;
        };
        for (number, item) in items.into_iter().enumerate() {
            self.item(item, first.map(|n| n + number as u64));
        }
    }

    /// Tells tags in a list's item that holds no evidence, `left` lists further down.
    fn tell_tags_of(&mut self, item: &[Piece<'s>], left: u8) {
        for piece in item_blocks(item) {
            if is_text(piece) {
                let inner = self.inner(block_range(piece), Container::Indented);
                self.tell_unread_tags(&inner);
            } else if matches!(piece[0].0, Event::Start(Tag::List(_))) && left > 0 {
                let items = items(piece).into_iter();
                items.for_each(|item| self.tell_tags_of(item, left - 1));
            }
        }
    }

    /// An item of a list, block by block. Who its first words name speaks in all of it.
    fn item(&mut self, item: &[Piece<'s>], number: Option<u64>) {
        let outer = self.above.clone();
        let given = self.given;
        let pieces = item_blocks(item);
        for (at, piece) in pieces.iter().enumerate() {
            let is_read = match at {
                0 => pieces.len() > 1 && is_text(piece) && self.names_below(piece),
                _ => self.given > given && is_text(piece) && self.attributes(piece),
            };
            if !is_read {
                self.item_piece(piece, number);
            }
        }
        self.above = outer;
    }

    /// A block of a list's item, read for itself.
    pub(super) fn item_piece(&mut self, piece: &[Piece<'s>], number: Option<u64>) {
        match piece[0].0 {
            Event::Start(
                Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_) | Tag::Heading { .. },
            ) => self.block(piece),
            _ if !is_text(piece) => self.bullet(piece, number),
            _ => {
                let inner = self.inner(block_range(piece), Container::Indented);
                if !self.tagged_lines(&inner) {
                    self.bullet(piece, number);
                }
            }
        }
    }

    /// One item of a list that had to be taken apart.
    fn bullet(&mut self, piece: &[Piece<'s>], number: Option<u64>) {
        let range = block_range(piece);
        let start = [Event::Start(Tag::List(number)), Event::Start(Tag::Item)];
        let end = [
            Event::End(TagEnd::Item),
            Event::End(TagEnd::List(number.is_some())),
        ];
        let events: Vec<Piece<'s>> = start
            .into_iter()
            .map(|event| (event, range.clone()))
            .chain(piece.iter().cloned())
            .chain(end.into_iter().map(|event| (event, range.clone())))
            .collect();
        self.observation(&events);
    }

    /// A list that stands deeper than notes are read: an observation, and told.
    pub(super) fn too_deep(&mut self, block: &[Piece<'s>], range: Range<usize>) {
        let end = range.start + self.source[range.clone()].find('\n').unwrap_or(range.len());
        let span = Span::new(self.body + range.start, self.body + end);
        let message = format!("a list inside more than {LISTS} others is read as an observation");
        let help = "write what is evidence further to the left";
        self.problems
            .warning("nested-too-deep", span, message, help);
        self.observation(block);
    }

    /// Whether a list's item holds a quote or a tagged observation, `left` lists further down.
    fn has_evidence(&self, item: &[Piece<'s>], left: u8) -> bool {
        item_blocks(item).into_iter().any(|piece| match piece[0].0 {
            Event::Start(Tag::BlockQuote(_)) => true,
            Event::Start(Tag::List(_)) => {
                left == 0
                    || evidence_list::is_labelled(self, piece)
                    || items(piece)
                        .iter()
                        .any(|item| self.has_evidence(item, left - 1))
            }
            Event::Start(Tag::Table(_)) => evidence_list::is_labelled_table(self, piece),
            _ if !is_text(piece) => false,
            _ => {
                let inner = self.inner(block_range(piece), Container::Indented);
                groups(&inner.text, self.prefixes)
                    .iter()
                    .any(|(kind, _)| *kind != Group::Prose)
            }
        })
    }
}
