//! What can be found: each entry's words, and what its result shows.

use std::borrow::Cow;

use serde::Serialize;

use super::fold;
use crate::model::{Asked, DecisionId, Evidence, EvidenceId, InterviewId, Said, StudyId, ThemeId};
use crate::parse::words::{MarkKind, Words};
use crate::view::data::{plain, running, stopped};
use crate::view::interview::heading;
use crate::view::{OnPage, PageKey, Site, address::push_fragment};

/// One thing that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Study(StudyId),
    Theme(StudyId, ThemeId),
    Decision(StudyId, DecisionId),
    Page(u32),
    Note(StudyId, InterviewId),
    Observation(StudyId, EvidenceId),
    Quote(StudyId, EvidenceId),
}

/// What an entry is, in the order in which entries are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Study,
    Theme,
    Decision,
    Page,
    Note,
    Observation,
    Quote,
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Study,
        Kind::Theme,
        Kind::Decision,
        Kind::Page,
        Kind::Note,
        Kind::Observation,
        Kind::Quote,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Kind::Study => "study",
            Kind::Theme => "theme",
            Kind::Decision => "decision",
            Kind::Page => "page",
            Kind::Note => "note",
            Kind::Observation => "observation",
            Kind::Quote => "quote",
        }
    }

    /// How many results of this kind are in one file: it is loaded for a single one of them.
    pub fn in_a_file(self) -> usize {
        match self {
            Kind::Study | Kind::Page => 1,
            Kind::Theme | Kind::Decision => 2,
            Kind::Note => 24,
            Kind::Observation => 12,
            Kind::Quote => 16,
        }
    }
}

/// A stored text of an entry is cut after this many characters.
const LONGEST_TEXT: usize = 20_000;
/// Between fields, so that no phrase runs over their border.
const GAP: u32 = 16;

/// What a result shows: text, address from the root, who and when, themes, title.
#[derive(Debug, Serialize)]
pub struct Shown<'a>(
    pub Cow<'a, str>,
    pub String,
    pub String,
    pub Vec<u32>,
    pub String,
);

impl Entry {
    pub fn kind(self) -> Kind {
        match self {
            Entry::Study(_) => Kind::Study,
            Entry::Theme(..) => Kind::Theme,
            Entry::Decision(..) => Kind::Decision,
            Entry::Page(_) => Kind::Page,
            Entry::Note(..) => Kind::Note,
            Entry::Observation(..) => Kind::Observation,
            Entry::Quote(..) => Kind::Quote,
        }
    }

    pub fn study(self) -> Option<StudyId> {
        match self {
            Entry::Study(study)
            | Entry::Theme(study, _)
            | Entry::Decision(study, _)
            | Entry::Note(study, _)
            | Entry::Observation(study, _)
            | Entry::Quote(study, _) => Some(study),
            Entry::Page(_) => None,
        }
    }

    /// Every entry of the site. Where codes are not shown nothing stands in the order of the notes:
    /// that would put a participant's words together.
    pub fn all(site: &Site) -> Vec<Entry> {
        let published = site.published;
        let mut entries: Vec<Entry> = Vec::new();
        for kind in Kind::ALL {
            if kind == Kind::Page {
                entries.extend((0..published.pages.len() as u32).map(Entry::Page));
                continue;
            }
            for id in site.study_ids() {
                let study = &published[id];
                let index = site.study(id);
                match kind {
                    Kind::Study => entries.push(Entry::Study(id)),
                    Kind::Theme => entries.extend(
                        (0..study.themes.len() as u32).map(|t| Entry::Theme(id, ThemeId(t))),
                    ),
                    Kind::Decision => entries.extend(
                        (0..study.decisions.len() as u32)
                            .map(|d| Entry::Decision(id, DecisionId(d))),
                    ),
                    Kind::Note => {
                        entries.extend(index.interview_order.iter().map(|i| Entry::Note(id, *i)));
                    }
                    Kind::Observation => {
                        let mut seen: Vec<EvidenceId> = (0..study.evidence.len() as u32)
                            .map(EvidenceId)
                            .filter(|e| matches!(study[*e].said, Said::Observation(_)))
                            .collect();
                        if !published.shows_codes() {
                            seen.sort_by(|a, b| study[*a].anchor.cmp(&study[*b].anchor));
                        }
                        entries.extend(seen.into_iter().map(|e| Entry::Observation(id, e)));
                    }
                    Kind::Quote => entries.extend(
                        site.quotes
                            .of_study(id)
                            .iter()
                            .map(|e| Entry::Quote(id, *e)),
                    ),
                    Kind::Page => {}
                }
            }
        }
        entries
    }

