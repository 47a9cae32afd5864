//! What the evidence of a part of a note names: its themes, and others who speak beside its own
//! participant. Everything that is numbered in the order in which it comes up is found here, before
//! the parts are read each for itself ([`super::evidence`]).

use std::collections::{BTreeMap, BTreeSet};

use rapidhash::RapidHashMap as HashMap;

use super::ParticipantId;
use super::interviews::{Around, LeftOut, Part};
use super::people::{Agreed, Register};
use super::themes::ThemeIndex;
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::parse::code::CodeKey;
use crate::parse::note::{ExchangeDraft, ItemDraft};
use crate::parse::quote::EvidenceDraft;
use crate::parse::transcript::Transcript;
use crate::source::{Located, SourcePath};

/// What the evidence of a part names, as written.
#[derive(Debug, Default)]
pub struct Names {
    /// Each theme once: where it is named first, and how often it is.
    themes: Vec<(Located<String>, u32)>,
    /// Whether somebody else speaks.
    others: bool,
}

impl Names {
    pub fn of(exchanges: &[&ExchangeDraft]) -> Names {
        let mut names = Names::default();
        for evidence in evidence(exchanges) {
            names.others |= evidence.speaker.is_some();
            names.add(evidence);
        }
        names
    }

    /// The themes, each once.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().map(|(theme, _)| theme.value.as_str())
    }

    /// Whether the same is named as often in the same order, by nobody else, wherever it stands.
    pub fn alike(&self, other: &Names) -> bool {
        let named = |names: &[(Located<String>, u32)]| -> Vec<(String, u32)> {
            let names = names.iter();
            names
                .map(|(name, uses)| (name.value.clone(), *uses))
                .collect()
        };
        !self.others && !other.others && named(&self.themes) == named(&other.themes)
    }

    fn add(&mut self, evidence: &EvidenceDraft) {
        for theme in &evidence.coding.themes {
            let known = self.themes.iter_mut();
            match known.into_iter().find(|(t, _)| t.value == theme.value) {
                Some((_, uses)) => *uses += 1,
                None => self.themes.push((theme.clone(), 1)),
            }
        }
    }
}

/// The evidence of exchanges, in the note's order.
pub fn evidence<'e, 'd: 'e>(
    exchanges: &'e [&'d ExchangeDraft],
) -> impl Iterator<Item = &'d EvidenceDraft> + use<'e, 'd> {
    let items = exchanges.iter().flat_map(|exchange| &exchange.items);
    items.filter_map(|item| match item {
        ItemDraft::Evidence(evidence) => Some(&**evidence),
        ItemDraft::Observation(..) => None,
    })
}

/// Somebody named beside a quote of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Other {
    /// What they said is left out.
    Withdrew,
    Speaks {
        participant: ParticipantId,
        /// What they agreed to themselves.
        consent: Consent,
    },
}

/// Somebody whom a transcript names.
#[derive(Clone, Debug)]
pub struct Voice {
    pub key: CodeKey,
    /// Who may hear them.
    pub media: Consent,
    /// Where the transcript names them first, if nothing is written down of them anywhere.
    pub unknown: Option<Located<String>>,
}

impl Other {
    /// The same, the participant known by another number.
    pub fn moved(self, to: impl Fn(&ParticipantId) -> ParticipantId) -> Other {
        match self {
            Other::Withdrew => Other::Withdrew,
            Other::Speaks {
                participant,
                consent,
            } => Other::Speaks {
                participant: to(&participant),
                consent,
            },
        }
    }
}

/// What the parts of a study name, gathered in their order.
pub struct Speakers<'a> {
    pub around: &'a Around<'a>,
    /// What `study.md` says for those of whom nothing else is said.
    pub study_consent: Option<Consent>,
    /// What each participant agreed to in interviews of their own.
    pub agreed: HashMap<ParticipantId, Agreed>,
    /// Other speakers who withdrew.
    pub withdrawn: Vec<CodeKey>,
    /// Who may hear the others who speak in a note: the narrowest of them.
    pub heard: BTreeMap<SourcePath, Consent>,
    /// Observations of those who withdrew, which show something.
    pub left_out: Vec<LeftOut>,
    /// Other speakers of whom it was told that no consent is written down.
    told: BTreeSet<ParticipantId>,
}

