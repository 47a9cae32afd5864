//! All drafts → one casebook: names resolved to ids, here and nowhere else.
//!
//! 1. `participants.yaml` is read once for all studies.
//! 2. Each study: whose each part of each note is (`interviews`), its evidence
//!    (`evidence`) and themes (`themes`), then the participants in the order of
//!    their codes.
//! 3. What front matter cites, and where links lead, once every study stands (`links`).

use std::collections::BTreeMap;

use super::drafts::{Drafted, Drafts, StudyDrafts, stem};
use super::evidence::{Context, Gathering, talk};
use super::interviews::{Around, Waves, gather, natural};
use super::people::People;
use super::questions::Guide;
use super::themes::{ThemeIndex, unresolved};
use super::{
    Asked, Casebook, Decision, Exchange, Interview, InterviewId, Metric, MetricId, Page,
    ParticipantId, QuestionId, Section, Study, ThemeId, When, links,
};
use crate::config::{Consent, Today};
use crate::diagnostic::Diagnostic;
use crate::parse::code::{CodeKey, Prefixes};
use crate::source::SourcePath;

/// A study and what its names mean, until all citations are resolved.
pub struct Named {
    pub study: Study,
    pub themes: BTreeMap<String, ThemeId>,
    pub withdrawn: Vec<CodeKey>,
}

/// Puts the drafts together.
pub fn assemble(drafts: &Drafts, today: Today) -> (Casebook, Vec<Diagnostic>) {
    let mut problems = Vec::new();
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
    let mut named: Vec<Named> = Vec::new();
    for (id, study) in &drafts.studies {
        named.push(assemble_study(id, study, &around, &mut problems));
    }
    let pages = drafts.pages.iter().map(|(file, draft)| Page {
        id: stem(file).into(),
        title: draft.title.clone().unwrap_or_else(|| title_of(stem(file))),
        body: unresolved(draft.body.clone()),
        file: file.clone(),
    });
    let mut pages: Vec<Page> = pages.collect();
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    links::resolve(&mut named, &mut pages, drafts, &mut problems);
    let casebook = Casebook {
        settings: drafts.settings.clone(),
        studies: named.into_iter().map(|n| n.study).collect(),
        pages,
    };
    super::addresses::check(&casebook, &mut problems);
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
    let mut guide = Guide::of(&draft.questions);
    let mut gathered = gather(drafts, around, problems);
    let mut themes = ThemeIndex::of(&folder, drafts, problems);
    let exchanges = gathered.parts.iter().flat_map(|part| &part.exchanges);
    let evidence = exchanges.map(|exchange| exchange.evidence()).sum();
    let mut gathering = Gathering::with_room(evidence);
    let mut agreed: BTreeMap<ParticipantId, Consent> = BTreeMap::new();
    for part in &gathered.parts {
        let known = agreed
            .entry(part.participant)
            .or_insert(part.agreed.consent);
        *known = part.agreed.consent.min(*known);
    }
    let mut interviews = Vec::with_capacity(gathered.parts.len());
    let mut waves = Waves::default();
    for (number, part) in gathered.parts.iter().enumerate() {
        let interview = InterviewId(number as u32);
        let mut context = Context {
            around,
            study_consent: draft.consent.as_ref().map(|c| c.value),
            agreed: &agreed,
            guide: &mut guide,
            themes: &mut themes,
            register: &mut gathered.register,
            problems,
        };
        let talk = talk(part, interview, &mut gathering, &mut context);
        interviews.push(Interview {
            id: part.id.clone(),
            participant: part.participant,
            round: part.round,
            wave: waves.of(part),
            when: part.date.map_or(When::Unknown, When::Day),
            minutes: part.note.about.minutes.as_ref().map(|m| m.value),
            channel: part.note.about.channel.clone(),
            interviewers: part.note.about.interviewers.clone(),
            note_takers: part.note.about.note_takers.clone(),
            consent: part.agreed.consent,
            media_consent: part.agreed.media,
            recording: None,
            transcript: Vec::new(),
            heard_withdrawn: false,
            talk_time: None,
            answered: answered(&talk),
            talk,
            file: part.file.clone(),
        });
    }
    themes.tell_unknown(problems);
    let (themes, moved, names) = themes.settle();
    let mut study = Study {
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
        segments: gathered.register.segments,
        participants: gathered.register.participants,
        interviews,
        evidence: gathering.evidence,
        themes,
        decisions: decisions(&drafts.decisions),
        metrics: metrics(&drafts.metrics),
        withdrawn: 0,
    };
    for evidence in &mut study.evidence {
        let moved_theme = |theme: &mut ThemeId| *theme = moved[theme.index()];
        evidence.themes.iter_mut().for_each(moved_theme);
        evidence
            .coders
            .iter_mut()
            .flat_map(|c| c.themes.iter_mut())
            .for_each(moved_theme);
    }
    for interview in &mut study.interviews {
        interview.heard_withdrawn = gathered.with_withdrawn.contains(&interview.file)
            || gathering.with_withdrawn.contains(&interview.file);
    }
    let mut withdrawn = gathered.withdrawn;
    withdrawn.append(&mut gathering.withdrawn);
    withdrawn.sort();
    withdrawn.dedup();
    study.withdrawn = withdrawn.len() as u32;
    // A note may be deleted when its participant withdraws; what cites it is no slip then.
    withdrawn.extend(around.people.withdrawn(around.today).cloned());
    order_participants(&mut study);
    Named {
        study,
        themes: names,
        withdrawn,
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

/// Guide questions with something under them, sub-headings included.
fn answered(talk: &[Exchange]) -> Vec<QuestionId> {
    let mut found = Vec::new();
    for (at, exchange) in talk.iter().enumerate() {
        let Asked::Guide(question) = exchange.asked else {
            continue;
        };
        let below = talk[at + 1..]
            .iter()
            .take_while(|e| e.level > exchange.level && !matches!(e.asked, Asked::Guide(_)));
        let has_answer =
            !exchange.items.is_empty() || below.into_iter().any(|e| !e.items.is_empty());
        if has_answer && !found.contains(&question) {
            found.push(question);
        }
    }
    found
}

/// Puts participants in the order of their codes, leaving out those whom nothing refers to.
fn order_participants(study: &mut Study) {
    let mut used = vec![false; study.participants.len()];
    for id in study
        .interviews
        .iter()
        .map(|i| i.participant)
        .chain(study.evidence.iter().map(|e| e.participant))
    {
        used[id.index()] = true;
    }
    let mut order: Vec<usize> = (0..study.participants.len())
        .filter(|at| used[*at])
        .collect();
    order.sort_by_cached_key(|at| {
        let participant = &study.participants[*at];
        (participant.unnamed, natural(&participant.code))
    });
    let mut moved = vec![ParticipantId(0); study.participants.len()];
    for (new, old) in order.iter().enumerate() {
        moved[*old] = ParticipantId(new as u32);
    }
    study.participants = order
        .iter()
        .map(|old| study.participants[*old].clone())
        .collect();
    for interview in &mut study.interviews {
        interview.participant = moved[interview.participant.index()];
    }
    for evidence in &mut study.evidence {
        evidence.participant = moved[evidence.participant.index()];
    }
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
    let day = name.get(..10).and_then(crate::parse::fields::date);
    match (day, name.get(11..)) {
        (Some(_), Some(rest)) if !rest.is_empty() => rest,
        _ => name,
    }
}

fn metrics(drafts: &[Drafted<Vec<super::Point>>]) -> Vec<Metric> {
    let metrics = drafts.iter().map(|(file, series)| Metric {
        id: stem(file).into(),
        series: Vec::clone(series),
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
