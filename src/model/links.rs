//! What is cited and linked, resolved to ids: evidence of decisions, featured quotes, wiki links,
//! links between files, embedded quotes, pictures and recordings.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assemble::{Named, metric};
use super::drafts::{Drafted, Drafts, Role, is_markdown, role, stem};
use super::texts;
use super::themes::id_of;
use super::{
    DecisionId, EvidenceId, Interview, InterviewId, MediaKind, MediaRef, Page, Proof, QuestionId,
    Said, SpokenLine, Study, StudyId, SuccessMetric, TalkItem, TalkTime, Target, Voice,
};
use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::code::CodeKey;
use crate::parse::prose::{Part, Prose, anchor};
use crate::parse::transcript::Line;
use crate::source::{Located, SourcePath, Span};

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

/// Names of things that do not change while links are resolved.
struct Index {
    studies: BTreeMap<Box<str>, StudyId>,
    pages: BTreeMap<String, u32>,
    /// Each study's evidence by its participant and by the participant of its interview.
    evidence: Vec<BTreeMap<CodeKey, Vec<EvidenceId>>>,
    interviews: Vec<BTreeMap<String, InterviewId>>,
    files: BTreeMap<SourcePath, Target>,
}

impl Index {
    fn of(named: &[Named], pages: &[Page], drafts: &Drafts) -> Index {
        let mut index = Index {
            studies: BTreeMap::new(),
            pages: BTreeMap::new(),
            evidence: Vec::new(),
            interviews: Vec::new(),
            files: BTreeMap::new(),
        };
        for (at, page) in pages.iter().enumerate() {
            index.pages.insert(page.id.to_lowercase(), at as u32);
            index
                .files
                .insert(page.file.clone(), Target::Page(at as u32));
        }
        for (at, named) in named.iter().enumerate() {
            index.add_study(StudyId(at as u32), &named.study);
        }
        for file in &drafts.media {
            if let Some(kind) = media_kind(file) {
                index.files.insert(
                    file.clone(),
                    Target::Media(MediaRef {
                        file: file.clone(),
                        kind,
                    }),
                );
            }
        }
        index
    }

    fn add_study(&mut self, id: StudyId, study: &Study) {
        self.studies.insert(study.id.clone(), id);
        self.files.insert(study.file.clone(), Target::Study(id));
        let keys: Vec<CodeKey> = study
            .participants
            .iter()
            .map(|p| CodeKey::of(&p.code))
            .collect();
        let mut of_person: Vec<Vec<EvidenceId>> = vec![Vec::new(); keys.len()];
        for (at, piece) in study.evidence.iter().enumerate() {
            let at = EvidenceId(at as u32);
            let spoke = piece.participant;
            let asked = study[piece.interview].participant;
            of_person[spoke.index()].push(at);
            if spoke != asked {
                of_person[asked.index()].push(at);
            }
        }
        let mut evidence: BTreeMap<CodeKey, Vec<EvidenceId>> = BTreeMap::new();
        for (key, of_person) in keys.iter().zip(of_person) {
            evidence.entry(key.clone()).or_default().extend(of_person);
        }
        self.evidence.push(evidence);
        let mut interviews = BTreeMap::new();
        for (at, interview) in study.interviews.iter().enumerate() {
            let at = InterviewId(at as u32);
            interviews.insert(interview.id.to_string(), at);
            interviews
                .entry(keys[interview.participant.index()].as_str().to_owned())
                .or_insert(at);
            interviews
                .entry(stem(&interview.file).to_lowercase())
                .or_insert(at);
            self.files
                .entry(interview.file.clone())
                .or_insert(Target::Interview(id, at));
        }
        self.interviews.push(interviews);
        for (at, theme) in study.themes.iter().enumerate() {
            if let Some(file) = &theme.file {
                self.files
                    .insert(file.clone(), Target::Theme(id, super::ThemeId(at as u32)));
            }
        }
        for (at, decision) in study.decisions.iter().enumerate() {
            self.files.insert(
                decision.file.clone(),
                Target::Decision(id, DecisionId(at as u32)),
            );
        }
    }
}

/// Where a citation such as `P07^two-sizes` leads.
enum Cited {
    Evidence(EvidenceId),
    /// The participant withdrew.
    Withdrawn,
    Nothing,
}

/// Cuts `P07^id` and `P07#^id` into who and which.
fn split_cite(written: &str) -> Option<(&str, &str)> {
    let (who, id) = written.trim().split_once('^')?;
    Some((who.trim_end_matches('#').trim(), id.trim()))
}

