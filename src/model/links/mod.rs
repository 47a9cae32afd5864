//! What is cited and linked, resolved to ids. Entry point: [`resolve`], once every study stands.
//!
//! [`front_matter`] reads what decisions rest on, featured quotes and recordings; [`resolver`] the
//! links and embedded quotes of texts, by the names in [`index`]. May use `parse` and `diagnostic`.

mod cited;
mod front_matter;
mod index;
mod paths;
mod recordings;
mod resolver;

use self::front_matter::front_matter;
use self::index::Index;
pub use self::paths::media_kind;
use self::resolver::Resolver;
use super::assemble::Named;
use super::drafts::Drafts;
use super::{Page, StudyId, texts};
use crate::diagnostic::Diagnostic;

/// Resolves everything that names something else.
pub fn resolve(
    named: &mut [Named],
    pages: &mut [Page],
    drafts: &Drafts,
    problems: &mut Vec<Diagnostic>,
) {
    let index = Index::of(named, pages, drafts);
    for at in 0..named.len() {
        let cited = front_matter(&index, named, at, drafts, problems);
        cited.apply(&mut named[at].study);
    }
    for at in 0..named.len() {
        let study = StudyId(at as u32);
        let mut resolver = Resolver {
            index: &index,
            named,
            drafts,
            study: Some(study),
            anchors: Vec::new(),
            problems,
        };
        let resolved = resolver.study_texts();
        for (text, targets) in texts::of_study_mut(&mut named[at].study)
            .into_iter()
            .zip(resolved)
        {
            text.targets = targets;
        }
    }
    let mut resolved = Vec::new();
    for page in pages.iter() {
        let anchors = page
            .body
            .prose
            .headings
            .iter()
            .map(|h| h.anchor.clone())
            .collect();
        let mut resolver = Resolver {
            index: &index,
            named,
            drafts,
            study: None,
            anchors,
            problems,
        };
        resolved.push(resolver.text(&page.body.prose, &page.file));
    }
    for (page, targets) in pages.iter_mut().zip(resolved) {
        page.body.targets = targets;
    }
}
