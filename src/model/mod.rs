//! The casebook as one tree: studies with their interviews, evidence, themes and decisions, names
//! resolved to ids once. Entry point: [`assemble::assemble`]. May use `parse` and what is above.
//!
//! Ids are indices into the study's own vectors; they mean nothing outside their study.

pub mod addresses;
mod anonymous;
pub mod assemble;
pub mod audience;
mod beside;
mod cites;
mod citing;
mod cut;
pub mod drafts;
mod evidence;
mod footnotes;
mod frame;
mod groups;
mod held;
mod interviews;
mod links;
pub mod mask;
pub mod memo;
mod people;
mod pieces;
mod questions;
mod reworded;
mod speakers;
mod sum;
mod talks;
mod texts;
mod themes;

pub use self::footnotes::Aside;
pub use self::frame::Frame;
pub use self::links::media_kind;
pub use self::people::Listed;
pub use self::pieces::Pieces;
pub use self::sum::Sum;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use smallvec::SmallVec;
use smol_str::SmolStr;

use crate::config::{Consent, Settings};
pub use crate::parse::decision::{
    Action, Basis, DecisionStatus, Direction, Expectation, Measurement, Outcome, Value,
};
pub use crate::parse::metric::{Point, Series};
use crate::parse::prose::Prose;
pub use crate::parse::study::{
    Comparison, Costs, Money, Question, Sample, StudyAbout, StudyStatus,
};
pub use crate::parse::tag_run::{Stance, Time};
use crate::parse::words::Words;
use crate::source::{SourcePath, Span};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $field:ident: $item:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::ops::Index<$name> for Study {
            type Output = $item;
            fn index(&self, id: $name) -> &$item {
                &self.$field[id.index()]
            }
        }
    )*};
}

ids! {
    /// A participant of a study.
    ParticipantId => participants: Participant;
    /// A segment of a study.
    SegmentId => segments: Segment;
    /// An interview of a study.
    InterviewId => interviews: Interview;
    /// A quote or tagged observation of a study.
    EvidenceId => evidence: Evidence;
    /// A theme of a study.
    ThemeId => themes: Theme;
    /// A question of a study's guide.
    QuestionId => questions: Question;
    /// A decision of a study.
    DecisionId => decisions: Decision;
    /// A metric of a study.
    MetricId => metrics: Metric;
}

/// Where something stands in the user's files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    pub file: SourcePath,
    pub span: Span,
}

/// A study of the casebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StudyId(pub u32);

impl std::ops::Index<StudyId> for Casebook {
    type Output = Study;
    fn index(&self, id: StudyId) -> &Study {
        &self.studies[id.0 as usize]
    }
}

/// An author's text, with where its links lead.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub prose: Arc<Prose>,
    /// One for each reference of the prose ([`crate::parse::prose::Part`]), in their order.
    pub targets: Box<[Target]>,
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.prose.is_empty()
    }
}

/// Where a link, an embedded quote or a picture of an author's text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Home,
    Study(StudyId),
    Theme(StudyId, ThemeId),
    Interview(StudyId, InterviewId),
    Evidence(StudyId, EvidenceId),
    Decision(StudyId, DecisionId),
    /// A further page, by its place in [`Casebook::pages`].
    Page(u32),
    /// A heading of the text's own page.
    Anchor(Box<str>),
    Media(MediaRef),
    /// A picture or recording that is not there, or not on this disk: where it would be.
    NoMedia(SourcePath),
    /// It leads nowhere that exists, or nowhere that this audience may see.
    Nowhere,
}

/// One site: all the studies of a repository.
#[derive(Clone, Debug)]
pub struct Casebook {
    pub settings: Arc<Settings>,
    /// In the order of their ids.
    pub studies: Vec<Study>,
    /// In the order of their names.
    pub pages: Vec<Page>,
    /// Codes of people who may have no part in any study.
    pub listed: Arc<Listed>,
    /// Pictures and recordings of people who withdrew, or whom a transcript alone names: who may have
    /// them.
    pub media_limits: BTreeMap<SourcePath, Consent>,
    /// What it has in common with those before it that only said other words.
    pub frame: Frame,
}

impl Casebook {
    /// Every text that holds references.
    fn texts(&self) -> impl Iterator<Item = &Text> {
        let pages = self.pages.iter().map(|page| &page.body);
        pages.chain(self.studies.iter().flat_map(texts::of_study))
    }
}

/// A further page: about, glossary.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file's name without its ending; its address.
    pub id: Box<str>,
    pub title: String,
    pub body: Text,
    pub file: SourcePath,
}