fn cited(index: &Index, named: &Named, at: usize, written: &str) -> Option<Cited> {
    let (who, id) = split_cite(written)?;
    let key = CodeKey::of(who);
    if named.withdrawn.contains(&key) {
        return Some(Cited::Withdrawn);
    }
    let study = &named.study;
    let has_id = |e: &&EvidenceId| study[**e].cite.rsplit('^').next() == Some(id);
    let of_person = index.evidence[at]
        .get(&key)
        .and_then(|all| all.iter().find(has_id));
    let found = of_person.copied().or_else(|| {
        let interview = index.interviews[at].get(&who.to_lowercase())?;
        let in_file = |i: InterviewId| study[i].file == study[*interview].file;
        let mut all = study.evidence.iter().enumerate();
        let found = all.find(|(_, e)| {
            (e.interview == *interview || in_file(e.interview))
                && e.cite.rsplit('^').next() == Some(id)
        });
        found.map(|(at, _)| EvidenceId(at as u32))
    });
    Some(found.map_or(Cited::Nothing, Cited::Evidence))
}

/// What front matter cites, ready to be put into the study.
#[derive(Default)]
struct FrontMatter {
    proofs: Vec<Vec<Proof>>,
    superseded: Vec<Option<DecisionId>>,
    features: Vec<(super::ThemeId, Vec<EvidenceId>)>,
    asked_in: Vec<(super::ThemeId, Vec<QuestionId>)>,
    metrics: Vec<(super::ThemeId, Vec<super::MetricId>)>,
    success: Option<SuccessMetric>,
    recordings: Vec<(InterviewId, MediaRef, Vec<SpokenLine>, Option<TalkTime>)>,
}

impl FrontMatter {
    fn apply(self, study: &mut Study) {
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
        for (interview, recording, transcript, talk_time) in self.recordings {
            let interview = &mut study.interviews[interview.index()];
            interview.recording = Some(recording);
            interview.transcript = transcript;
            interview.talk_time = talk_time;
        }
        study.success_metric = self.success;
    }
}

fn front_matter(
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
        let theme = super::ThemeId(at_theme as u32);
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
    recordings(index, study, written, &mut found, problems);
    found
}

fn recordings(
    index: &Index,
    study: &Study,
    written: &super::drafts::StudyDrafts,
    found: &mut FrontMatter,
    problems: &mut Vec<Diagnostic>,
) {
    for (file, note) in &written.notes {
        let Some(recording) = &note.about.recording else {
            continue;
        };
        let name = recording.value.trim();
        if name.contains("://") {
            let message = "a recording on another site is not shown".to_owned();
            problems.push(
                Diagnostic::warning("missing-media", message)
                    .at(file, recording.span)
                    .help("put the file into the study's `media/` folder"),
            );
            continue;
        }
        match find_media(index, study, file, name) {
            Some(media) => {
                let of_file = study
                    .interviews
                    .iter()
                    .enumerate()
                    .filter(|(_, i)| i.file == *file);
                let of_recording = |(path, _): &&Drafted<Vec<Line>>| beside(path, &media.file);
                let beside = written.transcripts.iter().find(of_recording);
                let lines = beside.map_or(&[][..], |(_, lines)| lines);
                found.recordings.extend(of_file.map(|(at, interview)| {
                    let code = &study[interview.participant].code;
                    let spoken = lines.iter().map(|line| spoken(line, code, interview));
                    let time = talk_time(lines, code);
                    (
                        InterviewId(at as u32),
                        media.clone(),
                        spoken.collect(),
                        time,
                    )
                }));
            }
            None => {
                let message = format!("there is no recording `{name}`");
                problems.push(
                    Diagnostic::warning("missing-media", message)
                        .at(file, recording.span)
                        .help("put the file into the study's `media/` folder"),
                );
            }
        }
    }
}

/// Whether two files differ in their ending alone.
fn beside(path: &str, other: &str) -> bool {
    let bare = |path: &str| path.rsplit_once('.').map(|(bare, _)| bare.to_owned());
    bare(path) == bare(other)
}

/// A line of a transcript, its voice known.
fn spoken(line: &Line, code: &str, interview: &Interview) -> SpokenLine {
    let named = line.voice.as_deref().unwrap_or_default();
    let is_interviewer = |name: &String| name.trim().eq_ignore_ascii_case(named);
    let voice = match () {
        _ if named.is_empty() => Voice::Unknown,
        _ if CodeKey::of(named) == CodeKey::of(code) => Voice::Participant,
        _ if interview.interviewers.iter().any(is_interviewer) => Voice::Interviewer,
        _ => Voice::Unknown,
    };
    SpokenLine {
        start: line.start,
        voice,
        words: line.words.as_str().into(),
    }
}

