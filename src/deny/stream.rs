//! The folded form of a text: lower-case letters, one space between words, and no markup.

use super::letters::{self, Kind};

/// Stands where two letters may belong to one word or to two (`a_b`, `a[b`, `</i><i>`).
pub(super) const EITHER: u8 = 2;
/// Stands where nothing may be read across, as between two attributes.
pub(super) const BREAK: u8 = 1;

/// Remembers where each folded byte came from, or does not.
pub(super) trait Track: Default {
    fn mark(&mut self, start: usize, end: usize);
    /// The last byte came from more: up to `end`.
    fn extend(&mut self, end: usize);
    /// Drops the marks whose index `keep` refuses.
    fn retain(&self, keep: impl Fn(usize) -> bool) -> Self;
    /// The place in the source of a range of folded bytes.
    fn source(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize>;
}

impl Track for () {
    fn mark(&mut self, _: usize, _: usize) {}
    fn extend(&mut self, _: usize) {}
    fn retain(&self, _: impl Fn(usize) -> bool) {}
    fn source(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        range
    }
}

impl Track for Vec<(u32, u32)> {
    fn mark(&mut self, start: usize, end: usize) {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.push((clamp(start), clamp(end)));
    }

    fn extend(&mut self, end: usize) {
        if let Some(last) = self.last_mut() {
            last.1 = u32::try_from(end).unwrap_or(u32::MAX);
        }
    }

    fn retain(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept = self.iter().enumerate().filter(|(i, _)| keep(*i));
        kept.map(|(_, mark)| *mark).collect()
    }

    fn source(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let marks = &self[range];
        let start = marks.iter().map(|m| m.0).min().unwrap_or(0);
        let end = marks.iter().map(|m| m.1).max().unwrap_or(0);
        start as usize..end as usize
    }
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Word,
    /// A digit: it is part of a word, and a letter after it may still begin one.
    Digit,
    Joined,
    Sign,
}

/// What was read since, and is written once it is known what follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    Either,
    Separator(u8),
    Space,
}

/// A folded text that grows.
pub(super) struct Stream<T> {
    pub bytes: Vec<u8>,
    pub marks: T,
    /// Whether [`EITHER`] was written.
    pub either: bool,
    /// Where words begin, and every letter of a script without word borders.
    pub starts: Vec<u32>,
    last: Last,
    pending: Pending,
    /// Where a pending separator stood.
    pending_at: (usize, usize),
}

impl<T: Track> Stream<T> {
    pub fn new(capacity: usize) -> Self {
        Stream {
            bytes: Vec::with_capacity(capacity),
            marks: T::default(),
            either: false,
            starts: Vec::with_capacity(capacity / 5),
            last: Last::Start,
            pending: Pending::Nothing,
            pending_at: (0, 0),
        }
    }

    fn push(&mut self, byte: u8, start: usize, end: usize) {
        self.bytes.push(byte);
        self.marks.mark(start, end);
    }

    /// Nothing is read across this.
    pub fn part(&mut self) {
        self.pending = Pending::Nothing;
        self.last = Last::Start;
        self.push(BREAK, 0, 0);
    }

    /// Writes what was pending before a letter.
    #[inline]
    pub fn before_letter(&mut self, at: usize) {
        self.before(Last::Word, at);
    }

    /// Writes what was pending before a digit.
    #[inline]
    pub fn before_digit(&mut self, at: usize) {
        self.before(Last::Digit, at);
    }

    #[inline]
    fn before(&mut self, next: Last, at: usize) {
        if self.pending != Pending::Nothing {
            self.flush(false, at);
            self.start();
        } else if self.last != next {
            self.start();
        }
        self.last = next;
    }

    #[inline]
    fn start(&mut self) {
        self.starts.push(self.bytes.len() as u32);
    }

    fn after_letter(&self) -> bool {
        matches!(self.last, Last::Word | Last::Digit | Last::Joined)
    }

    /// A folded ASCII letter or digit, after [`Stream::before_letter`].
    #[inline]
    pub fn letter(&mut self, byte: u8, start: usize, end: usize) {
        self.bytes.push(byte);
        self.marks.mark(start, end);
    }

    fn flush(&mut self, joined: bool, at: usize) {
        let together = joined && self.last == Last::Joined;
        match self.pending {
            Pending::Nothing => {}
            Pending::Either => {
                self.either = true;
                self.push(EITHER, at, at);
            }
            Pending::Separator(_) | Pending::Space if together => {}
            Pending::Separator(_) | Pending::Space => self.push(b' ', at, at),
        }
        self.pending = Pending::Nothing;
    }

