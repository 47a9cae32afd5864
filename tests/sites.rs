//! Builds every small site of `tests/sites/` and compares it with what its `expected/` folder says.
//!
//! `BLESS=1 cargo test --test sites` rewrites the expected rows and messages; look at the difference before you commit it.
//! `SITE=words cargo test --test sites` takes only the sites whose name holds those words.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::disallowed_types
)]

mod small_sites;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use casebook::build::memo::Memo;
use casebook::config::{Audience, Config, Today};
use casebook::diagnostic::{Diagnostic, line_column};
use casebook::disk::snapshot;
use casebook::source::Snapshot;

use small_sites::pages::Output;
use small_sites::{html, rows, site, visible};
use support::sink::Kept;

/// The build under test: the files that it would write, none when errors stop it,
/// and its problems as `severity file:line:column: message … help`.
fn build(root: &Path, audience: &str, today: &str) -> (Output, Vec<String>) {
    let snapshot = snapshot(root).expect("a folder that can be read");
    let config = Config {
        audience: Audience::from_word(audience),
        base_url: None,
    };
    let today = Today(today.parse().expect("a date"));
    let kept = Kept::default();
    let Ok(built) = casebook::build::build(&snapshot, &config, today, &mut Memo::default(), &kept);
    let problems = built
        .problems
        .iter()
        .map(|problem| told(problem, &snapshot));
    let files = kept.files();
    let files = if built.is_whole() {
        files
    } else {
        Output::new()
    };
    (files, problems.collect())
}

/// A problem on one line: its further places and its remedy stand behind the message.
fn told(problem: &Diagnostic, snapshot: &Snapshot) -> String {
    let mut places = problem.labels.iter().map(|label| {
        let text = snapshot.text(&label.file).map_or("", |file| &*file.text);
        let (line, column) = line_column(text, label.span.start);
        format!("{}:{line}:{column}", label.file)
    });
    let first = places.next().unwrap_or_default();
    let mut parts = vec![problem.message.clone()];
    parts.extend(places.map(|place| format!("also {place}")));
    parts.extend(problem.help.clone());
    let severity = problem.severity.word();
    format!("{severity} {first}: {}", parts.join(" … "))
}

#[test]
fn every_site_builds_as_its_folder_expects() {
    let only = std::env::var("SITE").unwrap_or_default();
    let bless = std::env::var_os("BLESS").is_some();
    let sites: Vec<_> = site::all(&folder())
        .into_iter()
        .filter(|path| name(path).contains(&only))
        .collect();
    let failed: Vec<_> = sites
        .iter()
        .filter_map(|path| {
            let failures = site::check(path, build, bless);
            match awaits(&name(path)) {
                None => report(path, failures),
                Some(_) if !failures.is_empty() => None,
                Some(what) => report(
                    path,
                    vec![format!("awaits {what} no longer: take it off the list")],
                ),
            }
        })
        .collect();
    assert!(
        failed.is_empty(),
        "{}{} of {} sites differ\n",
        failed.concat(),
        failed.len(),
        sites.len()
    );
}

#[test]
fn sites_are_named_by_one_sentence_each() {
    for path in site::all(&folder()) {
        let name = name(&path);
        let plain = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        assert!(
            plain && name.contains('_'),
            "`{name}` is no sentence in snake case"
        );
    }
}