/// Who talked how long in a recording, where its transcript says who spoke.
fn talk_time(lines: &[Line], participant: &str) -> Option<TalkTime> {
    let key = CodeKey::of(participant);
    let own = |voice: &str| CodeKey::of(voice) == key;
    let named = || {
        lines
            .iter()
            .filter_map(|line| Some((line.voice.as_deref()?, line.seconds)))
    };
    // Where no voice is the participant's, nobody can say how much of it is theirs.
    if !named().any(|(voice, _)| own(voice)) {
        return None;
    }
    let time = TalkTime {
        participant: named()
            .filter(|(voice, _)| own(voice))
            .map(|(_, s)| s)
            .sum(),
        all: named().map(|(_, s)| s).sum(),
    };
    (time.all > 0.0).then_some(time)
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
        .get(&crate::parse::tag_run::fold(name.trim_start_matches('#')))
    {
        return Some(Proof::Theme(*theme));
    }
    let key = CodeKey::of(name);
    if let Some(interview) = index.interviews[at]
        .get(key.as_str())
        .or(index.interviews[at].get(&name.to_lowercase()))
    {
        return Some(Proof::Interview(*interview));
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
    nearest(name, named.themes.keys().map(String::as_str))
}

fn near_cite<'s>(study: &'s Study, cite: &str) -> Option<&'s str> {
    let cite = cite.replace("#^", "^");
    nearest(&cite, study.evidence.iter().map(|e| &*e.cite))
}

