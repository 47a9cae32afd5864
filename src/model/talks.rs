//! The parts of a study's notes → its interviews and evidence. What is numbered over the whole study
//! is settled in the order of the parts; then each part is read for itself, in parallel, or
//! remembered. Entry point: [`read`].

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rapidhash::RapidHashMap as HashMap;
use rapidhash::fast::RapidHasher;
use rayon::prelude::*;

use super::cites::{Cites, cited, family, in_cite};
use super::evidence::{Context, Heard, Talk, kept};
use super::footnotes::asides;
use super::interviews::{Part, Waves, natural};
use super::memo::{Kept, Memo};
use super::people::Register;
use super::questions::Guide;
use super::speakers::{Names, Other};
use super::themes::ThemeNames;
use super::{Interview, InterviewId, Participant, ParticipantId, Pieces, Question, Segment};
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// What parts are read against.
pub struct Given<'a> {
    pub questions: &'a [Question],
    pub themes: &'a ThemeNames,
    pub register: Register,
    /// Who may hear the others who speak in a note.
    pub heard: &'a BTreeMap<SourcePath, Consent>,
}

/// A part of a note with what it names, and what is remembered of it.
pub struct Named {
    pub names: Arc<Names>,
    /// Who else speaks in it.
    pub others: Vec<Other>,
    kept: Option<Kept>,
}

/// What a study's conversations came to.
pub struct Talks {
    pub participants: Vec<Participant>,
    pub segments: Vec<Segment>,
    pub interviews: Vec<Arc<Interview>>,
    pub evidence: Pieces,
    /// What is wrong with a conversation, by its number.
    pub told: Vec<(InterviewId, Arc<[Diagnostic]>)>,
}

/// What the parts of notes name: as remembered, else read from their drafts.
pub fn named(parts: &[Part], memo: &mut Memo) -> Vec<Named> {
    let kept: Vec<Option<Kept>> = parts.iter().map(|part| memo.take(part)).collect();
    let of = |(part, kept): (&Part, Option<Kept>)| Named {
        names: match &kept {
            Some(kept) => Arc::clone(&kept.names),
            None => Arc::new(Names::of(&part.exchanges)),
        },
        others: Vec::new(),
        kept,
    };
    let parts = parts.par_iter().with_min_len(64).zip(kept);
    parts.map(of).collect()
}

/// Reads all parts, each named before.
pub fn read(parts: &[Part], named: Vec<Named>, given: Given, next: &mut Memo) -> Talks {
    let (participants, moved) = in_order(given.register.participants, parts, &named);
    let mut guide = Guide::of(given.questions);
    let mut around = RapidHasher::default();
    guide.hash_questions(&mut around);
    given.themes.hash_names(&mut around);
    let mut settling = Settling {
        around: around.finish(),
        families: Families::among(&participants),
        participants: &participants,
        cites: Cites::default(),
        waves: Waves::default(),
        slots: Vec::with_capacity(parts.len()),
        taken: vec![false; parts.len()],
    };
    let others: Vec<&[Other]> = named.iter().map(|named| &*named.others).collect();
    let mut asides = asides(parts, &others).into_iter();
    let mut fresh: Vec<Heard> = Vec::new();
    let mut all_names = Vec::with_capacity(parts.len());
    for (part, named) in parts.iter().zip(named) {
        let moved = |id: &ParticipantId| moved[id.index()];
        let others = named
            .others
            .iter()
            .map(|other| other.moved(moved))
            .collect();
        let heard = Heard {
            part,
            number: InterviewId(settling.slots.len() as u32),
            participant: moved(&part.participant),
            wave: settling.waves.of(part),
            heard: given.heard.get(part.file).copied(),
            others,
            asides: asides.next().unwrap_or_default(),
            cites: Vec::new(),
            problems: Vec::new(),
        };
        let key = settling.key(&heard);
        let known = named.kept.filter(|kept| kept.key == key);
        let talk = known.map(|kept| kept.talk);
        all_names.push(named.names);
        if let Some(heard) = settling.settle(heard, key, talk) {
            let headings = part.exchanges.iter().filter_map(|e| e.question.as_ref());
            headings.for_each(|heading| guide.learn(&heading.value));
            fresh.push(heard);
        }
    }
    let context = Context {
        guide: &guide,
        themes: given.themes,
    };
    let fresh: Vec<Talk> = fresh
        .into_par_iter()
        .with_min_len(8)
        .with_max_len(64)
        .map(|heard| heard.talk(&context))
        .collect();
    let mut fresh = fresh.into_iter();
    let mut interviews = Vec::with_capacity(parts.len());
    let mut evidence = Vec::with_capacity(parts.len());
    let mut told = Vec::new();
    let families = settling.families;
    let slots = settling.slots.into_iter().zip(parts).zip(all_names);
    for (((slot, part), names), number) in slots.zip((0..).map(InterviewId)) {
        let Some(talk) = slot.talk.or_else(|| fresh.next()) else {
            continue;
        };
        if !talk.problems.is_empty() {
            told.push((number, Arc::clone(&talk.problems)));
        }
        interviews.push(Arc::clone(&talk.interview));
        evidence.push(Arc::clone(&talk.evidence));
        next.keep(part, || Kept {
            note: Arc::clone(part.note),
            names,
            key: slot.key,
            number,
            stands_alone: families.of(talk.interview.participant).parts == 1,
            talk,
        });
    }
    Talks {
        participants,
        segments: given.register.segments,
        interviews,
        evidence: Pieces::of_all(evidence),
        told,
    }
}

