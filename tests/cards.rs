//! Social cards of a site: which there are, what they say and to whom, and that none is drawn twice.

#![allow(clippy::disallowed_methods)] // a test stands outside the layers

mod support;

use std::collections::BTreeMap;

use casebook::build::memo::Memo;
use casebook::build::{Built, build, prepare};
use casebook::config::{Audience, Config, Today};
use casebook::source::Snapshot;
use jiff::civil::date;
use support::sink::{Cards, Files, Kept};

const TODAY: Today = Today(date(2026, 6, 1));

fn built_from(
    snapshot: &Snapshot,
    audience: Audience,
    base_url: Option<&str>,
    memo: &mut Memo,
    earlier: Files,
) -> (Built, Files, usize) {
    let config = Config {
        audience: Some(audience),
        base_url: base_url.map(str::to_owned),
    };
    let sink = Kept::with(Cards::Beside(earlier));
    let Ok(built) = build(snapshot, &config, TODAY, memo, &sink);
    let kept = sink.kept();
    (built, sink.files(), kept)
}

fn site(snapshot: &Snapshot, audience: Audience, base_url: Option<&str>) -> Files {
    let (built, files, _) = built_from(
        snapshot,
        audience,
        base_url,
        &mut Memo::default(),
        Files::new(),
    );
    assert!(built.is_whole(), "{:#?}", built.problems);
    files
}

const WEB: Option<&str> = Some("https://research.example/casebook");

/// A study with an insight, a decision, and soundbites for different audiences.
fn files() -> BTreeMap<&'static str, String> {
    let note = |code: &str, consent: &str, quotes: &str| {
        format!(
            "---\nparticipant: {code}\ndate: 2026-02-05\nsegment: new\nconsent: {consent}\n---\n\n## Q1. What stopped you?\n\n{quotes}\n"
        )
    };
    [
        (
            "site.toml",
            "title = \"Northwind & co\"\nnotice = \"All invented.\"\n".to_owned(),
        ),
        (
            "content/shop/study.md",
            "---\ntitle: Why do they leave?\nquestions:\n  - { id: q1, ask: What stopped you?, why: A real event }\n---\n".to_owned(),
        ),
        (
            "content/shop/interviews/P01.md",
            note("P01", "public", "> So I looked at it, and **I ordered <two> of [a shoe]**, and sent one back. #sizing ^two"),
        ),
        (
            "content/shop/interviews/P02.md",
            note("P02", "team", "> **Nobody knows this about my aunt.** #sizing ^aunt"),
        ),
        (
            "content/shop/interviews/P03.md",
            note("P03", "public", "> Quiet words without a loud part. #sizing ^quiet"),
        ),
        (
            "content/shop/themes/sizing.md",
            "---\ntitle: Sizing\ninsight: Nobody knows their size.\nfeature: [P01^two, P02^aunt, P03^quiet]\n---\n".to_owned(),
        ),
        (
            "content/shop/themes/price.md",
            "---\ntitle: Price\n---\n".to_owned(),
        ),
        (
            "content/shop/decisions/2026-02-24-advisor.md",
            "---\ntitle: Ship an advisor\nstatus: shipped\ndecided: 2026-02-24\nevidence: [sizing]\n---\n".to_owned(),
        ),
    ]
    .into()
}

fn snapshot(files: &BTreeMap<&'static str, String>) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for (path, text) in files {
        snapshot.insert_text(*path, text.clone().into_bytes());
    }
    snapshot
}

fn text<'f>(files: &'f Files, address: &str) -> &'f str {
    let bytes = files.get(address).unwrap_or_else(|| panic!("no {address}"));
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn pages_insights_decisions_and_featured_soundbites_have_cards() {
    let team = site(&snapshot(&files()), Audience::Team, WEB);
    let cards: Vec<&str> = team
        .keys()
        .map(String::as_str)
        .filter(|a| a.starts_with("cards/"))
        .collect();
    let names = [
        "index",
        "shop",
        "shop/decisions/2026-02-24-advisor",
        "shop/quotes/p01-two",
        "shop/quotes/p02-aunt",
        "shop/themes/sizing",
    ];
    let mut awaited: Vec<String> = names
        .iter()
        .flat_map(|name| ["png", "svg"].map(|ending| format!("cards/{name}.{ending}")))
        .collect();
    awaited.sort();
    assert_eq!(cards, awaited);
    for (address, bytes) in &team {
        assert_eq!(
            address.ends_with(".png"),
            bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            "{address}"
        );
    }
}

