//! Tags and links in bytes: where they begin and end, and whether an element parts the words on its
//! two sides.

/// A tag, a link's target or a comment that is longer is read as text.
pub(super) const LONGEST_TAG: usize = 1 << 16;
const LONGEST_TARGET: usize = 4096;

/// The marks of a quoted line in Markdown.
pub(super) fn quote_marks(bytes: &[u8]) -> usize {
    let marks = bytes
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t' | b'>'))
        .count();
    if bytes[..marks].contains(&b'>') {
        marks
    } else {
        0
    }
}

fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?') || byte >= 0x80
}

pub(super) fn starts_tag(bytes: &[u8]) -> bool {
    bytes.get(1).is_some_and(|b| starts_name(*b))
}

/// Where the name of a tag ends that ends itself at `end`.
pub(super) fn name_end(tag: &[u8], end: usize) -> usize {
    tag[1..end]
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b':')))
        .map_or(end - 1, |n| n + 1)
}

pub(super) fn next_opens(bytes: &[u8]) -> bool {
    matches!(bytes, [b'<', next, ..] if next.is_ascii_alphabetic())
}

/// What ends an element whose inside is no markup.
pub(super) fn raw_end(name: &[u8]) -> Option<&'static [u8]> {
    match name.len() {
        6 if name.eq_ignore_ascii_case(b"script") => Some(b"</script"),
        5 if name.eq_ignore_ascii_case(b"style") => Some(b"</style"),
        _ => None,
    }
}

/// Where the first sign stands that ends a tag or begins a value.
fn next_mark(bytes: &[u8]) -> Option<usize> {
    /// Most marks are that near, and a loop finds them sooner than a search that has to begin.
    const NEAR: usize = 24;
    let mark = |b: &u8| matches!(b, b'>' | b'"' | b'\'');
    let near = bytes.iter().take(NEAR).position(mark);
    near.or_else(|| Some(NEAR + memchr::memchr3(b'>', b'"', b'\'', bytes.get(NEAR..)?)?))
}

/// Where a tag ends, after its `>`; quoted values may hold one.
pub(super) fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut i = 1;
    loop {
        let found = next_mark(&bytes[i..])? + i;
        let quote = bytes[found];
        i = found + 1;
        if quote == b'>' {
            return Some(i);
        }
        let value = bytes[..found].trim_ascii_end().last() == Some(&b'=');
        if value && let Some(end) = memchr::memchr(quote, &bytes[i..]) {
            i += end + 1;
        }
    }
}

/// Whether a character that was written as others may begin markup of its own, before `rest`.
pub(super) fn may_wrap(c: char, rest: &[u8], hidden: bool) -> bool {
    let follows = |is: fn(u8) -> bool| rest.first().is_some_and(|b| is(*b));
    match c {
        '<' => hidden || rest.is_empty() || follows(|b| starts_name(b) || b == b'&'),
        '&' => follows(|b| b == b'#' || b.is_ascii_alphabetic()),
        _ => false,
    }
}

/// Where the target of a link ends whose text ends with the `]` that bytes begin with.
pub(super) fn link_target(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b']', b'(', ..] => target_end(bytes, b'(', b')'),
        [b']', b'[', ..] => target_end(bytes, b'[', b']'),
        _ => None,
    }
}

/// Where the target of a link ends, after its closing bracket.
fn target_end(bytes: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    for (i, byte) in bytes.iter().enumerate().skip(1).take(LONGEST_TARGET) {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(i + 1);
            }
        } else if *byte == b'\n' && bytes.get(i + 1) == Some(&b'\n') {
            return None;
        }
    }
    None
}

/// What a tag does to the words on its two sides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Words,
    Nothing,
    /// One or the other, as for raised figures (`Müller<sup>1</sup>`).
    Either,
    /// No element that is known: its name may be a word.
    Unknown,
}

pub(super) fn part_of(name: &[u8]) -> Part {
    let mut lower = [0; 10];
    let Some(lower) = lower.get_mut(..name.len()) else {
        return Part::Unknown;
    };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    match &*lower {
        // Elements that stand in a line of text.
        b"a" | b"abbr" | b"acronym" | b"b" | b"bdi" | b"bdo" | b"big" | b"cite" | b"code"
        | b"data" | b"del" | b"dfn" | b"em" | b"font" | b"i" | b"ins" | b"kbd" | b"label"
        | b"mark" | b"nobr" | b"q" | b"rb" | b"ruby" | b"s" | b"samp" | b"small" | b"span"
        | b"strike" | b"strong" | b"time" | b"tspan" | b"tt" | b"u" | b"var" | b"wbr" => {
            Part::Nothing
        }
        b"sub" | b"sup" => Part::Either,
        // Elements that part words.
        b"address" | b"area" | b"base" | b"circle" | b"defs" | b"ellipse" | b"embed" | b"line"
        | b"marker" | b"mask" | b"meter" | b"path" | b"polygon" | b"polyline" | b"rect"
        | b"stop" | b"symbol" | b"use" | b"article" | b"aside" | b"blockquote" | b"body"
        | b"br" | b"button" | b"canvas" | b"caption" | b"center" | b"col" | b"colgroup" | b"dd"
        | b"desc" | b"details" | b"dialog" | b"dir" | b"div" | b"dl" | b"dt" | b"fieldset"
        | b"figcaption" | b"figure" | b"footer" | b"form" | b"frame" | b"frameset" | b"g"
        | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"head" | b"header" | b"hgroup"
        | b"hr" | b"html" | b"iframe" | b"img" | b"input" | b"legend" | b"li" | b"link"
        | b"main" | b"map" | b"menu" | b"meta" | b"nav" | b"object" | b"ol" | b"optgroup"
        | b"option" | b"p" | b"param" | b"picture" | b"pre" | b"progress" | b"rp" | b"rt"
        | b"script" | b"search" | b"section" | b"select" | b"slot" | b"source" | b"style"
        | b"summary" | b"svg" | b"table" | b"tbody" | b"td" | b"template" | b"text"
        | b"textarea" | b"tfoot" | b"th" | b"thead" | b"title" | b"tr" | b"track" | b"ul"
        | b"video" | b"audio" | b"entry" | b"item" | b"feed" | b"channel" | b"author" | b"name" => {
            Part::Words
        }
        _ => Part::Unknown,
    }
}

/// The length of what stands between `<script>` and its end.
pub(super) fn raw_length(name: &[u8], after: &[u8]) -> usize {
    let Some(end) = raw_end(name) else {
        return 0;
    };
    memchr::memmem::find_iter(after, b"</")
        .find(|at| {
            let tag = after.get(*at..*at + end.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(end))
        })
        .unwrap_or(after.len())
}