    /// White space, or a tag that parts words. A hyphen before a line break parts them too.
    #[inline]
    pub fn space(&mut self, line_break: bool) {
        if let Pending::Separator(sign) = self.pending {
            let hyphen_at_end = sign == b'-' && line_break;
            if !hyphen_at_end {
                let (start, end) = self.pending_at;
                self.push(sign, start, end);
                self.last = Last::Sign;
            }
        }
        self.pending = Pending::Space;
    }

    /// What may part a word or stand inside it.
    pub fn either(&mut self) {
        if self.pending == Pending::Nothing && self.after_letter() {
            self.pending = Pending::Either;
        }
    }

    /// `-`, `.` or `+`: a space between two letters, itself elsewhere.
    pub fn separator(&mut self, sign: u8, start: usize, end: usize) {
        match self.pending {
            Pending::Nothing | Pending::Either if self.after_letter() => {
                self.pending = Pending::Separator(sign);
                self.pending_at = (start, end);
            }
            _ => self.sign(sign, start, end),
        }
    }

    /// A printed character that is no letter.
    pub fn sign(&mut self, sign: u8, start: usize, end: usize) {
        self.flush_sign(start);
        self.push(sign, start, end);
    }

    fn flush_sign(&mut self, at: usize) {
        match self.pending {
            Pending::Nothing | Pending::Either => {}
            Pending::Separator(sign) => {
                let (start, end) = self.pending_at;
                self.push(sign, start, end);
            }
            Pending::Space => self.push(b' ', at, at),
        }
        self.pending = Pending::Nothing;
        self.last = Last::Sign;
    }

    /// Any character, which stood at `start..end` of the source; no markup is seen in it.
    pub fn character(&mut self, c: char, start: usize, end: usize) {
        if c.is_ascii() {
            self.ascii(c as u8, start, end);
            return;
        }
        letters::folded(c, |kind, text| match kind {
            Kind::Nothing => {}
            Kind::Space => self.space(false),
            Kind::Separator => self.separator(b'-', start, end),
            Kind::Word => {
                self.before_letter(start);
                self.push_all(text.as_bytes(), start, end);
            }
            Kind::Joined => text.chars().for_each(|c| self.joined(c, start, end)),
            Kind::Sign => {
                self.flush_sign(start);
                self.push_all(text.as_bytes(), start, end);
            }
            Kind::Mixed => {
                if c.is_numeric() {
                    self.either();
                }
                text.chars().for_each(|part| {
                    if part.is_ascii() {
                        self.ascii(part as u8, start, end);
                    } else if letters::is_joined(part) {
                        self.joined(part, start, end);
                    } else {
                        let word = letters::is_word(part);
                        if word {
                            self.before_letter(start);
                        } else {
                            self.flush_sign(start);
                        }
                        self.push_all(part.encode_utf8(&mut [0; 4]).as_bytes(), start, end);
                    }
                });
                if c.is_numeric() {
                    self.either();
                }
            }
        });
    }

    fn ascii(&mut self, byte: u8, start: usize, end: usize) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                self.before_letter(start);
                self.push(byte.to_ascii_lowercase(), start, end);
            }
            b'0'..=b'9' => {
                self.before_digit(start);
                self.push(byte, start, end);
            }
            b' ' | b'\t' => self.space(false),
            b'\n' | b'\r' | 0x0b | 0x0c => self.space(true),
            b'-' | b'.' | b'+' => self.separator(byte, start, end),
            b'_' => self.either(),
            0..=0x1f | 0x7f => {}
            _ => self.sign(byte, start, end),
        }
    }

    fn push_all(&mut self, bytes: &[u8], start: usize, end: usize) {
        self.bytes.extend_from_slice(bytes);
        for _ in bytes {
            self.marks.mark(start, end);
        }
    }

    /// A letter of a script without word borders; Korean letters become syllables again.
    fn joined(&mut self, c: char, start: usize, end: usize) {
        let syllable = (self.pending == Pending::Nothing && self.last == Last::Joined)
            .then(|| self.bytes.last_chunk::<3>())
            .flatten()
            .and_then(|before| std::str::from_utf8(before).ok()?.chars().next())
            .and_then(|before| unicode_normalization::char::compose(before, c))
            .filter(|syllable| matches!(*syllable as u32, 0xac00..=0xd7a3));
        if let Some(syllable) = syllable {
            let at = self.bytes.len() - 3;
            let mut bytes = [0; 3];
            syllable.encode_utf8(&mut bytes);
            self.bytes[at..].copy_from_slice(&bytes);
            self.marks.extend(end);
            return;
        }
        if self.pending != Pending::Nothing {
            self.flush(true, start);
        }
        self.last = Last::Joined;
        self.start();
        self.push_all(c.encode_utf8(&mut [0; 4]).as_bytes(), start, end);
    }
}