/// One question asked of a group of people.
#[derive(Clone, Debug)]
pub struct Study {
    /// The folder's name; empty for the one study of a one-study casebook.
    pub id: Box<str>,
    /// `study.md`, or the folder when there is none.
    pub file: SourcePath,
    pub about: StudyAbout,
    /// What would make the team act.
    pub success_metric: Option<SuccessMetric>,
    /// `study.md`'s own text, cut at its second-level headings.
    pub story: Vec<Section>,
    pub questions: Vec<Question>,
    /// In the order of the study's plan, else of first appearance.
    pub segments: Vec<Segment>,
    /// Everyone who was interviewed or quoted and did not withdraw, in the order of their codes.
    pub participants: Vec<Participant>,
    /// By date, then by id; undated last.
    pub interviews: Vec<Arc<Interview>>,
    /// By interview, then by place in the note.
    pub evidence: Pieces,
    /// In the order of their ids; a parent before its children.
    pub themes: Vec<Theme>,
    /// By date decided, then by id.
    pub decisions: Vec<Decision>,
    pub metrics: Vec<Metric>,
    /// Participants who withdrew; they are in nothing else here.
    pub withdrawn: u32,
}

/// What would make the team act: a theme raised by at least this share of those asked.
#[derive(Clone, Debug)]
pub struct SuccessMetric {
    pub theme: ThemeId,
    /// Between 0 and 1.
    pub at_least: f64,
}

/// A stretch of a story under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// Unique in its page; for the story before any heading it is empty.
    pub anchor: Box<str>,
    pub heading: String,
    pub body: Text,
}

/// A group of participants.
#[derive(Clone, Debug)]
pub struct Segment {
    pub name: String,
}

/// A person, known only by a code.
#[derive(Clone, Debug)]
pub struct Participant {
    /// As spelled in `participants.yaml`, else as first written. The gate empties it where the
    /// audience may not know it.
    pub code: Arc<str>,
    pub segment: Option<SegmentId>,
    /// False for someone who only spoke in another's interview.
    pub interviewed: bool,
    /// True when the notes give no code, and this one was made up.
    pub unnamed: bool,
}

/// A day, as far as the audience may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    Day(Date),
    Month { year: i16, month: i8 },
    Unknown,
}

/// One short conversation with one participant.
#[derive(Clone, Debug)]
pub struct Interview {
    /// Its address: the participant's code in lower case, `p07`, and `p07-2` for the next one;
    /// opaque where the audience may not know codes.
    pub id: Box<str>,
    pub participant: ParticipantId,
    /// 1 for the participant's first in this study.
    pub round: u32,
    /// The round of interviewing: a number for each name or folder, which is not kept.
    pub wave: Option<u32>,
    pub when: When,
    pub minutes: Option<f64>,
    pub channel: Option<String>,
    pub interviewers: Vec<String>,
    pub note_takers: Vec<String>,
    pub consent: Consent,
    pub media_consent: Consent,
    pub recording: Option<MediaRef>,
    /// What is said in the recording. The gate takes it out with the recording.
    pub transcript: Vec<SpokenLine>,
    /// Who may hear everybody else in the recording: the narrowest of what they agreed to.
    pub heard: Consent,
    /// Who talked how long, where the recording has a transcript that says so.
    pub talk_time: Option<TalkTime>,
    /// The note, as written. The gate empties it where the audience may not read it.
    pub talk: Arc<Vec<Exchange>>,
    /// Its footnotes that fewer may read, in the order of the talk. The gate takes them out.
    pub asides: Box<[Aside]>,
    /// Guide questions that have an answer under them.
    pub answered: Vec<QuestionId>,
    /// Whether a text of it, or an observation that is evidence, leads somewhere or shows something.
    pub has_references: bool,
    /// What its evidence comes to. The gate leaves it as it is.
    pub sum: Sum,
    /// A hash of how well each piece of its evidence speaks.
    pub speaks: u64,
    pub file: SourcePath,
}

/// Who talked how long in a recording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TalkTime {
    /// Seconds that the participant talked.
    pub participant: f64,
    /// Seconds that anybody talked who is named.
    pub all: f64,
}

/// One question of a conversation and what came of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Unique in the interview's page.
    pub anchor: Box<str>,
    pub asked: Asked,
    /// 0 before the first heading, else the heading's level.
    pub level: u8,
    /// Who may read it, where fewer may than the rest of the conversation.
    pub consent: Option<Consent>,
    pub items: Vec<TalkItem>,
}

/// What a heading of a note asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Before the first heading.
    Nothing,
    /// A question of the guide.
    Guide(QuestionId),
    /// A question of its own.
    FollowUp(Arc<str>),
}

/// One block of a conversation, in the note's order.
#[derive(Clone, Debug)]
pub enum TalkItem {
    /// The researcher's own text, and who may read it, where fewer may than the rest.
    Observation(Text, Option<Consent>),
    /// A quote or tagged observation: its place in the interview's evidence.
    Evidence(u32),
}

/// A line of a transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct SpokenLine {
    /// Seconds from the beginning of the recording.
    pub start: f64,
    pub voice: Voice,
    pub words: Box<str>,
}

/// Whose voice it is. Names as the transcript writes them are not kept: they may be anybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Participant,
    Interviewer,
    Unknown,
}

/// A file under `media/` that something refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaRef {
    /// Its path in the casebook; it is not published, only the address made from its content.
    pub file: SourcePath,
    pub kind: MediaKind,
}

/// What a media file is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    Picture,
    Audio,
    Video,
    Transcript,
}

