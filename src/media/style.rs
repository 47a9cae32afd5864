//! Style sheets in drawings: declarations stay; comments, imports and addresses of files go.

use super::Unclean;

/// A style sheet, or the declarations of a `style` attribute, without words for people and
/// without a way out of the file. References to parts of the drawing (`url(#a)`) stay.
pub(super) fn clean(css: &str) -> Result<String, Unclean> {
    let mut out = String::with_capacity(css.len());
    let css = without_comments(css);
    if css.contains('\\') {
        return Err(Unclean::new(
            "its style sheet has escapes (`\\`), which can hide an address; save it as plain SVG",
        ));
    }
    let mut rest = css.as_str();
    // Rules with an @ that matter to a drawing are those for media; their blocks stay.
    while let Some(at) = rest.find('@') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..]
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        if matches!(name.as_str(), "media" | "supports" | "keyframes") {
            out.push('@');
            rest = &rest[1..];
            continue;
        }
        rest = &rest[rule_end(rest)..];
    }
    out.push_str(rest);
    Ok(without_addresses(&out))
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find("/*") {
        out.push_str(&rest[..open]);
        // What stands on both sides is not joined: `u/**/rl(` is no address.
        out.push(' ');
        rest = rest[open + 2..]
            .find("*/")
            .map_or("", |end| &rest[open + end + 4..]);
    }
    out.push_str(rest);
    // XML's own comments pass through style sheets as nothing.
    out.replace("<!--", " ").replace("-->", " ")
}

/// Where a rule that begins with `@` ends: after its semicolon, or after its block.
fn rule_end(css: &str) -> usize {
    let mut depth = 0usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b';' if depth == 0 => return at + 1,
            b'{' => depth += 1,
            b'}' if depth <= 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

/// Functions that fetch something.
const FETCHING: [&str; 8] = [
    "url(",
    "src(",
    "image(",
    "image-set(",
    "-webkit-image-set(",
    "cross-fade(",
    "element(",
    "expression(",
];

fn without_addresses(css: &str) -> String {
    let lower = css.to_ascii_lowercase();
    let mut out = String::with_capacity(css.len());
    let mut at = 0;
    // Each of these functions has an opening bracket: look at the word before each.
    let mut from = 0;
    while let Some(bracket) = lower[from..].find('(').map(|found| from + found) {
        from = bracket + 1;
        let called = &lower[at..from];
        let name = FETCHING.iter().filter(|name| called.ends_with(**name));
        let Some(name) = name.max_by_key(|name| name.len()) else {
            continue;
        };
        out.push_str(&css[at..from - name.len()]);
        let end = css[from..].find(')').map_or(css.len(), |end| from + end);
        let target = css[from..end].trim().trim_matches(['"', '\'']).trim();
        if *name == "url(" && is_fragment(target) {
            out.push_str(&format!("url({target})"));
        } else {
            out.push_str("none");
        }
        at = (end + 1).min(css.len());
        from = at;
    }
    out.push_str(&css[at..]);
    out
}

/// Whether a reference leads to a part of the same file.
pub(super) fn is_fragment(target: &str) -> bool {
    let name = target.strip_prefix('#');
    name.is_some_and(|name| {
        !name.is_empty() && !name.contains(['(', ')', '"', '\'', '<', '>', ';', '{', '}'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_and_no_words_stay() {
        for (css, expected) in [
            (".a{fill:red}", ".a{fill:red}"),
            ("/* Anna */.a{fill:url( '#b' )}", " .a{fill:url(#b)}"),
            ("@import 'x.css';.a{fill:red}", ".a{fill:red}"),
            ("@font-face{src:url(a.ttf)}.a{}", ".a{}"),
            ("@media print{.a{fill:red}}", "@media print{.a{fill:red}}"),
            (".a{fill:URL(http://x/y)}", ".a{fill:none}"),
            (
                ".a{background:image-set(\"a.png\" 1x)}",
                ".a{background:none}",
            ),
            ("fill:url(#a", "fill:url(#a)"),
        ] {
            assert_eq!(clean(css).unwrap(), expected, "{css}");
        }
        assert!(clean(".a{fill:\\75rl(x)}").is_err());
    }
}
