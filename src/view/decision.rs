//! One decision, as a chain: evidence, decision, actions, outcome; then what it returned.

use serde::Serialize;

use super::chart::Figure;
use super::ledger::{grade_of, row_of};
use super::prose::{ProseSection, ProseView};
use super::quote::{QuoteView, Role};
use super::say::fill;
use super::shell::Shell;
use super::theme::{Count, DateView, StatusView};
use super::worth::{OutcomeWords, grade_letter};
use super::{Link, OnPage, PageKey, Site};
use crate::analyse::grade::Grade;
use crate::analyse::ledger::{Counts, Reason};
use crate::language::capitalised;
use crate::model::{
    Decision, DecisionId, DecisionStatus, Direction, EvidenceId, Expectation, Proof, StudyId,
    Target,
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
    /// "Conversion up by 10% until 1 May 2026, written down on 24 February 2026."
    pub expected: Option<String>,
    pub actions: Vec<ActionView>,
    /// The author's own account, a section for each of its second-level headings.
    pub account: Vec<ProseSection>,
    pub outcome: Option<OutcomeView>,
    /// Why there is no outcome to show, and since when there should be one.
    pub no_outcome: Option<String>,
    pub worth: Option<WorthView>,
    pub log: String,
}

/// One step of the chain on top of the page.
#[derive(Debug, Serialize)]
pub struct Step {
    pub label: String,
    /// The step in a line. HTML when it sets off a number.
    pub headline: String,
    pub href: Option<String>,
    pub notes: Vec<String>,
}

