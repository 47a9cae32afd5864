//! A study's front matter.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::values::{Consent, Day, List, Range, Share, Text};

/// One question asked of a group of people.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Study")]
pub struct Study {
    /// The study's name, best a question. Without it, the first heading of the body.
    pub title: Option<String>,
    /// A line on top of every page of the study, as of a sample.
    pub notice: Option<String>,
    /// How far the study is.
    pub status: Option<Status>,
    /// What is the matter, in a sentence that a stakeholder would say.
    pub challenge: Option<String>,
    /// What you want to find out.
    pub question: Option<String>,
    /// What shall be decided with the answer.
    pub objectives: Option<List>,
    /// What is spent or lost if nothing changes.
    pub stakes: Option<String>,
    /// What would make you act, written down before: a theme and the share of those asked.
    pub success_metric: Option<SuccessMetric>,
    /// When the interviews were held.
    pub period: Option<Period>,
    /// Who did it, and for whom.
    pub team: Option<Team>,
    /// Whom you asked.
    pub sample: Option<Sample>,
    /// The guide, in its order. Headings of notes are matched to it by id or by their words.
    pub questions: Option<Vec<Question>>,
    /// What the study cannot say.
    pub limitations: Option<List>,
    /// For participants of whom neither the note nor `participants.yaml` says any: a form that
    /// covers everyone.
    pub consent: Option<Consent>,
    /// What the research cost.
    pub costs: Option<Costs>,
    /// The kind of study that it replaced. A source is required.
    pub compared_with: Option<Comparison>,
    /// Answers for the reporting checklist, by item.
    pub reporting: Option<BTreeMap<String, Text>>,
}

/// How far a study is.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Status {
    Planned,
    Fielding,
    Synthesis,
    Concluded,
}

/// What would make you act.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SuccessMetric {
    /// A theme's name.
    pub theme: Option<String>,
    /// The share of those asked that must raise it.
    pub at_least: Option<Share>,
}

/// The first and the last day.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

/// Who did it, and for whom.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Team {
    /// Whose study it is. In no public build.
    pub owner: Option<String>,
    /// Who asked. In no public build.
    pub interviewers: Option<List>,
    /// Who decides with it.
    pub stakeholders: Option<List>,
}

/// Whom you asked.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Sample {
    /// How many participants were planned.
    pub target: Option<u32>,
    /// Who could take part.
    pub criteria: Option<String>,
    /// Why these.
    pub why: Option<String>,
    /// How they were found.
    pub recruited_through: Option<List>,
    /// What each of them got.
    pub incentive: Option<Incentive>,
    /// How many were planned of each segment. Its order is the segments' order on the site.
    pub segments: Option<BTreeMap<String, u32>>,
}

/// An amount in the casebook's currency, or one that is named.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Incentive {
    Amount(f64),
    Named {
        /// How much.
        amount: f64,
        /// Three letters, such as EUR.
        currency: Option<String>,
    },
}

/// An item of the guide.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Question {
    /// A short name for headings, `q1`. Without it, its number.
    pub id: Option<String>,
    /// The question as asked.
    pub ask: String,
    /// What it is asked for.
    pub why: Option<String>,
}

/// What the research cost, in the casebook's currency.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Costs {
    /// Hours of work.
    pub hours: Option<f64>,
    /// What an hour costs.
    pub hourly_rate: Option<f64>,
    /// Incentives together; without it, the sample's incentive for each participant.
    pub incentives: Option<f64>,
    /// Anything else.
    pub other: Option<f64>,
}

/// The kind of study that this one replaced.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Comparison {
    /// What it is called.
    pub name: Option<String>,
    /// How many weeks it takes.
    pub weeks: Option<Range>,
    /// What a participant of it costs.
    pub per_participant: Option<Range>,
    /// Where these numbers come from.
    pub source: Option<String>,
}
