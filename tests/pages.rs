//! The pages of the whole casebook, from small casebooks in memory: what is paged, where links
//! lead, and what search engines get.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Mutex;

use casebook::address_rules::{fault, folded};
use casebook::build::{Built, IsIt, Sink, build};
use casebook::config::{Audience, Config, Today};
use casebook::diagnostic::Severity;
use casebook::source::Snapshot;
use jiff::civil::date;

#[derive(Default)]
struct Files(Mutex<BTreeMap<String, String>>);

impl Sink for Files {
    type Error = Infallible;

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Infallible> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.0.lock().unwrap().insert(address.to_owned(), text);
        Ok(())
    }

    /// Drawing cards takes long here, and nobody looks at them.
    fn keeps(&self, _: &str, _: &IsIt) -> Result<bool, Infallible> {
        Ok(true)
    }
}

/// The site of a casebook, by address.
fn site(files: &[(&str, &str)], audience: Audience) -> BTreeMap<String, String> {
    let (built, files) = built(files, audience);
    assert!(built.is_whole(), "{:?}", built.problems);
    files
}

/// What building a casebook comes to, and the files that it gives.
fn built(files: &[(&str, &str)], audience: Audience) -> (Built, BTreeMap<String, String>) {
    let mut snapshot = Snapshot::new();
    for (path, text) in files {
        snapshot.insert_text(*path, text.as_bytes().to_vec());
    }
    let config = Config {
        audience: Some(audience),
        ..Config::default()
    };
    let sink = Files::default();
    let today = Today(date(2026, 6, 1));
    let Ok(built) = build(&snapshot, &config, today, &mut Default::default(), &sink);
    (built, sink.0.into_inner().unwrap())
}

const HEAD: &str = "---\nparticipant: P07\ndate: 2026-02-05\nconsent: public\n---\n";

/// A note of so many quotes, none of which has a theme.
fn long_note(quotes: usize) -> String {
    let quotes: String = (0..quotes)
        .map(|n| format!("\n> Number {n} of many.\n"))
        .collect();
    format!("{HEAD}{quotes}")
}

/// Whether a disk can hold all files of a site, whatever it tells apart.
fn is_written(site: &BTreeMap<String, String>) -> bool {
    let mut taken = BTreeSet::new();
    let fit = site.keys().all(|address| fault(address).is_none());
    fit && site.keys().all(|address| {
        // A folder has the name of no file.
        let parts = address.match_indices('/').map(|(at, _)| &address[..at]);
        parts.into_iter().all(|folder| !site.contains_key(folder)) && taken.insert(folded(address))
    })
}

#[test]
fn what_check_passes_a_disk_can_hold() {
    let note = |tag: &str| format!("{HEAD}\n> Number one. #{tag}\n");
    let (plain, long) = (note("sizing"), note(&"x".repeat(256)));
    let (greek, other) = (note("λόγος"), note("λόγοσ"));
    let title = "---\ntitle: T\n---\n";
    for (rule, files) in [
        ("", vec![("content/shop/interviews/a.md", &*plain)]),
        (
            "unfit-address",
            vec![("content/shop/interviews/a.md", &*long)],
        ),
        ("unfit-address", vec![("content/com¹.md", title)]),
        ("unfit-address", vec![("content/shop/themes/50%.md", title)]),
        (
            "unfit-address",
            vec![("themes/default/assets/con.css", "p{}")],
        ),
        (
            "two-pages-one-address",
            vec![("themes/default/assets/Style.css", "p{}")],
        ),
        (
            "two-pages-one-address",
            vec![("content/index.html.md", title)],
        ),
        (
            "two-pages-one-address",
            vec![("content/shop/themes/sizing/~2.md", title)],
        ),
        (
            "two-pages-one-address",
            vec![
                ("content/shop/interviews/a.md", &*greek),
                ("content/shop/interviews/b.md", &*other),
            ],
        ),
    ] {
        let (built, site) = built(&files, Audience::Team);
        let told = built
            .problems
            .iter()
            .find(|p| p.severity == Severity::Error);
        assert_eq!(
            told.map_or("", |p| p.rule),
            rule,
            "{:?}: {told:?}",
            files[0].0
        );
        assert!(!rule.is_empty() || is_written(&site));
    }
}

