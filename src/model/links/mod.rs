//! What is cited and linked, resolved to ids. Entry point: [`resolve`], once every study stands.
//!
//! [`front_matter`] reads what decisions rest on, featured quotes and recordings; [`resolver`] the
//! links and embedded quotes of texts, by the names in [`index`]. May use `parse` and `diagnostic`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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
use super::{InterviewId, Page, Study, StudyId, Target, Text, texts};
use crate::config::Consent;
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// Resolves everything that names something else. Returns who may have the pictures and recordings of
/// people who are in no interview that shows them.
pub fn resolve(
    named: &mut [Named],
    pages: &mut [Page],
    drafts: &Drafts,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<SourcePath, Consent> {
    let index = Index::of(named, pages, drafts);
    let mut limits = Vec::new();
    for at in 0..named.len() {
        let cited = front_matter(&index, named, at, drafts, problems);
        limits.append(&mut cited.apply(&mut named[at].study));
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
        let left_out = named[at].left_out.iter();
        let shown = left_out.flat_map(|left| resolver.shown(&left.prose, &left.file));
        limits.extend(shown.map(|file| (file, Consent::None)));
        let mut talks = Vec::new();
        for (id, interview) in (0..).zip(&named[at].study.interviews) {
            if interview.has_references {
                talks.push((InterviewId(id), resolver.conversation(InterviewId(id))));
            }
        }
        let own = &mut named[at].study;
        for (text, targets) in texts::own_mut(own).into_iter().zip(resolved) {
            text.targets = targets;
        }
        for (id, targets) in talks {
            put(own, id, targets);
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
    // The narrowest comes last, and stays.
    limits.sort_by_key(|(_, consent)| Reverse(*consent));
    limits.into_iter().collect()
}

/// Puts what the texts of a conversation lead to into them.
fn put(study: &mut Study, id: InterviewId, targets: Vec<Box<[Target]>>) {
    let mut targets = targets.into_iter();
    let mut fill = |text: &mut Text| text.targets = targets.next().unwrap_or_default();
    texts::change_talk(&mut study.interviews[id.index()], |_| true, &mut fill);
    for evidence in study.evidence.of_mut(id) {
        texts::change_evidence(evidence, |_| true, &mut fill);
    }
}
