//! The program as it is run: exit codes, what goes where, the same bytes from anywhere, and a
//! build that is killed.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use tempfile::TempDir;

fn casebook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

fn run(args: &[&str], folder: &Path) -> Output {
    casebook().args(args).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every file below a folder and its bytes; what Casebook keeps for itself is left out.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let own = path
                .file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(".casebook");
            if own {
                continue;
            }
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.insert(path.strip_prefix(root).unwrap().to_owned(), bytes);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
}

/// The repository's own casebook, in a folder of its own. Drawing its cards would take longer than
/// all the rest; `tests/cards.rs` is about those.
fn own_casebook() -> TempDir {
    let dir = TempDir::new().unwrap();
    copy(Path::new("content"), &dir.path().join("content"));
    let settings = fs::read_to_string("site.toml").unwrap();
    let settings = format!("{settings}\n[look]\ncards = false\n");
    fs::write(dir.path().join("site.toml"), settings).unwrap();
    dir
}

#[test]
fn a_new_casebook_builds_at_once_without_a_problem() {
    let dir = TempDir::new().unwrap();
    let init = run(&["init", "notes"], dir.path());
    assert_eq!(text(&init.stdout), "next: casebook build --root notes\n");
    let built = run(&["build", "--root", "notes", "--strict"], dir.path());
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    assert!(dir.path().join("notes/public/index.html").is_file());
    assert!(text(&built.stdout).contains("index.html"));
    let again = run(&["init", "notes"], dir.path());
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("there is a casebook in `notes` already"));
}

#[test]
fn what_is_new_builds_at_once_too() {
    let dir = TempDir::new().unwrap();
    run(&["init", "."], dir.path());
    for args in [
        &["new", "study", "second-order"][..],
        &["new", "interview", "second-order"],
        &["new", "interview", "first-order"],
        &["new", "theme", "first-order/postage"],
        &["new", "decision", "first-order/lower-minimum"],
    ] {
        let made = run(args, dir.path());
        assert_eq!(
            made.status.code(),
            Some(0),
            "{args:?}: {}",
            text(&made.stderr)
        );
        assert!(
            dir.path().join(text(&made.stdout).trim()).is_file(),
            "{args:?}"
        );
    }
    let twice = run(&["new", "theme", "first-order/postage"], dir.path());
    assert_eq!(twice.status.code(), Some(2));
    let unclear = run(&["new", "interview"], dir.path());
    assert!(text(&unclear.stderr).contains("which study?"));
    let built = run(&["build"], dir.path());
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
}

#[test]
fn exit_codes_tell_problems_from_failures() {
    let dir = own_casebook();
    let root = dir.path();
    assert_eq!(
        run(&["check", "--today", "2026-11-22"], root).status.code(),
        Some(0)
    );
    assert_eq!(run(&["check", "--strict"], root).status.code(), Some(1));
    fs::write(root.join("site.toml"), "audience = \"everyone\"\n").unwrap();
    let check = run(&["check"], root);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stdout).contains("error[unknown-value]: `audience` cannot be `everyone`"));
    let nowhere = run(&["check", "--root", "nowhere"], root);
    assert_eq!(nowhere.status.code(), Some(2));
    assert_eq!(
        text(&nowhere.stderr),
        "error: there is no folder `nowhere`\n"
    );
    let usage = run(&["check", "--frobnicate"], root);
    assert_eq!(usage.status.code(), Some(2));
}

#[test]
fn a_rule_is_explained() {
    let dir = TempDir::new().unwrap();
    let page = run(&["explain", "warning[missing-date]"], dir.path());
    assert_eq!(page.status.code(), Some(0));
    let said = text(&page.stdout);
    assert!(said.starts_with("missing-date\n\nWhat it does\n"), "{said}");
    let list = text(&run(&["explain"], dir.path()).stdout);
    assert!(list.contains("\n  vague-quantity "), "{list}");
    let slip = run(&["explain", "leadng"], dir.path());
    assert_eq!(slip.status.code(), Some(2));
    assert_eq!(
        text(&slip.stderr),
        "error: there is no rule `leadng`\n  help: did you mean `leading-question`?\n"
    );
}

