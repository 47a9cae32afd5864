//! Characters written as others: character references, percent-encoding, escapes, base64.

/// Which sequences that begin with a backslash mean a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// `\u00fc`, `\xfc`, and `\*` as Markdown writes a plain sign.
    Code,
    /// Those of JSON and JavaScript, with `\n` and `\/`.
    Strings,
    /// Those of style sheets, with up to six hexadecimal digits and a space.
    Css,
}

/// The first character of bytes, and how many they are; what is not UTF-8 is read as Latin-1.
#[inline]
pub(super) fn utf8(bytes: &[u8]) -> (char, usize) {
    let low = |byte: u8| u32::from(byte & 0x3f);
    let follows = |byte: u8| byte & 0xc0 == 0x80;
    let (code, length) = match *bytes {
        [a @ 0xc2..=0xdf, b, ..] if follows(b) => (u32::from(a & 0x1f) << 6 | low(b), 2),
        [a @ 0xe0..=0xef, b, c, ..] if follows(b) && follows(c) => {
            (u32::from(a & 0x0f) << 12 | low(b) << 6 | low(c), 3)
        }
        [a @ 0xf0..=0xf4, b, c, d, ..] if follows(b) && follows(c) && follows(d) => {
            let high = u32::from(a & 0x07) << 18 | low(b) << 12;
            (high | low(c) << 6 | low(d), 4)
        }
        [a, ..] => (u32::from(a), 1),
        [] => (0xfffd, 1),
    };
    let shortest = [0, 0, 0x80, 0x800, 0x10000][length];
    match char::from_u32(code).filter(|_| code >= shortest) {
        Some(c) => (c, length),
        None => (char::from(bytes[0]), 1),
    }
}

/// A character reference at the start of `bytes`: one or two characters and its length.
/// `legacy` ones need no semicolon.
pub(super) fn reference(bytes: &[u8], legacy: bool) -> Option<(char, Option<char>, usize)> {
    if bytes.get(1) == Some(&b'#') {
        let (digits, radix, start) = match bytes.get(2) {
            Some(b'x' | b'X') => (run(&bytes[3..], 16), 16, 3),
            _ => (run(&bytes[2..], 10), 10, 2),
        };
        if digits == 0 || digits > 8 {
            return None;
        }
        let end = start + digits;
        let text = std::str::from_utf8(&bytes[start..end]).ok()?;
        let code = u32::from_str_radix(text, radix).ok()?;
        let c = char::from_u32(code).unwrap_or('\u{fffd}');
        return Some((c, None, end + usize::from(bytes.get(end) == Some(&b';'))));
    }
    let name = bytes[1..]
        .iter()
        .take(32)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    if name == 0 {
        return None;
    }
    if bytes.get(name + 1) == Some(&b';') {
        let found = named(&bytes[1..name + 2]);
        if let Some((first, second)) = found {
            return Some((first, second, name + 2));
        }
    }
    if !legacy {
        return None;
    }
    (2..=name.min(6)).rev().find_map(|length| {
        let (first, second) = named(&bytes[1..=length])?;
        Some((first, second, length + 1))
    })
}

fn named(name: &[u8]) -> Option<(char, Option<char>)> {
    let name = std::str::from_utf8(name).ok()?;
    let (first, second) = *web_atoms::NAMED_ENTITIES.get(name)?;
    let first = char::from_u32(first).filter(|c| *c != '\0')?;
    Some((first, char::from_u32(second).filter(|c| *c != '\0')))
}

/// How many digits `bytes` begin with.
fn run(bytes: &[u8], radix: u32) -> usize {
    let digit = |b: &&u8| char::from(**b).is_digit(radix);
    bytes.iter().take(9).take_while(digit).count()
}

/// A percent-encoded character at the start of `bytes` that can be printed, and its length.
pub(super) fn percent(bytes: &[u8]) -> Option<(char, usize)> {
    let mut decoded = [0; 4];
    let mut count = 0;
    for part in bytes.chunks(3).take(4) {
        let [b'%', high, low] = part else { break };
        let (Some(high), Some(low)) = (hex(*high), hex(*low)) else {
            break;
        };
        decoded[count] = high * 16 + low;
        count += 1;
        if decoded[0] < 0x80 {
            break;
        }
    }
    if count == 0 {
        return None;
    }
    let (c, length) = utf8(&decoded[..count]);
    let latin1 = !c.is_ascii() && length == 1;
    (!latin1 && !c.is_control()).then_some((c, length * 3))
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|d| d as u8)
}

/// An escape at the start of `bytes`, which is a backslash: its character, if it stands for one,
/// and its length.
pub(super) fn escape(bytes: &[u8], escapes: Escapes) -> Option<(Option<char>, usize)> {
    let slashes = bytes.iter().take_while(|b| **b == b'\\').count();
    let rest = &bytes[slashes..];
    if escapes == Escapes::Css {
        return css(bytes);
    }
    if let Some((c, length)) = code_point(rest) {
        return Some((Some(c), slashes + length));
    }
    let single = slashes % 2 == 1;
    let next = *rest.first()?;
    if escapes == Escapes::Strings && single {
        match next {
            b'n' | b'r' | b't' | b'b' | b'f' | b'v' => return Some((Some(' '), slashes + 1)),
            b'\n' => return Some((None, slashes + 1)),
            _ => {}
        }
    }
    // The sign itself is read next.
    (single && next.is_ascii_punctuation()).then_some((None, slashes))
}

