//! The talk of an interview: exchanges with their questions, and evidence with its ids.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};

use super::interviews::{Around, Part, address_of};
use super::people::Register;
use super::questions::Guide;
use super::themes::{ThemeIndex, unresolved};
use super::{
    Asked, Coder, Evidence, EvidenceId, Exchange, InterviewId, Origin, ParticipantId, Said,
    TalkItem,
};
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::parse::code::CodeKey;
use crate::parse::note::ItemDraft;
use crate::parse::prose::{Anchors, plain};
use crate::parse::quote::{EvidenceDraft, SaidDraft};
use crate::source::{Located, SourcePath};

/// A study's evidence while it is gathered.
#[derive(Default)]
pub struct Gathering {
    pub evidence: Vec<Evidence>,
    cites: HashSet<Box<str>>,
    /// Hashes that stand in a cite already, with how often.
    same_words: HashMap<Box<str>, u32>,
    /// Other speakers who withdrew.
    pub withdrawn: Vec<CodeKey>,
    /// The notes of conversations in which one of them speaks.
    pub with_withdrawn: BTreeSet<SourcePath>,
    /// Other speakers of whom it was told that no consent is written down.
    told: BTreeSet<ParticipantId>,
}

/// What a note is read against.
pub struct Context<'a> {
    pub around: &'a Around<'a>,
    /// What `study.md` says for those of whom nothing else is said.
    pub study_consent: Option<Consent>,
    /// What each participant agreed to in interviews of their own.
    pub agreed: &'a BTreeMap<ParticipantId, Consent>,
    pub guide: &'a mut Guide,
    pub themes: &'a mut ThemeIndex,
    pub register: &'a mut Register,
    pub problems: &'a mut Vec<Diagnostic>,
}

/// Reads one interview's exchanges.
pub fn talk(
    part: &Part,
    interview: InterviewId,
    gathering: &mut Gathering,
    context: &mut Context,
) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut anchors = Anchors::default();
    for draft in &part.exchanges {
        let (asked, name) = match &draft.question {
            None => (Asked::Nothing, "beginning".into()),
            Some(heading) => context.guide.asked(&heading.value),
        };
        if asked == Asked::Nothing && draft.items.is_empty() {
            continue;
        }
        let anchor = anchors.unique_named(&name);
        let number = exchanges.len() as u32;
        let mut items = Vec::with_capacity(draft.items.len());
        for item in &draft.items {
            match item {
                ItemDraft::Observation(prose) => {
                    items.push(TalkItem::Observation(unresolved(prose.clone())))
                }
                ItemDraft::Evidence(evidence) => {
                    let at = (number, &asked);
                    let id = gathering.add(evidence, part, interview, at, context);
                    items.extend(id.map(TalkItem::Evidence));
                }
            }
        }
        exchanges.push(Exchange {
            anchor,
            asked,
            level: draft.level,
            items,
        });
    }
    if let Some(described) = part.described {
        let item = TalkItem::Observation(unresolved(Arc::new(plain(described))));
        match exchanges.first_mut() {
            Some(first) if first.asked == Asked::Nothing => first.items.insert(0, item),
            _ => exchanges.insert(
                0,
                Exchange {
                    anchor: "beginning".into(),
                    asked: Asked::Nothing,
                    level: 0,
                    items: vec![item],
                },
            ),
        }
        if exchanges.len() > 1
            && gathering
                .evidence
                .iter()
                .rev()
                .any(|e| e.interview == interview)
        {
            renumber(&exchanges, gathering, interview);
        }
    }
    exchanges
}

fn tell_no_consent(speaker: &Located<String>, file: &SourcePath, problems: &mut Vec<Diagnostic>) {
    let code = &speaker.value;
    let message = format!("no consent is written down for {code}; `team` is assumed");
    let help =
        format!("write `{code}: {{ consent: team }}`, or wider, in `content/participants.yaml`");
    let problem = Diagnostic::warning("missing-consent", message).at(file, speaker.span);
    problems.push(problem.help(help));
}

/// Says again in which exchange each piece of evidence stands.
fn renumber(exchanges: &[Exchange], gathering: &mut Gathering, interview: InterviewId) {
    for (number, exchange) in exchanges.iter().enumerate() {
        for item in &exchange.items {
            if let TalkItem::Evidence(id) = item {
                let evidence = &mut gathering.evidence[id.index()];
                debug_assert_eq!(evidence.interview, interview);
                evidence.exchange = number as u32;
            }
        }
    }
}

