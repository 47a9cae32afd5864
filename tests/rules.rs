//! The pages of the rules, kept true: what they call flagged is told by that rule and by no other,
//! what they call fine by none. `BLESS=1 cargo test --test rules` writes their messages.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;
use std::sync::LazyLock;

use casebook::build::memo::Memo;
use casebook::build::{IsIt, Sink, build};
use casebook::check::{RULES, Rule};
use casebook::config::{Config, Today};
use casebook::diagnostic::{Diagnostic, place};
use casebook::source::{MediaFile, Snapshot};
use jiff::civil::date;

type Files = BTreeMap<String, String>;

struct Nowhere;

impl Sink for Nowhere {
    type Error = Infallible;

    fn put(&self, _: &str, _: &[u8]) -> Result<(), Infallible> {
        Ok(())
    }

    /// Drawing cards takes long here, and nobody looks at them.
    fn keeps(&self, _: &str, _: &IsIt) -> Result<bool, Infallible> {
        Ok(true)
    }
}

fn problems(files: &Files) -> (Vec<Diagnostic>, Snapshot) {
    let snapshot = snapshot_of(files);
    (problems_of(&snapshot), snapshot)
}

fn snapshot_of(files: &Files) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for (path, text) in files {
        snapshot.insert_text(path.as_str(), text.as_bytes().to_vec());
    }
    snapshot
}

/// The problems of every flagged example, by rule and number.
static FLAGGED: LazyLock<Vec<Flagged>> = LazyLock::new(|| {
    let mut found = Vec::new();
    for rule in RULES {
        for (at, case) in cases(rule, "## Flagged").into_iter().enumerate() {
            let mut files = around();
            files.extend(case);
            let (problems, snapshot) = problems(&files);
            found.push((rule, at + 1, problems, snapshot));
        }
    }
    found
});

type Flagged = (&'static Rule, usize, Vec<Diagnostic>, Snapshot);

fn problems_of(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let today = Today(date(2026, 6, 1));
    let Ok(built) = build(
        snapshot,
        &Config::default(),
        today,
        &mut Memo::for_one_build(),
        &Nowhere,
    );
    built.problems
}

fn told(files: &Files) -> BTreeSet<&'static str> {
    problems(files)
        .0
        .iter()
        .map(|problem| problem.rule)
        .collect()
}

fn note(code: &str, interviewer: &str, body: &str) -> String {
    format!(
        "---\nparticipant: {code}\ndate: 2026-05-20\ninterviewer: {interviewer}\nconsent: public\n---\n\n{body}"
    )
}

/// The casebook that each example is put into: it has no problem of its own.
fn around() -> Files {
    let file = |path: &str, text: String| (format!("content/shop/{path}"), text);
    BTreeMap::from([
        file(
            "study.md",
            "---\ntitle: Baskets\nconsent: public\nquestions:\n  - { id: q1, ask: Tell me about the last basket you left., why: A real evening }\n---\n".to_owned(),
        ),
        file("themes/sizing.md", "---\ntitle: Sizing\n---\n".to_owned()),
        file("metrics/conversion.csv", "date,value\n2026-01-01,2.9\n".to_owned()),
        file("interviews/P90.md", note("P90", "AB", "> Two of the same. #sizing ^two-sizes\n")),
        file("interviews/P91.md", note("P91", "CD", "> The chart said 39. #sizing\n")),
    ])
}

/// The cases below a heading of a page: each the files that it changes. A block for a file that the
/// case has already begins the next case.
fn cases(rule: &Rule, heading: &str) -> Vec<Files> {
    let mut cases: Vec<Files> = Vec::new();
    let mut lines = rule
        .page
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .peekable();
    while let Some(line) = lines.next_if(|line| !line.starts_with("## ") || *line == heading) {
        let marks: String = line.chars().take_while(|c| *c == '`').collect();
        if marks.len() < 3 {
            continue;
        }
        let info: Vec<&str> = line[marks.len()..].split_whitespace().collect();
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != marks) {
            text.push_str(line);
            text.push('\n');
        }
        let path = path_of(&info);
        if info[1] == "note" && !text.starts_with("---") && !text.is_empty() {
            let code = path.rsplit('/').next().unwrap().trim_end_matches(".md");
            let code = if code.starts_with('P') { code } else { "P01" };
            text = note(code, "AB", &text);
        }
        match cases.last_mut() {
            Some(case) if !case.contains_key(&path) => drop(case.insert(path, text)),
            _ => cases.push(BTreeMap::from([(path, text)])),
        }
    }
    cases
}

