//! The list of a study's conversations.

use serde::Serialize;

use super::interview::short_name;
use super::quote::SegmentView;
use super::say::fill;
use super::shell::Shell;
use super::{Link, OnPage, PageKey, Site};
use crate::model::{InterviewId, StudyId};

/// How many conversations stand on one page of the list.
const A_PAGE: usize = 500;

/// What `interviews.html` sees.
#[derive(Debug, Serialize)]
pub struct InterviewsView {
    pub page: Shell,
    pub heading: String,
    pub sentence: String,
    pub rows: Vec<ConversationRow>,
}

/// A conversation in a line.
#[derive(Debug, Serialize)]
pub struct ConversationRow {
    pub href: String,
    pub name: String,
    pub segment: Option<SegmentView>,
    pub when: String,
    /// For `<time datetime>`; empty where only a month is known, or less.
    pub iso: String,
    pub minutes: String,
    pub quotes: usize,
}

/// How many pages the list has; none where no conversation has a page.
pub fn parts(site: &Site, study: StudyId) -> u32 {
    let shown = site.study(study).interview_order.len();
    shown.div_ceil(A_PAGE) as u32
}

/// One page of the list.
pub fn view(site: &Site, id: StudyId, part: u32) -> InterviewsView {
    let on = OnPage::new(site, &PageKey::Interviews(id, part));
    let say = site.say;
    let study = &site.published[id];
    let index = site.study(id);
    let shown = &index.interview_order;
    let from = (part as usize - 1) * A_PAGE;
    let to = (from + A_PAGE).min(shown.len());
    let part_link = |part: u32, key: &str| Link {
        href: on.link(&PageKey::Interviews(id, part)),
        title: say.text(key),
    };
    let sentence = match shown.len() < study.interviews.len() {
        true => say.count(
            "conversations.some",
            study.interviews.len() - shown.len(),
            fill![k: shown.len(), of: study.interviews.len()],
        ),
        false => say.count("conversations.all", shown.len(), &[]),
    };
    let heading = say.text("study.conversations");
    let title = say.with("conversations.title", fill![study: &*study.about.title]);
    InterviewsView {
        heading: heading.clone(),
        rows: shown[from..to].iter().map(|i| row(&on, id, *i)).collect(),
        page: Shell {
            kind: heading,
            previous: (part > 1).then(|| part_link(part - 1, "words.previous")),
            next: (part < parts(site, id)).then(|| part_link(part + 1, "words.next")),
            part: say.part(part, parts(site, id)),
            ..on.study_shell(id, title, sentence.clone())
        },
        sentence,
    }
}

fn row(on: &OnPage, study_id: StudyId, id: InterviewId) -> ConversationRow {
    let site = on.site;
    let study = &site.published[study_id];
    let interview = &study[id];
    let quotes = site
        .study(study_id)
        .of_interview(id)
        .filter(|e| study[*e].words().is_some())
        .count();
    ConversationRow {
        href: on.link(&PageKey::Interview(study_id, id)),
        name: short_name(site, study_id, interview),
        segment: site.segment_of(study_id, interview.participant),
        when: match interview.when {
            crate::model::When::Unknown => site.say.text("conversations.not_noted"),
            when => site.say.when(when).unwrap_or_default(),
        },
        iso: match interview.when {
            crate::model::When::Day(date) => date.to_string(),
            _ => String::new(),
        },
        minutes: interview.minutes.map_or_else(
            || site.say.text("conversations.not_noted"),
            |m| site.say.number(m.round()),
        ),
        quotes,
    }
}
