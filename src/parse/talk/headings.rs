//! A heading asks a question, names who speaks from here on, or gives its tags to the quotes below.

use super::Talk;
use super::named::{Named, named};
use crate::parse::beside::{BesideDraft, Place};
use crate::parse::blocks::content_range;
use crate::parse::code::CodeKey;
use crate::parse::coding::Coding;
use crate::parse::lines::Container;
use crate::parse::markdown::Piece;
use crate::parse::note::{ExchangeDraft, PartDraft};
use crate::parse::speaker::joined;
use crate::parse::tag_run::{self, Tag};
use crate::parse::words::plain_text;
use crate::source::{Located, Span};

/// What a heading gives the quotes under it.
pub(super) struct HeadingTags {
    level: u8,
    pub(super) coding: Coding,
    span: Span,
    /// Whether a quote stands under it.
    pub(super) used: bool,
}

impl<'s> Talk<'s, '_, '_> {
    pub(super) fn heading(&mut self, level: u8, block: &[Piece<'s>]) {
        let content = content_range(block);
        let inner = self.inner(content, Container::Indented);
        let (cut, tags) = tag_run::split(&inner.text);
        let words = plain_text(&inner.text[..cut]);
        let span = inner.span(Span::new(0, cut));
        self.close_headings(level);
        let themes_run = tags.iter().any(|t| !matches!(t.value, Tag::Time(_)));
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
        if let Some(found) = named(&words, self.prefixes)
            && self.switches(&found, &words, span)
        {
            let code = Located::new(found.code, span);
            self.tell_second_code(&code, found.described);
            self.switch_to(code, found.described.trim_end_matches(')'), level);
            return;
        }
        if level <= self.speaker_level {
            (self.part, self.speaker_level) = (0, 0);
        }
        let consent = self.consent_of_headings();
        self.parts[self.part].exchanges.push(ExchangeDraft {
            question: (!words.is_empty()).then(|| Located::new(words, span)),
            level,
            consent,
            items: Vec::new(),
        });
    }

    /// Whether a heading that names somebody makes them the speaker. In somebody's own note a code
    /// that does not stand apart may be of something else (`P1 incidents`), and a name further back
    /// may be whom the question is about.
    fn switches(&mut self, found: &Named, words: &str, span: Span) -> bool {
        let Some(own) = self.own else {
            return true;
        };
        let key = CodeKey::of(&found.code);
        if key == *own {
            return found.leads;
        }
        let asks = words.ends_with(['?', '？', '؟']);
        let (switches, place) = match (found.leads, found.stands_apart) {
            (true, true) => return true,
            // Told where the second name is.
            (true, _) if joined(found.described, self.prefixes).is_some() => return true,
            (true, false) if asks => (false, Place::Question),
            (true, false) => (true, Place::Switch),
            (false, _) if found.is_aside => return false,
            (false, _) => (false, Place::Heading),
        };
        let code = Located::new(found.code.clone(), span);
        self.beside.push(BesideDraft { code, place });
        switches
    }

    /// Tells an id that stands behind no quote.
    pub(super) fn tell_id_of_nothing(&mut self, id: &Located<String>) {
        let message = format!("`^{}` names no quote where it stands", id.value);
        let help = "an id is the last word of the quote that it names";
        self.problems
            .warning("id-without-quote", id.span, message, help);
    }

    /// Ends the headings of this level and below, and tells tags that no quote stands under.
    pub(super) fn close_headings(&mut self, level: u8) {
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

    /// Tells a heading that names two participants: `P3 and P4`, `P3, P4`, `P3/P4`.
    fn tell_second_code(&mut self, first: &Located<String>, described: &str) {
        let Some(second) = joined(described, self.prefixes).map(|name| name.code) else {
            return;
        };
        if CodeKey::of(&second) == CodeKey::of(&first.value) {
            return;
        }
        let message = format!(
            "this heading names `{}` and `{second}`, and all below it would be published as words of the first",
            first.value
        );
        let help = "begin a heading for each, or name who speaks beside each quote: `— P08`";
        self.problems
            .error("several-speakers", first.span, message, help);
    }

    /// From here on another participant speaks.
    fn switch_to(&mut self, code: Located<String>, described: &str, level: u8) {
        let key = CodeKey::of(&code.value);
        let same = |p: &PartDraft| {
            p.speaker
                .as_ref()
                .is_some_and(|s| CodeKey::of(&s.value) == key)
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
        let consent = self.consent_of_headings();
        let part = &mut self.parts[self.part];
        part.consent = part.consent.into_iter().chain(consent).min();
        let mut exchange = ExchangeDraft {
            consent,
            ..ExchangeDraft::default()
        };
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
}