    /// Hands over each word with its place and whether it stands in a title or soundbite.
    pub fn words(self, site: &Site, mut each: impl FnMut(&str, u32, bool)) {
        let mut place = 0;
        let mut field = |text: &str, strong: bool| {
            fold::words(text, |word| {
                each(word, place, strong);
                place += 1;
            });
            place += GAP;
        };
        match self {
            Entry::Quote(study, id) => {
                let evidence = &site.published[study][id];
                if let Some(code) = site.code_of(study, evidence.participant) {
                    field(&code, true);
                }
                if let Some(remark) = &evidence.remark {
                    field(remark, false);
                }
                if let Some(words) = evidence.words() {
                    quote(words, &mut |text, strong| {
                        fold::words(text, |word| {
                            each(word, place, strong);
                            place += 1;
                        });
                    });
                }
            }
            Entry::Observation(study, id) => {
                let evidence = &site.published[study][id];
                if let Some(code) = site.code_of(study, evidence.participant) {
                    field(&code, true);
                }
                field(&seen(site, evidence), false);
            }
            _ => {
                let (title, text) = self.texts(site);
                field(&title, true);
                for text in text {
                    field(&text, false);
                }
            }
        }
    }

    /// The title and the texts of what is no evidence.
    fn texts(self, site: &Site) -> (String, Vec<String>) {
        let published = site.published;
        let own = |text: &Option<String>| text.clone().into_iter();
        match self {
            Entry::Study(id) => {
                let study = &published[id];
                let about = &study.about;
                let mut texts: Vec<String> = own(&about.question)
                    .chain(own(&about.challenge))
                    .chain(about.objectives.iter().cloned())
                    .chain(own(&about.stakes))
                    .collect();
                for section in &study.story {
                    texts.extend(Some(stopped(&section.heading)).filter(|h| !h.is_empty()));
                    texts.push(running(published, &section.body).into_owned());
                }
                texts.extend(own(&about.limitations));
                texts.extend(study.questions.iter().map(|question| question.ask.clone()));
                (about.title.clone(), texts)
            }
            Entry::Theme(id, theme) => {
                let theme = &published[id][theme];
                let mut texts: Vec<String> =
                    own(&theme.insight).chain(own(&theme.definition)).collect();
                texts.extend(
                    theme
                        .counter
                        .as_ref()
                        .map(|text| running(published, text).into_owned()),
                );
                texts.push(running(published, &theme.body).into_owned());
                (theme.title.clone(), texts)
            }
            Entry::Decision(id, decision) => {
                let decision = &published[id][decision];
                let mut texts = vec![running(published, &decision.body).into_owned()];
                texts.extend(decision.options.iter().cloned());
                texts.extend(decision.actions.iter().map(|action| action.what.clone()));
                texts.extend(
                    decision
                        .counter_evidence
                        .as_ref()
                        .map(|text| running(published, text).into_owned()),
                );
                (decision.title.clone(), texts)
            }
            Entry::Page(page) => {
                let page = &published.pages[page as usize];
                (
                    page.title.clone(),
                    vec![running(published, &page.body).into_owned()],
                )
            }
            Entry::Note(id, interview) => {
                let interview = &published[id][interview];
                let follow_ups = interview.talk.iter().filter_map(|e| match &e.asked {
                    Asked::FollowUp(heading) => Some(heading.to_string()),
                    _ => None,
                });
                let channel = interview.channel.as_deref().map(str::to_owned);
                let texts = follow_ups.chain(channel).collect();
                (heading(site, id, interview), texts)
            }
            Entry::Observation(..) | Entry::Quote(..) => Default::default(),
        }
    }

