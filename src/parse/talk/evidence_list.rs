//! Labelled bullets and tables: each list, and each row, is one piece of evidence.

use pulldown_cmark::{Event, Tag as Markup};
use unicode_normalization::char::is_combining_mark;

use super::Talk;
use super::paragraphs::without_consent;
use crate::config::Consent;
use crate::parse::blocks::{block_range, content_range, is_text, item_blocks, items};
use crate::parse::coding::Coding;
use crate::parse::label::Label;
use crate::parse::lines::{Container, Inner};
use crate::parse::markdown::Piece;
use crate::parse::quote;
use crate::parse::speaker::{joined, name};
use crate::parse::tag_run::{self, Tag, theme_name, time};
use crate::parse::words::plain_text;
use crate::source::{Located, Span};

/// A labelled value of a list or row.
struct Value {
    label: Label,
    inner: Inner,
    shown: Shown,
}

/// What is shown of a value that codes nothing.
enum Shown {
    /// The bullet, its label included.
    Bullet(Inner),
    /// The value, led by the name of its column.
    Cell(String),
}

/// Whether a list's bullets are labelled as evidence is.
pub(super) fn is_labelled(talk: &Talk, list: &[Piece]) -> bool {
    let bullets = items(list).into_iter();
    let words = bullets.filter_map(|item| first_words(talk, item));
    let mut labels: Vec<Label> = Vec::new();
    let mut quoted = false;
    for inner in words {
        if let Some((label, _)) = Label::leading(&inner.text) {
            labels.push(label);
            // What is called a highlight alone may be the researcher's.
            quoted |= label == Label::Quote && !Label::is_highlight(&inner.text);
        }
    }
    let evidence = labels.iter().any(|label| label.is_evidence());
    quoted || (evidence && labels.len() >= 2)
}

fn first_words(talk: &Talk, item: &[Piece]) -> Option<Inner> {
    let first = *item_blocks(item).first()?;
    is_text(first).then(|| talk.inner(block_range(first), Container::Indented))
}

/// Reads a list of labelled bullets. False, and nothing done, when it is none.
pub(super) fn labelled<'s>(talk: &mut Talk<'s, '_, '_>, list: &[Piece<'s>]) -> bool {
    if !is_labelled(talk, list) {
        return false;
    }
    let mut values = Vec::new();
    let mut rest = Vec::new();
    for item in items(list) {
        let words = first_words(talk, item);
        let label = words.and_then(|whole| {
            let (label, at) = Label::leading(&whole.text)?;
            Some((label, whole.slice(at..whole.text.len()), whole))
        });
        let Some((label, inner, whole)) = label else {
            rest.extend(item_blocks(item));
            continue;
        };
        let mut below = item_blocks(item).into_iter().skip(1).peekable();
        if inner.text.trim().is_empty() {
            while let Some(found) = below.peek().and_then(|block| values_of(talk, label, block)) {
                values.extend(found);
                below.next();
            }
        }
        let shown = Shown::Bullet(whole);
        values.push(Value {
            label,
            inner,
            shown,
        });
        rest.extend(below);
    }
    evidence(talk, values);
    for piece in rest {
        talk.item_piece(piece, None);
    }
    true
}

/// The values that stand below a label instead of behind it: a block quote, or a list.
fn values_of(talk: &Talk, label: Label, block: &[Piece]) -> Option<Vec<Value>> {
    let value = |inner: Inner| Value {
        label,
        shown: Shown::Bullet(inner.clone()),
        inner,
    };
    match block[0].0 {
        Event::Start(Markup::BlockQuote(_)) if label == Label::Quote => {
            let inner = talk.inner(block_range(block), Container::Quoted);
            Some(vec![value(inner)])
        }
        Event::Start(Markup::List(_)) => {
            let single = |item: &[Piece]| item_blocks(item).len() == 1;
            let items = items(block);
            let words = items.iter().filter(|item| single(item));
            let values: Vec<Value> = words
                .filter_map(|item| first_words(talk, item))
                .filter(|inner| Label::leading(&inner.text).is_none())
                .map(value)
                .collect();
            (values.len() == items.len()).then_some(values)
        }
        _ => None,
    }
}

