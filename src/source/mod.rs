//! What was read: every file of a casebook as text or bytes, under its path from the root.
//!
//! A [`Snapshot`] is the whole outside world of a build. Nothing below this layer opens a file.

pub mod by_file;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

/// A path from the casebook's root with `/` between its parts, whatever the system.
pub type SourcePath = Arc<str>;

/// A byte range in a file's decoded text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets past 4 GiB are clamped.
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The same range as `usize`, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// This span moved `by` bytes towards the end of the file.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A value and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Located<T> {
    pub fn new(value: T, span: Span) -> Self {
        Located { value, span }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Located<U> {
        Located {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// How a file's bytes became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoding {
    Utf8,
    Utf16,
    /// Not UTF-8: the first undecodable byte became U+FFFD at this offset of the text.
    Lossy {
        first: u32,
    },
}

/// A file that holds text: notes, settings, templates.
#[derive(Clone, Debug)]
pub struct TextFile {
    pub text: Arc<str>,
    pub decoding: Decoding,
    pub hash: u64,
    /// Whether `casebook:` stands in it, once that was asked for.
    addresses_us: OnceLock<bool>,
}

impl TextFile {
    /// Decodes a file's bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        let hash = rapidhash::v3::rapidhash_v3(&bytes);
        let (text, decoding) = decode(bytes);
        TextFile {
            text: text.into(),
            decoding,
            hash,
            addresses_us: OnceLock::new(),
        }
    }

    /// Whether `casebook:` or `casebook allow` stands in it, as in a comment that silences a rule.
    pub fn addresses_us(&self) -> bool {
        let found = || {
            let mut names = memchr::memmem::find_iter(self.text.as_bytes(), b"casebook");
            names.any(|at| {
                let rest = &self.text[at + "casebook".len()..];
                rest.starts_with(':') || rest.starts_with(" allow")
            })
        };
        *self.addresses_us.get_or_init(found)
    }
}

/// A picture or a recording: read only when a published page shows it.
#[derive(Clone)]
pub struct MediaFile {
    read: Arc<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>,
    stamp: Option<Arc<dyn Fn() -> Option<MediaStamp> + Send + Sync>>,
}

/// What a file looks like from outside. Where it looks the same its bytes are the same.
pub type MediaStamp = [u8; 32];

impl MediaFile {
    pub fn new(read: impl Fn() -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        MediaFile {
            read: Arc::new(read),
            stamp: None,
        }
    }

    /// The same, with what tells how it looks; nothing where it might change and look the same.
    pub fn stamped(
        self,
        stamp: impl Fn() -> Option<MediaStamp> + Send + Sync + 'static,
    ) -> MediaFile {
        MediaFile {
            stamp: Some(Arc::new(stamp)),
            ..self
        }
    }

    /// What the file looks like now, without a look inside.
    pub fn stamp(&self) -> Option<MediaStamp> {
        self.stamp.as_ref().and_then(|stamp| stamp())
    }

    /// The file's bytes, read now.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        (self.read)()
    }
}

impl fmt::Debug for MediaFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MediaFile")
    }
}

/// A file or folder that could not be read, and why, in words that complete a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub path: SourcePath,
    pub reason: String,
}

/// All that a build knows of the outside.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    texts: BTreeMap<SourcePath, TextFile>,
    media: BTreeMap<SourcePath, MediaFile>,
    /// Files that exist and were not read.
    pub unread: Vec<Unread>,
    /// The commit that the files stand at, in hexadecimal, where it is known.
    pub commit: Option<Arc<str>>,
    /// When a decision's file that was there before first said what it expects, as the repository's
    /// history knows.
    pub expected_since: BTreeMap<SourcePath, Date>,
}

impl Snapshot {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a text file.
    pub fn insert_text(&mut self, path: impl Into<SourcePath>, bytes: Vec<u8>) {
        self.insert(path, TextFile::new(bytes));
    }

    /// Adds or replaces a text file that is decoded already.
    pub fn insert(&mut self, path: impl Into<SourcePath>, file: TextFile) {
        self.texts.insert(path.into(), file);
    }

    /// Adds or replaces a picture or recording.
    pub fn insert_media(&mut self, path: impl Into<SourcePath>, file: MediaFile) {
        self.media.insert(path.into(), file);
    }

    /// Forgets a file; true if it was known.
    pub fn remove(&mut self, path: &str) -> bool {
        self.texts.remove(path).is_some() | self.media.remove(path).is_some()
    }

    pub fn text(&self, path: &str) -> Option<&TextFile> {
        self.texts.get(path)
    }

    pub fn media(&self, path: &str) -> Option<&MediaFile> {
        self.media.get(path)
    }

