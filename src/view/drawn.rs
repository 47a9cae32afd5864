//! Long lists of quotes as HTML, the same to the byte as the built-in templates draw them
//! (`theme.html`, `quotes.html`, `interview.html` and the component `quote`).
//!
//! A large casebook shows hundreds of thousands of quotes, and a template takes several times as
//! long over each. Where a template is the casebook's own nothing is drawn here: it may see any
//! quote and draw it in its way.

use super::address::push_fragment;
use super::html::{escape, escape_into};
use super::interview::RecordingView;
use super::prose::ProseView;
use super::quote::{Role, fold_of};
use super::quotes::month_of;
use super::say::Say;
use super::{OnPage, PageKey};
use crate::model::{EvidenceId, InterviewId, Said, StudyId, TalkItem};

/// What stands with every quote, as HTML.
#[derive(Debug)]
pub(super) struct Words {
    pub a_participant: String,
    pub among: String,
    pub at: String,
    pub context: String,
    coded: String,
    listen: String,
    permalink: String,
    rest: String,
    seen: String,
}

impl Words {
    pub fn of(say: Say) -> Words {
        let html = |key: &str| escape(&say.text(key));
        Words {
            // Said within other texts, which are escaped as a whole.
            a_participant: say.text("words.a_participant"),
            among: html("quote.among"),
            at: html("quote.at"),
            context: html("quote.context"),
            coded: html("interview.coded"),
            listen: html("interview.listen"),
            permalink: html("interview.permalink"),
            rest: html("quote.rest"),
            seen: html("words.seen"),
        }
    }
}

/// How many quotes stand together in a theme's columns.
const IN_A_BLOCK: usize = 6;
/// How many bytes a quote takes, about.
const A_QUOTE: usize = 1000;

