//! Notes → interviews: one for each participant of a note, numbered by date, without those who
//! withdrew.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::drafts::{Drafted, StudyDrafts, stem};
use super::people::{Agreed, People, Register, agreed};
use super::speakers::evidence;
use super::{Participant, ParticipantId};
use crate::config::{Consent, Today};
use crate::diagnostic::Diagnostic;
use crate::parse::code::{CodeKey, Prefixes};
use crate::parse::note::{ExchangeDraft, ItemDraft, NoteDraft, PartDraft};
use crate::parse::prose::Prose;
use crate::parse::quote::{EvidenceDraft, SaidDraft};
use crate::source::{Located, SourcePath, Span};

/// One speaker's part of a note, its speaker known.
pub struct Part<'d> {
    pub file: &'d SourcePath,
    pub note: &'d Arc<NoteDraft>,
    /// Its place among the parts of its note, those of people who withdrew counted.
    pub nth: u32,
    pub participant: ParticipantId,
    /// The exchanges, with what stands before the first speaker put in front.
    pub exchanges: Vec<&'d ExchangeDraft>,
    pub described: Option<&'d str>,
    pub agreed: Agreed,
    pub date: Option<Date>,
    pub round: u32,
    pub id: Box<str>,
}

/// What a study gathers of its people.
pub struct Gathered<'d> {
    pub parts: Vec<Part<'d>>,
    pub register: Register,
    /// Participants who withdrew and are in no count, by code.
    pub withdrawn: Vec<CodeKey>,
    /// The notes of conversations in which one of them speaks.
    pub with_withdrawn: BTreeSet<SourcePath>,
    /// What their parts show.
    pub left_out: Vec<LeftOut>,
}

/// A text of a note that is in no casebook, as whoever it is of withdrew. It shows something, which
/// nobody else may show either.
pub struct LeftOut {
    pub file: SourcePath,
    pub prose: Arc<Prose>,
}

impl LeftOut {
    /// The same of a piece of evidence.
    pub fn of(file: &SourcePath, evidence: &EvidenceDraft) -> Option<LeftOut> {
        match &evidence.said {
            SaidDraft::Observation(prose) => LeftOut::of_prose(file, prose),
            SaidDraft::Quote(_) => None,
        }
    }

    fn of_prose(file: &SourcePath, prose: &Arc<Prose>) -> Option<LeftOut> {
        prose.references().next().map(|_| LeftOut {
            file: file.clone(),
            prose: Arc::clone(prose),
        })
    }

    fn of_item(file: &SourcePath, item: &ItemDraft) -> Option<LeftOut> {
        match item {
            ItemDraft::Observation(prose, _) => LeftOut::of_prose(file, prose),
            ItemDraft::Evidence(evidence) => LeftOut::of(file, evidence),
        }
    }
}

/// What is known outside the study's notes.
pub struct Around<'a> {
    pub people: &'a People,
    pub prefixes: &'a Prefixes,
    pub today: Today,
}

/// Finds whose each part of each note is.
pub fn gather<'d>(
    drafts: &'d StudyDrafts,
    around: &Around,
    problems: &mut Vec<Diagnostic>,
) -> Gathered<'d> {
    let study_consent = drafts
        .study
        .as_ref()
        .and_then(|(_, s)| s.consent.as_ref())
        .map(|c| c.value);
    let mut gathered = Gathered {
        parts: Vec::new(),
        register: Register::default(),
        withdrawn: Vec::new(),
        with_withdrawn: BTreeSet::new(),
        left_out: Vec::new(),
    };
    if let Some((_, study)) = &drafts.study {
        for (segment, _) in &study.about.sample.plan {
            gathered.register.segment(segment);
        }
    }
    let mut unnamed = 0;
    for drafted in &drafts.notes {
        note(
            drafted,
            study_consent,
            around,
            &mut gathered,
            &mut unnamed,
            problems,
        );
    }
    describe(&mut gathered);
    number(&mut gathered.parts, &gathered.register.participants);
    gathered
}

