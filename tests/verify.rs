//! `casebook verify` as it is run: a site that holds, and sites altered by hand or left behind by
//! their notes.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
const NOTE: &str = "content/shop/interviews/P07.md";

/// A casebook in a git repository, built for an audience to `public/`.
fn built(audience: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let note = |code: &str, consent: &str, words: &str| {
        format!(
            "---\nparticipant: {code}\ndate: 2026-02-05\nconsent: {consent}\n---\n\n> {words} #sizing\n"
        )
    };
    for (path, text) in [
        (
            "site.toml",
            "title = \"Shop\"\nbase_url = \"https://shop.example/\"\n",
        ),
        ("content/shop/study.md", "---\ntitle: Shop\n---\n"),
        (NOTE, &note("P07", "public", "I measured my foot twice.")),
        (
            "content/shop/interviews/P08.md",
            &note("P08", "team", "Nobody asked me about that."),
        ),
        (
            "content/shop/decisions/2026-03-01-advisor.md",
            "---\ntitle: Advisor\nstatus: decided\ncost: 1200\n---\n",
        ),
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".git/refs/heads/main", COMMIT),
    ] {
        put(folder.path(), path, text);
    }
    let args = [
        "build",
        "--audience",
        audience,
        "--today",
        "2026-06-01",
        "--quiet",
    ];
    let output = run(&args, folder.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.args(args).current_dir(folder).output().unwrap()
}

/// What is printed of the site, and the exit code.
fn verified(folder: &TempDir) -> (String, Option<i32>) {
    let output = run(&["verify", "public"], folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (said, output.status.code())
}

/// Replaces words in a file, which must hold them.
fn alter(folder: &TempDir, path: &str, from: &str, to: &str) {
    let path = folder.path().join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_site_holds_for_every_audience() {
    for (audience, quotes) in [
        ("team", "2 quotes"),
        ("internal", "1 quote"),
        ("public", "1 quote"),
    ] {
        let folder = built(audience);
        let (said, code) = verified(&folder);
        assert_eq!(code, Some(0), "{said}");
        let all =
            format!("all of it holds: {quotes} in their notes and open to the audience {audience}");
        assert!(said.starts_with(&all), "{said}");
        assert!(
            said.contains(&format!("built on 2026-06-01, from commit {COMMIT}")),
            "{said}"
        );
        let home = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
        assert!(home.contains("The notes are those of commit 0123456789."));
    }
}

#[test]
fn each_quote_is_listed_with_its_note_and_line() {
    let folder = built("internal");
    let output = run(&["verify", "public", "--list"], folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let first = said.lines().next().unwrap();
    assert!(
        first.starts_with("P07^") && first.ends_with(&format!(" {NOTE}:7")),
        "{said}"
    );
}

#[test]
fn what_was_altered_in_the_site_is_found_out() {
    for (file, from, to, expected) in [
        (
            "data/themes.csv",
            ",2,2,",
            ",9,9,",
            "data/themes.csv:2: `participants` is `9`, and the notes give `2`",
        ),
        (
            "data/decisions.csv",
            ",1200,",
            ",12,",
            "data/decisions.csv:2: `cost` is `12`, and the notes give `1200`",
        ),
        (
            "data/casebook.json",
            "my foot twice",
            "my foot once",
            "its words do not stand so in its note (content/shop/interviews/P07.md:7)",
        ),
        (
            "data/casebook.json",
            "my foot twice",
            "my foot once",
            "its words are not those of its digest",
        ),
        (
            "data/quotes.csv",
            "twice",
            "thrice",
            "data/quotes.csv:2: `quote` is",
        ),
        (
            "data/provenance.json",
            "\"words\":\"",
            "\"words\":\"0",
            "its words are not those of its digest",
        ),
        ("shop/index.html", "measured", "guessed", "shop/index.html:"),
        ("feed.xml", "Shop", "Chop", "feed.xml:"),
    ] {
        let folder = built("internal");
        alter(&folder, &format!("public/{file}"), from, to);
        let (said, code) = verified(&folder);
        assert_eq!(code, Some(1), "{file}: {said}");
        assert!(said.contains(expected), "{file}: {said}");
    }
}

#[test]
fn a_site_that_its_notes_have_left_behind_does_not_hold() {
    for (path, from, to, expected) in [
        (NOTE, "twice", "once", "data/casebook.json: `P07^"),
        (
            NOTE,
            "2026-02-05",
            "2026-02-06",
            "its note was changed since the site was built",
        ),
        (
            NOTE,
            "public",
            "team",
            "no note has this quote, or its consent is narrower than the site",
        ),
        (
            "content/shop/decisions/2026-03-01-advisor.md",
            "1200",
            "1300",
            "the notes give `1300`",
        ),
    ] {
        let folder = built("internal");
        alter(&folder, path, from, to);
        let (said, code) = verified(&folder);
        assert_eq!(code, Some(1), "{path}: {said}");
        assert!(said.contains(expected), "{path}: {said}");
    }
}

#[test]
fn a_file_that_is_gone_is_missed() {
    let folder = built("internal");
    fs::remove_file(folder.path().join("public/404.html")).unwrap();
    let (said, code) = verified(&folder);
    assert_eq!(
        (said.trim(), code),
        ("404.html: the site lacks it", Some(1))
    );
}

#[test]
fn what_is_no_site_cannot_be_verified() {
    let folder = built("internal");
    let output = run(&["verify", "content"], folder.path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("the site has no `data/provenance.json` that can be read"),
        "{said}"
    );
    let output = run(&["verify", "nowhere"], folder.path());
    assert_eq!(output.status.code(), Some(2));
}

/// Who knows all of a note but a few words could try what these may be.
#[test]
fn a_note_has_a_digest_only_where_nothing_of_it_is_withheld() {
    for (audience, withheld, has) in [
        ("internal", "", true),
        ("internal", "\n> No. consent:team\n", false),
        ("public", "", false),
    ] {
        let folder = built(audience);
        let path = folder.path().join(NOTE);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text + withheld).unwrap();
        let args = [
            "build",
            "--audience",
            audience,
            "--today",
            "2026-06-01",
            "--quiet",
        ];
        run(&args, folder.path());
        let file = folder.path().join("public/data/provenance.json");
        let provenance = fs::read_to_string(file).unwrap();
        assert_eq!(
            provenance.contains("\"note\":"),
            has,
            "{audience} {withheld}"
        );
        assert_eq!(verified(&folder).1, Some(0));
    }
}
