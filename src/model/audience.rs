//! The gate: from the whole casebook to what one audience may see, in one function, [`publish`].
//!
//! Nothing after this layer can see what it must not: a [`Published`] casebook holds no withheld
//! words, codes, segments or dates, and views can be made from nothing else.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use smol_str::SmolStr;

use super::mask::Mask;
use super::{
    Asked, Casebook, Evidence, EvidenceId, Interview, InterviewId, ParticipantId, Said, Study,
    StudyId, Target, Text, When,
};
use super::{cut, texts};
use crate::config::{Attribution, Audience, AudienceSettings};
use crate::source::SourcePath;

/// A casebook as one audience may see it.
#[derive(Clone, Debug)]
pub struct Published {
    casebook: Casebook,
    audience: Audience,
    pub withheld: Withheld,
}

/// What a build withholds, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// One for each study, in their order.
    pub studies: Vec<WithheldFromStudy>,
    /// Participants' codes in authors' texts that were replaced: as written, and how often, by file.
    pub codes: BTreeMap<SourcePath, BTreeMap<String, u32>>,
}

/// What is withheld from one study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithheldFromStudy {
    /// The study's title.
    pub title: String,
    pub quotes: u32,
    pub observations: u32,
    pub interviews: u32,
    /// Participants whose words are withheld, at least in part.
    pub participants: u32,
    /// Recordings and pictures.
    pub media: u32,
    /// Participants who withdrew; they are in no count.
    pub withdrawn: u32,
}

impl Published {
    /// A published casebook made by hand, for tests of what stands after the gate.
    #[doc(hidden)]
    pub fn for_tests(casebook: Casebook, audience: Audience) -> Published {
        publish(casebook, audience, "a participant")
    }

    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// How this audience sees participants.
    pub fn view(&self) -> &AudienceSettings {
        self.casebook.settings.for_audience(self.audience)
    }

    /// Whether names or initials of interviewers and note-takers may be shown; where not, they are
    /// numbers that serve for counting alone.
    pub fn shows_researchers(&self) -> bool {
        self.audience != Audience::Public
    }

    /// Whether participants' codes may be shown.
    pub fn shows_codes(&self) -> bool {
        self.view().attribution == Attribution::Code
    }
}

impl Published {
    /// The pictures and recordings that published texts and conversations show, each once.
    pub fn shown_media(&self) -> BTreeSet<SourcePath> {
        let studies = &self.casebook.studies;
        let targets = self.casebook.texts().flat_map(|text| text.targets.iter());
        let pictures = targets.filter_map(|target| match target {
            Target::Media(media) => Some(media.file.clone()),
            _ => None,
        });
        let talks = studies.iter().flat_map(|study| &study.interviews);
        let recordings = talks
            .filter_map(|i| i.recording.as_ref())
            .map(|r| r.file.clone());
        pictures.chain(recordings).collect()
    }
}

impl Deref for Published {
    type Target = Casebook;
    fn deref(&self) -> &Casebook {
        &self.casebook
    }
}

