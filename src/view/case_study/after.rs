//! What came after the evidence: actions, decisions; and the conversations behind it all.

use serde::Serialize;

use super::super::decision::{ActionView, no_outcome};
use super::super::interview::short_name;
use super::super::parts::{DateView, StatusView};
use super::super::say::fill;
use super::super::{Link, OnPage, PageKey};
use super::Anchors;
use crate::model::{DecisionId, DecisionStatus, InterviewId, StudyId};

/// What is to be done, and what is done.
#[derive(Debug, Serialize)]
pub struct Actions {
    pub anchor: String,
    /// "4 of 5 actions are done. One is three days overdue."
    pub sentence: String,
    pub actions: Vec<ActionView>,
}

/// The decisions of the study.
#[derive(Debug, Serialize)]
pub struct Decisions {
    pub anchor: String,
    /// "Five decisions: one measured, one shipped, one rejected."
    pub sentence: String,
    pub decisions: Vec<DecisionRow>,
    /// The decision log of all studies.
    pub log: String,
}

/// A decision in a line.
#[derive(Debug, Serialize)]
pub struct DecisionRow {
    pub href: String,
    pub title: String,
    pub decided: Option<DateView>,
    pub status: StatusView,
    pub outcome: String,
}

/// The conversations, where this audience may read them.
#[derive(Debug, Serialize)]
pub struct Conversations {
    pub anchor: String,
    pub sentence: String,
    /// By segment; empty where there are too many for a page.
    pub groups: Vec<ConversationGroup>,
    /// The list of them all.
    pub list: Option<Link>,
}

/// The conversations with one segment.
#[derive(Debug, Serialize)]
pub struct ConversationGroup {
    /// The segment's name; empty where it is not known.
    pub name: String,
    /// The class of its mark.
    pub class: &'static str,
    pub conversations: Vec<Link>,
}

/// More conversations than this have a page of their own.
const LISTED: usize = 80;

pub(super) fn actions(on: &OnPage, id: StudyId, anchors: &mut Anchors) -> Option<Actions> {
    let site = on.site;
    let say = site.say;
    let study = &site.published[id];
    let mut actions = Vec::new();
    let (mut done, mut late) = (0, 0);
    for (i, decision) in study.decisions.iter().enumerate() {
        for action in &decision.actions {
            done += usize::from(action.done.is_some());
            let overdue = action.due.is_some_and(|due| due < site.today.0);
            late += usize::from(action.done.is_none() && overdue);
            actions.push(ActionView {
                what: action.what.clone(),
                decision: Some(Link {
                    href: on.link(&PageKey::Decision(id, DecisionId(i as u32))),
                    title: decision.title.clone(),
                }),
                who: action.who.clone(),
                due: action.due.map(|date| site.short_date(date)),
                state: site.action_state(action),
            });
        }
    }
    if actions.is_empty() {
        return None;
    }
    let mut sentence = say.count("actions.done_sentence", done, fill![of: actions.len()]);
    if late > 0 {
        sentence.push(' ');
        sentence += &say.count("actions.overdue", late, &[]);
    }
    Some(Actions {
        anchor: anchors.take("actions"),
        sentence,
        actions,
    })
}

pub(super) fn decisions(on: &OnPage, id: StudyId, anchors: &mut Anchors) -> Option<Decisions> {
    let site = on.site;
    let say = site.say;
    let study = &site.published[id];
    if study.decisions.is_empty() {
        return None;
    }
    let states: Vec<String> = DecisionStatus::ALL
        .into_iter()
        .filter_map(|status| {
            let n = study
                .decisions
                .iter()
                .filter(|d| d.status == status)
                .count();
            let state = site.status(status).text;
            (n > 0).then(|| say.count("decisions.of_state", n, fill![state: state]))
        })
        .collect();
    let states = say.list(&states);
    let rows = study.decisions.iter().enumerate().map(|(i, decision)| {
        let outcome = decision
            .outcome
            .as_ref()
            .and_then(|o| site.outcome_words(o));
        DecisionRow {
            href: on.link(&PageKey::Decision(id, DecisionId(i as u32))),
            title: decision.title.clone(),
            decided: decision.decided.map(|date| site.short_date(date)),
            status: site.status(decision.status),
            outcome: match outcome {
                Some(words) => format!("{} {}", words.change, words.interval),
                None => no_outcome(site, decision),
            },
        }
    });
    Some(Decisions {
        anchor: anchors.take("decisions"),
        sentence: say.count(
            "decisions.sentence",
            study.decisions.len(),
            fill![states: states],
        ),
        decisions: rows.collect(),
        log: on.link(&PageKey::Decisions),
    })
}

pub(super) fn conversations(
    on: &OnPage,
    id: StudyId,
    anchors: &mut Anchors,
) -> Option<Conversations> {
    let site = on.site;
    let say = site.say;
    let study = &site.published[id];
    let index = site.study(id);
    let held = study.interviews.len();
    let shown = &index.interview_order;
    if held == 0 {
        return None;
    }
    let mut groups: Vec<ConversationGroup> = Vec::new();
    let link = |interview: &InterviewId| Link {
        href: on.link(&PageKey::Interview(id, *interview)),
        title: short_name(site, id, &study[*interview]),
    };
    if shown.len() <= LISTED {
        let mut by_segment: Vec<(Option<usize>, Vec<Link>)> = Vec::new();
        for interview in shown {
            let participant = study[*interview].participant;
            let segment = study[participant].segment.map(|s| s.index());
            match by_segment.iter_mut().find(|(s, _)| *s == segment) {
                Some((_, links)) => links.push(link(interview)),
                None => by_segment.push((segment, vec![link(interview)])),
            }
        }
        by_segment.sort_by_key(|(segment, _)| segment.unwrap_or(usize::MAX));
        for (segment, conversations) in by_segment {
            groups.push(ConversationGroup {
                name: segment.map_or_else(String::new, |s| index.segment_names[s].to_string()),
                class: segment.map_or("", super::super::quote::segment_class),
                conversations,
            });
        }
    }
    let sentence = match shown.len() {
        0 => say.count("conversations.not_shown", held, &[]),
        n if n < held => say.count("conversations.some", held - n, fill![k: n, of: held]),
        n => say.count("conversations.all", n, &[]),
    };
    Some(Conversations {
        anchor: anchors.take("conversations"),
        sentence,
        groups,
        list: (!shown.is_empty()).then(|| Link {
            href: on.link(&PageKey::Interviews(id, 1)),
            title: say.text("conversations.list"),
        }),
    })
}
