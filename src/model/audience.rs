//! The gate: from the whole casebook to what one audience may see, in one function, [`publish`].
//!
//! Nothing after this layer can see what it must not: a [`Published`] casebook holds no withheld
//! words, codes, segments or dates, and views can be made from nothing else.

use std::collections::{BTreeSet, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use smol_str::SmolStr;

use super::anonymous::Researchers;
use super::held::Held;
use super::mask::{Codes, Found, Replaced, Someone, WithheldIds};
use super::{
    Aside, Asked, Casebook, Evidence, EvidenceId, Interview, InterviewId, MediaRef, Origin,
    ParticipantId, Said, Study, StudyId, TalkItem, Target, Text,
};
use super::{anonymous, cut, groups, texts};
use crate::config::{Attribution, Audience, AudienceSettings, Consent};
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// A casebook as one audience may see it.
#[derive(Clone, Debug)]
pub struct Published {
    casebook: Casebook,
    audience: Audience,
    /// Codes that may stand in no address.
    codes: Option<Arc<Codes>>,
    pub withheld: Withheld,
}

/// What a build withholds, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// One for each study, in their order.
    pub studies: Vec<WithheldFromStudy>,
    /// Participants' codes in authors' texts that were replaced.
    pub codes: Replaced,
    /// Quotes with a code in their words where the audience may know none.
    pub spoken_codes: Vec<(Origin, String)>,
    /// Codes in names that would become addresses and ids, told.
    pub coded_names: Vec<Diagnostic>,
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
        publish(casebook, audience, &Someone::for_tests())
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

    /// A code in an address, where none may be shown.
    pub fn code_in(&self, address: &str) -> Option<String> {
        self.codes.as_ref()?.in_name(address)
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

/// Lets through what `audience` may see. `someone` stands for codes and names in an author's text that
/// may not be shown: "a participant".
///
/// - Words, observations, headings, recordings and pictures go as far as their consent; what is withheld
///   still counts as evidence of its themes.
/// - Where the attribution is not `code`, codes are emptied, ids are opaque, days become months.
/// - A segment, channel or month that fewer than the least group of those shown share is not named.
/// - Names of interviewers and note-takers, and pages of conversations, go as the settings say.
pub fn publish(mut casebook: Casebook, audience: Audience, someone: &Someone) -> Published {
    let settings = casebook.settings.for_audience(audience).clone();
    let mut withheld = Withheld::default();
    let shows_codes = settings.attribution == Attribution::Code;
    let held = Held::of(&casebook, audience);
    let codes = Codes::of(&casebook);
    let researchers = match audience {
        Audience::Public => Researchers::of(&casebook),
        _ => Researchers::default(),
    };
    let mut ids = WithheldIds::default();
    for study in &mut casebook.studies {
        let mut gate = Gate {
            audience,
            settings: &settings,
            held: &held,
            withheld: WithheldFromStudy {
                title: study.about.title.clone(),
                withdrawn: study.withdrawn,
                ..WithheldFromStudy::default()
            },
            touched: vec![false; study.participants.len()],
            ids: &mut ids,
        };
        gate.words(study);
        groups::hide_small(study, &settings);
        if audience == Audience::Public {
            anonymous::unname_researchers(study, &researchers, &someone.research_team);
        }
        gate.withheld.participants = gate.touched.iter().filter(|t| **t).count() as u32;
        withheld.studies.push(gate.withheld);
        if !shows_codes {
            anonymous::anonymise(study);
        }
    }
    if shows_codes {
        codes.hide_ids(&mut casebook, ids);
    } else {
        let Found {
            replaced,
            spoken,
            names,
        } = codes.hide(&mut casebook, someone);
        withheld.codes = replaced;
        withheld.spoken_codes = spoken;
        withheld.coded_names = names;
    }
    for page in &mut casebook.pages {
        for target in page.body.targets.iter().filter(|to| held.holds(to)) {
            count_held(target, &casebook.studies, &mut withheld.studies);
        }
        cut::references(&mut page.body, |to| !held.holds(to));
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
        codes: (!shows_codes).then(|| Arc::new(codes)),
        withheld,
    }
}

/// Counts a file that a further page would show, with the study in whose folder it stands.
fn count_held(target: &Target, studies: &[Study], withheld: &mut [WithheldFromStudy]) {
    let (Target::Media(MediaRef { file, .. }) | Target::NoMedia(file)) = target else {
        return;
    };
    let is_in = |study: &Study| {
        let folder = study.file.strip_suffix("study.md");
        folder.is_some_and(|folder| file.starts_with(folder))
    };
    let study = studies.iter().position(is_in).unwrap_or(0);
    if let Some(withheld) = withheld.get_mut(study) {
        withheld.media += 1;
    }
}

/// The gate of one study.
struct Gate<'a> {
    audience: Audience,
    settings: &'a AudienceSettings,
    held: &'a Held,
    withheld: WithheldFromStudy,
    /// Participants of whom something is withheld.
    touched: Vec<bool>,
    ids: &'a mut WithheldIds,
}

impl Gate<'_> {
    /// Takes out every word that the audience may not read.
    fn words(&mut self, study: &mut Study) {
        self.recordings(study);
        self.shown(study);
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
            if interview.has_references {
                let keep = self.held.keeps_in(interview);
                let said = study.evidence.of(number).iter();
                let mut texts = said.filter_map(|evidence| texts::of_evidence(evidence));
                if !texts.any(|text| cut::is_cut(text, &keep)) {
                    continue;
                }
                let mut cut = 0;
                for evidence in study.evidence.of_mut(number) {
                    let change = |text: &mut Text| cut += cut::references(text, &keep);
                    texts::change_evidence(evidence, |text| cut::is_cut(text, &keep), change);
                }
                self.pictures(cut, interview.participant);
            }
        }
    }

    fn recordings(&mut self, study: &mut Study) {
        for interview in &mut study.interviews {
            let held = interview.recording.as_ref();
            if held.is_some_and(|recording| self.held.holds_file(recording)) {
                let interview = Arc::make_mut(interview);
                interview.recording = None;
                interview.transcript.clear();
                self.withheld.media += 1;
                self.touched[interview.participant.index()] = true;
            }
        }
    }

    /// Pictures and recordings in what the study's own files say.
    fn shown(&mut self, study: &mut Study) {
        for text in texts::own_mut(study) {
            self.withheld.media += cut::references(text, |to| !self.held.holds(to));
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
        self.asides(interview);
        if is_read && !interview.sum.consent.allows(self.audience) {
            self.narrowed(interview);
        }
        if interview.talk.is_empty() && interview.recording.is_some() {
            let interview = Arc::make_mut(interview);
            interview.recording = None;
            interview.transcript.clear();
        }
        if interview.has_references {
            let keep = self.held.keeps_in(interview);
            let mut cut = 0;
            let change = |text: &mut Text| cut += cut::references(text, &keep);
            texts::change_talk(interview, |text| cut::is_cut(text, &keep), change);
            self.pictures(cut, interview.participant);
        }
    }

    /// Takes out the footnotes that go less far than the conversation that they stand in.
    fn asides(&mut self, interview: &mut Arc<Interview>) {
        if interview.talk.is_empty() || interview.asides.is_empty() {
            return;
        }
        let closed: Vec<Aside> = interview.asides.to_vec();
        let closed = closed.iter().filter(|a| !a.consent.allows(self.audience));
        // From the last one on, so that those before it keep their places.
        for aside in closed.rev() {
            let talk = Arc::make_mut(&mut Arc::make_mut(interview).talk);
            talk[aside.exchange as usize]
                .items
                .remove(aside.item as usize);
            self.withheld.observations += 1;
            self.touched[interview.participant.index()] = true;
        }
    }

    /// Cuts the pictures and recordings of a note that the audience may not see.
    fn pictures(&mut self, cut: u32, whose: ParticipantId) {
        self.withheld.media += cut;
        self.touched[whose.index()] |= cut > 0;
    }

    /// Takes out headings and observations that fewer may read than the rest of a conversation.
    fn narrowed(&mut self, interview: &mut Arc<Interview>) {
        let audience = self.audience;
        let is_kept = |consent: Option<Consent>| consent.is_none_or(|c| c.allows(audience));
        if interview.narrowed().all(|c| c.allows(audience)) {
            return;
        }
        self.touched[interview.participant.index()] = true;
        let talk = Arc::make_mut(&mut Arc::make_mut(interview).talk);
        for exchange in talk.iter_mut() {
            let before = exchange.items.len();
            exchange.items.retain(|item| match item {
                TalkItem::Observation(_, consent) => is_kept(*consent),
                TalkItem::Evidence(_) => true,
            });
            self.withheld.observations += (before - exchange.items.len()) as u32;
        }
        // All evidence below such a heading is withheld with it.
        talk.retain(|exchange| is_kept(exchange.consent));
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
        self.ids.add(std::mem::take(&mut evidence.cite));
        evidence.anchor = SmolStr::default();
    }
}
