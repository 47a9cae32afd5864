//! Git's word on when something was first written, where there is a repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use jiff::civil::Date;

use crate::source::{Snapshot, SourcePath};

/// Adds to a snapshot the day on which each decision with an outcome first said what it expects.
/// Without git or a repository nothing is known, and nothing is wrong with that.
pub fn add_history(root: &Path, snapshot: &mut Snapshot) {
    let files = measured_decisions(snapshot);
    snapshot.expected_since = match files.is_empty() {
        true => BTreeMap::new(),
        false => log(root, &files).map_or_else(BTreeMap::new, |log| first_expected(&log)),
    };
}

/// Brings a snapshot up to date by `update`, and its history where that may be another now: with
/// another commit, or where other decisions than before have an outcome. Git takes long over many
/// commits, and most saves are of neither kind.
pub fn keep_history<T>(
    root: &Path,
    snapshot: &mut Snapshot,
    changes: &BTreeSet<String>,
    update: impl FnOnce(&mut Snapshot) -> T,
) -> T {
    let commit: Option<Arc<str>> = super::commit(root).map(Into::into);
    let committed = snapshot.commit != commit;
    let touched = changes.is_empty() || changes.iter().any(|path| is_decision(path));
    let before = touched.then(|| measured_decisions(snapshot));
    let updated = update(snapshot);
    snapshot.commit = commit;
    if committed || before.is_some_and(|before| before != measured_decisions(snapshot)) {
        add_history(root, snapshot);
    }
    updated
}

/// The decisions of which the history is asked.
fn measured_decisions(snapshot: &Snapshot) -> Vec<SourcePath> {
    let measured = |text: &str| text.contains("\nexpected:") && text.contains("\noutcome:");
    let files = snapshot
        .texts_under("content/")
        .filter(|(path, file)| is_decision(path) && measured(&file.text));
    files.map(|(path, _)| path.clone()).collect()
}

fn is_decision(path: &str) -> bool {
    path.contains("/decisions/")
}

/// Each commit that changed what one of the files expects, and how it changed the file: names end
/// with NUL, so that no letter in them is special.
fn log(root: &Path, files: &[SourcePath]) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("--literal-pathspecs").arg("-C").arg(root);
    git.args(["log", "--reverse", "-z", "--no-color", "--no-renames"]);
    git.args(["--no-ext-diff", "--no-textconv"]);
    git.args(["--date=short", "--format=@%ad", "-G^expected:"]);
    git.args(["--name-status", "--relative", "--"]);
    git.args(files.iter().map(|file| &**file));
    git.stdin(Stdio::null()).stderr(Stdio::null());
    // A partial clone would fetch what it lacks; nothing is asked of any host.
    git.env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0");
    let output = git.output().ok().filter(|o| o.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the repository that holds a folder knows a part of its history only.
pub fn is_shallow(folder: &Path) -> bool {
    let real = folder.canonicalize();
    let around = real.iter().flat_map(|real| real.ancestors());
    around
        .into_iter()
        .any(|folder| folder.join(".git/shallow").exists())
}

/// The day of the first commit that says what each file expects. A file that came with it may
/// have been written long before: of it nothing is known.
fn first_expected(log: &str) -> BTreeMap<SourcePath, Date> {
    let mut found: BTreeMap<SourcePath, Option<Date>> = BTreeMap::new();
    let mut day = None;
    let mut words = log.split('\0').map(|word| word.trim_start_matches('\n'));
    while let Some(word) = words.next() {
        if let Some(date) = word.strip_prefix('@') {
            day = date.parse().ok();
        } else if let Some(path) = words.next() {
            let since = found.entry(path.into()).or_insert(day);
            if word == "A" {
                *since = None;
            }
        }
    }
    let known = found.into_iter();
    known
        .filter_map(|(path, since)| Some((path, since?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_first_commit_counts_whatever_the_name_is() {
        let log = "@2026-03-02\0\nM\0content/s/decisions/@r \u{fc}.md\0M\0content/s/decisions/b.md\0\
            @2026-05-02\0\nM\0content/s/decisions/@r \u{fc}.md\0";
        let found = first_expected(log);
        assert_eq!(found["content/s/decisions/@r \u{fc}.md"], date(2026, 3, 2));
        assert_eq!(found["content/s/decisions/b.md"], date(2026, 3, 2));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn of_a_file_that_came_with_it_nothing_is_known() {
        let came = "@2026-03-02\0\nA\0d.md\0@2026-05-02\0\nM\0d.md\0";
        assert!(first_expected(came).is_empty());
        let came_again = "@2026-03-02\0\nM\0d.md\0@2026-05-02\0\nA\0d.md\0";
        assert!(first_expected(came_again).is_empty());
    }
}
