//! The author's own sections of the case study, with what the study's front matter adds to them:
//! the agreement beforehand beside the challenge, facts and costs beside the method, what is
//! withheld or not yet read beside the limitations.

use serde::Serialize;

use super::super::chart::Figure;
use super::super::html::escape;
use super::super::prose::ProseView;
use super::super::{Link, OnPage, Site};
use super::Anchors;
use super::brief::sentence;
use super::method::{Checks, Fact, costs, facts};
use crate::model::{Said, Section, StudyId};

/// A section of the author's story.
#[derive(Debug, Serialize)]
pub struct SectionView {
    pub anchor: String,
    /// Empty for what stands before any heading.
    pub heading: String,
    pub standfirst: Option<String>,
    pub body: ProseView,
    pub note: Vec<NotePart>,
    pub facts: Vec<Fact>,
    pub figure: Option<Figure>,
    /// How the method was checked, in a sentence that leads there.
    pub checked: Option<Link>,
    /// The guide: what everybody was asked, and why.
    pub guide: Vec<Asked>,
    /// Sentences of the tool's own, under the text.
    pub added: Vec<String>,
}

/// A label and its sentences in the margin.
#[derive(Debug, Serialize)]
pub struct NotePart {
    pub label: String,
    pub sentences: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Asked {
    pub ask: String,
    pub why: Option<String>,
}

/// The sections before the insights and those after everything.
#[derive(Debug)]
pub struct Story {
    pub story: Vec<SectionView>,
    pub closing: Vec<SectionView>,
    /// Where the limitations stand.
    pub limitations: Option<String>,
}

/// What a section is, by its heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Challenge,
    Method,
    Limitations,
    Own,
}

impl Role {
    fn of(site: &Site, section: &Section) -> Role {
        let heading = section.heading.trim().to_lowercase();
        let is = |english: &str, key: &str| {
            heading == english || heading == site.say.text(key).to_lowercase()
        };
        if is("challenge", "study.challenge") {
            Role::Challenge
        } else if is("method", "study.method") {
            Role::Method
        } else if is("limitations", "study.limitations") {
            Role::Limitations
        } else {
            Role::Own
        }
    }
}

impl Story {
    pub fn of(on: &OnPage, id: StudyId, checks: Option<&Checks>, anchors: &mut Anchors) -> Story {
        let site = on.site;
        let study = &site.published[id];
        let mut story = Vec::new();
        let mut closing = Vec::new();
        let mut seen = Vec::new();
        let mut limitations = None;
        for section in &study.story {
            let role = Role::of(site, section);
            let mut view = written(on, section, anchors);
            dress(on, id, role, checks, &mut view);
            seen.push(role);
            if role == Role::Limitations {
                limitations.get_or_insert_with(|| view.anchor.clone());
            }
            // What follows the limitations stays behind them.
            match seen.contains(&Role::Limitations) {
                true => closing.push(view),
                false => story.push(view),
            }
        }
        for role in [Role::Method, Role::Challenge] {
            if !seen.contains(&role) {
                let mut view = empty(site, role);
                dress(on, id, role, checks, &mut view);
                if !view.is_empty() {
                    view.anchor = anchors.take(&view.anchor);
                    let at = match role {
                        Role::Challenge => 0,
                        _ => story.len(),
                    };
                    story.insert(at, view);
                }
            }
        }
        if !seen.contains(&Role::Limitations) {
            let mut view = empty(site, Role::Limitations);
            if let Some(limitations) = &study.about.limitations {
                view.added.push(sentence(limitations));
            }
            dress(on, id, Role::Limitations, checks, &mut view);
            if !view.is_empty() {
                view.anchor = anchors.take(&view.anchor);
                limitations = Some(view.anchor.clone());
                closing.insert(0, view);
            }
        }
        Story {
            story,
            closing,
            limitations,
        }
    }
}

impl SectionView {
    fn is_empty(&self) -> bool {
        self.standfirst.is_none()
            && self.body.is_empty()
            && self.note.is_empty()
            && self.facts.is_empty()
            && self.figure.is_none()
            && self.checked.is_none()
            && self.added.is_empty()
    }
}