fn path_of(info: &[&str]) -> String {
    let inside = |name: &str| format!("content/shop/{}", info.get(2).unwrap_or(&name));
    let path = match info[1] {
        "note" => inside("interviews/P01.md"),
        "study" => inside("study.md"),
        "theme" => inside("themes/sizing.md"),
        "decision" => inside("decisions/2026-02-24-size-advisor.md"),
        "metric" => inside("metrics/return-rate.csv"),
        "page" => format!("content/{}", info[2]),
        "site" => "site.toml".to_owned(),
        "participants" => "content/participants.yaml".to_owned(),
        "deny" => "private/deny.txt".to_owned(),
        "raw" => info[2].to_owned(),
        other => panic!("what is `{other}`?"),
    };
    path.replace("shop/../", "")
}

#[test]
fn the_casebook_around_the_examples_has_no_problem() {
    assert_eq!(told(&around()), BTreeSet::new());
}

#[test]
fn flagged_examples_are_told_by_their_rule_alone() {
    let mut wrong = String::new();
    for (rule, at, problems, _) in &*FLAGGED {
        let told: BTreeSet<_> = problems.iter().map(|problem| problem.rule).collect();
        if told != BTreeSet::from([rule.name]) {
            wrong += &format!("{} {at}: {told:?}\n", rule.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn fine_examples_are_told_by_no_rule() {
    let mut wrong = String::new();
    for rule in RULES {
        for (at, case) in cases(rule, "## Fine").into_iter().enumerate() {
            let mut files = around();
            files.extend(case);
            let told = told(&files);
            if !told.is_empty() {
                wrong += &format!("{} {}: {told:?}\n", rule.name, at + 1);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Rules whose case no page can hold: bytes that are no text, a file that goes away.
const WITHOUT_CASES: [&str; 6] = [
    "lone-interviewer",
    "many-insights",
    "media-not-shown",
    "not-utf8",
    "picture-metadata",
    "unread",
];

/// Every problem of every flagged example, with its place, message and remedy.
#[test]
fn messages_are_as_expected() {
    let mut said = String::new();
    for (rule, _, problems, snapshot) in &*FLAGGED {
        for problem in problems.iter().filter(|p| p.rule == rule.name) {
            said += &one(problem, snapshot);
        }
    }
    let path = "tests/rules/messages.txt";
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all("tests/rules").unwrap();
        fs::write(path, &said).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        said,
        "BLESS=1 writes what is given"
    );
}

fn one(problem: &Diagnostic, snapshot: &Snapshot) -> String {
    let at = problem.labels.first().map_or(String::new(), |label| {
        let place = place(label, snapshot);
        let (from, to) = (place.column, place.end_column);
        match place.line == place.end_line {
            true => format!("{}:{}:{from}-{to}", label.file, place.line),
            false => format!(
                "{}:{}:{from}-{}:{to}",
                label.file, place.line, place.end_line
            ),
        }
    });
    let fix = problem.fix.as_ref().map_or(String::new(), |fix| {
        format!("  fix: {:?} becomes {:?}\n", fix.was, fix.text)
    });
    format!(
        "{}[{}] {at}\n  {}\n  help: {}\n{fix}",
        problem.severity.word(),
        problem.rule,
        problem.message,
        problem.help.as_deref().unwrap_or("none"),
    )
}

/// Messages are lower case, without a final stop.
#[test]
fn messages_are_in_one_manner() {
    for problem in FLAGGED.iter().flat_map(|(_, _, problems, _)| problems) {
        let said = &problem.message;
        let code = said.split(' ').next().unwrap().len() < 4;
        assert!(code || !said.starts_with(char::is_uppercase), "{said}");
        assert!(!said.ends_with('.'), "{said}");
        let told_by_the_template = problem.rule == "template";
        assert!(problem.help.is_some() || told_by_the_template, "{said}");
    }
}

fn theme(number: usize) -> (String, String) {
    let text = format!("---\ntitle: T{number}\ninsight: It is so.\ncounter: none found\n---\n");
    (format!("content/shop/themes/t{number}.md"), text)
}

#[test]
fn more_than_ten_insights_are_many() {
    let tagged = |n: usize| {
        (1..=n)
            .map(|t| format!("> Yes. #t{t}\n\n"))
            .collect::<String>()
    };
    for (count, expected) in [
        (10, BTreeSet::new()),
        (11, BTreeSet::from(["many-insights"])),
    ] {
        let mut files = around();
        files.extend((1..=count).map(theme));
        let talk = format!("> Two of the same. #sizing\n\n{}", tagged(count));
        for (code, who) in [("P90", "AB"), ("P91", "CD")] {
            files.insert(
                format!("content/shop/interviews/{code}.md"),
                note(code, who, &talk),
            );
        }
        assert_eq!(told(&files), expected, "{count}");
    }
}

#[test]
fn one_interviewer_for_eight_conversations_is_told() {
    for (last, expected) in [
        ("AB", BTreeSet::from(["lone-interviewer"])),
        ("CD", BTreeSet::new()),
    ] {
        let mut files = around();
        files.insert(
            "content/shop/interviews/P91.md".into(),
            note("P91", "AB", "> The chart. #sizing\n"),
        );
        for n in 1..7 {
            let who = if n == 6 { last } else { "AB" };
            let code = format!("P0{n}");
            files.insert(
                format!("content/shop/interviews/{code}.md"),
                note(&code, who, "> Yes. #sizing\n"),
            );
        }
        assert_eq!(told(&files), expected, "{last}");
    }
}

#[test]
fn a_picture_with_its_place_is_told() {
    let mut snapshot = Snapshot::new();
    for (path, text) in around() {
        snapshot.insert_text(path.as_str(), text.into_bytes());
    }
    let tiff =
        b"\xff\xd8\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0";
    snapshot.insert_media(
        "content/shop/media/porch.jpg",
        MediaFile::new(|| Ok(tiff.to_vec())),
    );
    let rules: Vec<_> = problems_of(&snapshot).iter().map(|p| p.rule).collect();
    assert_eq!(rules, ["picture-metadata"]);
}

#[test]
fn the_history_of_a_repository_is_heard() {
    let rule = RULES
        .iter()
        .find(|rule| rule.name == "late-expectation")
        .unwrap();
    let mut files = around();
    files.extend(cases(rule, "## Fine").remove(0));
    let mut snapshot = snapshot_of(&files);
    assert_eq!(problems_of(&snapshot), []);
    let decision = "content/shop/decisions/2026-02-24-size-advisor.md";
    for (day, count) in [(date(2026, 3, 2), 0), (date(2026, 5, 2), 1)] {
        snapshot.expected_since = [(decision.into(), day)].into();
        assert_eq!(problems_of(&snapshot).len(), count, "{day}");
    }
}

#[test]
fn severities_and_silences_are_heard() {
    let question = "## Did it fit?\n\n> No. #sizing\n";
    let with = |site: &str, body: &str| {
        let mut files = around();
        files.insert("site.toml".into(), site.to_owned());
        files.insert(
            "content/shop/interviews/P01.md".into(),
            note("P01", "AB", body),
        );
        let told = problems(&files)
            .0
            .into_iter()
            .map(|p| (p.severity.word(), p.rule));
        told.collect::<Vec<_>>()
    };
    assert_eq!(with("", question), [("warning", "closed-question")]);
    assert_eq!(with("[rules]\nclosed-question = \"off\"\n", question), []);
    let error = with("[rules]\nclosed-question = \"error\"\n", question);
    assert_eq!(error, [("error", "closed-question")]);
    let silent = |comment: &str| with("", &format!("<!-- casebook: {comment} -->\n\n{question}"));
    assert_eq!(silent("allow closed-question: hers"), []);
    assert_eq!(
        silent("allow-file closed-question, leading-question: hers"),
        [("warning", "idle-silencing")]
    );
    assert_eq!(
        silent("allow closed-question"),
        [
            ("warning", "silencing-without-reason"),
            ("warning", "closed-question")
        ]
    );
    assert_eq!(
        silent("allow closed-questions: hers"),
        [("warning", "unknown-rule"), ("warning", "closed-question")]
    );
    assert_eq!(
        with("[rules]\nclosed-questions = \"off\"\n", "> No. #sizing\n"),
        [("warning", "unknown-rule")]
    );
    // An error keeps its weight whatever anybody says.
    let broken = with(
        "[rules]\nwrong-kind = \"off\"\n[programme]\ncadence = \"often\"\n",
        "> No. #sizing\n",
    );
    assert!(
        broken.contains(&("error", "wrong-kind"))
            && broken.contains(&("warning", "protected-rule"))
    );
    let denied = with(
        "",
        "<!-- casebook: allow denied-word: we may -->\n\n> No. #sizing\n",
    );
    assert_eq!(denied, [("warning", "protected-rule")]);
}

#[test]
fn every_page_says_what_it_must() {
    for rule in RULES {
        let page = rule.page;
        assert!(
            page.starts_with(&format!("# {}\n", rule.name)),
            "{}",
            rule.name
        );
        let headings: Vec<&str> = page
            .lines()
            .filter(|line| {
                line.starts_with("## ")
                    && ["What it does", "Why it matters", "Flagged", "Fine"].contains(&&line[3..])
            })
            .collect();
        assert_eq!(
            headings,
            [
                "## What it does",
                "## Why it matters",
                "## Flagged",
                "## Fine"
            ],
            "{}",
            rule.name
        );
        let flagged = cases(rule, "## Flagged").len();
        let without = WITHOUT_CASES.contains(&rule.name);
        assert_eq!(flagged == 0, without, "{}: {flagged} cases", rule.name);
        assert!(
            !cases(rule, "## Fine").is_empty() || without,
            "{}",
            rule.name
        );
    }
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let named: BTreeSet<String> = RULES
        .iter()
        .map(|rule| format!("{}.md", rule.name))
        .collect();
    assert_eq!(named.len(), RULES.len(), "a rule stands twice in the table");
    let there: BTreeSet<String> = fs::read_dir("src/check/rules")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md"))
        .collect();
    assert_eq!(named, there);
}
