//! Every file of a snapshot → its draft, parsed in parallel or remembered, sorted into studies.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::{Draft, Memo, Remembered};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::drafts::{Drafts, PARTS, Role, StudyDrafts, role};
use crate::parse::code::Prefixes;
use crate::parse::fields::Problems;
use crate::parse::{
    decision, deny, metric, note, page, people, settings, study, theme, transcript,
};
use crate::source::{Decoding, Located, Snapshot, SourcePath, Span, TextFile};

/// What was read.
pub(super) struct Read {
    pub drafts: Drafts,
    pub problems: Vec<Diagnostic>,
    pub deny: Vec<Located<String>>,
    /// Files that were not remembered.
    pub parsed: usize,
}

/// What changes how a file is parsed.
struct Options {
    prefixes: Prefixes,
    currency: String,
}

impl Options {
    fn hash(&self) -> u64 {
        let mut hasher = rapidhash::fast::RapidHasher::default();
        self.prefixes.hash(&mut hasher);
        self.currency.hash(&mut hasher);
        hasher.finish()
    }
}

/// Reads everything.
pub(super) fn read(snapshot: &Snapshot, memo: &mut Memo) -> Read {
    let mut problems = Vec::new();
    let settings = match snapshot.text("site.toml") {
        Some(file) => {
            let path: SourcePath = "site.toml".into();
            tell_decoding(&path, file, &mut problems);
            let mut found = Problems::new(&path);
            let settings = settings::read(&file.text, &mut found);
            problems.append(&mut found.found);
            settings
        }
        None => Settings::default(),
    };
    let mut drafts = Drafts::default();
    for name in ["content/participants.yaml", "content/participants.yml"] {
        let Some(file) = snapshot.text(name).filter(|_| drafts.people.is_none()) else {
            continue;
        };
        let path: SourcePath = name.into();
        tell_decoding(&path, file, &mut problems);
        let mut found = Problems::new(&path);
        let people = people::read(&file.text, &mut found);
        problems.append(&mut found.found);
        drafts.people = Some((path.clone(), Arc::new(people)));
    }
    let codes = drafts
        .people
        .iter()
        .flat_map(|(_, people)| people.people.iter().map(|(code, _)| code.value.as_str()));
    let options = Options {
        prefixes: Prefixes::of(codes),
        currency: settings.currency.clone(),
    };
    drafts.settings = Arc::new(settings);
    let deny = snapshot
        .text("private/deny.txt")
        .map_or_else(Vec::new, |file| deny::read(&file.text));
    let texts: Vec<Text> = snapshot
        .texts_under("content/")
        .map(|(path, file)| (path, role(path), file))
        .collect();
    let parsed = files(&texts, &options, memo);
    let fresh = parsed.iter().filter(|(_, _, _, fresh)| *fresh).count();
    let files = parsed.len();
    let mut paths: Vec<&SourcePath> = Vec::with_capacity(files);
    for (path, role, file, fresh) in parsed {
        problems.extend(file.problems.iter().cloned());
        put(&mut drafts, path, role, &file.draft);
        paths.push(path);
        if fresh && !memo.forgetful {
            memo.parsed.insert(path.clone(), file);
        }
    }
    if memo.parsed.len() > files {
        // They come in the order of their paths.
        let is_there = |path: &SourcePath| paths.binary_search(&path).is_ok();
        memo.parsed.retain(|path, _| is_there(path));
    }
    media(snapshot, &texts, &mut drafts);
    misnamed_studies(snapshot, &mut problems);
    strays(&texts, &mut problems);
    unread(snapshot, &mut problems);
    Read {
        drafts,
        problems,
        deny,
        parsed: fresh,
    }
}

/// The text of every note, in the order of their paths.
pub(super) fn notes(snapshot: &Snapshot) -> Vec<(SourcePath, Arc<str>)> {
    let texts = snapshot.texts_under("content/");
    texts
        .filter(|(path, _)| matches!(role(path), Role::Note(_)))
        .map(|(path, file)| (path.clone(), file.text.clone()))
        .collect()
}

/// A text file below `content/`, and what it is.
type Text<'s> = (&'s SourcePath, Role<'s>, &'s TextFile);

type Parsed<'p> = (&'p SourcePath, Role<'p>, Remembered, bool);

fn files<'s>(texts: &[Text<'s>], options: &Options, memo: &Memo) -> Vec<Parsed<'s>> {
    let hash = options.hash();
    texts
        .par_iter()
        .filter_map(|&(path, role, file)| {
            let known = memo
                .parsed
                .get(path)
                .filter(|r| r.hash == file.hash && r.options == hash);
            if let Some(known) = known {
                return Some((path, role, known.clone(), false));
            }
            let mut problems = Vec::new();
            tell_decoding(path, file, &mut problems);
            let mut found = Problems::new(path);
            let draft = parse(&role, &file.text, options, &mut found)?;
            problems.append(&mut found.found);
            let file = Remembered {
                hash: file.hash,
                options: hash,
                draft,
                problems: problems.into(),
            };
            Some((path, role, file, true))
        })
        .collect()
}

