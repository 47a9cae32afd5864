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

use std::ops::Range;

use super::code;
use super::decode;
use super::letters::{self, Kind};
use super::output::{self, Format};
use super::reading::{self, LONGEST_TAG, Manner};

/// How many letters are looked up at once.
const WINDOW: usize = 16;
/// How many letters lie between two windows that are looked up.
const STEP: usize = 8;
/// How many letters a text has to have, so that one of its windows is met.
const LEAST: usize = WINDOW + STEP - 1;
/// How many letters are compared at most.
const COMPARED: usize = 256;
const BLOCK: usize = 1 << 12;
/// How long the name of a tag is that is passed over at once: too short for a text.
const SHORT_NAME: usize = 16;

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
                let Some(key) = window(end, upto).map(key) else {
                    continue;
                };
                sieve.after = sieve.after.max(end.len() - upto);
                sieve.windows.push(Window {
                    key,
                    text,
                    upto: upto as u32,
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
        let alike = self.windows[near].iter().filter(|window| window.key == key);
        alike.into_iter().any(|window| {
            let end = &*self.ends[window.text as usize];
            at.checked_sub(window.upto as usize)
                .is_some_and(|start| letters[start..].starts_with(end))
        })
    }

    /// Whether a text may stand in a file of the site, or in its address.
    pub fn suspects(&self, address: &str, bytes: &[u8]) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut look = Look::new(self);
        look.at(address.as_bytes(), Manner::CODE);
        match output::format_of(address, bytes) {
            _ if output::is_wide(bytes) => return true,
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

/// Looks at texts as they are, one after another.
pub(super) struct Plain<'s>(Look<'s>);

impl Plain<'_> {
    pub fn suspects(&mut self, text: &str) -> bool {
        let look = &mut self.0;
        if look.words.sieve.is_empty() {
            return false;
        }
        look.words.clear();
        look.wraps = false;
        let bytes = text.as_bytes();
        let mut i = look.words.gather(bytes);
        while i < bytes.len() {
            let (c, length) = decode::utf8(&bytes[i..]);
            look.character::<{ reading::WORDS }>(c);
            i += length;
            i += look.words.gather(&bytes[i..]);
        }
        look.suspects()
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

/// Stands in [`LETTER`] for bytes that want a closer look.
const SPECIAL: u8 = 1;

/// Letters and digits in lower case; 0 for what is neither; [`SPECIAL`].
const LETTER: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        table[i] = match byte {
            b'a'..=b'z' | b'0'..=b'9' => byte,
            b'A'..=b'Z' => byte.to_ascii_lowercase(),
            b'<' | b'&' | b'%' | b'\\' | b']' | b';' | 0x80.. => SPECIAL,
            _ => 0,
        };
        i += 1;
    }
    table
};

/// The same within a tag, where the signs that end it or a value want a closer look too.
const IN_TAG: [u8; 256] = {
    let mut table = LETTER;
    table[b'>' as usize] = SPECIAL;
    table[b'"' as usize] = SPECIAL;
    table[b'\'' as usize] = SPECIAL;
    table
};

/// The letters of one stream, a block at a time.
struct Letters<'s> {
    sieve: &'s Sieve,
    block: Box<[u8; BLOCK]>,
    /// How many letters the block holds.
    length: usize,
    /// Where the last window that was looked up ends.
    seen: usize,
    found: bool,
}

impl<'s> Letters<'s> {
    fn new(sieve: &'s Sieve) -> Self {
        Letters {
            sieve,
            block: Box::new([0; BLOCK]),
            length: 0,
            seen: 0,
            found: false,
        }
    }

    fn clear(&mut self) {
        self.length = 0;
        self.seen = 0;
        self.found = false;
    }

    /// Adds the letters that bytes begin with, up to a special one; how many bytes that were.
    #[inline]
    fn gather(&mut self, bytes: &[u8]) -> usize {
        if self.length >= BLOCK / 2 {
            self.look();
        }
        let bytes = &bytes[..bytes.len().min(BLOCK / 2)];
        let mut length = self.length;
        let mut taken = 0;
        for byte in bytes {
            let letter = LETTER[*byte as usize];
            if letter == SPECIAL {
                break;
            }
            // Written always, and kept if it is a letter: words are too short for a branch.
            self.block[length & (BLOCK - 1)] = letter;
            length += usize::from(letter != 0);
            taken += 1;
        }
        self.length = length;
        taken
    }

