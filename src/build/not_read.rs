//! Files that nothing reads, told: what they were meant for would be lost, or would leak.

use super::memo::Parsed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::drafts::{PARTS, Role, role};
use crate::source::by_file::ByFile;
use crate::source::{Snapshot, SourcePath, Span};

/// Endings of files in which people write or count.
const WRITTEN: [&str; 22] = [
    "adoc", "csv", "doc", "docx", "htm", "html", "json", "mdx", "numbers", "ods", "odt", "org",
    "pages", "rst", "rtf", "srt", "text", "toml", "txt", "vtt", "xls", "xlsx",
];

/// Tells every file that is not read and was meant to be.
pub(super) fn tell(snapshot: &Snapshot, parsed: &ByFile<Parsed>, problems: &mut Vec<Diagnostic>) {
    misnamed_studies(snapshot, problems);
    let without_draft = parsed.iter().filter(|file| file.made.draft.is_none());
    let texts = without_draft.map(|file| &file.path);
    let others = snapshot.media_paths();
    for path in texts.chain(others) {
        if let Some(problem) = of_content(path, snapshot) {
            problems.push(problem);
        }
    }
    unread(snapshot, problems);
}

/// A study in a folder whose name means something else where one study is the whole casebook.
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

/// A file below `content/` that has no draft.
fn of_content(path: &SourcePath, snapshot: &Snapshot) -> Option<Diagnostic> {
    let found = role(path);
    let told = |problem: Diagnostic, help: String| problem.at(path, Span::default()).help(help);
    let second = &**path == "content/participants.yml"
        && snapshot.text("content/participants.yaml").is_some();
    if second || matches!(found, Role::Stray | Role::Other) && is_named(path, "participants") {
        let message = "participants are read from `content/participants.yaml` alone, and not from this file: consent in it would be lost";
        let help = match path.ends_with("yaml") || path.ends_with("yml") {
            true => "move what it says there",
            false => {
                "write it there, with a line such as `P07: { consent: public }` for each participant"
            }
        };
        return Some(told(
            Diagnostic::error("file-not-read", message),
            help.to_owned(),
        ));
    }
    if !matches!(found, Role::Stray | Role::Other) {
        return None;
    }
    let (folders, name) = path.rsplit_once('/')?;
    if name.eq_ignore_ascii_case("study.md") {
        let message = format!("`{name}` is not `study.md`, so it is not read");
        let problem = Diagnostic::warning("file-not-read", message);
        return Some(told(problem, "rename it to `study.md`".to_owned()));
    }
    let part = PARTS
        .iter()
        .find(|part| folders.split('/').any(|f| f == **part));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_written = WRITTEN.iter().any(|w| ending.eq_ignore_ascii_case(w));
    match part {
        Some(&"metrics") if is_written => {
            let message = "metrics are read from files that end in `.csv`, right in `metrics/`, so this one is not read";
            let help = "save it as CSV: a day and a value on each line, under `date,value`";
            let problem = Diagnostic::warning("file-not-read", message);
            Some(told(problem, help.to_owned()))
        }
        Some(part @ (&"interviews" | &"themes" | &"decisions")) if is_written => {
            let message = format!(
                "files of `{part}/` end in `.md`, and this one ends in `.{ending}`, so it is not read"
            );
            let stem = name.strip_suffix(ending).unwrap_or(name);
            let help = format!("save it as text, named `{stem}md`");
            Some(told(Diagnostic::warning("file-not-read", message), help))
        }
        _ if found == Role::Stray => {
            let message = "this file is in none of a study's folders, so it is not read";
            let help =
                "move it to `interviews/`, `themes/`, `decisions/` or `metrics/` of its study";
            let problem = Diagnostic::warning("file-not-read", message);
            Some(told(problem, help.to_owned()))
        }
        _ => None,
    }
}

/// Files that could not be read, or that stand where they are not looked for.
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
        let is_elsewhere = is_named(&unread.path, "participants") || is_named(&unread.path, "deny");
        let (severity, help) = match (needed, is_elsewhere) {
            (true, _) => (
                Severity::Error,
                "make it readable, or move it out of the casebook",
            ),
            (false, true) => (Severity::Error, "move it there"),
            (false, false) => (Severity::Warning, "nothing of it is on the site"),
        };
        let problem = match severity {
            Severity::Error => Diagnostic::error("file-not-read", message),
            Severity::Warning => Diagnostic::warning("file-not-read", message),
        };
        problems.push(problem.help(help));
    }
}

/// Whether a file's name is this one, whatever its case and endings.
fn is_named(path: &str, word: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    stem.eq_ignore_ascii_case(word)
}