    /// Text files in the order of their paths.
    pub fn texts(&self) -> impl Iterator<Item = (&SourcePath, &TextFile)> {
        self.texts.iter()
    }

    /// Text files below a folder (`content/` with its slash), in the order of their paths.
    pub fn texts_under<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a TextFile)> {
        self.texts
            .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
    }

    /// Media files in the order of their paths.
    pub fn media_paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.media.keys()
    }
}

/// Decodes a file: UTF-8 (a byte order mark is dropped), UTF-16 with a byte order mark,
/// else UTF-8 with U+FFFD where a byte cannot be read. NUL and the noncharacters that the
/// renderer keeps for itself become U+FFFD too, and a carriage return that stands alone a line feed.
pub fn decode(bytes: Vec<u8>) -> (String, Decoding) {
    let (text, decoding) = decode_as_is(bytes);
    let decoding = match decoding {
        // Each NUL before the place grows from one byte to three.
        Decoding::Lossy { first } => {
            let nuls = text.as_bytes()[..first as usize]
                .iter()
                .filter(|b| **b == 0);
            let first = first + 2 * nuls.count() as u32;
            Decoding::Lossy { first }
        }
        decoding => decoding,
    };
    (without_reserved(with_line_feeds(text)), decoding)
}

/// Text whose lines end in `\r` alone, as they once did, with `\n` instead.
fn with_line_feeds(text: String) -> String {
    let mut returns = memchr::memchr_iter(b'\r', text.as_bytes());
    if !returns.any(|at| text.as_bytes().get(at + 1) != Some(&b'\n')) {
        return text;
    }
    let mut letters = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = letters.next() {
        let alone = c == '\r' && letters.peek() != Some(&'\n');
        out.push(if alone { '\n' } else { c });
    }
    out
}

/// `text` with U+FFFD for what no text may hold: NUL and the [`RESERVED`] characters. Files lose
/// them when they are decoded; escapes and character references can bring them back.
pub fn without_reserved(text: String) -> String {
    let barred = |c: char| c == '\0' || RESERVED.contains(&c);
    // The byte that the reserved ones begin with is in few texts.
    if memchr::memchr2(0, 0xef, text.as_bytes()).is_some() && text.contains(barred) {
        text.replace(barred, "\u{fffd}")
    } else {
        text
    }
}

/// Noncharacters that mark places in rendered text; no file may bring its own.
pub const RESERVED: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

fn decode_as_is(bytes: Vec<u8>) -> (String, Decoding) {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes), Decoding::Utf16),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes), Decoding::Utf16),
        _ => match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{feff}') {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                (text, Decoding::Utf8)
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let bom = error.as_bytes().starts_with(&[0xef, 0xbb, 0xbf]);
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let (text, first) = if bom {
                    (text['\u{feff}'.len_utf8()..].to_owned(), valid - 3)
                } else {
                    (text, valid)
                };
                let first = Span::new(first, first).start;
                (text, Decoding::Lossy { first })
            }
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks_exact(2);
    let half = (!pairs.remainder().is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]])))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .chain(half)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(
            decode(b"\xef\xbb\xbfwords".to_vec()),
            ("words".into(), Decoding::Utf8)
        );
        assert_eq!(
            decode(b"\xff\xfew\0\xf6\0".to_vec()),
            ("wö".into(), Decoding::Utf16)
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced_and_told() {
        let (text, decoding) = decode(b"caf\xe9 noir".to_vec());
        assert_eq!(text, "caf\u{fffd} noir");
        assert_eq!(decoding, Decoding::Lossy { first: 3 });
    }

    #[test]
    fn the_first_byte_that_cannot_be_read_has_its_place_in_the_text() {
        let (text, decoding) = decode(b"\xef\xbb\xbf\0\0caf\xe9".to_vec());
        assert_eq!(text, "\u{fffd}\u{fffd}caf\u{fffd}");
        assert_eq!(decoding, Decoding::Lossy { first: 9 });
        assert_eq!(decode(b"\xff\xfew\0\xf6".to_vec()).0, "w\u{fffd}");
    }

    #[test]
    fn lines_may_end_in_any_way() {
        let (text, _) = decode(b"a\rb\r\nc\nd\r\re\r".to_vec());
        assert_eq!(text, "a\nb\r\nc\nd\n\ne\n");
    }

    #[test]
    fn files_below_a_folder_are_listed_in_order() {
        let mut snapshot = Snapshot::new();
        for path in ["content/b.md", "content/a/x.md", "contents.md", "site.toml"] {
            snapshot.insert_text(path, Vec::new());
        }
        let under: Vec<_> = snapshot
            .texts_under("content/")
            .map(|(p, _)| p.to_string())
            .collect();
        assert_eq!(under, ["content/a/x.md", "content/b.md"]);
    }
}
