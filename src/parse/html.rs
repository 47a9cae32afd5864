//! Raw HTML in notes: its tags do not pass, its words do.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::Event;

use super::markdown::Piece;
use crate::source::RESERVED;

/// Names of HTML elements; `<laughs>` is none, and so is a word.
const ELEMENTS: &str = " a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr ";

/// Elements whose content is not for readers.
const SILENT: [&str; 4] = ["script", "style", "template", "noscript"];

/// Elements whose names people write in angle brackets for what they leave out: `<address>`.
const WORDS: &str = " address area audio base button caption cite code data dialog embed font footer form header image input label legend link map mark menu meta meter object option output param picture progress ruby search select slot source summary template time title track video ";

/// The names of elements that a text closes somewhere.
#[derive(Clone, Debug, Default)]
pub struct Closed(BTreeSet<String>);

impl Closed {
    /// The elements that the HTML among these events closes.
    pub fn of(events: &[Piece]) -> Closed {
        let mut closed = Closed::default();
        for (event, _) in events {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                closed.add(html);
            }
        }
        closed
    }

    /// Looks through a piece of HTML for closing tags.
    fn add(&mut self, html: &str) {
        for (at, _) in html.match_indices("</") {
            self.0.insert(name_of(&html[at..]));
        }
    }

    /// Whether a tag is a word and no markup: `<address>`, with nothing in it and never closed.
    fn is_word(&self, tag: &str, name: &str) -> bool {
        let bare = tag.len() == name.len() + 2;
        // `<A>` stands for a name that was left out; `<p>` is a paragraph that need not be closed.
        let is_letter = name.len() == 1 && name != "p";
        bare && (is_letter || WORDS.contains(&format!(" {name} "))) && !self.0.contains(name)
    }
}

/// Pushes what a reader of `html` would see: the text between tags, `<br>` as a line break.
/// Comments, and what stands in `<script>` or `<style>`, are not pushed.
pub fn push_visible(html: &str, closed: &Closed, out: &mut String) {
    visit(html, closed, |seen| match seen {
        Seen::Text(text) => out.push_str(&entities(text)),
        Seen::Word(word) => out.push_str(word),
        Seen::Break => out.push('\n'),
        Seen::Unclosed { .. } => {}
    });
}

/// Where a comment or a silent element begins in `html` that never ends, and what would end it.
pub fn unclosed(html: &str, closed: &Closed) -> Option<(usize, String)> {
    let mut found = None;
    visit(html, closed, |seen| {
        if let Seen::Unclosed { at, end } = seen {
            found = Some((at, end));
        }
    });
    found
}

enum Seen<'h> {
    Text(&'h str),
    /// Something in angle brackets that is no tag.
    Word(&'h str),
    Break,
    /// All from here on is hidden.
    Unclosed {
        at: usize,
        end: String,
    },
}

fn visit<'h>(html: &'h str, closed: &Closed, mut see: impl FnMut(Seen<'h>)) {
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        see(Seen::Text(&html[at..open]));
        if html[open..].starts_with("<!--") {
            let Some(end) = comment_end(&html[open..]) else {
                let end = "-->".to_owned();
                return see(Seen::Unclosed { at: open, end });
            };
            at = open + end;
            continue;
        }
        let close = html[open + 1..].find(['<', '>']).map(|i| open + 1 + i);
        let Some(close) = close.filter(|close| html.as_bytes()[*close] == b'>') else {
            see(Seen::Word("<"));
            at = open + 1;
            continue;
        };
        let tag = &html[open..=close];
        let name = element(tag);
        at = close + 1;
        if name.is_empty() || has_words(tag, &name) || closed.is_word(tag, &name) {
            see(Seen::Word(tag));
        } else if name == "br" {
            see(Seen::Break);
        } else if SILENT.contains(&name.as_str()) && !tag.starts_with("</") {
            let Some(end) = end_of(&html[at..], &name) else {
                let end = format!("</{name}>");
                return see(Seen::Unclosed { at: open, end });
            };
            at += end;
        }
    }
    see(Seen::Text(&html[at..]));
}

/// The length of a comment. `<!-->` and `<!--->` are whole ones.
fn comment_end(html: &str) -> Option<usize> {
    ["<!-->", "<!--->"]
        .iter()
        .find(|whole| html.starts_with(**whole))
        .map(|whole| whole.len())
        .or_else(|| html[4..].find("-->").map(|end| 4 + end + 3))
}

/// Where an element ends: behind its closing tag.
fn end_of(html: &str, name: &str) -> Option<usize> {
    let mut tags = html.match_indices("</").map(|(at, _)| at);
    let at = tags.find(|at| name_of(&html[*at..]) == name)?;
    Some(html[at..].find('>').map_or(html.len(), |end| at + end + 1))
}

/// Attributes that stand without a value.
const FLAGS: &str = " allowfullscreen async autofocus autoplay checked compact controls declare default defer disabled download formnovalidate hidden inert ismap itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline readonly required reversed selected ";

/// Whether words stand in a tag where its attributes would: `<a friend>`, `<i think>`.
fn has_words(tag: &str, name: &str) -> bool {
    let inside = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    let Some(rest) = inside.get(name.len()..).filter(|_| name != "!") else {
        return false;
    };
    let rest = rest.trim_end_matches('/').trim();
    let mut words = rest.split_whitespace();
    !rest.is_empty()
        && !rest.contains('=')
        && !words.all(|word| FLAGS.contains(&format!(" {} ", word.to_ascii_lowercase())))
}

