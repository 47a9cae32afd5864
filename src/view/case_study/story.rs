//! The author's own sections of the case study, with what the study's front matter adds to them:
//! the agreement beforehand beside the challenge, facts and costs beside the method, what is
//! withheld or not yet read beside the limitations.

use serde::Serialize;

use super::super::chart::Figure;
use super::super::html::escape;
use super::super::ledger::research_cost_of;
use super::super::prose::ProseView;
use super::super::say::fill;
use super::super::{OnPage, Site};
use super::Anchors;
use super::brief::sentence;
use crate::analyse::roi::cost_per;
use crate::model::{Said, Section, Study, StudyId};

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
    /// The guide: what everybody was asked, and why.
    pub guide: Vec<Asked>,
    /// Sentences of the tool's own, under the text.
    pub added: Vec<String>,
    /// Whether print begins a page with it.
    pub breaks: bool,
}

/// A label and its sentences in the margin.
#[derive(Debug, Serialize)]
pub struct NotePart {
    pub label: String,
    pub sentences: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Fact {
    pub title: String,
    pub value: String,
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
    pub fn of(on: &OnPage, id: StudyId, anchors: &mut Anchors) -> Story {
        let site = on.site;
        let study = &site.published[id];
        let mut story = Vec::new();
        let mut closing = Vec::new();
        let mut seen = Vec::new();
        for section in &study.story {
            let role = Role::of(site, section);
            let mut view = written(on, section, anchors);
            dress(on, id, role, &mut view);
            seen.push(role);
            // What follows the limitations stays behind them.
            match seen.contains(&Role::Limitations) {
                true => closing.push(view),
                false => story.push(view),
            }
        }
        for role in [Role::Method, Role::Challenge] {
            if !seen.contains(&role) {
                let mut view = empty(site, role);
                dress(on, id, role, &mut view);
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
            dress(on, id, Role::Limitations, &mut view);
            if !view.is_empty() {
                view.anchor = anchors.take(&view.anchor);
                closing.insert(0, view);
            }
        }
        Story { story, closing }
    }
}

impl SectionView {
    fn is_empty(&self) -> bool {
        self.standfirst.is_none()
            && self.body.is_empty()
            && self.note.is_empty()
            && self.facts.is_empty()
            && self.figure.is_none()
            && self.added.is_empty()
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
        guide: Vec::new(),
        added: Vec::new(),
        breaks: false,
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
        guide: Vec::new(),
        added: Vec::new(),
        breaks: false,
    }
}

fn dress(on: &OnPage, id: StudyId, role: Role, view: &mut SectionView) {
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

fn facts(site: &Site, id: StudyId) -> Vec<Fact> {
    let say = site.say;
    let study = &site.published[id];
    let about = &study.about;
    let index = site.study(id);
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            facts.push(Fact {
                title: say.text(key),
                value,
            });
        }
    };
    let held = study.interviews.len();
    let target = about.sample.target.map(|n| n as usize);
    add(
        "facts.conversations",
        match (held, target) {
            (0, None) => None,
            (held, Some(target)) if held < target => {
                Some(say.count("facts.held_of", held, fill![target: target]))
            }
            (held, _) => {
                let people = index.interviewed;
                Some(match people == held {
                    true => say.count("facts.held", held, &[]),
                    false => say.count("facts.held_with", held, fill![people: people]),
                })
            }
        },
    );
    add("facts.when", say.period(about.period));
    add("facts.minutes", minutes(site, study));
    let groups: Vec<String> = index
        .segment_names
        .iter()
        .zip(&index.findings.segment_sizes)
        .filter(|(_, n)| **n > 0)
        .map(|(name, n)| say.with("facts.group", fill![group: &**name, n: *n]))
        .collect();
    add("facts.groups", Some(say.row(&groups)));
    add("facts.criteria", about.sample.criteria.clone());
    add("facts.why", about.sample.why.clone());
    add(
        "facts.recruited",
        Some(say.list(&about.sample.recruited_through)),
    );
    add(
        "facts.incentive",
        about.sample.incentive.as_ref().map(|money| {
            let amount = say.money(money.amount, &money.currency);
            say.with("facts.each", fill![amount: amount])
        }),
    );
    add("facts.interviewers", Some(say.list(&about.interviewers)));
    add("facts.stakeholders", Some(say.list(&about.stakeholders)));
    facts
}

/// "7 in the middle, 3 to 10"
fn minutes(site: &Site, study: &Study) -> Option<String> {
    let mut all: Vec<f64> = study.interviews.iter().filter_map(|i| i.minutes).collect();
    all.sort_by(f64::total_cmp);
    let (first, last) = (*all.first()?, *all.last()?);
    let say = site.say;
    let whole = |n: f64| say.number(n.round());
    let middle = whole(all[all.len() / 2]);
    Some(match (last - first).abs() < 0.5 {
        true => say.with("facts.minutes_same", fill![middle: middle]),
        false => say.with(
            "facts.minutes_range",
            fill![middle: middle, from: whole(first), to: whole(last)],
        ),
    })
}

/// Cost and time, beside those of the study that this one replaced.
fn costs(site: &Site, id: StudyId) -> Vec<NotePart> {
    let say = site.say;
    let study = &site.published[id];
    let settings = &site.published.settings;
    let cost = research_cost_of(study, settings);
    let mut sentences = Vec::new();
    if let Some(total) = cost.total() {
        let amount = site.money(total);
        sentences.push(match study.about.costs.hours {
            Some(hours) => say.with(
                "costs.hours_and_total",
                fill![hours: say.number(hours), total: amount],
            ),
            None => say.with("costs.total", fill![total: amount]),
        });
        if let Some(each) = cost_per(total, site.study(id).interviewed) {
            sentences.push(say.with("costs.each", fill![amount: site.money(each.round())]));
        }
    } else if let Some(hours) = study.about.costs.hours {
        sentences.push(say.with("costs.hours", fill![hours: say.number(hours)]));
    }
    let mut parts = Vec::new();
    if !sentences.is_empty() {
        parts.push(NotePart {
            label: say.text("costs.label"),
            sentences,
        });
    }
    if let Some(replaced) = &study.about.compared_with {
        let mut sentences = Vec::new();
        let range = |(low, high): (f64, f64)| match low == high {
            true => say.number(low),
            false => say.with(
                "words.range",
                fill![low: say.number(low), high: say.number(high)],
            ),
        };
        let weeks = replaced.weeks.map(range);
        let each = replaced.per_participant.map(|(low, high)| {
            let (low, high) = (site.money(low), site.money(high));
            say.with("words.range", fill![low: low, high: high])
        });
        let name = &*replaced.name;
        match (weeks, each) {
            (Some(weeks), Some(each)) => sentences.push(say.with(
                "costs.replaced_both",
                fill![name: name, weeks: weeks, each: each],
            )),
            (Some(weeks), None) => {
                sentences.push(say.with("costs.replaced_weeks", fill![name: name, weeks: weeks]));
            }
            (None, Some(each)) => {
                sentences.push(say.with("costs.replaced_each", fill![name: name, each: each]));
            }
            (None, None) => {}
        }
        if let (false, Some(source)) = (sentences.is_empty(), &replaced.source) {
            sentences.push(say.with("costs.source", fill![source: &**source]));
        }
        if !sentences.is_empty() {
            parts.push(NotePart {
                label: say.text("costs.replaced"),
                sentences,
            });
        }
    }
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