#[test]
fn a_card_says_what_its_audience_may_know_and_no_more() {
    let team = site(&snapshot(&files()), Audience::Team, WEB);
    let quote = text(&team, "cards/shop/quotes/p01-two.svg");
    assert!(
        quote.contains("I ordered &lt;two&gt; of [a shoe]"),
        "{quote}"
    );
    assert!(!quote.contains("looked at it"), "{quote}");
    assert!(quote.contains(">P01, new</text>"), "{quote}");
    // The settings' audience is wider: whom the card is for comes first, so that it is never cut.
    let for_whom = ">This edition is for the team. Do not pass it on. All invented.</text>";
    assert!(quote.contains(for_whom), "{quote}");
    assert!(quote.contains(">Northwind &amp; co</text>"), "{quote}");

    let public = site(&snapshot(&files()), Audience::Public, WEB);
    let soundbites: Vec<&String> = public
        .keys()
        .filter(|a| a.starts_with("cards/shop/quotes/"))
        .collect();
    assert_eq!(soundbites.len(), 2, "{soundbites:?}");
    for (address, bytes) in public.iter().filter(|(a, _)| a.starts_with("cards/")) {
        // A picture's words are those of its SVG; its bytes hold any three letters by chance.
        let said = match address.ends_with(".svg") {
            true => String::from_utf8_lossy(bytes),
            false => "".into(),
        };
        for hidden in ["P01", "p01", "P02", "p02", "aunt", ">new<", ", new"] {
            assert!(!said.contains(hidden), "{address} holds {hidden}");
            assert!(!address.contains(hidden), "{address} holds {hidden}");
        }
    }
    assert!(text(&public, "cards/shop.svg").contains(">All invented.</text>"));
}

#[test]
fn heads_of_pages_name_their_cards() {
    let team = site(&snapshot(&files()), Audience::Team, WEB);
    let page = text(&team, "shop/themes/sizing/index.html");
    for tag in [
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:site_name\" content=\"Northwind &amp; co\">",
        "<meta property=\"og:title\" content=\"Nobody knows their size.\">",
        "<meta property=\"og:url\" content=\"https://research.example/casebook/shop/themes/sizing/\">",
        "<meta property=\"og:image\" content=\"https://research.example/casebook/cards/shop/themes/sizing.png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta property=\"og:image:alt\" content=\"A card that says: Nobody knows their size. · ",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        "<meta property=\"og:description\" content=\"Nobody knows their size. ",
        "href=\"../../../cards/shop/themes/sizing.svg\"",
    ] {
        assert!(page.contains(tag), "{tag} in {page}");
    }
    assert!(text(&team, "index.html").contains("content=\"website\""));
    for address in [
        "shop/index.html",
        "shop/decisions/2026-02-24-advisor/index.html",
    ] {
        assert!(text(&team, address).contains("og:image\""), "{address}");
    }
    for address in [
        "quotes/index.html",
        "shop/themes/price/index.html",
        "404.html",
    ] {
        assert!(!text(&team, address).contains("og:"), "{address}");
    }
    // The quote leads to its own, where it is read.
    let talk = text(&team, "shop/interviews/p01/index.html");
    assert!(talk.contains("<a class=\"as-card\" href=\"../../../cards/shop/quotes/p01-two.png\" aria-label=\"as a card: the quote by P01\">as a card</a>"), "{talk}");
    assert!(!text(&team, "shop/interviews/p03/index.html").contains("cards/"));
}

