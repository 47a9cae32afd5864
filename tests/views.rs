//! Every page of a casebook made by hand is drawn. With `SAMPLE_OUT=DIR` the site is written there,
//! to be looked at.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

mod support;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use casebook::config::{Audience, Today};
use casebook::language::Language;
use casebook::model::audience::Published;
use casebook::render::Renderer;
use casebook::render::site_theme::SiteTheme;
use casebook::view::{Given, Site};
use jiff::civil::date;
use support::sample;

/// Every file of the site, by its address.
fn site(published: &Published, today: Today) -> Vec<(String, String)> {
    let language = Arc::new(Language::english());
    let media = HashMap::new();
    let site = Site::new(Given {
        published,
        language: &language,
        today,
        base_url: None,
        media: &media,
    });
    let theme = Arc::new(SiteTheme::built_in());
    let renderer = Renderer::new(theme, language.clone(), &site.values()).expect("templates");
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
