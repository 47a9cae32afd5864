//! One part of a note → its interview, with exchanges and evidence. Pure: everything that is
//! numbered over a whole study was settled before ([`super::speakers`], [`super::cites`]).

use std::sync::Arc;

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::cites::{Cite, cited};
use super::interviews::{Part, address_of};
use super::questions::Guide;
use super::speakers::{Other, evidence};
use super::themes::{ThemeNames, unresolved};
use super::{
    Aside, Asked, Coder, Evidence, Exchange, Interview, InterviewId, Origin, ParticipantId,
    QuestionId, Said, Stance, Sum, TalkItem, Text, When, texts,
};
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::parse::note::ItemDraft;
use crate::parse::prose::{Anchors, plain};
use crate::parse::quote::{EvidenceDraft, SaidDraft};
use crate::parse::words::{MarkKind, Words};

/// What a part of a note came to.
#[derive(Clone, Debug)]
pub struct Talk {
    pub interview: Arc<Interview>,
    pub evidence: Arc<[Evidence]>,
    /// Of each piece of evidence, whether its cite is made of a hash.
    pub hashed: Arc<[bool]>,
    /// A hash of its cites.
    pub cited: u64,
    pub problems: Arc<[Diagnostic]>,
}

/// What a part is read against.
pub struct Context<'a> {
    pub guide: &'a Guide,
    pub themes: &'a ThemeNames,
}

/// A part with all that was settled of it.
pub struct Heard<'p, 'd> {
    pub part: &'p Part<'d>,
    pub number: InterviewId,
    pub participant: ParticipantId,
    pub wave: Option<u32>,
    /// Who may hear the others who speak in its note; `None` where there are none.
    pub heard: Option<Consent>,
    /// One for each piece of evidence that names another speaker.
    pub others: Vec<Other>,
    /// Its footnotes that fewer may read.
    pub asides: Vec<Aside>,
    /// One for each piece of evidence that is kept.
    pub cites: Vec<Cite>,
    pub problems: Vec<Diagnostic>,
}

/// The evidence of a part that is kept, each with who else speaks, if it is somebody else.
pub fn kept<'p>(
    part: &'p Part<'_>,
    others: &'p [Other],
) -> impl Iterator<Item = (&'p EvidenceDraft, Option<Other>)> {
    let mut others = others.iter().copied();
    evidence(&part.exchanges).filter_map(move |draft| {
        let other = draft.speaker.as_ref().and_then(|_| others.next());
        (other != Some(Other::Withdrew)).then_some((draft, other))
    })
}