/// Participants in the order of their codes, without those whom nothing refers to, and where each
/// went.
fn in_order(
    participants: Vec<Participant>,
    parts: &[Part],
    named: &[Named],
) -> (Vec<Participant>, Vec<ParticipantId>) {
    let mut used = vec![false; participants.len()];
    let others = named.iter().flat_map(|named| &named.others);
    let others = others.filter_map(|other| match other {
        Other::Speaks { participant, .. } => Some(*participant),
        Other::Withdrew => None,
    });
    for id in parts.iter().map(|part| part.participant).chain(others) {
        used[id.index()] = true;
    }
    let all = participants.par_iter().with_min_len(256);
    let keys = all.map(|participant| (participant.unnamed, natural(&participant.code)));
    let keys: Vec<_> = keys.collect();
    let mut order: Vec<usize> = (0..participants.len()).filter(|at| used[*at]).collect();
    order.sort_by(|a, b| keys[*a].cmp(&keys[*b]));
    let mut moved = vec![ParticipantId(0); participants.len()];
    for (new, old) in order.iter().enumerate() {
        moved[*old] = ParticipantId(new as u32);
    }
    let participants = order.iter().map(|old| participants[*old].clone()).collect();
    (participants, moved)
}

/// A part's place: what is known of it, else what it waits for.
struct Slot {
    key: u64,
    talk: Option<Talk>,
}

/// The parts while they are settled one after another.
struct Settling<'a> {
    /// A hash of what all parts are read against.
    around: u64,
    families: Families,
    participants: &'a [Participant],
    cites: Cites,
    waves: Waves,
    slots: Vec<Slot>,
    /// Whether the cites of a part that is remembered were taken.
    taken: Vec<bool>,
}

impl Settling<'_> {
    /// A hash of all that a part is made from beside its draft.
    fn key(&self, heard: &Heard) -> u64 {
        let part = heard.part;
        let mut key = RapidHasher::default();
        self.around.hash(&mut key);
        (heard.number, heard.wave, heard.heard).hash(&mut key);
        (part.round, &part.id, part.date).hash(&mut key);
        (part.agreed.consent, part.agreed.media).hash(&mut key);
        (&heard.others, &heard.asides).hash(&mut key);
        for participant in heard.speakers() {
            (participant, &self.participants[participant.index()].code).hash(&mut key);
            self.families.of(participant).cited.hash(&mut key);
        }
        key.finish()
    }

    /// Takes a part's place among the others. What is not known of it is to be read, its evidence
    /// cited.
    fn settle<'p, 'd>(
        &mut self,
        mut heard: Heard<'p, 'd>,
        key: u64,
        talk: Option<Talk>,
    ) -> Option<Heard<'p, 'd>> {
        let number = heard.number.0;
        let cited = match &talk {
            Some(talk) => talk.cited,
            None => {
                self.cite(&mut heard);
                cited(&heard.cites)
            }
        };
        for participant in heard.speakers() {
            let family = self.families.of_mut(participant);
            let mut hasher = RapidHasher::default();
            (family.cited, cited).hash(&mut hasher);
            family.cited = hasher.finish();
            family.parts += 1;
            if talk.is_some() {
                family.remembered.push(number);
            }
        }
        let is_known = talk.is_some();
        self.slots.push(Slot { key, talk });
        (!is_known).then_some(heard)
    }

    /// Cites a part's evidence, unlike all that was cited before.
    fn cite(&mut self, heard: &mut Heard) {
        for participant in heard.speakers().collect::<Vec<_>>() {
            for earlier in std::mem::take(&mut self.families.of_mut(participant).remembered) {
                let earlier = earlier as usize;
                if std::mem::replace(&mut self.taken[earlier], true) {
                    continue;
                }
                if let Some(talk) = &self.slots[earlier].talk {
                    for (evidence, hashed) in talk.evidence.iter().zip(&*talk.hashed) {
                        self.cites.take(&evidence.cite, *hashed);
                    }
                }
            }
        }
        let part = heard.part;
        let mut cites = Vec::new();
        for (draft, other) in kept(part, &heard.others) {
            let speaker = match other {
                Some(Other::Speaks { participant, .. }) => participant,
                _ => heard.participant,
            };
            let code = self.families.code(speaker);
            let problems = &mut heard.problems;
            cites.push(
                self.cites
                    .give(draft, code, part.round, part.file, problems),
            );
        }
        heard.cites = cites;
    }
}

/// Participants whose cites may meet.
#[derive(Default)]
struct Family {
    /// A hash of the cites that were given so far.
    cited: u64,
    /// How many parts there are in which one of them speaks; of some that is counted too often.
    parts: u32,
    /// Parts that are remembered, whose cites were not looked at.
    remembered: Vec<u32>,
}

/// Whose cites may meet, by participant.
struct Families {
    families: Vec<Family>,
    /// Each participant's family.
    of: Vec<u32>,
    /// Each participant's code as it stands in a cite.
    codes: Vec<String>,
}

impl Families {
    fn among(participants: &[Participant]) -> Families {
        let people = participants.par_iter().with_min_len(256);
        let codes: Vec<String> = people.map(|p| in_cite(&p.code)).collect();
        let mut known: HashMap<&str, u32> = HashMap::default();
        let mut of = Vec::with_capacity(codes.len());
        for code in &codes {
            let next = known.len() as u32;
            of.push(*known.entry(family(code)).or_insert(next));
        }
        let mut families = Vec::new();
        families.resize_with(known.len(), Family::default);
        Families {
            families,
            of,
            codes,
        }
    }

    fn of(&self, participant: ParticipantId) -> &Family {
        &self.families[self.of[participant.index()] as usize]
    }

    fn of_mut(&mut self, participant: ParticipantId) -> &mut Family {
        &mut self.families[self.of[participant.index()] as usize]
    }

    fn code(&self, participant: ParticipantId) -> &str {
        &self.codes[participant.index()]
    }
}