fn leads_nowhere(
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

fn tell_withdrawn(cite: &Located<String>, file: &SourcePath, problems: &mut Vec<Diagnostic>) {
    let message = format!("`{}` cites a participant who withdrew", cite.value.trim());
    problems.push(
        Diagnostic::warning("cites-withdrawn", message)
            .at(file, cite.span)
            .help("take the citation out; it is left out of the site"),
    );
}

/// Resolves the references of texts.
struct Resolver<'a> {
    index: &'a Index,
    named: &'a [Named],
    drafts: &'a Drafts,
    study: Option<StudyId>,
    /// Anchors of the page that the text stands on.
    anchors: Vec<Box<str>>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn study_texts(&mut self) -> Vec<Box<[Target]>> {
        let named = self.named;
        let Some(id) = self.study else {
            return Vec::new();
        };
        let study = &named[id.0 as usize].study;
        let mut found = Vec::new();
        self.anchors = study
            .story
            .iter()
            .flat_map(|s| {
                std::iter::once(s.anchor.clone())
                    .chain(s.body.prose.headings.iter().map(|h| h.anchor.clone()))
            })
            .collect();
        for section in &study.story {
            found.push(self.text(&section.body.prose, &study.file));
        }
        for theme in &study.themes {
            self.anchors = theme
                .body
                .prose
                .headings
                .iter()
                .map(|h| h.anchor.clone())
                .collect();
            let file = theme.file.as_ref().unwrap_or(&study.file);
            found.push(self.text(&theme.body.prose, file));
            if let Some(counter) = &theme.counter {
                found.push(self.text(&counter.prose, file));
            }
        }
        for decision in &study.decisions {
            self.anchors = decision
                .body
                .prose
                .headings
                .iter()
                .map(|h| h.anchor.clone())
                .collect();
            found.push(self.text(&decision.body.prose, &decision.file));
            if let Some(counter) = &decision.counter_evidence {
                found.push(self.text(&counter.prose, &decision.file));
            }
        }
        for interview in &study.interviews {
            self.anchors.clear();
            for item in interview.talk.iter().flat_map(|e| &e.items) {
                if let TalkItem::Observation(text) = item {
                    found.push(self.text(&text.prose, &interview.file));
                }
            }
        }
        for evidence in &study.evidence {
            if let Said::Observation(text) = &evidence.said {
                found.push(self.text(&text.prose, &evidence.origin.file));
            }
        }
        found
    }

    fn text(&mut self, prose: &Arc<Prose>, file: &SourcePath) -> Box<[Target]> {
        prose
            .references()
            .map(|part| self.reference(part, file))
            .collect()
    }

    fn reference(&mut self, part: &Part, file: &SourcePath) -> Target {
        match part {
            Part::Embed { to, span } => match self.wiki(to) {
                Some(target @ Target::Evidence(..)) => target,
                _ if self.is_withdrawn(to) => {
                    tell_withdrawn(&Located::new(to.to_string(), *span), file, self.problems);
                    Target::Nowhere
                }
                _ => {
                    let near = self
                        .study
                        .and_then(|s| near_cite(&self.named[s.0 as usize].study, to));
                    leads_nowhere(
                        &Located::new(to.to_string(), *span),
                        "quote",
                        near,
                        file,
                        self.problems,
                    );
                    Target::Nowhere
                }
            },
            Part::Link { to, wiki, span } => {
                let found = if *wiki {
                    self.wiki(to)
                } else {
                    self.path(to, file)
                };
                found.unwrap_or_else(|| {
                    self.broken(to, *span, file);
                    Target::Nowhere
                })
            }
            Part::Picture { src, span, .. } => match self.media(src, file) {
                Some(media) => Target::Media(media),
                None => {
                    let message = format!("there is no picture or recording `{src}`");
                    self.problems.push(Diagnostic::warning("missing-media", message).at(file, *span).help("put the file into the study's `media/` folder and name it from there, as `media/picture.png`"));
                    Target::Nowhere
                }
            },
            _ => Target::Nowhere,
        }
    }

    fn broken(&mut self, to: &str, span: Span, file: &SourcePath) {
        if self.is_withdrawn(to) {
            return tell_withdrawn(&Located::new(to.to_owned(), span), file, self.problems);
        }
        let names = self.study.map(|s| &self.named[s.0 as usize]).into_iter();
        let near = names.flat_map(|n| {
            n.themes
                .keys()
                .map(String::as_str)
                .chain(n.study.decisions.iter().map(|d| &*d.id))
        });
        let near = nearest(to, near).map(|n| format!("did you mean `{n}`?"));
        let message = format!("the link to `{to}` leads nowhere");
        let help = near.unwrap_or_else(|| {
            "it is shown as text; link a theme, a decision or an interview by its name".to_owned()
        });
        self.problems.push(
            Diagnostic::warning("broken-link", message)
                .at(file, span)
                .help(help),
        );
    }

    fn is_withdrawn(&self, to: &str) -> bool {
        let who = split_cite(to).map_or(to, |(who, _)| who);
        let key = CodeKey::of(who);
        self.study
            .is_some_and(|s| self.named[s.0 as usize].withdrawn.contains(&key))
    }

    /// `[[name]]`: in the text's own study first, then in any.
    fn wiki(&self, to: &str) -> Option<Target> {
        let to = to.trim();
        if let Some(heading) = to.strip_prefix('#').filter(|h| !h.starts_with('^')) {
            return self.own_anchor(heading);
        }
        let plain = match to.rsplit_once('.') {
            Some((name, ending)) if ending.eq_ignore_ascii_case("md") => name,
            _ => to,
        };
        if let Some(study) = self.study
            && let Some(found) = self.in_study(study, plain)
        {
            return Some(found);
        }
        if let Some(page) = self.index.pages.get(&plain.to_lowercase()) {
            return Some(Target::Page(*page));
        }
        if let Some(study) = self.index.studies.get(plain).filter(|_| !plain.is_empty()) {
            return Some(Target::Study(*study));
        }
        if let Some((study, rest)) = plain.split_once('/')
            && let Some(study) = self.index.studies.get(study)
            && let Some(found) = self.in_study(*study, rest)
        {
            return Some(found);
        }
        let others = (0..self.named.len())
            .map(|at| StudyId(at as u32))
            .filter(|s| Some(*s) != self.study);
        others
            .into_iter()
            .find_map(|study| self.in_study(study, plain))
    }

    fn in_study(&self, id: StudyId, name: &str) -> Option<Target> {
        let at = id.0 as usize;
        let named = self.named.get(at)?;
        if name.contains('^') {
            return match cited(self.index, named, at, name)? {
                Cited::Evidence(evidence) => Some(Target::Evidence(id, evidence)),
                _ => None,
            };
        }
        let name = name.split('#').next().unwrap_or(name).trim();
        let name = name
            .rsplit_once("interviews/")
            .or(name.rsplit_once("decisions/"))
            .map_or(name, |(_, n)| n);
        let lower = name.to_lowercase();
        let interviews = &self.index.interviews[at];
        if let Some(interview) = interviews
            .get(&lower)
            .or_else(|| interviews.get(CodeKey::of(name).as_str()))
        {
            return Some(Target::Interview(id, *interview));
        }
        let theme = name.strip_prefix("themes/").unwrap_or(name);
        if let Some(theme) = named.themes.get(&id_of_link(theme)) {
            return Some(Target::Theme(id, *theme));
        }
        let decision = named.study.decisions.iter().position(|d| *d.id == *name)?;
        Some(Target::Decision(id, DecisionId(decision as u32)))
    }

    fn own_anchor(&self, heading: &str) -> Option<Target> {
        let name = anchor(heading);
        let found = self
            .anchors
            .iter()
            .find(|a| ***a == *heading || ***a == *name)?;
        Some(Target::Anchor(found.clone()))
    }

    /// `[words](../themes/sizing.md)`: a path from the file's own folder.
    fn path(&self, to: &str, file: &SourcePath) -> Option<Target> {
        let (path, fragment) = to.split_once('#').unwrap_or((to, ""));
        if path.is_empty() {
            return self.own_anchor(fragment);
        }
        let path = unescaped(path);
        let full = join(file, &path)?;
        let target = self.find_file(&full)?;
        if let (Target::Interview(study, _), Some(id)) = (&target, fragment.strip_prefix('^')) {
            let cite = format!("{}^{id}", stem(&full));
            return self.in_study(*study, &cite).or(Some(target));
        }
        Some(target)
    }

    fn find_file(&self, full: &str) -> Option<Target> {
        if let Some(target) = self.index.files.get(full) {
            return Some(target.clone());
        }
        // A link as it would stand on the site: a folder, or a name without its ending.
        let trimmed = full.trim_end_matches('/').trim_end_matches("/index.html");
        if trimmed == "content" {
            return Some(Target::Home);
        }
        if let Some(target) = self.index.files.get(format!("{trimmed}/study.md").as_str()) {
            return Some(target.clone());
        }
        let with_ending = format!("{trimmed}.md");
        is_markdown(&with_ending)
            .then(|| self.index.files.get(with_ending.as_str()).cloned())
            .flatten()
    }

    fn media(&self, src: &str, file: &SourcePath) -> Option<MediaRef> {
        let study = self.study.map(|s| &self.named[s.0 as usize].study);
        match study {
            Some(study) => find_media(self.index, study, file, src),
            None => match self.index.files.get(join(file, &unescaped(src))?.as_str()) {
                Some(Target::Media(media)) => Some(media.clone()),
                _ => self.by_media_name(src),
            },
        }
    }

    fn by_media_name(&self, src: &str) -> Option<MediaRef> {
        let name = src.rsplit('/').next()?;
        let file = self
            .drafts
            .media
            .iter()
            .find(|f| f.rsplit('/').next() == Some(name))?;
        Some(MediaRef {
            file: file.clone(),
            kind: media_kind(file)?,
        })
    }
}

