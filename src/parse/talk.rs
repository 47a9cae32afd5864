//! The body of a note, block by block: headings are questions or speakers, block quotes are
//! quotes, tagged paragraphs and labelled lists are evidence, everything else is observation.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::code::Prefixes;
use super::coding::Coding;
use super::evidence_list;
use super::fields::Problems;
use super::lines::{Container, Inner};
use super::markdown::{Piece, bounded, without_definitions};
use super::note::{ExchangeDraft, ItemDraft, PartDraft};
use super::prose::{self, Format, Prose};
use super::quote::{self, EvidenceDraft, SaidDraft};
use super::tag_run::{self, Tag as TagWord};
use super::traps;
use super::words::{begins_quoted, pictures, plain_text};
use crate::source::{Located, Span};

/// The level that a note's own headings inside prose begin at.
const TOP: u8 = 3;

/// How many lists may stand inside one another and still be looked through for evidence.
const LISTS: u8 = 16;

/// Reads the text from byte `body` on.
pub fn read(
    text: &str,
    body: usize,
    prefixes: &Prefixes,
    problems: &mut Problems,
) -> Vec<PartDraft> {
    let source = &text[body..];
    let parser = Parser::new_ext(source, prose::options());
    let events: Vec<Piece> = bounded(parser.into_offset_iter()).collect();
    traps::in_note(source, body, &events, problems);
    let mut talk = Talk {
        source,
        body,
        prefixes,
        problems,
        parts: vec![PartDraft::default()],
        part: 0,
        speaker_level: 0,
        heading_tags: Vec::new(),
        lists: 0,
    };
    talk.parts[0].exchanges.push(ExchangeDraft::default());
    for block in blocks(&events) {
        talk.block(block);
    }
    talk.close_headings(1);
    for exchange in talk.parts.iter_mut().flat_map(|part| &mut part.exchanges) {
        exchange.items.shrink_to_fit();
    }
    talk.parts
}

/// Cuts events into the blocks of their outermost level.
fn blocks<'e, 'a>(events: &'e [Piece<'a>]) -> Vec<&'e [Piece<'a>]> {
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

/// The body being read.
pub struct Talk<'s, 'p, 'f> {
    pub source: &'s str,
    /// Where `source` begins in its file.
    body: usize,
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
}

