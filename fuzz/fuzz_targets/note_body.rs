//! Any bytes as an interview note: the same draft twice, and every place in the text.
#![no_main]

use casebook::parse::code::Prefixes;
use casebook::parse::problems::Problems;
use casebook::parse::note::{self, ItemDraft};
use casebook::source::{SourcePath, TextFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = TextFile::new(bytes.to_vec()).text;
    let path: SourcePath = "content/s/interviews/p07.md".into();
    let prefixes = Prefixes::of(["P07"].into_iter());
    let mut problems = Problems::new(&path);
    let draft = note::read(&text, &prefixes, &mut problems);
    let mut again = Problems::new(&path);
    let same = note::read(&text, &prefixes, &mut again);
    assert_eq!(format!("{draft:?}"), format!("{same:?}"));
    assert_eq!(problems.found, again.found);
    let inside = |span: casebook::source::Span| text.get(span.range()).is_some();
    for problem in &problems.found {
        assert!(problem.labels.iter().all(|label| inside(label.span)), "{problem:?}");
    }
    let exchanges = draft.parts.iter().flat_map(|part| &part.exchanges);
    for item in exchanges.flat_map(|exchange| &exchange.items) {
        if let ItemDraft::Evidence(evidence) = item {
            assert!(inside(evidence.span), "{evidence:?}");
        }
    }
});
