//! The words of a page as a reader sees them: tags gone, entities decoded, white space collapsed.

/// The visible text of a page, twice: with nothing and with a space where a tag stood,
/// since `<b>Lan</b>tern` is one word and `<li>one</li><li>two</li>` are two.
pub fn visible(html: &str) -> [String; 2] {
    let body = without_elements(html, &["script", "style", "template"]);
    ["", " "].map(|gap| collapse(&decode(&without_tags(&body, gap))))
}

/// What the pictures of a page say to those who do not see them.
pub fn alternatives(html: &str) -> String {
    let values = html
        .split(" alt=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    values.map(decode).collect::<Vec<_>>().join(" ")
}

/// Runs of spaces, tabs and line ends become one space; a no-break space stays what it is.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text
        .split([' ', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// The entities that a page may hold, as characters.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .char_indices()
            .take(12)
            .find(|(_, c)| *c == ';')
            .map(|(i, _)| i);
        match end.and_then(|end| entity(&rest[1..end]).map(|c| (end, c))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

fn without_elements(html: &str, names: &[&str]) -> String {
    let mut out = html.to_owned();
    for name in names {
        let (open, close) = (format!("<{name}"), format!("</{name}>"));
        while let Some(from) = out.find(&open) {
            let to = out[from..]
                .find(&close)
                .map_or(out.len(), |n| from + n + close.len());
            out.replace_range(from..to, " ");
        }
    }
    out
}

/// Drops tags and comments. A `<` that begins neither stays.
pub fn without_tags(html: &str, gap: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|n| n + 3)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
            end_of_tag(rest)
        } else {
            None
        };
        match end {
            Some(end) => {
                out.push_str(gap);
                rest = &rest[end..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: the first `>` outside of its quoted values.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(i + 1),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    None
}
