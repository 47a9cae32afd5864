//! The documentation, kept true: its examples are built, its lists compared with the source, its
//! links followed. `BLESS=1 cargo test --test docs` writes the rows that the examples give.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use casebook::build::memo::Memo;
use casebook::build::{Built, build};
use casebook::check::{Family, RULES};
use casebook::config::{Audience, Config, Today};
use casebook::source::Snapshot;
use jiff::civil::date;
use support::sink::Kept;

/// A Markdown file's fenced block.
#[derive(Debug)]
struct Block {
    /// Its place in the file's lines: that of the opening fence, and that of the closing one.
    open: usize,
    close: usize,
    /// The words behind the opening fence.
    info: Vec<String>,
    text: String,
}

/// The fenced blocks of a text, with what stands between them: a heading ends a group of examples.
fn blocks(text: &str) -> Vec<Vec<Block>> {
    let mut groups: Vec<Vec<Block>> = vec![Vec::new()];
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block {
                    open: number,
                    close: number,
                    info: info.split_whitespace().map(str::to_owned).collect(),
                    text: String::new(),
                });
            }
            (Some(_), Some("")) => {
                let mut block = open.take().unwrap();
                block.close = number;
                groups.last_mut().unwrap().push(block);
            }
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) if line.starts_with('#') => groups.push(Vec::new()),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fenced block has no end");
    groups
}

/// Where an example stands in the casebook that it is built in.
fn path_of(block: &Block) -> Option<String> {
    let role = block.info.get(1)?;
    let own = block.info.get(2).map(String::as_str);
    let inside = |name: &str| format!("content/shop/{}", own.unwrap_or(name));
    Some(match role.as_str() {
        "note" => inside("interviews/P07.md"),
        "study" => inside("study.md"),
        "theme" => inside("themes/sizing.md"),
        "decision" => inside("decisions/size-advisor.md"),
        "metric" => inside("metrics/return-rate.csv"),
        "site" => "site.toml".to_owned(),
        "participants" => "content/participants.yaml".to_owned(),
        "deny" => "private/deny.txt".to_owned(),
        _ => return None,
    })
}

/// The casebook that the examples are parts of.
fn around() -> BTreeMap<String, String> {
    let file = |path: &str, text: &str| (format!("content/shop/{path}"), text.to_owned());
    BTreeMap::from([
        file(
            "study.md",
            "---\ntitle: Why is the basket left?\nquestions:\n  - { id: q1, ask: Tell me about the last time you left something in your basket. }\n  - { id: q2, ask: What happens if it does not fit? }\n---\n",
        ),
        file(
            "interviews/P07.md",
            "---\nparticipant: P07\ndate: 2026-02-05\nconsent: public\n---\n\n## Q1.\n\n> I measured twice. #sizing ^two-sizes\n",
        ),
        file("themes/sizing.md", "---\ntitle: Sizing\n---\n"),
        file("themes/delivery/returns.md", "---\ntitle: Returns\n---\n"),
        file("metrics/return-rate.csv", "date,value\n2026-01-01,31\n"),
        file("metrics/conversion.csv", "date,value\n2026-01-01,2.9\n"),
    ])
}

fn built(
    files: &BTreeMap<String, String>,
    audience: Audience,
) -> (Built, BTreeMap<String, Vec<u8>>) {
    let mut snapshot = Snapshot::new();
    for (path, text) in files {
        snapshot.insert_text(path.as_str(), text.as_bytes().to_vec());
    }
    let config = Config {
        audience: Some(audience),
        base_url: Some("https://research.example".to_owned()),
    };
    let kept = Kept::default();
    let today = Today(date(2026, 6, 1));
    let Ok(built) = build(&snapshot, &config, today, &mut Memo::for_one_build(), &kept);
    (built, kept.files())
}

/// The columns of `header` of a data file, as CSV.
fn columns(csv: &[u8], header: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv);
    let names = reader.headers().unwrap().clone();
    let wanted: Vec<usize> = header
        .split(',')
        .map(|name| {
            names
                .iter()
                .position(|n| n == name)
                .unwrap_or_else(|| panic!("no column `{name}`"))
        })
        .collect();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(header.split(',')).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        out.write_record(wanted.iter().map(|at| &row[*at])).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

/// Whether a rule looks at a whole study: an example shows a piece of one.
fn is_advice(name: &str) -> bool {
    static TOLD: LazyLock<BTreeSet<String>> = LazyLock::new(told_in_source);
    !TOLD.contains(name)
}