/// Lets through what `audience` may see. `someone` stands for a code in an author's text that may
/// not be shown: "a participant".
///
/// - Words, observations, recordings and pictures go as far as their consent; what is withheld
///   still counts as evidence of its themes.
/// - Where the attribution is not `code`, codes are emptied, ids are opaque, days become months.
/// - A segment, channel or month that fewer than the least group of those shown share is not named.
/// - Names of interviewers and note-takers, and pages of conversations, go as the settings say.
pub fn publish(mut casebook: Casebook, audience: Audience, someone: &str) -> Published {
    let settings = casebook.settings.for_audience(audience).clone();
    let mut withheld = Withheld::default();
    let shows_codes = settings.attribution == Attribution::Code;
    let mask = (!shows_codes).then(|| Mask::of(&casebook, someone));
    for study in &mut casebook.studies {
        let mut gate = Gate {
            audience,
            settings: &settings,
            withheld: WithheldFromStudy {
                title: study.about.title.clone(),
                withdrawn: study.withdrawn,
                ..WithheldFromStudy::default()
            },
            touched: vec![false; study.participants.len()],
        };
        gate.words(study);
        gate.groups(study);
        if audience == Audience::Public {
            unname_researchers(study);
        }
        gate.withheld.participants = gate.touched.iter().filter(|t| **t).count() as u32;
        withheld.studies.push(gate.withheld);
        if !shows_codes {
            anonymise(study);
        }
    }
    if let Some(mut mask) = mask {
        mask.apply(&mut casebook);
        withheld.codes = mask.replaced();
    }
    // A picture in a note is the participant's: its links were cut with its consent above; links
    // from other texts to conversations that have no page are cut here.
    let open: Vec<Vec<bool>> = casebook
        .studies
        .iter()
        .map(|study| {
            study
                .interviews
                .iter()
                .map(|i| settings.interviews && !i.talk.is_empty())
                .collect()
        })
        .collect();
    let cited = casebook.texts().flat_map(|text| text.targets.iter());
    let withheld_cites: HashSet<(StudyId, EvidenceId)> = cited
        .filter_map(|target| match target {
            Target::Evidence(study, id) => Some((*study, *id)),
            _ => None,
        })
        .filter(|(study, id)| casebook[*study][*id].is_withheld())
        .collect();
    let keep = |target: &Target| match target {
        Target::Interview(study, id) => open[study.0 as usize][id.index()],
        Target::Evidence(study, id) => !withheld_cites.contains(&(*study, *id)),
        _ => true,
    };
    texts::change(
        &mut casebook,
        |text| cut::is_cut(text, keep),
        |text| {
            cut::references(text, keep);
        },
    );
    Published {
        casebook,
        audience,
        withheld,
    }
}

/// The gate of one study.
struct Gate<'a> {
    audience: Audience,
    settings: &'a AudienceSettings,
    withheld: WithheldFromStudy,
    /// Participants of whom something is withheld.
    touched: Vec<bool>,
}

