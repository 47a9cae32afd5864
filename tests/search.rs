//! The search's files: they hold what the audience may see and nothing else.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Mutex;

use casebook::build::{IsIt, Sink, build};
use casebook::config::{Audience, Config, Today};
use casebook::source::Snapshot;
use jiff::civil::date;
use serde_json::Value;

#[derive(Default)]
struct Files(Mutex<BTreeMap<String, String>>);

impl Sink for Files {
    type Error = Infallible;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Infallible> {
        if address.starts_with("search/") && address.ends_with(".js") {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            self.0.lock().unwrap().insert(address.to_owned(), text);
        }
        Ok(())
    }

    fn keeps(&self, address: &str, _: &IsIt) -> Result<bool, Infallible> {
        // Drawing takes long here; `src/card/` tests what comes of it, and the words are in the SVG.
        assert!(address.ends_with(".png"));
        Ok(true)
    }
}

const STUDY: &str =
    "---\ntitle: A study\nquestions:\n  - { id: q1, ask: What stopped you? }\n---\n";
const NOTES: [(&str, &str); 3] = [
    (
        "content/shop/interviews/secretfile.md",
        "---\nparticipant: P07\ndate: 2026-02-05\nsegment: rarefew\ninterviewer: Zoltana\nconsent: public\nshoesize: canaryattribute\n---\n<!-- canarycomment -->\n\n## Q1. What stopped you?\n\nShe sighed, canaryunderbreath.\n\n> Everybody may read about **lighthouses**. #sizing !calm\n\n> Only the team hears canaryteamword. #sizing consent:team\n",
    ),
    (
        "content/shop/interviews/b.md",
        "---\nparticipant: P08\nconsent: none\n---\n\n> Nobody reads canarynoneword. #sizing\n\nShe saw canarynoneseen. #sizing\n",
    ),
    (
        "content/shop/interviews/c.md",
        "---\nparticipant: P09\nconsent: internal\n---\n\n> Inside the firm they read canaryinternalword. #sizing\n",
    ),
];

fn search_files(audience: Audience) -> BTreeMap<String, String> {
    let mut snapshot = Snapshot::new();
    snapshot.insert_text("content/shop/study.md", STUDY.as_bytes().to_vec());
    for (path, text) in NOTES {
        snapshot.insert_text(path, text.as_bytes().to_vec());
    }
    let config = Config {
        audience: Some(audience),
        ..Config::default()
    };
    let sink = Files::default();
    let today = Today(date(2026, 6, 1));
    let Ok(built) = build(&snapshot, &config, today, &mut Default::default(), &sink);
    assert!(built.is_whole(), "{:?}", built.problems);
    sink.0.into_inner().unwrap()
}

/// What a file's call hands over.
fn data(text: &str) -> Value {
    let inside = text
        .strip_prefix("casebookSearch.take(")
        .and_then(|rest| rest.strip_suffix(");\n"))
        .and_then(|call| call.split_once(','));
    serde_json::from_str(inside.expect("a call").1).unwrap()
}

/// Every word of the dictionary.
fn words(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (address, text) in files {
        if !address.starts_with("search/w") {
            continue;
        }
        let mut word = Vec::new();
        for packed in data(text)[0].as_str().unwrap().split(' ') {
            let shared = packed[..1].parse().unwrap();
            word.truncate(shared);
            word.extend(packed[1..].chars());
            found.insert(word.iter().collect());
        }
    }
    found
}

#[test]
fn no_audience_finds_what_is_withheld_from_it() {
    let never = [
        "canaryattribute",
        "canarycomment",
        "canarynone",
        "secretfile",
    ];
    for (audience, withheld) in [
        (Audience::Team, &[][..]),
        (Audience::Internal, &["canaryteamword", "rarefew"][..]),
        (
            Audience::Public,
            &[
                "canaryteamword",
                "canaryinternalword",
                "canaryunderbreath",
                "rarefew",
                "p07",
                "P07",
                "Zoltana",
                "zoltana",
            ][..],
        ),
    ] {
        let files = search_files(audience);
        let words = words(&files);
        assert!(words.contains("lighthouses"));
        for word in never.iter().chain(withheld) {
            for (address, text) in &files {
                assert!(!text.contains(word), "{audience:?}: `{word}` in {address}");
            }
            let found = words.iter().find(|found| found.contains(word));
            assert!(found.is_none(), "{audience:?}: {found:?} can be looked up");
        }
    }
    assert!(words(&search_files(Audience::Team)).contains("canaryteamword"));
    assert!(search_files(Audience::Team)["search/list.js"].contains("Zoltana"));
}

#[test]
fn without_codes_nothing_stands_in_the_order_of_the_notes() {
    let note: String = (0..30)
        .map(|n| format!("\n> Number {n} of one person.\n"))
        .collect();
    let mut snapshot = Snapshot::new();
    let head = "---\nparticipant: P07\nconsent: public\n---\n";
    let note = format!("{head}{note}");
    snapshot.insert_text("content/shop/interviews/a.md", note.into_bytes());
    let config = Config {
        audience: Some(Audience::Public),
        ..Config::default()
    };
    let sink = Files::default();
    let today = Today(date(2026, 6, 1));
    let Ok(_) = build(&snapshot, &config, today, &mut Default::default(), &sink);
    let files = sink.0.into_inner().unwrap();
    let shown = files
        .iter()
        .filter(|(address, _)| address.starts_with("search/s"));
    let texts: Vec<String> = shown
        .flat_map(|(_, text)| data(text).as_array().unwrap().clone())
        .filter_map(|entry| entry[0].as_str().map(str::to_owned))
        .filter(|text| text.starts_with("Number"))
        .collect();
    assert_eq!(texts.len(), 30);
    let number = |text: &String| text.split(' ').nth(1).unwrap().parse::<u32>().unwrap();
    assert!(!texts.is_sorted_by_key(number));
}