impl<'a> Speakers<'a> {
    pub fn new(around: &'a Around<'a>, study_consent: Option<Consent>, parts: &[Part]) -> Self {
        let mut agreed = HashMap::default();
        agreed.reserve(parts.len());
        for part in parts {
            let known = agreed.entry(part.participant).or_insert(part.agreed);
            *known = known.and(part.agreed);
        }
        Speakers {
            around,
            study_consent,
            agreed,
            withdrawn: Vec::new(),
            heard: BTreeMap::new(),
            left_out: Vec::new(),
            told: BTreeSet::new(),
        }
    }

    /// Lists a part's themes, and finds who else speaks in it: one for each piece of evidence that
    /// names somebody.
    pub fn hear(
        &mut self,
        part: &Part,
        names: &Names,
        themes: &mut ThemeIndex,
        register: &mut Register,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Other> {
        if !names.others {
            for (theme, uses) in &names.themes {
                themes.used(theme, *uses, part.file);
            }
            return Vec::new();
        }
        let mut others = Vec::new();
        let mut said = Names::default();
        for evidence in evidence(&part.exchanges) {
            if let Some(speaker) = &evidence.speaker {
                let other = self.other(speaker, part, register, problems);
                others.push(other);
                if other == Other::Withdrew {
                    self.left_out.extend(LeftOut::of(part.file, evidence));
                    continue;
                }
            }
            said.add(evidence);
        }
        for (theme, uses) in &said.themes {
            themes.used(theme, *uses, part.file);
        }
        others
    }

    fn other(
        &mut self,
        speaker: &Located<String>,
        part: &Part,
        register: &mut Register,
        problems: &mut Vec<Diagnostic>,
    ) -> Other {
        let key = CodeKey::of(&speaker.value);
        let (people, today) = (self.around.people, self.around.today);
        if people.withdrew(&key, today) {
            self.withdrawn.push(key);
            self.hears(part.file, Consent::None);
            return Other::Withdrew;
        }
        let place = (part.file, speaker.span);
        let participant = register.participant((&speaker.value, &key), place, people, problems);
        // What the note says was agreed with its own participant; another speaker's words need
        // their own consent, and never go further than the note's.
        let agreed = match self.agreed.get(&participant) {
            Some(own) => *own,
            None => {
                let own = people.agreed_elsewhere(&key, self.study_consent, today);
                if own.by_default && self.told.insert(participant) {
                    tell_no_consent(speaker, part.file, problems);
                }
                own
            }
        };
        if participant != part.participant {
            self.hears(part.file, agreed.media);
        }
        if let Some(segment) = people.about(&key).and_then(|known| known.segment.as_ref()) {
            register.place_in_segment(participant, segment, place, problems);
        }
        Other::Speaks {
            participant,
            consent: agreed.consent,
        }
    }

    /// Somebody is heard in a note's conversation.
    pub fn hears(&mut self, file: &SourcePath, media: Consent) {
        let narrowest = self.heard.entry(file.clone()).or_insert(media);
        *narrowest = media.min(*narrowest);
    }

    /// The participants whom a transcript names.
    pub fn voices(&self, transcript: &Transcript, register: &Register) -> Vec<Voice> {
        let voices = transcript.voices.iter();
        voices
            .filter_map(|name| self.voice(name, register))
            .collect()
    }

    fn voice(&self, name: &Located<String>, register: &Register) -> Option<Voice> {
        let key = CodeKey::of(&name.value);
        let (people, today) = (self.around.people, self.around.today);
        let known = register.known(&key);
        let (media, is_known) = if people.withdrew(&key, today) {
            (Consent::None, true)
        } else if let Some(own) = known.and_then(|known| self.agreed.get(&known)) {
            (own.media, true)
        } else if known.is_some() || people.knows(&key) || self.around.prefixes.is_code(&name.value)
        {
            let agreed = people.agreed_elsewhere(&key, self.study_consent, today);
            (agreed.media, known.is_some() || !agreed.by_default)
        } else {
            return None;
        };
        Some(Voice {
            key,
            media,
            unknown: (!is_known).then(|| name.clone()),
        })
    }
}

/// Tells that nothing is known of the consent of somebody who speaks.
pub fn tell_no_consent(
    speaker: &Located<String>,
    file: &SourcePath,
    problems: &mut Vec<Diagnostic>,
) {
    let code = &speaker.value;
    let message = format!("no consent is written down for {code}; `team` is assumed");
    let help =
        format!("write `{code}: {{ consent: team }}`, or wider, in `content/participants.yaml`");
    let problem = Diagnostic::warning("missing-consent", message).at(file, speaker.span);
    problems.push(problem.help(help));
}
