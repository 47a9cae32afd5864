//! A first look at bytes, many times as quick as reading them: whether a passage may stand there.
//!
//! It sees letters and digits alone, whatever parts them, with references and escapes decoded, and
//! tags apart from the words around them. What [`Passages`](super::Passages) would find it never
//! misses; what it suspects is then read with care. Where bytes wrap other text (base64, references
//! of references) it does not look inside, and suspects them.
//!
//! Letters are gathered in blocks, and every eighth of them ends a window of sixteen that is looked
//! up. A text is known by eight windows side by side, so that one of them is met wherever the text
//! begins; those are taken that the fewest texts share.

mod look;
mod stream;

use std::ops::Range;

use self::look::Look;
pub(super) use self::look::Plain;
use super::code;
use super::output::{Format, Output, is_wide};
use super::reading::Manner;

/// How many letters are looked up at once.
const WINDOW: usize = 16;
/// How many letters lie between two windows that are looked up.
const STEP: usize = 8;
/// How many letters a text has to have, so that one of its windows is met.
const LEAST: usize = WINDOW + STEP - 1;
/// How many letters are compared at most.
const COMPARED: usize = 256;

/// Finds where one of many texts may stand.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// Two bits for each key, in one word; as many words as is a power of two.
    bits: Vec<u64>,
    /// The windows, in the order of their keys.
    windows: Vec<Window>,
    /// Where those begin whose keys have the same first bits, and how many bits these are not.
    by_key: Vec<u32>,
    shift: u32,
    /// The last letters of the texts.
    ends: Vec<Box<[u8]>>,
    /// How many letters follow a window at most.
    after: usize,
    /// Whether a text is too short to be met.
    misses: bool,
}

/// Some letters of a text that are looked up.
#[derive(Debug)]
struct Window {
    key: u64,
    /// Whose letters they are, and how many come up to the window's end.
    text: u32,
    upto: u32,
    /// The text's first and last letters, and how many it has. What is met stands mostly in other
    /// words, which are told apart by these without going to the text.
    first: [u8; 8],
    last: [u8; 8],
    length: u32,
}

impl Window {
    /// Whether the text it belongs to stands in letters so that it ends at a place.
    fn is_met(&self, letters: &[u8], at: usize, texts: &[Box<[u8]>]) -> bool {
        let Some(start) = at.checked_sub(self.upto as usize) else {
            return false;
        };
        let Some(found) = letters.get(start..start + self.length as usize) else {
            return false;
        };
        found.first_chunk() == Some(&self.first)
            && found.last_chunk() == Some(&self.last)
            && *found == *texts[self.text as usize]
    }
}

