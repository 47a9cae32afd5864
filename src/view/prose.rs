//! An author's text as a template sees it: HTML, with links that lead somewhere, and the pieces
//! that a template draws (quotes, pictures, code) kept apart.

use serde::Serialize;

use super::html::{escape, escape_into};
use super::quote::{QuoteView, Role};
use super::say::fill;
use super::{OnPage, PageKey};
use crate::model::audience::Published;
use crate::model::{MediaKind, MediaRef, StudyId, Target, Text};
use crate::parse::prose::Part;

/// An author's text: HTML as it is, or, where it holds more, a list of pieces.
/// Templates draw both by the component `prose`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ProseView {
    Html(String),
    Pieces(Vec<Piece>),
}

/// A stretch of an author's text.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Piece {
    /// Safe HTML.
    Html {
        html: String,
    },
    /// A quote shown in place.
    Quote {
        quote: Box<QuoteView>,
    },
    /// A picture that may be shown, by its address from this page.
    Picture {
        src: String,
        alt: String,
    },
    /// A recording that may be heard or seen.
    Audio {
        src: String,
        alt: String,
    },
    Video {
        src: String,
        alt: String,
    },
    /// A block of code; the filter `highlight` turns it into HTML.
    Code {
        language: String,
        text: String,
    },
}

/// A stretch of an author's text under one of its second-level headings.
#[derive(Clone, Debug, Serialize)]
pub struct ProseSection {
    /// Empty for what stands before the first heading.
    pub anchor: String,
    /// HTML.
    pub heading: String,
    pub standfirst: Option<String>,
    pub body: ProseView,
}

impl ProseView {
    /// Cuts a text at its second-level headings; what stands before the first comes first. Each
    /// section's first paragraph is apart where it is short. A text without words gives nothing.
    pub fn split_at_headings(self) -> Vec<ProseSection> {
        let pieces = match self {
            ProseView::Html(html) => vec![Piece::Html { html }],
            ProseView::Pieces(pieces) => pieces,
        };
        let mut sections = vec![(String::new(), String::new(), Vec::new())];
        for piece in pieces {
            let Piece::Html { html } = piece else {
                sections
                    .last_mut()
                    .expect("one from the start")
                    .2
                    .push(piece);
                continue;
            };
            let mut rest = html.as_str();
            while let Some((before, anchor, heading, after)) = next_heading(rest) {
                let last = sections.last_mut().expect("one from the start");
                push_html(&mut last.2, before);
                sections.push((anchor.to_owned(), heading.to_owned(), Vec::new()));
                rest = after;
            }
            push_html(
                &mut sections.last_mut().expect("one from the start").2,
                rest,
            );
        }
        sections
            .into_iter()
            .filter(|(anchor, _, pieces)| !anchor.is_empty() || !pieces.is_empty())
            .map(|(anchor, heading, mut pieces)| {
                let mut body = match pieces.as_mut_slice() {
                    [Piece::Html { html }] => ProseView::Html(std::mem::take(html)),
                    _ => ProseView::Pieces(pieces),
                };
                ProseSection {
                    anchor,
                    heading,
                    standfirst: body.take_standfirst(),
                    body,
                }
            })
            .collect()
    }

    pub fn is_empty(&self) -> bool {
        match self {
            ProseView::Html(html) => html.is_empty(),
            ProseView::Pieces(pieces) => pieces.is_empty(),
        }
    }

    /// Takes the first paragraph off when it is short enough to stand above the text (one or two
    /// sentences of at most 220 characters): its inner HTML.
    pub fn take_standfirst(&mut self) -> Option<String> {
        let html = match self {
            ProseView::Html(html) => html,
            ProseView::Pieces(pieces) => match pieces.first_mut()? {
                Piece::Html { html } => html,
                _ => return None,
            },
        };
        let body = html.trim_start().strip_prefix("<p>")?;
        let (first, rest) = body.split_once("</p>")?;
        let text = plain(first);
        let ends = text.matches(['.', '!', '?', '。', '؟']).count();
        if text.chars().count() > 220 || ends > 2 {
            return None;
        }
        let first = first.to_owned();
        *html = rest.trim_start().to_owned();
        Some(first)
    }
}