    /// Adds the letters of a tag in which nothing is written as something else, and which is no
    /// raw element's; how many bytes it has. One pass, where others look for its end first.
    fn gather_tag(&mut self, bytes: &[u8]) -> Option<usize> {
        if self.length >= BLOCK / 2 {
            self.look();
        }
        let name = bytes.get(1..)?;
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let bytes = &bytes[..bytes.len().min(BLOCK / 2)];
        let block = &mut *self.block;
        let mut length = self.length;
        // The mark that ends the value, where a value has begun.
        let mut value = 0;
        let mut at = 1;
        loop {
            let mut mark = None;
            for byte in &bytes[at..] {
                let letter = IN_TAG[*byte as usize];
                if letter == SPECIAL {
                    mark = Some(*byte);
                    break;
                }
                block[length & (BLOCK - 1)] = letter;
                length += usize::from(letter != 0);
                at += 1;
            }
            match mark? {
                b'>' if value == 0 => break,
                b'>' => {}
                mark @ (b'"' | b'\'') if value == mark => value = 0,
                mark @ (b'"' | b'\'') => {
                    if value == 0 && bytes[..at].trim_ascii_end().ends_with(b"=") {
                        value = mark;
                    }
                }
                _ => return None,
            }
            at += 1;
        }
        let name_end = name.iter().position(|b| !b.is_ascii_alphanumeric())?;
        if reading::raw_end(&name[..name_end]).is_some() {
            return None;
        }
        self.length = length;
        Some(at + 1)
    }

    fn push(&mut self, c: char) {
        if self.length + 4 > BLOCK {
            self.look();
        }
        let end = self.length + c.len_utf8();
        c.encode_utf8(&mut self.block[self.length..end]);
        self.length = end;
    }

    /// Looks at the letters that are new but for the last, after which more may belong to a text,
    /// and keeps some for comparing.
    fn look(&mut self) {
        self.look_before(self.length.saturating_sub(self.sieve.after));
        let from = self.seen.saturating_sub(COMPARED);
        self.block.copy_within(from..self.length, 0);
        self.length -= from;
        self.seen -= from;
    }

    /// Looks up the windows that end up to a place.
    fn look_before(&mut self, end: usize) {
        let mut at = self.seen + STEP;
        while at <= end {
            self.found |= self.sieve.knows(&self.block[..self.length], at);
            at += STEP;
        }
        self.seen = at - STEP;
    }

    /// Whether something was found in all that was gathered.
    fn ends(&mut self) -> bool {
        self.look_before(self.length);
        self.found
    }
}

/// Follows the same structure as [`reading::Reading`].
struct Look<'s> {
    words: Letters<'s>,
    hidden: Letters<'s>,
    /// Whether something wraps other text.
    wraps: bool,
}

impl<'s> Look<'s> {
    fn new(sieve: &'s Sieve) -> Self {
        Look {
            words: Letters::new(sieve),
            hidden: Letters::new(sieve),
            wraps: false,
        }
    }

    /// Looks at some bytes. What is found across two of them is suspected needlessly, and seldom.
    fn at(&mut self, bytes: &[u8], manner: Manner) {
        self.run::<{ reading::WORDS }>(bytes, manner);
    }

    fn suspects(&mut self) -> bool {
        self.wraps || self.words.sieve.misses || self.words.ends() || self.hidden.ends()
    }

