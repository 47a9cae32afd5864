//! The chain on top of a decision's page: evidence, decision, actions, outcome.

use serde::Serialize;

use super::super::html::escape;
use super::super::prose::plain;
use super::super::say::fill;
use super::super::{OnPage, PageKey, Site};
use super::OutcomeView;
use super::words::{expectation, no_outcome, written};
use crate::language::capitalised;
use crate::model::{Action, Decision, DecisionId, Proof, StudyId};

/// How many actions the chain names.
const LISTED: usize = 3;

/// One step of the chain on top of the page.
#[derive(Debug, Serialize)]
pub struct Step {
    pub label: String,
    /// The step in a line. HTML when it sets off a number.
    pub headline: String,
    pub href: Option<String>,
    pub notes: Vec<String>,
}

/// The steps of a decision, as far as it has come.
pub(super) fn chain(
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
            None => escape(&no_outcome(site, decision)),
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
            notes.push(plain(&count));
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
        headline: escape(&headline),
        href,
        notes,
    }
}

fn decision_step(site: &Site, decision: &Decision) -> Step {
    let say = site.say;
    let mut notes = Vec::new();
    if !decision.options.is_empty() {
        // They begin as the author wrote them: each stands in quotation marks.
        let options: Vec<String> = decision.options.iter().map(|o| say.quoted(o)).collect();
        let options = say.list(&options);
        notes.push(say.with("decision.considered", fill![options: options]));
    }
    notes.extend(decision.expected.as_ref().and_then(|e| written(site, e)));
    // The title stands above all: the step says what was hoped for, where that is written down.
    let headline = match &decision.expected {
        Some(e) => expectation(site, e),
        None => capitalised(&decision.title),
    };
    Step {
        label: match decision.decided {
            Some(date) => say.with("decision.step_decision_of", fill![date: say.date(date)]),
            None => say.text("decision.step_decision"),
        },
        headline: escape(&headline),
        href: None,
        notes,
    }
}

fn actions_step(site: &Site, decision: &Decision) -> Step {
    let say = site.say;
    let done = decision.actions.iter().filter(|a| a.done.is_some()).count();
    let of = decision.actions.len();
    let mut actions: Vec<&Action> = decision.actions.iter().collect();
    actions.sort_by_key(|action| urgency(site, action));
    let mut notes: Vec<String> = actions
        .iter()
        .take(LISTED)
        .map(|action| {
            let state = site.action_state(action).text;
            say.with("actions.line", fill![what: &*action.what, state: state])
        })
        .collect();
    if of > LISTED {
        notes.push(say.count("actions.more", of - LISTED, &[]));
    }
    Step {
        label: say.text("decision.step_actions"),
        headline: escape(&say.count("actions.done", done, fill![of: of])),
        href: None,
        notes,
    }
}

/// What is overdue first, then what was done late, what is open, and what was done in time.
fn urgency(site: &Site, action: &Action) -> u8 {
    let over = |day| action.due.is_some_and(|due| due < day);
    match action.done {
        None if over(site.today.0) => 0,
        Some(done) if over(done) => 1,
        None => 2,
        Some(_) => 3,
    }
}
