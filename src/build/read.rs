//! Every file of a snapshot → its draft, parsed in parallel or remembered, sorted into studies.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::memo::{Draft, Memo, Parsed, People};
use super::not_read;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::drafts::{Drafted, Drafts, Role, StudyDrafts, role};
use crate::parse::code::Prefixes;
use crate::parse::problems::Problems;
use crate::parse::{
    decision, deny, metric, note, page, people, settings, study, theme, transcript,
};
use crate::source::by_file::{ByFile, Fresh};
use crate::source::{Decoding, Located, Snapshot, SourcePath, Span, TextFile};

/// What was read.
pub(super) struct Read {
    pub drafts: Arc<Drafts>,
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

/// Where the deny list stands.
const DENY: &str = "private/deny.txt";

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
    let people = people_of(snapshot, memo);
    if let Some(people) = people {
        problems.extend(people.problems.iter().cloned());
    }
    let people = people.map(|people| (people.path.clone(), Arc::clone(&people.draft)));
    let codes = people
        .iter()
        .flat_map(|(_, people)| people.people.iter().map(|(code, _)| code.value.as_str()));
    let options = Options {
        prefixes: Prefixes::of(codes),
        currency: settings.currency.clone(),
    };
    let deny = snapshot
        .text(DENY)
        .map_or_else(Vec::new, |file| deny_list(file, &mut problems));
    let parse = |path: &SourcePath, file: &TextFile| parsed(path, file, &options);
    let fresh = memo.parsed.update(snapshot, options.hash(), parse);
    let known = memo.parsed.iter();
    problems.extend(known.flat_map(|file| &*file.made.problems).cloned());
    not_read::tell(snapshot, &memo.parsed, &mut problems);
    let with_draft = |place: &&usize| memo.parsed.get(**place).made.draft.is_some();
    let parsed = fresh.places.iter().filter(with_draft).count();
    let media = media(snapshot, &memo.parsed);
    let drafts = drafts(memo, &fresh);
    drafts.people = people;
    drafts.settings = Arc::new(settings);
    drafts.media = media;
    let drafts = match memo.forgetful {
        true => {
            memo.parsed = ByFile::default();
            std::mem::take(&mut memo.drafts)
        }
        false => Arc::clone(&memo.drafts),
    };
    Read {
        drafts,
        problems,
        deny,
        parsed,
    }
}

/// `participants.yaml`, parsed or remembered.
fn people_of<'m>(snapshot: &Snapshot, memo: &'m mut Memo) -> Option<&'m People> {
    let names = ["content/participants.yaml", "content/participants.yml"];
    let found = names.map(|name| Some((name, snapshot.text(name)?)));
    let Some((name, file)) = found.into_iter().flatten().next() else {
        memo.people = None;
        return None;
    };
    let is_same = |known: &People| *known.path == *name && known.hash == file.hash;
    if !memo.people.as_ref().is_some_and(is_same) {
        let path: SourcePath = name.into();
        let mut problems = Vec::new();
        tell_decoding(&path, file, &mut problems);
        let mut found = Problems::new(&path);
        let draft = Arc::new(people::read(&file.text, &mut found));
        problems.append(&mut found.found);
        memo.people = Some(People {
            path,
            hash: file.hash,
            draft,
            problems,
        });
    }
    memo.people.as_ref()
}

/// One file's draft, and what is wrong with it.
fn parsed(path: &SourcePath, file: &TextFile, options: &Options) -> Parsed {
    let mut found = Problems::new(path);
    let draft = parse(&role(path), &file.text, options, &mut found);
    let mut problems = Vec::new();
    if draft.is_some() {
        tell_decoding(path, file, &mut problems);
        problems.append(&mut found.found);
    }
    Parsed {
        draft,
        problems: problems.into(),
    }
}

/// All drafts: the last ones with those of the same files put anew, else sorted into studies anew.
fn drafts<'m>(memo: &'m mut Memo, fresh: &Fresh) -> &'m mut Drafts {
    let drafts = Arc::make_mut(&mut memo.drafts);
    if fresh.same_files {
        for place in &fresh.places {
            let file = memo.parsed.get(*place);
            if let Some(draft) = &file.made.draft {
                replace(drafts, &file.path, draft);
            }
        }
        return drafts;
    }
    *drafts = Drafts::default();
    for file in memo.parsed.iter() {
        if let Some(draft) = &file.made.draft {
            put(drafts, &file.path, role(&file.path), draft);
        }
    }
    drafts
}

