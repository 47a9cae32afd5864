//! One conversation: question by question, what was said and what was seen, each quote with its
//! themes and a link of its own.

use serde::Serialize;

use super::chart::Figure;
use super::prose::ProseView;
use super::quote::{QuoteView, Role, SegmentView};
use super::say::fill;
use super::shell::Shell;
use super::{Link, OnPage, PageKey, Site};
use crate::config::Consent;
use crate::model::{
    Asked, Evidence, EvidenceId, Exchange, Interview, InterviewId, MediaKind, Said, SpokenLine,
    Study, StudyId, TalkItem, Voice,
};

/// What `interview.html` sees.
#[derive(Debug, Serialize)]
pub struct InterviewView {
    pub page: Shell,
    /// "P07, first-time buyer"; without codes "A first-time buyer".
    pub heading: String,
    pub segment: Option<SegmentView>,
    /// When, how and how long, who asked, who may read it: sentences.
    pub meta: Vec<String>,
    /// The recording, where this audience may have it.
    pub recording: Option<RecordingView>,
    /// The quotes at their times, where they can be heard.
    pub timeline: Option<Figure>,
    pub exchanges: Vec<ExchangeView>,
    /// About the note: questions that were not asked, what is withheld, the recording.
    pub about: Vec<String>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// A recording of a conversation.
#[derive(Debug, Serialize)]
pub struct RecordingView {
    pub src: String,
    /// `audio` or `video`.
    pub kind: &'static str,
    /// What is said in it; empty where nobody wrote it down.
    pub transcript: Vec<SpokenView>,
}

impl RecordingView {
    /// The recording at a second.
    pub(super) fn at(&self, second: u32) -> String {
        format!("{}#t={second}", self.src)
    }
}

/// A line of a transcript.
#[derive(Debug, Serialize)]
pub struct SpokenView {
    /// The recording at its second.
    pub href: String,
    /// `0:25`
    pub time: String,
    /// The same for `<time datetime>`: `PT25S`.
    pub iso: String,
    /// Who speaks, where another spoke before: the code, or "Interviewer".
    pub who: Option<String>,
    /// Whether it is the participant who speaks.
    pub own: bool,
    pub words: Box<str>,
}

/// One question and what came of it.
#[derive(Debug, Serialize)]
pub struct ExchangeView {
    pub anchor: String,
    /// "Question 2", "Follow-up"; "Before the first question" for what stands above any heading.
    pub label: String,
    /// Why the guide asks it.
    pub why: Option<String>,
    /// The question as asked; empty before the first.
    pub ask: String,
    /// Whether it follows up the exchange above it.
    pub nested: bool,
    pub items: Vec<ItemView>,
    /// In place of `items`, where no template is the casebook's own: all of them as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<String>,
}

/// One block of a conversation.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ItemView {
    /// What the researcher wrote.
    Seen { text: ProseView },
    /// A quote or tagged observation.
    Evidence {
        quote: Box<QuoteView>,
        themes: Vec<Link>,
        /// A link to this very quote.
        permalink: String,
        /// The recording at its second.
        listen: Option<String>,
    },
}

/// A conversation's view.
pub fn view(site: &Site, study_id: StudyId, id: InterviewId) -> InterviewView {
    let on = OnPage::new(site, &PageKey::Interview(study_id, id));
    let study = &site.published[study_id];
    let interview = &study[id];
    let recording = recording(&on, study_id, interview);
    let exchanges = interview
        .talk
        .iter()
        .filter(|exchange| !exchange.items.is_empty() || exchange.asked != Asked::Nothing)
        .map(|exchange| exchange_view(&on, (study_id, id), exchange, recording.as_ref()))
        .collect();
    let heading = heading(site, study_id, interview);
    let neighbour = |id: Option<InterviewId>| {
        id.map(|id| Link {
            href: on.link(&PageKey::Interview(study_id, id)),
            title: short_name(site, study_id, &study[id]),
        })
    };
    let (previous, next) = site.study(study_id).neighbours(id);
    let description = site.say.with(
        "interview.description",
        fill![who: &*heading, study: &*study.about.title],
    );
    InterviewView {
        heading: heading.clone(),
        segment: site.segment_of(study_id, interview.participant),
        meta: meta(site, interview),
        about: about(site, study_id, id, recording.is_some()),
        timeline: (recording.as_ref()).and_then(|_| on.timeline("time", study_id, id)),
        recording,
        exchanges,
        previous: neighbour(previous),
        next: neighbour(next),
        page: Shell {
            kind: site.say.text("interview.kind"),
            ..on.study_shell(study_id, heading, description)
        },
    }
}

