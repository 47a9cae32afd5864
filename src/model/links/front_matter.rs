//! What front matter cites: evidence of decisions, featured quotes, questions, metrics, recordings.

use std::sync::Arc;

use super::cited::{Cited, cited, leads_nowhere, near_cite, tell_withdrawn};
use super::index::Index;
use super::recordings::{Recorded, recordings};
use crate::config::Consent;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::assemble::{Named, metric};
use crate::model::drafts::Drafts;
use crate::model::{DecisionId, EvidenceId, Proof, QuestionId, Study, SuccessMetric};
use crate::parse::code::CodeKey;
use crate::source::{Located, SourcePath};

/// What front matter cites, ready to be put into the study.
#[derive(Default)]
pub(super) struct FrontMatter {
    proofs: Vec<Vec<Proof>>,
    superseded: Vec<Option<DecisionId>>,
    features: Vec<(crate::model::ThemeId, Vec<EvidenceId>)>,
    asked_in: Vec<(crate::model::ThemeId, Vec<QuestionId>)>,
    metrics: Vec<(crate::model::ThemeId, Vec<crate::model::MetricId>)>,
    success: Option<SuccessMetric>,
    pub(super) recordings: Vec<Recorded>,
    pub(super) media_limits: Vec<(SourcePath, Consent)>,
}

impl FrontMatter {
    /// Puts it into the study; who may have recordings that no interview of it has.
    pub fn apply(self, study: &mut Study) -> Vec<(SourcePath, Consent)> {
        for (decision, (proofs, superseded)) in study
            .decisions
            .iter_mut()
            .zip(self.proofs.into_iter().zip(self.superseded))
        {
            decision.evidence = proofs;
            decision.superseded_by = superseded;
        }
        for (theme, feature) in self.features {
            study.themes[theme.index()].feature = feature;
        }
        for (theme, asked_in) in self.asked_in {
            study.themes[theme.index()].asked_in = asked_in;
        }
        for (theme, metrics) in self.metrics {
            study.themes[theme.index()].metrics = metrics;
        }
        for recorded in self.recordings {
            let interview = &mut study.interviews[recorded.interview.index()];
            let interview = Arc::make_mut(interview);
            interview.recording = Some(recorded.recording);
            interview.transcript = recorded.transcript;
            interview.talk_time = recorded.talk_time;
            interview.heard = interview.heard.min(recorded.heard);
        }
        study.success_metric = self.success;
        self.media_limits
    }
}

