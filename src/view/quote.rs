//! A quote as every page shows it: the words first, then who said them, as far as the audience may
//! know. Tagged observations pass through here too and are told apart by [`QuoteView::said`].

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::OnPage;
use super::html::escape_into;
use super::prose::ProseView;
use crate::model::{EvidenceId, ParticipantId, Said, StudyId};
use crate::parse::words::{Mark, MarkKind, Words};

/// A quote or a tagged observation. Templates draw it by the component `quote`.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteView {
    /// `quote`, or `observation`: what was seen, never to be shown as the participant's words.
    pub said: &'static str,
    /// Its id on this page; empty where another place on the page has it.
    pub anchor: String,
    /// A class for its size: `huge`, `big`, `small` or nothing.
    pub size: &'static str,
    /// The words of a quote with their marks, as paragraphs.
    pub html: String,
    /// The rest of a very long quote, to be unfolded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    /// The text of an observation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<ProseView>,
    /// Under it, as HTML: who said it, as far as the audience may know, how it sounded, and the
    /// link to its place; on pages that are about no single theme its themes too.
    pub caption: String,
}

/// A group of participants.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentView {
    pub name: Arc<str>,
    /// Its class, `seg-1` to `seg-6` in the study's order; empty beyond.
    pub class: &'static str,
}

/// What a quote is on a page for; decides its size, its anchor and what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The one that an insight leads with: large, the shorter the larger.
    Lead,
    /// The first of a page that is about the quote's theme: large, and at home there.
    ThemeLead,
    /// The one of a study on the home page: large.
    OnHome,
    /// Another one beside the lead.
    Further,
    /// One of a theme's own list.
    InTheme,
    /// In its conversation.
    InTalk,
    /// In an author's text.
    Embedded,
    /// On the page of all quotes.
    InList,
}

impl Role {
    /// Whether this is where the quote lives, so that it carries its anchor.
    fn is_home(self) -> bool {
        matches!(
            self,
            Role::InTalk | Role::InTheme | Role::ThemeLead | Role::InList
        )
    }
}

/// Longer quotes are folded where a page shows many.
const FOLD_ABOVE: usize = 600;

impl OnPage<'_> {
    /// A quote or observation for this page; `None` when this audience may not read it.
    pub fn quote(&self, study: StudyId, id: EvidenceId, role: Role) -> Option<QuoteView> {
        let site = self.site;
        let evidence = &site.published[study][id];
        let (mut html, mut rest, mut seen) = (String::new(), None, None);
        let mut size = "";
        let said = match &evidence.said {
            Said::Quote(words) => {
                let length = evidence.length as usize;
                size = site.size_of(study, id, role, length);
                let fold = fold_of(words, role, length);
                site.push_words(words, fold, &mut html);
                rest = fold.map(|from| {
                    let mut more = String::new();
                    site.push_rest(words, from, &mut more);
                    more
                });
                "quote"
            }
            Said::Observation(text) => {
                seen = Some(self.prose(text));
                "observation"
            }
            Said::WithheldQuote | Said::WithheldObservation => return None,
        };
        Some(QuoteView {
            said,
            anchor: if role.is_home() {
                evidence.anchor.to_string()
            } else {
                String::new()
            },
            size,
            html,
            rest,
            seen,
            caption: self.caption(study, id, role),
        })
    }
}

