//! The shape of `data/casebook.json`. Its comments become the descriptions of
//! `data/casebook.schema.json`, so they speak to whoever reads the file.
//!
//! What is not known, or not for this audience, is left out.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use smol_str::SmolStr;

use super::seq::Seq;

/// Grows when a field changes its meaning; fields that are added do not change it.
pub const VERSION: u32 = 1;

/// The JSON Schema of [`Casebook`], draft 2020-12.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Casebook>()
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn none(count: &usize) -> bool {
    *count == 0
}

/// A casebook as one audience may see it: studies of interviews, what was said in them, and what
/// was decided on it. Words stand here as they were said. What is not known, or not for this
/// audience, is left out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Casebook")]
pub struct Casebook<'a> {
    /// The schema of this file, beside it.
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    /// The version of this shape: it grows when a field changes its meaning.
    pub version: u32,
    pub title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    /// A BCP 47 language tag.
    pub language: &'a str,
    /// Who this build is for: `team`, `internal` or `public`.
    pub audience: &'static str,
    /// The day of the build, `2026-06-01`.
    pub built: String,
    /// An ISO 4217 code; all amounts are in it.
    pub currency: &'a str,
    pub studies: Vec<Study<'a>>,
    /// Further pages of the casebook.
    pub pages: Vec<Page<'a>>,
    /// The totals of all decisions.
    pub totals: Totals,
}

/// A further page, such as a glossary.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// Plain text.
    pub text: Cow<'a, str>,
}

/// One question asked of a group of people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Study<'a> {
    /// Empty for the one study of a one-study casebook.
    pub id: &'a str,
    pub title: &'a str,
    /// `planned`, `fielding`, `synthesis` or `concluded`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub objectives: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stakes: Option<&'a str>,
    /// The first day of the interviews.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day of the interviews.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limitations: Option<&'a str>,
    /// What would make the team act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success_metric: Option<SuccessMetric<'a>>,
    pub guide: Vec<Question<'a>>,
    /// The names of the groups that are compared.
    pub segments: Vec<&'a str>,
    /// How many participants count. Nobody who withdrew is in any number here.
    pub participant_count: usize,
    /// How many interviews were held.
    pub interview_count: usize,
    /// How many people asked.
    #[serde(skip_serializing_if = "none")]
    pub interviewer_count: usize,
    /// In how many rounds they asked, where rounds are told apart.
    #[serde(skip_serializing_if = "none")]
    pub round_count: usize,
    /// Who talked how long, where a transcript of the recording says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk_time: Option<TalkTime>,
    /// How far those who coded agree, where there was more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// Everyone who counts, where codes may be shown.
    #[serde(skip_serializing_if = "Seq::is_empty")]
    #[schemars(with = "Vec<Participant>")]
    pub participants: Seq<'a, Participant<'a>>,
    /// The conversations that this audience may know of, where codes may be shown.
    #[serde(skip_serializing_if = "Seq::is_empty")]
    #[schemars(with = "Vec<Interview>")]
    pub interviews: Seq<'a, Interview<'a>>,
    /// Quotes and tagged observations.
    #[schemars(with = "Vec<Evidence>")]
    pub evidence: Seq<'a, Evidence<'a>>,
    pub themes: Vec<Theme<'a>>,
    pub decisions: Vec<Decision<'a>>,
    pub metrics: Vec<Metric<'a>>,
    /// What the author wrote around them.
    pub story: Vec<Section<'a>>,
    pub withheld: Withheld,
}

/// Seconds of talk, by named voices.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TalkTime {
    /// The participants' own.
    pub participant: f64,
    /// Anybody's.
    pub all: f64,
    /// Of how many interviews they are known.
    pub interviews: usize,
}

/// How far coders chose the same themes for what more than one of them coded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Agreement {
    /// How many people coded.
    pub coders: usize,
    /// How many quotes and observations more than one of them coded, withheld ones with them.
    pub shared: usize,
    /// For how many of those all chose the same themes.
    pub same: usize,
    /// Krippendorff's alpha with the MASI distance between sets of themes: 1 is agreement
    /// throughout, 0 what chance would give. Left out where nothing varies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
}

/// What one person coded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Coding<'a> {
    /// The coder's name or initials; a number where researchers are not named.
    pub coder: &'a str,
    pub themes: Vec<&'a str>,
}

/// A theme that at least this share of those asked must raise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuccessMetric<'a> {
    pub theme: &'a str,
    /// Between 0 and 1.
    pub at_least: f64,
}

/// An item of the guide.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Question<'a> {
    pub id: &'a str,
    pub ask: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'a str>,
}

/// A person, known only by a code.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Participant<'a> {
    pub code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<&'a str>,
    /// False for someone who only spoke in another's interview.
    pub interviewed: bool,
    /// The themes that they raised.
    pub raised: Vec<&'a str>,
    /// The themes that they were asked about and did not raise; all others they were not asked
    /// about.
    pub did_not_raise: Vec<&'a str>,
}

/// One short conversation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Interview<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant: Option<&'a str>,
    /// A day, or a month where no more may be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<f64>,
    /// The round that it was held in, from 1 in the order of the notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// Who talked how long, where it has a page and a transcript says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk_time: Option<TalkTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub interviewers: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note_takers: Vec<&'a str>,
    /// What was asked and what came of it, in order; where conversations have pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub talk: Vec<Exchange<'a>>,
}

/// One question of a conversation and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Exchange<'a> {
    /// As in the guide, or the heading of a follow-up.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub question: &'a str,
    pub items: Vec<Item<'a>>,
}