fn parse(role: &Role, text: &str, options: &Options, problems: &mut Problems) -> Option<Draft> {
    Some(match role {
        Role::Study(_) => Draft::Study(Arc::new(study::read(text, &options.currency, problems))),
        Role::Note(_) => Draft::Note(Arc::new(note::read(text, &options.prefixes, problems))),
        Role::Theme(_) => Draft::Theme(Arc::new(theme::read(text, problems))),
        Role::Decision(_) => Draft::Decision(Arc::new(decision::read(text, problems))),
        Role::Metric(_) => Draft::Metric(Arc::new(metric::read(text, problems))),
        Role::Transcript(_) => Draft::Transcript(Arc::new(transcript::read(text, problems))),
        Role::Page => Draft::Page(Arc::new(page::read(text, problems))),
        _ => return None,
    })
}

fn put(drafts: &mut Drafts, path: &SourcePath, role: Role, draft: &Draft) {
    let path = path.clone();
    let (Role::Study(id)
    | Role::Note(id)
    | Role::Theme(id)
    | Role::Decision(id)
    | Role::Metric(id)
    | Role::Transcript(id)) = role
    else {
        if let Draft::Page(page) = draft {
            drafts.pages.push((path, page.clone()));
        }
        return;
    };
    if !drafts.studies.contains_key(id) {
        drafts.studies.insert(id.into(), StudyDrafts::default());
    }
    let Some(study) = drafts.studies.get_mut(id) else {
        return;
    };
    match draft {
        Draft::Study(draft) => study.study = Some((path, draft.clone())),
        Draft::Note(draft) => study.notes.push((path, draft.clone())),
        Draft::Theme(draft) => study.themes.push((path, draft.clone())),
        Draft::Decision(draft) => study.decisions.push((path, draft.clone())),
        Draft::Metric(draft) => study.metrics.push((path, draft.clone())),
        Draft::Transcript(draft) => study.transcripts.push((path, draft.clone())),
        Draft::Page(_) => {}
    }
}

fn media(snapshot: &Snapshot, texts: &[Text], drafts: &mut Drafts) {
    let beside = |role: Role| matches!(role, Role::Media(_) | Role::Transcript(_));
    let below = |path: &&SourcePath| beside(role(path)) || path.starts_with("content/");
    let media = snapshot.media_paths().filter(below);
    let texts = texts.iter().filter(|(_, role, _)| beside(*role));
    drafts.media = media
        .chain(texts.map(|(path, ..)| *path))
        .cloned()
        .collect();
}

/// Tells a study in a folder whose name means something else where one study is the whole casebook.
fn misnamed_studies(snapshot: &Snapshot, problems: &mut Vec<Diagnostic>) {
    if snapshot.text("content/study.md").is_some() {
        return;
    }
    for part in PARTS {
        let path: SourcePath = format!("content/{part}/study.md").into();
        if snapshot.text(&path).is_some() {
            let message = format!("a study cannot be named `{part}`: the site has pages there");
            problems.push(
                Diagnostic::error("two-pages-one-address", message)
                    .at(&path, Span::default())
                    .help("give its folder another name"),
            );
        }
    }
}

/// Tells files that stand where nothing reads them.
fn strays(texts: &[Text], problems: &mut Vec<Diagnostic>) {
    let strays = texts.iter().filter(|(_, role, _)| *role == Role::Stray);
    for (path, ..) in strays {
        let message = "this file is in none of a study's folders, so it is not read";
        problems.push(
            Diagnostic::warning("file-not-read", message)
                .at(path, Span::default())
                .help(
                    "move it to `interviews/`, `themes/`, `decisions/` or `metrics/` of its study",
                ),
        );
    }
}

/// Tells files that could not be read.
fn unread(snapshot: &Snapshot, problems: &mut Vec<Diagnostic>) {
    for unread in &snapshot.unread {
        let message = format!("`{}` was not read: {}", unread.path, unread.reason);
        // What says who may read what must be read; what is quoted or counted must be too.
        let needed = matches!(
            role(&unread.path),
            Role::Settings
                | Role::People
                | Role::Deny
                | Role::Study(_)
                | Role::Note(_)
                | Role::Theme(_)
                | Role::Decision(_)
                | Role::Metric(_)
        );
        let problem = match needed {
            true => Diagnostic::error("file-not-read", message)
                .help("make it readable, or move it out of the casebook"),
            false => {
                Diagnostic::warning("file-not-read", message).help("nothing of it is on the site")
            }
        };
        problems.push(problem);
    }
}

fn tell_decoding(path: &SourcePath, file: &TextFile, problems: &mut Vec<Diagnostic>) {
    if let Decoding::Lossy { first } = file.decoding {
        let span = Span::new(first as usize, first as usize + '\u{fffd}'.len_utf8());
        let message = "this file is not UTF-8: letters from here on may be lost";
        problems.push(
            Diagnostic::warning("not-utf8", message)
                .at(path, span)
                .help("save it as UTF-8 in your editor"),
        );
    }
}