/// Where a study's case study tells its limitations, for links from elsewhere.
pub fn limitations_anchor(site: &Site, id: StudyId) -> Option<String> {
    let study = &site.published[id];
    let mut sections = study.story.iter();
    match sections.find(|section| Role::of(site, section) == Role::Limitations) {
        Some(section) => Some(section.anchor.to_string()),
        None => study
            .about
            .limitations
            .is_some()
            .then(|| empty(site, Role::Limitations).anchor),
    }
}

fn written(on: &OnPage, section: &Section, anchors: &mut Anchors) -> SectionView {
    let mut body = on.prose(&section.body);
    let anchor = match &*section.anchor {
        "" => "story",
        anchor => anchor,
    };
    SectionView {
        anchor: anchors.take(anchor),
        heading: section.heading.clone(),
        standfirst: body.take_standfirst(),
        body,
        note: Vec::new(),
        facts: Vec::new(),
        figure: None,
        checked: None,
        guide: Vec::new(),
        added: Vec::new(),
    }
}

fn empty(site: &Site, role: Role) -> SectionView {
    let (anchor, key) = match role {
        Role::Challenge => ("challenge", "study.challenge"),
        Role::Method => ("method", "study.method"),
        Role::Limitations | Role::Own => ("limitations", "study.limitations"),
    };
    SectionView {
        anchor: anchor.to_owned(),
        heading: site.say.text(key),
        standfirst: None,
        body: ProseView::Html(String::new()),
        note: Vec::new(),
        facts: Vec::new(),
        figure: None,
        checked: None,
        guide: Vec::new(),
        added: Vec::new(),
    }
}

fn dress(on: &OnPage, id: StudyId, role: Role, checks: Option<&Checks>, view: &mut SectionView) {
    let site = on.site;
    let study = &site.published[id];
    match role {
        Role::Challenge => view.note = purpose(site, id),
        Role::Method => {
            view.facts = facts(site, id);
            view.guide = study
                .questions
                .iter()
                .map(|question| Asked {
                    ask: question.ask.clone(),
                    why: question.why.clone(),
                })
                .collect();
            view.figure = on.saturation("saturation", id);
            view.checked = checks.map(|checks| Link {
                href: super::super::address::fragment(&checks.anchor),
                title: checks.sentence.clone(),
            });
            view.note = costs(site, id);
        }
        Role::Limitations => view.added.extend(left_out(site, id)),
        Role::Own => {}
    }
}

/// What the study set out to do, and what was agreed beforehand.
fn purpose(site: &Site, id: StudyId) -> Vec<NotePart> {
    let say = site.say;
    let about = &site.published[id].about;
    let mut parts = Vec::new();
    let mut add = |key: &str, sentences: Vec<String>| {
        if !sentences.is_empty() {
            parts.push(NotePart {
                label: say.text(key),
                sentences,
            });
        }
    };
    add(
        "study.question",
        about.question.iter().map(|q| sentence(q)).collect(),
    );
    add(
        "study.objectives",
        about.objectives.iter().map(|o| sentence(o)).collect(),
    );
    add(
        "study.agreed",
        site.success_sentences(id).unwrap_or_default(),
    );
    parts
}

/// What this edition leaves out, and what nobody has read for themes yet.
fn left_out(site: &Site, id: StudyId) -> Vec<String> {
    let say = site.say;
    let study = &site.published[id];
    let uncoded = study
        .evidence
        .iter()
        .filter(|e| e.themes.is_empty() && matches!(e.said, Said::Quote(_) | Said::WithheldQuote))
        .count();
    let mut sentences = Vec::new();
    if uncoded > 0 {
        sentences.push(say.count("study.uncoded", uncoded, &[]));
    }
    let withheld = site.published.withheld.studies.get(id.0 as usize);
    if let Some(withheld) = withheld {
        sentences.extend(super::super::shell::withheld_words(say, &[withheld]));
    }
    sentences.into_iter().map(|s| escape(&s)).collect()
}