/// "P07, first-time buyer", and which talk it was where there were several.
pub fn heading(site: &Site, study: StudyId, interview: &Interview) -> String {
    let say = site.say;
    let segment = site.segment_of(study, interview.participant);
    let code = site.code_of(study, interview.participant);
    let who = match (code, segment) {
        (Some(code), Some(segment)) => say.with(
            "interview.code_and_segment",
            fill![code: &*code, segment: &*segment.name],
        ),
        (Some(code), None) => code.to_string(),
        (None, Some(segment)) => {
            say.with("interview.one_of_segment", fill![segment: &*segment.name])
        }
        (None, None) => say.text("interview.one"),
    };
    if interview.round > 1 {
        return say.with("interview.again", fill![who: who, n: interview.round]);
    }
    who
}

/// What a link calls it: the code, or the heading where there is none to be shown.
pub fn short_name(site: &Site, study: StudyId, interview: &Interview) -> String {
    match site.code_of(study, interview.participant) {
        Some(code) if interview.round <= 1 => code.to_string(),
        Some(code) => site
            .say
            .with("interview.again", fill![who: &*code, n: interview.round]),
        None => heading(site, study, interview),
    }
}

fn meta(site: &Site, interview: &Interview) -> Vec<String> {
    let say = site.say;
    let mut facts: Vec<String> = say.when(interview.when).into_iter().collect();
    facts.extend(interview.channel.clone());
    if let Some(minutes) = interview.minutes {
        let rounded = minutes.round().max(1.0) as usize;
        facts.push(say.count("interview.minutes", rounded, &[]));
    }
    let mut sentences = Vec::new();
    if !facts.is_empty() {
        let mut sentence = say.row(&facts);
        sentence.push('.');
        sentences.push(sentence);
    }
    let by = |names: &[String]| (!names.is_empty()).then(|| say.list(names));
    match (by(&interview.interviewers), by(&interview.note_takers)) {
        (Some(asked), Some(noted)) => sentences.push(say.with(
            "interview.asked_and_noted",
            fill![asked: &*asked, noted: &*noted],
        )),
        (Some(asked), None) => sentences.push(say.with("interview.asked", fill![asked: &*asked])),
        (None, Some(noted)) => sentences.push(say.with("interview.noted", fill![noted: &*noted])),
        (None, None) => {}
    }
    if let Some(time) = interview.talk_time {
        let minutes = |seconds: f64| say.language().short_number(seconds / 60.0, 1);
        let (k, all) = (minutes(time.participant), minutes(time.all));
        sentences.push(say.with("interview.talked", fill![k: k, all: all]));
    }
    if interview.consent != Consent::None {
        let readers = say.text(&format!("readers.{}", interview.consent.word()));
        sentences.push(say.with("interview.readers", fill![readers: &*readers]));
    }
    sentences
}

fn recording(on: &OnPage, study: StudyId, interview: &Interview) -> Option<RecordingView> {
    let media = interview.recording.as_ref()?;
    let kind = match media.kind {
        MediaKind::Audio => "audio",
        MediaKind::Video => "video",
        MediaKind::Picture | MediaKind::Transcript => return None,
    };
    let src = on.media_link(media)?;
    let transcript = transcript(on.site, study, interview, &src);
    Some(RecordingView {
        src,
        kind,
        transcript,
    })
}

fn transcript(site: &Site, study: StudyId, interview: &Interview, src: &str) -> Vec<SpokenView> {
    let say = site.say;
    let mut before = Voice::Unknown;
    let line = |line: &SpokenLine| {
        let name = || match line.voice {
            Voice::Participant => Some(match site.code_of(study, interview.participant) {
                Some(code) => code.to_string(),
                None => say.text("interview.one"),
            }),
            Voice::Interviewer => Some(say.text("interview.interviewer")),
            Voice::Unknown => None,
        };
        let who = (line.voice != before).then(name).flatten();
        before = line.voice;
        let whole = line.start as u32;
        let (h, m, s) = (whole / 3600, whole / 60 % 60, whole % 60);
        SpokenView {
            href: format!("{src}#t={:.1}", (line.start * 10.0).floor() / 10.0),
            time: match h {
                0 => format!("{m}:{s:02}"),
                _ => format!("{h}:{m:02}:{s:02}"),
            },
            iso: format!("PT{h}H{m}M{s}S"),
            who,
            own: line.voice == Voice::Participant,
            words: line.words.clone(),
        }
    };
    interview.transcript.iter().map(line).collect()
}