/// One thing to do.
#[derive(Debug, Serialize)]
pub struct ActionView {
    pub what: String,
    /// The decision that it belongs to, on pages about more than one.
    pub decision: Option<Link>,
    pub who: Option<String>,
    pub due: Option<DateView>,
    pub state: StatusView,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct OutcomeView {
    /// The series with the two periods, and the difference on its interval.
    pub figures: Vec<Figure>,
    pub words: OutcomeWords,
    pub source: Option<String>,
    pub other_changes: Option<String>,
}

/// What it cost and is worth.
#[derive(Debug, Serialize)]
pub struct WorthView {
    /// The sentence on top.
    pub sentence: String,
    /// Each input of the sum.
    pub inputs: Vec<Input>,
    /// What is counted of it, and where.
    pub counted: String,
    pub review: Option<String>,
}

/// A line of a sum: low, likely, high.
#[derive(Debug, Serialize)]
pub struct Input {
    pub title: String,
    pub low: String,
    pub likely: String,
    pub high: String,
    /// Whether it is the sum.
    pub total: bool,
}

/// How many quotes a decision shows.
const QUOTES: usize = 4;

/// A decision's view.
pub fn view(site: &Site, study_id: StudyId, id: DecisionId) -> DecisionView {
    let on = OnPage::new(site, &PageKey::Decision(study_id, id));
    let say = site.say;
    let study = &site.published[study_id];
    let decision = &study[id];
    let outcome = decision.outcome.as_ref().and_then(|outcome| {
        let series = on.before_after("series", study_id, decision);
        let difference = on.difference("difference", decision);
        Some(OutcomeView {
            figures: series.into_iter().chain(difference).collect(),
            words: site.outcome_words(outcome)?,
            source: outcome.source.clone(),
            other_changes: outcome.other_changes.clone(),
        })
    });
    let account = on.prose(&decision.body).split_at_headings();
    let actions: Vec<ActionView> = decision
        .actions
        .iter()
        .map(|action| ActionView {
            what: action.what.clone(),
            decision: None,
            who: action.who.clone(),
            due: action.due.map(|date| site.date(date)),
            state: site.action_state(action),
        })
        .collect();
    let kind = match decision.decided {
        Some(date) => say.with("decision.kind_of", fill![date: say.date(date)]),
        None => say.text("decision.kind"),
    };
    let description = outcome
        .as_ref()
        .map_or_else(|| decision.title.clone(), |o| o.words.change.clone());
    DecisionView {
        heading: decision.title.clone(),
        status: site.status(decision.status),
        meta: meta(site, decision),
        superseded_by: decision.superseded_by.map(|later| Link {
            href: on.link(&PageKey::Decision(study_id, later)),
            title: study[later].title.clone(),
        }),
        chain: chain(&on, study_id, id, outcome.as_ref()),
        themes: themes(&on, study_id, decision),
        quotes: quotes(&on, study_id, decision),
        conversations: conversations(&on, study_id, decision),
        counter: decision
            .counter_evidence
            .as_ref()
            .map(|text| on.prose(text)),
        options: decision.options.clone(),
        expected: decision.expected.as_ref().map(|e| expected(site, e)),
        actions,
        account,
        no_outcome: outcome.is_none().then(|| no_outcome(site, decision)),
        outcome,
        worth: worth(site, decision),
        log: on.link(&PageKey::Decisions),
        page: Shell {
            kind,
            ..on.study_shell(study_id, decision.title.clone(), description)
        },
    }
}

fn meta(site: &Site, decision: &Decision) -> Vec<String> {
    let say = site.say;
    let mut sentences = Vec::new();
    if decision.outcome.is_some() || decision.value.is_some() {
        let grade = grade_of(decision);
        let word = site.grade_word(grade);
        sentences.push(say.with(
            "decision.grade",
            fill![grade: grade_letter(grade), meaning: word],
        ));
    }
    if !decision.deciders.is_empty() {
        let who = say.list(&decision.deciders);
        let key = match decision.status {
            DecisionStatus::Proposed => "decision.to_decide",
            _ => "decision.decided_by",
        };
        sentences.push(say.with(key, fill![who: who]));
    }
    sentences
}

fn chain(
    on: &OnPage,
    study_id: StudyId,
    id: DecisionId,
    outcome: Option<&OutcomeView>,
) -> Vec<Step> {
    let site = on.site;
    let decision = &site.published[study_id][id];
    let mut steps = vec![
        evidence_step(on, study_id, decision),
        decision_step(site, decision),
    ];
    if !decision.actions.is_empty() {
        steps.push(actions_step(site, decision));
    }
    let say = site.say;
    steps.push(Step {
        label: say.text("decision.step_outcome"),
        headline: match outcome {
            Some(o) => say.html(
                "decision.outcome_headline",
                fill![metric: outcome_metric(site, decision)],
                &[(
                    "values",
                    &format!("<span class=\"num\">{}</span>", o.words.values),
                )],
            ),
            None => super::html::escape(&no_outcome(site, decision)),
        },
        href: None,
        notes: outcome.iter().map(|o| o.words.interval.clone()).collect(),
    });
    steps
}

fn outcome_metric(site: &Site, decision: &Decision) -> String {
    let metric = decision.outcome.as_ref().and_then(|o| o.metric.as_deref());
    capitalised(&site.metric_name(metric))
}

fn evidence_step(on: &OnPage, study_id: StudyId, decision: &Decision) -> Step {
    let site = on.site;
    let say = site.say;
    let study = &site.published[study_id];
    let theme = decision.evidence.iter().find_map(|proof| match proof {
        Proof::Theme(theme) => Some(*theme),
        _ => None,
    });
    let quotes = decision
        .evidence
        .iter()
        .filter(|p| matches!(p, Proof::Evidence(_)))
        .count();
    let mut notes = Vec::new();
    let (headline, href) = match theme {
        Some(theme) => {
            let count = site.count_sentence(study_id, theme);
            let title = study[theme].insight.clone();
            notes.push(super::prose::plain(&count));
            (
                title.unwrap_or_else(|| study[theme].title.clone()),
                Some(on.link(&PageKey::Theme(study_id, theme, 1))),
            )
        }
        None if quotes > 0 => (say.count("decision.quotes_cited", quotes, &[]), None),
        None => (say.text("decision.no_evidence"), None),
    };
    Step {
        label: say.text("decision.step_evidence"),
        headline: super::html::escape(&headline),
        href,
        notes,
    }
}

fn decision_step(site: &Site, decision: &Decision) -> Step {
    let say = site.say;
    let mut notes = Vec::new();
    if !decision.options.is_empty() {
        let options = say.list(&decision.options);
        notes.push(say.with("decision.considered", fill![options: options]));
    }
    let written = decision.expected.as_ref().and_then(|e| e.written);
    notes.extend(written.map(|d| say.with("expected.written", fill![date: say.date(d)])));
    let headline = match &decision.expected {
        Some(expectation) => hoped(site, expectation),
        None => site.status(decision.status).text,
    };
    Step {
        label: match decision.decided {
            Some(date) => say.with("decision.step_decision_of", fill![date: say.date(date)]),
            None => say.text("decision.step_decision"),
        },
        headline: super::html::escape(&capitalised(&headline)),
        href: None,
        notes,
    }
}

fn actions_step(site: &Site, decision: &Decision) -> Step {
    let say = site.say;
    let done = decision.actions.iter().filter(|a| a.done.is_some()).count();
    let of = decision.actions.len();
    Step {
        label: say.text("decision.step_actions"),
        headline: super::html::escape(&say.count("actions.done", done, fill![of: of])),
        href: None,
        notes: decision
            .actions
            .iter()
            .take(3)
            .map(|action| {
                let state = site.action_state(action).text;
                say.with("actions.line", fill![what: &*action.what, state: state])
            })
            .collect(),
    }
}

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