impl super::Site<'_> {
    /// A participant's code, where the audience may know it.
    pub fn code_of(&self, study: StudyId, id: ParticipantId) -> Option<Arc<str>> {
        let participant = &self.published[study][id];
        let shown = self.published.shows_codes() && !participant.code.is_empty();
        shown.then(|| Arc::clone(&participant.code))
    }

    /// The same, to be written at once.
    pub(super) fn shown_code(&self, study: StudyId, id: ParticipantId) -> Option<&str> {
        let participant = &self.published[study][id];
        let shown = self.published.shows_codes() && !participant.code.is_empty();
        shown.then(|| &*participant.code)
    }

    /// The name of a participant's segment, and its class.
    pub(super) fn shown_segment(
        &self,
        study: StudyId,
        id: ParticipantId,
    ) -> Option<(&str, &'static str)> {
        let segment = self.published[study][id].segment?.index();
        let name = &self.study(study).segment_names[segment];
        Some((name, segment_class(segment)))
    }

    /// What a participant is called, to be written at once.
    pub(super) fn shown_name(&self, study: StudyId, id: ParticipantId) -> &str {
        self.shown_code(study, id)
            .or_else(|| self.shown_segment(study, id).map(|(name, _)| name))
            .unwrap_or(&self.words.a_participant)
    }

    pub(super) fn size_of(
        &self,
        study: StudyId,
        id: EvidenceId,
        role: Role,
        length: usize,
    ) -> &'static str {
        size_of(role, length, || self.study(study).is_featured(id))
    }

    /// Writes a quote's words up to where it is folded.
    pub(super) fn push_words(&self, words: &Words, fold: Option<usize>, out: &mut String) {
        let (open, close) = self.say.quotation_marks();
        let marks = (open, if fold.is_some() { "" } else { close });
        words_html(words, 0..fold.unwrap_or(words.text.len()), marks, out);
    }

    /// Writes its words from there on.
    pub(super) fn push_rest(&self, words: &Words, from: usize, out: &mut String) {
        let marks = ("", self.say.quotation_marks().1);
        words_html(words, from..words.text.len(), marks, out);
    }

    pub fn segment_of(&self, study: StudyId, id: ParticipantId) -> Option<SegmentView> {
        let segment = self.published[study][id].segment?;
        Some(SegmentView {
            name: Arc::clone(&self.study(study).segment_names[segment.index()]),
            class: segment_class(segment.index()),
        })
    }

    /// What a participant is called: the code, else the segment, else "a participant".
    pub fn name_of(&self, study: StudyId, id: ParticipantId) -> Arc<str> {
        self.code_of(study, id)
            .or_else(|| self.segment_of(study, id).map(|segment| segment.name))
            .unwrap_or_else(|| self.say.text("words.a_participant").into())
    }
}

/// The class of the n-th segment of a study, from 0; beyond six, place and label alone carry it.
pub fn segment_class(n: usize) -> &'static str {
    const CLASSES: [&str; 6] = ["seg-1", "seg-2", "seg-3", "seg-4", "seg-5", "seg-6"];
    CLASSES.get(n).copied().unwrap_or("")
}

fn size_of(role: Role, length: usize, featured: impl Fn() -> bool) -> &'static str {
    match role {
        Role::Lead if length <= 100 => "huge",
        Role::Lead | Role::ThemeLead | Role::OnHome if length <= 200 => "big",
        Role::InTalk if length <= 200 && featured() => "big",
        Role::Further => "small",
        Role::InTalk if length > 320 => "small",
        Role::Embedded if length > 240 => "small",
        Role::InTheme if length > 70 => "small",
        Role::InList if length > 140 => "small",
        _ => "",
    }
}

/// Where a quote is folded on a page that shows many.
pub(super) fn fold_of(words: &Words, role: Role, length: usize) -> Option<usize> {
    (role != Role::InTalk && length > FOLD_ABOVE)
        .then(|| fold_at(words))
        .flatten()
}

/// Where a very long quote is folded: after the sentence of its soundbite, or after about 300
/// bytes where it has none; `None` where hardly anything would be left to unfold.
fn fold_at(words: &Words) -> Option<usize> {
    let soundbite = words.marks.iter().find(|m| m.kind == MarkKind::Soundbite);
    let from = soundbite.map_or(300, |mark| mark.end as usize).max(200);
    let mut from = from.min(words.text.len());
    while !words.text.is_char_boundary(from) {
        from += 1;
    }
    let at = from + sentence_end(&words.text[from..])?;
    let inside_mark = words
        .marks
        .iter()
        .any(|mark| (mark.start as usize) < at && at < mark.end as usize);
    (!inside_mark && words.text.len() - at > 120).then_some(at)
}

/// The byte after the sentence that the text is in the middle of.
fn sentence_end(text: &str) -> Option<usize> {
    let mut ended = false;
    for (i, c) in text.char_indices() {
        match c {
            '\n' => return Some(i),
            '.' | '!' | '?' | '…' => ended = true,
            '。' | '！' | '？' => return Some(i + c.len_utf8()),
            c if ended && c.is_whitespace() => return Some(i),
            '"' | '\'' | '”' | '’' | '»' | ')' => {}
            _ => ended = false,
        }
    }
    None
}

/// A stretch of a quote's words as paragraphs, between marks of quotation.
pub fn words_html(words: &Words, range: Range<usize>, marks: (&str, &str), out: &mut String) {
    let text = &words.text[range.clone()];
    // Most are of one line.
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        let line = text.trim_start();
        if !line.is_empty() {
            let start = range.end - line.len();
            out.push_str("<p>");
            out.push_str(marks.0);
            line_html(words, start..start + line.trim_end().len(), out);
            out.push_str(marks.1);
            out.push_str("</p>");
        }
        return;
    }
    let lines: Vec<Range<usize>> = text
        .split('\n')
        .map(|line| {
            let start = range.start + (line.as_ptr() as usize - text.as_ptr() as usize);
            let trimmed = line.trim_start();
            let start = start + (line.len() - trimmed.len());
            start..start + trimmed.trim_end().len()
        })
        .filter(|line| !line.is_empty())
        .collect();
    let last = lines.len().saturating_sub(1);
    for (i, line) in lines.into_iter().enumerate() {
        out.push_str("<p>");
        if i == 0 {
            out.push_str(marks.0);
        }
        line_html(words, line, out);
        if i == last {
            out.push_str(marks.1);
        }
        out.push_str("</p>");
    }
}

