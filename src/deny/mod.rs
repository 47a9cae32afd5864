//! Finds words that must never be published, in the user's files and in every output byte.
//!
//! Entry points: [`DenyList::in_text`] for Markdown, YAML and CSV, [`DenyList::in_output`] for a
//! file of the site, [`DenyList::locate`] for where a term comes from; [`Passages`] for what was
//! said and may not be repeated. Uses `source` only.
//!
//! A text is folded first: case, accents, compatibility forms, invisible characters and markup
//! go, white space becomes one space, and what is written as references or escapes is decoded.
//! Then all terms are looked for at once, and each candidate must stand on word borders.
//! Words of HTML and CSS themselves (`max`, `mark`) are no hit where they are the language's own.
//! Where a sign may or may not part words (`_`, brackets), both readings are searched.

mod code;
mod decode;
mod letters;
mod locate;
mod markup;
mod output;
mod passages;
mod reading;
mod sieve;
mod stream;
#[cfg(test)]
mod tests;

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use decode::Escapes;
pub use locate::Place;
pub use output::Output;
pub use passages::Passages;
use reading::{Manner, Reading};
use stream::{EITHER, Stream, Track};

/// The terms of `private/deny.txt`, ready to be looked for.
#[derive(Clone, Debug)]
pub struct DenyList {
    patterns: Vec<Pattern>,
    /// Finds all patterns in any bytes.
    finder: Option<AhoCorasick>,
    starts: Starts,
    terms: usize,
}

/// Which patterns may begin where a word does.
#[derive(Clone, Debug)]
struct Starts {
    /// A bit for each two bytes that a pattern begins with.
    pairs: Vec<u64>,
    /// The patterns that begin with each byte.
    by_byte: Vec<Vec<u32>>,
    /// Whether some pattern begins with a sign, where no word does.
    signs: bool,
}

impl Starts {
    fn new(patterns: &[Pattern]) -> Starts {
        let mut starts = Starts {
            pairs: vec![0; 1 << 10],
            by_byte: vec![Vec::new(); 256],
            signs: false,
        };
        for (index, pattern) in patterns.iter().enumerate() {
            let first = usize::from(pattern.folded[0]);
            starts.by_byte[first].push(index as u32);
            starts.signs |= !pattern.begins_word;
            let seconds = match pattern.folded.get(1) {
                Some(second) => usize::from(*second)..usize::from(*second) + 1,
                None => 0..256,
            };
            for second in seconds {
                let pair = first << 8 | second;
                starts.pairs[pair >> 6] |= 1 << (pair & 63);
            }
        }
        starts
    }

    #[inline]
    fn may(&self, first: u8, second: u8) -> bool {
        let pair = usize::from(first) << 8 | usize::from(second);
        self.pairs[pair >> 6] >> (pair & 63) & 1 == 1
    }
}

/// A denied term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The term's index in the list.
    pub term: usize,
    /// Its bytes in the text, its ending and the markup inside included.
    pub range: Range<usize>,
    /// Whether it stands where it is not published as words: a tag, an HTML comment, a target.
    pub hidden: bool,
}

/// A denied term in an output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The term's index in the list.
    pub term: usize,
    pub at: FoundAt,
}

/// Where in an output file a term was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundAt {
    /// In the file's address.
    Address,
    /// In words that are shown.
    Words,
    /// In an attribute, a comment, a script, or data.
    Hidden,
}

/// One folded spelling of a term.
#[derive(Clone, Debug)]
struct Pattern {
    term: usize,
    folded: Vec<u8>,
    begins_word: bool,
    /// Whether a letter before it would make it part of a longer word.
    border_before: bool,
    border_after: bool,
    /// How many letters may follow as an ending.
    ending: Ending,
    /// Whether a digit beside it is no part of the word.
    digits_part: bool,
    /// Whether it is long enough to be told from noise in pictures and sound.
    in_noise: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    None,
    /// `s` alone: words of one or two letters would be found in half of all others.
    S,
    TwoLetters,
}

/// From how many letters on a term beside a digit is one found: shorter ones occur by chance in
/// identifiers made of hashes.
const LETTERS_BESIDE_DIGITS: usize = 5;
/// How many folded bytes a term has to have to be looked for in binary files.
const BYTES_IN_NOISE: usize = 6;

