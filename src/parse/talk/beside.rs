//! Blocks one after another: a line above words or below them may say who says them.

use pulldown_cmark::{Event, Tag};

use super::Talk;
use crate::parse::beside::{BesideDraft, Place, last_of, of_line};
use crate::parse::blocks::block_range;
use crate::parse::code::CodeKey;
use crate::parse::lines::{Container, Inner};
use crate::parse::markdown::Piece;
use crate::parse::note::ItemDraft;
use crate::parse::quote::{located, tell_two};
use crate::parse::speaker::{joined, label_line, speaker_line};
use crate::source::Located;

/// Lines that say who speaks are no longer.
const LONGEST: usize = 96;

/// Who speaks below a line.
#[derive(Clone, Debug)]
pub(super) struct Above {
    pub speaker: Located<String>,
    /// Whether it holds until the next heading, and not only for what stands right below.
    lasts: bool,
}

impl<'s> Talk<'s, '_, '_> {
    /// Reads blocks of the note's own level.
    pub(super) fn sequence(&mut self, blocks: &[&[Piece<'s>]]) {
        let mut is_below_evidence = false;
        for (at, block) in blocks.iter().enumerate() {
            if matches!(block[0].0, Event::Start(Tag::Heading { .. })) {
                self.above = None;
            }
            let given = self.given;
            let next = blocks.get(at + 1).copied();
            if is_line(block) && self.is_short(block) {
                if is_below_evidence && self.attributes(block) {
                    is_below_evidence = false;
                    continue;
                }
                if let Some(next) = next.filter(|next| may_be_evidence(next))
                    && self.names_below(block)
                {
                    let is_quote = matches!(next[0].0, Event::Start(Tag::BlockQuote(_)));
                    is_below_evidence = false;
                    if !(is_quote && self.is_bare_label(block)) {
                        self.observation(block);
                    }
                    continue;
                }
                self.look_beside(block, is_below_evidence, next);
            }
            match self.footnotes.is_empty() {
                true => self.block(block),
                false => self.block_with_footnotes(block),
            }
            is_below_evidence = self.given > given;
            if !is_below_evidence && self.above.as_ref().is_some_and(|above| !above.lasts) {
                self.above = None;
            }
        }
    }

    /// Whether a block may be a line that names somebody: short, and with a digit in it.
    fn is_short(&self, block: &[Piece]) -> bool {
        let range = block_range(block);
        range.len() <= LONGEST && {
            let text = self.source[range].trim_end();
            text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains('\n')
        }
    }

    fn line(&self, block: &[Piece]) -> Inner {
        self.inner(block_range(block), Container::Indented)
    }

    /// Reads a line below evidence as the name of who says it. False, and nothing done, when it is
    /// none.
    pub(super) fn attributes(&mut self, block: &[Piece<'s>]) -> bool {
        if !self.is_short(block) {
            return false;
        }
        let inner = self.line(block);
        // The mark of a bullet is the dash.
        let text = inner.text.strip_prefix('\\').unwrap_or(&inner.text);
        let Some(found) = speaker_line(text, self.prefixes) else {
            return false;
        };
        let speaker = located(&found.name, &inner);
        if let Some(second) = joined(found.remark, self.prefixes) {
            tell_two(&speaker, &located(&second, &inner), self.problems);
        }
        let is_own = self.is_own(&speaker);
        let by_label = self.by_label;
        let Some(ItemDraft::Evidence(evidence)) = self.exchange().items.last_mut() else {
            return false;
        };
        if evidence.speaker.is_some() && !by_label {
            return false;
        }
        evidence.speaker = Some(speaker).filter(|_| !is_own);
        if !found.remark.is_empty() {
            evidence.remark = Some(found.remark.into());
        }
        true
    }

    /// Reads a line above words as the name of who says them. False when it is none.
    pub(super) fn names_below(&mut self, block: &[Piece<'s>]) -> bool {
        if !self.is_short(block) {
            return false;
        }
        let inner = self.line(block);
        let Some(label) = label_line(behind_bullet(&inner.text), self.prefixes) else {
            return false;
        };
        self.above = Some(Above {
            speaker: located(&label.name, &inner),
            lasts: label.lasts,
        });
        true
    }

    fn is_bare_label(&self, block: &[Piece]) -> bool {
        let inner = self.line(block);
        let label = label_line(behind_bullet(&inner.text), self.prefixes);
        label.is_some_and(|label| label.is_bare)
    }

    /// Keeps the code of a line beside a quote that is not read as the name of who says it.
    fn look_beside(&mut self, block: &[Piece<'s>], is_below: bool, next: Option<&[Piece<'s>]>) {
        let is_quote = |next: &[Piece]| matches!(next[0].0, Event::Start(Tag::BlockQuote(_)));
        let is_above = next.is_some_and(is_quote);
        if !is_below && !is_above {
            return;
        }
        let inner = self.line(block);
        let text = inner.text.trim_end();
        let found = match is_above && text.ends_with([':', '：']) {
            true => last_of(text, self.prefixes).into_iter().collect(),
            false => of_line(behind_bullet(text), self.prefixes),
        };
        let codes: Vec<_> = found.iter().map(|name| located(name, &inner)).collect();
        self.stand_beside(codes);
    }

    /// Keeps codes that may be somebody else's than the words beside them.
    pub(super) fn stand_beside(&mut self, codes: impl IntoIterator<Item = Located<String>>) {
        for code in codes {
            let said_by_them = match self.exchange().items.last() {
                Some(ItemDraft::Evidence(evidence)) => evidence
                    .speaker
                    .as_ref()
                    .is_some_and(|who| CodeKey::of(&who.value) == CodeKey::of(&code.value)),
                _ => false,
            };
            if !said_by_them && !self.is_own(&code) {
                let place = Place::Words;
                self.beside.push(BesideDraft { code, place });
            }
        }
    }

    /// Whether a code is that of whose part is being read.
    pub(super) fn is_own(&self, code: &Located<String>) -> bool {
        let key = CodeKey::of(&code.value);
        match &self.parts[self.part].speaker {
            Some(speaker) => CodeKey::of(&speaker.value) == key,
            None => self.own == Some(&key),
        }
    }
}

/// Whether a block may be a single line.
fn is_line(block: &[Piece]) -> bool {
    matches!(block[0].0, Event::Start(Tag::Paragraph | Tag::List(None)))
}

/// A line without the mark of a bullet, which its text has a backslash before.
fn behind_bullet(text: &str) -> &str {
    match text.strip_prefix('\\') {
        Some(bullet) => bullet.trim_start_matches(['-', '*', '+', ' ', '\t']),
        None => text,
    }
}

/// Whether a block may hold a quote or a tagged observation.
fn may_be_evidence(block: &[Piece]) -> bool {
    matches!(
        block[0].0,
        Event::Start(Tag::BlockQuote(_) | Tag::Paragraph | Tag::List(_))
    )
}