/// The name in a tag, in lower case.
fn name_of(tag: &str) -> String {
    let tag = tag.strip_prefix('<').unwrap_or(tag);
    let name = tag.strip_prefix('/').unwrap_or(tag).bytes();
    name.take_while(u8::is_ascii_alphanumeric)
        .take(20)
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect()
}

/// The lower-case name of a tag's element; empty if it is none, `!` for a document type.
fn element(tag: &str) -> String {
    if tag.len() >= 9 && tag.as_bytes()[..9].eq_ignore_ascii_case(b"<!doctype") {
        return "!".into();
    }
    let name = name_of(tag);
    let known = !name.is_empty() && ELEMENTS.contains(&format!(" {name} "));
    if known { name } else { String::new() }
}

/// How deep raw HTML may nest and still be kept.
const DEEPEST: usize = 100;

/// Elements that stay open inside no other of their own kind, or are never open.
const FLAT: &str = " area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr ";

/// Whether the HTML among these events opens more elements inside one another than can be meant.
pub fn nests_too_deeply(events: &[Piece]) -> bool {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0usize;
    for (event, _) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else {
            continue;
        };
        for (at, _) in html.match_indices('<') {
            let tag = &html[at..];
            let name = name_of(tag);
            if name.is_empty() || FLAT.contains(&format!(" {name} ")) {
                continue;
            }
            let count = open.entry(name).or_default();
            if !tag.starts_with("</") {
                *count += 1;
                depth += 1;
            } else if *count > 0 {
                *count -= 1;
                depth -= 1;
            }
            if depth > DEEPEST {
                return true;
            }
        }
    }
    false
}

/// HTML whose character references stand for none of the characters that no text may hold.
pub fn without_reserved_references(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        let digits = &rest[at + 2..];
        let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (digits, 10),
        };
        let after = digits.trim_start_matches(|c: char| c.is_digit(radix));
        let number = digits[..digits.len() - after.len()].trim_start_matches('0');
        let barred = match u32::from_str_radix(number, radix)
            .ok()
            .and_then(char::from_u32)
        {
            Some(c) => c == '\0' || RESERVED.contains(&c),
            None => number.is_empty() && after.len() < digits.len(),
        };
        let end = rest.len() - after.len();
        if barred {
            out.push(char::REPLACEMENT_CHARACTER);
            rest = after.strip_prefix(';').unwrap_or(after);
        } else {
            out.push_str(&rest[at..end]);
            rest = after;
        }
    }
    out.push_str(rest);
    out
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
        .replace("&ldquo;", "“")
        .replace("&rdquo;", "”")
        .replace("&lsquo;", "‘")
        .replace("&rsquo;", "’")
        .replace("&hellip;", "…")
        .replace("&ndash;", "–")
        .replace("&mdash;", "—")
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

    fn seen(html: &str) -> String {
        let mut closed = Closed::default();
        closed.add(html);
        let mut out = String::new();
        push_visible(html, &closed, &mut out);
        out
    }

    #[test]
    fn a_tag_begins_with_one_angle_bracket() {
        assert_eq!(name_of("<Div>"), "div");
        assert_eq!(name_of("</div>"), "div");
        assert_eq!(name_of("</</div>"), "");
    }

    #[test]
    fn tags_go_and_their_words_stay() {
        assert_eq!(seen("<summary><b> Perguntas </b></summary>"), " Perguntas ");
        assert_eq!(seen("a<!-- secret -->b"), "ab");
        assert_eq!(seen("<script>x < 1</script>after"), "after");
        assert_eq!(seen("<laughs> 3 < 4 &amp; more"), "<laughs> 3 < 4 & more");
        assert_eq!(seen("<style>a{}"), "");
        assert_eq!(seen("<SCRIPT>a</sCript >b<script>c</script>d"), "bd");
        assert_eq!(seen("<!DOCTYPE html>a"), "a");
    }

    #[test]
    fn what_only_looks_like_a_tag_stays() {
        assert_eq!(
            seen("I live at <address>, come at <time>"),
            "I live at <address>, come at <time>"
        );
        assert_eq!(seen("<time>now</time> <b>so</b>"), "now so");
        assert_eq!(
            seen("My colleague <A> told <B> so"),
            "My colleague <A> told <B> so"
        );
        assert_eq!(seen("<B>loud</B> and <P>clear"), "loud and clear");
        assert_eq!(
            seen("he said <??> and <? unclear ?> so"),
            "he said <??> and <? unclear ?> so"
        );
        assert_eq!(seen("<![CDATA[a]]>"), "<![CDATA[a]]>");
        for words in [
            "I told <a friend> about it",
            "a<b and c>d, whatever",
            "<i think> it is fine",
            "<sub par>",
            "</a friend>",
        ] {
            assert_eq!(seen(words), words);
        }
        assert_eq!(
            seen("<a href=x>a</a> <ol reversed><li>b</li></ol> <br /> <details open>c</details >"),
            "a b \n c"
        );
        assert_eq!(seen("<"), "<");
        assert_eq!(seen("1 <2 <b>3</b>"), "1 <2 3");
    }

    #[test]
    fn comments_end_where_a_browser_ends_them() {
        assert_eq!(seen("<!-->a<!--->b<!----->c"), "abc");
        assert_eq!(seen("<!-- a -->b<!-- c"), "b");
    }

    #[test]
    fn what_hides_all_that_follows_is_found() {
        let place = |html: &str| unclosed(html, &Closed::default());
        assert_eq!(place("a <!-- b --> <!-- c"), Some((13, "-->".into())));
        assert_eq!(place("<p>\n<style>a"), Some((4, "</style>".into())));
        assert_eq!(place("<style>a</style> <template>"), None);
        assert_eq!(place("<!-->a"), None);
    }
}