/// A quote, or an observation with a theme: what themes, insights and decisions stand on.
///
/// Each is visited for every list that shows it, in any order. What is short stands in it and not
/// at places of its own: a visit waits for memory as often as it goes to another place.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// How it is cited, `P07^two-sizes`; opaque where the audience may not know codes.
    pub cite: SmolStr,
    /// Its anchor on a page, unique in the study.
    pub anchor: SmolStr,
    pub interview: InterviewId,
    /// Who spoke, or was seen.
    pub participant: ParticipantId,
    /// Its place in [`Interview::talk`].
    pub exchange: u32,
    /// The question that it answers; known where the conversation has no page too.
    pub asked: Asked,
    pub said: Said,
    /// How many characters a quote's words have.
    pub length: u32,
    /// How well a quote speaks for its themes, from 0: a soundbite, a length that is read in a
    /// breath, something done over something thought.
    pub speaks: u8,
    /// As written, aliases resolved, each once.
    pub themes: SmallVec<[ThemeId; 4]>,
    pub emotions: SmallVec<[SmolStr; 1]>,
    pub time: Option<Time>,
    pub stance: Option<Stance>,
    pub severity: Option<u8>,
    pub coders: Box<[Coder]>,
    pub consent: Consent,
    /// What is said after the speaker's name, such as "about the text message".
    pub remark: Option<SmolStr>,
    pub origin: Origin,
}

impl Study {
    /// The evidence of an interview, in the note's order.
    pub fn evidence_of(&self, interview: InterviewId) -> Range<usize> {
        self.evidence.stretch(interview)
    }

    /// Those who coded each piece of evidence, where the notes name them.
    pub fn coders(&self) -> impl Iterator<Item = &Coder> {
        let interviews = self.interviews.iter().zip((0..).map(InterviewId));
        let coded = interviews.filter(|(interview, _)| interview.sum.has_coders);
        let evidence = coded.flat_map(|(_, id)| self.evidence.of(id));
        evidence.flat_map(|evidence| &evidence.coders)
    }
}

impl Evidence {
    /// The words of a quote that this audience may read.
    pub fn words(&self) -> Option<&Words> {
        match &self.said {
            Said::Quote(words) => Some(words),
            _ => None,
        }
    }

    pub fn is_quote(&self) -> bool {
        matches!(self.said, Said::Quote(_) | Said::WithheldQuote)
    }

    pub fn is_withheld(&self) -> bool {
        matches!(self.said, Said::WithheldQuote | Said::WithheldObservation)
    }
}

/// What stands in the note.
#[derive(Clone, Debug)]
pub enum Said {
    /// The participant's own words.
    Quote(Arc<Words>),
    /// What the researcher saw; never shown as the participant's words.
    Observation(Text),
    /// A quote that this audience may not read: it counts, and that is all.
    WithheldQuote,
    /// An observation that this audience may not read.
    WithheldObservation,
}

/// One coder's themes for a quote, in notes that two people coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    pub name: Box<str>,
    pub themes: Vec<ThemeId>,
}

/// A recurring topic that quotes are grouped under.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its path under `themes/` without the ending, `delivery/returns`.
    pub id: Box<str>,
    pub title: String,
    /// The theme whose id this one's begins with, if it is known.
    pub parent: Option<ThemeId>,
    /// Every theme below this one.
    pub children: Vec<ThemeId>,
    pub insight: Option<String>,
    pub definition: Option<String>,
    pub severity: Option<u8>,
    pub impact: Option<u8>,
    pub feasibility: Option<u8>,
    pub team_rank: Option<u32>,
    /// Only those asked one of these are in the denominator, and whoever raised it. Empty: everyone.
    pub asked_in: Vec<QuestionId>,
    pub feature: Vec<EvidenceId>,
    pub metrics: Vec<MetricId>,
    pub counter: Option<Text>,
    pub review_by: Option<Date>,
    pub body: Text,
    /// Its file; `None` for a theme that only notes use.
    pub file: Option<SourcePath>,
}

impl Theme {
    pub fn is_key_insight(&self) -> bool {
        self.insight.is_some()
    }
}

/// An entry of the decision log.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The file's name without its ending; its address.
    pub id: Box<str>,
    pub title: String,
    pub status: DecisionStatus,
    pub decided: Option<Date>,
    pub deciders: Vec<String>,
    pub evidence: Vec<Proof>,
    pub counter_evidence: Option<Text>,
    pub options: Vec<String>,
    pub expected: Option<Expectation>,
    pub actions: Vec<Action>,
    pub outcome: Option<Outcome>,
    pub cost: Option<f64>,
    pub value: Option<Value>,
    pub review_by: Option<Date>,
    pub superseded_by: Option<DecisionId>,
    pub body: Text,
    pub file: SourcePath,
}

/// What a decision stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    Theme(ThemeId),
    Evidence(EvidenceId),
    Interview(InterviewId),
}

/// A number measured outside the interviews, over time.
#[derive(Clone, Debug)]
pub struct Metric {
    /// The file's name without its ending.
    pub id: Box<str>,
    pub series: Series,
    pub file: SourcePath,
}