/// Sites that no checkout can hold everywhere: their file names are what is wrong with them.
#[test]
#[cfg(target_os = "linux")]
fn files_whose_addresses_clash_are_errors() {
    let theme = "---\ntitle: Any\n---\n";
    let decision = "---\ntitle: Any\nstatus: proposed\n---\n";
    let study = ("content/shop/study.md", "---\ntitle: Shop\n---\n");
    check_all(&[
        (
            "a theme that Windows reserves",
            &[study, ("content/shop/themes/con.md", theme)],
            "error content/shop/themes/con.md:* about con",
        ),
        (
            "a nested theme that Windows reserves",
            &[study, ("content/shop/themes/delivery/LPT1.md", theme)],
            "error content/shop/themes/delivery/LPT1.md:* about lpt1",
        ),
        (
            "a study that Windows reserves",
            &[("content/nul/study.md", "---\ntitle: Nothing\n---\n")],
            "error content/nul/study.md:* about nul",
        ),
        (
            "a further page that Windows reserves",
            &[study, ("content/prn.md", "Hello\n")],
            "error content/prn.md:* about prn",
        ),
        (
            "a decision that Windows reserves",
            &[study, ("content/shop/decisions/aux.md", decision)],
            "error content/shop/decisions/aux.md:* about aux",
        ),
        (
            "two themes that differ only in case",
            &[
                study,
                ("content/shop/themes/Sizing.md", theme),
                ("content/shop/themes/sizing.md", theme),
            ],
            "error content/shop/themes/*:* about Sizing.md\nerror content/shop/themes/*:* about sizing.md",
        ),
        (
            "two themes that differ only in Unicode form",
            &[
                study,
                ("content/shop/themes/caf\u{e9}.md", theme),
                ("content/shop/themes/cafe\u{301}.md", theme),
            ],
            "error content/shop/themes/*:* about .md",
        ),
        (
            "two decisions that differ only in case",
            &[
                study,
                ("content/shop/decisions/2026-02-24-Size.md", decision),
                ("content/shop/decisions/2026-02-24-size.md", decision),
            ],
            "error content/shop/decisions/*:* about 2026-02-24-Size.md",
        ),
        (
            "two studies that differ only in case",
            &[
                ("content/Shop/study.md", theme),
                ("content/shop/study.md", theme),
            ],
            "error content/*:* about content/Shop",
        ),
    ]);
}