/// A media file named from a study's file: by its path, or by its name in `media/`.
fn find_media(index: &Index, study: &Study, file: &SourcePath, src: &str) -> Option<MediaRef> {
    let src = unescaped(src);
    let folder = study.file.strip_suffix("study.md").unwrap_or("content/");
    let candidates = [
        join(file, &src),
        Some(format!("{folder}media/{src}")),
        Some(format!("{folder}{src}")),
    ];
    let found = candidates
        .into_iter()
        .flatten()
        .find_map(|path| index.files.get(path.as_str()))?;
    match found {
        Target::Media(media) => Some(media.clone()),
        _ => None,
    }
}

fn id_of_link(name: &str) -> String {
    id_of(&format!("{}.md", name.trim().trim_start_matches('#')))
}

/// `%20` and the like as they are on disk.
fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|h| std::str::from_utf8(h).ok());
        match hex
            .filter(|_| bytes[at] == b'%')
            .and_then(|h| u8::from_str_radix(h, 16).ok())
        {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

/// A path named in a file, from the casebook's root; `None` when it leaves the casebook.
fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => vec!["content"],
        None => file
            .split('/')
            .collect::<Vec<_>>()
            .split_last()
            .map(|(_, rest)| rest.to_vec())?,
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// What a media file is, by its ending.
pub fn media_kind(path: &str) -> Option<MediaKind> {
    if !matches!(role(path), Role::Media(_) | Role::Transcript(_)) && !path.starts_with("content/")
    {
        return None;
    }
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase())?;
    Some(match ending.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" => MediaKind::Picture,
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => MediaKind::Audio,
        "mp4" | "webm" | "mov" | "m4v" => MediaKind::Video,
        "vtt" => MediaKind::Transcript,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave() {
        let file = "content/shop/interviews/P07.md";
        assert_eq!(
            join(file, "../themes/a.md").as_deref(),
            Some("content/shop/themes/a.md")
        );
        assert_eq!(
            join(file, "./x.md").as_deref(),
            Some("content/shop/interviews/x.md")
        );
        assert_eq!(join(file, "/about.md").as_deref(), Some("content/about.md"));
        assert_eq!(join(file, "../../../x"), Some("x".into()));
        assert_eq!(join(file, "../../../../x"), None);
        assert_eq!(unescaped("a%20b%2"), "a b%2");
    }
}
