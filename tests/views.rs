//! Every page of a casebook made by hand is drawn. With `SAMPLE_OUT=DIR` the site is written there,
//! to be looked at.

mod support;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use casebook::config::{Audience, Today};
use casebook::language::Language;
use casebook::model::Target;
use casebook::model::audience::Published;
use casebook::render::Renderer;
use casebook::render::site_theme::SiteTheme;
use casebook::source::SourcePath;
use casebook::view::address::Address;
use casebook::view::{Given, Site};
use jiff::civil::date;
use support::sample;

/// Every file of the site, by its address.
fn site(published: &Published, today: Today) -> Vec<(String, String)> {
    let language = Arc::new(Language::english());
    let media = media(published);
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

/// The media that pages show, under addresses by number.
fn media(published: &Published) -> HashMap<SourcePath, Address> {
    let mut media = HashMap::new();
    let mut add = |file: &SourcePath| {
        let ending = file.rsplit('.').next().unwrap_or_default();
        let n = media.len();
        media
            .entry(file.clone())
            .or_insert_with(|| Address::file(format!("media/{n}.{ending}")));
    };
    for study in &published.studies {
        for interview in &study.interviews {
            interview.recording.iter().for_each(|r| add(&r.file));
        }
        let story = study.story.iter().flat_map(|s| s.body.targets.iter());
        let bodies = study.themes.iter().flat_map(|t| t.body.targets.iter());
        for target in story.chain(bodies) {
            if let Target::Media(file) = target {
                add(&file.file);
            }
        }
    }
    media
}

/// Draws the casebook of `CASEBOOK_ROOT` (its audience in `CASEBOOK_AUDIENCE`) to `SAMPLE_OUT`.
#[test]
#[ignore = "for looking at pages"]
fn draw_a_folder() {
    let root = std::env::var("CASEBOOK_ROOT").expect("CASEBOOK_ROOT");
    let root = Path::new(&root);
    let audience = std::env::var("CASEBOOK_AUDIENCE").unwrap_or_default();
    let audience = Audience::from_word(&audience).unwrap_or(Audience::Internal);
    let today = Today(date(2026, 11, 23));
    let published = support::load::folder(root, audience, today);
    let folder = std::env::var("SAMPLE_OUT").expect("SAMPLE_OUT");
    write(&site(&published, today), Path::new(&folder));
    for (file, address) in media(&published) {
        let to = Path::new(&folder).join(address.as_str());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root.join(&*file), to).unwrap();
    }
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
