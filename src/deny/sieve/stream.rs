//! The letters and digits of a stream of bytes, gathered in blocks, every eighth window of them
//! looked up.

use super::super::markup;
use super::{COMPARED, STEP, Sieve};

const BLOCK: usize = 1 << 12;

/// Stands in [`LETTER`] for bytes that want a closer look.
pub(super) const SPECIAL: u8 = 1;

/// Letters and digits in lower case; 0 for what is neither; [`SPECIAL`].
pub(super) const LETTER: [u8; 256] = {
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
pub(super) struct Letters<'s> {
    pub sieve: &'s Sieve,
    block: Box<[u8; BLOCK]>,
    /// How many letters the block holds.
    length: usize,
    /// Where the last window that was looked up ends.
    seen: usize,
    found: bool,
}

impl<'s> Letters<'s> {
    pub fn new(sieve: &'s Sieve) -> Self {
        Letters {
            sieve,
            block: Box::new([0; BLOCK]),
            length: 0,
            seen: 0,
            found: false,
        }
    }

    pub fn clear(&mut self) {
        self.length = 0;
        self.seen = 0;
        self.found = false;
    }

    /// Adds the letters that bytes begin with, up to a special one; how many bytes that were.
    #[inline]
    pub fn gather(&mut self, bytes: &[u8]) -> usize {
        if self.length >= BLOCK / 2 {
            self.look();
        }
        let bytes = &bytes[..bytes.len().min(BLOCK / 2)];
        let block = &mut *self.block;
        let mut length = self.length;
        let mut taken = 0;
        for byte in bytes {
            let letter = LETTER[*byte as usize];
            if letter == SPECIAL {
                break;
            }
            // Written always, and kept if it is a letter: words are too short for a branch.
            block[length & (BLOCK - 1)] = letter;
            length += usize::from(letter != 0);
            taken += 1;
        }
        self.length = length;
        taken
    }

    /// Adds the letters of a tag in which nothing is written as something else, and which is no
    /// raw element's; how many bytes it has. One pass, where others look for its end first.
    pub fn gather_tag(&mut self, bytes: &[u8]) -> Option<usize> {
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
        if markup::raw_end(&name[..name_end]).is_some() {
            return None;
        }
        self.length = length;
        Some(at + 1)
    }

    pub fn push(&mut self, c: char) {
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
    pub fn ends(&mut self) -> bool {
        self.look_before(self.length);
        self.found
    }
}