/// A piece of a conversation.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Item<'a> {
    /// The researcher's own words, as plain text.
    Observation(Cow<'a, str>),
    /// The id of a quote or tagged observation.
    Evidence(&'a str),
}

/// A quote, or an observation with a theme.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence<'a> {
    /// As it is cited, `CODE^two-sizes`; opaque where codes are not shown.
    pub id: &'a str,
    /// `quote`: the participant's own words; `observation`: what the researcher saw.
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<&'a str>,
    /// A day, or a month where no more may be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The id of its interview, where that has a page and codes may be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interview: Option<&'a str>,
    /// As in the guide, or the heading of a follow-up.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub question: &'a str,
    /// The words, as plain text; the researcher's replacements stand in square brackets.
    pub words: Cow<'a, str>,
    /// The part that stands alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub soundbite: String,
    pub themes: Vec<&'a str>,
    /// What each coder chose, where the note says who chose what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coders: Vec<Coding<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub emotions: &'a [SmolStr],
    /// As written: `2:14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<&'a str>,
    /// `behaviour`: something done; `opinion`: something thought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<&'static str>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
    /// What is said after the speaker's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<&'a str>,
}

/// A recurring topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Theme<'a> {
    pub id: &'a str,
    pub title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<&'a str>,
    /// The claim that its evidence supports; a theme that has one is a key insight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insight: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<&'a str>,
    /// 1 to 5: pain to the participant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
    /// 1 to 5: value to the business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<u8>,
    /// Its place in the team's own order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_rank: Option<u32>,
    /// The guide's questions that asked about it; left out: everyone counts as asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked_in: Vec<&'a str>,
    /// How many participants raised it. Like `asked`, it counts everyone but the withdrawn.
    pub participants: usize,
    /// How many were asked, or raised it unasked.
    pub asked: usize,
    /// The lower end of Wilson's 95 % interval, between 0 and 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// With how many interviewers it was raised.
    #[serde(skip_serializing_if = "none")]
    pub interviewers: usize,
    /// In how many rounds it was raised.
    #[serde(skip_serializing_if = "none")]
    pub rounds: usize,
    /// Quotes that this audience may read, those of the themes below it with them.
    pub quotes: usize,
    /// Observations that this audience may read.
    pub observations: usize,
    /// The same counts for each group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_segment: Vec<BySegment<'a>>,
    /// Ids of the quotes that the author leads with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub feature: Vec<&'a str>,
    /// What speaks against it, as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counter: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_by: Option<String>,
    /// The author's text, plain.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub text: Cow<'a, str>,
}

/// A theme in one group.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BySegment<'a> {
    pub segment: &'a str,
    pub participants: usize,
    pub asked: usize,
}

/// An entry of the decision log.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decision<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// `proposed`, `decided`, `in-progress`, `shipped`, `measured`, `no-effect`, `reversed`,
    /// `rejected` or `superseded`.
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub deciders: &'a [String],
    /// What it stands on.
    pub evidence: Vec<Proof<'a>>,
    /// What speaks against it, as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counter_evidence: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub options: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<f64>,
    /// What the cost counts as: `spent`, `planned` or `unusable`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub cost_counts: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value<'a>>,
    /// How well its value is shown, worked out from what is written: A controlled, B before and
    /// after with counts and dates, C before and after, D an estimate, E not yet measured.
    pub grade: &'static str,
    /// The total that its value is in: `headline`, `estimate` or `avoided`; else why it is in
    /// none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub value_counts: &'static str,
    /// What enters that total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<&'a str>,
    /// The author's text, plain.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub text: Cow<'a, str>,
}

/// What a decision stands on, by its id.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof<'a> {
    Theme(&'a str),
    Evidence(&'a str),
    Interview(&'a str),
}

/// What a decision was meant to bring.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Expected<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<&'a str>,
    /// `up` or `down`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// As written: `10%`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The day on which it was written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

/// One thing to do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Action<'a> {
    pub what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
}

/// What was measured.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outcome<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<&'a str>,
    /// Whom or what `n` counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Measurement<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Measurement<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_changes: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
}

/// One side of an outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Measurement<'a> {
    pub value: f64,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// How many it was measured on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'a str>,
}

/// What a decision is worth in a year, as written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Value<'a> {
    /// `revenue`, `cost-saved`, `time-saved`, `avoided-cost`, or the author's own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likely: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// `controlled`, `measured` or `estimate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<&'static str>,
    /// The share owed to the decision, between 0 and 1; left out: all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution: Option<f64>,
}

/// An amount at worst, most likely and at best.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Range {
    pub low: f64,
    pub likely: f64,
    pub high: f64,
}

/// The sums of decisions; each can be added up again from them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Totals {
    pub decisions: usize,
    pub spent: f64,
    pub planned: f64,
    /// Decisions whose cost is not stated or unusable.
    pub without_cost: usize,
    /// Measured value: grades A to C.
    pub headline: Range,
    /// Estimated value: grade D, in no other total.
    pub estimates: Range,
    /// Money not spent, in no other total.
    pub avoided: Range,
}

/// A number measured outside the interviews.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Metric<'a> {
    pub id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// By date.
    pub series: Vec<Point>,
}

/// One row of a metric.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Point {
    pub date: String,
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<f64>,
}

/// A stretch of the author's story.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Section<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub heading: &'a str,
    /// Plain text.
    pub text: Cow<'a, str>,
}

/// What this audience may not see, counted.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Withheld {
    pub quotes: u32,
    pub observations: u32,
    pub interviews: u32,
    pub participants: u32,
    pub media: u32,
    pub withdrawn: u32,
}