#[test]
fn a_further_part_of_a_list_is_no_theme_and_no_participant() {
    let quotes: String = (0..201)
        .map(|n| format!("\n> Number {n}. #sizing\n"))
        .collect();
    let talk = |code: &str| {
        format!(
            "---\nparticipant: {code}\ndate: 2026-02-05\nconsent: public\n---\n\n> Well. #sizing/2\n"
        )
    };
    let (many, two) = (format!("{HEAD}{quotes}"), talk("2"));
    let notes: Vec<(String, String)> = (0..501)
        .map(|n| {
            (
                format!("content/shop/interviews/n{n}.md"),
                talk(&format!("N{n}")),
            )
        })
        .collect();
    let mut files = vec![
        ("content/shop/interviews/a.md", &*many),
        ("content/shop/interviews/b.md", &*two),
        ("content/shop/themes/sizing/2.md", "---\ntitle: Two\n---\n"),
    ];
    files.extend(notes.iter().map(|(path, text)| (&**path, &**text)));
    let site = site(&files, Audience::Team);
    for address in [
        "shop/themes/sizing/2/index.html",
        "shop/themes/sizing/~2/index.html",
        "shop/interviews/2/index.html",
        "shop/interviews/~2/index.html",
    ] {
        assert!(site.contains_key(address), "{address}");
    }
    assert!(is_written(&site));
}

