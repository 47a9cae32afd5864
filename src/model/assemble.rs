//! All drafts → one casebook: names resolved to ids, here and nowhere else.
//!
//! 1. `participants.yaml` is read once for all studies.
//! 2. Each study: whose each part of each note is (`interviews`), who else speaks in it and the
//!    themes that it names (`speakers`, `themes`); then its conversations and evidence, each part
//!    for itself or remembered (`talks`, `evidence`, `memo`).
//! 3. What front matter cites, and where links lead, once every study stands (`links`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::beside;
use super::drafts::{Drafted, Drafts, StudyDrafts, stem};
use super::interviews::{Around, LeftOut, gather};
use super::memo::Memo;
use super::people::People;
use super::reworded::{Last, OfStudy, again};
use super::speakers::{Speakers, Voice};
use super::themes::{ThemeIndex, ThemeNames, unresolved};
use super::{
    Casebook, Decision, Frame, InterviewId, Listed, Metric, MetricId, Page, Section, Study, links,
    talks,
};
use crate::config::{Consent, Today};
use crate::diagnostic::Diagnostic;
use crate::parse::code::{CodeKey, Prefixes};
use crate::source::SourcePath;

/// A study and what its names mean, until all citations are resolved.
pub struct Named {
    pub study: Study,
    pub themes: ThemeNames,
    pub withdrawn: Vec<CodeKey>,
    /// Who may hear the others who speak in a note, or withdrew.
    pub heard: BTreeMap<SourcePath, Consent>,
    /// What those who withdrew said that shows something.
    pub left_out: Vec<LeftOut>,
    /// The participants whom each transcript names.
    pub voices: BTreeMap<SourcePath, Vec<Voice>>,
    /// What is wrong with its conversations.
    pub told: Vec<(InterviewId, Arc<[Diagnostic]>)>,
}

/// Puts the drafts together. What was made of each note is remembered for the next time.
pub fn assemble(drafts: &Drafts, today: Today, memo: &mut Memo) -> (Casebook, Vec<Diagnostic>) {
    if let Some(again) = again(drafts, today, memo) {
        return again;
    }
    let mut problems = Vec::new();
    let mut next = memo.begin();
    let people = People::of(drafts, &mut problems);
    let codes = drafts
        .people
        .iter()
        .flat_map(|(_, p)| p.people.iter().map(|(c, _)| c.value.as_str()));
    let prefixes = Prefixes::of(codes);
    let around = Around {
        people: &people,
        prefixes: &prefixes,
        today,
    };
    tell_two_homes(drafts, &mut problems);
    beside::tell(drafts, &mut problems);
    let mut named: Vec<Named> = Vec::new();
    for (id, study) in &drafts.studies {
        named.push(assemble_study(
            id,
            study,
            &around,
            (memo, &mut next),
            &mut problems,
        ));
    }
    *memo = next;
    let pages = drafts.pages.iter().map(|(file, draft)| Page {
        id: stem(file).into(),
        title: draft.title.clone().unwrap_or_else(|| title_of(stem(file))),
        body: unresolved(draft.body.clone()),
        file: file.clone(),
    });
    let mut pages: Vec<Page> = pages.collect();
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    let media_limits = links::resolve(&mut named, &mut pages, drafts, &mut problems);
    let listed = Listed {
        codes: people.codes().cloned().collect(),
        // Those who withdrew from a study are among them, listed or not.
        withdrawn: named.iter().flat_map(|n| &n.withdrawn).cloned().collect(),
    };
    let (studies, of_studies): (Vec<Study>, Vec<OfStudy>) = named
        .into_iter()
        .map(|named| {
            let of_study = OfStudy {
                themes: named.themes,
                told: named.told.into_iter().collect(),
            };
            (named.study, of_study)
        })
        .unzip();
    let casebook = Casebook {
        settings: drafts.settings.clone(),
        studies,
        pages,
        listed: Arc::new(listed),
        media_limits,
        frame: Frame::default(),
    };
    memo.keep_all(|| Last::of(drafts, today, &casebook, &problems, of_studies.clone()));
    let told = of_studies.iter().flat_map(|study| study.told.values());
    problems.extend(told.flat_map(|told| told.iter()).cloned());
    (casebook, problems)
}

/// A one-study casebook has one study: its case study is the home page.
fn tell_two_homes(drafts: &Drafts, problems: &mut Vec<Diagnostic>) {
    if drafts.studies.len() < 2 || !drafts.studies.contains_key("") {
        return;
    }
    let file = |study: &StudyDrafts| {
        let first = study.study.as_ref().map(|(file, _)| file);
        first.or(study.notes.first().map(|(file, _)| file)).cloned()
    };
    let home = drafts.studies.get("").and_then(file);
    let other = drafts
        .studies
        .iter()
        .find(|(id, _)| !id.is_empty())
        .and_then(|(_, s)| file(s));
    let message =
        "a study right below `content/` is the home page, and there is another study beside it";
    let mut problem = Diagnostic::error("two-pages-one-address", message);
    for file in home.iter().chain(other.iter()) {
        problem = problem.at(file, Default::default());
    }
    problems.push(problem.help("give each study a folder of its own below `content/`"));
}

