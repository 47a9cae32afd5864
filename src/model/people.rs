//! Who took part: codes made one, segments, and what each agreed to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rapidhash::RapidHashMap as HashMap;

use super::drafts::Drafts;
use super::{Participant, ParticipantId, Segment, SegmentId};
use crate::config::{Consent, Today};
use crate::diagnostic::Diagnostic;
use crate::parse::code::{CodeKey, Prefixes};
use crate::parse::note::{NoteDraft, PersonAbout};
use crate::source::{Located, SourcePath, Span};

/// What is said of participants wherever they took part, by code: in `participants.yaml`, and in
/// the notes of their own interviews.
#[derive(Clone, Debug, Default)]
pub struct People {
    known: BTreeMap<CodeKey, (String, PersonAbout)>,
    /// The narrowest that one's own notes write down.
    own: HashMap<CodeKey, PersonAbout>,
    /// The day of the first withdrawal: it holds in every study.
    withdrawn: BTreeMap<CodeKey, Date>,
}

impl People {
    pub fn of(drafts: &Drafts, problems: &mut Vec<Diagnostic>) -> People {
        let mut people = People::default();
        for (_, note) in drafts.studies.values().flat_map(|study| &study.notes) {
            people.note(note);
        }
        let Some((file, draft)) = &drafts.people else {
            return people;
        };
        for (code, about) in &draft.people {
            let key = CodeKey::of(&code.value);
            if about.says_who_may_read() && !is_code(&code.value) && !takes_part(drafts, &key) {
                tell_nobody(file, code, problems);
            }
            people.withdraw(key.clone(), about.withdrawn);
            if let Some((first, _)) = people.known.get(&key) {
                let message = format!(
                    "`{}` is the participant `{first}`, who stands here already",
                    code.value
                );
                problems.push(
                    Diagnostic::error("duplicate-key", message)
                        .at(file, code.span)
                        .help("keep one line for each participant"),
                );
                continue;
            }
            people
                .known
                .insert(key, (code.value.clone(), about.clone()));
        }
        people
    }

    /// What a note's front matter says is said of its participant, else of all its speakers; what
    /// a speaker's heading says, of that speaker.
    fn note(&mut self, note: &NoteDraft) {
        for part in &note.parts {
            if let Some((code, consent)) = part.speaker.as_ref().zip(part.consent) {
                self.narrow_own(CodeKey::of(&code.value), consent);
            }
        }
        let person = &note.about.person;
        if *person == PersonAbout::default() {
            return;
        }
        let speakers = note.parts.iter().filter_map(|part| part.speaker.as_ref());
        let key = &note.about.key;
        let all = speakers.filter(|_| key.is_none());
        let all = all.map(|code| CodeKey::of(&code.value));
        for key in key.iter().cloned().chain(all) {
            if person.withdrawn.is_some() {
                self.withdraw(key.clone(), person.withdrawn);
            }
            let own = self.own.entry(key).or_default();
            narrow(&mut own.consent, person.consent.as_ref());
            narrow(&mut own.media, person.media.as_ref());
            own.expires = [own.expires, person.expires].into_iter().flatten().min();
            own.is_undecided |= person.consent.is_none() && person.is_undecided;
        }
    }

    fn narrow_own(&mut self, key: CodeKey, consent: Consent) {
        let own = self.own.entry(key).or_default();
        let said = Located::new(consent, Span::default());
        narrow(&mut own.consent, Some(&said));
    }

    fn withdraw(&mut self, key: CodeKey, day: Option<Date>) {
        if let Some(day) = day {
            let first = self.withdrawn.entry(key).or_insert(day);
            *first = day.min(*first);
        }
    }

    /// Whether a participant has withdrawn by today.
    pub fn withdrew(&self, key: &CodeKey, today: Today) -> bool {
        self.withdrawn.get(key).is_some_and(|day| *day <= today.0)
    }

    /// Everyone who has withdrawn by today.
    pub fn withdrawn(&self, today: Today) -> impl Iterator<Item = &CodeKey> {
        let by_now = self
            .withdrawn
            .iter()
            .filter(move |(_, day)| **day <= today.0);
        by_now.map(|(key, _)| key)
    }

    /// The codes of `participants.yaml`.
    pub fn codes(&self) -> impl Iterator<Item = &CodeKey> {
        self.known.keys()
    }

    /// Whether anything is said of somebody.
    pub fn knows(&self, key: &CodeKey) -> bool {
        self.known.contains_key(key) || self.own.contains_key(key)
    }

    /// What somebody agreed to who is heard in a conversation that was not their own.
    pub fn agreed_elsewhere(&self, key: &CodeKey, study: Option<Consent>, today: Today) -> Agreed {
        let nothing = PersonAbout::default();
        let own = self.own.get(key).unwrap_or(&nothing);
        agreed(own, self.about(key), study, today)
    }