#[test]
fn a_long_list_is_parted_and_loses_nothing() {
    let (one, other) = (long_note(150), long_note(120));
    let site = site(
        &[
            ("content/attic/interviews/a.md", &one),
            ("content/shop/interviews/b.md", &other),
        ],
        Audience::Team,
    );
    let quotes = |address: &str| site[address].matches("class=\"entry\"").count();
    assert_eq!(quotes("quotes/index.html"), 200);
    let page = &site["quotes/index.html"];
    assert!(
        page.contains("<span>Page 1 of 2.</span> <a rel=\"next\""),
        "{page}"
    );
    assert!(page.contains(" data-search=\"../search/index.html\""));
    assert_eq!(quotes("quotes/~2/index.html"), 70);
    assert!(!site.contains_key("quotes/3/index.html"));
    assert_eq!(quotes("attic/quotes/index.html"), 150);
    assert_eq!(quotes("shop/quotes/index.html"), 120);
    assert!(site["quotes/index.html"].contains("<a rel=\"next\" href=\"~2/index.html\""));
    // Two studies may have one anchor; a page has each once.
    let page = &site["quotes/index.html"];
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_quote_without_theme_or_conversation_page_lives_among_all_quotes() {
    let note = format!("{HEAD}\n> Kept words. ^kept\n");
    let site = site(
        &[
            (
                "content/shop/study.md",
                "---\ntitle: Shop\n---\n\n![[P07#^kept]]\n",
            ),
            ("content/shop/interviews/a.md", &note),
        ],
        Audience::Public,
    );
    let story = &site["shop/index.html"];
    let href = story
        .split("href=\"../quotes/index.html#")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a link to the quote");
    assert!(site["quotes/index.html"].contains(&format!("id=\"{href}\"")));
}

#[test]
fn one_study_at_the_root_has_no_other_home() {
    let note = format!("{HEAD}\n> Words. #sizing\n");
    let site = site(
        &[
            ("content/study.md", "---\ntitle: The only one\n---\n"),
            ("content/interviews/a.md", &note),
        ],
        Audience::Team,
    );
    assert!(site["index.html"].contains("<h1>The only one</h1>"));
    assert!(site.contains_key("quotes/index.html"));
    assert!(site.contains_key("decisions/index.html"));
}

#[test]
fn the_page_for_what_is_not_there_works_under_any_address() {
    let settings = "base_url = \"https://research.example/notes/\"\n";
    let site = site(&[("site.toml", settings)], Audience::Public);
    let page = &site["404.html"];
    assert!(page.contains("href=\"/notes/assets/style.css\""));
    assert!(page.contains("href=\"/notes/decisions/index.html\""));
    assert!(!page.contains("href=\"../"));
    assert!(site["robots.txt"].contains("Sitemap: https://research.example/notes/sitemap.xml\n"));
    assert!(!site["sitemap.xml"].contains("404"));
}

#[test]
fn an_edition_for_fewer_readers_than_usual_says_so_and_no_other_does() {
    let note = format!("{HEAD}\n> Too dear. #price\n");
    let files = [
        ("content/shop/study.md", "---\ntitle: Shop\n---\n"),
        ("content/shop/interviews/P07.md", &note),
    ];
    let strip = "Do not pass it on.";
    for (audience, whom) in [
        (Audience::Team, "This edition is for the team. "),
        (Audience::Internal, ""),
        (Audience::Public, ""),
    ] {
        let site = site(&files, audience);
        let page = &site["index.html"];
        assert_eq!(page.contains(strip), !whom.is_empty(), "{audience:?}");
        assert!(page.contains(whom), "{audience:?}");
    }
}

#[test]
fn the_foot_of_a_study_counts_what_is_withheld_from_that_study_alone() {
    let open = format!("{HEAD}\n> Too dear. #price\n");
    let shut = open.replace("consent: public", "consent: none");
    let files = [
        ("content/one/study.md", "---\ntitle: One\n---\n"),
        ("content/one/interviews/P07.md", &open),
        ("content/two/study.md", "---\ntitle: Two\n---\n"),
        ("content/two/interviews/P07.md", &shut),
    ];
    let site = site(&files, Audience::Public);
    let withheld = "Withheld, because the participants did not agree to this audience: one quote";
    assert!(!site["one/index.html"].contains(withheld));
    assert!(site["two/index.html"].contains(withheld));
    // The home page is of both.
    assert!(site["index.html"].contains(withheld));
}

#[test]
fn only_a_public_edition_is_for_search_engines() {
    assert!(site(&[], Audience::Public)["robots.txt"].contains("\nAllow: /"));
    for audience in [Audience::Team, Audience::Internal] {
        let site = site(&[], audience);
        assert!(site["robots.txt"].contains("\nDisallow: /"));
        assert!(!site.contains_key("feed.xml"));
    }
}

#[test]
fn the_feed_has_the_newest_first_and_nothing_of_the_future() {
    let settings = "base_url = \"https://research.example\"\n";
    let decision = |title: &str, day: &str| {
        format!("---\ntitle: {title}\nstatus: decided\ndecided: {day}\n---\n")
    };
    let (old, new, later) = (
        decision("The old one", "2026-01-05"),
        decision("The new & best", "2026-03-05"),
        decision("Not yet", "2026-09-05"),
    );
    let site = site(
        &[
            ("site.toml", settings),
            ("content/shop/decisions/a.md", &old),
            ("content/shop/decisions/b.md", &new),
            ("content/shop/decisions/c.md", &later),
        ],
        Audience::Internal,
    );
    let feed = &site["feed.xml"];
    let (new, old) = (feed.find("The new &amp; best"), feed.find("The old one"));
    assert!(new.is_some() && new < old);
    assert!(!feed.contains("Not yet"));
    assert!(feed.contains("<updated>2026-03-05T00:00:00Z</updated>"));
}

#[test]
fn months_that_too_few_share_are_not_said_to_be_empty() {
    let note = |code: &str, day: &str| {
        format!(
            "---\nparticipant: {code}\ndate: {day}\nconsent: public\n---\n\n> Words by {code}.\n"
        )
        .replace(&format!("by {code}"), "of one")
    };
    let mut notes: Vec<(String, String)> = (1..=6)
        .map(|n| {
            (
                format!("content/s/interviews/{n}.md"),
                note(&format!("P{n}"), "2026-02-05"),
            )
        })
        .collect();
    notes.push(("content/s/interviews/7.md".into(), note("P7", "2026-04-05")));
    let files: Vec<(&str, &str)> = notes
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let site = site(&files, Audience::Public);
    let page = &site["programme/index.html"];
    assert!(page.contains("The month of one interview is not named"));
    for month in ["March 2026", "April 2026", "May 2026", "5 February"] {
        assert!(!page.contains(month), "{month}");
    }
    assert!(!page.contains("P7"));
}

#[test]
fn each_study_has_a_feed_and_a_plain_text_edition() {
    let theme = "---\ntitle: Fit\ninsight: Nobody knows *their* size.\n---\n";
    let note = format!("{HEAD}\n> I bought **two**, `always`. #fit\n");
    let files = [
        ("content/shop/study.md", "---\ntitle: Why two?\n---\n"),
        ("content/shop/themes/fit.md", theme),
        ("content/shop/interviews/a.md", &*note),
        ("content/attic/study.md", "---\ntitle: Why none?\n---\n"),
    ];
    let without = site(&files, Audience::Internal);
    assert!(!without.contains_key("shop/feed.xml"));
    let text = &without["shop/index.md"];
    for part in [
        "# Why two?\n",
        "\n### Nobody knows \\*their\\* size.\n\n1\u{a0}of\u{a0}1 participant raised it.",
        "\n> “I bought two, always.”\n> — [P07](interviews/p07/index.html#p07-",
    ] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    assert!(without["llms.txt"].contains("\n- [Why two?](shop/index.md): Nobody knows"));
    assert!(without["shop/index.html"].contains("type=\"text/markdown\""));
    let settings = ("site.toml", "base_url = \"https://research.example/x\"\n");
    let with: Vec<_> = files.into_iter().chain([settings]).collect();
    let with = site(&with, Audience::Internal);
    let feed = &with["shop/feed.xml"];
    assert!(feed.contains("<title>Nobody knows *their* size.</title>"));
    assert!(feed.contains("<updated>2026-02-05T00:00:00Z</updated>"));
    assert!(with["feed.xml"].contains("<title>Nobody knows *their* size.</title>"));
    assert!(!with["attic/feed.xml"].contains("Nobody knows"));
    assert!(with["llms.txt"].contains("(https://research.example/x/shop/index.md)"));
}

/// The page of the only decision of a casebook.
fn decision(front: &str) -> String {
    let decision = format!("---\ntitle: build a size advisor\n{front}---\n");
    let file = [("content/shop/decisions/advisor.md", decision.as_str())];
    let mut site = site(&file, Audience::Team);
    let address = site.keys().find(|a| a.ends_with("advisor/index.html"));
    let address = address.expect("its page").clone();
    site.remove(&address).unwrap()
}

#[test]
fn the_chain_says_what_was_decided_and_names_what_is_late_first() {
    let front = "status: decided\ndecided: 2026-03-01\noptions: [Discounts, Advisor]\n\
        expected: { metric: conversion, direction: up, by: 10%, until: 2026-07-30, written: 2026-03-01 }\n\
        actions:\n\
        \x20 - { what: Ask, due: 2026-04-01, done: 2026-03-30 }\n\
        \x20 - { what: Draw, due: 2026-07-01 }\n\
        \x20 - { what: Build, due: 2026-04-01, done: 2026-04-05 }\n\
        \x20 - { what: Measure, due: 2026-05-01 }\n";
    let page = decision(front);
    let chain = &page[page.find("class=\"chain\"").unwrap()..page.find("id=\"evidence\"").unwrap()];
    let mut from = 0;
    for part in [
        "<p class=\"big\">Expected: conversion up by 10% until ",
        "<p>Considered: “Discounts” and “Advisor”.</p>",
        "<p>Written down on ",
        "<p>Measure: overdue",
        "<p>Build: done",
        "<p>Draw: due",
        "<p>And one more.</p>",
    ] {
        let at = chain[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} in {chain}"));
    }
    assert!(!chain.contains("Ask:"));
}

#[test]
fn the_log_names_its_order_and_what_was_tried_or_turned_down() {
    let study = "---\ntitle: Shop\ncosts: { hours: 10, hourly_rate: 50 }\n\
        compared_with: { name: The team’s lab study, per_participant: 150, source: an invoice }\n---\n";
    let decision = "---\ntitle: Discount\nstatus: rejected\ndecided: 2026-03-01\n---\n";
    let site = site(
        &[
            ("content/shop/study.md", study),
            ("content/shop/decisions/a.md", decision),
        ],
        Audience::Team,
    );
    let page = &site["decisions/index.html"];
    for part in [
        "Measured value first, then estimates, those that have not shipped after them, then money",
        "Tried without success, or turned down",
        ". Instead of: The team’s lab study, €150 a participant (source: an invoice)",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn the_programme_says_of_which_conversations_and_participants_it_speaks() {
    let theme = "---\ntitle: Fit\nreview_by: 2026-05-10\n---\n";
    let note = |code: &str, more: &str| {
        format!(
            "---\nparticipant: {code}\ndate: 2026-02-05\nconsent: public\n{more}---\n\n> Words. #fit\n"
        )
    };
    let long = note("P01", "minutes: 7\ninterviewer: MS\n");
    let unknown = note("P02", "");
    let site = site(
        &[
            ("content/shop/study.md", "---\ntitle: Why two?\n---\n"),
            ("content/shop/themes/fit.md", theme),
            ("content/shop/interviews/a.md", &long),
            ("content/shop/interviews/b.md", &unknown),
            ("content/attic/study.md", "---\ntitle: Why none?\n---\n"),
        ],
        Audience::Team,
    );
    let page = &site["programme/index.html"];
    for part in [
        "1 of the 1 conversations whose length is known lasted",
        "of 2 participants may be asked again",
        ">Fit</a> <span class=\"label block\">Theme: Why two? · 22\u{a0}days past its date<",
        "<p>Of the conversations whose interviewer is known.</p>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

/// The page of the theme `fit`.
fn theme_page(site: &BTreeMap<String, String>) -> &str {
    let mut pages = site.iter();
    let page = pages.find(|(address, _)| address.ends_with("themes/fit/index.html"));
    page.expect("its page").1
}

#[test]
fn a_theme_counts_how_quotes_sounded_and_shows_a_metric_as_its_decision_measured_it() {
    let theme = "---\ntitle: Fit\nmetrics: [conversion]\n---\n";
    let note = format!("{HEAD}\n> One. #fit !worried [0:49-1:03]\n\nShe left. #fit !angry\n");
    let decision = "---\ntitle: Build it\nstatus: measured\ndecided: 2026-03-01\nevidence: [fit]\n\
        outcome:\n  metric: conversion\n  of: first-time visitors\n\
        \x20 before: { value: 2.63, unit: \"%\", n: 21940, period: 2026-02 }\n\
        \x20 after: { value: 3.18, unit: \"%\", n: 21499, period: 2026-05 }\n---\n";
    let files = [
        ("content/shop/themes/fit.md", theme),
        ("content/shop/interviews/a.md", &*note),
        ("content/shop/decisions/build.md", decision),
        (
            "content/shop/metrics/conversion.csv",
            "date,value,n\n2026-01-05,2.68,5792\n2026-07-27,2.94,5097\n",
        ),
    ];
    let with = site(&files, Audience::Team);
    let page = theme_page(&with);
    let emotions = page.split("How they sounded").nth(1).unwrap();
    assert!(
        emotions.contains("<dt>worried</dt><dd class=\"n\">1\u{a0}of\u{a0}1</dd></dl>"),
        "{page}"
    );
    assert!(page.contains(">Conversion</a>"));
    assert!(
        page.contains(
            ">2.63%\u{a0}of\u{a0}21,940 first-time visitors before “Build it”, 3.18%\u{a0}of\u{a0}21,499 after<"
        ),
        "{page}"
    );
    assert!(page.contains(">0:49–1:03</time>"));
    let elsewhere = decision.replace("evidence: [fit]\n", "");
    let mut files = files;
    files[2].1 = &elsewhere;
    let without = site(&files, Audience::Team);
    let page = theme_page(&without);
    assert!(
        page.contains(">first 2.68%\u{a0}of\u{a0}5,792, last 2.94%\u{a0}of\u{a0}5,097, 5\u{a0}January to 27\u{a0}July 2026<"),
        "{page}"
    );
    let own = "date,value,unit\n2026-01-05,32,minutes\n2026-07-27,29,minutes\n";
    files[3].1 = own;
    let page = theme_page(&site(&files, Audience::Team)).to_owned();
    assert!(
        page.contains(">first 32 minutes, last 29 minutes, 5\u{a0}January to 27\u{a0}July 2026<"),
        "{page}"
    );
}

#[test]
fn how_the_method_was_checked_stands_behind_what_was_found() {
    let study = "---\ntitle: Why two?\n---\n\n## Method\n\nWe asked.\n\n## Limitations\n\nFew.\n";
    let theme = "---\ntitle: Fit\ninsight: Nobody knows their size.\n---\n";
    let note = format!("{HEAD}\n> I bought two. #fit\n");
    let site = site(
        &[
            ("content/shop/study.md", study),
            ("content/shop/themes/fit.md", theme),
            ("content/shop/interviews/a.md", &note),
        ],
        Audience::Team,
    );
    let page = site.values().find(|page| page.contains("id=\"method\""));
    let page = page.expect("the case study");
    let mut from = 0;
    for part in [
        "<li><a href=\"#method-checked\">How the method was checked</a></li>",
        "<section class=\"g\" id=\"method\"",
        "<p class=\"checked\"><a href=\"#method-checked\">",
        " of COREQ’s 32 items reported.</a></p>",
        "Nobody knows their size.</h2>",
        "<section class=\"g\" id=\"limitations\"",
        "<section class=\"g\" id=\"method-checked\"",
        "Casebook finds ",
        "<section class=\"g\" id=\"conversations\"",
    ] {
        let at = page[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} in {page}"));
    }
}

#[test]
fn a_link_without_words_reads_as_its_title_wherever_text_is_plain() {
    let study = "---\ntitle: Why two?\n---\n\n## What we did\n\nThis was tried: [[build]].\n\n### Later\n\nIt stayed.\n";
    let decision = "---\ntitle: Build a cart\nstatus: decided\ndecided: 2026-03-01\n---\n\n## What we saw\n\nLike [[build]].\n";
    let site = site(
        &[
            ("content/shop/study.md", study),
            ("content/shop/decisions/build.md", decision),
        ],
        Audience::Team,
    );
    let holds = |words: &str, of: &str| {
        let mut files = site.iter().filter(|(address, _)| address.contains(of));
        files.any(|(_, text)| text.contains(words))
    };
    for of in ["index.md", "data/casebook.json", "search"] {
        assert!(holds("This was tried: Build a cart.", of), "{of}");
    }
    for words in ["What we did.", "Later.", "What we saw."] {
        assert!(holds(words, "search"), "{words}");
    }
    assert!(!holds("Later.", "index.md"));
}