    #[inline]
    fn letters<const SIDE: bool>(&mut self) -> &mut Letters<'s> {
        if SIDE {
            &mut self.hidden
        } else {
            &mut self.words
        }
    }

    fn run<const SIDE: bool>(&mut self, bytes: &[u8], manner: Manner) {
        let mut i = 0;
        loop {
            i += self.letters::<SIDE>().gather(&bytes[i..]);
            let Some(&byte) = bytes.get(i) else { return };
            let rest = &bytes[i..];
            i += match byte {
                b'<' if manner.markup => self.tag(rest, manner),
                b'<' => {
                    self.wraps |= reading::starts_tag(rest);
                    1
                }
                b']' if manner.markup => self.bracket(rest),
                b'&' => match decode::reference(rest, !SIDE) {
                    Some((first, second, length)) => {
                        self.wraps |=
                            rest[..length].ends_with(b";") && is_base64(&rest[length - 1..]);
                        self.decoded::<SIDE>(first, &rest[length..]);
                        second
                            .into_iter()
                            .for_each(|c| self.decoded::<SIDE>(c, &rest[length..]));
                        length
                    }
                    None => 1,
                },
                b';' => {
                    self.wraps |= is_base64(rest);
                    1
                }
                b'%' => match decode::percent(rest) {
                    Some((c, length)) => {
                        self.decoded::<SIDE>(c, &rest[length..]);
                        length
                    }
                    None => 1,
                },
                b'\\' => match decode::escape(rest, manner.escapes) {
                    Some((c, length)) => {
                        c.into_iter()
                            .for_each(|c| self.decoded::<SIDE>(c, &rest[length..]));
                        length
                    }
                    None => 1,
                },
                // Quotation marks, dashes, an ellipsis: no letter is among these.
                0xe2 if matches!(rest, [_, 0x80, 0x80..=0xbf, ..]) => 3,
                0x80.. => {
                    let (c, length) = decode::utf8(rest);
                    self.character::<SIDE>(c);
                    length
                }
                // A plain sign, or the end of a block.
                _ => usize::from(LETTER[byte as usize] == SPECIAL),
            };
        }
    }

    /// A character that was written as others.
    fn decoded<const SIDE: bool>(&mut self, c: char, rest: &[u8]) {
        self.wraps |= reading::may_wrap(c, rest, SIDE);
        self.character::<SIDE>(c);
    }

    fn character<const SIDE: bool>(&mut self, c: char) {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                self.letters::<SIDE>().push(c.to_ascii_lowercase());
            }
            return;
        }
        letters::folded(c, |kind, text| {
            if matches!(kind, Kind::Word | Kind::Joined | Kind::Mixed) {
                for part in text.chars() {
                    // Korean letters become syllables, by what stands beside them.
                    self.wraps |= matches!(part as u32, 0x1100..=0x11ff);
                    if part.is_ascii_alphanumeric() || (!part.is_ascii() && letters::is_word(part))
                    {
                        self.letters::<SIDE>().push(part.to_ascii_lowercase());
                    }
                }
            }
        });
    }

    /// `]`, and the target of a link.
    fn bracket(&mut self, bytes: &[u8]) -> usize {
        let Some(end) = reading::link_target(bytes) else {
            return 1;
        };
        self.run::<{ reading::HIDDEN }>(&bytes[2..end - 1], Manner::CODE);
        end
    }

    /// A tag, a comment, or `<` alone.
    fn tag(&mut self, bytes: &[u8], manner: Manner) -> usize {
        let plain = match bytes.get(1) {
            Some(b'/') => closing_tag(bytes),
            _ => self.hidden.gather_tag(bytes),
        };
        if let Some(end) = plain {
            return end;
        }
        let within = &bytes[..bytes.len().min(LONGEST_TAG)];
        if bytes.get(1) == Some(&b'!') {
            if bytes.starts_with(b"<!--") {
                let Some(length) = memchr::memmem::find(&within[4..], b"-->") else {
                    return 1;
                };
                self.run::<{ reading::HIDDEN }>(&bytes[4..4 + length], Manner::CODE);
                return length + 7;
            }
            if bytes.starts_with(b"<![CDATA[") {
                return 9;
            }
        }
        if !reading::starts_tag(bytes) {
            return 1;
        }
        let Some(end) = reading::tag_end(within) else {
            return 1;
        };
        self.run::<{ reading::HIDDEN }>(&within[1..end - 1], Manner::CODE);
        if manner.source || within[1] == b'/' {
            return end;
        }
        let name = &within[1..reading::name_end(within, end)];
        let raw = reading::raw_length(name, &bytes[end..]);
        self.run::<{ reading::HIDDEN }>(&bytes[end..end + raw], Manner::CODE);
        end + raw
    }
}

/// Whether data follows that wraps other text.
fn is_base64(bytes: &[u8]) -> bool {
    bytes.starts_with(b";base64,")
}

/// Where a closing tag ends that is a short name and nothing else. What stands in a tag is read by
/// itself, and so it is too little to be a text.
fn closing_tag(bytes: &[u8]) -> Option<usize> {
    let name = bytes.get(2..)?;
    let length = name
        .iter()
        .take(SHORT_NAME)
        .position(|b| !b.is_ascii_alphanumeric())?;
    let is_name = length > 0 && name[0].is_ascii_alphabetic() && name[length] == b'>';
    is_name.then_some(length + 3)
}
