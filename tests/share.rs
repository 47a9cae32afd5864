//! The ways out of a casebook: tables, decision records, one file a study, schemas.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs a command on the repository's own casebook.
fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["--today", "2026-11-23", "--quiet"])
        .args(args)
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

fn result(args: &[&str]) -> String {
    let output = run(args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{args:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// Why a command could not run.
fn refusal(args: &[&str]) -> String {
    let output = run(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn rows(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn an_export_is_the_table_of_the_site() {
    let site = TempDir::new().unwrap();
    let folder = site.path().to_str().unwrap();
    result(&["build", "--output", folder]);
    for table in ["quotes", "matrix", "themes", "decisions"] {
        let written = fs::read_to_string(site.path().join(format!("data/{table}.csv"))).unwrap();
        assert_eq!(result(&["export", table]), written, "{table}");
    }
}

#[test]
fn rows_are_chosen_by_theme_segment_study_and_day() {
    let delivery = rows(&result(&["export", "quotes", "--theme", "delivery"]));
    assert!(delivery.len() > 10);
    assert!(
        delivery
            .iter()
            .all(|row| row["themes"].contains("delivery"))
    );
    let of_group = [
        "export",
        "quotes",
        "--segment",
        "returning",
        "--since",
        "2026-02-19",
    ];
    let of_group = rows(&result(&of_group));
    assert!(!of_group.is_empty());
    for row in of_group {
        assert_eq!(row["segment"], "returning");
        assert!(row["date"].as_str() >= "2026-02-19");
    }
    let of_study = rows(&result(&["export", "decisions", "--study", "going-home"]));
    assert_eq!(of_study.len(), 3);
    let matrix = result(&[
        "export",
        "matrix",
        "--study",
        "going-home",
        "--theme",
        "the-wait",
    ]);
    assert_eq!(matrix.lines().next(), Some("study,participant,the-wait"));
}

#[test]
fn json_holds_the_same_rows_with_their_exact_words() {
    for (table, length) in [
        ("quotes", 77),
        ("matrix", 19),
        ("themes", 10),
        ("decisions", 5),
    ] {
        let of = ["export", table, "--study", "full-basket"];
        let csv = rows(&result(&of));
        let json = result(&[&of[..], &["--format", "json"]].concat());
        let json: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(json.len(), csv.len(), "{table}");
        assert!(json.len() >= length, "{table}: {}", json.len());
        assert!(json.iter().all(|row| row["study"] == "full-basket"));
    }
}

#[test]
fn an_export_for_the_public_holds_no_codes_and_nothing_withheld() {
    for table in ["quotes", "themes", "decisions"] {
        for format in ["csv", "json"] {
            let public = result(&["export", table, "--audience", "public", "--format", format]);
            assert!(!public.contains("P07^") && !public.contains("four millimetres"));
        }
    }
    for format in ["csv", "json"] {
        let said = refusal(&[
            "export",
            "matrix",
            "--audience",
            "public",
            "--format",
            format,
        ]);
        assert_eq!(
            said,
            "error: a matrix has a row a participant, and the public audience knows no codes\n  help: use `--audience team`, or `casebook export themes`, which counts without saying who\n"
        );
    }
}

#[test]
fn decisions_become_records_of_their_own() {
    let folder = TempDir::new().unwrap();
    let to = folder.path().to_str().unwrap();
    result(&["export", "decisions", "--format", "madr", "--output", to]);
    let record = folder.path().join("full-basket/2026-03-11-size-advisor.md");
    let record = fs::read_to_string(record).unwrap();
    assert!(record.starts_with("---\nstatus: \"accepted\"\ndate: 2026-03-11\n"));
    for part in [
        "\n# Build a size advisor with the money for discounts\n",
        "\n## Context and Problem Statement\n",
        "\n## Considered Options\n\n* 10% off the first order\n",
        "\n## Decision Outcome\n",
        "(theme `sizing`)",
    ] {
        assert!(record.contains(part), "{part} in:\n{record}");
    }
}

#[test]
fn what_an_export_cannot_do_is_told() {
    for (args, told) in [
        (
            &["export", "quotes", "--theme", "sizng"][..],
            "error: no theme is called `sizng`\n  help: did you mean `sizing`?\n",
        ),
        (
            &["export", "quotes", "--format", "madr"],
            "error: decisions alone can be written as MADR\n  help: use `casebook export decisions --format madr --output DIR`\n",
        ),
        (
            &["export", "decisions", "--format", "madr"],
            "error: MADR is a file a decision, so it needs a folder\n  help: say where: `--output docs/decisions`\n",
        ),
        (
            &["export", "themes", "--segment", "returning"],
            "error: `--segment` chooses among people, and these are counts of all of them\n  help: use it with `quotes` or `matrix`\n",
        ),
        (
            &["export", "themes", "--since", "2026-02-01"],
            "error: `--since` cannot be used with `themes`: their counts are of the whole study\n  help: use it with `quotes`, `matrix` or `decisions`\n",
        ),
        (
            &["schema"],
            "error: say which schema\n  help: use one of interview, participants, study, theme, decision, page, site; or `--output DIR` for all\n",
        ),
    ] {
        assert_eq!(refusal(args), told);
    }
}

#[test]
fn schemas_are_printed_one_by_one_or_written_all() {
    let schema: serde_json::Value = serde_json::from_str(&result(&["schema", "theme"])).unwrap();
    assert_eq!(schema["title"], "Theme");
    let folder = TempDir::new().unwrap();
    result(&["schema", "--output", folder.path().to_str().unwrap()]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 7);
}

/// The values of an attribute, in order.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let begin = format!(" {attribute}=\"");
    let found = html.split(&begin).skip(1);
    found.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn a_study_is_one_file_that_needs_nothing_beside_it() {
    let site = TempDir::new().unwrap();
    result(&[
        "build",
        "--single-file",
        "--output",
        site.path().to_str().unwrap(),
    ]);
    assert!(site.path().join("index.html").is_file());
    for study in ["full-basket", "going-home", "onboarding"] {
        let html = fs::read_to_string(site.path().join(study).with_extension("html")).unwrap();
        let ids = values(&html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{study}");
        for link in values(&html, "href") {
            let place = link
                .strip_prefix('#')
                .unwrap_or_else(|| panic!("{study}: {link}"));
            let place = place.replace("%C3%A4", "ä");
            assert!(unique.contains(&*place), "{study}: #{place}");
        }
        assert!(
            values(&html, "src")
                .iter()
                .all(|src| src.starts_with("data:image/"))
        );
        for left_out in ["<script", "<link", "<audio", "url(\"", "@import"] {
            assert!(!html.contains(left_out), "{study}: {left_out}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{study}");
    }
    // A plain build takes them away again.
    result(&["build", "--output", site.path().to_str().unwrap()]);
    assert!(!Path::new(site.path()).join("full-basket.html").exists());
}