    pub fn about(&self, key: &CodeKey) -> Option<&PersonAbout> {
        self.known.get(key).map(|(_, about)| about)
    }

    fn spelling(&self, key: &CodeKey) -> Option<&str> {
        self.known.get(key).map(|(code, _)| code.as_str())
    }
}

/// Codes that are known without a study.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Those of `participants.yaml`.
    pub codes: BTreeSet<CodeKey>,
    /// Those of everyone who withdrew.
    pub withdrawn: BTreeSet<CodeKey>,
}

/// Of two consents the narrower, where both are said.
fn narrow(known: &mut Option<Located<Consent>>, said: Option<&Located<Consent>>) {
    let narrowest = [known.as_ref(), said].into_iter().flatten();
    *known = narrowest.min_by_key(|consent| consent.value).cloned();
}

/// Whether a key of `participants.yaml` looks as a participant's code does.
fn is_code(key: &str) -> bool {
    let key = key.trim();
    Prefixes::of([key].into_iter()).is_code(key)
}

/// Whether a note is of this participant, or a transcript has the voice, whatever the code looks
/// like.
fn takes_part(drafts: &Drafts, key: &CodeKey) -> bool {
    drafts.studies.values().any(|study| {
        let mut notes = study.notes.iter();
        let mut voices = study.transcripts.iter().flat_map(|(_, t)| &t.voices);
        notes.any(|(_, note)| note.about.key.as_ref() == Some(key))
            || voices.any(|voice| CodeKey::of(&voice.value) == *key)
    })
}

/// Tells an entry that says who may read something of nobody.
fn tell_nobody(file: &SourcePath, code: &Located<String>, problems: &mut Vec<Diagnostic>) {
    let message = format!(
        "`{}` is the code of no participant, and what is said of consent here is not read",
        code.value
    );
    let help = "write a line for each participant, begun with the code as notes have it: `P07: { consent: none }`";
    let problem = Diagnostic::error("consent-not-read", message).at(file, code.span);
    problems.push(problem.help(help));
}

/// What a participant agreed to, worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    pub consent: Consent,
    pub media: Consent,
    /// Nobody said anything: `consent` is the default.
    pub by_default: bool,
}

impl Agreed {
    /// The same, no wider than what somebody says of a part of it.
    pub fn within(self, consent: Consent) -> Agreed {
        Agreed {
            consent: self.consent.min(consent),
            media: self.media.min(consent),
            by_default: false,
        }
    }
}

/// What holds: the narrower of what the note and `participants.yaml` say, else what the study
/// says, else `team`. A field of theirs that is left empty is not decided: what the study says for
/// those of whom nothing is said does not widen it. An agreement that has run out is `none`.
pub fn agreed(
    note: &PersonAbout,
    known: Option<&PersonAbout>,
    study: Option<Consent>,
    today: Today,
) -> Agreed {
    let narrower = |a: Option<Consent>, b: Option<Consent>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let value = |c: &Option<crate::source::Located<Consent>>| c.as_ref().map(|c| c.value);
    let said = narrower(value(&note.consent), known.and_then(|k| value(&k.consent)));
    let is_undecided = note.is_undecided || known.is_some_and(|k| k.is_undecided);
    let study = study.filter(|c| !is_undecided || *c <= Consent::Team);
    let said = said.or(study);
    let media = narrower(value(&note.media), known.and_then(|k| value(&k.media)));
    let over = [note.expires, known.and_then(|k| k.expires)]
        .into_iter()
        .flatten()
        .any(|day| day <= today.0);
    let consent = if over {
        Consent::None
    } else {
        said.unwrap_or(Consent::Team)
    };
    Agreed {
        consent,
        // A recording holds the words: it is never wider than they are.
        media: media.unwrap_or(Consent::Team).min(consent),
        by_default: said.is_none() && !over,
    }
}

impl Agreed {
    /// What holds of one who agreed to both.
    pub fn and(self, other: Agreed) -> Agreed {
        Agreed {
            consent: self.consent.min(other.consent),
            media: self.media.min(other.media),
            by_default: self.by_default && other.by_default,
        }
    }
}

/// A study's participants and segments while they are gathered.
#[derive(Debug, Default)]
pub struct Register {
    pub participants: Vec<Participant>,
    pub segments: Vec<Segment>,
    by_key: HashMap<CodeKey, ParticipantId>,
    spelled: HashMap<ParticipantId, (String, SourcePath, Span)>,
}