/// The text of every note, in the order of their paths.
pub(super) fn notes(snapshot: &Snapshot, memo: &Memo) -> Vec<(SourcePath, Arc<str>)> {
    let mut parsed = memo.parsed.iter();
    let is_note = |(path, _): &(&SourcePath, &TextFile)| match parsed.next() {
        Some(file) => matches!(file.made.draft, Some(Draft::Note(_))),
        None => matches!(role(path), Role::Note(_)),
    };
    let notes = snapshot.texts_under("content/").filter(is_note);
    notes
        .map(|(path, file)| (path.clone(), file.text.clone()))
        .collect()
}

fn parse(role: &Role, text: &str, options: &Options, problems: &mut Problems) -> Option<Draft> {
    Some(match role {
        Role::Study(_) => Draft::Study(Arc::new(study::read(text, &options.currency, problems))),
        Role::Note(_) => Draft::Note(Arc::new(note::read(text, &options.prefixes, problems))),
        Role::Theme(_) => Draft::Theme(Arc::new(theme::read(text, problems))),
        Role::Decision(_) => Draft::Decision(Arc::new(decision::read(text, problems))),
        Role::Metric(_) => Draft::Metric(Arc::new(metric::read(text, problems))),
        Role::Transcript(_) => {
            let draft = transcript::read(text, &options.prefixes, problems);
            Draft::Transcript(Arc::new(draft))
        }
        Role::Page => Draft::Page(Arc::new(page::read(text, problems))),
        _ => return None,
    })
}

/// Puts a file's draft in the place of its last one.
fn replace(drafts: &mut Drafts, path: &SourcePath, draft: &Draft) {
    fn set<T>(all: &mut [Drafted<T>], path: &SourcePath, draft: &Arc<T>) {
        if let Ok(at) = all.binary_search_by(|(known, _)| known.cmp(path)) {
            all[at].1 = Arc::clone(draft);
        }
    }
    let (Role::Study(id)
    | Role::Note(id)
    | Role::Theme(id)
    | Role::Decision(id)
    | Role::Metric(id)
    | Role::Transcript(id)) = role(path)
    else {
        if let Draft::Page(page) = draft {
            set(&mut drafts.pages, path, page);
        }
        return;
    };
    let Some(study) = drafts.studies.get_mut(id) else {
        return;
    };
    match draft {
        Draft::Study(draft) => study.study = Some((path.clone(), draft.clone())),
        Draft::Note(draft) => set(&mut study.notes, path, draft),
        Draft::Theme(draft) => set(&mut study.themes, path, draft),
        Draft::Decision(draft) => set(&mut study.decisions, path, draft),
        Draft::Metric(draft) => set(&mut study.metrics, path, draft),
        Draft::Transcript(draft) => set(&mut study.transcripts, path, draft),
        Draft::Page(_) => {}
    }
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

/// Pictures, recordings and transcripts.
fn media(snapshot: &Snapshot, parsed: &ByFile<Parsed>) -> BTreeSet<SourcePath> {
    let beside = |role: Role| matches!(role, Role::Media(_) | Role::Transcript(_));
    let below = |path: &&SourcePath| beside(role(path)) || path.starts_with("content/");
    let media = snapshot.media_paths().filter(below);
    let is_read_otherwise =
        |draft: &Option<Draft>| matches!(draft, None | Some(Draft::Transcript(_)));
    let texts = parsed
        .iter()
        .filter(|file| is_read_otherwise(&file.made.draft));
    let texts = texts
        .map(|file| &file.path)
        .filter(|path| beside(role(path)));
    media.chain(texts).cloned().collect()
}

/// The terms of the deny list. What cannot be read of it would not be looked for.
fn deny_list(file: &TextFile, problems: &mut Vec<Diagnostic>) -> Vec<Located<String>> {
    let path: SourcePath = DENY.into();
    // UTF-16 without its mark reads as letters between zeros.
    let lost = match file.decoding {
        Decoding::Lossy { first } => Some(first as usize),
        _ => file.text.find('\0'),
    };
    if let Some(at) = lost {
        let message = "this file is not UTF-8: names in it would not be found";
        problems.push(
            Diagnostic::error("not-utf8", message)
                .at(&path, Span::new(at, at))
                .help("save it as UTF-8 in your editor"),
        );
    }
    let terms = deny::read(&file.text);
    let several = |term: &&Located<String>| term.value.contains(", ") || term.value.contains(" # ");
    for term in terms.iter().filter(several) {
        let message = format!("`{}` is looked for as it stands, all of it", term.value);
        problems.push(
            Diagnostic::warning("deny-term", message)
                .at(&path, term.span)
                .help("write each name on a line of its own; a comment is a line that begins with `# `"),
        );
    }
    terms
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