    /// What its result shows, its links those of a page at the root. `theme` gives a theme's number
    /// among all.
    pub fn shown<'a>(
        self,
        root: &OnPage<'a>,
        theme: impl Fn(StudyId, ThemeId) -> u32,
    ) -> Shown<'a> {
        let site = root.site;
        let published = site.published;
        let title_of = |study: StudyId| published[study].about.title.clone();
        match self {
            Entry::Quote(study, id) | Entry::Observation(study, id) => {
                let evidence = &published[study][id];
                let words: Cow<str> = match &evidence.said {
                    Said::Quote(words) => (&*words.text).into(),
                    _ => seen(site, evidence),
                };
                let mut href = String::with_capacity(64);
                if let Some((key, anchor)) = site.place_of(study, id) {
                    root.push_link(&key, &mut href);
                    push_fragment(&anchor, &mut href);
                }
                let themes = evidence.themes.iter().map(|t| theme(study, *t)).collect();
                let who = who(site, study, evidence);
                Shown(words, href, who, themes, String::new())
            }
            _ => {
                let (title, texts) = self.texts(site);
                let (key, who) = match self {
                    Entry::Study(study) => (PageKey::CaseStudy(study), String::new()),
                    Entry::Theme(study, t) => (PageKey::Theme(study, t, 1), title_of(study)),
                    Entry::Decision(study, d) => (PageKey::Decision(study, d), title_of(study)),
                    Entry::Note(study, i) => {
                        let when = site.say.when(published[study][i].when);
                        let facts: Vec<String> =
                            when.into_iter().chain([title_of(study)]).collect();
                        (PageKey::Interview(study, i), facts.join(" · "))
                    }
                    Entry::Page(page) => (PageKey::Further(page), String::new()),
                    _ => (PageKey::Home, String::new()),
                };
                let mut text = joined(&texts);
                if let Some((at, _)) = text.char_indices().nth(LONGEST_TEXT) {
                    text.truncate(at);
                }
                Shown(text.into(), root.link(&key), who, Vec::new(), title)
            }
        }
    }
}

/// Texts in a row: a dot in the middle parts those that do not end as a sentence does.
fn joined(texts: &[String]) -> String {
    let mut all = String::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !all.is_empty() {
            let ended = all.ends_with(['.', '?', '!', '…', '؟']);
            all.push_str(if ended { " " } else { " · " });
        }
        all.push_str(text.trim());
    }
    all
}

/// Who said it, in which mood, and when, as far as the audience may know.
fn who(site: &Site, study: StudyId, evidence: &Evidence) -> String {
    let when = site
        .say
        .when(site.published[study][evidence.interview].when);
    let code = site.shown_code(study, evidence.participant);
    let segment = site.shown_segment(study, evidence.participant);
    let facts = code.into_iter().chain(segment.map(|(name, _)| name));
    let facts = facts.chain(evidence.emotions.iter().map(|emotion| &**emotion));
    let mut who = String::with_capacity(64);
    for fact in facts.chain(when.as_deref()) {
        if !who.is_empty() {
            who.push_str(" · ");
        }
        who.push_str(fact);
    }
    who
}

/// A quote's words in stretches, those of the soundbite told apart.
fn quote(words: &Words, each: &mut impl FnMut(&str, bool)) {
    let mut at = 0;
    let text = &*words.text;
    for mark in words.marks.iter().filter(|m| m.kind == MarkKind::Soundbite) {
        let range = mark.range();
        // Marks may lie within a word; it is not cut.
        let whole = |at: usize| {
            let before = text[..at].chars().next_back();
            let after = text[at..].chars().next();
            !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
        };
        if range.start >= at && whole(range.start) && whole(range.end) {
            each(&text[at..range.start], false);
            each(&text[range.clone()], true);
            at = range.end;
        }
    }
    each(&text[at..], false);
}

fn seen<'e>(site: &Site, evidence: &'e Evidence) -> Cow<'e, str> {
    match &evidence.said {
        Said::Observation(text) => plain(site.published, text),
        _ => Cow::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn texts_in_a_row_are_parted() {
        let texts = [
            "It stayed out of the way.",
            "Free returns",
            "",
            "A size advisor",
        ];
        assert_eq!(
            joined(&texts.map(str::to_owned)),
            "It stayed out of the way. Free returns · A size advisor"
        );
    }
}
