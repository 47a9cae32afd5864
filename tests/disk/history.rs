//! What git knows of a casebook's files, in a repository of its own.

use std::path::Path;
use std::process::Command;

use casebook::disk::{add_history, keep_history, snapshot, update};

use crate::support::*;

fn git(root: &Path, arguments: &[&str]) {
    let git = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(git.status.success(), "{git:?}");
}

fn commit(root: &Path, day: &str) {
    git(root, &["add", "--all"]);
    let date = format!("--date={day}T12:00:00");
    git(root, &["commit", "--quiet", "--message=x", &date]);
}

const PLAIN: &str = "---\ntitle: x\n---\n";
const MEASURED: &str = "---\ntitle: x\nexpected: { metric: a }\noutcome: { metric: a }\n---\n";

#[test]
fn the_day_of_an_expectation_is_known_whatever_the_file_is_called() {
    let names = [
        "content/s/decisions/plain.md",
        "content/s/decisions/two words.md",
        "content/s/decisions/r\u{fc}ck.md",
        "content/s/decisions/[a]*.md",
    ];
    let folder = Casebook::new().with(&names.map(|name| (name, PLAIN)));
    let root = folder.root.clone();
    git(&root, &["init", "--quiet"]);
    git(&root, &["config", "diff.noprefix", "true"]);
    commit(&root, "2026-01-05");
    let folder = folder.with(&names.map(|name| (name, MEASURED)));
    commit(&root, "2026-02-07");
    let mut read = snapshot(&root).unwrap();
    add_history(&root, &mut read);
    let days: Vec<String> = names
        .iter()
        .map(|name| format!("{:?}", read.expected_since.get(*name)))
        .collect();
    assert_eq!(days, ["Some(2026-02-07)"; 4]);
    drop(folder);
}

#[test]
fn a_decision_that_gains_its_outcome_while_it_is_watched_is_asked_about() {
    let expects = "---\ntitle: x\nexpected: { metric: a }\n---\n";
    let name = "content/s/decisions/plain.md";
    let folder = Casebook::new().with(&[(name, PLAIN)]);
    let root = folder.root.clone();
    git(&root, &["init", "--quiet"]);
    commit(&root, "2026-01-05");
    let folder = folder.with(&[(name, expects)]);
    commit(&root, "2026-02-07");
    let mut read = snapshot(&root).unwrap();
    add_history(&root, &mut read);
    assert!(read.expected_since.is_empty());
    let _folder = folder.with(&[(name, MEASURED)]);
    let changes = [name.to_owned()].into();
    keep_history(&root, &mut read, &changes, |read| {
        update(&root, read, &changes).unwrap()
    });
    let mut anew = snapshot(&root).unwrap();
    add_history(&root, &mut anew);
    assert_eq!(read.expected_since, anew.expected_since);
    assert_eq!(read.expected_since.len(), 1);
}
