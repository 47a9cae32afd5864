//! Git's word on when something was first written, where there is a repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::source::{Snapshot, SourcePath};

/// Adds to a snapshot the day on which each decision with an outcome first said what it expects.
/// Without git or a repository nothing is known, and nothing is wrong with that.
pub fn add_history(root: &Path, snapshot: &mut Snapshot) {
    let measured = |text: &str| text.contains("\nexpected:") && text.contains("\noutcome:");
    let files: Vec<SourcePath> = snapshot
        .texts_under("content/")
        .filter(|(path, file)| path.contains("/decisions/") && measured(&file.text))
        .map(|(path, _)| path.clone())
        .collect();
    if files.is_empty() {
        return;
    }
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    git.args([
        "log",
        "--reverse",
        "--no-color",
        "--no-ext-diff",
        "--no-renames",
    ]);
    git.args([
        "--date=short",
        "--format=@%ad",
        "--patch",
        "--unified=0",
        "--relative",
        "--",
    ]);
    git.args(files.iter().map(|file| &**file));
    git.stdin(Stdio::null()).stderr(Stdio::null());
    // A partial clone would fetch what it lacks; nothing is asked of any host.
    git.env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0");
    let Ok(output) = git.output() else { return };
    if output.status.success() {
        let log = String::from_utf8_lossy(&output.stdout);
        snapshot.expected_since = first_expected(&log);
    }
}

/// Whether the repository that holds a folder knows a part of its history only.
pub fn is_shallow(folder: &Path) -> bool {
    let real = folder.canonicalize();
    let around = real.iter().flat_map(|real| real.ancestors());
    around
        .into_iter()
        .any(|folder| folder.join(".git/shallow").exists())
}

/// The day of the first commit that adds an `expected:` to each file. A file that came with one
/// may have been written long before: of it nothing is known.
fn first_expected(log: &str) -> BTreeMap<SourcePath, jiff::civil::Date> {
    let mut found = BTreeMap::new();
    let (mut day, mut file, mut new) = (None, "", false);
    let mut came_with_it = BTreeSet::new();
    for line in log.lines() {
        if let Some(date) = line.strip_prefix('@').filter(|l| !l.starts_with('@')) {
            day = date.parse().ok();
        } else if line.starts_with("--- ") {
            new = line == "--- /dev/null";
        } else if let Some(path) = line.strip_prefix("+++ b/") {
            file = path;
        } else if line.starts_with("+expected:")
            && let Some(day) = day
        {
            if new {
                came_with_it.insert(file);
            }
            found.entry(file.into()).or_insert(day);
        }
    }
    found.retain(|file: &SourcePath, _| !came_with_it.contains(&**file));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_first_commit_counts() {
        let log = "@2026-02-24\n\ndiff --git a/content/decisions/a.md b/content/decisions/a.md\n--- /dev/null\n+++ b/content/decisions/a.md\n@@ -0,0 +1,2 @@\n+title: A\n@2026-03-02\n\n--- a/content/decisions/a.md\n+++ b/content/decisions/a.md\n@@ -2,0 +3 @@\n+expected: { metric: c }\n@2026-05-02\n--- a/content/decisions/a.md\n+++ b/content/decisions/a.md\n@@ -3 +3 @@\n-expected: { metric: c }\n+expected: { metric: d }\n";
        let found = first_expected(log);
        assert_eq!(found["content/decisions/a.md"], date(2026, 3, 2));
        assert_eq!(found.len(), 1);
        let whole = log.replace("+title: A", "+expected: { metric: c }");
        assert!(first_expected(&whole).is_empty());
    }
}