#[test]
fn certain_fixes_are_applied_and_no_word_of_a_quote_is_touched() {
    let dir = TempDir::new().unwrap();
    run(&["init", "."], dir.path());
    let note = dir.path().join("content/first-order/interviews/P03.md");
    let before = "\u{feff}---\r\nparticipant: p1\r\ndate: 2026-07-02\r\nminutes: 5\r\ninterviewer: AB\r\nconsent: internal\r\n---\r\n\r\n##And then?\r\n\r\n<!-- casebook: allow closed-question: none -->\r\n\r\n> She said ##no,\r\nthat is all. #minimum-order !fustrated\r\n";
    fs::write(&note, before).unwrap();
    let check = &["check", "--fix", "--today", "2026-07-10"];
    let fixed = run(check, dir.path());
    assert!(
        text(&fixed.stderr).starts_with("5 fixes in 1 file\n"),
        "{}",
        text(&fixed.stderr)
    );
    let after = before
        .replace("participant: p1", "participant: P01")
        .replace("##And", "## And")
        .replace("<!-- casebook: allow closed-question: none -->\r\n", "")
        .replace("\r\nthat is", "\r\n> that is")
        .replace("!fustrated", "!frustrated");
    assert_eq!(fs::read_to_string(&note).unwrap(), after);
    assert_eq!(text(&fixed.stdout), "");
    let again = run(check, dir.path());
    assert!(text(&again.stderr).starts_with("nothing to fix that is certain\n"));
    assert_eq!(fs::read_to_string(&note).unwrap(), after);
}

#[test]
fn a_summary_by_rule_ends_the_check() {
    let dir = own_casebook();
    let check = run(&["check", "--today", "2026-11-22"], dir.path());
    let said = text(&check.stderr);
    assert!(said.contains("  warning  quote-without-theme\n"), "{said}");
    assert!(said.ends_with(" warnings\n"), "{said}");
    let strict = run(&["check", "--strict", "--today", "2026-11-22"], dir.path());
    assert_eq!(
        (check.status.code(), strict.status.code()),
        (Some(0), Some(1))
    );
}

#[test]
fn problems_in_json_are_one_object_a_line() {
    let dir = own_casebook();
    fs::write(
        dir.path().join("content/full-basket/study.md"),
        "---\ntitel: x\n---\n",
    )
    .unwrap();
    let check = run(&["check", "--format", "json", "--quiet"], dir.path());
    let lines = text(&check.stdout);
    assert!(lines.lines().count() > 1);
    let schema = fs::read_to_string("docs/check.schema.json").unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    for line in lines.lines() {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
        let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        assert_eq!(keys, known, "{line}");
        for (key, value) in problem.as_object().unwrap() {
            let kinds = &schema["properties"][key]["type"];
            let kind = match value {
                serde_json::Value::Null => "null",
                serde_json::Value::Number(_) => "integer",
                _ => "string",
            };
            let allowed = kinds.is_null() || kinds.to_string().contains(kind);
            assert!(allowed, "{key}: {line}");
        }
    }
    assert!(lines.contains("unknown key `titel`"));
}

#[test]
fn a_build_with_an_error_leaves_the_site_as_it_was() {
    let dir = own_casebook();
    let root = dir.path();
    assert_eq!(run(&["build"], root).status.code(), Some(0));
    let before = files(&root.join("public"));
    fs::create_dir_all(root.join("private")).unwrap();
    fs::write(root.join("private/deny.txt"), "kitchen table\n").unwrap();
    let built = run(&["build", "--audience", "team"], root);
    assert_eq!(built.status.code(), Some(1));
    let said = text(&built.stderr);
    assert!(
        said.contains("error[denied-word]: `kitchen table` is on the deny list"),
        "{said}"
    );
    assert!(said.contains("--> content/"), "{said}");
    assert_eq!(files(&root.join("public")), before);
}

#[test]
fn the_same_notes_give_the_same_bytes_from_any_folder_zone_and_number_of_threads() {
    let first = own_casebook();
    let other = own_casebook();
    let nested = other.path().join("a folder");
    copy(other.path(), &nested);
    let build = |root: &Path, zone: &str, threads: &str| {
        let built = casebook()
            .args([
                "build",
                "--today",
                "2026-11-22",
                "--audience",
                "public",
                "--output",
                "site",
            ])
            .env("TZ", zone)
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(root)
            .output()
            .unwrap();
        assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
        files(&root.join("site"))
    };
    let one = build(first.path(), "Pacific/Kiritimati", "1");
    let two = build(&nested, "America/Los_Angeles", "7");
    assert!(one.len() > 60);
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        two.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{} differs", path.display());
    }
}

