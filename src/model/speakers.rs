//! What the evidence of a part of a note names: its themes, and others who speak beside its own
//! participant. Everything that is numbered in the order in which it comes up is found here, before
//! the parts are read each for itself ([`super::evidence`]).

use std::collections::BTreeSet;

use rapidhash::RapidHashMap as HashMap;

use super::ParticipantId;
use super::interviews::{Around, Part};
use super::people::Register;
use super::themes::ThemeIndex;
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::parse::code::CodeKey;
use crate::parse::note::{ExchangeDraft, ItemDraft};
use crate::parse::quote::EvidenceDraft;
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
    pub agreed: HashMap<ParticipantId, Consent>,
    /// Other speakers who withdrew.
    pub withdrawn: Vec<CodeKey>,
    /// The notes of conversations in which one of them speaks.
    pub with_withdrawn: BTreeSet<SourcePath>,
    /// Other speakers of whom it was told that no consent is written down.
    told: BTreeSet<ParticipantId>,
}

impl<'a> Speakers<'a> {
    pub fn new(around: &'a Around<'a>, study_consent: Option<Consent>, parts: &[Part]) -> Self {
        let mut agreed = HashMap::default();
        agreed.reserve(parts.len());
        for part in parts {
            let known = agreed
                .entry(part.participant)
                .or_insert(part.agreed.consent);
            *known = part.agreed.consent.min(*known);
        }
        Speakers {
            around,
            study_consent,
            agreed,
            withdrawn: Vec::new(),
            with_withdrawn: BTreeSet::new(),
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
            self.with_withdrawn.insert(part.file.clone());
            return Other::Withdrew;
        }
        let place = (part.file, speaker.span);
        let participant = register.participant((&speaker.value, &key), place, people, problems);
        // What the note says was agreed with its own participant; another speaker's words need
        // their own consent, and never go further than the note's.
        let consent = match self.agreed.get(&participant) {
            Some(own) => *own,
            None => {
                let own = people.agreed_elsewhere(&key, self.study_consent, today);
                if own.by_default && self.told.insert(participant) {
                    tell_no_consent(speaker, part.file, problems);
                }
                own.consent
            }
        };
        if let Some(segment) = people.about(&key).and_then(|known| known.segment.as_ref()) {
            register.place_in_segment(participant, segment, place, problems);
        }
        Other::Speaks {
            participant,
            consent,
        }
    }
}

fn tell_no_consent(speaker: &Located<String>, file: &SourcePath, problems: &mut Vec<Diagnostic>) {
    let code = &speaker.value;
    let message = format!("no consent is written down for {code}; `team` is assumed");
    let help =
        format!("write `{code}: {{ consent: team }}`, or wider, in `content/participants.yaml`");
    let problem = Diagnostic::warning("missing-consent", message).at(file, speaker.span);
    problems.push(problem.help(help));
}