impl DenyList {
    /// A list of terms. A term in double quotation marks is found without an ending only.
    pub fn new<'a>(terms: impl IntoIterator<Item = &'a str>) -> DenyList {
        let mut patterns = Vec::new();
        let mut count = 0;
        for (index, term) in terms.into_iter().enumerate() {
            count = index + 1;
            spellings(index, term, &mut patterns);
        }
        let finder = (!patterns.is_empty())
            .then(|| {
                AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostFirst)
                    .kind(Some(AhoCorasickKind::DFA))
                    // Names are made of common letters: stopping at each is slower than going on.
                    .prefilter(false)
                    .build(patterns.iter().map(|p| &p.folded))
                    .ok()
            })
            .flatten();
        DenyList {
            starts: Starts::new(&patterns),
            patterns,
            finder,
            terms: count,
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Terms that cannot be looked for, because nothing of them is left when markup is ignored.
    pub fn unusable(&self) -> Vec<usize> {
        let used = |term: &usize| self.patterns.iter().any(|p| p.term == *term);
        (0..self.terms).filter(|term| !used(term)).collect()
    }

    /// Every term in a user's text (Markdown, YAML, TOML, CSV), in the order of their places.
    pub fn in_text(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.is_empty() {
            return hits;
        }
        self.read_source(text, Manner::SOURCE, &mut hits);
        if text.contains('\\') {
            let strings = Manner {
                escapes: Escapes::Strings,
                ..Manner::SOURCE
            };
            self.read_source(text, strings, &mut hits);
        }
        hits.sort_by(|a, b| {
            (a.range.start, a.term, a.hidden).cmp(&(b.range.start, b.term, b.hidden))
        });
        hits.dedup_by(|b, a| a.term == b.term && a.range.start == b.range.start);
        hits
    }

    fn read_source(&self, text: &str, manner: Manner, hits: &mut Vec<Hit>) {
        let mut reading = Reading::<Vec<(u32, u32)>>::new(text.len());
        reading.read(text.as_bytes(), manner);
        for (stream, hidden) in [(&mut reading.words, false), (&mut reading.hidden, true)] {
            self.search(stream, false, |term, range| {
                hits.push(Hit {
                    term,
                    range,
                    hidden,
                });
            });
        }
    }

    /// The terms in a file of the site, each once, whatever their disguise. How the bytes are
    /// read goes by the ending of the address.
    pub fn in_output(&self, address: &str, bytes: &[u8]) -> Vec<Found> {
        let mut found = Vec::new();
        if !self.is_empty() {
            output::read(Output::new(address, bytes), &mut |stream, noise, at| {
                self.in_stream(stream, noise, at, &mut found);
            });
        }
        each_once(found)
    }

    /// Adds the terms in one stream of an output file.
    fn in_stream(&self, stream: &mut Stream<()>, noise: bool, at: FoundAt, found: &mut Vec<Found>) {
        self.search(stream, noise, |term, _| found.push(Found { term, at }));
    }

    /// Calls `hit` with each term in a stream and its place in the source.
    fn search<T: Track>(
        &self,
        stream: &mut Stream<T>,
        noise: bool,
        mut hit: impl FnMut(usize, Range<usize>),
    ) {
        if stream.either {
            let kept = |i: usize| stream.bytes[i] != EITHER;
            let marks = stream.marks.retain(kept);
            let mut bytes = stream.bytes.clone();
            bytes.retain(|b| *b != EITHER);
            self.search_bytes(&bytes, noise, |term, range| hit(term, marks.source(range)));
            for byte in &mut stream.bytes {
                if *byte == EITHER {
                    *byte = b' ';
                }
            }
        }
        let (bytes, marks) = (&stream.bytes, &stream.marks);
        let mut hit = |term, range| hit(term, marks.source(range));
        if self.starts.signs || u32::try_from(bytes.len()).is_err() {
            self.search_bytes(bytes, noise, hit);
            return;
        }
        for start in &stream.starts {
            let at = *start as usize;
            let Some(&first) = bytes.get(at) else { break };
            let second = bytes.get(at + 1).copied().unwrap_or(0);
            if self.starts.may(first, second) {
                self.patterns_at(bytes, at, noise, &mut hit);
            }
        }
    }

    fn search_bytes(&self, bytes: &[u8], noise: bool, mut hit: impl FnMut(usize, Range<usize>)) {
        let Some(finder) = &self.finder else { return };
        let mut start = 0;
        while let Some(found) = finder.find(aho_corasick::Input::new(bytes).range(start..)) {
            self.patterns_at(bytes, found.start(), noise, &mut hit);
            start = found.start() + 1;
        }
    }

    /// Calls `hit` with the terms that stand at a place.
    fn patterns_at(
        &self,
        bytes: &[u8],
        at: usize,
        noise: bool,
        hit: &mut impl FnMut(usize, Range<usize>),
    ) {
        for index in &self.starts.by_byte[usize::from(bytes[at])] {
            let pattern = &self.patterns[*index as usize];
            if (!noise || pattern.in_noise)
                && bytes[at..].starts_with(&pattern.folded)
                && let Some(end) = pattern.stands_at(bytes, at)
            {
                hit(pattern.term, at..end);
            }
        }
    }
}

/// What was found, each term once.
fn each_once(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable();
    found.dedup_by_key(|f| f.term);
    found
}

