//! How long each part of a preview takes after a change, without a server around it:
//! `cargo run --profile fast --example warm CASEBOOK [CHANGES]`. Nothing on the disk is changed.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // an example stands outside the layers

use std::cell::RefCell;
use std::path::Path;
use std::time::Instant;

use casebook::build::memo::Memo;
use casebook::build::prepare;
use casebook::config::{Config, Today};
use casebook::disk::snapshot;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().expect("a casebook's folder");
    let changes: usize = arguments
        .next()
        .map_or(12, |n| n.parse().expect("a number"));
    let mut now = snapshot(Path::new(&root)).expect("a casebook");
    let today = Today(jiff::civil::date(2026, 3, 1));
    let notes = now.texts_under("content/");
    let notes: Vec<_> = notes
        .filter(|(path, _)| path.contains("/interviews/"))
        .map(|(path, file)| (path.clone(), file.text.clone()))
        .collect();
    let mut memo = Memo::default();
    let mut last = None;
    for change in 0..=changes {
        if change > 0 {
            let (path, text) = &notes[change * 7 % notes.len()];
            let text = text.replacen("\n> ", &format!("\n> Change {change} and "), 1);
            now.insert_text(path.clone(), text.into_bytes());
        }
        let times = RefCell::new(vec![("", Instant::now())]);
        let begins = |part| times.borrow_mut().push((part, Instant::now()));
        let (mut built, edition) = prepare(&now, &Config::default(), today, &mut memo, &|stage| {
            begins(match stage {
                casebook::build::Stage::Parse => "parsing",
                casebook::build::Stage::Assemble => "names",
                casebook::build::Stage::Check => "checking",
                _ => "consent",
            });
        });
        begins("problems");
        built.conclude();
        let edition = edition.expect("a casebook without errors");
        begins("numbers");
        let Ok(opened) = edition.open() else {
            panic!("a template has a mistake");
        };
        begins("home page");
        let drawn = opened.file("index.html", &now).ok().flatten();
        begins("a study");
        let is_study = |a: &&str| a.matches('/').count() == 1 && a.ends_with("0/index.html");
        let study = opened.addresses().find(is_study).unwrap_or("index.html");
        let study = opened.file(study, &now).ok().flatten();
        begins("end");
        let bytes = drawn.map_or(0, |b| b.len()) + study.map_or(0, |b| b.len());
        drop(opened);
        let old = last.replace(edition);
        rayon::spawn(move || drop(old));
        let times = times.into_inner();
        let parts = times.windows(2).skip(1).map(|pair| {
            let took = pair[1].1 - pair[0].1;
            format!("{} {:.1}", pair[0].0, took.as_secs_f64() * 1e3)
        });
        let all = times[times.len() - 1].1 - times[0].1;
        println!(
            "{change:3}: {:6.1} ms; {} ({} parsed, {bytes} bytes)",
            all.as_secs_f64() * 1e3,
            parts.collect::<Vec<_>>().join(", "),
            built.counts.parsed,
        );
    }
}
