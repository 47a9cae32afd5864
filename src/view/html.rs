//! Text into HTML.

/// Appends text with everything escaped that could end a text or a quoted attribute.
pub fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Where the first byte stands that is to be escaped. Most words have none: whole chunks are passed
/// over at once.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    let plain = |chunk: &&[u8]| {
        !chunk
            .iter()
            .fold(false, |found, byte| found | special(byte))
    };
    let passed = 16 * bytes.chunks_exact(16).take_while(plain).count();
    let at = bytes[passed..].iter().position(special)?;
    Some(passed + at)
}

pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_text_or_an_attribute_is_escaped_wherever_it_stands() {
        for before in 0..40 {
            let plain = "é".repeat(before);
            let text = format!("{plain}<a href=\"x\">it's & more{plain}");
            let html = format!("{plain}&lt;a href=&quot;x&quot;&gt;it&#39;s &amp; more{plain}");
            assert_eq!(escape(&text), html);
        }
    }
}
