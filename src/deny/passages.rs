//! Finds what was said and may not be repeated: long texts, tens of thousands of them, looked for
//! all at once in every output byte.
//!
//! A text is cut into sentences, and each that is telling is a passage. It is compared by its
//! letters and digits alone, so that marks, quotation marks and line breaks hide nothing. Where a
//! word begins, the bytes that follow are looked up in a table: the cost grows with what is
//! searched, not with how much is looked for.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rapidhash::fast::RapidHasher;

use super::decode;
use super::letters;
use super::locate::in_comment;
use super::output::Output;
use super::reading::{Manner, Reading};
use super::sieve::Sieve;
use super::stream::{BREAK as BARRIER, Stream, Track};

/// Texts to be found again, by their place in the list that they were made from.
#[derive(Debug, Default)]
pub struct Passages {
    passages: Vec<Passage>,
    /// The passages that begin with some bytes, by a hash of these.
    by_key: HashMap<u64, Vec<u32>>,
    /// Where they may stand.
    sieve: Sieve,
}

#[derive(Clone, Debug)]
struct Passage {
    text: usize,
    words: Box<[u8]>,
}

/// What is shorter may be said by anybody.
const LEAST_WORDS: usize = 5;
const LEAST_LETTERS: usize = 24;
/// In scripts that write their words together.
const LEAST_JOINED: usize = 12;
/// How many bytes are looked up; no passage is shorter.
const KEY: usize = LEAST_LETTERS;
/// Nothing is read across this.
const BREAK: u8 = b'\n';