fn exchange_view(
    on: &OnPage,
    (study_id, id): (StudyId, InterviewId),
    exchange: &Exchange,
    recording: Option<&RecordingView>,
) -> ExchangeView {
    let say = on.site.say;
    let study = &on.site.published[study_id];
    let (label, why, ask) = match &exchange.asked {
        Asked::Nothing => (say.text("interview.before"), None, String::new()),
        Asked::Guide(question) => (
            say.with("interview.question", fill![n: question.index() + 1]),
            study[*question].why.clone(),
            study[*question].ask.clone(),
        ),
        Asked::FollowUp(asked) => (say.text("interview.follow_up"), None, asked.to_string()),
    };
    let drawn = on.drawn_talk((study_id, id), &exchange.items, recording);
    let items = match drawn {
        Some(_) => Vec::new(),
        None => exchange
            .items
            .iter()
            .filter_map(|item| item_view(on, (study_id, id), item, recording))
            .collect(),
    };
    ExchangeView {
        anchor: exchange.anchor.to_string(),
        label,
        why,
        ask,
        nested: exchange.level > 2 || matches!(exchange.asked, Asked::FollowUp(_)),
        items,
        drawn,
    }
}

fn item_view(
    on: &OnPage,
    (study_id, id): (StudyId, InterviewId),
    item: &TalkItem,
    recording: Option<&RecordingView>,
) -> Option<ItemView> {
    match item {
        TalkItem::Observation(text, _) => {
            let text = on.prose(text);
            (!text.is_empty()).then_some(ItemView::Seen { text })
        }
        TalkItem::Evidence(place) => {
            let id = on.site.study(study_id).piece(id, *place);
            let quote = on.quote(study_id, id, Role::InTalk)?;
            let study = &on.site.published[study_id];
            let evidence = &study[id];
            let listen = recording.zip(evidence.time.as_ref());
            Some(ItemView::Evidence {
                themes: themes(on, study_id, study, evidence),
                permalink: super::address::fragment(&quote.anchor),
                listen: listen.map(|(media, time)| media.at(time.start)),
                quote: Box::new(quote),
            })
        }
    }
}

fn themes(on: &OnPage, study_id: StudyId, study: &Study, evidence: &Evidence) -> Vec<Link> {
    evidence
        .themes
        .iter()
        .map(|theme| Link {
            href: on.link(&PageKey::Theme(study_id, *theme, 1)),
            title: study[*theme].title.clone(),
        })
        .collect()
}

/// What a reader should know about the note itself.
fn about(site: &Site, study_id: StudyId, id: InterviewId, heard: bool) -> Vec<String> {
    let say = site.say;
    let study = &site.published[study_id];
    let interview = &study[id];
    let mut sentences = Vec::new();
    let asked = |question: usize| {
        interview
            .talk
            .iter()
            .any(|exchange| matches!(exchange.asked, Asked::Guide(q) if q.index() == question))
            || interview.answered.iter().any(|q| q.index() == question)
    };
    let missing: Vec<String> = (0..study.questions.len())
        .filter(|question| !asked(*question))
        .map(|question| say.integer(question + 1))
        .collect();
    if !missing.is_empty() && missing.len() < study.questions.len() {
        let n = missing.len();
        let list = say.list(&missing);
        sentences.push(say.count("interview.not_asked", n, fill![questions: &*list]));
    }
    if interview.recording.is_some() && !heard {
        sentences.push(say.text("interview.recording_kept"));
    }
    let withheld = |quote: bool| {
        let of = |id: EvidenceId| match study[id].said {
            Said::WithheldQuote => quote,
            Said::WithheldObservation => !quote,
            _ => false,
        };
        site.study(study_id)
            .of_interview(id)
            .filter(|id| of(*id))
            .count()
    };
    let mut parts = Vec::new();
    for (key, n) in [
        ("withheld.quotes", withheld(true)),
        ("withheld.observations", withheld(false)),
    ] {
        if n > 0 {
            parts.push(say.count(key, n, &[]));
        }
    }
    if parts.is_empty() {
        sentences.push(say.text("interview.nothing_withheld"));
    } else {
        sentences.push(say.with("interview.withheld", fill![what: say.list(&parts)]));
    }
    sentences
}
