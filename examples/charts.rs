//! Writes pages with every chart of the default site theme, to be looked at: light, dark, and mirrored as
//! for a language written from right to left. `cargo run --example charts [FOLDER]` (default
//! `/tmp/charts`), then open `light.html`, `dark.html` and `rtl.html` there.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a test stands outside the layers

use std::{env, fs, path::PathBuf};

use casebook::language::Language;

#[path = "charts/sample.rs"]
mod sample;

fn main() {
    let folder = PathBuf::from(
        env::args()
            .nth(1)
            .unwrap_or_else(|| "/tmp/charts".to_owned()),
    );
    let theme = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let read = |path: &str| fs::read_to_string(theme.join(path)).expect("the theme can be read");
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("style.css"), read("assets/style.css"))
        .expect("the folder can be written");

    let mut tera = tera::Tera::default();
    for name in ["figure.html", "inline.html"] {
        let template = read(&format!("templates/charts/{name}"));
        tera.add_raw_template(name, &template)
            .expect("the template is valid");
    }
    let english = read("languages/en.toml");
    let mirrored = english.replace("dir = \"ltr\"", "dir = \"rtl\"");
    for (name, scheme, code, words) in [
        ("light", "light", "en", &english),
        ("dark", "dark", "en", &english),
        ("rtl", "light", "ar", &mirrored),
    ] {
        let language = Language::parse(code, words).expect("the language file is valid");
        let page = page(&tera, &language, scheme);
        fs::write(folder.join(format!("{name}.html")), page).expect("the folder can be written");
    }
}

fn page(tera: &tera::Tera, language: &Language, scheme: &str) -> String {
    let dir = language.dir().name();
    let mut page = format!(
        "<!doctype html><html lang=en dir={dir} data-scheme={scheme}><meta charset=utf-8>\
         <meta name=viewport content='width=device-width'><title>Charts</title>\
         <link rel=stylesheet href=style.css><body><main>"
    );
    let mut section = |name: &str, template: &str, context: &tera::Context| {
        let shown = tera
            .render(template, context)
            .expect("the template renders");
        page +=
            &format!("<section class=g><div class=rail><h2>{name}</h2></div>{shown}</section>\n");
    };
    for (name, figure) in sample::figures(language) {
        let mut context = tera::Context::new();
        context.insert("chart", &figure);
        section(name, "figure.html", &context);
    }
    for (name, inline) in sample::inlines(language) {
        let mut context = tera::Context::new();
        context.insert("strip", &inline);
        section(name, "inline.html", &context);
    }
    page
}
