//! Raw HTML in notes: its tags do not pass, its words do.

/// Names of HTML elements; `<laughs>` is none, and so is a word.
const ELEMENTS: &str = " a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr ";

/// Elements whose content is not for readers.
const SILENT: [&str; 4] = ["script", "style", "template", "noscript"];

/// Pushes what a reader of `html` would see: the text between tags, `<br>` as a line break.
/// Comments, and what stands in `<script>` or `<style>`, are not pushed.
pub fn push_visible(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&entities(&rest[..open]));
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let close = rest.find('>');
        let Some(close) = close.filter(|close| !rest[1..*close].contains('<')) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let tag = &rest[..=close];
        let name = element(tag);
        rest = &rest[close + 1..];
        if name.is_empty() {
            out.push_str(tag);
            continue;
        }
        if name == "br" {
            out.push('\n');
        }
        if SILENT.contains(&name.as_str()) && !tag.starts_with("</") {
            let end = format!("</{name}");
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&end).map_or("", |at| {
                let after = &rest[at..];
                after.find('>').map_or("", |close| &after[close + 1..])
            });
        }
    }
    out.push_str(&entities(rest));
}

/// The lower-case name of a tag's element; empty if it is none, `!` for declarations.
fn element(tag: &str) -> String {
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect::<String>()
        .to_ascii_lowercase();
    if tag.starts_with("<!") || tag.starts_with("<?") {
        return "!".into();
    }
    let known = !name.is_empty() && ELEMENTS.contains(&format!(" {name} "));
    if known { name } else { String::new() }
}

/// The handful of character references that people write by hand.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Escapes text for HTML content and attribute values in double quotes.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_their_words_stay() {
        let seen = |html: &str| {
            let mut out = String::new();
            push_visible(html, &mut out);
            out
        };
        assert_eq!(seen("<summary><b> Perguntas </b></summary>"), " Perguntas ");
        assert_eq!(seen("a<!-- secret -->b"), "ab");
        assert_eq!(seen("<script>x < 1</script>after"), "after");
        assert_eq!(seen("<laughs> 3 < 4 &amp; more"), "<laughs> 3 < 4 & more");
        assert_eq!(seen("<style>a{}"), "");
    }
}
