//! The index: every word of every entry with its places, packed into files that are loaded one by
//! one. Built on all cores, in stretches of entries that are joined in order.

use std::collections::HashMap;

use rayon::prelude::*;

use super::entry::Entry;
use super::facet::Facets;
use super::posting::{Limits, Part, join};
use crate::view::Site;

/// The fewest entries that one core takes at a time. A word costs memory in each stretch that has
/// it, so that large ones are better; what comes of them does not depend on their size.
const STRETCH: usize = 2048;
/// Words in one file of the dictionary.
const WORDS_A_FILE: usize = 1500;
/// Bytes of places in one file, about.
const PLACES_A_FILE: usize = 4096;
/// A word in more entries than this has no places in them.
const PLACED: u32 = 3000;
/// A word in more entries than that, and than an eighth of all, keeps only some of them.
const CUT_AT_LEAST: u32 = 8000;
const KEPT: u32 = 1000;

/// All that the files of the search are made from.
#[derive(Debug)]
pub struct Index {
    pub entries: Vec<Entry>,
    /// The entries of each file of results.
    pub shown_files: Vec<std::ops::Range<usize>>,
    pub limits: Limits,
    pub facets: Facets,
    /// Every word, in order.
    words: Joined<String>,
    /// Each word's places.
    places: Joined<Vec<u8>>,
    /// How many entries hold each word.
    pub frequency: Vec<u32>,
    /// The first word of each file of places, and the end.
    pub place_files: Vec<u32>,
}

/// Many short values, one behind the other.
#[derive(Debug, Default)]
struct Joined<T> {
    all: T,
    ends: Vec<u32>,
}

impl Index {
    pub fn of(site: &Site) -> Index {
        let entries = Entry::all(site);
        let (mut found, facets) =
            rayon::join(|| words(site, &entries), || Facets::of(site, &entries));
        found.par_sort_unstable_by(|a, b| (&a.0, a.1.first()).cmp(&(&b.0, b.1.first())));
        let limits = Limits {
            placed: PLACED,
            cut_above: CUT_AT_LEAST.max(entries.len() as u32 / 8),
            kept: KEPT,
        };
        let mut index = Index {
            shown_files: super::shown_files(&entries),
            entries,
            limits,
            facets,
            words: Joined::default(),
            places: Joined::default(),
            frequency: Vec::new(),
            place_files: vec![0],
        };
        let of_words: Vec<&[(Box<str>, Part)]> = found.chunk_by(|a, b| a.0 == b.0).collect();
        let joined: Vec<(u32, Vec<u8>)> = (of_words.par_iter().with_max_len(64))
            .map(|parts| {
                let parts: Vec<&Part> = parts.iter().map(|(_, part)| part).collect();
                let mut places = Vec::new();
                join(&parts, limits, &mut places);
                (parts.iter().map(|part| part.entries()).sum(), places)
            })
            .collect();
        let all = joined.iter().map(|(_, places)| places.len()).sum();
        index.places.all.reserve_exact(all);
        let mut in_file = 0;
        for (parts, (frequency, places)) in of_words.iter().zip(&joined) {
            let at = index.frequency.len() as u32;
            // A file ends where it is full, and where the dictionary's file ends.
            let full = in_file > 0 && in_file + places.len() > PLACES_A_FILE;
            if at > 0 && (full || (at as usize).is_multiple_of(WORDS_A_FILE)) {
                index.place_files.push(at);
                in_file = 0;
            }
            in_file += places.len();
            index.frequency.push(*frequency);
            index.words.all.push_str(&parts[0].0);
            index.words.ends.push(index.words.all.len() as u32);
            index.places.all.extend_from_slice(places);
            index.places.ends.push(index.places.all.len() as u32);
        }
        index.place_files.push(index.frequency.len() as u32);
        index
    }

    /// The words of one file of the dictionary, by their numbers.
    pub fn words_of_file(&self, file: usize) -> std::ops::Range<usize> {
        let start = file * WORDS_A_FILE;
        start..(start + WORDS_A_FILE).min(self.frequency.len())
    }

    pub fn word_files(&self) -> usize {
        self.frequency.len().div_ceil(WORDS_A_FILE)
    }

    pub fn word(&self, n: usize) -> &str {
        &self.words.all[self.words.range(n)]
    }

    pub fn places(&self, n: usize) -> &[u8] {
        &self.places.all[self.places.range(n)]
    }
}

impl<T> Joined<T> {
    fn range(&self, n: usize) -> std::ops::Range<usize> {
        let start = match n {
            0 => 0,
            n => self.ends[n - 1],
        };
        start as usize..self.ends[n] as usize
    }
}

/// Every word of every stretch.
fn words(site: &Site, entries: &[Entry]) -> Vec<(Box<str>, Part)> {
    let size = STRETCH.max(entries.len().div_ceil(8 * rayon::current_num_threads()));
    let stretches: Vec<Vec<(Box<str>, Part)>> = entries
        .par_chunks(size)
        .enumerate()
        .map(|(n, stretch)| {
            let mut found: HashMap<Box<str>, Part, rapidhash::fast::RandomState> =
                HashMap::default();
            for (entry, number) in stretch.iter().zip((n * size) as u32..) {
                entry.words(site, |word, place, strong| match found.get_mut(word) {
                    Some(part) => part.add(number, place, strong),
                    None => {
                        let mut part = Part::default();
                        part.add(number, place, strong);
                        found.insert(word.into(), part);
                    }
                });
            }
            let parts = found.into_iter();
            parts.map(|(word, part)| (word, part.finish())).collect()
        })
        .collect();
    let mut all = Vec::with_capacity(stretches.iter().map(Vec::len).sum());
    all.extend(stretches.into_iter().flatten());
    all
}
