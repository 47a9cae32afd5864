//! A further page of the casebook: about, glossary.

use serde::Serialize;

use super::prose::{Piece, ProseSection, ProseView};
use super::shell::Shell;
use super::{OnPage, PageKey, Site};

/// What `page.html` sees.
#[derive(Debug, Serialize)]
pub struct FurtherView {
    pub page: Shell,
    pub heading: String,
    /// The text, cut at its second-level headings.
    pub sections: Vec<ProseSection>,
}

/// A further page, by its place in the casebook.
pub fn view(site: &Site, at: u32) -> FurtherView {
    let on = OnPage::new(site, &PageKey::Further(at));
    let found = &site.published.pages[at as usize];
    let body = on.prose(&found.body);
    FurtherView {
        heading: found.title.clone(),
        sections: sections(body),
        page: on.shell(found.title.clone(), String::new()),
    }
}

/// The text in sections; in one where a heading stands inside another element.
fn sections(body: ProseView) -> Vec<ProseSection> {
    let cut = body.clone().split_at_headings();
    if cut.iter().all(|section| is_balanced(&section.body)) {
        return cut;
    }
    vec![ProseSection {
        anchor: String::new(),
        heading: String::new(),
        standfirst: None,
        body,
    }]
}

/// Whether every element that may hold a heading ends where it begins.
fn is_balanced(body: &ProseView) -> bool {
    const HOLDERS: [&str; 7] = [
        "blockquote",
        "li",
        "div",
        "section",
        "details",
        "figure",
        "table",
    ];
    let of = |html: &str, tag: &str| {
        let opened = html.matches(&format!("<{tag}")).count();
        opened == html.matches(&format!("</{tag}>")).count()
    };
    HOLDERS.iter().all(|tag| match body {
        ProseView::Html(html) => of(html, tag),
        ProseView::Pieces(pieces) => pieces.iter().all(|piece| match piece {
            Piece::Html { html } => of(html, tag),
            _ => true,
        }),
    })
}
