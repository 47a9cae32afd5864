//! One decision, as a chain: evidence, decision, actions, outcome; then what it returned.

pub mod chain;
mod words;
pub mod worth;

use serde::Serialize;

use self::chain::{Step, chain};
pub use self::words::{expected, no_outcome};
use self::worth::{WorthView, worth};
use super::chart::Figure;
use super::ledger::grade_of;
use super::parts::{Count, DateView, StatusView};
use super::prose::{ProseSection, ProseView};
use super::quote::{QuoteView, Role};
use super::say::fill;
use super::shell::Shell;
use super::worth::{OutcomeWords, grade_letter};
use super::{Link, OnPage, PageKey, Site};
use crate::model::{Decision, DecisionId, DecisionStatus, EvidenceId, Proof, StudyId, Target};

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