impl Passages {
    /// The telling sentences of texts; of one without any, all of it if that is telling.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Passages {
        let mut passages = Vec::new();
        for (text, said) in texts.into_iter().enumerate() {
            let before = passages.len();
            let telling = |part: &str| Some(words_of(part)).filter(|words| is_telling(words));
            for words in sentences(said).filter_map(telling) {
                passages.push(Passage { text, words });
            }
            if passages.len() == before
                && let Some(words) = telling(said)
            {
                passages.push(Passage { text, words });
            }
        }
        Passages::of(passages)
    }

    fn of(passages: Vec<Passage>) -> Passages {
        let mut by_key: HashMap<u64, Vec<u32>> = HashMap::with_capacity(passages.len());
        for (at, passage) in passages.iter().enumerate() {
            by_key
                .entry(key(&passage.words))
                .or_default()
                .push(at as u32);
        }
        Passages {
            sieve: Sieve::new(passages.iter().map(|passage| &*passage.words)),
            passages,
            by_key,
        }
    }

    /// Those that none of `texts` holds.
    pub fn without<'a>(self, texts: impl IntoIterator<Item = &'a str>) -> Passages {
        if self.is_empty() {
            return self;
        }
        let mut held = vec![false; self.passages.len()];
        let mut look = self.sieve.plain();
        for text in texts {
            if !look.suspects(text) {
                continue;
            }
            let words = words_of(text);
            self.in_words(&words, starts(&words), |at, _| held[at] = true);
        }
        drop(look);
        let passages = self.passages.into_iter().zip(held);
        Passages::of(passages.filter(|(_, held)| !held).map(|(p, _)| p).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// How many folded bytes the longest has.
    pub fn longest(&self) -> usize {
        let lengths = self.passages.iter().map(|passage| passage.words.len());
        lengths.max().unwrap_or(0)
    }

    /// A hash of all of them.
    pub fn digest(&self) -> u64 {
        let mut state = RapidHasher::default();
        for passage in &self.passages {
            passage.words.hash(&mut state);
        }
        state.finish()
    }

    /// Those of some of the texts.
    pub fn of_texts(&self, texts: &[usize]) -> Passages {
        let passages = self.passages.iter().cloned();
        Passages::of(passages.filter(|p| texts.contains(&p.text)).collect())
    }

    /// Whether a file of the site is worth reading for them.
    pub fn suspects(&self, output: Output) -> bool {
        self.sieve.suspects(output)
    }

    /// The texts that a user's file (Markdown, YAML, CSV) repeats, with their places in it.
    pub fn in_text(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        if !self.sieve.in_bytes(text.as_bytes(), Manner::SOURCE) {
            return found;
        }
        let mut reading = Reading::<Vec<(u32, u32)>>::new(text.len());
        reading.read(text.as_bytes(), Manner::SOURCE);
        for stream in [&reading.words, &reading.hidden] {
            self.in_stream(stream, |said, range| found.push((said, range)));
        }
        // A comment is never published.
        found.retain(|(_, range)| !in_comment(text, range.start));
        found.sort_by_key(|(said, range)| (range.start, *said));
        found
    }

    /// Calls `hit` with each text that a stream repeats.
    pub(super) fn said_in<T>(&self, stream: &Stream<T>, mut hit: impl FnMut(usize)) {
        if !self.is_empty() {
            let words = plain(&stream.bytes, |_| ());
            self.in_words(&words, starts(&words), |at, _| hit(self.passages[at].text));
        }
    }

    /// Calls `hit` with each text that a stream repeats, and its place in the source.
    fn in_stream<T: Track>(&self, stream: &Stream<T>, mut hit: impl FnMut(usize, Range<usize>)) {
        if self.is_empty() {
            return;
        }
        let words = plain(&stream.bytes, |_| ());
        // Where each byte came from is asked for once something is found.
        let mut from = Vec::new();
        self.in_words(&words, starts(&words), |at, range| {
            if from.is_empty() {
                plain(&stream.bytes, |at| from.push(at));
            }
            let folded = from[range.start]..from[range.end - 1] + 1;
            hit(self.passages[at].text, stream.marks.source(folded));
        });
    }

    fn in_words(
        &self,
        words: &[u8],
        starts: impl Iterator<Item = usize>,
        mut hit: impl FnMut(usize, Range<usize>),
    ) {
        for start in starts {
            let rest = &words[start..];
            let Some(first) = rest.get(..KEY) else { break };
            let Some(known) = self.by_key.get(&key(first)) else {
                continue;
            };
            for at in known {
                let passage = &self.passages[*at as usize].words;
                let ends = rest.get(passage.len()).is_none_or(|next| {
                    matches!(*next, b' ' | BREAK) || is_joined_at(rest, passage.len())
                });
                if ends && rest.starts_with(passage) {
                    hit(*at as usize, start..start + passage.len());
                }
            }
        }
    }
}

fn key(words: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(&words[..KEY])
}

/// A text's sentences and lines.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut ended = false;
    text.split_inclusive(move |c: char| {
        let ends = c == '\n' || "。！？".contains(c) || (ended && c.is_whitespace());
        ended = ".!?…".contains(c);
        ends
    })
}

/// A text as it looks in a folded stream, without its signs.
fn words_of(text: &str) -> Box<[u8]> {
    let mut stream = Stream::<()>::new(text.len());
    for c in text.chars() {
        match c {
            // Markup, which is ignored in files too.
            '*' | '~' | '`' => {}
            '[' | ']' => stream.either(),
            c => stream.character(c, 0, 0),
        }
    }
    plain(&stream.bytes, |_| ()).trim_ascii().into()
}

/// Letters and digits, with one space for whatever parts them; `from` hears where each byte was.
fn plain(folded: &[u8], mut from: impl FnMut(usize)) -> Vec<u8> {
    let mut words = Vec::with_capacity(folded.len());
    let mut after_sign = false;
    for (at, &byte) in folded.iter().enumerate() {
        let written = match byte {
            b'a'..=b'z' | b'0'..=b'9' => byte,
            0x80..0xc0 if after_sign => continue,
            0x80..0xc0 => byte,
            0xc0.. => {
                after_sign = !letters::is_word(decode::utf8(&folded[at..]).0);
                if after_sign { b' ' } else { byte }
            }
            // An apostrophe is written or left out.
            b'\'' => continue,
            BARRIER => BREAK,
            _ => b' ',
        };
        let last = words.last().copied().unwrap_or(BREAK);
        if written == b' ' && matches!(last, b' ' | BREAK) {
            continue;
        }
        words.push(written);
        from(at);
    }
    words
}

