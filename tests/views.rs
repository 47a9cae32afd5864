//! Every page of a casebook made by hand is drawn. With `SAMPLE_OUT=DIR` the site is written there,
//! to be looked at.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

mod support;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use casebook::build::build;
use casebook::build::memo::Memo;
use casebook::config::{Audience, Config, Today};
use casebook::language::Language;
use casebook::model::audience::Published;
use casebook::render::Templates;
use casebook::render::site_theme::SiteTheme;
use casebook::source::Snapshot;
use casebook::view::{Given, Site};
use jiff::civil::date;
use support::sample;
use support::sink::Kept;

/// Every file of the site, by its address.
fn site(published: &Published, today: Today) -> Vec<(String, String)> {
    let language = Arc::new(Language::english());
    let media = HashMap::new();
    let counted = Default::default();
    let site = Site::new(Given {
        published,
        language: &language,
        today,
        base_url: None,
        media: &media,
        counted: &counted,
    });
    let theme = Arc::new(SiteTheme::built_in());
    let renderer = Templates::compile(theme, language.clone())
        .expect("templates")
        .for_site(&site.values());
    site.pages()
        .into_iter()
        .map(|page| {
            let mut out = Vec::new();
            renderer
                .render(&site.view(&page.key), &mut out)
                .unwrap_or_else(|problem| panic!("{}: {}", page.address, problem.message));
            (page.address.to_string(), String::from_utf8(out).unwrap())
        })
        .collect()
}

