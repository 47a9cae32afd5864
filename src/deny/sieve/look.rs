//! A look through the bytes of a file, into its words and what is hidden in tags.

use super::super::decode;
use super::super::letters::{self, Kind};
use super::super::markup::{self, LONGEST_TAG};
use super::super::reading::{self, Manner};
use super::Sieve;
use super::stream::{LETTER, Letters, SPECIAL};

/// How long the name of a tag is that is passed over at once: too short for a text.
const SHORT_NAME: usize = 16;

/// Follows the same structure as [`reading::Reading`].
pub(super) struct Look<'s> {
    words: Letters<'s>,
    hidden: Letters<'s>,
    /// Whether something wraps other text.
    wraps: bool,
}

impl<'s> Look<'s> {
    pub fn new(sieve: &'s Sieve) -> Self {
        Look {
            words: Letters::new(sieve),
            hidden: Letters::new(sieve),
            wraps: false,
        }
    }

    /// Looks at some bytes. What is found across two of them is suspected needlessly, and seldom.
    pub fn at(&mut self, bytes: &[u8], manner: Manner) {
        self.run::<{ reading::WORDS }>(bytes, manner);
    }

    pub fn suspects(&mut self) -> bool {
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
                    self.wraps |= markup::starts_tag(rest);
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
        self.wraps |= markup::may_wrap(c, rest, SIDE);
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
        let Some(end) = markup::link_target(bytes) else {
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
        if !markup::starts_tag(bytes) {
            return 1;
        }
        let Some(end) = markup::tag_end(within) else {
            return 1;
        };
        self.run::<{ reading::HIDDEN }>(&within[1..end - 1], Manner::CODE);
        if manner.source || within[1] == b'/' {
            return end;
        }
        let name = &within[1..markup::name_end(within, end)];
        let raw = markup::raw_length(name, &bytes[end..]);
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

/// Looks at texts as they are, one after another.
pub struct Plain<'s>(pub(super) Look<'s>);

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