impl Register {
    /// The participant with this code, known from now on. Another spelling than the first is told.
    pub fn participant(
        &mut self,
        (code, key): (&str, &CodeKey),
        place: (&SourcePath, Span),
        people: &People,
        problems: &mut Vec<Diagnostic>,
    ) -> ParticipantId {
        let code = code.trim();
        if let Some(id) = self.by_key.get(key).copied() {
            self.tell_spelling(id, code, place, problems);
            return id;
        }
        let id = ParticipantId(self.participants.len() as u32);
        let spelled = people.spelling(key).unwrap_or(code).to_owned();
        self.spelled
            .insert(id, (spelled.clone(), place.0.clone(), place.1));
        self.participants.push(Participant {
            code: Arc::from(spelled.as_str()),
            segment: None,
            interviewed: false,
            unnamed: false,
        });
        self.by_key.insert(key.clone(), id);
        self.tell_spelling(id, code, place, problems);
        id
    }

    /// The participant with this code, if there is one by now.
    pub fn known(&self, key: &CodeKey) -> Option<ParticipantId> {
        self.by_key.get(key).copied()
    }

    /// A participant whose code nobody wrote.
    pub fn unnamed(&mut self, number: usize) -> ParticipantId {
        let id = ParticipantId(self.participants.len() as u32);
        self.participants.push(Participant {
            code: format!("Unnamed {number}").into(),
            segment: None,
            interviewed: false,
            unnamed: true,
        });
        id
    }

    fn tell_spelling(
        &self,
        id: ParticipantId,
        code: &str,
        place: (&SourcePath, Span),
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some((first, file, span)) = self.spelled.get(&id) else {
            return;
        };
        if first == code {
            return;
        }
        let message = format!("`{code}` and `{first}` are one participant");
        let mut problem = Diagnostic::warning("two-spellings", message).at(place.0, place.1);
        if (file, span) != (place.0, &place.1) {
            problem = problem.at_saying(file, *span, "first written here");
        }
        let problem = problem.help(format!("write `{first}` everywhere"));
        problems.push(problem.fix(place.0, place.1, code, first.as_str()));
    }

    /// The segment with this name, known from now on.
    pub fn segment(&mut self, name: &str) -> SegmentId {
        let name = name.trim();
        let same = self.segments.iter().position(|s| s.name == name);
        let known = same.or_else(|| {
            let folded = name.to_lowercase();
            let mut all = self.segments.iter();
            all.position(|s| s.name.to_lowercase() == folded)
        });
        let index = known.unwrap_or_else(|| {
            self.segments.push(Segment {
                name: name.to_owned(),
            });
            self.segments.len() - 1
        });
        SegmentId(index as u32)
    }

    /// Says which segment a participant belongs to; the first word holds, another is told.
    pub fn place_in_segment(
        &mut self,
        id: ParticipantId,
        name: &str,
        place: (&SourcePath, Span),
        problems: &mut Vec<Diagnostic>,
    ) {
        let segment = self.segment(name);
        let participant = &mut self.participants[id.index()];
        match participant.segment {
            None => participant.segment = Some(segment),
            Some(first) if first != segment => {
                let message = format!(
                    "{} is in the segment `{}` here and in `{}` elsewhere",
                    participant.code,
                    name.trim(),
                    self.segments[first.index()].name
                );
                problems.push(
                    Diagnostic::warning("two-segments", message)
                        .at(place.0, place.1)
                        .help("say it once; `participants.yaml` is the place for it"),
                );
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(consent: Option<Consent>, expires: Option<&str>) -> PersonAbout {
        PersonAbout {
            consent: consent.map(|c| Located::new(c, Span::default())),
            expires: expires.map(|d| d.parse().unwrap()),
            ..PersonAbout::default()
        }
    }

    #[test]
    fn the_narrower_consent_holds() {
        use Consent::*;
        let today = Today("2026-06-01".parse().unwrap());
        let says = |note, yaml: Option<Option<Consent>>, study| {
            let known = yaml.map(|c| about(c, Option::None));
            agreed(&about(note, Option::None), known.as_ref(), study, today).consent
        };
        assert_eq!(says(Some(Public), Some(Some(Team)), Some(Public)), Team);
        assert_eq!(says(Some(None), Some(Some(Public)), Option::None), None);
        assert_eq!(says(Some(Internal), Option::None, Some(Team)), Internal);
        assert_eq!(says(Option::None, Some(Option::None), Some(Public)), Public);
        assert_eq!(says(Option::None, Option::None, Option::None), Team);
        let out = agreed(
            &about(Some(Public), Some("2026-06-01")),
            Option::None,
            Option::None,
            today,
        );
        assert_eq!((out.consent, out.media), (None, None));
        let later = agreed(
            &about(Some(Public), Some("2026-06-02")),
            Option::None,
            Option::None,
            today,
        );
        assert_eq!((later.consent, later.media), (Public, Team));
    }
}