#[test]
fn the_day_is_taken_from_the_arguments_else_from_the_epoch() {
    let dir = own_casebook();
    let built = casebook()
        .args(["build", "--output", "a"])
        .env("SOURCE_DATE_EPOCH", "1800000000")
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert_eq!(built.status.code(), Some(0));
    run(
        &["build", "--output", "b", "--today", "2027-01-15"],
        dir.path(),
    );
    assert!(files(&dir.path().join("a")) == files(&dir.path().join("b")));
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_files_and_the_next_one_completes_it() {
    let dir = own_casebook();
    let root = dir.path();
    let build = |audience: &str| {
        casebook()
            .args(["build", "--today", "2026-11-22", "--audience", audience])
            .current_dir(root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let clean = |audience: &str| {
        let status = build(audience).wait().unwrap();
        assert_eq!(status.code(), Some(0));
        files(&root.join("public"))
    };
    let public = clean("public");
    let begun = Instant::now();
    let internal = clean("internal");
    let whole = begun.elapsed();
    assert!(clean("public") == public);
    assert_ne!(internal, public);
    for round in 0..12 {
        // From a good public site to an internal one, killed earlier or later.
        let mut child = build("internal");
        std::thread::sleep(whole * round / 10);
        let _ = child.kill();
        child.wait().unwrap();
        for (path, bytes) in files(&root.join("public")) {
            let known = [&public, &internal].map(|site| site.get(&path));
            assert!(
                known.contains(&Some(&bytes)),
                "round {round}: {} is neither old nor new",
                path.display()
            );
        }
        assert!(clean("internal") == internal, "round {round}");
        assert!(clean("public") == public, "round {round}");
    }
}

/// A page's words without its markup, one space between.
fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(letter),
            _ => {}
        }
    }
    let out = out.replace("&quot;", "\"").replace("&amp;", "&");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn status_says_what_the_programme_page_says() {
    let dir = own_casebook();
    let day = ["--today", "2026-11-22"];
    for audience in ["team", "internal", "public"] {
        let built = run(
            &[&["build", "--audience", audience], &day[..]].concat(),
            dir.path(),
        );
        assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
        let page = fs::read_to_string(dir.path().join("public/programme/index.html")).unwrap();
        let page = words(&page).replace('\u{a0}', " ");
        let status = run(
            &[&["status", "--audience", audience], &day[..]].concat(),
            dir.path(),
        );
        assert_eq!(status.status.code(), Some(0), "{}", text(&status.stderr));
        let status = text(&status.stdout);
        assert!(status.starts_with("The running practice\nAll studies, to 22 November 2026.\n"));
        let mut compared = 0;
        for line in status.lines().skip(1).filter(|line| !line.is_empty()) {
            // A sentence, or a label and its number, stand so on the page.
            let parts: Vec<&str> = line.trim().split("  ").map(str::trim).collect();
            let sentence = parts.len() == 1;
            let label = parts[0].trim_end_matches('…');
            let (label, _) = label.split_once(", W").unwrap_or((label, ""));
            let title = label.trim_end_matches('.');
            assert!(page.contains(title), "{audience}: {line}\n{page}");
            let number = parts.last().unwrap().split([' ', ';']).next().unwrap();
            let counts = number.chars().all(|c| c.is_ascii_digit());
            assert!(sentence || !counts || page.contains(number), "{line}");
            compared += 1;
        }
        assert!(compared > 15, "{audience}: {status}");
    }
}

#[test]
fn status_is_plain_in_a_pipe_and_has_bars_when_told_to() {
    let dir = own_casebook();
    let status = |more: &[&str]| {
        let mut command = casebook();
        command.env("LC_ALL", "C.UTF-8").env("TERM", "xterm");
        command.args(["status", "--today", "2026-11-22"]).args(more);
        text(&command.current_dir(dir.path()).output().unwrap().stdout)
    };
    let plain = status(&[]);
    assert!(!plain.contains('█') && !plain.contains('\u{1b}'), "{plain}");
    assert!(plain.contains("\n  March 2026      55\n"), "{plain}");
    let drawn = status(&["--color", "always"]);
    assert!(
        drawn.contains("  March 2026      ████████████████████████ 55\n"),
        "{drawn}"
    );
    let bare = drawn.replace(|c| ('█'..='▏').contains(&c), "");
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&bare), words(&plain));
}

#[test]
fn status_of_a_casebook_with_an_error_prints_no_number() {
    let dir = own_casebook();
    let study = dir.path().join("content/full-basket/study.md");
    fs::write(study, "---\nstatus: over\n---\n").unwrap();
    let status = run(&["status"], dir.path());
    assert_eq!(status.status.code(), Some(1));
    assert!(status.stdout.is_empty());
    assert!(text(&status.stderr).contains("unknown-value"));
}

