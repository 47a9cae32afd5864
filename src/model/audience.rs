//! The gate: from the whole casebook to what one audience may see, in one function, [`publish`].
//!
//! Nothing after this layer can see what it must not: a [`Published`] casebook holds no withheld
//! words, codes, segments or dates, and views can be made from nothing else.

use std::collections::{BTreeSet, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use smol_str::SmolStr;

use super::mask::{Mask, Replaced};
use super::{
    Asked, Casebook, Evidence, EvidenceId, Interview, InterviewId, Origin, Said, Study, StudyId,
    TalkItem, Target, Text,
};
use super::{anonymous, cut, groups, texts};
use crate::config::{Attribution, Audience, AudienceSettings, Consent};
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
    /// Participants' codes in authors' texts that were replaced.
    pub codes: Replaced,
    /// Quotes with a code in their words where the audience may know none.
    pub spoken_codes: Vec<(Origin, String)>,
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
/// - Words, observations, headings, recordings and pictures go as far as their consent; what is withheld
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
        groups::hide_small(study, &settings);
        if audience == Audience::Public {
            anonymous::unname_researchers(study);
        }
        gate.withheld.participants = gate.touched.iter().filter(|t| **t).count() as u32;
        withheld.studies.push(gate.withheld);
        if !shows_codes {
            anonymous::anonymise(study);
        }
    }
    if let Some(mut mask) = mask {
        mask.apply(&mut casebook);
        (withheld.codes, withheld.spoken_codes) = mask.into_found();
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
                && interview.sum.consent.allows(self.audience)
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
        if is_read && !interview.sum.consent.allows(self.audience) {
            self.narrowed(interview);
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
        evidence.cite = SmolStr::default();
        evidence.anchor = SmolStr::default();
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
