//! Bytes as they are, and as they read once whatever they are wrapped in is taken off. It shares no
//! code with what it tests.

/// The bytes as text, and each text that decoding it gives, until nothing new comes of it.
pub fn readings(bytes: &[u8]) -> Vec<String> {
    let mut all = vec![latin(bytes)];
    let mut next = 0;
    while next < all.len() && all.len() < 40 {
        let text = all[next].clone();
        next += 1;
        let mut more = vec![percent(&text), entities(&text), escapes(&text)];
        more.push(text.replace("\u{ad}", "").replace("\u{200b}", ""));
        more.extend(base64(&text));
        for text in more {
            if !all.contains(&text) {
                all.push(text);
            }
        }
    }
    all
}

/// UTF-8, or each byte a letter; zero bytes left out, so that UTF-16 is read too.
fn latin(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes
            .iter()
            .filter(|b| **b != 0)
            .map(|b| *b as char)
            .collect(),
    }
}

/// `%C3%BC` and `+`.
fn percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// `&amp;`, `&#107;`, `&#x6b;`.
fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';');
        let read = end.and_then(|(end, _)| {
            let name = &rest[1..end];
            let hex = name.strip_prefix("#x").or(name.strip_prefix("#X"));
            let code = match (hex, name.strip_prefix('#')) {
                (Some(hex), _) => u32::from_str_radix(hex, 16).ok(),
                (None, Some(digits)) => digits.parse().ok(),
                (None, None) => match name {
                    "amp" => Some('&' as u32),
                    "lt" => Some('<' as u32),
                    "gt" => Some('>' as u32),
                    "quot" => Some('"' as u32),
                    _ => None,
                },
            };
            Some((char::from_u32(code?)?, end + 1))
        });
        let (c, length) = read.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out + rest
}

/// `\n`, `\"`, `\u006b`, `\x6b`.
fn escapes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = match rest.as_bytes().first() {
            Some(b'u') => 4,
            Some(b'x') => 2,
            _ => 0,
        };
        let hex = rest.get(1..1 + digits).filter(|hex| !hex.is_empty());
        let c = hex.and_then(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?));
        if let Some(c) = c {
            out.push(c);
            rest = &rest[1 + digits..];
        } else if let Some(c) = rest.chars().next() {
            out.push(if c == 'n' || c == 't' { ' ' } else { c });
            rest = &rest[c.len_utf8()..];
        }
    }
    out + rest
}

/// What each long run of base64 letters holds.
fn base64(text: &str) -> Vec<String> {
    let letter = |c: char| c.is_ascii_alphanumeric() || "+/-_".contains(c);
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    text.split(|c| !letter(c))
        .filter(|run| run.len() >= 24)
        .filter_map(|run| {
            let mut bytes = Vec::new();
            for four in run.as_bytes().chunks(4) {
                let bits = four
                    .iter()
                    .fold(0u32, |bits, b| bits << 6 | u32::from(value(*b)));
                let bits = bits << (6 * (4 - four.len()));
                bytes.extend(&bits.to_be_bytes()[1..four.len().max(2)]);
            }
            let read = latin(&bytes);
            read.to_lowercase().contains("kz").then_some(read)
        })
        .collect()
}

#[test]
fn what_is_wrapped_is_read() {
    for wrapped in [
        "kzzword",
        "%6b%7A%7aword",
        "&#107;&#x7A;zword",
        "\\u006b\\x7azword",
        "&amp;#107;zzword",
        "data:image/svg+xml;base64,PHN2Zz5renp3b3JkIGt6endvcmQ8L3N2Zz4=",
        "k\u{ad}zz\u{200b}word",
    ] {
        let read = readings(wrapped.as_bytes());
        assert!(
            read.iter().any(|text| text.contains("kzzword")),
            "{wrapped}: {read:?}"
        );
    }
}