/// Reads a table whose columns are labelled. False, and nothing done, when they are not.
pub(super) fn table<'s>(talk: &mut Talk<'s, '_, '_>, table: &[Piece<'s>]) -> bool {
    let rows = rows(table);
    let Some((head, body)) = rows.split_first() else {
        return false;
    };
    let names = names_of(talk, head);
    let labels: Vec<Option<Label>> = names.iter().map(|name| Label::of(name)).collect();
    if !labels.iter().flatten().any(|label| label.is_evidence()) {
        return false;
    }
    for row in body {
        let mut values = Vec::new();
        let mut others = Vec::new();
        let mut beside = Vec::new();
        for (column, cell) in row.iter().enumerate() {
            let inner = talk.inner(content_range(cell), Container::Indented);
            if inner.text.trim().is_empty() {
                continue;
            }
            match labels.get(column).copied().flatten() {
                Some(label) => {
                    let shown = Shown::Cell(names.get(column).cloned().unwrap_or_default());
                    values.push(Value {
                        label,
                        inner,
                        shown,
                    });
                }
                None => {
                    beside.extend(code_alone(talk, &inner));
                    others.push((column, inner));
                }
            }
        }
        let consent = narrowest(&values);
        for (column, inner) in others {
            push_cell(talk, names.get(column), &inner, consent);
        }
        let given = talk.given;
        evidence(talk, values);
        if talk.given > given {
            talk.stand_beside(beside);
        }
    }
    true
}

/// Tells tags in a table whose columns are not labelled.
pub(super) fn tell_tags(talk: &mut Talk, table: &[Piece]) {
    if !talk.source[block_range(table)].contains('#') {
        return;
    }
    let rows = rows(table);
    for cell in rows.iter().skip(1).flatten() {
        let inner = talk.inner(content_range(cell), Container::Indented);
        let (_, tags) = tag_run::split(&inner.text);
        if let Some(first) = tags.iter().find(|tag| matches!(tag.value, Tag::Theme(_))) {
            let message =
                "no column of this table is labelled as evidence, so its tags code nothing";
            let help = "name the column `Quote` or `Observation`";
            let span = inner.span(first.span);
            return talk
                .problems
                .warning("evidence-not-read", span, message.to_owned(), help);
        }
    }
}

/// Whether a table's columns are labelled as evidence is.
pub(super) fn is_labelled_table(talk: &Talk, table: &[Piece]) -> bool {
    let head = rows(table).into_iter().next().unwrap_or_default();
    names_of(talk, &head)
        .iter()
        .any(|name| Label::of(name).is_some_and(Label::is_evidence))
}

fn names_of(talk: &Talk, head: &[&[Piece]]) -> Vec<String> {
    let words = |cell: &&[Piece]| plain_text(talk.source[content_range(cell)].trim());
    head.iter().map(words).collect()
}

