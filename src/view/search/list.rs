//! The first file of the search: what there is, where it is, and the texts of the interface.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::Kind;
use super::facet::FACETS;
use super::{Index, kinds};
use crate::view::say::fill;
use crate::view::{PageKey, Site};

#[derive(Serialize)]
pub struct List<'a> {
    /// Grows when a file of the search changes its shape.
    version: u32,
    entries: usize,
    /// The lists of words in more entries than this hold some of them.
    cut_above: u32,
    kinds: Vec<KindOf>,
    /// Stretches of entries of one study: its number, -1 for none, and how many.
    runs: Vec<(i64, u32)>,
    studies: Vec<(&'a str, String)>,
    facets: Vec<FacetOf<'a>>,
    /// The first word of each file of words.
    words: Vec<&'a str>,
    /// Quotation marks before and after.
    marks: (&'a str, &'a str),
    texts: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct KindOf {
    kind: &'static str,
    name: String,
    entries: usize,
    /// How many are in one file of results, and which file is the first.
    in_a_file: usize,
    first_file: usize,
}

#[derive(Serialize)]
struct FacetOf<'a> {
    facet: &'static str,
    name: String,
    /// Name, id, how many entries, the file; of a theme its study and address.
    values: Vec<(&'a str, &'a str, usize, usize, i64, &'a str)>,
}

/// The texts of the script, by the key that it asks for.
const TEXTS: [&str; 19] = [
    "search.heading",
    "search.field",
    "search.hint",
    "search.none",
    "search.none_all",
    "search.found",
    "search.found_one",
    "search.found_about",
    "search.as_page",
    "search.from",
    "search.to",
    "search.more",
    "search.all",
    "search.close",
    "search.narrow",
    "search.clear",
    "search.study",
    "search.kind",
    "search.failed",
];

pub fn of<'a>(site: &'a Site, index: &'a Index) -> List<'a> {
    let say = site.say;
    let root = site.address(&PageKey::Home);
    let files = &index.shown_files;
    let kind_of = |(kind, range): (Kind, std::ops::Range<usize>)| KindOf {
        kind: kind.word(),
        name: say.text(&format!("search.kinds.{}", kind.word())),
        entries: range.len(),
        in_a_file: kind.in_a_file(),
        first_file: files.partition_point(|file| file.start < range.start),
    };
    let mut runs: Vec<(i64, u32)> = Vec::new();
    for entry in &index.entries {
        let study = entry.study().map_or(-1, |study| i64::from(study.0));
        match runs.last_mut() {
            Some((last, n)) if *last == study => *n += 1,
            _ => runs.push((study, 1)),
        }
    }
    let mut file = 0;
    let facets = FACETS
        .into_iter()
        .zip(&index.facets.values)
        .map(|(facet, values)| FacetOf {
            facet,
            name: say.text(&format!("search.{facet}")),
            values: values
                .iter()
                .map(|value| {
                    file += 1;
                    let study = value.study.map_or(-1, |study| i64::from(study.0));
                    let (name, id) = (&*value.name, &*value.id);
                    (name, id, value.entries.len(), file - 1, study, &*value.href)
                })
                .collect(),
        })
        .collect();
    List {
        version: 1,
        entries: index.entries.len(),
        cut_above: index.limits.cut_above,
        kinds: kinds(&index.entries).map(kind_of).collect(),
        runs,
        studies: site
            .study_ids()
            .map(|id| {
                let href = site.address(&PageKey::CaseStudy(id)).link_from(&root);
                (&*site.published[id].about.title, href)
            })
            .collect(),
        facets,
        words: (0..index.word_files())
            .map(|file| index.word(index.words_of_file(file).start))
            .collect(),
        marks: say.quotation_marks(),
        texts: TEXTS
            .into_iter()
            .map(|key| {
                // The script fills the slots.
                let text = say.with(key, fill![n: "{n}", words: "{words}"]);
                (key.trim_start_matches("search."), text)
            })
            .collect(),
    }
}