/// What a case shows, its files, and the problems that it must have.
#[cfg(target_os = "linux")]
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[cfg(target_os = "linux")]
fn check_all(cases: &[Case]) {
    let mut failed = String::new();
    for (name, files, problems) in cases {
        let folder = tempfile::tempdir().expect("a folder for the site");
        for (path, text) in *files {
            put(folder.path(), path, text.as_bytes());
        }
        put(folder.path(), "expected/problems.txt", problems.as_bytes());
        failed += &site::check(folder.path(), build, false)
            .iter()
            .map(|why| format!("{name}: {why}\n"))
            .collect::<String>();
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn a_line_of_fifty_thousand_characters_is_read_and_kept() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let long = "and then the box came back again, ".repeat(1500);
    let long = long.trim_end_matches([',', ' ']);
    let note =
        format!("{HEAD}\n{long}\n\n> {long} #returns !weary [02:14] ^long\n\n> short #returns\n");
    put(
        folder.path(),
        "content/shop/interviews/P07.md",
        note.as_bytes(),
    );
    let (output, problems) = build(folder.path(), "team", TODAY);
    assert!(
        !problems.iter().any(|line| line.starts_with("error")),
        "{problems:#?}"
    );
    let quotes = rows::column(&output["data/quotes.csv"], "quote");
    assert_eq!(quotes, [long, "short"]);
    let page = String::from_utf8_lossy(&output["shop/interviews/p07/index.html"]).into_owned();
    assert!(
        html::visible(&page)[1].matches(long).count() >= 2,
        "the paragraph and the quote are on the page"
    );
}

#[test]
fn what_no_one_would_write_is_read_too() {
    for (name, body) in [
        ("nothing but angle brackets", ">".repeat(20_000)),
        ("nothing but opening brackets", "[".repeat(20_000)),
        ("nothing but tags", "#a !b [1:02] k:v ^c ".repeat(5_000)),
        ("nothing but stars", "*".repeat(20_000)),
        ("nothing but marks", "> \u{201c}".repeat(20_000)),
        (
            "a list as deep as it goes",
            (0..400)
                .map(|n| format!("{}- x\n", "  ".repeat(n)))
                .collect(),
        ),
        (
            "a table of one row",
            format!(
                "|{}\n|{}\n|{}\n",
                "a|".repeat(2_000),
                "-|".repeat(2_000),
                "b|".repeat(2_000)
            ),
        ),
        ("control characters", (1u8..32).map(char::from).collect()),
        ("nul bytes", "> a\u{0}b #c\u{0}d\n".repeat(50)),
        (
            "carriage returns alone",
            "> a\r> b #c\r\r> d #e\r".repeat(50),
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder for the site");
        put(
            folder.path(),
            "content/shop/interviews/P07.md",
            format!("{HEAD}\n{body}\n\n> The last words. #last\n").as_bytes(),
        );
        let (_, problems) = build(folder.path(), "team", TODAY);
        assert!(
            !problems.iter().any(|line| line.starts_with("error")),
            "{name}: {problems:#?}"
        );
    }
}

#[test]
fn a_quote_keeps_its_id_while_its_words_stand() {
    let ids = |note: &str| {
        let folder = tempfile::tempdir().expect("a folder for the site");
        put(
            folder.path(),
            "content/shop/interviews/P07.md",
            format!("{HEAD}\n{note}").as_bytes(),
        );
        let (output, _) = build(folder.path(), "team", TODAY);
        let csv = &output["data/quotes.csv"];
        rows::column(csv, "quote")
            .into_iter()
            .zip(rows::column(csv, "id"))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = ids("> I always order two. #sizing\n\n> One goes back. #returns\n");
    let after = ids(
        "Rain.\n\n> One goes back.\n> #delivery !cross [02:14]\n\n> New words.\n\n## Later\n\n> I always\n> order two.\n",
    );
    assert_eq!(
        after["I always order two."], before["I always order two."],
        "tags, place and line breaks are no words"
    );
    assert_eq!(after["One goes back."], before["One goes back."]);
    let changed = ids("> I always order three. #sizing\n");
    assert_ne!(
        changed["I always order three."],
        before["I always order two."]
    );
}

#[test]
fn two_quotes_of_the_same_words_have_two_ids() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    put(
        folder.path(),
        "content/shop/interviews/P07.md",
        format!("{HEAD}\n> Yes. #a\n\n> Yes. #b\n").as_bytes(),
    );
    put(
        folder.path(),
        "content/shop/interviews/P07-2.md",
        format!("{HEAD}\n> Yes. #c\n").as_bytes(),
    );
    let (output, problems) = build(folder.path(), "team", TODAY);
    let mut ids = rows::column(&output["data/quotes.csv"], "id");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3, "{ids:?} {problems:#?}");
}

#[test]
fn opaque_ids_of_one_person_share_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let quotes: String = (0..20)
        .map(|n| format!("> Words number {n}. #a ^id-{n}\n\n"))
        .collect();
    put(
        folder.path(),
        "content/shop/interviews/P07.md",
        format!("{HEAD}\n{quotes}").as_bytes(),
    );
    let (output, _) = build(folder.path(), "public", TODAY);
    let ids = rows::column(&output["data/quotes.csv"], "id");
    assert_eq!(ids.len(), 20);
    for (i, a) in ids.iter().enumerate() {
        assert!(
            !a.contains("P07") && !a.contains("p07") && !a.contains("id-"),
            "`{a}`"
        );
        for b in &ids[..i] {
            let head = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
            assert!(head < 6, "`{a}` and `{b}` begin alike");
        }
    }
}