impl Gate<'_> {
    /// Takes out every word that the audience may not read.
    fn words(&mut self, study: &mut Study) {
        self.recordings(study);
        for interview in &mut study.interviews {
            self.interview(interview);
        }
        for (interview, number) in study.interviews.iter().zip((0..).map(InterviewId)) {
            let is_open = interview.consent.allows(self.audience);
            if !interview.sum.consent.allows(self.audience) {
                for evidence in study.evidence.of_mut(number) {
                    if is_open && evidence.consent.allows(self.audience) {
                        continue;
                    }
                    self.touched[evidence.participant.index()] = true;
                    self.touched[interview.participant.index()] = true;
                    self.evidence(evidence);
                }
            }
            if interview.has_references && !interview.media_consent.allows(self.audience) {
                for evidence in study.evidence.of_mut(number) {
                    let pictures = |text: &mut Text| self.withheld.media += cut_pictures(text);
                    texts::change_evidence(evidence, has_pictures, pictures);
                }
            }
        }
    }

    /// A recording, and a transcript all the more, holds everything that was said: neither goes
    /// further than every voice and every quote in it.
    fn recordings(&mut self, study: &mut Study) {
        if study.interviews.iter().all(|i| i.recording.is_none()) {
            return;
        }
        let mut kept: BTreeSet<SourcePath> = BTreeSet::new();
        for interview in &study.interviews {
            let open = interview.media_consent.allows(self.audience)
                && interview.consent.allows(self.audience)
                && !interview.heard_withdrawn;
            if !open {
                kept.insert(interview.file.clone());
            }
        }
        for evidence in &study.evidence {
            if !evidence.consent.allows(self.audience) {
                kept.insert(study.interviews[evidence.interview.index()].file.clone());
            }
        }
        for interview in &mut study.interviews {
            if interview.recording.is_some() && kept.contains(&interview.file) {
                let interview = Arc::make_mut(interview);
                interview.recording = None;
                interview.transcript.clear();
                self.withheld.media += 1;
            }
        }
    }

    fn interview(&mut self, interview: &mut Arc<Interview>) {
        let is_open = interview.consent.allows(self.audience);
        if !is_open {
            self.withheld.interviews += 1;
            self.touched[interview.participant.index()] = true;
        }
        let is_read = is_open && self.settings.interviews;
        if !is_read && !interview.talk.is_empty() {
            Arc::make_mut(interview).talk = Arc::default();
        }
        if interview.talk.is_empty() && interview.recording.is_some() {
            let interview = Arc::make_mut(interview);
            interview.recording = None;
            interview.transcript.clear();
        }
        if interview.has_references && !interview.media_consent.allows(self.audience) {
            let pictures = |text: &mut Text| self.withheld.media += cut_pictures(text);
            texts::change_talk(interview, has_pictures, pictures);
        }
    }

    /// A withheld quote still counts; nothing that it says remains.
    fn evidence(&mut self, evidence: &mut Evidence) {
        match evidence.said {
            Said::Quote(_) => {
                self.withheld.quotes += 1;
                evidence.said = Said::WithheldQuote;
            }
            Said::Observation(_) => {
                self.withheld.observations += 1;
                evidence.said = Said::WithheldObservation;
            }
            Said::WithheldQuote | Said::WithheldObservation => {}
        }
        evidence.asked = Asked::Nothing;
        evidence.emotions.clear();
        evidence.time = None;
        evidence.remark = None;
        evidence.cite = SmolStr::default();
        evidence.anchor = SmolStr::default();
    }

    /// Names no group that too few participants share.
    fn groups(&mut self, study: &mut Study) {
        let least = self.settings.least_group as usize;
        let shown = shown_people(study);
        let mut is_shown = vec![false; study.participants.len()];
        for who in shown.iter().flatten() {
            is_shown[who.index()] = true;
        }
        let mut sizes = vec![0usize; study.segments.len()];
        let everyone = study.participants.iter().zip(is_shown);
        for segment in everyone.filter_map(|(who, shown)| who.segment.filter(|_| shown)) {
            sizes[segment.index()] += 1;
        }
        let mut hidden = vec![false; study.segments.len()];
        for segment in study.participants.iter().filter_map(|p| p.segment) {
            hidden[segment.index()] = sizes[segment.index()] < least;
        }
        for participant in &mut study.participants {
            participant.segment = participant
                .segment
                .filter(|s| !hidden[s.index()] && self.settings.attribution != Attribution::None);
        }
        for (segment, hidden) in study.segments.iter_mut().zip(&hidden) {
            if *hidden {
                segment.name.clear();
            }
        }
        let hidden_plan = |name: &str| {
            !study
                .segments
                .iter()
                .any(|s| s.name.eq_ignore_ascii_case(name))
        };
        study
            .about
            .sample
            .plan
            .retain(|(name, _)| !hidden_plan(name));
        mask_rare(
            study,
            &shown,
            least,
            |i| i.channel.as_ref().map(|c| c.trim().to_lowercase()),
            |i| i.channel = None,
        );
        if self.settings.attribution != Attribution::Code {
            for interview in &mut study.interviews {
                if let When::Day(day) = interview.when {
                    Arc::make_mut(interview).when = When::Month {
                        year: day.year(),
                        month: day.month(),
                    };
                }
            }
            mask_rare(
                study,
                &shown,
                least,
                |i| (i.when != When::Unknown).then_some(i.when),
                |i| i.when = When::Unknown,
            );
        }
    }
}

/// Whether a text shows pictures or recordings.
fn has_pictures(text: &Text) -> bool {
    cut::is_cut(text, |to| !matches!(to, Target::Media(_)))
}

/// Cuts the pictures and recordings of a note that the audience may not see, and what is written
/// about them.
fn cut_pictures(text: &mut Text) -> u32 {
    cut::references(text, |to| !matches!(to, Target::Media(_)))
}

/// Researchers are counted in a public build, and numbered instead of named.
fn unname_researchers(study: &mut Study) {
    let mut known: Vec<String> = Vec::new();
    let mut number = |name: &str| {
        let folded = name.trim().to_lowercase();
        let at = known.iter().position(|k| *k == folded).unwrap_or_else(|| {
            known.push(folded);
            known.len() - 1
        });
        (at + 1).to_string()
    };
    for interview in &mut study.interviews {
        if interview.interviewers.is_empty() && interview.note_takers.is_empty() {
            continue;
        }
        let interview = Arc::make_mut(interview);
        for name in &mut interview.interviewers {
            *name = number(name);
        }
        interview.note_takers.clear();
    }
    for (interview, id) in study.interviews.iter().zip((0..).map(InterviewId)) {
        if !interview.sum.has_coders {
            continue;
        }
        let coded = study.evidence.of_mut(id).iter_mut();
        let coded = coded.filter(|e| !e.coders.is_empty());
        for coder in coded.flat_map(|e| &mut e.coders) {
            coder.name = number(&coder.name).into();
        }
    }
    study.about.interviewers.clear();
    study.about.owner = None;
}

