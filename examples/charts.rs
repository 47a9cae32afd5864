//! Writes a page with every chart of the default site theme, to be looked at:
//! `cargo run --example charts [FOLDER]`, then open `FOLDER/charts.html`.

use std::{env, fs, path::PathBuf};

use casebook::language::Language;
use casebook::view::chart::*;

#[path = "charts/sample.rs"]
mod sample;

fn main() {
    let folder = PathBuf::from(
        env::args()
            .nth(1)
            .unwrap_or_else(|| "/tmp/charts".to_owned()),
    );
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let language = Language::english();
    let mut tera = tera::Tera::default();
    let template = fs::read_to_string(root.join("templates/charts/figure.html"));
    tera.add_raw_template("figure.html", &template.expect("the template can be read"))
        .expect("the template is valid");
    let render = |figure: &Figure| {
        let mut context = tera::Context::new();
        context.insert("chart", figure);
        context.insert("same_facts", &language.say("chart.same_facts", &[]));
        tera.render("figure.html", &context)
            .expect("the template renders")
    };
    let css =
        fs::read_to_string(root.join("assets/style.css")).expect("the style sheet can be read");
    fs::write(folder.join("style.css"), css).expect("the style sheet can be written");
    for scheme in ["light", "dark"] {
        let mut page = format!(
            "<!doctype html><html lang=en data-scheme={scheme}><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Charts</title><link rel=stylesheet href=style.css><body><main>"
        );
        for (name, figure) in sample::figures(&language) {
            page += &format!(
                "<section class=g><div class=rail><h2>{name}</h2></div>{}</section>",
                render(&figure)
            );
        }
        for (name, inline) in sample::inlines(&language) {
            page += &format!(
                "<section class=g><div class=rail><h2>{name}</h2></div><div class=inline-strip>{}<p>{}</p></div></section>",
                inline.drawing.svg(),
                inline.caption
            );
        }
        let file = match scheme {
            "light" => "charts.html",
            _ => "charts-dark.html",
        };
        fs::write(folder.join(file), page).expect("the page can be written");
    }
}
