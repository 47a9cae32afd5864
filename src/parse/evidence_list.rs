//! Labelled bullets and tables: each list, and each row, is one piece of evidence.

use pulldown_cmark::{Event, Tag};

use super::coding::Coding;
use super::label::Label;
use super::lines::{Container, Inner};
use super::markdown::Piece;
use super::quote;
use super::tag_run::{self, fold, theme_name, time};
use super::talk::{Talk, block_range, content_range, item_blocks, items};
use super::words::plain_text;
use crate::source::{Located, Span};

/// A labelled value of a list or row.
struct Value {
    label: Label,
    inner: Inner,
}

/// Whether a list's bullets are labelled as evidence is.
pub fn is_labelled(talk: &Talk, list: &[Piece]) -> bool {
    let labels: Vec<Label> = items(list)
        .into_iter()
        .filter_map(|item| first_words(talk, item))
        .filter_map(|inner| Label::leading(&inner.text).map(|(label, _)| label))
        .collect();
    let quoted = labels.contains(&Label::Quote);
    let evidence = labels.iter().any(|label| label.is_evidence());
    quoted || (evidence && labels.len() >= 2)
}

fn first_words(talk: &Talk, item: &[Piece]) -> Option<Inner> {
    let first = *item_blocks(item).first()?;
    let is_text = !matches!(
        first[0].0,
        Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_))
    );
    is_text.then(|| talk.inner(block_range(first), Container::Indented))
}

/// Reads a list of labelled bullets. False, and nothing done, when it is none.
pub fn labelled<'s>(talk: &mut Talk<'s, '_, '_>, list: &[Piece<'s>]) -> bool {
    if !is_labelled(talk, list) {
        return false;
    }
    let mut values = Vec::new();
    let mut rest = Vec::new();
    for item in items(list) {
        let words = first_words(talk, item);
        match words.as_ref().and_then(|inner| Label::leading(&inner.text)) {
            Some((label, at)) => {
                let inner = words.unwrap_or_default();
                let value = inner.slice(at..inner.text.len());
                values.push(Value {
                    label,
                    inner: value,
                });
                rest.extend(item_blocks(item).into_iter().skip(1));
            }
            None => rest.push(item),
        }
    }
    evidence(talk, values);
    for block in rest {
        let inner = talk.inner(block_range(block), Container::Indented);
        let prose = talk.prose(&inner);
        talk.push_prose(prose);
    }
    true
}

/// Reads a table whose columns are labelled. False, and nothing done, when they are not.
pub fn table<'s>(talk: &mut Talk<'s, '_, '_>, table: &[Piece<'s>]) -> bool {
    let rows = rows(table);
    let Some((head, body)) = rows.split_first() else {
        return false;
    };
    let names: Vec<String> = head
        .iter()
        .map(|cell| plain_text(talk.source[content_range(cell)].trim()))
        .collect();
    let labels: Vec<Option<Label>> = names.iter().map(|name| Label::of(name)).collect();
    if !labels.iter().flatten().any(|label| label.is_evidence()) {
        return false;
    }
    for row in body {
        let mut values = Vec::new();
        for (column, cell) in row.iter().enumerate() {
            let inner = talk.inner(content_range(cell), Container::Indented);
            if inner.text.trim().is_empty() {
                continue;
            }
            match labels.get(column).copied().flatten() {
                Some(label) => values.push(Value { label, inner }),
                None => {
                    let name = names.get(column).map_or("", |name| name.as_str());
                    let mut prose = talk.prose(&inner);
                    if !name.is_empty() {
                        prose.lead_with(name);
                    }
                    talk.push_prose(prose);
                }
            }
        }
        evidence(talk, values);
    }
    true
}

/// The cells of a table, row by row, the head first.
fn rows<'e, 'a>(table: &'e [Piece<'a>]) -> Vec<Vec<&'e [Piece<'a>]>> {
    let mut rows: Vec<Vec<&[Piece]>> = Vec::new();
    let mut open = 0;
    for (at, (event, _)) in table.iter().enumerate() {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => open = at,
            Event::End(pulldown_cmark::TagEnd::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(&table[open..=at]);
                }
            }
            _ => {}
        }
    }
    rows
}

/// Puts labelled values together: what is said of all of them, then each quote and observation.
fn evidence(talk: &mut Talk, values: Vec<Value>) {
    let mut shared = Coding::default();
    let mut speaker = None;
    for value in &values {
        let text = value.inner.text.trim_end();
        let (_, tags) = tag_run::split(text);
        let mut coding = Coding::of(tags, &value.inner, talk.problems);
        coding.id = None;
        shared = coding.under(&shared);
        match value.label {
            Label::Theme => themes(&value.inner, &mut shared),
            Label::Emotion => {
                for word in words_of(text) {
                    shared.add_emotion(fold(word.trim_start_matches('!')).replace(' ', "-"));
                }
            }
            Label::Time => {
                let written = text.trim_matches(['[', ']', ' ']);
                shared.time = shared.time.take().or_else(|| time(written));
            }
            Label::Speaker if talk.prefixes.is_code(text.trim()) => {
                speaker = Some(Located::new(text.trim().to_owned(), value.inner.whole()));
            }
            _ => {}
        }
    }
    for value in values {
        match value.label {
            Label::Quote => {
                if let Some(mut quote) = quote::read(&value.inner, talk.prefixes, talk.problems) {
                    quote.coding = quote.coding.under(&shared);
                    quote.speaker = quote.speaker.or_else(|| speaker.clone());
                    talk.push_quote(quote);
                }
            }
            label if label.is_evidence() && !shared.themes.is_empty() => {
                talk.tagged_observation(&value.inner, &shared);
            }
            label => unused(talk, &value, label),
        }
    }
}

/// A value that codes nothing stays visible as observation.
fn unused(talk: &mut Talk, value: &Value, label: Label) {
    let coded = match label {
        Label::Theme | Label::Emotion | Label::Speaker => true,
        Label::Time => time(value.inner.text.trim_matches(['[', ']', ' ', '\n'])).is_some(),
        _ => false,
    };
    if !coded {
        let prose = talk.prose(&value.inner);
        talk.push_prose(prose);
    }
}

/// Theme names written as words: `sizing, delivery/returns`.
fn themes(inner: &Inner, coding: &mut Coding) {
    let text = inner.text.trim_end();
    for word in words_of(text) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let span = inner.span(Span::new(at, at + word.len()));
        let name = word.trim_start_matches('#').trim().replace(' ', "-");
        if let Some(name) = theme_name(&name) {
            coding.add_theme(Located::new(name, span));
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let (cut, _) = tag_run::split(text);
    text[..cut]
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
}