/// What a heading gives the quotes under it.
struct HeadingTags {
    level: u8,
    coding: Coding,
    span: Span,
    /// Whether a quote stands under it.
    used: bool,
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
                    self.observation(block);
                }
            }
            _ => self.observation(block),
        }
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
        if !prose.is_empty() {
            let item = ItemDraft::Observation(Arc::new(prose));
            self.exchange().items.push(item);
        }
    }

    fn observation(&mut self, block: &[Piece<'s>]) {
        let body = self.body;
        let prose = prose::from_events(block.to_vec(), Format::below(TOP), |at| at + body);
        self.push_prose(prose);
    }

    /// Adds a quote, what the open headings give it put before its own coding.
    pub fn push_quote(&mut self, mut evidence: EvidenceDraft) {
        for heading in self.heading_tags.iter_mut().rev() {
            evidence.coding = evidence.coding.under(&heading.coding);
            heading.used = true;
        }
        self.push_evidence(evidence);
    }

    /// Adds evidence as it is.
    pub fn push_evidence(&mut self, mut evidence: EvidenceDraft) {
        evidence.coding.shrink();
        self.exchange()
            .items
            .push(ItemDraft::Evidence(Box::new(evidence)));
    }

    fn heading(&mut self, level: u8, block: &[Piece<'s>]) {
        let content = content_range(block);
        let inner = self.inner(content, Container::Indented);
        let (cut, tags) = tag_run::split(&inner.text);
        let words = plain_text(&inner.text[..cut]);
        let span = inner.span(Span::new(0, cut));
        self.close_headings(level);
        let themes_run = tags.iter().any(|t| !matches!(t.value, TagWord::Time(_)));
        let words = if themes_run {
            words
        } else {
            plain_text(inner.text.trim_end())
        };
        if themes_run {
            let first = tags.first().map_or(cut, |tag| tag.span.start as usize);
            let span = inner.span(Span::new(first, inner.text.trim_end().len()));
            let coding = Coding::of(tags, &inner, self.problems);
            if let Some(id) = &coding.id {
                self.tell_id_of_nothing(&id.clone());
            }
            self.heading_tags.push(HeadingTags {
                level,
                coding,
                span,
                used: false,
            });
        }
        if let Some(code) = self.prefixes.leading(&words) {
            let described = words[code.len()..]
                .trim_start_matches(|c: char| c.is_whitespace() || "–—-:,.|(".contains(c));
            let code = Located::new(code.to_owned(), span);
            self.switch_to(code, described.trim_end_matches(')'), level);
            return;
        }
        if level <= self.speaker_level {
            (self.part, self.speaker_level) = (0, 0);
        }
        self.parts[self.part].exchanges.push(ExchangeDraft {
            question: (!words.is_empty()).then(|| Located::new(words, span)),
            level,
            items: Vec::new(),
        });
    }

    /// Tells an id that stands behind no quote.
    pub fn tell_id_of_nothing(&mut self, id: &Located<String>) {
        let message = format!("`^{}` names no quote where it stands", id.value);
        let help = "an id is the last word of the quote that it names";
        self.problems
            .warning("id-without-quote", id.span, message, help);
    }

    /// Ends the headings of this level and below, and tells tags that no quote stands under.
    fn close_headings(&mut self, level: u8) {
        let still = self
            .heading_tags
            .iter()
            .take_while(|heading| heading.level < level);
        for heading in self.heading_tags.split_off(still.count()) {
            if !heading.used && heading.coding.says_something() {
                let message =
                    "no quote stands under this heading, so its tags code nothing".to_owned();
                let help =
                    "tag the observations themselves, or put `>` before the participant's words";
                self.problems
                    .warning("heading-tags-unused", heading.span, message, help);
            }
        }
    }

    /// From here on another participant speaks.
    fn switch_to(&mut self, code: Located<String>, described: &str, level: u8) {
        let key = super::code::CodeKey::of(&code.value);
        let same = |p: &PartDraft| {
            p.speaker
                .as_ref()
                .is_some_and(|s| super::code::CodeKey::of(&s.value) == key)
        };
        let span = code.span;
        self.speaker_level = level;
        self.part = match self.parts.iter().position(same) {
            Some(known) => known,
            None => {
                self.parts.push(PartDraft {
                    speaker: Some(code),
                    ..PartDraft::default()
                });
                self.parts.len() - 1
            }
        };
        let part = &mut self.parts[self.part];
        let mut exchange = ExchangeDraft::default();
        if !described.is_empty() {
            // What stands behind the code when it comes again is said of what follows.
            let known = part.described.get_or_insert_with(|| described.to_owned());
            if known.as_str() != described {
                exchange.question = Some(Located::new(described.to_owned(), span));
                exchange.level = level;
            }
        }
        part.exchanges.push(exchange);
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

    /// A paragraph or bullet with lines that are quotes, or that ends with tags. False, and
    /// nothing done, when it is neither.
    fn tagged_lines(&mut self, inner: &Inner) -> bool {
        let groups = groups(&inner.text);
        for (kind, range) in &groups {
            if *kind != Group::Quote && inner.text[range.clone()].contains('#') {
                self.tell_tags_within(&inner.slice(range.clone()));
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
    fn tell_tags_within(&mut self, inner: &Inner) {
        let mut at = 0;
        let last = inner.text.trim_end_matches(tag_run::is_space).len();
        let (words, _) = tag_run::split(&inner.text);
        for line in inner.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if at >= last || start >= words || !line.contains('#') {
                continue;
            }
            let (_, tags) = tag_run::split(line);
            let Some(theme) = tags.iter().find(|t| matches!(t.value, TagWord::Theme(_))) else {
                continue;
            };
            let span = inner.span(Span::new(
                start + theme.span.start as usize,
                start + theme.span.end as usize,
            ));
            let message = "tags at the end of a line inside a paragraph are read as its words";
            let help = "put an empty line after it, or make each line a bullet";
            self.problems
                .warning("tags-among-words", span, message.to_owned(), help);
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
        let words = inner.slice(0..cut);
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
        for heading in &self.heading_tags {
            // A heading codes quotes alone, but what may not be read under it may not be read.
            coding.narrow(heading.coding.consent);
        }
        let said = SaidDraft::Observation(Arc::new(prose));
        let evidence = EvidenceDraft {
            digest: said.digest(),
            said,
            coding,
            speaker: None,
            remark: None,
            span: inner.whole(),
        };
        self.push_evidence(evidence);
        true
    }

    /// A list: one piece of evidence if its bullets are labelled, else item by item where an item
    /// is evidence, else observation.
    fn list(&mut self, block: &[Piece<'s>]) {
        if evidence_list::labelled(self, block) {
            return;
        }
        let items = items(block);
        let left = LISTS - self.lists.min(LISTS);
        if !items.iter().any(|item| self.has_evidence(item, left)) {
            return self.observation(block);
        }
        let Event::Start(Tag::List(first)) = block[0].0 else {
            return;
        };
        for (number, item) in items.into_iter().enumerate() {
            for piece in item_blocks(item) {
                self.item_piece(piece, first.map(|n| n + number as u64));
            }
        }
    }

    /// A block of a list's item, read for itself.
    pub fn item_piece(&mut self, piece: &[Piece<'s>], number: Option<u64>) {
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
    fn too_deep(&mut self, block: &[Piece<'s>], range: Range<usize>) {
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
                groups(&inner.text)
                    .iter()
                    .any(|(kind, _)| *kind != Group::Prose)
            }
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Quote,
    Observation,
    Prose,
}

/// Cuts a paragraph into quoted lines that end with tags, tagged observations, and the rest.
fn groups(text: &str) -> Vec<(Group, Range<usize>)> {
    let mut found: Vec<(Group, Range<usize>)> = Vec::new();
    let mut prose: Option<Range<usize>> = None;
    let mut at = 0;
    while at < text.len() {
        let line = at + text[at..].find('\n').map_or(text.len() - at, |i| i + 1);
        if begins_quoted(&text[at..line])
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

fn kind_of(text: &str, range: Range<usize>) -> (Group, Range<usize>) {
    let part = &text[range.clone()];
    let tagged = part.contains('#')
        && tag_run::split(part)
            .1
            .iter()
            .any(|t| matches!(t.value, TagWord::Theme(_)));
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

/// The items of a list, without their own start and end.
pub fn items<'e, 'a>(list: &'e [Piece<'a>]) -> Vec<&'e [Piece<'a>]> {
    let inside = &list[1..list.len() - 1];
    blocks(inside)
        .into_iter()
        .filter(|item| item.len() >= 2)
        .map(|item| &item[1..item.len() - 1])
        .collect()
}

/// An item's blocks; the words of a tight item are one.
pub fn item_blocks<'e, 'a>(item: &'e [Piece<'a>]) -> Vec<&'e [Piece<'a>]> {
    let mut found: Vec<&[Piece]> = Vec::new();
    let mut inline: Option<Range<usize>> = None;
    let mut at = 0;
    for block in blocks(item) {
        let range = at..at + block.len();
        at = range.end;
        let is_block = matches!(
            block[0].0,
            Event::Start(
                Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::BlockQuote(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::List(_)
                    | Tag::Table(_)
                    | Tag::FootnoteDefinition(_)
            ) | Event::Rule
        );
        if is_block {
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
pub fn is_text(piece: &[Piece]) -> bool {
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

/// The bytes that events stand for.
pub fn block_range(block: &[Piece]) -> Range<usize> {
    let start = block.iter().map(|(_, r)| r.start).min().unwrap_or(0);
    let end = block.iter().map(|(_, r)| r.end).max().unwrap_or(start);
    start..end
}

/// The bytes between a block's own start and end.
pub fn content_range(block: &[Piece]) -> Range<usize> {
    match block {
        [_, inside @ .., _] if !inside.is_empty() => block_range(inside),
        _ => {
            let end = block_range(block).end;
            end..end
        }
    }
}
