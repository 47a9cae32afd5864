//! The links of a text, wiki links, embedded quotes, pictures and recordings → where they lead.

use std::sync::Arc;

use super::cited::{Cited, cited, leads_nowhere, near_cite, split_cite, tell_withdrawn};
use super::index::Index;
use super::paths::{
    find_media, id_of_link, is_media, join, media_kind, places_of_media, unescaped,
};
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::assemble::Named;
use crate::model::drafts::{Drafts, is_markdown, stem};
use crate::model::{DecisionId, InterviewId, MediaRef, StudyId, Target, texts};
use crate::parse::code::CodeKey;
use crate::parse::prose::{Part, Prose, anchor};
use crate::source::{Located, SourcePath, Span};

/// Resolves the references of texts.
pub(super) struct Resolver<'a> {
    pub index: &'a Index,
    pub named: &'a [Named],
    pub drafts: &'a Drafts,
    pub study: Option<StudyId>,
    /// Anchors of the page that the text stands on.
    pub anchors: Vec<Box<str>>,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_> {
    pub fn study_texts(&mut self) -> Vec<Box<[Target]>> {
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
        found
    }

    /// Where the texts of a conversation lead: what the researcher wrote, then the observations that
    /// are evidence.
    pub fn conversation(&mut self, id: InterviewId) -> Vec<Box<[Target]>> {
        let Some(study) = self.study else {
            return Vec::new();
        };
        let study = &self.named[study.0 as usize].study;
        let interview = &study[id];
        self.anchors.clear();
        let said = study.evidence.of(id).iter();
        let said = said.filter_map(|evidence| texts::of_evidence(evidence));
        texts::of_talk(interview)
            .chain(said)
            .map(|text| self.text(&text.prose, &interview.file))
            .collect()
    }

    pub fn text(&mut self, prose: &Arc<Prose>, file: &SourcePath) -> Box<[Target]> {
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
                    self.absent(to, file)
                        .map_or(Target::Nowhere, Target::NoMedia)
                })
            }
            Part::Picture { src, span, .. } => match self.media(src, file) {
                Some(media) => Target::Media(media),
                None => {
                    let message = format!("there is no picture or recording `{src}`");
                    self.problems.push(Diagnostic::warning("missing-media", message).at(file, *span).help("put the file into the study's `media/` folder and name it from there, as `media/picture.png`"));
                    let absent = self.absent(src, file);
                    Target::NoMedia(absent.unwrap_or_else(|| src.as_ref().into()))
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
                .names
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
        let interview = |name: &str| self.index.interview(at, &named.study, name);
        if let Some(interview) = interview(&lower).or_else(|| interview(CodeKey::of(name).as_str()))
        {
            return Some(Target::Interview(id, interview));
        }
        let theme = name.strip_prefix("themes/").unwrap_or(name);
        if let Some(theme) = named.themes.names.get(&id_of_link(theme)) {
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
        if let Some(target) = self.index.file(full, self.named) {
            return Some(target.clone());
        }
        // A link as it would stand on the site: a folder, or a name without its ending.
        let trimmed = full.trim_end_matches('/').trim_end_matches("/index.html");
        if trimmed == "content" {
            return Some(Target::Home);
        }
        if let Some(target) = self.index.file(&format!("{trimmed}/study.md"), self.named) {
            return Some(target.clone());
        }
        let with_ending = format!("{trimmed}.md");
        is_markdown(&with_ending)
            .then(|| self.index.file(&with_ending, self.named).cloned())
            .flatten()
    }

    fn media(&self, src: &str, file: &SourcePath) -> Option<MediaRef> {
        let study = self.study.map(|s| &self.named[s.0 as usize].study);
        match study {
            Some(study) => find_media(self.index, self.named, study, file, src),
            None => match self.index.file(&join(file, &unescaped(src))?, self.named) {
                Some(Target::Media(media)) => Some(media.clone()),
                _ => self.by_media_name(src),
            },
        }
    }

    /// Where a picture or recording would stand that a text names and that cannot be shown.
    fn absent(&self, src: &str, file: &SourcePath) -> Option<SourcePath> {
        if let Some(media) = self.media(src, file) {
            return Some(media.file);
        }
        let study = self.study.map(|s| &self.named[s.0 as usize].study);
        let places = places_of_media(study, file, &unescaped(src));
        let kept = |path: &String| media_kind(path).is_some() || is_media(path);
        let shortest = places.into_iter().flatten().filter(kept);
        shortest.min_by_key(String::len).map(SourcePath::from)
    }

    /// What a text shows of those who withdrew, which nobody else may show.
    pub fn shown(&self, prose: &Prose, file: &SourcePath) -> Vec<SourcePath> {
        let references = prose.references();
        let shown = references.filter_map(|part| match part {
            Part::Picture { src, .. } => self.absent(src, file),
            Part::Link { to, .. } => self.absent(to, file),
            _ => None,
        });
        shown.collect()
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