impl OnPage<'_> {
    /// The quotes of one segment on a theme's page; `None` where templates draw them.
    pub(super) fn drawn_voices(&self, study: StudyId, ids: &[EvidenceId]) -> Option<String> {
        let mut out = self.canvas(ids.len())?;
        out.push_str("<div class=\"voices");
        if ids.len() > 3 {
            out.push_str(" many");
        }
        out.push_str("\">");
        for (at, id) in ids.iter().enumerate() {
            if at > 0 && at % IN_A_BLOCK == 0 {
                out.push_str("\n</div>\n<div class=\"voices many\">");
            }
            out.push('\n');
            let anchor = &self.site.published[study][*id].anchor;
            self.draw(study, *id, Role::InTheme, anchor, &mut out)?;
        }
        out.push_str("\n</div>");
        Some(out)
    }

    /// The quotes of one study on a page of quotes.
    pub(super) fn drawn_entries(&self, study: StudyId, ids: &[EvidenceId]) -> Option<String> {
        let mut out = self.canvas(ids.len())?;
        let site = self.site;
        for (at, id) in ids.iter().enumerate() {
            let evidence = &site.published[study][*id];
            if at > 0 {
                out.push('\n');
            }
            out.push_str("<div class=\"entry\"");
            if let Some((name, _)) = site.shown_segment(study, evidence.participant)
                && !name.is_empty()
            {
                attribute("data-segment", [name], &mut out);
            }
            if !evidence.emotions.is_empty() {
                let between = evidence.emotions.iter().flat_map(|one| [";", one]).skip(1);
                attribute("data-emotion", between, &mut out);
            }
            if let Some((year, month)) = month_of(site.published[study][evidence.interview].when) {
                attribute("data-month", [&*format!("{year:04}-{month:02}")], &mut out);
                attribute("data-month-text", [&*site.say.month(year, month)], &mut out);
            }
            out.push('>');
            let anchor = site.list_anchor(study, &evidence.anchor);
            self.draw(study, *id, Role::InList, &anchor, &mut out)?;
            out.push_str("</div>");
        }
        Some(out)
    }

    /// What was said and seen after one question of a conversation.
    pub(super) fn drawn_talk(
        &self,
        (study, interview): (StudyId, InterviewId),
        items: &[TalkItem],
        recording: Option<&RecordingView>,
    ) -> Option<String> {
        let mut out = self.canvas(items.len())?;
        for item in items {
            let begun = out.len();
            if begun > 0 {
                out.push('\n');
            }
            match item {
                TalkItem::Observation(text, _) => match self.prose(text) {
                    ProseView::Html(html) if html.is_empty() => out.truncate(begun),
                    ProseView::Html(html) => {
                        out.push_str("<div class=\"seen\">");
                        out.push_str(&html);
                        out.push_str("</div>");
                    }
                    ProseView::Pieces(_) => return None,
                },
                TalkItem::Evidence(place) => {
                    let id = self.site.study(study).piece(interview, *place);
                    let evidence = &self.site.published[study][id];
                    if evidence.is_withheld() {
                        out.truncate(begun);
                        continue;
                    }
                    self.draw(study, id, Role::InTalk, &evidence.anchor, &mut out)?;
                    self.draw_links(study, id, recording, &mut out);
                }
            }
        }
        Some(out)
    }

    /// Where lists are drawn here.
    fn canvas(&self, quotes: usize) -> Option<String> {
        let draws = self.site.draws_quotes;
        draws.then(|| String::with_capacity(quotes * A_QUOTE))
    }

    /// One quote or observation; `None` where it holds what a template has to draw.
    fn draw(
        &self,
        study: StudyId,
        id: EvidenceId,
        role: Role,
        anchor: &str,
        out: &mut String,
    ) -> Option<()> {
        let site = self.site;
        let evidence = &site.published[study][id];
        match &evidence.said {
            Said::Quote(words) => {
                let length = evidence.length as usize;
                let size = site.size_of(study, id, role, length);
                let fold = fold_of(words, role, length);
                out.push_str("<figure class=\"q");
                if !size.is_empty() {
                    out.push(' ');
                    out.push_str(size);
                }
                out.push('"');
                id_of(anchor, out);
                out.push_str(">\n<blockquote dir=\"auto\">");
                site.push_words(words, fold, out);
                if let Some(from) = fold {
                    out.push_str("<details class=\"rest\"><summary>");
                    out.push_str(&site.words.rest);
                    out.push_str("</summary>");
                    site.push_rest(words, from, out);
                    out.push_str("</details>");
                }
                out.push_str("</blockquote>\n<figcaption>");
                self.push_caption(study, id, role, out);
                out.push_str("</figcaption>\n</figure>");
            }
            Said::Observation(text) => {
                let ProseView::Html(seen) = self.prose(text) else {
                    return None;
                };
                out.push_str("<div class=\"obs\"");
                id_of(anchor, out);
                out.push_str("><p class=\"label\">");
                out.push_str(&site.words.seen);
                self.push_caption(study, id, role, out);
                out.push_str("</p>");
                out.push_str(&seen);
                out.push_str("</div>");
            }
            // Nothing of it may be drawn, and no list has it.
            Said::WithheldQuote | Said::WithheldObservation => return None,
        }
        Some(())
    }

    /// Beside a quote in its conversation: the recording, its themes, and a link to this very quote.
    fn draw_links(
        &self,
        study: StudyId,
        id: EvidenceId,
        recording: Option<&RecordingView>,
        out: &mut String,
    ) {
        let evidence = &self.site.published[study][id];
        let words = &self.site.words;
        out.push_str("\n<div class=\"note\" role=\"note\" aria-label=\"");
        out.push_str(&words.coded);
        out.push_str("\">\n<ul class=\"links\">");
        if let Some((media, time)) = recording.zip(evidence.time.as_ref()) {
            out.push_str("<li><a href=\"");
            escape_into(&media.at(time.start), out);
            out.push_str("\">");
            out.push_str(&words.listen);
            out.push_str("</a></li>");
        }
        for theme in &evidence.themes {
            out.push_str("<li><a href=\"");
            self.push_link(&PageKey::Theme(study, *theme, 1), out);
            out.push_str("\">");
            escape_into(&self.site.published[study][*theme].title, out);
            out.push_str("</a></li>");
        }
        out.push_str("<li><a href=\"");
        push_fragment(&evidence.anchor, out);
        out.push_str("\">");
        out.push_str(&words.permalink);
        out.push_str("</a></li></ul></div>");
    }
}

fn id_of(anchor: &str, out: &mut String) {
    if !anchor.is_empty() {
        attribute("id", [anchor], out);
    }
}

fn attribute<'a>(name: &str, parts: impl IntoIterator<Item = &'a str>, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    parts.into_iter().for_each(|part| escape_into(part, out));
    out.push('"');
}