/// A casebook of one public quote, and another file.
fn one_quote_and(path: &str, bytes: &[u8]) -> TempDir {
    let dir = TempDir::new().unwrap();
    let note = "---\nparticipant: P07\ndate: 2026-02-05\n---\n> Müller said so. #sizing\n";
    for (name, words) in [
        ("site.toml", ""),
        (
            "content/shop/study.md",
            "---\ntitle: Shop\nconsent: public\n---\n",
        ),
        ("content/shop/interviews/P07.md", note),
    ] {
        let file = dir.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, words).unwrap();
    }
    let file = dir.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
    dir
}

#[test]
fn consent_in_a_file_that_is_not_read_stops_the_build() {
    for path in [
        "participants.yaml",
        "content/Participants.yaml",
        "content/shop/participants.yaml",
        "content/participants.csv",
        "content/participants.json",
    ] {
        let dir = one_quote_and(path, b"P07: { consent: none }\n");
        let out = run(&["build", "--audience", "public"], dir.path());
        assert_eq!(out.status.code(), Some(1), "{path}");
        let told = text(&out.stderr) + &text(&out.stdout);
        assert!(told.contains("error[file-not-read]"), "{path}: {told}");
        assert!(told.contains("content/participants.yaml"), "{path}: {told}");
        assert!(!dir.path().join("public/index.html").exists(), "{path}");
    }
    let slip = one_quote_and(
        "content/participants.yaml",
        b"P07: { Consent: none, dog: Rex }\n",
    );
    let out = run(&["build", "--audience", "public"], slip.path());
    assert_eq!(out.status.code(), Some(1));
    let told = text(&out.stderr) + &text(&out.stdout);
    assert!(told.contains("unknown key `Consent`"), "{told}");
    assert!(!told.contains("`dog`"), "{told}");
}

#[test]
fn a_deny_list_that_cannot_be_read_stops_the_build() {
    let wide: Vec<u8> = "Müller\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (path, bytes) in [
        ("private/deny.txt", &b"M\xfcller\n"[..]),
        ("private/deny.txt", &wide),
        ("private/deny.txt.txt", "Müller\n".as_bytes()),
        ("private/Deny.md", "Müller\n".as_bytes()),
        ("deny.txt", "Müller\n".as_bytes()),
        ("private/deny.txt/names.txt", "Müller\n".as_bytes()),
    ] {
        let dir = one_quote_and(path, bytes);
        let out = run(&["build", "--audience", "public"], dir.path());
        let told = text(&out.stderr) + &text(&out.stdout);
        assert_eq!(out.status.code(), Some(1), "{path}: {told}");
        assert!(told.contains("deny.txt"), "{path}: {told}");
    }
    let dir = one_quote_and("private/deny.txt", b"Mayer, Anna\nKurz # the boss\n");
    let told = text(&run(&["check"], dir.path()).stdout);
    assert_eq!(told.matches("deny-term").count(), 2, "{told}");
}

#[test]
fn a_note_under_another_ending_is_told_with_what_to_do() {
    for (path, help) in [
        (
            "content/shop/interviews/P08.docx",
            "save it as text, named `P08.md`",
        ),
        (
            "content/shop/interviews/P08.csv",
            "save it as text, named `P08.md`",
        ),
        ("content/shop/Study.md", "rename it to `study.md`"),
        ("content/shop/metrics/conversion.xlsx", "save it as CSV"),
    ] {
        let dir = one_quote_and(path, b"> Words. #sizing\n");
        let told = text(&run(&["check"], dir.path()).stdout);
        assert!(told.contains(help), "{path}: {told}");
    }
}

#[test]
fn one_mistake_is_told_once() {
    for (matter, rule) in [
        ("participant: P08\ndate: 12.03.2026", "wrong-kind"),
        ("segment: buyer: new", "unreadable-front-matter"),
    ] {
        let note = format!("---\n{matter}\n---\n> Words. #sizing\n");
        let dir = one_quote_and("content/shop/interviews/P08.md", note.as_bytes());
        let told = text(&run(&["check"], dir.path()).stdout);
        assert!(told.contains(rule), "{matter}: {told}");
        assert!(!told.contains("missing-"), "{matter}: {told}");
    }
    let semicolons = b"date;value\n2026-01-01;3\n2026-02-01;4\n";
    let dir = one_quote_and("content/shop/metrics/conversion.csv", semicolons);
    let told = text(&run(&["check"], dir.path()).stdout);
    assert!(told.contains("semicolons part the cells"), "{told}");
    assert!(!told.contains("is no date"), "{told}");
}

#[test]
fn a_study_is_not_named_as_a_part_of_one() {
    let dir = one_quote_and("content/a.md", b"");
    let out = run(&["new", "study", "interviews"], dir.path());
    assert_eq!(out.status.code(), Some(2));
    assert!(!dir.path().join("content/interviews").exists());
}
