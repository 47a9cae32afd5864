//! Any bytes as the front matter of each kind of file: problems lie in the text and can be printed.
#![no_main]

use casebook::diagnostic::human;
use casebook::parse::problems::Problems;
use casebook::parse::{decision, page, people, settings, study, theme};
use casebook::source::{Snapshot, SourcePath, TextFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = TextFile::new(bytes.to_vec());
    let path: SourcePath = "content/s/study.md".into();
    let mut problems = Problems::new(&path);
    study::read(&file.text, "EUR", &mut problems);
    theme::read(&file.text, &mut problems);
    decision::read(&file.text, &mut problems);
    page::read(&file.text, &mut problems);
    people::read(&file.text, &mut problems);
    settings::read(&file.text, &mut problems);
    for problem in &problems.found {
        for label in &problem.labels {
            assert!(file.text.get(label.span.range()).is_some(), "{problem:?}");
        }
    }
    let mut snapshot = Snapshot::new();
    snapshot.insert(path.clone(), file);
    // Many problems of one kind say the same.
    let some = &problems.found[..problems.found.len().min(20)];
    human::render(some, &snapshot, false, 100);
});
