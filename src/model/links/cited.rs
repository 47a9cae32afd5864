//! A citation such as `P07^two-sizes` → the evidence that it names, or what is said where it names none.

use super::index::Index;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::assemble::Named;
use crate::model::{EvidenceId, InterviewId, Study};
use crate::parse::code::CodeKey;
use crate::source::{Located, SourcePath};

/// Where a citation such as `P07^two-sizes` leads.
pub(super) enum Cited {
    Evidence(EvidenceId),
    /// The participant withdrew.
    Withdrawn,
    Nothing,
}

/// Cuts `P07^id` and `P07#^id` into who and which.
pub(super) fn split_cite(written: &str) -> Option<(&str, &str)> {
    let (who, id) = written.trim().split_once('^')?;
    Some((who.trim_end_matches('#').trim(), id.trim()))
}

pub(super) fn cited(index: &Index, named: &Named, at: usize, written: &str) -> Option<Cited> {
    let (who, id) = split_cite(written)?;
    let key = CodeKey::of(who);
    if named.withdrawn.contains(&key) {
        return Some(Cited::Withdrawn);
    }
    let study = &named.study;
    let has_id = |e: &&EvidenceId| study[**e].cite.rsplit('^').next() == Some(id);
    let of_person = index.evidence_of(at, study, &key).iter().find(has_id);
    let found = of_person.copied().or_else(|| {
        let interview = index.interview(at, study, &who.to_lowercase())?;
        let in_file = |i: InterviewId| study[i].file == study[interview].file;
        let mut all = study.evidence.iter().enumerate();
        let found = all.find(|(_, e)| {
            (e.interview == interview || in_file(e.interview))
                && e.cite.rsplit('^').next() == Some(id)
        });
        found.map(|(at, _)| EvidenceId(at as u32))
    });
    Some(found.map_or(Cited::Nothing, Cited::Evidence))
}

pub(super) fn near_cite<'s>(study: &'s Study, cite: &str) -> Option<&'s str> {
    let cite = cite.replace("#^", "^");
    nearest(&cite, study.evidence.iter().map(|e| &*e.cite))
}

pub(super) fn leads_nowhere(
    cite: &Located<String>,
    what: &str,
    near: Option<&str>,
    file: &SourcePath,
    problems: &mut Vec<Diagnostic>,
) {
    let message = format!("there is no {what} `{}`", cite.value.trim());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "cite a theme by its id, a quote as `P07^two-sizes`".to_owned(),
    };
    problems.push(
        Diagnostic::error("citation-leads-nowhere", message)
            .at(file, cite.span)
            .help(help),
    );
}

pub(super) fn tell_withdrawn(
    cite: &Located<String>,
    file: &SourcePath,
    problems: &mut Vec<Diagnostic>,
) {
    let message = format!("`{}` cites a participant who withdrew", cite.value.trim());
    problems.push(
        Diagnostic::warning("cites-withdrawn", message)
            .at(file, cite.span)
            .help("take the citation out; it is left out of the site"),
    );
}