fn note<'d>(
    (file, note): &'d Drafted<NoteDraft>,
    study_consent: Option<Consent>,
    around: &Around,
    gathered: &mut Gathered<'d>,
    unnamed: &mut usize,
    problems: &mut Vec<Diagnostic>,
) {
    let Some((main, speakers)) = note.parts.split_first() else {
        return;
    };
    let line = Span::new(0, 3);
    let named = note.about.participant.as_ref();
    let mut preamble: Vec<&ExchangeDraft> = Vec::new();
    let mut found: Vec<(&'d PartDraft, Option<ParticipantId>, Option<Key>)> = Vec::new();
    let key = note.about.key.as_ref();
    // Whom every quote names is who was interviewed.
    let only = named.map_or_else(|| only_speaker(main), |_| None);
    match named.zip(key) {
        Some((code, key)) if !main.is_empty() || speakers.is_empty() => {
            let id = gathered.register.participant(
                (&code.value, key),
                (file, code.span),
                around.people,
                problems,
            );
            found.push((main, Some(id), Some(Cow::Borrowed(key))));
        }
        Some(_) => {}
        None if speakers.is_empty() && only.is_some() => {
            if let Some(code) = only {
                let key = CodeKey::of(&code.value);
                let id = gathered.register.participant(
                    (&code.value, &key),
                    (file, code.span),
                    around.people,
                    problems,
                );
                found.push((main, Some(id), Some(Cow::Owned(key))));
            }
        }
        None if speakers.is_empty() => {
            if main.is_empty() && !note.about.present {
                problems.push(
                    Diagnostic::warning("empty-note", "this note is empty")
                        .at(file, Span::default())
                        .help("write what was said, or delete the file"),
                );
                return;
            }
            *unnamed += 1;
            let name = stem(file);
            let hint = if around.prefixes.is_code(name) {
                name
            } else {
                "P07"
            };
            let message = "this note does not say who was interviewed";
            let help = format!(
                "write `participant: {hint}` in its front matter, or begin a heading with the code"
            );
            if !note.about.is_unreadable {
                problems.push(
                    Diagnostic::warning("missing-participant", message)
                        .at(file, line)
                        .help(help),
                );
            }
            let id = gathered.register.unnamed(*unnamed);
            let key = None;
            found.push((main, Some(id), key));
        }
        None => preamble.extend(
            main.exchanges
                .iter()
                .filter(|e| e.question.is_some() || !e.items.is_empty()),
        ),
    }
    for speaker in speakers {
        let code = speaker.speaker.as_ref().map(|s| (s.value.as_str(), s.span));
        let (code, span) = code.unwrap_or(("", line));
        let key = CodeKey::of(code);
        let id = gathered
            .register
            .participant((code, &key), (file, span), around.people, problems);
        found.push((speaker, Some(id), Some(Cow::Owned(key))));
    }
    // One person in two parts of a note is one interview.
    let mut merged: Vec<Merged> = Vec::new();
    for (part, id, key) in found {
        let Some(id) = id else { continue };
        let exchanges = preamble.drain(..).chain(part.exchanges.iter());
        match merged.iter_mut().find(|(_, _, known, _)| *known == id) {
            Some((known, described, ..)) => {
                known.extend(exchanges);
                *described = described.or(part.described.as_deref());
            }
            None => merged.push((exchanges.collect(), part.described.as_deref(), id, key)),
        }
    }
    for ((exchanges, described, participant, key), nth) in merged.into_iter().zip(0..) {
        let known = key.as_ref().and_then(|key| around.people.about(key));
        // The front matter's segment is that of its own participant.
        let own = note.about.key.as_ref() == key.as_deref() || named.is_none();
        // Of somebody without a code only the note itself can say it.
        let unnamed = note.about.person.withdrawn.filter(|_| key.is_none());
        let withdrew = match &key {
            Some(key) => around.people.withdrew(key, around.today),
            None => unnamed.is_some_and(|day| day <= around.today.0),
        };
        if withdrew {
            gathered.withdrawn.extend(key.map(Cow::into_owned));
            gathered.with_withdrawn.insert(file.clone());
            let items = exchanges.iter().flat_map(|exchange| &exchange.items);
            let shown = items.filter_map(|item| LeftOut::of_item(file, item));
            gathered.left_out.extend(shown);
            continue;
        }
        let mut agreed = agreed(&note.about.person, known, study_consent, around.today);
        if let Some(consent) = key.as_ref().and_then(|key| heading_consent(note, key)) {
            agreed = agreed.within(consent);
        }
        if agreed.by_default && !note.about.is_unreadable {
            let code = &gathered.register.participants[participant.index()].code;
            let message = format!("no consent is written down for {code}; `team` is assumed");
            problems.push(
                Diagnostic::warning("missing-consent", message)
                    .at(file, line)
                    .help(
                        "write `consent: none`, `team`, `internal` or `public` in the front matter",
                    ),
            );
        }
        gathered.register.participants[participant.index()].interviewed = true;
        for segment in [
            known.and_then(|k| k.segment.as_ref()),
            note.about.person.segment.as_ref().filter(|_| own),
        ]
        .into_iter()
        .flatten()
        {
            gathered
                .register
                .place_in_segment(participant, segment, (file, line), problems);
        }
        gathered.parts.push(Part {
            file,
            note,
            nth,
            participant,
            exchanges,
            described,
            agreed,
            date: note.about.date.as_ref().map(|d| d.value),
            round: 0,
            id: Box::default(),
        });
    }
    if note.about.date.is_none() && !note.about.has_unread_date && !note.about.is_unreadable {
        problems.push(
            Diagnostic::warning(
                "missing-date",
                "this note does not say when the conversation was",
            )
            .at(file, line)
            .help("write `date: 2026-02-05` in its front matter"),
        );
    }
}

/// What the headings of a note say that name a participant.
fn heading_consent(note: &NoteDraft, key: &CodeKey) -> Option<Consent> {
    let own = |part: &&PartDraft| {
        let speaker = part.speaker.as_ref();
        part.consent.is_some() && speaker.is_some_and(|code| CodeKey::of(&code.value) == *key)
    };
    note.parts
        .iter()
        .filter(own)
        .filter_map(|p| p.consent)
        .min()
}

/// The participant whom each piece of evidence of a part names, if it is one.
fn only_speaker(part: &PartDraft) -> Option<&Located<String>> {
    let exchanges: Vec<&ExchangeDraft> = part.exchanges.iter().collect();
    let mut speakers = evidence(&exchanges).map(|evidence| evidence.speaker.as_ref());
    let first = speakers.next()??;
    let key = CodeKey::of(&first.value);
    speakers
        .all(|speaker| speaker.is_some_and(|speaker| CodeKey::of(&speaker.value) == key))
        .then_some(first)
}

/// One person's parts of a note: exchanges, how the heading described them, who, and their key.
type Merged<'d> = (
    Vec<&'d ExchangeDraft>,
    Option<&'d str>,
    ParticipantId,
    Option<Key<'d>>,
);