/// `u00fc`, `u{fc}`, `U000000fc`, `xfc`, after a backslash.
fn code_point(rest: &[u8]) -> Option<(char, usize)> {
    let unit = |at: usize, digits: usize| -> Option<u32> {
        let text = std::str::from_utf8(rest.get(at..at + digits)?).ok()?;
        let plain = text.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then(|| u32::from_str_radix(text, 16).ok()).flatten()
    };
    match rest.first()? {
        b'u' if rest.get(1) == Some(&b'{') => {
            let digits = run(&rest[2..], 16);
            let closed = rest.get(2 + digits) == Some(&b'}');
            let code = (closed && digits > 0).then(|| unit(2, digits)).flatten()?;
            Some((char::from_u32(code)?, digits + 3))
        }
        b'u' => {
            let high = unit(1, 4)?;
            if (0xd800..0xdc00).contains(&high) {
                let low = rest[5..].iter().take_while(|b| **b == b'\\').count();
                let at = 5 + low;
                if low > 0
                    && rest.get(at) == Some(&b'u')
                    && let Some(second @ 0xdc00..0xe000) = unit(at + 1, 4)
                {
                    let code = 0x10000 + ((high - 0xd800) << 10) + (second - 0xdc00);
                    return Some((char::from_u32(code)?, at + 5));
                }
            }
            Some((char::from_u32(high).unwrap_or('\u{fffd}'), 5))
        }
        b'U' => Some((char::from_u32(unit(1, 8)?)?, 9)),
        b'x' => Some((char::from_u32(unit(1, 2)?)?, 3)),
        _ => None,
    }
}

/// An escape of a style sheet.
fn css(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let digits = run(&bytes[1..], 16).min(6);
    if digits == 0 {
        return Some((None, 1));
    }
    let text = std::str::from_utf8(&bytes[1..=digits]).ok()?;
    let c = char::from_u32(u32::from_str_radix(text, 16).ok()?).unwrap_or('\u{fffd}');
    let space = bytes.get(digits + 1).is_some_and(u8::is_ascii_whitespace);
    Some((Some(c), digits + 1 + usize::from(space)))
}

/// Bytes with their references and escapes decoded, one layer of them.
pub(super) fn once(bytes: &[u8], escapes: Escapes) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    let push = |c: char, out: &mut Vec<u8>| {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    };
    while let Some(next) = memchr::memchr3(b'&', b'\\', b'%', &bytes[i..]) {
        out.extend_from_slice(&bytes[i..i + next]);
        i += next;
        let rest = &bytes[i..];
        let taken = match rest[0] {
            b'&' => reference(rest, true).map(|(first, second, length)| {
                push(first, &mut out);
                if let Some(second) = second {
                    push(second, &mut out);
                }
                length
            }),
            b'%' => percent(rest).map(|(c, length)| {
                push(c, &mut out);
                length
            }),
            _ => escape(rest, escapes).map(|(c, length)| {
                if let Some(c) = c {
                    push(c, &mut out);
                }
                length
            }),
        };
        if taken.is_none() {
            out.push(rest[0]);
        }
        i += taken.unwrap_or(1).max(1);
    }
    out.extend_from_slice(&bytes[i..]);
    out
}

/// Decodes base64, as far as it goes.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut held = 0u32;
    let mut bits = 0;
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        held = (held << 6 | u32::from(value)) & 0x00ff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        for (written, expected) in [
            ("&uuml;x", Some(('ü', None, 6))),
            ("&uumlx", Some(('ü', None, 5))),
            ("&#252;", Some(('ü', None, 6))),
            ("&#xFC", Some(('ü', None, 5))),
            ("&ZeroWidthSpace;", Some(('\u{200b}', None, 16))),
            ("&T", None),
            ("& x", None),
            ("&#;", None),
            ("&#99999999;", Some(('\u{fffd}', None, 11))),
        ] {
            assert_eq!(reference(written.as_bytes(), true), expected, "{written}");
        }
    }

    #[test]
    fn escapes_are_decoded() {
        let text =
            |written: &str, escapes| String::from_utf8(once(written.as_bytes(), escapes)).unwrap();
        assert_eq!(text(r"M\u00fc\x6c\u{6c}\u006Cer", Escapes::Code), "Mülller");
        assert_eq!(text(r"a\nb\/c\\d", Escapes::Strings), r"a b/c\\d");
        assert_eq!(text(r"\ud83e\udd84", Escapes::Strings), "🦄");
        assert_eq!(text(r"\\u00fc", Escapes::Strings), "ü");
        assert_eq!(text(r"M\fc ller \0000e9t\e9", Escapes::Css), "Müller été");
        assert_eq!(text("M%C3%BCller %zz %FC", Escapes::Code), "Müller %zz %FC");
    }

    #[test]
    fn base64_is_decoded() {
        assert_eq!(base64(b"TcO8bGxlcg=="), "Müller".as_bytes());
    }
}
