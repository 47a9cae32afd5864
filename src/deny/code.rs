//! The words of markup and style languages that are nobody's name: `max`, `mark`, `will-change`.

use std::ops::Range;

use super::decode::{self, Escapes};

/// An attribute's parts, as ranges of a tag's bytes.
pub(super) struct Attribute {
    pub name: Range<usize>,
    pub value: Range<usize>,
    pub whole: Range<usize>,
}

/// The attributes in what follows a tag's name.
pub(super) fn attributes(bytes: &[u8]) -> impl Iterator<Item = Attribute> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let skip = |from: usize, is: fn(u8) -> bool| {
            let rest = bytes.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|b| is(**b)).count()
        };
        let start = skip(at, |b| b.is_ascii_whitespace() || b == b'/');
        if start >= bytes.len() {
            return None;
        }
        // A name has one byte at least, so that there is an end.
        let name_end = skip(start + 1, |b| {
            !b.is_ascii_whitespace() && b != b'=' && b != b'/'
        });
        let equals = skip(name_end, |b| b.is_ascii_whitespace());
        let name = start..name_end;
        if bytes.get(equals) != Some(&b'=') {
            at = name_end;
            let value = name_end..name_end;
            let whole = name.clone();
            return Some(Attribute { name, value, whole });
        }
        let open = skip(equals + 1, |b| b.is_ascii_whitespace());
        let quote = bytes
            .get(open)
            .copied()
            .filter(|b| matches!(b, b'"' | b'\''));
        let closed = quote.and_then(|quote| memchr::memchr(quote, &bytes[open + 1..]));
        let (value, end) = match closed {
            Some(length) => (open + 1..open + 1 + length, open + length + 2),
            None => {
                let end = skip(open, |b| !b.is_ascii_whitespace());
                (open..end, end)
            }
        };
        at = end;
        let whole = start..end;
        Some(Attribute { name, value, whole })
    })
}

/// Names that HTML and SVG give to attributes.
pub(super) fn is_attribute(name: &[u8]) -> bool {
    matches!(
        name,
        b"abbr"
            | b"accept"
            | b"action"
            | b"allow"
            | b"alt"
            | b"async"
            | b"autocomplete"
            | b"autofocus"
            | b"autoplay"
            | b"charset"
            | b"checked"
            | b"cite"
            | b"class"
            | b"color"
            | b"cols"
            | b"colspan"
            | b"content"
            | b"controls"
            | b"coords"
            | b"crossorigin"
            | b"cx"
            | b"cy"
            | b"d"
            | b"data"
            | b"datetime"
            | b"decoding"
            | b"default"
            | b"defer"
            | b"dir"
            | b"disabled"
            | b"download"
            | b"draggable"
            | b"dx"
            | b"dy"
            | b"enctype"
            | b"fill"
            | b"for"
            | b"form"
            | b"headers"
            | b"height"
            | b"hidden"
            | b"high"
            | b"href"
            | b"hreflang"
            | b"id"
            | b"inert"
            | b"inputmode"
            | b"integrity"
            | b"is"
            | b"itemid"
            | b"itemprop"
            | b"itemref"
            | b"itemscope"
            | b"itemtype"
            | b"kind"
            | b"label"
            | b"lang"
            | b"list"
            | b"loading"
            | b"loop"
            | b"low"
            | b"max"
            | b"maxlength"
            | b"media"
            | b"method"
            | b"min"
            | b"minlength"
            | b"multiple"
            | b"muted"
            | b"name"
            | b"nonce"
            | b"novalidate"
            | b"offset"
            | b"open"
            | b"optimum"
            | b"part"
            | b"pattern"
            | b"ping"
            | b"placeholder"
            | b"points"
            | b"popover"
            | b"poster"
            | b"preload"
            | b"property"
            | b"r"
            | b"readonly"
            | b"rel"
            | b"required"
            | b"reversed"
            | b"role"
            | b"rows"
            | b"rowspan"
            | b"rx"
            | b"ry"
            | b"sandbox"
            | b"scope"
            | b"selected"
            | b"shape"
            | b"size"
            | b"sizes"
            | b"slot"
            | b"span"
            | b"spellcheck"
            | b"src"
            | b"srcdoc"
            | b"srclang"
            | b"srcset"
            | b"start"
            | b"step"
            | b"stroke"
            | b"style"
            | b"summary"
            | b"tabindex"
            | b"target"
            | b"text-anchor"
            | b"title"
            | b"transform"
            | b"translate"
            | b"type"
            | b"usemap"
            | b"value"
            | b"viewBox"
            | b"width"
            | b"wrap"
            | b"x"
            | b"x1"
            | b"x2"
            | b"xmlns"
            | b"y"
            | b"y1"
            | b"y2"
    )
}

/// What in a style sheet may be a user's words: comments, strings, addresses, the names of
/// classes, parts and variables, and all that is not ASCII. Properties, values, functions and
/// elements are the language's own.
pub(super) fn css_words(css: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(css.len() / 2);
    let mut i = 0;
    while let Some(&byte) = css.get(i) {
        let rest = &css[i..];
        if rest.starts_with(b"/*") {
            let end = memchr::memmem::find(rest, b"*/").unwrap_or(rest.len());
            push(&rest[2.min(end)..end], &mut out);
            i += end + 2;
        } else if matches!(byte, b'"' | b'\'') {
            let end = string_end(rest);
            push(&rest[1..end.max(1)], &mut out);
            i += end + 1;
        } else if rest.len() > 4 && rest[..4].eq_ignore_ascii_case(b"url(") {
            let end = memchr::memchr(b')', rest).unwrap_or(rest.len());
            push(&rest[4..end], &mut out);
            i += end;
        } else if is_name(byte) {
            let length = name_length(rest);
            let name = &rest[..length];
            let own = i > 0 && matches!(css[i - 1], b'.' | b'#');
            let plain = name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
            if own || name.starts_with(b"--") || !plain {
                push(name, &mut out);
            }
            i += length;
        } else {
            i += 1;
        }
    }
    out
}

fn push(words: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&decode::once(words, Escapes::Css));
    // Nothing is read across it.
    out.extend_from_slice(b" ; ");
}

/// Where a string ends, at its quotation mark or its line.
fn string_end(bytes: &[u8]) -> usize {
    let mut i = 1;
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b'\\' => i += 1,
            b'\n' => return i,
            byte if byte == bytes[0] => return i,
            _ => {}
        }
        i += 1;
    }
    bytes.len()
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\\') || byte >= 0x80
}

fn name_length(bytes: &[u8]) -> usize {
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        if byte == b'\\' {
            // An escape may end in a space.
            let digits = bytes[i + 1..].iter().take(6);
            let digits = digits.take_while(|b| b.is_ascii_hexdigit()).count();
            i += 1 + digits.max(1);
            if digits > 0 && bytes.get(i) == Some(&b' ') {
                i += 1;
            }
        } else if is_name(byte) {
            i += 1;
        } else {
            break;
        }
    }
    i.clamp(1, bytes.len())
}

/// A script without the calls that are spelled like a name.
pub(super) fn script_words(script: &[u8]) -> Vec<u8> {
    let mut out = script.to_vec();
    let calls: Vec<usize> = memchr::memmem::find_iter(script, b"Math.max").collect();
    for at in calls {
        out[at..at + b"Math.max".len()].fill(b';');
    }
    out
}