impl Heard<'_, '_> {
    /// Everyone whose words may stand in it, its own participant first.
    pub fn speakers(&self) -> impl Iterator<Item = ParticipantId> + use<> {
        let others = self.others.iter().filter_map(|other| match other {
            Other::Speaks { participant, .. } => Some(*participant),
            Other::Withdrew => None,
        });
        let mut speakers = vec![self.participant];
        for speaker in others {
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        speakers.into_iter()
    }

    /// Reads it.
    pub fn talk(self, context: &Context) -> Talk {
        let part = self.part;
        let mut reading = Reading {
            heard: &self,
            context,
            others: self.others.iter(),
            cites: self.cites.iter(),
            evidence: Vec::with_capacity(self.cites.len()),
            asides: Vec::new(),
        };
        let talk = reading.exchanges();
        let mut asides = reading.asides;
        asides.sort_unstable_by_key(|aside| (aside.exchange, aside.item, aside.consent));
        // Of two in one block the narrower.
        asides.dedup_by_key(|aside| (aside.exchange, aside.item));
        let evidence: Arc<[Evidence]> = reading.evidence.into();
        let about = &part.note.about;
        let mut interview = Interview {
            id: part.id.clone(),
            participant: self.participant,
            round: part.round,
            wave: self.wave,
            when: part.date.map_or(When::Unknown, When::Day),
            minutes: about.minutes.as_ref().map(|m| m.value),
            channel: about.channel.clone(),
            interviewers: about.interviewers.clone(),
            note_takers: about.note_takers.clone(),
            consent: part.agreed.consent,
            media_consent: part.agreed.media,
            recording: None,
            transcript: Vec::new(),
            heard: self.heard.unwrap_or(Consent::Public),
            talk_time: None,
            answered: answered(&talk),
            talk: Arc::new(talk),
            asides: asides.into(),
            has_references: false,
            sum: Sum::of_nothing(part.agreed.consent),
            speaks: 0,
            file: part.file.clone(),
        };
        let said = evidence.iter().filter_map(|e| texts::of_evidence(e));
        let leads = |text: &Text| text.prose.references().next().is_some();
        let has_references = texts::of_talk(&interview).chain(said).any(leads);
        interview.has_references = has_references;
        interview.sum = Sum::of(&interview, &evidence);
        let speaks: Vec<u8> = evidence.iter().map(|e| e.speaks).collect();
        interview.speaks = rapidhash::v3::rapidhash_v3(&speaks);
        Talk {
            interview: Arc::new(interview),
            cited: cited(&self.cites),
            hashed: self.cites.iter().map(|cite| cite.hashed).collect(),
            evidence,
            problems: self.problems.into(),
        }
    }
}

/// A part while it is read.
struct Reading<'r> {
    heard: &'r Heard<'r, 'r>,
    context: &'r Context<'r>,
    others: std::slice::Iter<'r, Other>,
    cites: std::slice::Iter<'r, Cite>,
    evidence: Vec<Evidence>,
    asides: Vec<Aside>,
}

