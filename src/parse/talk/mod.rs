//! The body of a note, block by block: headings are questions or speakers, block quotes are
//! quotes, tagged paragraphs and labelled lists are evidence, everything else is observation.

mod beside;
mod evidence_list;
mod headings;
mod lists;
mod named;
mod nobody;
mod paragraphs;
#[cfg(test)]
mod speaker_tests;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use self::beside::Above;
use self::headings::HeadingTags;
use super::beside::BesideDraft;
use super::blocks::{block_range, blocks};
use super::code::{CodeKey, Prefixes};
use super::coding::Coding;
use super::footnotes::{Footnote, Footnotes, Place};
use super::lines::{Container, Inner};
use super::markdown::{Piece, bounded, without_definitions};
use super::note::{ExchangeDraft, ItemDraft, PartDraft};
use super::problems::Problems;
use super::prose::{self, Format, Prose};
use super::quote::{self, EvidenceDraft, QuoteDraft, SaidDraft};
use super::speaker::{leading_speaker, trailing_speaker};
use super::tag_run::{self, Time};
use super::traps;
use super::words::pictures;
use crate::config::Consent;
use crate::source::Located;

/// The level that a note's own headings inside prose begin at.
const TOP: u8 = 3;

/// How many lists may stand inside one another and still be looked through for evidence.
const LISTS: u8 = 16;

/// What a note's body came to.
pub struct TalkDraft {
    pub parts: Vec<PartDraft>,
    pub footnotes: Vec<Footnote>,
    pub beside: Vec<BesideDraft>,
}

/// Reads the text from byte `body` on; `own` is the front matter's participant.
pub fn read(
    text: &str,
    body: usize,
    (own, prefixes): (Option<&CodeKey>, &Prefixes),
    problems: &mut Problems,
) -> TalkDraft {
    let source = &text[body..];
    let parser = Parser::new_ext(source, prose::options());
    let events: Vec<Piece> = bounded(parser.into_offset_iter()).collect();
    traps::in_note(source, body, &events, problems);
    let mut talk = Talk {
        source,
        body,
        own,
        prefixes,
        problems,
        parts: vec![PartDraft::default()],
        part: 0,
        speaker_level: 0,
        heading_tags: Vec::new(),
        lists: 0,
        footnotes: Footnotes::of(&events),
        above: None,
        given: 0,
        by_label: false,
        beside: Vec::new(),
    };
    talk.parts[0].exchanges.push(ExchangeDraft::default());
    talk.sequence(&blocks(&events));
    talk.close_headings(1);
    talk.tell_nobodys();
    for exchange in talk.parts.iter_mut().flat_map(|part| &mut part.exchanges) {
        exchange.items.shrink_to_fit();
    }
    TalkDraft {
        parts: talk.parts,
        footnotes: talk.footnotes.into_all(),
        beside: talk.beside,
    }
}

/// The body being read.
pub struct Talk<'s, 'p, 'f> {
    pub source: &'s str,
    /// Where `source` begins in its file.
    body: usize,
    /// The front matter's participant.
    own: Option<&'p CodeKey>,
    pub prefixes: &'p Prefixes,
    pub problems: &'p mut Problems<'f>,
    parts: Vec<PartDraft>,
    /// Whose part is being read.
    part: usize,
    /// The level of the heading that named the speaker; 0 for the front matter's.
    speaker_level: u8,
    /// Tags of the headings that are open, with their levels.
    heading_tags: Vec<HeadingTags>,
    /// How many lists are open.
    lists: u8,
    footnotes: Footnotes,
    /// Who a line above says speaks here.
    above: Option<Above>,
    /// How many pieces of evidence there are so far.
    given: usize,
    /// Whether the last of them has its speaker from a line above.
    by_label: bool,
    beside: Vec<BesideDraft>,
}

