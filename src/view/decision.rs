//! One decision, as a chain: evidence, decision, actions, outcome; then what it returned.

use serde::Serialize;

use super::ledger::{grade_of, row_of};
use super::prose::{ProseSection, ProseView};
use super::quote::{QuoteView, Role};
use super::say::fill;
use super::shell::Shell;
use super::theme::{Count, DateView, StatusView};
use super::worth::{OutcomeWords, grade_letter};
use super::{Link, OnPage, PageKey, Site};
use crate::analyse::grade::Grade;
use crate::language::capitalised;
use crate::analyse::ledger::{Counts, Reason};
use crate::model::{
    Decision, DecisionId, DecisionStatus, Direction, EvidenceId, Expectation, Proof, StudyId, Target,
};

/// What `decision.html` sees.
#[derive(Debug, Serialize)]
pub struct DecisionView {
    pub page: Shell,
    pub heading: String,
    pub status: StatusView,
    /// How its worth is shown, "grade B: …", where there is something to be graded; who decided;
    /// what took its place.
    pub meta: Vec<String>,
    pub superseded_by: Option<Link>,
    pub chain: Vec<Step>,
    /// The themes that it rests on, with their counts.
    pub themes: Vec<Count>,
    /// The quotes that it cites, or the best of its themes.
    pub quotes: Vec<QuoteView>,
    pub conversations: Vec<Link>,
    pub counter: Option<ProseView>,
    /// What was weighed.
    pub options: Vec<String>,
    /// "conversion up by 10% until 1 May 2026"
fn hoped(site: &Site, e: &Expectation) -> String {
    let say = site.say;
    let metric = site.metric_name(e.metric.as_deref());
    let key = match (e.direction, &e.by) {
        (Some(Direction::Up), Some(_)) => "expected.up_by",
        (Some(Direction::Down), Some(_)) => "expected.down_by",
        (Some(Direction::Up), None) => "expected.up",
        (Some(Direction::Down), None) => "expected.down",
        (None, Some(_)) => "expected.by",
        (None, None) => "expected.change",
    };
    let by = e.by.as_deref().unwrap_or_default();
    let what = say.with(key, fill![metric: metric, by: by]);
    match e.until {
        Some(until) => say.with("expected.until", fill![what: what, date: say.date(until)]),
        None => what,
    }
}

/// "Expected: conversion up by 10% until 1 May 2026. Written down on 24 February 2026."
pub fn expected(site: &Site, e: &Expectation) -> String {
    let say = site.say;
    let mut sentence = say.with("expected.sentence", fill![what: hoped(site, e)]);
    if let Some(written) = e.written {
        sentence.push(' ');
        sentence += &say.with("expected.written", fill![date: say.date(written)]);
    }
    sentence
}

fn themes(on: &OnPage, study_id: StudyId, decision: &Decision) -> Vec<Count> {
    let site = on.site;
    let study = &site.published[study_id];
    decision
        .evidence
        .iter()
        .filter_map(|proof| match proof {
            Proof::Theme(theme) => Some(Count {
                href: Some(on.link(&PageKey::Theme(study_id, *theme, 1))),
                title: study[*theme].title.clone(),
                count: site.of_asked(site.theme_findings(study_id, *theme).frequency()),
            }),
            _ => None,
        })
        .collect()
}

/// The quotes that it cites; where it cites themes alone, the best of theirs.
fn quotes(on: &OnPage, study_id: StudyId, decision: &Decision) -> Vec<QuoteView> {
    let index = on.site.study(study_id);
    let mut ids: Vec<EvidenceId> = Vec::new();
    // What the account shows already is not shown twice.
    let told = |id: EvidenceId| {
        let shown = Target::Evidence(study_id, id);
        decision.body.targets.contains(&shown)
    };
    let mut add = |id: EvidenceId| {
        if !told(id) && !ids.contains(&id) && ids.len() < QUOTES {
            ids.push(id);
        }
    };
    for proof in &decision.evidence {
        if let Proof::Evidence(id) = proof {
            add(*id);
        }
    }
    for proof in &decision.evidence {
        if let Proof::Theme(theme) = proof {
            index.picks(*theme).iter().take(2).for_each(|id| add(*id));
        }
    }
    let mut quotes = Vec::new();
    for id in ids {
        let role = match quotes.is_empty() {
            true => Role::ThemeLead,
            false => Role::Embedded,
        };
        quotes.extend(on.quote(study_id, id, role).map(|quote| QuoteView {
            anchor: String::new(),
            ..quote
        }));
    }
    quotes
}

fn conversations(on: &OnPage, study_id: StudyId, decision: &Decision) -> Vec<Link> {
    let site = on.site;
    decision
        .evidence
        .iter()
        .filter_map(|proof| match proof {
            Proof::Interview(id) if site.has_interview_page(study_id, *id) => Some(Link {
                href: on.link(&PageKey::Interview(study_id, *id)),
                title: super::interview::short_name(site, study_id, &site.published[study_id][*id]),
            }),
            _ => None,
        })
        .collect()
}

/// Why a decision has no outcome to show.
pub fn no_outcome(site: &Site, decision: &Decision) -> String {
    let say = site.say;
    if let Some(days) = site.outcome_overdue(decision) {
        return say.count("decision.outcome_overdue", days, &[]);
    }
    let until = decision.expected.as_ref().and_then(|e| e.until);
    match (decision.status, until) {
        (DecisionStatus::Rejected, _) => say.text("decision.outcome_rejected"),
        (DecisionStatus::Superseded, _) => say.text("decision.outcome_superseded"),
        (DecisionStatus::Proposed, _) => say.text("decision.outcome_proposed"),
        (DecisionStatus::Reversed, _) => say.text("decision.outcome_reversed"),
        (DecisionStatus::NoEffect, _) => say.text("decision.outcome_no_effect"),
        (_, Some(until)) => say.with("decision.outcome_due", fill![date: say.date(until)]),
        (_, None) => say.text("decision.outcome_none"),
    }
}

fn worth(site: &Site, decision: &Decision) -> Option<WorthView> {
    let say = site.say;
    let row = row_of(decision);
    if decision.cost.is_none() && decision.value.is_none() {
        return None;
    }
    let cost = decision.cost.map(|cost| site.money(cost));
    let sentence = match (&row.value, cost) {
        (Some(value), cost) => {
            let [low, likely, high] = [value.low, value.likely, value.high].map(|n| site.money(n));
            let key = match (cost.is_some(), value.low == value.high) {
                (true, true) => "worth.cost_and_value",
                (true, false) => "worth.cost_and_range",
                (false, true) => "worth.value",
                (false, false) => "worth.range",
            };
            let cost = cost.unwrap_or_default();
            say.with(key, fill![cost: cost, low: low, likely: likely, high: high])
        }
        (None, Some(cost)) => say.with("worth.cost", fill![cost: cost]),
        (None, None) => say.text("worth.unusable"),
    };
    Some(WorthView {
        sentence,
        inputs: inputs(site, decision),
        counted: counted(site, &row.counts, row.grade),
        review: decision.review_by.map(|by| {
            let key = match by < site.today.0 {
                true => "decision.review_over",
                false => "decision.review",
            };
            say.with(key, fill![date: say.date(by)])
        }),
    })
}

/// The sum with every input: the value as written, the share owed to the decision, what is left.
fn inputs(site: &Site, decision: &Decision) -> Vec<Input> {
    let say = site.say;
    let (Some(value), Some(counted)) = (&decision.value, row_of(decision).value) else {
        return Vec::new();
    };
    let Some(share) = value.contribution.filter(|share| *share < 1.0) else {
        return Vec::new();
    };
    let likely = value.likely.unwrap_or_default();
    let written = [
        value.low.unwrap_or(likely),
        likely,
        value.high.unwrap_or(likely),
    ];
    let line = |title: &str, [low, likely, high]: [String; 3], total: bool| Input {
        title: say.text(title),
        low,
        likely,
        high,
        total,
    };
    let percent = say.language().percent(share, 0);
    vec![
        line("worth.as_written", written.map(|n| site.money(n)), false),
        line(
            "worth.share",
            [percent.clone(), percent.clone(), percent],
            false,
        ),
        line(
            "worth.counted",
            [counted.low, counted.likely, counted.high].map(|n| site.money(n)),
            true,
        ),
    ]
}

fn counted(site: &Site, counts: &Counts, grade: Grade) -> String {
    let say = site.say;
    let key = match counts {
        Counts::InHeadline => {
            return say.with("counted.headline", fill![grade: grade_letter(grade)]);
        }
        Counts::AsEstimate => "counted.estimate",
        Counts::AsAvoided => "counted.avoided",
        Counts::Nowhere(reason) => match reason {
            Reason::NoValue => "counted.no_value",
            Reason::NoLikelyValue => "counted.no_likely_value",
            Reason::UnusableValue => "counted.unusable_value",
            Reason::UnusableContribution => "counted.unusable_contribution",
            Reason::NotShipped => "counted.not_shipped",
            Reason::NoEffect => "counted.no_effect",
            Reason::Reversed => "counted.reversed",
            Reason::Rejected => "counted.rejected",
            Reason::Superseded => "counted.superseded",
            Reason::NotMeasured => "counted.not_measured",
        },
    };
    say.text(key)
}