/// One line of the words, its marks as elements. Marks of different kinds may overlap in any way;
/// elements are closed and opened again so that they nest.
pub fn line_html(words: &Words, line: Range<usize>, out: &mut String) {
    if words.marks.is_empty() {
        escape_into(&words.text[line], out);
        return;
    }
    let within: Vec<&Mark> = words
        .marks
        .iter()
        .filter(|m| (m.start as usize) < line.end && m.end as usize > line.start)
        .collect();
    if within.is_empty() {
        escape_into(&words.text[line], out);
        return;
    }
    let mut cuts: Vec<usize> = within
        .iter()
        .flat_map(|m| [m.start as usize, m.end as usize])
        .filter(|cut| line.contains(cut))
        .chain([line.start, line.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut open: Vec<MarkKind> = Vec::new();
    for piece in cuts.windows(2) {
        let mut wanted: Vec<MarkKind> = within
            .iter()
            .filter(|m| m.start as usize <= piece[0] && piece[1] <= m.end as usize)
            .map(|m| m.kind)
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let same = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        for kind in open.drain(same..).rev() {
            out.push_str(tags(kind).1);
        }
        for kind in &wanted[same..] {
            out.push_str(tags(*kind).0);
            open.push(*kind);
        }
        escape_into(&words.text[piece[0]..piece[1]], out);
    }
    for kind in open.into_iter().rev() {
        out.push_str(tags(kind).1);
    }
}

fn tags(kind: MarkKind) -> (&'static str, &'static str) {
    match kind {
        MarkKind::Soundbite => ("<b class=\"sb\">", "</b>"),
        MarkKind::Emphasis => ("<em>", "</em>"),
        MarkKind::Replacement => ("<span class=\"repl\">", "</span>"),
        MarkKind::Code => ("<code>", "</code>"),
        MarkKind::Struck => ("<s>", "</s>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, marks: &[(&str, MarkKind)]) -> Words {
        let mut marks: Vec<Mark> = marks
            .iter()
            .map(|(part, kind)| {
                let start = text.find(part).unwrap() as u32;
                Mark {
                    start,
                    end: start + part.len() as u32,
                    kind: *kind,
                }
            })
            .collect();
        marks.sort_by_key(|m| m.start);
        Words {
            text: text.into(),
            marks,
        }
    }

    fn html(words: &Words) -> String {
        let mut out = String::new();
        words_html(words, 0..words.text.len(), ("“", "”"), &mut out);
        out
    }

    #[test]
    fn marks_become_elements_and_nothing_else_changes() {
        let w = words(
            "Is it <b> & [her sister] or not?",
            &[
                ("& [her sister] or", MarkKind::Soundbite),
                ("[her sister]", MarkKind::Replacement),
            ],
        );
        assert_eq!(
            html(&w),
            "<p>“Is it &lt;b&gt; <b class=\"sb\">&amp; <span class=\"repl\">[her sister]</span> or</b> not?”</p>"
        );
    }

    #[test]
    fn marks_that_cross_still_nest() {
        let w = words(
            "one two three",
            &[
                ("one two", MarkKind::Emphasis),
                ("two three", MarkKind::Soundbite),
            ],
        );
        assert_eq!(
            html(&w),
            "<p>“<em>one </em><b class=\"sb\"><em>two</em> three</b>”</p>"
        );
    }

    #[test]
    fn lines_are_paragraphs_between_one_pair_of_quotation_marks() {
        let w = words(
            "First.\n\nSecond, with more.",
            &[("First.\n\nSecond", MarkKind::Soundbite)],
        );
        assert_eq!(
            html(&w),
            "<p>“<b class=\"sb\">First.</b></p><p><b class=\"sb\">Second</b>, with more.”</p>"
        );
    }

    #[test]
    fn a_very_long_quote_folds_after_the_sentence_of_its_soundbite() {
        let text = format!(
            "{} the point of it all. {}",
            "And so on it went. ".repeat(12),
            "More of it. ".repeat(40)
        );
        let w = words(&text, &[("the point of it", MarkKind::Soundbite)]);
        let at = fold_at(&w).unwrap();
        assert!(w.text[..at].ends_with("the point of it all."));
    }
}