/// What a group of examples should give, by the place of the block that says so.
fn results(group: &[Block]) -> Vec<(usize, usize, String, &str)> {
    let mut files = around();
    let mut examples = 0;
    let mut told = false;
    let mut found = Vec::new();
    let mut problems = BTreeSet::new();
    for block in group {
        if let Some(path) = path_of(block) {
            let mut text = block.text.clone();
            if block.info[1] == "note" && block.info.len() == 2 && !text.starts_with("---") {
                text = format!(
                    "---\nparticipant: P07\ndate: 2026-02-05\nconsent: public\n---\n\n{text}"
                );
            }
            if block.info[1] == "note" && block.info.len() > 2 {
                files.remove("content/shop/interviews/P07.md");
            }
            files.insert(path, text);
            examples += 1;
            let (built, _) = built(&files, Audience::Team);
            problems = built
                .problems
                .iter()
                .map(|p| p.rule)
                .filter(|name| !is_advice(name))
                .collect();
            continue;
        }
        let info: Vec<&str> = block.info.iter().map(String::as_str).collect();
        let expected = match info.as_slice() {
            ["csv", rest @ ..] if examples > 0 => {
                let (file, audience) = match rest {
                    [] => ("quotes", Audience::Team),
                    [file] => (*file, Audience::Team),
                    [file, audience, ..] => (*file, Audience::from_word(audience).unwrap()),
                };
                let (_, kept) = built(&files, audience);
                let header = block.text.lines().next().unwrap_or_default();
                columns(&kept[&format!("data/{file}.csv")], header)
            }
            ["text", "problems"] => {
                told = true;
                problems.remove("unknown-theme");
                problems.iter().map(|rule| format!("{rule}\n")).collect()
            }
            _ => continue,
        };
        found.push((block.open, block.close, expected, block.text.as_str()));
    }
    problems.remove("unknown-theme");
    problems.remove("missing-consent");
    if examples > 0 && !told {
        let line = group[0].open + 1;
        assert!(
            problems.is_empty(),
            "the example at line {line}: {problems:?}"
        );
    }
    found
}

#[test]
fn every_example_gives_what_the_page_says() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut compared = 0;
    for path in markdown("docs") {
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut changed = Vec::new();
        for group in &blocks(&text) {
            for (open, close, expected, written) in results(group) {
                compared += 1;
                if expected == written {
                    continue;
                }
                if !bless {
                    let line = open + 1;
                    panic!(
                        "{}:{line} says\n{written}\nand the example gives\n{expected}",
                        path.display()
                    );
                }
                changed.push((open, close, expected));
            }
        }
        for (open, close, expected) in changed.into_iter().rev() {
            lines.splice(open + 1..close, expected.lines().map(str::to_owned));
        }
        if bless {
            fs::write(&path, lines.join("\n") + "\n").unwrap();
        }
    }
    assert!(compared >= 12, "{compared}");
}

/// The Markdown files of a folder, or one file.
fn markdown(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    found.sort();
    found
}

/// Rust files below a folder, without those that hold tests alone.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" && !name.ends_with("_tests.rs") {
            found.push(path);
        }
    }
}

/// The rules that the source names where it tells a problem.
fn told_in_source() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let mut found = BTreeSet::new();
    for path in files {
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (at, call) in [
            "Diagnostic::error(",
            "Diagnostic::warning(",
            "problems.error(",
            "problems.warning(",
            ".error(",
            ".warning(",
            " tell(",
        ]
        .iter()
        .flat_map(|call| code.match_indices(call))
        {
            let rest = code[at + call.len()..].trim_start();
            let Some(rule) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else {
                continue;
            };
            found.insert(rule.to_owned());
        }
    }
    found
}

#[test]
fn problems_lists_every_rule_and_no_other() {
    let text = fs::read_to_string("docs/problems.md").unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let cell = |row: &str, at: usize| row.split('|').nth(at).unwrap().trim().to_owned();
    let listed: Vec<(String, String)> = rows.map(|row| (cell(row, 1), cell(row, 2))).collect();
    let rules: Vec<(String, String)> = RULES
        .iter()
        .map(|rule| (format!("`{}`", rule.name), rule.weight.word().to_owned()))
        .collect();
    assert_eq!(listed, rules);
    for family in Family::ALL {
        assert!(text.contains(&format!("## {}\n", family.title())));
    }
    let known: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    let told = told_in_source();
    let unknown: Vec<_> = told.difference(&known).collect();
    assert!(unknown.is_empty(), "in no table: {unknown:?}");
}

#[test]
fn the_list_of_folders_is_true() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    assert!(text.lines().count() < 150);
    let listed: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `src/")?.split('`').next())
        .map(|name| name.trim_end_matches('/').to_owned())
        .collect();
    let there: BTreeSet<String> = fs::read_dir("src")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not listed: {missing:?}; not in src/: {gone:?}"
    );
}

#[test]
fn relative_links_lead_somewhere() {
    let mut pages = markdown(".");
    pages.extend(markdown("docs"));
    let mut broken = String::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for target in links(&text) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = match path {
                "" => page.clone(),
                path => page.parent().unwrap().join(path),
            };
            let found = file.exists() && (anchor.is_empty() || anchors(&file).contains(anchor));
            if !found {
                let _ = writeln!(broken, "{}: {target}", page.display());
            }
        }
    }
    assert!(broken.is_empty(), "{broken}");
}

/// The targets of a text's links and pictures that lead to files of the repository.
fn links(text: &str) -> Vec<String> {
    let parser = pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES);
    parser
        .filter_map(|event| match event {
            pulldown_cmark::Event::Start(
                pulldown_cmark::Tag::Link { dest_url, .. }
                | pulldown_cmark::Tag::Image { dest_url, .. },
            ) => Some(dest_url.to_string()),
            _ => None,
        })
        .filter(|url| !url.contains("://") && !url.starts_with("mailto:"))
        .collect()
}

/// The anchors of a page's headings, as code hosts make them.
fn anchors(file: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(file).unwrap();
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let words = line.trim_start_matches('#').trim().to_lowercase();
            words
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}