impl Sieve {
    /// For texts as [`passages`](super::passages) folds them.
    pub fn new<'a>(texts: impl Iterator<Item = &'a [u8]>) -> Sieve {
        let letters = |text: &[u8]| -> Vec<u8> {
            let letters: Vec<u8> = text.iter().copied().filter(|b| *b > b' ').collect();
            letters[letters.len().saturating_sub(COMPARED)..].to_vec()
        };
        let mut ends: Vec<Box<[u8]>> = texts.map(|text| letters(text).into()).collect();
        ends.sort_unstable();
        ends.dedup();
        let rarity = Rarity::of(&ends);
        let mut sieve = Sieve {
            misses: ends.iter().any(|end| end.len() < LEAST),
            ..Sieve::default()
        };
        for (text, end) in (0..).zip(&ends) {
            for upto in rarity.rarest(end) {
                let key = window(end, upto).map(key);
                let ends = end.first_chunk().zip(end.last_chunk());
                let (Some(key), Some((first, last))) = (key, ends) else {
                    continue;
                };
                sieve.after = sieve.after.max(end.len() - upto);
                sieve.windows.push(Window {
                    key,
                    text,
                    upto: upto as u32,
                    first: *first,
                    last: *last,
                    length: end.len() as u32,
                });
            }
        }
        sieve.windows.sort_unstable_by_key(|window| window.key);
        sieve.ends = ends;
        if !sieve.is_empty() {
            let room = sieve.windows.len().next_power_of_two().max(2);
            sieve.bits = vec![0; room / 2];
            sieve.shift = u64::BITS - room.trailing_zeros();
            let of = |first: u64| move |window: &Window| window.key >> sieve.shift < first;
            let starts = (0..=room as u64).map(|first| sieve.windows.partition_point(of(first)));
            sieve.by_key = starts.map(|start| start as u32).collect();
        }
        for window in &sieve.windows {
            let (word, bits) = place(window.key, sieve.bits.len());
            sieve.bits[word] |= bits;
        }
        sieve
    }

    fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether a text stands in letters so that one of its windows ends at a place.
    fn knows(&self, letters: &[u8], at: usize) -> bool {
        let Some(key) = window(letters, at).map(key) else {
            return false;
        };
        let (word, bits) = place(key, self.bits.len());
        let may = |word: &u64| word & bits == bits;
        self.bits.get(word).is_some_and(may) && self.confirms(key, letters, at)
    }

    #[cold]
    fn confirms(&self, key: u64, letters: &[u8], at: usize) -> bool {
        let first = (key >> self.shift) as usize;
        let near = self.by_key[first] as usize..self.by_key[first + 1] as usize;
        let mut alike = self.windows[near].iter().filter(|window| window.key == key);
        alike.any(|window| window.is_met(letters, at, &self.ends))
    }

    /// Whether a text may stand in a file of the site, or in its address.
    pub fn suspects(&self, output: Output) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut look = Look::new(self);
        let bytes = output.bytes;
        look.at(output.address.as_bytes(), Manner::CODE);
        match output.format {
            _ if is_wide(bytes) => return true,
            Format::Markup => look.at(bytes, Manner::PROSE),
            Format::Json => look.at(bytes, Manner::STRINGS),
            Format::Noise => look.at(bytes, Manner::CODE),
            Format::Css => return true,
            Format::Code => {
                let words = code::script_words(bytes);
                look.at(&words, Manner::CODE);
                look.at(&words, Manner::STRINGS);
            }
        }
        look.suspects()
    }

    /// Whether a text may stand in bytes.
    pub fn in_bytes(&self, bytes: &[u8], manner: Manner) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut look = Look::new(self);
        look.at(bytes, manner);
        look.suspects()
    }

    /// To look at texts in which nothing is written as something else.
    pub fn plain(&self) -> Plain<'_> {
        Plain(Look::new(self))
    }
}

/// How often windows occur in the texts, about: those that many share are met often, and say little.
struct Rarity(Vec<u8>);

impl Rarity {
    fn of(texts: &[Box<[u8]>]) -> Rarity {
        let letters: usize = texts.iter().map(|text| text.len()).sum();
        let room = (2 * letters).next_power_of_two().min(1 << 24);
        let mut rarity = Rarity(vec![0; room]);
        for window in texts.iter().flat_map(|text| text.array_windows()) {
            let place = rarity.place(window);
            rarity.0[place] = rarity.0[place].saturating_add(1);
        }
        rarity
    }

    fn place(&self, window: &[u8; WINDOW]) -> usize {
        key(window) as usize & (self.0.len() - 1)
    }

    /// Where the rarest windows of a text end that stand side by side.
    fn rarest(&self, text: &[u8]) -> Range<usize> {
        let counts: Vec<u32> = text
            .array_windows()
            .map(|window| u32::from(self.0[self.place(window)]))
            .collect();
        let stretches = counts
            .windows(STEP)
            .map(|counts| counts.iter().sum::<u32>());
        let rarest = stretches.enumerate().min_by_key(|(_, sum)| *sum);
        let first = WINDOW + rarest.map_or(0, |(at, _)| at);
        first..first + STEP
    }
}

/// The letters of the window that ends at a place.
#[inline]
fn window(letters: &[u8], end: usize) -> Option<&[u8; WINDOW]> {
    letters.get(..end)?.last_chunk()
}

/// A number for a window's letters: the product of its halves, folded (as wyhash does).
#[inline]
fn key(window: &[u8; WINDOW]) -> u64 {
    let letters = u128::from_le_bytes(*window);
    let (first, last) = (letters as u64, (letters >> 64) as u64);
    let product =
        u128::from(first ^ 0x9e37_79b9_7f4a_7c15) * u128::from(last ^ 0xbf58_476d_1ce4_e5b9);
    product as u64 ^ (product >> 64) as u64
}

/// The bits of a key among so many words, which are a power of two.
#[inline]
fn place(key: u64, words: usize) -> (usize, u64) {
    let bits = 1 << (key & 63) | 1 << (key >> 6 & 63);
    ((key >> 12) as usize & words.wrapping_sub(1), bits)
}