fn push_html(pieces: &mut Vec<Piece>, html: &str) {
    if !html.trim().is_empty() {
        let html = html.to_owned();
        pieces.push(Piece::Html { html });
    }
}

/// What stands before the next second-level heading, its anchor, its words, what follows.
fn next_heading(html: &str) -> Option<(&str, &str, &str, &str)> {
    let start = html.find("<h2 id=\"")?;
    let (anchor, rest) = html[start + 8..].split_once('"')?;
    let (_, rest) = rest.split_once('>')?;
    let (heading, rest) = rest.split_once("</h2>")?;
    Some((&html[..start], anchor, heading, rest))
}

/// The text of HTML that holds no comment: what stands outside its tags.
pub fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            c if !tag => out.push(c),
            _ => {}
        }
    }
    out
}

/// What `[[2026-02-24-size-advisor]]` reads as, where its author gave it no words: a decision's
/// or study's title, a theme's name with spaces. With the HTML that it stands in place of.
pub fn words_of_link(
    published: &Published,
    to: &str,
    target: &Target,
) -> Option<(Box<str>, String)> {
    let words = match target {
        Target::Decision(study, id) => published[*study][*id].title.clone(),
        Target::Study(study) => published[*study].about.title.clone(),
        Target::Theme(study, id) => {
            let id = &published[*study][*id].id;
            id.rsplit('/').next().unwrap_or(id).replace(['-', '_'], " ")
        }
        Target::Page(page) => published.pages[*page as usize].title.clone(),
        _ => return None,
    };
    Some((escape(to).into(), words))
}