#[test]
fn the_same_site_builds_to_the_same_bytes_from_another_folder() {
    let here = folder().join("settings_give_title_and_language");
    let there = tempfile::tempdir().expect("a folder for the copy");
    for entry in walkdir::WalkDir::new(&here)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
    {
        let path = entry
            .path()
            .strip_prefix(&here)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        put(
            there.path(),
            &path,
            &fs::read(entry.path()).expect("a fixture"),
        );
    }
    for audience in ["team", "internal", "public"] {
        let (one, two) = (
            build(&here, audience, TODAY),
            build(there.path(), audience, TODAY),
        );
        assert!(one == two, "the builds for {audience} differ");
    }
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_casebook_is_not_followed() {
    let (folder, outside) = (
        tempfile::tempdir().expect("a site"),
        tempfile::tempdir().expect("a folder beside it"),
    );
    put(
        outside.path(),
        "P08.md",
        format!("{HEAD}\n> Said elsewhere. #a\n")
            .replace("P07", "P08")
            .as_bytes(),
    );
    put(
        outside.path(),
        "more/P09.md",
        format!("{HEAD}\n> Said further off. #a\n")
            .replace("P07", "P09")
            .as_bytes(),
    );
    put(
        folder.path(),
        "content/shop/interviews/P07.md",
        format!("{HEAD}\n> Said here. #a\n").as_bytes(),
    );
    let interviews = folder.path().join("content/shop/interviews");
    std::os::unix::fs::symlink(outside.path().join("P08.md"), interviews.join("P08.md"))
        .expect("a link to a file");
    std::os::unix::fs::symlink(outside.path().join("more"), interviews.join("more"))
        .expect("a link to a folder");
    let (output, _) = build(folder.path(), "team", TODAY);
    let quotes = output
        .get("data/quotes.csv")
        .map(|csv| rows::column(csv, "quote"))
        .unwrap_or_default();
    assert!(
        !quotes
            .iter()
            .any(|quote| quote.contains("else") || quote.contains("further")),
        "{quotes:?}"
    );
}

/// A folder of a hundred notes as people write them: nothing that a reader of the note sees may be lost.
#[test]
fn every_visible_line_of_the_twelve_layouts_is_on_a_page_or_in_a_problem() {
    let site = folder().join("the_twelve_layouts");
    let (output, problems) = build(&site, "team", TODAY);
    assert!(
        !problems.iter().any(|line| line.starts_with("error")),
        "{problems:#?}"
    );
    let pages = output
        .iter()
        .filter(|(path, _)| path.starts_with("wild/interviews/"));
    let texts = pages.flat_map(|(_, bytes)| {
        let page = String::from_utf8_lossy(bytes);
        let [tight, loose] = html::visible(&page);
        [tight, loose, html::alternatives(&page)]
    });
    let pages: Vec<String> = texts.map(|text| visible::letters(&text)).collect();
    let told = visible::letters(&problems.join("\n"));
    let (mut notes, mut lost) = (0, String::new());
    for entry in walkdir::WalkDir::new(site.join("content/wild/interviews")).sort_by_file_name() {
        let entry = entry.expect("a folder that can be read");
        if !entry.file_type().is_file() {
            continue;
        }
        notes += 1;
        let text = String::from_utf8_lossy(&fs::read(entry.path()).expect("a note")).into_owned();
        for (line, piece) in visible::pieces(text.trim_start_matches('\u{feff}')) {
            let piece = code_of(&piece).unwrap_or(piece);
            if !pages.iter().any(|page| page.contains(&piece)) && !told.contains(&piece) {
                lost += &format!("{}:{line}: {piece}\n", name(entry.path()));
            }
        }
    }
    assert_eq!(notes, 100, "the folder holds a hundred notes");
    assert!(lost.is_empty(), "these words are nowhere:\n{lost}");
}

/// `Participant 11` is shown as the code that it is read as.
fn code_of(piece: &str) -> Option<String> {
    let number = piece.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = piece.strip_suffix(number)?.to_lowercase();
    let words = [
        "participant",
        "participante",
        "partecipante",
        "teilnehmerin",
    ];
    words.contains(&word.as_str()).then(|| format!("P{number}"))
}

/// Sites that show what is not built yet, and what they wait for.
const AWAITED: [(&str, &[&str]); 0] = [];

fn awaits(site: &str) -> Option<&'static str> {
    let mut awaited = AWAITED.iter();
    awaited
        .find(|(_, sites)| sites.contains(&site))
        .map(|(what, _)| *what)
}

const TODAY: &str = "2026-06-01";
const HEAD: &str = "---\nparticipant: P07\ndate: 2026-02-05\nconsent: public\n---\n";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn report(path: &Path, failures: Vec<String>) -> Option<String> {
    (!failures.is_empty()).then(|| format!("{}\n  {}\n\n", name(path), failures.join("\n  ")))
}

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder for the file");
    fs::write(file, bytes).expect("a file of the site");
}
