//! Bytes as a reader of the page would see them, and as a curious one would find them: words with
//! the markup taken out, and apart from them what stands in tags, comments and scripts.

use std::ops::Range;

use super::code;
use super::decode::{self, Escapes};
use super::markup::{
    LONGEST_TAG, Part, link_target, may_wrap, name_end, next_opens, part_of, quote_marks,
    raw_length, starts_tag, tag_end,
};
use super::stream::{Stream, Track};

/// How bytes are to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    /// Whether tags and Markdown are taken out; else they are signs like any other.
    pub markup: bool,
    /// Which backslashes mean a character.
    pub escapes: Escapes,
    /// Whether the text is a user's own, where `>` begins a quoted line.
    pub source: bool,
}

impl Manner {
    /// Text with markup, as in HTML, XML and CSV.
    pub const PROSE: Manner = Manner {
        markup: true,
        escapes: Escapes::Code,
        source: false,
    };
    /// Markdown, YAML, TOML.
    pub const SOURCE: Manner = Manner {
        source: true,
        ..Manner::PROSE
    };
    /// Text with markup in strings with escapes, as in JSON.
    pub const STRINGS: Manner = Manner {
        escapes: Escapes::Strings,
        ..Manner::PROSE
    };
    /// Scripts, attributes, comments.
    pub const CODE: Manner = Manner {
        markup: false,
        escapes: Escapes::Strings,
        source: false,
    };
}

/// How often something may be wrapped in something else (HTML in an attribute in a feed).
const DEEPEST: u8 = 3;

pub(super) const WORDS: bool = false;
pub(super) const HIDDEN: bool = true;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Break,
    Separator,
    Under,
    Bracket,
    Markup,
    Backslash,
    Less,
    Greater,
    Ampersand,
    Percent,
    Comma,
    Control,
    Sign,
    High,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Sign; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = match i as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' => Class::Space,
            b'\n' | b'\r' | 0x0b | 0x0c => Class::Break,
            b'-' | b'.' | b'+' => Class::Separator,
            b'_' => Class::Under,
            b'[' | b']' => Class::Bracket,
            b'*' | b'~' | b'`' => Class::Markup,
            b'\\' => Class::Backslash,
            b'<' => Class::Less,
            b'>' => Class::Greater,
            b'&' => Class::Ampersand,
            b'%' => Class::Percent,
            b',' => Class::Comma,
            0..=0x1f | 0x7f => Class::Control,
            0x80..=0xff => Class::High,
            _ => Class::Sign,
        };
        i += 1;
    }
    table
};

/// Reads bytes into two streams.
pub(super) struct Reading<T> {
    pub words: Stream<T>,
    pub hidden: Stream<T>,
    /// Data that was wrapped as base64, to be searched by itself.
    pub wrapped: Vec<Vec<u8>>,
    /// Something decoded looked like markup or a character reference.
    nested: bool,
    depth: u8,
    /// The place of all that is read, where bytes have none of their own.
    fixed: Option<Range<usize>>,
}

impl<T: Track> Reading<T> {
    pub fn new(length: usize) -> Self {
        Reading {
            words: Stream::new(length + length / 8),
            hidden: Stream::new(length / 2),
            wrapped: Vec::new(),
            nested: false,
            depth: 0,
            fixed: None,
        }
    }

    /// Reads a whole file.
    pub fn read(&mut self, bytes: &[u8], manner: Manner) {
        self.nested = false;
        self.run::<WORDS>(bytes, 0, manner);
        if self.nested && self.depth < DEEPEST && !manner.source {
            let decoded = decode::once(bytes, manner.escapes);
            self.depth += 1;
            self.words.part();
            self.hidden.part();
            self.read(&decoded, manner);
            self.depth -= 1;
        }
    }

    /// Reads what is not for readers: an attribute, a comment, a script.
    pub fn read_hidden(&mut self, bytes: &[u8], offset: usize, manner: Manner) {
        self.hidden.part();
        let outer = std::mem::take(&mut self.nested);
        self.run::<HIDDEN>(bytes, offset, manner);
        let nested = std::mem::replace(&mut self.nested, outer);
        if !nested || self.depth >= DEEPEST {
            return;
        }
        let decoded = decode::once(bytes, Escapes::Strings);
        let place = self.place(offset, offset + bytes.len());
        let fixed = self.fixed.replace(place.0..place.1);
        self.depth += 1;
        // Into the hidden stream: the words around the tag go on being one text.
        let mut inner = Reading::<T>::new(0);
        std::mem::swap(&mut inner.words, &mut self.hidden);
        std::mem::swap(&mut inner.wrapped, &mut self.wrapped);
        inner.depth = self.depth;
        inner.fixed.clone_from(&self.fixed);
        inner.words.part();
        inner.read(&decoded, Manner::PROSE);
        std::mem::swap(&mut inner.words, &mut self.hidden);
        std::mem::swap(&mut inner.wrapped, &mut self.wrapped);
        self.append_hidden(&inner.hidden);
        self.depth -= 1;
        self.fixed = fixed;
    }

