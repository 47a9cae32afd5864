//! What was hoped for of a decision, and why it has no outcome yet, in words.

use super::super::Site;
use super::super::say::fill;
use crate::model::{Decision, DecisionStatus, Direction, Expectation};

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
    let sentences = [Some(expectation(site, e)), written(site, e)];
    sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// "Expected: conversion up by 10% until 1 May 2026."
pub(super) fn expectation(site: &Site, e: &Expectation) -> String {
    let what = hoped(site, e);
    site.say.with("expected.sentence", fill![what: what])
}

/// "Written down on 24 February 2026."
pub(super) fn written(site: &Site, e: &Expectation) -> Option<String> {
    let date = site.say.date(e.written?);
    Some(site.say.with("expected.written", fill![date: date]))
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