/// A speaker's key, known from the draft or found.
type Key<'d> = Cow<'d, CodeKey>;

/// A heading such as `# P16 – abandoner` names a segment, if it is one that others are in.
fn describe(gathered: &mut Gathered) {
    for part in &gathered.parts {
        let Some(described) = part.described else {
            continue;
        };
        let first = described
            .split([',', ';'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        let segment = gathered
            .register
            .segments
            .iter()
            .position(|s| s.name.to_lowercase() == first);
        let participant = &mut gathered.register.participants[part.participant.index()];
        participant.segment = participant
            .segment
            .or(segment.map(|i| super::SegmentId(i as u32)));
    }
}

/// Numbers each participant's interviews by date, and puts all in the order of date and id. The parts
/// come in the order of their files.
fn number(parts: &mut Vec<Part>, participants: &[Participant]) {
    parts.sort_by_key(|part| (part.date.is_none(), part.date));
    let people = participants.par_iter().with_min_len(256);
    let codes: Vec<String> = people.map(|p| address_of(&p.code)).collect();
    let mut rounds = vec![0; participants.len()];
    for part in parts.iter_mut() {
        let who = part.participant.index();
        rounds[who] += 1;
        part.round = rounds[who];
        let code = codes[who].as_str();
        part.id = match part.round {
            1 => code.into(),
            round => format!("{code}-{round}").into(),
        };
    }
    let keys = parts.iter().enumerate();
    let mut order: Vec<_> = keys
        .map(|(at, part)| (part.date.is_none(), part.date, natural_of(&part.id), at))
        .collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(.., at)| at).collect();
    let mut slots: Vec<Option<Part>> = parts.drain(..).map(Some).collect();
    parts.extend(order.into_iter().filter_map(|at| slots[at].take()));
}

/// The rounds of interviewing of a study, numbered as they come up.
#[derive(Default)]
pub struct Waves(Vec<String>);

impl Waves {
    /// The round of a part of a note: what its front matter says, else the folder below
    /// `interviews/` that its note lies in; `None` where it lies in none.
    pub fn of(&mut self, part: &Part) -> Option<u32> {
        let named = part.note.about.round.as_deref();
        let name = named.map(str::trim).filter(|name| !name.is_empty());
        let name = name.or_else(|| {
            let (_, below) = part.file.split_once("/interviews/")?;
            Some(below.rsplit_once('/')?.0)
        })?;
        let name = name.to_lowercase();
        let known = self.0.iter().position(|known| *known == name);
        Some(known.unwrap_or_else(|| {
            self.0.push(name);
            self.0.len() - 1
        }) as u32)
    }
}

/// A code as an address: lower case, letters and digits of any script, hyphens between.
pub fn address_of(code: &str) -> String {
    crate::parse::prose::anchor(code)
}

/// A key that puts `p9` before `p10`.
pub fn natural(text: &str) -> (String, u64, String) {
    let (before, number, after) = natural_of(text);
    (before.to_lowercase(), number, after.to_lowercase())
}

/// The same of a text in lower case.
fn natural_of(text: &str) -> (&str, u64, &str) {
    let digits = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let end = text[digits..]
        .find(|c: char| !c.is_ascii_digit())
        .map_or(text.len(), |i| digits + i);
    let number = text[digits..end].parse().unwrap_or(0);
    (&text[..digits], number, &text[end..])
}