    fn append_hidden(&mut self, other: &Stream<T>) {
        if other.bytes.is_empty() {
            return;
        }
        self.hidden.part();
        let place = self.fixed.clone().unwrap_or(0..0);
        self.hidden.either |= other.either;
        let at = self.hidden.bytes.len() as u32;
        let starts = other.starts.iter().map(|start| start + at);
        self.hidden.starts.extend(starts);
        for byte in &other.bytes {
            self.hidden.bytes.push(*byte);
            self.hidden.marks.mark(place.start, place.end);
        }
        self.hidden.part();
    }

    fn place(&self, start: usize, end: usize) -> (usize, usize) {
        match &self.fixed {
            Some(range) => (range.start, range.end),
            None => (start, end),
        }
    }

    #[inline]
    fn stream<const SIDE: bool>(&mut self) -> &mut Stream<T> {
        if SIDE {
            &mut self.hidden
        } else {
            &mut self.words
        }
    }

    fn run<const SIDE: bool>(&mut self, bytes: &[u8], offset: usize, manner: Manner) {
        let mut i = 0;
        while let Some(&byte) = bytes.get(i) {
            match CLASS[byte as usize] {
                Class::Letter => {
                    let fixed = self.fixed.clone();
                    let stream = self.stream::<SIDE>();
                    stream.before_letter(offset + i);
                    while let Some(&byte) = bytes.get(i)
                        && CLASS[byte as usize] == Class::Letter
                    {
                        let (start, end) = match &fixed {
                            None => (offset + i, offset + i + 1),
                            Some(range) => (range.start, range.end),
                        };
                        stream.letter(byte.to_ascii_lowercase(), start, end);
                        i += 1;
                    }
                }
                Class::Digit => {
                    let (start, end) = self.place(offset + i, offset + i + 1);
                    let stream = self.stream::<SIDE>();
                    stream.before_digit(start);
                    stream.letter(byte, start, end);
                    i += 1;
                }
                Class::Space => {
                    self.stream::<SIDE>().space(false);
                    i += 1;
                }
                Class::Break => {
                    self.stream::<SIDE>().space(true);
                    i += 1;
                    if manner.source {
                        i += quote_marks(&bytes[i..]);
                    }
                }
                Class::Separator => {
                    let (start, end) = self.place(offset + i, offset + i + 1);
                    self.stream::<SIDE>().separator(byte, start, end);
                    i += 1;
                }
                Class::Under => {
                    self.stream::<SIDE>().either();
                    i += 1;
                }
                Class::Control => i += 1,
                Class::Markup if manner.markup => i += 1,
                Class::Bracket if manner.markup => {
                    i += self.bracket::<SIDE>(&bytes[i..], offset + i);
                }
                Class::Less if manner.markup => {
                    i += self.tag::<SIDE>(&bytes[i..], offset + i, manner);
                }
                Class::Less => {
                    self.nested |= starts_tag(&bytes[i..]);
                    i += self.sign::<SIDE>(byte, offset + i);
                }
                Class::Ampersand => i += self.reference::<SIDE>(&bytes[i..], offset + i),
                Class::Percent => i += self.percent::<SIDE>(&bytes[i..], offset + i),
                Class::Backslash => {
                    i += self.escape::<SIDE>(&bytes[i..], offset + i, manner.escapes);
                }
                Class::Comma => {
                    i += self.sign::<SIDE>(byte, offset + i);
                    if bytes[..i - 1].ends_with(b";base64") {
                        i += self.base64(&bytes[i..]);
                    }
                }
                Class::Sign | Class::Markup | Class::Bracket | Class::Greater => {
                    i += self.sign::<SIDE>(byte, offset + i);
                }
                Class::High => {
                    let (c, length) = decode::utf8(&bytes[i..]);
                    let (start, end) = self.place(offset + i, offset + i + length);
                    self.stream::<SIDE>().character(c, start, end);
                    i += length;
                }
            }
        }
    }

    fn sign<const SIDE: bool>(&mut self, byte: u8, at: usize) -> usize {
        let (start, end) = self.place(at, at + 1);
        self.stream::<SIDE>().sign(byte, start, end);
        1
    }

    /// A character that was written as `length` others, which may begin markup of its own.
    fn decoded<const SIDE: bool>(&mut self, c: char, length: usize, rest: &[u8], at: usize) {
        self.nested |= may_wrap(c, rest, SIDE);
        let (start, end) = self.place(at, at + length);
        self.stream::<SIDE>().character(c, start, end);
    }

