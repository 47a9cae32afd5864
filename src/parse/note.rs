//! An interview note → its draft: what the front matter says, and one part for each speaker with
//! questions, quotes and observations in the note's order. Any bytes give a draft.

use std::sync::Arc;

use jiff::civil::Date;

use super::beside::BesideDraft;
use super::code::{CodeKey, Prefixes};
use super::fields::Fields;
use super::footnotes::Footnote;
use super::front_matter::front_matter;
use super::problems::Problems;
use super::prose::Prose;
use super::quote::EvidenceDraft;
use super::strayed_consent;
use super::talk;
use crate::config::Consent;
use crate::source::Located;

/// A note as written.
#[derive(Clone, Debug, Default)]
pub struct NoteDraft {
    pub about: NoteAbout,
    /// The first is the front matter's participant's; it may be empty.
    pub parts: Vec<PartDraft>,
    pub footnotes: Vec<Footnote>,
    /// Codes beside its words and in its headings that may be somebody else's.
    pub beside: Vec<BesideDraft>,
}

/// A note's front matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteAbout {
    /// Whether there is front matter at all.
    pub present: bool,
    /// Whether a problem was told already that hides who was interviewed, or when.
    pub is_unreadable: bool,
    pub has_unread_date: bool,
    pub participant: Option<Located<String>>,
    /// What makes the participant the same as another.
    pub key: Option<CodeKey>,
    pub date: Option<Located<Date>>,
    pub minutes: Option<Located<f64>>,
    pub channel: Option<String>,
    pub interviewers: Vec<String>,
    pub note_takers: Vec<String>,
    pub recording: Option<Located<String>>,
    /// The round of interviewing that it belongs to, where its folder does not say it.
    pub round: Option<String>,
    pub person: PersonAbout,
}

/// What a note or `participants.yaml` may say of a participant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonAbout {
    pub segment: Option<String>,
    pub consent: Option<Located<Consent>>,
    /// Whether the field of consent is there and says nothing.
    pub is_undecided: bool,
    pub media: Option<Located<Consent>>,
    pub withdrawn: Option<Date>,
    pub expires: Option<Date>,
}

impl PersonAbout {
    pub fn read(fields: &mut Fields, problems: &mut Problems) -> PersonAbout {
        PersonAbout {
            is_undecided: fields.key_span("consent").is_some() && !fields.has("consent"),
            segment: fields
                .text("segment", problems)
                .map(|t| t.value)
                .filter(|s| !s.trim().is_empty()),
            consent: fields.consent("consent", problems),
            media: fields.consent("media", problems),
            withdrawn: fields.date("withdrawn", problems).map(|d| d.value),
            expires: fields.date("expires", problems).map(|d| d.value),
        }
    }
}

impl PersonAbout {
    /// Whether it says anything of who may read what.
    pub fn says_who_may_read(&self) -> bool {
        let is_dated = self.withdrawn.is_some() || self.expires.is_some();
        is_dated || self.consent.is_some() || self.media.is_some()
    }
}

/// One speaker's part of a note.
#[derive(Clone, Debug, Default)]
pub struct PartDraft {
    /// From a heading such as `## P3 – shop owner`; `None` for the front matter's participant.
    pub speaker: Option<Located<String>>,
    /// What follows the code in that heading.
    pub described: Option<String>,
    /// The narrowest that a heading says that names the speaker.
    pub consent: Option<Consent>,
    pub exchanges: Vec<ExchangeDraft>,
}

impl PartDraft {
    pub fn is_empty(&self) -> bool {
        self.exchanges
            .iter()
            .all(|e| e.question.is_none() && e.items.is_empty())
    }
}

/// A heading and what stands under it.
#[derive(Clone, Debug, Default)]
pub struct ExchangeDraft {
    /// The heading's words, without its tags; `None` before the first heading.
    pub question: Option<Located<String>>,
    pub level: u8,
    /// Who may read the heading and all below it, where its tags or those of one above say so.
    pub consent: Option<Consent>,
    pub items: Vec<ItemDraft>,
}

impl ExchangeDraft {
    /// How many quotes and tagged observations stand in it.
    pub fn evidence(&self) -> usize {
        let evidence = |item: &&ItemDraft| matches!(item, ItemDraft::Evidence(_));
        self.items.iter().filter(evidence).count()
    }
}

/// A block of a note.
#[derive(Clone, Debug)]
pub enum ItemDraft {
    /// With who may read it, where fewer may than the rest of the note.
    Observation(Arc<Prose>, Option<Consent>),
    Evidence(Box<EvidenceDraft>),
}

/// Reads a note.
pub fn read(text: &str, prefixes: &Prefixes, problems: &mut Problems) -> NoteDraft {
    let mut matter = front_matter(text, problems);
    let fields = &mut matter.fields;
    let participant = fields
        .text("participant", problems)
        .filter(|p| !p.value.trim().is_empty());
    let date = fields.date("date", problems);
    let about = NoteAbout {
        present: matter.present,
        is_unreadable: !matter.readable,
        has_unread_date: date.is_none() && fields.has("date"),
        key: participant.as_ref().map(|code| CodeKey::of(&code.value)),
        participant,
        date,
        minutes: fields.number("minutes", problems),
        channel: fields.text("channel", problems).map(|t| t.value),
        interviewers: words(fields.texts("interviewer", problems)),
        note_takers: words(fields.texts("note_taker", problems)),
        recording: fields.text("recording", problems),
        round: fields.text("round", problems).map(|t| t.value),
        person: PersonAbout::read(fields, problems),
    };
    matter.fields.finish(problems);
    if let Some(minutes) = about.minutes.as_ref().filter(|m| m.value < 0.0) {
        let message = format!("a conversation of {} minutes", minutes.value);
        problems.error(
            "wrong-kind",
            minutes.span,
            message,
            "write how long it took, such as `7`",
        );
    }
    let who = (about.key.as_ref(), prefixes);
    let talk = talk::read(text, matter.body, who, problems);
    if matter.readable {
        strayed_consent::tell(text, matter.body, prefixes, &about.person, problems);
    }
    NoteDraft {
        about,
        parts: talk.parts,
        footnotes: talk.footnotes,
        beside: talk.beside,
    }
}

fn words(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}
