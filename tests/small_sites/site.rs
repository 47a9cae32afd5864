//! One small site: builds it for each audience that it expects something of, and compares.
//!
//! `expected/` holds what a build for the team must give, `expected/internal/` and `expected/public/` the others;
//! `expected/today.txt` the day, if it matters. With `BLESS=1` the rows and messages are written anew
//! (never `pages.txt`, and never a message written by hand that is not told).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::pages::Output;
use super::{pages, problems, rows};

const TODAY: &str = "2026-06-01";
const DATA: [&str; 4] = ["quotes.csv", "themes.csv", "matrix.csv", "decisions.csv"];

pub type Build = fn(root: &Path, audience: &str, today: &str) -> (Output, Vec<String>);

/// What a site's builds get wrong, each with the file of `expected/` that says so.
pub fn check(site: &Path, build: Build, bless: bool) -> Vec<String> {
    let mut unused = files(&site.join("expected"));
    if unused.is_empty() {
        return vec!["expects nothing".to_owned()];
    }
    let today = unused
        .remove("today.txt")
        .map_or(TODAY.to_owned(), |day| day.trim().to_owned());
    let mut failures = Vec::new();
    for (audience, folder) in [
        ("team", ""),
        ("internal", "internal/"),
        ("public", "public/"),
    ] {
        let expected: BTreeMap<String, String> = ["problems.txt", "pages.txt"]
            .iter()
            .chain(&DATA)
            .filter_map(|name| {
                unused
                    .remove(&format!("{folder}{name}"))
                    .map(|text| ((*name).to_owned(), text))
            })
            .collect();
        if !expected.is_empty() {
            let wrong = check_build(
                &site.join("expected").join(folder),
                &expected,
                build(site, audience, &today),
                bless,
            );
            failures.extend(wrong.into_iter().map(|why| format!("{folder}{why}")));
        }
    }
    failures.extend(
        unused
            .keys()
            .map(|name| format!("{name}: nothing reads this file")),
    );
    failures
}

fn check_build(
    folder: &Path,
    expected: &BTreeMap<String, String>,
    (output, told): (Output, Vec<String>),
    bless: bool,
) -> Vec<String> {
    let mut failures = Vec::new();
    let mut report = |name: &str, why: Vec<String>| {
        if !why.is_empty() {
            failures.push(format!("{name}:\n    {}", why.join("\n    ")));
        }
    };
    let listed = expected.get("problems.txt").map_or("", String::as_str);
    let verdict = problems::compare(listed, &told);
    if bless && !listed.is_empty() {
        write(&folder.join("problems.txt"), listed, &verdict.blessed);
    }
    report("problems.txt", verdict.failures);
    for name in DATA {
        let Some(rows) = expected.get(name) else {
            continue;
        };
        if verdict.stopped {
            report(
                name,
                vec!["is not written, since errors stop the build".to_owned()],
            );
            continue;
        }
        let compared = rows::compare(
            name,
            rows,
            output.get(&format!("data/{name}")).map(Vec::as_slice),
        );
        if bless && !compared.failures.is_empty() {
            write(&folder.join(name), rows, &compared.blessed);
        }
        report(name, compared.failures);
    }
    if let Some(lines) = expected.get("pages.txt") {
        report("pages.txt", pages::broken(lines, &output));
    }
    failures
}

fn write(path: &Path, old: &str, new: &str) {
    if old != new {
        fs::write(path, new)
            .unwrap_or_else(|error| panic!("could not write {}: {error}", path.display()));
    }
}

/// Every file below a folder, by its path from there with `/`.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
    {
        let path = entry
            .path()
            .strip_prefix(folder)
            .expect("below the folder it was found in");
        let name = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        let bytes = fs::read(entry.path()).expect("a file that was just listed");
        found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    found
}

/// The folders of `tests/sites/`, in order.
pub fn all(sites: &Path) -> BTreeSet<std::path::PathBuf> {
    let entries = fs::read_dir(sites).expect("the folder of sites");
    let folders = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir());
    folders.collect()
}