impl OnPage<'_> {
    /// A text for this page. Names in it belong to `study`.
    pub fn prose(&self, text: &Text) -> ProseView {
        if let [Part::Html(html)] = text.prose.parts.as_slice() {
            return ProseView::Html((**html).to_owned());
        }
        let mut pieces = Vec::new();
        let mut html = String::new();
        let mut targets = text.targets.iter();
        let mut link_is_open = false;
        // A wiki link that only names its target, and the words that stand in its place.
        let mut renamed: Option<(Box<str>, String)> = None;
        let mut in_paragraph = false;
        for part in &text.prose.parts {
            let target = if part.is_reference() {
                targets.next().unwrap_or(&Target::Nowhere)
            } else {
                &Target::Nowhere
            };
            let piece = match part {
                Part::Html(part) if renamed.as_ref().is_some_and(|(id, _)| id == part) => {
                    let (_, words) = renamed.take().unwrap_or_default();
                    escape_into(&words, &mut html);
                    continue;
                }
                Part::Html(part) => {
                    in_paragraph = match (part.rfind("<p>"), part.rfind("</p>")) {
                        (None, None) => in_paragraph,
                        (opened, closed) => opened > closed,
                    };
                    html.push_str(part);
                    continue;
                }
                Part::Link { to, wiki, .. } => {
                    let href = self.target(target);
                    let words = wiki.then(|| words_of_link(self.site.published, to, target));
                    renamed = words.flatten();
                    link_is_open = href.is_some();
                    if let Some(href) = href {
                        html.push_str("<a href=\"");
                        escape_into(&href, &mut html);
                        html.push_str("\">");
                    }
                    continue;
                }
                Part::LinkEnd => {
                    renamed = None;
                    if std::mem::take(&mut link_is_open) {
                        html.push_str("</a>");
                    }
                    continue;
                }
                Part::Embed { .. } => match target {
                    Target::Evidence(study, evidence) => {
                        let Some(quote) = self.quote(*study, *evidence, Role::Embedded) else {
                            continue;
                        };
                        if in_paragraph {
                            html.push_str(&self.inline_quote(*study, *evidence));
                            continue;
                        }
                        Piece::Quote {
                            quote: Box::new(quote),
                        }
                    }
                    _ => continue,
                },
                Part::Picture { alt, .. } => match self.media(target, alt) {
                    // A figure cannot stand in a paragraph.
                    Ok(Piece::Picture { src, alt }) if in_paragraph => {
                        let (src, alt) = (escape(&src), escape(&alt));
                        html.push_str(&format!(
                            "<img src=\"{src}\" alt=\"{alt}\" loading=\"lazy\">"
                        ));
                        continue;
                    }
                    Ok(piece) => piece,
                    Err(words) => {
                        html.push_str(&words);
                        continue;
                    }
                },
                Part::Code { language, text } => {
                    self.code.set(true);
                    Piece::Code {
                        language: language.to_string(),
                        text: text.to_string(),
                    }
                }
            };
            if !html.is_empty() {
                pieces.push(Piece::Html {
                    html: std::mem::take(&mut html),
                });
            }
            pieces.push(piece);
        }
        if pieces.is_empty() {
            return ProseView::Html(html);
        }
        if !html.is_empty() {
            pieces.push(Piece::Html { html });
        }
        ProseView::Pieces(pieces)
    }

    /// A quote within a sentence: its words between marks, as a link to its place.
    fn inline_quote(&self, study: StudyId, id: crate::model::EvidenceId) -> String {
        let Some(words) = self.site.published[study][id].words() else {
            return String::new();
        };
        let (open, close) = self.site.say.quotation_marks();
        let mut html = String::new();
        super::quote::line_html(words, 0..words.text.len(), &mut html);
        let words = format!("{open}{}{close}", html.replace('\n', " "));
        match self.link_to_evidence(study, id) {
            Some(href) => format!("<a href=\"{}\">{words}</a>", escape(&href)),
            None => words,
        }
    }

    /// What a link of an author's text writes into `href`; `None` leaves plain words.
    pub fn target(&self, target: &Target) -> Option<String> {
        let link = |key: PageKey| Some(self.link(&key));
        match target {
            Target::Home => link(PageKey::Home),
            Target::Study(study) => link(PageKey::CaseStudy(*study)),
            Target::Theme(study, theme) => link(PageKey::Theme(*study, *theme, 1)),
            Target::Decision(study, decision) => link(PageKey::Decision(*study, *decision)),
            Target::Interview(study, interview) => self
                .site
                .has_interview_page(*study, *interview)
                .then(|| self.link(&PageKey::Interview(*study, *interview))),
            Target::Evidence(study, evidence) => self.link_to_evidence(*study, *evidence),
            Target::Page(page) => link(PageKey::Further(*page)),
            Target::Anchor(anchor) => Some(super::address::fragment(anchor)),
            Target::Media(media) => self.media_link(media),
            Target::NoMedia(_) | Target::Nowhere => None,
        }
    }

    /// Where a media file is published, from this page; `None` where this audience may not have it.
    pub fn media_link(&self, media: &MediaRef) -> Option<String> {
        let address = self.site.media.get(&media.file)?;
        Some(address.link_from(&self.address))
    }

    fn media(&self, target: &Target, alt: &str) -> Result<Piece, String> {
        let shown = match target {
            Target::Media(media) => self.media_link(media).map(|src| (media.kind, src)),
            _ => None,
        };
        let alt = alt.to_owned();
        match shown {
            Some((MediaKind::Picture, src)) => Ok(Piece::Picture { src, alt }),
            Some((MediaKind::Audio, src)) => Ok(Piece::Audio { src, alt }),
            Some((MediaKind::Video, src)) => Ok(Piece::Video { src, alt }),
            Some((MediaKind::Transcript, src)) => {
                Err(format!("<a href=\"{}\">{}</a>", escape(&src), escape(&alt)))
            }
            None if alt.is_empty() => Err(escape(&self.site.say.text("media.not_shown"))),
            None => {
                let words = self.site.say.with("media.not_shown_alt", fill![alt: alt]);
                Err(escape(&words))
            }
        }
    }

    /// Where a quote or observation is read: in its conversation, else among its theme's.
    pub fn link_to_evidence(
        &self,
        study: StudyId,
        evidence: crate::model::EvidenceId,
    ) -> Option<String> {
        let (key, anchor) = self.site.place_of(study, evidence)?;
        Some(self.link_to(&key, &anchor))
    }
}
