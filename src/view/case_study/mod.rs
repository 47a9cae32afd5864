//! The case study of one study, told as one story: the brief on the first screen, then challenge,
//! method, insights with their evidence, priorities, actions, decisions and limitations. What a
//! study does not have leaves no trace.
//!
//! | file | the part that it makes |
//! |---|---|
//! | [`brief`] | the first screen's four answers |
//! | [`story`] | the author's own sections, the limitations |
//! | [`method`] | the method's facts, cost and time; how it was checked, by [`saturation`], [`agreement`] and [`checklist`] |
//! | [`insight`] | one insight with its quotes, its counter-case and what came of it |
//! | [`after`] | who raised what, actions, decisions, conversations |

pub mod after;
pub mod agreement;
pub mod brief;
pub mod checklist;
pub mod insight;
pub mod method;
pub mod saturation;
pub mod story;

use std::collections::HashSet;

use serde::Serialize;

use self::after::{Actions, Conversations, Decisions};
use self::brief::Brief;
use self::insight::InsightView;
use self::method::Checks;
use self::story::{SectionView, Story};
use super::chart::Figure;
use super::parts::Count;
use super::say::fill;
use super::shell::Shell;
use super::{Link, OnPage, PageKey, Site};
use crate::model::{StudyId, ThemeId};

/// What `case-study.html` sees.
#[derive(Debug, Serialize)]
pub struct CaseStudyView {
    pub page: Shell,
    pub heading: String,
    pub brief: Brief,
    pub contents: Vec<Link>,
    /// The author's story up to its limitations, the method with its facts among it.
    pub story: Vec<SectionView>,
    pub insights: Vec<InsightView>,
    /// Themes that nobody has made an insight of.
    pub patterns: Option<Patterns>,
    pub priorities: Option<Priorities>,
    pub actions: Option<Actions>,
    pub decisions: Option<Decisions>,
    /// Limitations, and what the author wrote after them.
    pub closing: Vec<SectionView>,
    pub checks: Option<Checks>,
    pub conversations: Option<Conversations>,
}

/// Who raised what.
#[derive(Debug, Serialize)]
pub struct Patterns {
    pub anchor: String,
    pub matrix: Option<Figure>,
    /// The themes that are not in the matrix: those that nobody has raised yet, all when there is no matrix.
    pub themes: Vec<Count>,
}

/// What first: by pain and by value, by participants and by the team.
#[derive(Debug, Serialize)]
pub struct Priorities {
    pub anchor: String,
    pub figures: Vec<Figure>,
    /// Where participants and the team disagree on the order, in sentences.
    pub crossings: Vec<String>,
}

/// Ids of the page, each given once.
#[derive(Debug, Default)]
pub struct Anchors(HashSet<String>);

impl Anchors {
    /// The wanted id, or the next one that is free.
    pub fn take(&mut self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        let mut n = 2;
        while !self.0.insert(anchor.clone()) {
            anchor = format!("{wanted}-{n}");
            n += 1;
        }
        anchor
    }
}

/// A study's case study.
pub fn view(site: &Site, id: StudyId) -> CaseStudyView {
    let on = OnPage::new(site, &PageKey::CaseStudy(id));
    let say = site.say;
    let study = &site.published[id];
    let mut anchors = Anchors::default();
    let checks = method::checks(&on, id, &mut anchors);
    let Story {
        story,
        closing,
        limitations,
    } = Story::of(&on, id, checks.as_ref(), &mut anchors);
    let insights: Vec<InsightView> = site
        .study(id)
        .findings
        .insights
        .iter()
        .enumerate()
        .map(|(i, theme)| {
            let limitations = limitations.as_deref();
            insight::view(&on, id, *theme, i + 1, limitations, &mut anchors)
        })
        .collect();
    let patterns = patterns(&on, id, &mut anchors);
    let priorities = priorities(&on, id, &mut anchors);
    let actions = after::actions(&on, id, &mut anchors);
    let decisions = after::decisions(&on, id, &mut anchors);
    let conversations = after::conversations(&on, id, &mut anchors);
    let brief = Brief::of(&on, id, insights.first());
    let mut contents: Vec<Link> = Vec::new();
    let mut add = |anchor: &str, title: &str| {
        if !title.is_empty() {
            contents.push(Link {
                href: super::address::fragment(anchor),
                title: title.to_owned(),
            });
        }
    };
    for section in &story {
        add(&section.anchor, &section.heading);
    }
    for insight in &insights {
        add(&insight.anchor, &insight.title);
    }
    let sections = [
        (patterns.as_ref().map(|p| &p.anchor), "study.patterns"),
        (priorities.as_ref().map(|p| &p.anchor), "study.priorities"),
        (actions.as_ref().map(|p| &p.anchor), "study.actions"),
        (decisions.as_ref().map(|p| &p.anchor), "study.decisions"),
    ];
    for (anchor, key) in sections {
        if let Some(anchor) = anchor {
            add(anchor, &say.text(key));
        }
    }
    for section in &closing {
        add(&section.anchor, &section.heading);
    }
    if let Some(checks) = &checks {
        add(&checks.anchor, &say.text("study.checks"));
    }
    if let Some(conversations) = &conversations {
        add(&conversations.anchor, &say.text("study.conversations"));
    }
    let status = study
        .about
        .status
        .map(|status| say.text(&format!("study_status.{}", status.word())));
    let kind = match status {
        Some(status) => say.with("study.kind_of", fill![status: status]),
        None => say.text("study.kind"),
    };
    CaseStudyView {
        heading: study.about.title.clone(),
        contents,
        story,
        patterns,
        priorities,
        actions,
        decisions,
        closing,
        checks,
        conversations,
        page: Shell {
            kind,
            ..on.study_shell(id, study.about.title.clone(), brief.in_a_sentence())
        },
        brief,
        insights,
    }
}

fn patterns(on: &OnPage, id: StudyId, anchors: &mut Anchors) -> Option<Patterns> {
    let site = on.site;
    let study = &site.published[id];
    let findings = &site.study(id).findings;
    let matrix = on.matrix("matrix", id);
    let drawn: &[ThemeId] = &findings.by_frequency;
    // A theme that nobody has raised yet stands in no chart, and its page is found here all the same.
    let quiet = (0..study.themes.len() as u32)
        .map(ThemeId)
        .filter(|theme| !drawn.contains(theme));
    let listed = if matrix.is_some() { &[] } else { drawn };
    let themes: Vec<Count> = listed
        .iter()
        .copied()
        .chain(quiet)
        .map(|theme| Count {
            href: Some(on.link(&PageKey::Theme(id, theme, 1))),
            title: study[theme].title.clone(),
            count: site.of_asked(findings.theme(theme).frequency()),
        })
        .collect();
    (matrix.is_some() || !themes.is_empty()).then(|| Patterns {
        anchor: anchors.take("who-raised-what"),
        matrix,
        themes,
    })
}

fn priorities(on: &OnPage, id: StudyId, anchors: &mut Anchors) -> Option<Priorities> {
    let figures: Vec<Figure> = [
        on.severity_map("severity", id),
        on.impact_map("impact", id),
        on.slope("order", id),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!figures.is_empty()).then(|| Priorities {
        anchor: anchors.take("priorities"),
        figures,
        crossings: on.crossings(id),
    })
}
