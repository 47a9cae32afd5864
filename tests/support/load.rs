//! A casebook from a folder, without the build: for looking at the pages of real content.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use casebook::config::{Audience, Today};
use casebook::model::assemble::assemble;
use casebook::model::audience::{Published, publish};
use casebook::model::drafts::{Drafts, Role, role};
use casebook::parse;
use casebook::parse::code::Prefixes;
use casebook::parse::fields::Problems;

pub fn folder(root: &Path, audience: Audience, today: Today) -> Published {
    let snapshot = casebook::disk::snapshot(root).expect("the folder is read");
    let mut drafts = Drafts::default();
    let mut studies: BTreeMap<Box<str>, casebook::model::drafts::StudyDrafts> = BTreeMap::new();
    let prefixes = Prefixes::of(["P01"].into_iter());
    for (path, file) in snapshot.texts() {
        let mut problems = Problems::new(path);
        let text = &file.text;
        match role(path) {
            Role::Settings => {
                drafts.settings = Arc::new(parse::settings::read(text, &mut problems))
            }
            Role::People => {
                let people = parse::people::read(text, &mut problems);
                drafts.people = Some((path.clone(), Arc::new(people)));
            }
            Role::Page => {
                let page = parse::page::read(text, &mut problems);
                drafts.pages.push((path.clone(), Arc::new(page)));
            }
            Role::Study(id) => {
                let study = parse::study::read(text, "EUR", &mut problems);
                studies.entry(id).or_default().study = Some((path.clone(), Arc::new(study)));
            }
            Role::Note(id) => {
                let note = parse::note::read(text, &prefixes, &mut problems);
                let notes = &mut studies.entry(id).or_default().notes;
                notes.push((path.clone(), Arc::new(note)));
            }
            Role::Theme(id) => {
                let theme = parse::theme::read(text, &mut problems);
                let themes = &mut studies.entry(id).or_default().themes;
                themes.push((path.clone(), Arc::new(theme)));
            }
            Role::Decision(id) => {
                let decision = parse::decision::read(text, &mut problems);
                let decisions = &mut studies.entry(id).or_default().decisions;
                decisions.push((path.clone(), Arc::new(decision)));
            }
            Role::Metric(id) => {
                let metric = parse::metric::read(text, &mut problems);
                let metrics = &mut studies.entry(id).or_default().metrics;
                metrics.push((path.clone(), Arc::new(metric)));
            }
            _ => {}
        }
        for problem in &problems.found {
            eprintln!("{path}: {}", problem.message);
        }
    }
    drafts.studies = studies;
    drafts.media = snapshot.media_paths().cloned().collect();
    let (casebook, problems) = assemble(&drafts, today);
    for problem in problems {
        eprintln!("{}", problem.message);
    }
    publish(casebook, audience, "a participant")
}