#[test]
fn without_an_address_the_picture_is_not_named() {
    let team = site(&snapshot(&files()), Audience::Team, None);
    let page = text(&team, "shop/index.html");
    assert!(page.contains("og:title"));
    for tag in ["og:image", "og:url", "twitter:card"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert!(team.contains_key("cards/shop.png"));
}

#[test]
fn the_settings_switch_cards_off() {
    let mut files = files();
    files
        .get_mut("site.toml")
        .unwrap()
        .push_str("\n[look]\ncards = false\n");
    let team = site(&snapshot(&files), Audience::Team, WEB);
    assert!(!team.keys().any(|address| address.starts_with("cards/")));
    for (address, bytes) in &team {
        let page = String::from_utf8_lossy(bytes);
        let of_cards = page.contains("cards/") || page.contains("property=\"og:");
        assert!(!of_cards, "{address}");
    }
}

#[test]
fn a_study_at_the_root_has_its_cards_at_the_root() {
    let files = files()
        .into_iter()
        .map(|(path, text)| (path.replace("content/shop/", "content/"), text));
    let mut snapshot = Snapshot::new();
    for (path, text) in files {
        snapshot.insert_text(&*path, text.into_bytes());
    }
    let team = site(&snapshot, Audience::Team, WEB);
    for card in ["index", "themes/sizing", "quotes/p01-two"] {
        assert!(team.contains_key(&format!("cards/{card}.png")), "{card}");
    }
    let home = text(&team, "index.html");
    assert!(home.contains("content=\"https://research.example/casebook/cards/index.png\""));
}

/// A picture's words cannot be found in it, so they are looked for before it is drawn.
#[test]
fn denied_words_are_found_on_cards() {
    let mut files = files();
    files.insert("private/deny.txt", "P01, new\n".into());
    let mut memo = Memo::default();
    let (built, ..) = built_from(
        &snapshot(&files),
        Audience::Team,
        WEB,
        &mut memo,
        Files::new(),
    );
    let told = &built.problems.iter().find(|p| p.rule == "denied-word");
    let message = &told.expect("a problem").message;
    assert!(
        message.contains("cards/shop/quotes/p01-two.svg"),
        "{message}"
    );
}

#[test]
fn featured_quotes_of_one_name_have_cards_of_their_own() {
    let mut files = files();
    let talk = files.get_mut("content/shop/interviews/P01.md").unwrap();
    talk.push_str("\n\n> Then **I gave one away**. #sizing ^Two\n");
    let theme = files.get_mut("content/shop/themes/sizing.md").unwrap();
    *theme = theme.replace("[P01^two,", "[P01^two, P01^Two,");
    let team = site(&snapshot(&files), Audience::Team, WEB);
    assert!(text(&team, "cards/shop/quotes/p01-two.svg").contains("I ordered"));
    assert!(text(&team, "cards/shop/quotes/p01-two-2.svg").contains("I gave one away"));
}

#[test]
fn a_card_that_stands_already_is_kept_and_one_that_was_changed_is_drawn_again() {
    let snapshot = snapshot(&files());
    let first = site(&snapshot, Audience::Team, WEB);
    let (_, again, kept) = built_from(
        &snapshot,
        Audience::Team,
        WEB,
        &mut Memo::default(),
        first.clone(),
    );
    assert_eq!(kept, 6);
    assert!(first == again);
    let mut changed = first.clone();
    let card = changed.get_mut("cards/shop.png").unwrap();
    let middle = card.len() / 2;
    card[middle] ^= 1;
    let (_, again, kept) = built_from(
        &snapshot,
        Audience::Team,
        WEB,
        &mut Memo::for_one_build(),
        changed,
    );
    assert_eq!(kept, 5);
    assert!(first == again);
}

#[test]
fn a_build_that_remembers_gives_the_same_cards() {
    let mut files = files();
    let mut memo = Memo::default();
    let warm = |files: &BTreeMap<_, _>, memo: &mut Memo| {
        built_from(&snapshot(files), Audience::Team, WEB, memo, Files::new()).1
    };
    warm(&files, &mut memo);
    let theme = files.get_mut("content/shop/themes/sizing.md").unwrap();
    *theme = theme.replace("Nobody knows", "Few know");
    let after = warm(&files, &mut memo);
    assert!(after == site(&snapshot(&files), Audience::Team, WEB));
    assert!(text(&after, "cards/shop/themes/sizing.svg").contains("Few know"));
}

#[test]
fn a_preview_draws_the_very_card() {
    let snapshot = snapshot(&files());
    let all = site(&snapshot, Audience::Team, WEB);
    let config = Config {
        audience: Some(Audience::Team),
        base_url: WEB.map(str::to_owned),
    };
    let (_, edition) = prepare(&snapshot, &config, TODAY, &mut Memo::default(), &|_| ());
    let edition = edition.unwrap();
    let opened = edition.open().unwrap();
    for address in [
        "cards/index.png",
        "cards/shop/quotes/p01-two.png",
        "cards/shop.svg",
    ] {
        let drawn = opened.file(address, &snapshot).unwrap();
        assert!(drawn.as_ref() == all.get(address), "{address}");
    }
    for nowhere in [
        "cards/",
        "cards/shop.gif",
        "cards/shop/quotes/p03-quiet.png",
    ] {
        assert!(
            opened.file(nowhere, &snapshot).unwrap().is_none(),
            "{nowhere}"
        );
    }
}