fn assemble_study(
    id: &str,
    drafts: &StudyDrafts,
    around: &Around,
    (memo, next): (&mut Memo, &mut Memo),
    problems: &mut Vec<Diagnostic>,
) -> Named {
    let folder = match id {
        "" => "content/".to_owned(),
        id => format!("content/{id}/"),
    };
    let file = drafts.study.as_ref().map_or_else(
        || SourcePath::from(format!("{folder}study.md")),
        |(file, _)| file.clone(),
    );
    let draft = drafts
        .study
        .as_ref()
        .map(|(_, draft)| draft.clone())
        .unwrap_or_default();
    if drafts.study.is_none() {
        let message = format!("`{folder}` has no `study.md`");
        let first = drafts
            .notes
            .iter()
            .map(|(f, _)| f)
            .chain(drafts.themes.iter().map(|(f, _)| f))
            .next();
        let mut problem = Diagnostic::warning("missing-study", message);
        if let Some(first) = first {
            problem = problem.at(first, Default::default());
        }
        problems.push(problem.help("write the study's title and question into one"));
    }
    let mut about = draft.about.clone();
    if about.title.trim().is_empty() {
        about.title = match id {
            "" => around.title_of_home(),
            id => title_of(id),
        };
        if drafts.study.is_some() {
            problems.push(
                Diagnostic::warning("missing-title", "this study has no title")
                    .at(&file, Default::default())
                    .help("write `title: …` in its front matter"),
            );
        }
    }
    let mut gathered = gather(drafts, around, problems);
    let mut themes = ThemeIndex::of(&folder, drafts, problems);
    let study_consent = draft.consent.as_ref().map(|c| c.value);
    let mut speakers = Speakers::new(around, study_consent, &gathered.parts);
    let mut named = talks::named(&gathered.parts, memo);
    for (part, named) in gathered.parts.iter().zip(&mut named) {
        let register = &mut gathered.register;
        named.others = speakers.hear(part, &named.names, &mut themes, register, problems);
    }
    themes.tell_unknown(problems);
    let (themes, names) = themes.settle();
    let mut withdrawn = gathered.withdrawn;
    withdrawn.append(&mut speakers.withdrawn);
    withdrawn.sort();
    withdrawn.dedup();
    for file in &gathered.with_withdrawn {
        speakers.hears(file, Consent::None);
    }
    let transcripts = drafts.transcripts.iter();
    let voices = transcripts.map(|(file, transcript)| {
        let voices = speakers.voices(transcript, &gathered.register);
        (file.clone(), voices)
    });
    let voices = voices.collect();
    let mut left_out = gathered.left_out;
    left_out.append(&mut speakers.left_out);
    let given = talks::Given {
        questions: &draft.questions,
        themes: &names,
        register: gathered.register,
        heard: &speakers.heard,
    };
    let talks = talks::read(&gathered.parts, named, given, next);
    let study = Study {
        id: id.into(),
        file,
        about,
        success_metric: None,
        story: draft
            .story
            .iter()
            .map(|s| Section {
                anchor: s.anchor.clone(),
                heading: s.heading.clone(),
                body: unresolved(s.body.clone()),
            })
            .collect(),
        questions: draft.questions.clone(),
        segments: talks.segments,
        participants: talks.participants,
        interviews: talks.interviews,
        evidence: talks.evidence,
        themes,
        decisions: decisions(&drafts.decisions),
        metrics: metrics(&drafts.metrics),
        withdrawn: withdrawn.len() as u32,
    };
    // A note may be deleted when its participant withdraws; what cites it is no slip then.
    withdrawn.extend(around.people.withdrawn(around.today).cloned());
    Named {
        study,
        themes: names,
        withdrawn,
        heard: speakers.heard,
        left_out,
        voices,
        told: talks.told,
    }
}

impl Around<'_> {
    fn title_of_home(&self) -> String {
        "Case study".to_owned()
    }
}

/// A title from a file's or folder's name.
fn title_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn decisions(drafts: &[Drafted<crate::parse::decision::DecisionDraft>]) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = drafts
        .iter()
        .map(|(file, draft)| Decision {
            id: stem(file).into(),
            title: draft
                .title
                .clone()
                .unwrap_or_else(|| title_of(undated(stem(file)))),
            status: draft.status,
            decided: draft.decided,
            deciders: draft.deciders.clone(),
            evidence: Vec::new(),
            counter_evidence: draft.counter_evidence.clone().map(unresolved),
            options: draft.options.clone(),
            expected: draft.expected.clone(),
            actions: draft.actions.clone(),
            outcome: draft.outcome.clone(),
            cost: draft.cost,
            value: draft.value.clone(),
            review_by: draft.review_by,
            superseded_by: None,
            body: unresolved(draft.body.clone()),
            file: file.clone(),
        })
        .collect();
    decisions.sort_by(|a, b| {
        (a.decided.is_none(), a.decided, &a.id).cmp(&(b.decided.is_none(), b.decided, &b.id))
    });
    decisions
}

/// A decision's file name without its date.
fn undated(name: &str) -> &str {
    let day = name.get(..10).and_then(crate::parse::values::date);
    match (day, name.get(11..)) {
        (Some(_), Some(rest)) if !rest.is_empty() => rest,
        _ => name,
    }
}

fn metrics(drafts: &[Drafted<super::Series>]) -> Vec<Metric> {
    let metrics = drafts.iter().map(|(file, series)| Metric {
        id: stem(file).into(),
        series: super::Series::clone(series),
        file: file.clone(),
    });
    metrics.collect()
}

/// A metric by its name.
pub fn metric(study: &Study, name: &str) -> Option<MetricId> {
    let at = study
        .metrics
        .iter()
        .position(|m| m.id.eq_ignore_ascii_case(name.trim()))?;
    Some(MetricId(at as u32))
}