impl Gathering {
    /// Makes room for so much evidence.
    pub fn with_room(evidence: usize) -> Gathering {
        let mut gathering = Gathering {
            evidence: Vec::with_capacity(evidence),
            ..Gathering::default()
        };
        gathering.cites.reserve(evidence);
        gathering.same_words.reserve(evidence);
        gathering
    }

    /// `None` when the speaker withdrew.
    fn add(
        &mut self,
        draft: &EvidenceDraft,
        part: &Part,
        interview: InterviewId,
        (exchange, asked): (u32, &Asked),
        context: &mut Context,
    ) -> Option<EvidenceId> {
        let mut consent = part.agreed.consent;
        let mut participant = part.participant;
        if let Some(speaker) = &draft.speaker {
            let key = CodeKey::of(&speaker.value);
            let people = context.around.people;
            if people.withdrew(&key, context.around.today) {
                self.withdrawn.push(key);
                self.with_withdrawn.insert(part.file.clone());
                return None;
            }
            participant = context.register.participant(
                &speaker.value,
                (part.file, speaker.span),
                people,
                context.problems,
            );
            // What the note says was agreed with its own participant; another speaker's words need
            // their own consent, and never go further than the note's.
            let own = match context.agreed.get(&participant) {
                Some(own) => *own,
                None => {
                    let (study, today) = (context.study_consent, context.around.today);
                    let own = people.agreed_elsewhere(&key, study, today);
                    if own.by_default && self.told.insert(participant) {
                        tell_no_consent(speaker, part.file, context.problems);
                    }
                    own.consent
                }
            };
            consent = consent.min(own);
            if let Some(segment) = people.about(&key).and_then(|known| known.segment.as_ref()) {
                context.register.place_in_segment(
                    participant,
                    segment,
                    (part.file, speaker.span),
                    context.problems,
                );
            }
        }
        if let Some(narrower) = draft.coding.consent {
            consent = consent.min(narrower);
        }
        let mut themes = Vec::with_capacity(draft.coding.themes.len());
        for name in &draft.coding.themes {
            let theme = context.themes.used(name, part.file);
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        let coders: Vec<Coder> = draft
            .coding
            .coders
            .iter()
            .map(|(name, given)| Coder {
                name: name.as_str().into(),
                themes: given
                    .iter()
                    .filter_map(|name| context.themes.find(name))
                    .collect(),
            })
            .collect();
        let cite = self.cite(draft, participant, part, context);
        let id = EvidenceId(self.evidence.len() as u32);
        self.evidence.push(Evidence {
            anchor: address_of(&cite).into(),
            cite: cite.into(),
            interview,
            participant,
            exchange,
            asked: asked.clone(),
            said: match &draft.said {
                SaidDraft::Quote(words) => Said::Quote(words.clone()),
                SaidDraft::Observation(prose) => Said::Observation(unresolved(prose.clone())),
            },
            themes,
            emotions: draft
                .coding
                .emotions
                .iter()
                .map(|e| e.as_str().into())
                .collect(),
            time: draft.coding.time.clone(),
            stance: draft.coding.stance,
            severity: draft.coding.severity,
            coders,
            consent,
            remark: draft.remark.clone(),
            origin: Origin {
                file: part.file.clone(),
                span: draft.span,
            },
        });
        Some(id)
    }

    /// `P07^two-sizes`, or a hash of the words where there is no id.
    fn cite(
        &mut self,
        draft: &EvidenceDraft,
        participant: ParticipantId,
        part: &Part,
        context: &mut Context,
    ) -> String {
        let code = context.register.participants[participant.index()]
            .code
            .replace(' ', "-");
        let cite = match &draft.coding.id {
            Some(id) => {
                let cite = format!("{code}^{}", id.value);
                if self.cites.contains(&*cite) {
                    let later = format!("{code}-{}^{}", part.round, id.value);
                    if part.round > 1 && !self.cites.contains(&*later) {
                        later
                    } else {
                        let message =
                            format!("the id `^{}` stands twice in what {code} said", id.value);
                        context.problems.push(Diagnostic::warning("duplicate-id", message).at(part.file, id.span).help("give each quote an id of its own; this one is cited by a hash of its words until then"));
                        self.hashed(&code, draft)
                    }
                } else {
                    cite
                }
            }
            None => self.hashed(&code, draft),
        };
        self.cites.insert(cite.as_str().into());
        cite
    }

    fn hashed(&mut self, code: &str, draft: &EvidenceDraft) -> String {
        let cite = format!("{code}^{:08x}", draft.digest);
        let seen = self.same_words.entry(cite.as_str().into()).or_default();
        *seen += 1;
        match *seen {
            1 => cite,
            again => format!("{cite}-{again}"),
        }
    }
}
