//! A first look at bytes, many times as quick as reading them: whether a passage may stand there.
//!
//! It sees letters and digits alone, whatever parts them, with references and escapes decoded, and
//! tags apart from the words around them. What [`Passages`](super::Passages) would find it never
//! misses; what it suspects is then read with care. Where bytes wrap other text (base64, references
//! of references) it does not look inside, and suspects them.
//!
//! Letters are gathered in blocks, and over each runs a gear hash of the last letters (Xia et al.,
//! FastCDC, USENIX ATC 2016): a letter shifts out of it after 22 others.

use std::collections::HashMap;

use super::code;
use super::decode;
use super::letters::{self, Kind};
use super::output::{self, Format};
use super::reading::{self, LONGEST_TAG, Manner};

/// How far the hash moves with each letter.
const SHIFT: u32 = 3;
/// How many bits of the hash are looked up first.
const BITS: u32 = 19;
/// How many letters are compared at most.
const COMPARED: usize = 256;
const BLOCK: usize = 1 << 13;

/// Finds where one of many texts may stand.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// A bit for each hash that a text ends with.
    bits: Vec<u64>,
    /// The last letters of the texts, by the hash that they end with.
    ends: HashMap<u64, Vec<Box<[u8]>>>,
}

impl Sieve {
    /// For texts as [`passages`] folds them, each of more letters than the hash remembers.
    pub fn new<'a>(texts: impl Iterator<Item = &'a [u8]>) -> Sieve {
        let mut sieve = Sieve {
            bits: vec![0; 1 << (BITS - 6)],
            ends: HashMap::new(),
        };
        for text in texts {
            let letters: Vec<u8> = text.iter().copied().filter(|b| *b > b' ').collect();
            let hash = letters.iter().fold(0, |hash, letter| next(hash, *letter));
            let (word, bit) = place(hash);
            sieve.bits[word] |= bit;
            let end = &letters[letters.len().saturating_sub(COMPARED)..];
            sieve.ends.entry(hash).or_default().push(end.into());
        }
        sieve
    }

    /// Whether a text may stand in a file of the site, or in its address.
    pub fn suspects(&self, address: &str, bytes: &[u8]) -> bool {
        !self.ends.is_empty()
            && (self.in_bytes(address.as_bytes(), Manner::CODE) || self.in_file(address, bytes))
    }

    fn in_file(&self, address: &str, bytes: &[u8]) -> bool {
        match output::format_of(address, bytes) {
            _ if output::is_wide(bytes) => true,
            Format::Markup => self.in_bytes(bytes, Manner::PROSE),
            Format::Json => self.in_bytes(bytes, Manner::STRINGS),
            Format::Noise => self.in_bytes(bytes, Manner::CODE),
            Format::Css => true,
            Format::Code => {
                let words = code::script_words(bytes);
                self.in_bytes(&words, Manner::CODE) || self.in_bytes(&words, Manner::STRINGS)
            }
        }
    }

    /// Whether a text may stand in bytes.
    pub fn in_bytes(&self, bytes: &[u8], manner: Manner) -> bool {
        if self.ends.is_empty() {
            return false;
        }
        if memchr::memmem::find(bytes, b";base64,").is_some() {
            return true;
        }
        let mut look = Look::new(self);
        look.run::<{ reading::WORDS }>(bytes, manner);
        look.suspects()
    }

    /// To look at texts in which nothing is written as something else.
    pub fn plain(&self) -> Plain<'_> {
        Plain(Look::new(self))
    }
}

/// Looks at texts as they are, one after another.
pub(super) struct Plain<'s>(Look<'s>);

impl Plain<'_> {
    pub fn suspects(&mut self, text: &str) -> bool {
        let look = &mut self.0;
        if look.words.sieve.ends.is_empty() {
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

const GEAR: [u64; 256] = {
    // SplitMix64 (Steele, Lea and Flood 2014), from a fixed seed.
    let mut table = [0; 256];
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut i = 0;
    while i < 256 {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        table[i] = z ^ (z >> 31);
        i += 1;
    }
    table
};

#[inline]
fn next(hash: u64, letter: u8) -> u64 {
    (hash << SHIFT).wrapping_add(GEAR[letter as usize])
}

#[inline]
fn place(hash: u64) -> (usize, u64) {
    let index = hash >> (64 - BITS);
    ((index >> 6) as usize, 1 << (index & 63))
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
            b'<' | b'&' | b'%' | b'\\' | b']' | 0x80.. => SPECIAL,
            _ => 0,
        };
        i += 1;
    }
    table
};

/// The letters of one stream, a block at a time.
struct Letters<'s> {
    sieve: &'s Sieve,
    block: Box<[u8; BLOCK]>,
    /// How many letters the block holds.
    length: usize,
    /// How many of them were looked at.
    seen: usize,
    hash: u64,
    found: bool,
}

impl<'s> Letters<'s> {
    fn new(sieve: &'s Sieve) -> Self {
        Letters {
            sieve,
            block: Box::new([0; BLOCK]),
            length: 0,
            seen: 0,
            hash: 0,
            found: false,
        }
    }

    fn clear(&mut self) {
        self.length = 0;
        self.seen = 0;
        self.hash = 0;
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

    fn push(&mut self, c: char) {
        if self.length + 4 > BLOCK {
            self.look();
        }
        let end = self.length + c.len_utf8();
        c.encode_utf8(&mut self.block[self.length..end]);
        self.length = end;
    }

    /// Looks at the letters that are new, and keeps the last ones for comparing.
    fn look(&mut self) {
        let mut hash = self.hash;
        for at in self.seen..self.length {
            hash = next(hash, self.block[at]);
            let (word, bit) = place(hash);
            if self.sieve.bits[word] & bit != 0 {
                let ends = self.sieve.ends.get(&hash);
                let before = &self.block[..=at];
                self.found |= ends.is_some_and(|ends| ends.iter().any(|end| before.ends_with(end)));
            }
        }
        self.hash = hash;
        let kept = self.length.min(COMPARED);
        self.block.copy_within(self.length - kept..self.length, 0);
        self.length = kept;
        self.seen = kept;
    }

    /// Whether something was found in all that was gathered.
    fn ends(&mut self) -> bool {
        self.look();
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

    fn suspects(&mut self) -> bool {
        self.wraps || self.words.ends() || self.hidden.ends()
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
                        self.decoded::<SIDE>(first, &rest[length..]);
                        second
                            .into_iter()
                            .for_each(|c| self.decoded::<SIDE>(c, &rest[length..]));
                        length
                    }
                    None => 1,
                },
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
        let within = &bytes[..bytes.len().min(LONGEST_TAG)];
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