    /// `[` or `]`, and the target of a link: `](…)`, `][…]`.
    fn bracket<const SIDE: bool>(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(end) = link_target(bytes) else {
            self.stream::<SIDE>().either();
            return 1;
        };
        self.hidden(&bytes[2..end - 1], at + 2);
        end
    }

    /// Reads a part of a text as hidden, wherever it stands.
    fn hidden(&mut self, bytes: &[u8], at: usize) {
        self.read_hidden(bytes, at, Manner::CODE);
    }

    /// A tag, a comment, or `<` alone; how many bytes it took.
    fn tag<const SIDE: bool>(&mut self, bytes: &[u8], at: usize, manner: Manner) -> usize {
        let within = &bytes[..bytes.len().min(LONGEST_TAG)];
        if bytes.starts_with(b"<!--") {
            if let Some(length) = memchr::memmem::find(&within[4..], b"-->") {
                self.hidden(&bytes[4..4 + length], at + 4);
                return length + 7;
            }
            return self.sign::<SIDE>(b'<', at);
        }
        if bytes.starts_with(b"<![CDATA[") {
            return 9;
        }
        let end = if starts_tag(bytes) {
            tag_end(within)
        } else {
            None
        };
        let Some(end) = end else {
            return self.sign::<SIDE>(b'<', at);
        };
        let name_end = name_end(within, end);
        let closing = within[1] == b'/';
        let name = &within[1 + usize::from(closing)..name_end.max(1 + usize::from(closing))];
        let part = part_of(name);
        match part {
            Part::Words => self.stream::<SIDE>().space(false),
            Part::Either | Part::Unknown => self.stream::<SIDE>().either(),
            // `</i><i>` may be two labels that stand side by side.
            Part::Nothing if closing && next_opens(&bytes[end..]) => {
                self.stream::<SIDE>().either();
            }
            Part::Nothing => {}
        }
        // `<Anna Müller>` is no element, and all of it a name.
        if part == Part::Unknown {
            self.hidden(&within[1..end - 1], at + 1);
        } else if name_end < end - 1 {
            self.attributes(&within[name_end..end - 1], at + name_end, manner);
        }
        if !closing && manner.markup && !manner.source {
            let raw = raw_length(name, &bytes[end..]);
            if raw > 0 {
                let inside = &bytes[end..end + raw];
                if name.eq_ignore_ascii_case(b"style") {
                    self.hidden(&code::css_words(inside), at + end);
                } else {
                    self.hidden(inside, at + end);
                }
                return end + raw;
            }
        }
        end
    }

    /// The attributes of a known element; names that HTML gives them are nobody's.
    fn attributes(&mut self, bytes: &[u8], at: usize, manner: Manner) {
        for attribute in code::attributes(bytes) {
            let code::Attribute { name, value, whole } = attribute;
            let value = if code::is_attribute(&bytes[name.clone()]) {
                value
            } else {
                whole
            };
            if value.is_empty() {
                continue;
            }
            if !manner.source && bytes[name].eq_ignore_ascii_case(b"style") {
                self.hidden(&code::css_words(&bytes[value]), at);
            } else {
                self.hidden(&bytes[value.clone()], at + value.start);
            }
        }
    }

    /// `&name;`, `&#10;`, `&#xa;`.
    fn reference<const SIDE: bool>(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some((first, second, length)) = decode::reference(bytes, !SIDE) else {
            return self.sign::<SIDE>(b'&', at);
        };
        self.decoded::<SIDE>(first, length, &bytes[length..], at);
        if let Some(second) = second {
            self.decoded::<SIDE>(second, length, &bytes[length..], at);
        }
        length
    }

    /// `%C3%BC`.
    fn percent<const SIDE: bool>(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some((c, length)) = decode::percent(bytes) else {
            return self.sign::<SIDE>(b'%', at);
        };
        self.decoded::<SIDE>(c, length, &bytes[length..], at);
        length
    }

    fn escape<const SIDE: bool>(&mut self, bytes: &[u8], at: usize, escapes: Escapes) -> usize {
        match decode::escape(bytes, escapes) {
            Some((Some(c), length)) => {
                self.decoded::<SIDE>(c, length, &bytes[length..], at);
                length
            }
            Some((None, length)) => length,
            None => self.sign::<SIDE>(b'\\', at),
        }
    }

    /// Data after `;base64,`: noise here, and searched by itself.
    fn base64(&mut self, bytes: &[u8]) -> usize {
        let length = bytes
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')))
            .unwrap_or(bytes.len());
        if self.depth < DEEPEST {
            self.wrapped.push(decode::base64(&bytes[..length]));
        }
        length
    }
}
