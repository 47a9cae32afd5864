//! What stands under a quote: who said it, how it sounded, and where it was said.
//!
//! It is made here as HTML, and not by a template: a large casebook shows hundreds of thousands of
//! quotes, and a template takes longer over a caption than over all the rest of a quote.

use std::fmt::Write;
use std::sync::Arc;

use super::cards::{CardFile, CardKey};
use super::html::escape_into;
use super::quote::{Role, SegmentView};
use super::say::fill;
use super::{OnPage, PageKey, Site};
use crate::model::{Evidence, EvidenceId, StudyId, Time};

/// Who said something, as far as the audience may know.
pub(super) struct SaidBy {
    pub code: Option<Arc<str>>,
    pub segment: Option<SegmentView>,
}

/// A time as pages show it: a stretch has a dash of its own between its ends.
pub(super) fn shown_time(time: &Time) -> String {
    time.written.replace('-', "–")
}

impl Site<'_> {
    pub(super) fn said_by(&self, study: StudyId, evidence: &Evidence) -> SaidBy {
        SaidBy {
            code: self.code_of(study, evidence.participant),
            segment: self.segment_of(study, evidence.participant),
        }
    }
}

impl OnPage<'_> {
    /// A caption, its parts led by a space each.
    pub(super) fn caption(&self, study: StudyId, id: EvidenceId, role: Role) -> String {
        let mut out = String::with_capacity(256);
        self.push_caption(study, id, role, &mut out);
        out
    }

    /// Writes a caption.
    pub(super) fn push_caption(
        &self,
        study: StudyId,
        id: EvidenceId,
        role: Role,
        out: &mut String,
    ) {
        let site = self.site;
        let evidence = &site.published[study][id];
        // A conversation's page says whose it is; only another speaker is named there.
        let talk = &site.published[study][evidence.interview];
        if role != Role::InTalk || evidence.participant != talk.participant {
            self.who(study, evidence, out);
        }
        for said in evidence.remark.iter().chain(&evidence.emotions) {
            out.push_str(" <span>");
            escape_into(said, out);
            out.push_str("</span>");
        }
        let linked = role != Role::InTalk && self.place(study, id, out);
        if let Some(time) = evidence.time.as_ref().filter(|_| !linked) {
            out.push_str(" <span>");
            self.at(time, out);
            out.push_str("</span>");
        }
        if matches!(role, Role::InTalk | Role::InTheme | Role::ThemeLead)
            && site.has_card(study, id)
        {
            self.to_card(study, id, out);
        }
        if role == Role::InList && !evidence.themes.is_empty() {
            self.themes(study, evidence, out);
        }
    }

    /// The code and the segment, as far as the audience may know.
    fn who(&self, study: StudyId, evidence: &Evidence, out: &mut String) {
        let site = self.site;
        if let Some(code) = site.shown_code(study, evidence.participant) {
            out.push_str(" <b>");
            escape_into(code, out);
            out.push_str("</b>");
        }
        if let Some((name, class)) = site.shown_segment(study, evidence.participant) {
            out.push_str(" <span class=\"seg");
            if !class.is_empty() {
                out.push(' ');
                out.push_str(class);
            }
            out.push_str("\">");
            escape_into(name, out);
            out.push_str("</span>");
        }
    }

    /// The link to a quote's place, unless that is this page; whether there is one.
    fn place(&self, study: StudyId, id: EvidenceId, out: &mut String) -> bool {
        let site = self.site;
        let Some((key, anchor)) = site.place_of(study, id) else {
            return false;
        };
        if key == self.key {
            return false;
        }
        let evidence = &site.published[study][id];
        let who = site.shown_name(study, evidence.participant);
        let in_talk = matches!(key, PageKey::Interview(..));
        let (words, place, place_at) = if in_talk {
            (&site.words.context, "quote.place", "quote.place_at")
        } else {
            (
                &site.words.among,
                "quote.among_theme",
                "quote.among_theme_at",
            )
        };
        // Said in full to those who hear the page, and begins with what is seen.
        let label = match &evidence.time {
            Some(time) => site
                .say
                .with(place_at, fill![who: who, time: shown_time(time)]),
            None => site.say.with(place, fill![who: who]),
        };
        out.push_str(" <a href=\"");
        self.push_link_to(&key, &anchor, out);
        out.push_str("\" aria-label=\"");
        escape_into(&label, out);
        out.push_str("\">");
        match &evidence.time {
            Some(time) => self.at(time, out),
            None => out.push_str(words),
        }
        out.push_str("</a>");
        true
    }

    /// "at 2:14"
    fn at(&self, time: &Time, out: &mut String) {
        let (h, m, s) = (time.start / 3600, time.start / 60 % 60, time.start % 60);
        out.push_str(&self.site.words.at);
        out.push_str(" <time datetime=\"PT");
        // Writing to memory cannot fail.
        if h > 0 {
            let _ = write!(out, "{h}H");
        }
        let _ = write!(out, "{m}M{s}S\">");
        escape_into(&shown_time(time), out);
        out.push_str("</time>");
    }

    /// The way to a soundbite's card.
    fn to_card(&self, study: StudyId, id: EvidenceId, out: &mut String) {
        let site = self.site;
        let card = site.card_address(CardKey::Soundbite(study, id), CardFile::Png);
        let who = site.name_of(study, site.published[study][id].participant);
        out.push_str(" <a class=\"as-card\" href=\"");
        escape_into(&card.link_from(&self.address), out);
        out.push_str("\" aria-label=\"");
        escape_into(&site.say.with("card.of_quote", fill![who: &*who]), out);
        out.push_str("\">");
        escape_into(&site.say.text("card.quote"), out);
        out.push_str("</a>");
    }

    fn themes(&self, study: StudyId, evidence: &Evidence, out: &mut String) {
        out.push_str("<span class=\"themes\">");
        for (at, theme) in evidence.themes.iter().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            out.push_str("<a href=\"");
            self.push_link(&PageKey::Theme(study, *theme, 1), out);
            out.push_str("\">");
            escape_into(&self.site.published[study][*theme].title, out);
            out.push_str("</a>");
        }
        out.push_str("</span>");
    }
}
