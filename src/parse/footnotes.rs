//! The footnotes of a note: where each stands, and what refers to it. A footnote goes no further than
//! either, so both are written down.

use pulldown_cmark::{Event, Tag};
use rapidhash::RapidHashMap as HashMap;

use super::markdown::Piece;

/// A footnote of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footnote {
    pub stands: Vec<Place>,
    /// What refers to it; another footnote may.
    pub cited: Vec<Place>,
}

/// An item of a note, by its place among the items of its exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub part: u32,
    pub exchange: u32,
    /// `None` where only the exchange is known: in its heading, say.
    pub item: Option<u32>,
}

/// The footnotes of a note, in the order in which they come up: so they are numbered.
#[derive(Clone, Debug, Default)]
pub struct Footnotes {
    all: Vec<Footnote>,
    /// By what stands between the brackets, in lower case.
    by_label: HashMap<String, usize>,
}

impl Footnotes {
    pub fn of(events: &[Piece]) -> Footnotes {
        let mut footnotes = Footnotes::default();
        for label in events.iter().filter_map(|(event, _)| label(event)) {
            footnotes.place(label);
        }
        footnotes
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The number of a footnote, from 1 on.
    pub fn number(&self, label: &str) -> Option<usize> {
        let at = self.by_label.get(&label.to_lowercase())?;
        Some(at + 1)
    }

    /// Hears that a block became these items.
    pub fn hear(&mut self, block: &[Piece], items: &[Place]) {
        for (event, _) in block {
            let Some(label) = label(event) else { continue };
            let at = self.place(label);
            let places = match event {
                Event::FootnoteReference(_) => &mut self.all[at].cited,
                _ => &mut self.all[at].stands,
            };
            // A block that says it twice says it once.
            if places.last() != items.last() {
                places.extend_from_slice(items);
            }
        }
    }

    pub fn into_all(self) -> Vec<Footnote> {
        self.all
    }

    fn place(&mut self, label: &str) -> usize {
        let next = self.all.len();
        let at = *self.by_label.entry(label.to_lowercase()).or_insert(next);
        if at == next {
            self.all.push(Footnote::default());
        }
        at
    }
}

fn label<'e>(event: &'e Event) -> Option<&'e str> {
    match event {
        Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label)) => {
            Some(label)
        }
        _ => None,
    }
}