fn write(files: &[(String, String)], folder: &Path) {
    let assets = SiteTheme::built_in().assets;
    let texts = files
        .iter()
        .map(|(a, t)| (a.clone(), t.clone().into_bytes()));
    let assets = assets.iter().map(|(name, asset)| {
        (
            format!("assets/{name}"),
            asset.bytes().unwrap().into_owned(),
        )
    });
    for (address, bytes) in texts.chain(assets) {
        let path = folder.join(address);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn every_page_of_the_sample_is_drawn() {
    let published = sample::published(vec![sample::full_basket()], Audience::Internal);
    let files = site(&published, Today(date(2026, 5, 18)));
    if let Ok(folder) = std::env::var("SAMPLE_OUT") {
        write(&files, Path::new(&folder));
    }
    let page = |address: &str| {
        let found = files.iter().find(|(a, _)| a == address);
        &found.unwrap_or_else(|| panic!("no {address}")).1
    };
    let talk = page("full-basket/interviews/p07/index.html");
    assert!(
        talk.contains("<h1 class=\"long\">P07, first-time buyer</h1>"),
        "{talk}"
    );
    assert!(talk.contains("id=\"p07-two-sizes\""));
}

/// The files below a folder, by their path in it.
fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(
                files_below(&path)
                    .iter()
                    .map(|below| format!("{name}/{below}")),
            );
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

#[test]
fn every_file_of_the_default_site_theme_is_built_in() {
    let theme = SiteTheme::built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let built_in: Vec<&String> = theme.templates.keys().collect();
    assert_eq!(
        files_below(&folder.join("templates"))
            .iter()
            .collect::<Vec<_>>(),
        built_in
    );
    let built_in: Vec<&String> = theme.assets.keys().collect();
    assert_eq!(
        files_below(&folder.join("assets"))
            .iter()
            .collect::<Vec<_>>(),
        built_in
    );
}

/// The values of an attribute in a page, as written.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let mark = format!(" {attribute}=\"");
    page.split(&mark)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Where a relative link of a page leads: file and anchor.
fn resolve(from: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() {
        return (from.to_owned(), anchor.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor.to_owned())
}

/// Ids are unique, links between the pages lead to a page and an anchor that exist, and what
/// labels something exists. Pages that the sample does not draw are left out.
fn check(files: &[(String, String)]) {
    let pages: HashMap<&str, &str> = files
        .iter()
        .map(|(a, t)| (a.as_str(), t.as_str()))
        .collect();
    // `404.html` stands anywhere, so that its links are from the root.
    let pages_of = files
        .iter()
        .filter(|(a, _)| a.ends_with(".html") && a != "404.html");
    for (address, text) in pages_of {
        let ids = values(text, "id");
        for (i, id) in ids.iter().enumerate() {
            assert!(!ids[..i].contains(id), "{address}: two elements are `{id}`");
        }
        for label in values(text, "aria-labelledby")
            .iter()
            .flat_map(|l| l.split(' '))
        {
            assert!(ids.contains(&label), "{address}: no element is `{label}`");
        }
        assert_eq!(text.matches("<h1").count(), 1, "{address}: one h1");
        assert!(!text.contains("⟦"), "{address}: a text is missing");
        for link in values(text, "href") {
            let (to, anchor) = resolve(address, link);
            let Some(page) = pages.get(to.as_str()) else {
                // The page for what does not exist is shown anywhere: its links begin at the root.
                let to = to.trim_start_matches('/');
                let elsewhere = to.starts_with("assets/")
                    || to.starts_with("media/")
                    || to.starts_with("cards/")
                    || pages.contains_key(to)
                    || address == "404.html";
                assert!(elsewhere, "{address}: nothing at {to}");
                continue;
            };
            let there = anchor.is_empty()
                || anchor == "main"
                || values(page, "id").contains(&anchor.as_str());
            assert!(there, "{address}: no `{anchor}` at {to}");
        }
    }
}

fn study(id: &str) -> sample::Maker {
    let mut m = sample::Maker::new(id, "What makes a second order?");
    m.study.about.challenge = Some("Two of three buyers never come back".into());
    m
}

fn drawn(studies: Vec<casebook::model::Study>, audience: Audience) -> Vec<(String, String)> {
    let files = site(
        &sample::published(studies, audience),
        Today(date(2026, 5, 18)),
    );
    check(&files);
    files
}

fn page<'f>(files: &'f [(String, String)], address: &str) -> &'f str {
    let found = files.iter().find(|(a, _)| a == address);
    &found.unwrap_or_else(|| panic!("no {address}")).1
}

#[test]
fn ids_are_unique_and_links_lead_somewhere_for_every_audience() {
    for audience in Audience::ALL {
        drawn(vec![sample::full_basket()], audience);
    }
}

#[test]
fn a_planned_study_says_when_it_begins_and_has_no_empty_sections() {
    let mut m = study("second-order");
    m.study.about.status = Some(casebook::model::StudyStatus::Planned);
    m.study.about.period = (Some(date(2026, 6, 8)), None);
    let files = drawn(vec![m.study, sample::full_basket()], Audience::Internal);
    let text = page(&files, "second-order/index.html");
    assert!(
        text.contains("Nothing yet: the first conversations are planned for 8\u{a0}June 2026.")
    );
    for absent in [
        "id=\"actions\"",
        "id=\"decisions\"",
        "id=\"priorities\"",
        "id=\"conversations\"",
        "id=\"who-raised-what\"",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn a_study_being_read_counts_its_conversations_and_what_has_no_theme() {
    let mut m = study("second-order");
    m.study.about.status = Some(casebook::model::StudyStatus::Synthesis);
    let segment = m.segment("buyer");
    let talk = m.talk("P01", segment, date(2026, 4, 1), 5.0);
    m.follow_up(talk, "And then?");
    m.quote(talk, "Nothing. I forgot you were there.", "!calm [1:00]");
    let files = drawn(vec![m.study, sample::full_basket()], Audience::Internal);
    let text = page(&files, "second-order/index.html");
    assert!(
        text.contains("No insight yet: one conversation is being read."),
        "{text}"
    );
    assert!(text.contains("One quote has no theme yet."));
}

#[test]
fn the_one_study_of_a_casebook_stands_at_its_root() {
    let mut study = sample::full_basket();
    study.id = "".into();
    let files = drawn(vec![study], Audience::Internal);
    let home = page(&files, "index.html");
    assert!(home.contains("href=\"themes/sizing/index.html\""));
    page(&files, "interviews/p07/index.html");
}

#[test]
fn no_code_of_a_participant_is_in_a_public_page() {
    for (address, text) in drawn(vec![sample::full_basket()], Audience::Public) {
        // The schema's words explain themselves by an example.
        if address == "data/casebook.schema.json" {
            continue;
        }
        let told = (1..=18)
            .map(|n| format!("P{n:02}"))
            .find(|code| text.contains(code));
        assert_eq!(told, None, "{address}");
    }
}

/// Two questions of a conversation in the same words are two places, where codes are masked too.
#[test]
fn equal_questions_keep_their_own_places_where_codes_are_masked() {
    let mut files = Snapshot::new();
    let mut write = |path: &str, text: &str| files.insert_text(path, text.as_bytes().to_vec());
    write("site.toml", "[audiences.public]\ninterviews = true\n");
    write("content/shop/study.md", "---\ntitle: Shop\n---\n");
    let note = "---\nparticipant: P01\nconsent: public\n---\n\n## What did P01 do?\n\n> I waited.\n\n## What did P01 do?\n\n> I left.\n";
    write("content/shop/interviews/P01.md", note);
    let kept = Kept::default();
    let config = Config {
        audience: Some(Audience::Public),
        base_url: None,
    };
    let today = Today(date(2026, 5, 18));
    let Ok(built) = build(&files, &config, today, &mut Memo::default(), &kept);
    assert!(built.is_whole());
    let pages = kept.files();
    let talk = pages
        .iter()
        .find(|(address, _)| address.contains("/interviews/") && address.matches('/').count() == 3);
    let talk = String::from_utf8_lossy(talk.expect("a page of the conversation").1);
    for anchor in ["what-did-a-participant-do", "what-did-a-participant-do-2"] {
        assert_eq!(talk.matches(&format!("id=\"{anchor}\"")).count(), 1);
    }
}