/// Searches one file of the site for terms and for passages at once, since reading it is the
/// larger part of the work.
pub fn in_output(list: &DenyList, passages: &Passages, output: Output) -> (Vec<Found>, Vec<usize>) {
    let (mut terms, mut said) = (Vec::new(), Vec::new());
    let suspected = passages.suspects(output);
    if !list.is_empty() || suspected {
        output::read(output, &mut |stream, noise, at| {
            if !list.is_empty() {
                list.in_stream(stream, noise, at, &mut terms);
            }
            if suspected {
                passages.said_in(stream, |passage| said.push(passage));
            }
        });
    }
    said.sort_unstable();
    said.dedup();
    (each_once(terms), said)
}

impl Pattern {
    /// Where a word that begins with this pattern ends, if the pattern stands there by itself.
    fn stands_at(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let end = at + self.folded.len();
        if self.border_before && !self.parts(last_char(&bytes[..at]), true) {
            return None;
        }
        if !self.border_after {
            return Some(end);
        }
        let mut length = 0;
        let mut letters = 0;
        let mut after = None;
        for _ in 0..4 {
            let (c, width) = match bytes.get(end + length) {
                None => {
                    after = None;
                    break;
                }
                Some(_) => decode::utf8(&bytes[end + length..]),
            };
            after = Some(c);
            if !is_letter(c) {
                break;
            }
            letters += 1;
            length += width;
        }
        let fits = match self.ending {
            Ending::None => letters == 0,
            Ending::S => letters == 0 || &bytes[end..end + length] == b"s",
            Ending::TwoLetters => letters <= 2,
        };
        if !fits || !self.parts(after, letters == 0) {
            return None;
        }
        Some(end + length)
    }

    /// Whether the word ends beside this character.
    fn parts(&self, beside: Option<char>, at_term: bool) -> bool {
        match beside {
            None => true,
            Some(c) if letters::is_joined(c) => true,
            Some(c) if c.is_ascii_digit() => self.digits_part && at_term,
            Some(c) => !letters::is_word(c),
        }
    }
}

fn is_letter(c: char) -> bool {
    letters::is_word(c) && !letters::is_joined(c) && !c.is_numeric()
}

fn last_char(bytes: &[u8]) -> Option<char> {
    let tail = &bytes[bytes.len().saturating_sub(4)..];
    let start = tail.iter().rposition(|b| *b & 0xc0 != 0x80)?;
    Some(decode::utf8(&tail[start..]).0)
}

/// Adds the spellings by which a term is looked for.
fn spellings(term: usize, written: &str, patterns: &mut Vec<Pattern>) {
    let written = written.trim();
    let written = ["- ", "* ", "• "]
        .iter()
        .find_map(|bullet| written.strip_prefix(bullet))
        .unwrap_or(written)
        .trim();
    let quoted = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let exact = quoted.is_some();
    let written = quoted.unwrap_or(written).trim();
    let written = written.trim_end_matches(['.', ',', ';', ':']);

    let plain = fold_term(written);
    let mut forms = vec![plain.clone()];
    // `J.R.`, `AT&T`, `O'Neil` as addresses write them: `j-r`, `oneil`, `o-neil`.
    for between in ["", " "] {
        let mut form = String::new();
        let mut parted = false;
        for c in plain.chars() {
            if letters::is_word(c) {
                if parted && !form.is_empty() {
                    form.push(' ');
                }
                parted = false;
                form.push(c);
            } else if c == '\'' {
                parted |= !between.is_empty();
            } else {
                parted = true;
            }
        }
        if form.chars().filter(|c| letters::is_word(*c)).count() >= 4 {
            forms.push(form);
        }
    }
    forms.retain(|form| !form.is_empty());
    forms.sort();
    forms.dedup();
    for form in forms {
        patterns.extend(pattern(term, &form, exact));
    }
}

fn pattern(term: usize, form: &str, exact: bool) -> Option<Pattern> {
    let first = form.chars().next()?;
    let last = form.chars().next_back()?;
    let count = form.chars().filter(|c| letters::is_word(*c)).count();
    let bordered = |c: char| letters::is_word(c) && !letters::is_joined(c);
    let ending = if exact || !is_letter(last) {
        Ending::None
    } else if count <= 2 {
        Ending::S
    } else {
        Ending::TwoLetters
    };
    Some(Pattern {
        term,
        folded: form.as_bytes().to_vec(),
        begins_word: letters::is_word(first),
        border_before: bordered(first),
        border_after: bordered(last),
        ending,
        digits_part: count >= LETTERS_BESIDE_DIGITS && is_letter(first) && is_letter(last),
        in_noise: form.len() >= BYTES_IN_NOISE,
    })
}

/// A term as it looks in a folded text.
fn fold_term(term: &str) -> String {
    let mut stream = Stream::<()>::new(term.len());
    for c in term.chars() {
        match c {
            // Markup, which is ignored in texts too.
            '*' | '~' | '`' => {}
            '[' | ']' => stream.either(),
            c => stream.character(c, 0, 0),
        }
    }
    let folded: Vec<u8> = stream
        .bytes
        .iter()
        .map(|b| if *b == EITHER { b' ' } else { *b })
        .collect();
    String::from_utf8_lossy(&folded).trim().to_owned()
}
