//! The search: an index of what this audience may see, in files that a script loads when it needs
//! them, also from disk, where a page may load scripts and nothing else. Each file is a call of one
//! function, `casebookSearch.take(name, data)`.
//!
//! Entry point: [`Index::of`] reads every entry once; [`bytes`] writes one file. What the files
//! hold is described in `docs/search.md`; the script that reads them is
//! `themes/default/assets/search*.js`. May use what other views may, and no [`crate::model::Casebook`].

mod entry;
mod facet;
mod fold;
mod index;
mod list;
pub mod page;
mod posting;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Serialize;

use self::entry::{Entry, Kind};
pub use self::index::Index;
use super::address::Address;
use super::{OnPage, PageKey, Site};

/// One file of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SearchFile {
    /// What there is: kinds, facets, files, the texts of the interface. Loaded first.
    List,
    /// Some of the words.
    Words(u32),
    /// Where some of the words stand.
    Places(u32),
    /// Which entries have some of the values of a facet.
    Facets(u32),
    /// What some results show.
    Shown(u32),
}

/// The values of facets in one file.
const VALUES_A_FILE: usize = 1;

impl SearchFile {
    /// Every file, the largest kinds first.
    pub fn of<'i>(index: &'i Index) -> impl Iterator<Item = SearchFile> + use<'i> {
        let n = |n: usize| 0..n as u32;
        n(index.shown_files.len())
            .map(SearchFile::Shown)
            .chain(n(index.place_files.len() - 1).map(SearchFile::Places))
            .chain(n(index.word_files()).map(SearchFile::Words))
            .chain(n(facet_values(index).count().div_ceil(VALUES_A_FILE)).map(SearchFile::Facets))
            .chain([SearchFile::List])
    }

    /// What its call names it.
    fn name(self) -> String {
        match self {
            SearchFile::List => "list".to_owned(),
            SearchFile::Words(n) => format!("w{n}"),
            SearchFile::Places(n) => format!("p{n}"),
            SearchFile::Facets(n) => format!("f{n}"),
            SearchFile::Shown(n) => format!("s{n}"),
        }
    }

    pub fn address(self) -> Address {
        Address::file(format!("search/{}.js", self.name()))
    }
}

/// The bytes of a file.
pub fn bytes(site: &Site, file: SearchFile) -> Vec<u8> {
    let index = site.search();
    match file {
        SearchFile::List => call(file, &list::of(site, index)),
        SearchFile::Words(n) => call(file, &words(index, n as usize)),
        SearchFile::Places(n) => {
            let words = index.place_files[n as usize]..index.place_files[n as usize + 1];
            let places: Vec<String> = words.map(|w| base64(index.places(w as usize))).collect();
            call(file, &places)
        }
        SearchFile::Facets(n) => {
            let values = facet_values(index).skip(n as usize * VALUES_A_FILE);
            let lists: Vec<String> = values
                .take(VALUES_A_FILE)
                .map(|value| base64(&facet::bytes(&value.entries)))
                .collect();
            call(file, &lists)
        }
        SearchFile::Shown(n) => {
            let range = index.shown_files[n as usize].clone();
            let theme = |study, theme| index.facets.theme(study, theme);
            let root = OnPage::new(site, &PageKey::Home);
            let shown: Vec<entry::Shown> = index.entries[range]
                .iter()
                .map(|entry| entry.shown(&root, theme))
                .collect();
            call(file, &shown)
        }
    }
}

/// Some words: each as how many characters it shares with the one before, and the rest; how many
/// entries hold each; the first file of places, and the words at which another one begins.
#[derive(Serialize)]
struct Words(String, String, u32, Vec<u32>);

fn words(index: &Index, file: usize) -> Words {
    let range = index.words_of_file(file);
    let (mut text, mut before) = (String::new(), "");
    let mut frequency = Vec::new();
    for n in range.clone() {
        let word = index.word(n);
        let shared = before
            .chars()
            .zip(word.chars())
            .take_while(|(a, b)| a == b && a.len_utf16() == 1)
            .count()
            .min(9);
        if n > range.start {
            text.push(' ');
        }
        text.push(char::from(b'0' + shared as u8));
        text.extend(word.chars().skip(shared));
        before = word;
        posting::number(index.frequency[n], &mut frequency);
    }
    let first = index
        .place_files
        .partition_point(|at| (*at as usize) < range.start);
    let files = &index.place_files[first..index.place_files.len() - 1];
    let starts = files.iter().take_while(|at| (**at as usize) < range.end);
    let starts = starts.map(|at| at - range.start as u32).collect();
    Words(text, base64(&frequency), first as u32, starts)
}

/// The entries of each file of results: those of one kind in each.
fn shown_files(entries: &[Entry]) -> Vec<std::ops::Range<usize>> {
    let mut files = Vec::new();
    for (kind, range) in kinds(entries) {
        let mut at = range.start;
        while at < range.end {
            let end = (at + kind.in_a_file()).min(range.end);
            files.push(at..end);
            at = end;
        }
    }
    files
}

/// The entries of each kind.
fn kinds(entries: &[Entry]) -> impl Iterator<Item = (Kind, std::ops::Range<usize>)> + '_ {
    Kind::ALL.into_iter().map(|kind| {
        let start = entries.partition_point(|entry| entry.kind() < kind);
        let end = entries.partition_point(|entry| entry.kind() <= kind);
        (kind, start..end)
    })
}

fn facet_values(index: &Index) -> impl Iterator<Item = &facet::Value> {
    index.facets.values.iter().flatten()
}

fn base64(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

fn call(file: SearchFile, data: &impl Serialize) -> Vec<u8> {
    let mut out = format!("casebookSearch.take(\"{}\",", file.name()).into_bytes();
    if serde_json::to_writer(&mut out, data).is_err() {
        out.extend_from_slice(b"null");
    }
    out.extend_from_slice(b");\n");
    out
}
