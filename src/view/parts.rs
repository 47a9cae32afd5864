//! Small things that many pages show: a count, a day, a state, a decision in a line.

use serde::Serialize;

use super::{OnPage, PageKey, Site};
use crate::model::{DecisionId, DecisionStatus, StudyId};

/// A name and how many of how many.
#[derive(Debug, Serialize)]
pub struct Count {
    pub href: Option<String>,
    pub title: String,
    pub count: String,
}

/// A decision and how far it is.
#[derive(Debug, Serialize)]
pub struct DecisionLink {
    pub href: String,
    pub title: String,
    pub status: StatusView,
    pub decided: Option<DateView>,
}

/// The state of something: a word with a mark.
#[derive(Debug, Serialize)]
pub struct StatusView {
    /// The class of its mark: `st-measured`.
    pub class: &'static str,
    pub text: String,
}

/// A day in words and for machines.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
}

impl OnPage<'_> {
    /// A decision as a link with its state.
    pub fn decision_link(&self, study: StudyId, id: DecisionId) -> DecisionLink {
        let decision = &self.site.published[study][id];
        DecisionLink {
            href: self.link(&PageKey::Decision(study, id)),
            title: decision.title.clone(),
            status: self.site.status(decision.status),
            decided: decision.decided.map(|date| self.site.date(date)),
        }
    }
}

impl Site<'_> {
    pub fn date(&self, date: jiff::civil::Date) -> DateView {
        DateView {
            iso: date.to_string(),
            text: self.say.date(date),
        }
    }

    pub fn short_date(&self, date: jiff::civil::Date) -> DateView {
        DateView {
            iso: date.to_string(),
            text: self.say.short_date(date),
        }
    }

    pub fn status(&self, status: DecisionStatus) -> StatusView {
        let class = match status {
            DecisionStatus::Proposed => "st-proposed",
            DecisionStatus::Decided => "st-decided",
            DecisionStatus::InProgress => "st-in-progress",
            DecisionStatus::Shipped => "st-shipped",
            DecisionStatus::Measured => "st-measured",
            DecisionStatus::NoEffect => "st-no-effect",
            DecisionStatus::Reversed => "st-reversed",
            DecisionStatus::Rejected => "st-rejected",
            DecisionStatus::Superseded => "st-superseded",
        };
        StatusView {
            class,
            text: self.say.text(&format!("status.{}", status.word())),
        }
    }
}