impl Reading<'_> {
    fn exchanges(&mut self) -> Vec<Exchange> {
        let part = self.heard.part;
        let mut exchanges: Vec<Exchange> = Vec::with_capacity(part.exchanges.len() + 1);
        let mut anchors = Anchors::default();
        for (draft, nth) in part.exchanges.iter().zip(0..) {
            let (asked, name) = match &draft.question {
                None => (Asked::Nothing, "beginning".into()),
                Some(heading) => self.context.guide.known(&heading.value),
            };
            if asked == Asked::Nothing && draft.items.is_empty() {
                continue;
            }
            let number = exchanges.len() as u32;
            let mut items = Vec::with_capacity(draft.items.len());
            for (item, at) in draft.items.iter().zip(0..) {
                match item {
                    ItemDraft::Observation(prose, consent) => {
                        self.aside((nth, at), (number, items.len() as u32));
                        let text = unresolved(prose.clone());
                        items.push(TalkItem::Observation(text, *consent));
                    }
                    ItemDraft::Evidence(evidence) => {
                        let place = self.piece(evidence, number, &asked);
                        items.extend(place.map(TalkItem::Evidence));
                    }
                }
            }
            exchanges.push(Exchange {
                anchor: anchors.unique_named(&name),
                asked,
                level: draft.level,
                consent: draft.consent,
                items,
            });
        }
        if let Some(described) = part.described {
            self.describe(described, &mut exchanges);
        }
        exchanges
    }

    /// Where a footnote went that fewer may read.
    fn aside(&mut self, (exchange, item): (u32, u32), (number, place): (u32, u32)) {
        let asides = self.heard.asides.iter();
        let of_item = asides.filter(|aside| (aside.exchange, aside.item) == (exchange, item));
        self.asides.extend(of_item.map(|aside| Aside {
            exchange: number,
            item: place,
            consent: aside.consent,
        }));
    }

    /// How the speaker is described stands before everything that they said.
    fn describe(&mut self, described: &str, exchanges: &mut Vec<Exchange>) {
        let item = TalkItem::Observation(unresolved(Arc::new(plain(described))), None);
        if let Some(first) = exchanges.first_mut()
            && first.asked == Asked::Nothing
        {
            let in_first = self.asides.iter_mut().filter(|aside| aside.exchange == 0);
            in_first.for_each(|aside| aside.item += 1);
            return first.items.insert(0, item);
        }
        let beginning = Exchange {
            anchor: "beginning".into(),
            asked: Asked::Nothing,
            level: 0,
            consent: None,
            items: vec![item],
        };
        exchanges.insert(0, beginning);
        for evidence in &mut self.evidence {
            evidence.exchange += 1;
        }
        for aside in &mut self.asides {
            aside.exchange += 1;
        }
    }

    /// Reads a piece of evidence; its place in the part's, or `None` when the speaker withdrew.
    fn piece(&mut self, draft: &EvidenceDraft, exchange: u32, asked: &Asked) -> Option<u32> {
        let heard = self.heard;
        let other = draft.speaker.as_ref().and_then(|_| self.others.next());
        let (participant, agreed) = match other {
            None => (heard.participant, heard.part.agreed.consent),
            Some(Other::Withdrew) => return None,
            Some(Other::Speaks {
                participant,
                consent,
            }) => (*participant, heard.part.agreed.consent.min(*consent)),
        };
        let themes = self.context.themes;
        let cite = self.cites.next()?.text.clone();
        let coding = &draft.coding;
        let mut tagged = SmallVec::new();
        for theme in coding.themes.iter().filter_map(|t| themes.tag(&t.value)) {
            if !tagged.contains(&theme) {
                tagged.push(theme);
            }
        }
        let coders = coding.coders.iter().map(|(name, given)| Coder {
            name: name.as_str().into(),
            themes: given.iter().filter_map(|name| themes.find(name)).collect(),
        });
        let words = match &draft.said {
            SaidDraft::Quote(words) => Some(words),
            SaidDraft::Observation(_) => None,
        };
        let place = self.evidence.len() as u32;
        self.evidence.push(Evidence {
            anchor: address_of(&cite).into(),
            cite,
            interview: heard.number,
            participant,
            exchange,
            asked: asked.clone(),
            said: match &draft.said {
                SaidDraft::Quote(words) => Said::Quote(words.clone()),
                SaidDraft::Observation(prose) => Said::Observation(unresolved(prose.clone())),
            },
            length: words.map_or(0, |words| words.length() as u32),
            speaks: words.map_or(0, |words| speaks(words, draft.coding.stance)),
            themes: tagged,
            emotions: coding.emotions.iter().map(|e| e.as_str().into()).collect(),
            time: coding.time.clone(),
            stance: coding.stance,
            severity: coding.severity,
            coders: coders.collect(),
            consent: coding
                .consent
                .map_or(agreed, |narrower| agreed.min(narrower)),
            remark: draft.remark.as_deref().map(SmolStr::from),
            origin: Origin {
                file: heard.part.file.clone(),
                span: draft.span,
            },
        });
        Some(place)
    }
}

/// How well a quote speaks.
fn speaks(words: &Words, stance: Option<Stance>) -> u8 {
    let length = words.length();
    let soundbite = words.marks.iter().any(|m| m.kind == MarkKind::Soundbite);
    4 * u8::from(soundbite)
        + 3 * u8::from((40..=200).contains(&length))
        + u8::from((60..=140).contains(&length))
        + u8::from(stance == Some(Stance::Behaviour))
}

/// Guide questions with something under them, sub-headings included.
fn answered(talk: &[Exchange]) -> Vec<QuestionId> {
    let mut found = Vec::new();
    for (at, exchange) in talk.iter().enumerate() {
        let Asked::Guide(question) = exchange.asked else {
            continue;
        };
        let below = talk[at + 1..]
            .iter()
            .take_while(|e| e.level > exchange.level && !matches!(e.asked, Asked::Guide(_)));
        let has_answer =
            !exchange.items.is_empty() || below.into_iter().any(|e| !e.items.is_empty());
        if has_answer && !found.contains(&question) {
            found.push(question);
        }
    }
    found
}