pub(super) fn front_matter(
    index: &Index,
    all: &[Named],
    at: usize,
    drafts: &Drafts,
    problems: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let named = &all[at];
    let study = &named.study;
    let mut found = FrontMatter::default();
    let Some(written) = drafts.studies.get(&study.id) else {
        return found;
    };
    for decision in &study.decisions {
        let draft = written
            .decisions
            .iter()
            .find(|(file, _)| *file == decision.file)
            .map(|(_, d)| d);
        let evidence = draft.map_or(&[][..], |d| &d.evidence);
        found.proofs.push(
            evidence
                .iter()
                .filter_map(|cite| proof(index, named, at, cite, &decision.file, problems))
                .collect(),
        );
        found.superseded.push(
            draft
                .and_then(|d| d.superseded_by.as_ref())
                .and_then(|other| {
                    let name = other
                        .value
                        .trim()
                        .trim_start_matches("[[")
                        .trim_end_matches("]]");
                    let at = study.decisions.iter().position(|d| *d.id == *name);
                    if at.is_none() {
                        let ids = study.decisions.iter().map(|d| &*d.id);
                        leads_nowhere(
                            other,
                            "decision",
                            nearest(name, ids),
                            &decision.file,
                            problems,
                        );
                    }
                    at.map(|at| DecisionId(at as u32))
                }),
        );
    }
    for (file, draft) in &written.themes {
        let Some(at_theme) = study
            .themes
            .iter()
            .position(|t| t.file.as_ref() == Some(file))
        else {
            continue;
        };
        let theme = crate::model::ThemeId(at_theme as u32);
        let mut feature = Vec::new();
        for cite in &draft.feature {
            match cited(index, named, at, &cite.value) {
                Some(Cited::Evidence(id)) => feature.push(id),
                Some(Cited::Withdrawn) => tell_withdrawn(cite, file, problems),
                _ => leads_nowhere(cite, "quote", near_cite(study, &cite.value), file, problems),
            }
        }
        found.features.push((theme, feature));
        let mut asked = Vec::new();
        for question in &draft.asked_in {
            let name = question.value.trim().to_lowercase();
            match study.questions.iter().position(|q| *q.id == *name) {
                Some(at) => asked.push(QuestionId(at as u32)),
                None => leads_nowhere(
                    question,
                    "question",
                    nearest(&name, study.questions.iter().map(|q| &*q.id)),
                    file,
                    problems,
                ),
            }
        }
        found.asked_in.push((theme, asked));
        let mut metrics = Vec::new();
        for name in &draft.metrics {
            match metric(study, &name.value) {
                Some(id) => metrics.push(id),
                None => {
                    let message = format!("there is no metric `{}`", name.value);
                    let near = nearest(&name.value, study.metrics.iter().map(|m| &*m.id));
                    let help = near.map_or_else(
                        || format!("put its series into `metrics/{}.csv`", name.value),
                        |near| format!("did you mean `{near}`?"),
                    );
                    problems.push(
                        Diagnostic::warning("unknown-metric", message)
                            .at(file, name.span)
                            .help(help),
                    );
                }
            }
        }
        found.metrics.push((theme, metrics));
    }
    if let Some((file, draft)) = &written.study
        && let Some(success) = &draft.success_metric
    {
        match named
            .themes
            .names
            .get(&crate::parse::tag_run::fold(success.theme.value.trim()))
        {
            Some(theme) => {
                found.success = Some(SuccessMetric {
                    theme: *theme,
                    at_least: success.at_least,
                })
            }
            None => leads_nowhere(
                &success.theme,
                "theme",
                near_theme(named, &success.theme.value),
                file,
                problems,
            ),
        }
    }
    recordings(index, all, named, written, &mut found, problems);
    found
}

fn proof(
    index: &Index,
    named: &Named,
    at: usize,
    cite: &Located<String>,
    file: &SourcePath,
    problems: &mut Vec<Diagnostic>,
) -> Option<Proof> {
    let name = cite
        .value
        .trim()
        .trim_start_matches("[[")
        .trim_end_matches("]]")
        .trim();
    match cited(index, named, at, name) {
        Some(Cited::Evidence(id)) => return Some(Proof::Evidence(id)),
        Some(Cited::Withdrawn) => {
            tell_withdrawn(cite, file, problems);
            return None;
        }
        Some(Cited::Nothing) => {
            leads_nowhere(cite, "quote", near_cite(&named.study, name), file, problems);
            return None;
        }
        None => {}
    }
    if let Some(theme) = named
        .themes
        .names
        .get(&crate::parse::tag_run::fold(name.trim_start_matches('#')))
    {
        return Some(Proof::Theme(*theme));
    }
    let key = CodeKey::of(name);
    let interview = |name: &str| index.interview(at, &named.study, name);
    if let Some(interview) = interview(key.as_str()).or_else(|| interview(&name.to_lowercase())) {
        return Some(Proof::Interview(interview));
    }
    if named.withdrawn.contains(&key) {
        tell_withdrawn(cite, file, problems);
    } else {
        leads_nowhere(
            cite,
            "theme, quote or participant",
            near_theme(named, name),
            file,
            problems,
        );
    }
    None
}

fn near_theme<'n>(named: &'n Named, name: &str) -> Option<&'n str> {
    nearest(name, named.themes.names.keys().map(String::as_str))
}