/// Where words begin, and every letter of a script without word borders.
fn starts(words: &[u8]) -> impl Iterator<Item = usize> {
    (0..words.len()).filter(|&at| match words[at] {
        b' ' | BREAK => false,
        byte if at == 0 || matches!(words[at - 1], b' ' | BREAK) => byte & 0xc0 != 0x80,
        0xe0.. => is_joined_at(words, at),
        _ => false,
    })
}

fn is_joined_at(words: &[u8], at: usize) -> bool {
    words[at] >= 0xe0 && letters::is_joined(decode::utf8(&words[at..]).0)
}

fn is_telling(words: &[u8]) -> bool {
    let text = String::from_utf8_lossy(words);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let joined = text.chars().filter(|c| letters::is_joined(*c)).count();
    let parts = text.split(' ').filter(|word| !word.is_empty()).count();
    words.len() >= KEY
        && (joined >= LEAST_JOINED || (parts >= LEAST_WORDS && letters >= LEAST_LETTERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str =
        "I owe my sister the money for them. Yes. It’s **not** what my sister thinks, is it?";

    fn found(said: &str, text: &str) -> Vec<String> {
        let found = Passages::new([said]).in_text(text);
        found.into_iter().map(|(_, r)| text[r].to_owned()).collect()
    }

    #[test]
    fn a_sentence_is_found_whatever_stands_in_it() {
        let said = SAID;
        for text in [
            "She said: i owe my sister the money for them",
            "> I owe my *sister*\n> the money “for” them.",
            "I owe my sis&shy;ter the&nbsp;money, for\u{200b} them!",
            "I owe my <b>sister</b> the money for them",
            "I OWE MY SISTER THE MONEY FOR THEM",
        ] {
            assert_eq!(found(said, text).len(), 1, "{text}");
        }
        assert_eq!(
            found(said, "Its not what my sister thinks – is it").len(),
            1
        );
    }

    #[test]
    fn less_than_a_telling_sentence_is_no_repetition() {
        for text in [
            "Yes.",
            "I owe my sister the money",
            "I owe my sister the money for theme",
        ] {
            assert_eq!(found(SAID, text), [""; 0], "{text}");
        }
        assert!(Passages::new(["Yes.", "Not at all, thank you.", ""]).is_empty());
    }

    #[test]
    fn scripts_without_word_borders_are_found_too() {
        let said = "我欠我姐姐买这些东西的钱，她还不知道。";
        assert_eq!(
            found(said, "她说：我欠我姐姐买这些东西的钱, 她还不知道吧").len(),
            1
        );
    }

    #[test]
    fn what_somebody_else_may_be_quoted_with_is_no_secret() {
        let passages = Passages::new([SAID]);
        let rest = passages.without(["Well: I owe my sister the money for them, all of it."]);
        assert_eq!(rest.in_text(SAID).len(), 1);
        assert!(
            rest.without(["Its not what my sister thinks, is it?"])
                .is_empty()
        );
    }

    #[test]
    fn output_is_searched_as_for_denied_words() {
        let passages = Passages::new([SAID]);
        let none = super::super::DenyList::new([]);
        for (address, bytes) in [
            (
                "a.html",
                "<p title=\"I owe my sister the money for them\">x</p>",
            ),
            (
                "a.html",
                "<p>I owe&#32;my <em>sister</em><br>the money for them.</p>",
            ),
            (
                "a.json",
                r#"{"a":"I owe my\nsister the money f\u006fr them."}"#,
            ),
            (
                "a.csv",
                "1,\"I owe my \"\"sister\"\" the money for them\"\n",
            ),
            ("i-owe-my-sister-the-money-for-them/index.html", ""),
        ] {
            let (_, said) =
                super::super::in_output(&none, &passages, Output::new(address, bytes.as_bytes()));
            assert_eq!(said, [0], "{address} {bytes}");
        }
    }
}