impl<'s> Talk<'s, '_, '_> {
    fn block(&mut self, block: &[Piece<'s>]) {
        let range = block_range(block);
        match &block[0].0 {
            Event::Start(Tag::Heading { level, .. }) => self.heading(*level as u8, block),
            Event::Start(Tag::BlockQuote(_)) => self.block_quote(block, range),
            Event::Start(Tag::Paragraph) => {
                if let Some(prose) = prose::of_plain_paragraph(block, &self.source[range.clone()]) {
                    return self.push_prose(prose);
                }
                let inner = self.inner(range, Container::Indented);
                traps::labels_without_bullets(&inner, self.problems);
                if !self.tagged_lines(&inner) {
                    self.observation(block);
                }
            }
            Event::Start(Tag::List(_)) if self.lists >= LISTS => self.too_deep(block, range),
            Event::Start(Tag::List(_)) => {
                self.lists += 1;
                self.list(block);
                self.lists -= 1;
            }
            Event::Start(Tag::Table(_)) => {
                if !evidence_list::table(self, block) {
                    evidence_list::tell_tags(self, block);
                    self.observation(block);
                }
            }
            _ => self.observation(block),
        }
    }

    /// The same; the footnotes in it hear what it became.
    fn block_with_footnotes(&mut self, block: &[Piece<'s>]) {
        let (before, items) = self.place();
        self.block(block);
        let (place, now) = self.place();
        let first = if place == before { items } else { 0 };
        let mut new: Vec<Place> = (first..now)
            .map(|item| Place {
                item: Some(item),
                ..place
            })
            .collect();
        if new.is_empty() {
            new.push(place);
        }
        self.footnotes.hear(block, &new);
    }

    /// The exchange that is being read, and how many items it has.
    fn place(&self) -> (Place, u32) {
        let exchanges = &self.parts[self.part].exchanges;
        let place = Place {
            part: self.part as u32,
            exchange: exchanges.len().saturating_sub(1) as u32,
            item: None,
        };
        (place, exchanges.last().map_or(0, |e| e.items.len()) as u32)
    }

    /// Text cut out of the note, its places counted in the file.
    pub fn inner(&self, range: Range<usize>, container: Container) -> Inner {
        Inner::cut(self.source, range, container).moved(self.body)
    }

    fn exchange(&mut self) -> &mut ExchangeDraft {
        let exchanges = &mut self.parts[self.part].exchanges;
        if exchanges.is_empty() {
            exchanges.push(ExchangeDraft::default());
        }
        let last = exchanges.len() - 1;
        &mut exchanges[last]
    }

    /// Adds the researcher's own text.
    pub fn push_prose(&mut self, prose: Prose) {
        self.push_narrowed(prose, None);
    }

    /// Adds text of the researcher's that `consent` narrows, as do the headings above it.
    pub fn push_narrowed(&mut self, prose: Prose, consent: Option<Consent>) {
        if !prose.is_empty() {
            let consent = consent.into_iter().chain(self.consent_of_headings()).min();
            let item = ItemDraft::Observation(Arc::new(prose), consent);
            self.exchange().items.push(item);
        }
    }

    /// The narrowest that the open headings say.
    fn consent_of_headings(&self) -> Option<Consent> {
        let headings = self.heading_tags.iter();
        headings.filter_map(|heading| heading.coding.consent).min()
    }

    /// Whether a line may head the whole note: nothing stands before it.
    fn heads_the_note(&self) -> bool {
        self.body == 0 && self.parts.iter().all(PartDraft::is_empty)
    }

    fn observation(&mut self, block: &[Piece<'s>]) {
        let body = self.body;
        let format = Format {
            footnotes: Some(&self.footnotes),
            ..Format::below(TOP)
        };
        let prose = prose::from_events(block.to_vec(), format, |at| at + body);
        self.push_prose(prose);
    }

    /// Adds a quote, what the open headings give it put before its own coding.
    pub fn push_quote(&mut self, quote: QuoteDraft) {
        let QuoteDraft {
            mut evidence,
            beside,
        } = quote;
        for heading in self.heading_tags.iter_mut().rev() {
            evidence.coding = evidence.coding.under(&heading.coding);
            heading.used = true;
        }
        self.push_evidence(evidence);
        self.stand_beside(beside);
    }

    /// Adds evidence as it is, said by whom a line above names where nothing else says it.
    pub fn push_evidence(&mut self, mut evidence: EvidenceDraft) {
        evidence.coding.shrink();
        self.given += 1;
        self.by_label = evidence.speaker.is_none() && self.above.is_some();
        if let Some(above) = self.above.as_ref().filter(|_| self.by_label) {
            evidence.speaker = Some(above.speaker.clone()).filter(|who| !self.is_own(who));
        }
        self.exchange()
            .items
            .push(ItemDraft::Evidence(Box::new(evidence)));
    }

    fn block_quote(&mut self, block: &[Piece<'s>], range: Range<usize>) {
        let inner = self.inner(range.clone(), Container::Quoted);
        if traps::callout(&inner, self.problems) {
            return self.observation(block);
        }
        traps::in_quote(&self.source[range], &inner, self.problems);
        match quote::read(&inner, self.prefixes, self.problems) {
            Some(quote) => self.push_quote(quote),
            None if !pictures(&inner.text).is_empty() => self.observation(block),
            None => {}
        }
    }

    /// Text of the note as prose.
    pub fn prose(&self, inner: &Inner) -> Prose {
        let (text, added) = without_definitions(&inner.text, prose::options());
        prose::read(&text, Format::below(TOP), |at| {
            inner.in_file(at - added.partition_point(|place| *place < at))
        })
    }

    /// Adds an observation whose coding is its own tags and `outer`. False if it has no words.
    pub fn tagged_observation(&mut self, inner: &Inner, outer: &Coding) -> bool {
        let (cut, tags) = tag_run::split(&inner.text);
        let (range, speaker, time) = self.who_says(inner, cut);
        let words = inner.slice(range);
        let prose = self.prose(&words);
        if prose.is_empty() {
            if !tags.is_empty() {
                let message = "tags that stand alone code nothing".to_owned();
                let help =
                    "write them at the end of the quote or paragraph that they are meant for";
                self.problems
                    .warning("empty-quote", inner.whole(), message, help);
            }
            return false;
        }
        let mut coding = Coding::of(tags, inner, self.problems).under(outer);
        coding.time = coding.time.or(time);
        // A heading codes quotes alone, but what may not be read under it may not be read.
        coding.narrow(self.consent_of_headings());
        let said = SaidDraft::Observation(Arc::new(prose));
        let evidence = EvidenceDraft {
            digest: said.digest(),
            said,
            coding,
            speaker,
            remark: None,
            span: inner.whole(),
        };
        self.push_evidence(evidence);
        true
    }

    /// Which part of the first `cut` bytes of a tagged observation is its words, who says it, and
    /// when. A code in brackets behind it may be whom it is about.
    fn who_says(
        &mut self,
        inner: &Inner,
        cut: usize,
    ) -> (Range<usize>, Option<Located<String>>, Option<Time>) {
        let words = &inner.text[..cut];
        let lead = leading_speaker(words, self.prefixes).filter(|lead| lead.words < cut);
        if let Some(lead) = lead {
            let speaker = Some(quote::located(&lead.name, inner));
            let range = lead.words..cut;
            let told = &mut *self.problems;
            let named = speaker.as_ref();
            quote::tell_other_speakers(inner, range.clone(), named, self.prefixes, told);
            return (range, speaker, lead.time);
        }
        let trailing = trailing_speaker(words, self.prefixes).filter(|_| !words.ends_with(')'));
        match trailing {
            Some((end, found)) => (0..end, Some(quote::located(&found.name, inner)), None),
            None => (0..cut, None, None),
        }
    }
}