/// The cells of a table, row by row, the head first.
fn rows<'e, 'a>(table: &'e [Piece<'a>]) -> Vec<Vec<&'e [Piece<'a>]>> {
    let mut rows: Vec<Vec<&[Piece]>> = Vec::new();
    let mut open = 0;
    for (at, (event, _)) in table.iter().enumerate() {
        match event {
            Event::Start(Markup::TableHead | Markup::TableRow) => rows.push(Vec::new()),
            Event::Start(Markup::TableCell) => open = at,
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

/// The narrowest consent that a row's tags say: it is one piece of evidence.
fn narrowest(values: &[Value]) -> Option<Consent> {
    let tags = values
        .iter()
        .flat_map(|value| tag_run::split(&value.inner.text).1);
    let consents = tags.filter_map(|tag| match tag.value {
        Tag::Key("consent", word) => Some(tag_run::consent(&word).unwrap_or(Consent::None)),
        _ => None,
    });
    consents.min()
}

/// A cell of a table as observation, led by the name of its column.
fn push_cell(talk: &mut Talk, name: Option<&String>, inner: &Inner, consent: Option<Consent>) {
    let mut prose = talk.prose(&without_consent(inner));
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        prose.lead_with(name);
    }
    talk.push_narrowed(prose, consent);
}

/// Puts labelled values together: what is said of all of them, then each quote and observation.
fn evidence(talk: &mut Talk, values: Vec<Value>) {
    let mut shared = Coding::default();
    let mut speaker = None;
    let mut shown = Vec::with_capacity(values.len());
    // An id behind another value is that of the only quote.
    let mut ids = Vec::new();
    let quotes = values.iter().filter(|v| v.label == Label::Quote).count();
    for value in &values {
        let text = value.inner.text.trim_end();
        let (cut, tags) = tag_run::split(text);
        let mut coding = Coding::of(tags, &value.inner, talk.problems);
        let id = coding.id.take();
        if !value.label.is_evidence() {
            ids.extend(id);
        }
        shared = coding.under(&shared);
        shown.push(match value.label {
            Label::Theme => !themes(talk, &value.inner, &mut shared),
            Label::Emotion => !emotions(talk, &value.inner, &mut shared),
            Label::Time => {
                let words = text[..cut].trim_matches(['[', ']', ' ', '\n']);
                let time = time(words);
                let taken = time.is_some() && shared.time.is_none();
                shared.time = shared.time.take().or(time);
                !(taken || words.is_empty())
            }
            Label::Speaker => {
                let (named, shown) = speaker_of(talk, &value.inner);
                speaker = speaker.or(named);
                shown
            }
            _ => true,
        });
    }
    let mut left = Vec::new();
    let mut is_evidence = false;
    for (value, shown) in values.into_iter().zip(shown) {
        match value.label {
            Label::Quote => {
                if let Some(mut quote) = quote::read(&value.inner, talk.prefixes, talk.problems) {
                    let evidence = &mut quote.evidence;
                    let coding = std::mem::take(&mut evidence.coding);
                    evidence.coding = coding.under(&shared);
                    let named = evidence.speaker.take();
                    evidence.speaker = named.or_else(|| speaker.clone());
                    if quotes == 1 && evidence.coding.id.is_none() {
                        evidence.coding.id = ids.pop();
                    }
                    talk.push_quote(quote);
                    is_evidence = true;
                }
            }
            label if label.is_evidence() && !shared.themes.is_empty() => {
                is_evidence |= talk.tagged_observation(&value.inner, &shared);
            }
            _ => left.push((value, shown)),
        }
    }
    for id in ids {
        talk.tell_id_of_nothing(&id);
    }
    // What codes nothing stays visible, and so does all that nothing was there to be coded by.
    for (value, shown) in left {
        if (is_evidence && !shown) || value.inner.text.trim().is_empty() {
            continue;
        }
        match &value.shown {
            Shown::Bullet(whole) => {
                let prose = talk.prose(&without_consent(whole));
                talk.push_narrowed(prose, shared.consent);
            }
            Shown::Cell(name) => push_cell(talk, Some(name), &value.inner, shared.consent),
        }
    }
}

/// Who is named as the speaker, and whether the value says more.
fn speaker_of(talk: &mut Talk, inner: &Inner) -> (Option<Located<String>>, bool) {
    let words = plain_text(inner.text.trim_end());
    let Some(found) = name(&words, talk.prefixes) else {
        return (None, true);
    };
    let speaker = Located::new(found.code.into_owned(), inner.whole());
    let rest = &words[found.written.len()..];
    if let Some(second) = joined(rest, talk.prefixes) {
        let second = Located::new(second.code.into_owned(), inner.whole());
        quote::tell_two(&speaker, &second, talk.problems);
    }
    (Some(speaker), !rest.is_empty())
}

/// The code that a cell of no known column holds, and nothing else.
fn code_alone(talk: &Talk, inner: &Inner) -> Option<Located<String>> {
    let words = plain_text(inner.text.trim());
    let found = name(&words, talk.prefixes).filter(|found| found.written.len() == words.len())?;
    Some(Located::new(found.code.into_owned(), inner.whole()))
}

/// Adds theme names written as words: `sizing, delivery/returns`. False if all of them are no
/// names.
fn themes(talk: &mut Talk, inner: &Inner, coding: &mut Coding) -> bool {
    names(talk, inner, "theme", |name, span| {
        let name = theme_name(&name)?;
        coding.add_theme(Located::new(name, span));
        Some(())
    })
}

/// Adds emotions written as words.
fn emotions(talk: &mut Talk, inner: &Inner, coding: &mut Coding) -> bool {
    names(talk, inner, "emotion", |name, _| {
        let Some(Tag::Emotion(name)) = tag_run::tag(&format!("!{name}")) else {
            return None;
        };
        // A sentence is no name.
        (name.matches('-').count() < 4).then(|| coding.add_emotion(name))
    })
}

/// Goes through the names of a value; tells those that are none. False if all are none.
fn names(
    talk: &mut Talk,
    inner: &Inner,
    what: &str,
    mut add: impl FnMut(String, Span) -> Option<()>,
) -> bool {
    let text = inner.text.trim_end();
    let (cut, tags) = tag_run::split(text);
    let mut added = !tags.is_empty();
    let mut wrong = Vec::new();
    for word in text[..cut].split([',', ';', '\n']).map(str::trim) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let span = inner.span(Span::new(at, at + word.len()));
        let plain = plain_text(word);
        let plain = plain.trim_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
        let parts: Vec<&str> = plain.split_whitespace().collect();
        if parts.is_empty() {
            continue;
        }
        match add(parts.join("-"), span) {
            Some(()) => added = true,
            None => wrong.push((word.to_owned(), span)),
        }
    }
    for (word, span) in wrong {
        let message = format!("`{word}` is no name of {}", with_article(what));
        let help = "a name begins with a letter and goes on with letters, digits, `-` and `_`; put a comma between two";
        talk.problems.warning("no-name", span, message, help);
    }
    added
}

fn with_article(what: &str) -> String {
    let article = if what.starts_with('e') { "an" } else { "a" };
    format!("{article} {what}")
}