/// Of each interview, the participants of whom something is shown.
fn shown_people(study: &Study) -> Vec<Vec<ParticipantId>> {
    let talks = study.interviews.iter();
    let mut shown: Vec<Vec<ParticipantId>> = talks
        .map(|i| (!i.talk.is_empty()).then_some(i.participant).into_iter())
        .map(Iterator::collect)
        .collect();
    let interviews = study.interviews.iter().zip((0..).map(InterviewId));
    for ((interview, number), shown) in interviews.zip(&mut shown) {
        // Where nobody else speaks, a page of the conversation shows its participant already.
        if !interview.sum.has_others && !shown.is_empty() {
            continue;
        }
        let evidence = study.evidence.of(number).iter();
        for evidence in evidence.filter(|e| !e.is_withheld()) {
            if !shown.contains(&evidence.participant) {
                shown.push(evidence.participant);
            }
        }
    }
    shown
}

/// Takes a trait from the interviews of which too few participants share it.
fn mask_rare<K: Ord>(
    study: &mut Study,
    shown: &[Vec<ParticipantId>],
    least: usize,
    key: impl Fn(&Interview) -> Option<K>,
    hide: impl Fn(&mut Interview),
) {
    let mut people: BTreeMap<K, HashSet<ParticipantId>> = BTreeMap::new();
    for (interview, shown) in study.interviews.iter().zip(shown) {
        if let Some(key) = key(interview) {
            people.entry(key).or_default().extend(shown);
        }
    }
    for interview in &mut study.interviews {
        let rare =
            key(interview).is_some_and(|key| people.get(&key).is_some_and(|p| p.len() < least));
        if rare {
            hide(Arc::make_mut(interview));
        }
    }
}

/// Empties codes and makes every id opaque: what two quotes of one person have in common is gone.
fn anonymise(study: &mut Study) {
    let place = |what: &str, text: &str| {
        let mut hasher = blake3::Hasher::new();
        for part in [what, "\0", &study.id, "\0", text] {
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..12].to_owned()
    };
    let mut ids = Vec::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for evidence in &study.evidence {
        let words = match &evidence.said {
            Said::Quote(words) => words.text.to_string(),
            Said::Observation(text) => format!("{:?}", text.prose.parts),
            _ => {
                ids.push(String::new());
                continue;
            }
        };
        let mut id = place("quote", &words);
        let again = taken.entry(id.clone()).or_default();
        *again += 1;
        if *again > 1 {
            id = format!("{id}-{again}");
        }
        ids.push(id);
    }
    let mut said: Vec<Vec<&str>> = vec![Vec::new(); study.interviews.len()];
    for (evidence, id) in study.evidence.iter().zip(&ids) {
        said[evidence.interview.index()].push(id);
    }
    // What is said in it names a conversation that has a page; no code is in it.
    let talks = study.interviews.iter().zip(&said).zip(1..);
    let talks: Vec<String> = talks
        .map(|((interview, said), number)| {
            let number = if said.is_empty() { number } else { 0 };
            match interview.talk.is_empty() {
                true => String::new(),
                false => place("talk", &format!("{} {number}", said.join(" "))),
            }
        })
        .collect();
    for (evidence, id) in study.evidence.iter_mut().zip(ids) {
        evidence.anchor = if id.is_empty() {
            SmolStr::default()
        } else {
            format!("q{id}").into()
        };
        evidence.cite = id.into();
    }
    for (interview, id) in study.interviews.iter_mut().zip(talks) {
        Arc::make_mut(interview).id = id.into();
    }
    let nobody: Arc<str> = Arc::from("");
    for participant in &mut study.participants {
        participant.code = nobody.clone();
    }
}
