//! An author's text without its markup.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::model::audience::Published;
use crate::model::{Target, Text};
use crate::parse::prose::Part;
use crate::view::prose::words_of_link;

/// What a reader of the text sees: paragraphs, list items and rows parted by `\n`, cells by a
/// space, pictures by their description, a link without words by the title that it leads to.
pub fn plain<'t>(published: &Published, text: &'t Text) -> Cow<'t, str> {
    text_of(text, Lines::default(), |to, target| {
        words_of_link(published, to, target)
    })
}

/// The same for an excerpt, in which lines run on: a heading ends with a full stop.
pub fn running<'t>(published: &Published, text: &'t Text) -> Cow<'t, str> {
    let lines = Lines {
        stops: true,
        ..Lines::default()
    };
    text_of(text, lines, |to, target| {
        words_of_link(published, to, target)
    })
}

/// A heading with a full stop, unless it ends with a mark of its own.
pub fn stopped(heading: &str) -> String {
    let heading = heading.trim_end();
    match heading.ends_with(char::is_alphanumeric) {
        true => format!("{heading}."),
        false => heading.to_owned(),
    }
}

/// `named` says what stands in place of a link without words.
fn text_of(
    text: &Text,
    mut lines: Lines,
    named: impl Fn(&str, &Target) -> Option<(Box<str>, String)>,
) -> Cow<'_, str> {
    if let [Part::Html(html)] = &text.prose.parts[..]
        && let Some(words) = words_of_paragraph(html)
    {
        return words.into();
    }
    let mut targets = text.targets.iter();
    let mut renamed: Option<(Box<str>, String)> = None;
    for part in &text.prose.parts {
        let target = match part.is_reference() {
            true => targets.next().unwrap_or(&Target::Nowhere),
            false => &Target::Nowhere,
        };
        match part {
            Part::Html(html) if renamed.as_ref().is_some_and(|(id, _)| id == html) => {
                let (_, words) = renamed.take().unwrap_or_default();
                lines.text(&words);
            }
            Part::Html(html) => lines.html(html),
            Part::Picture { alt, .. } => lines.text(alt),
            Part::Code { text, .. } => {
                for line in text.lines() {
                    lines.end();
                    lines.text(line);
                }
                lines.end();
            }
            Part::Embed { .. } => lines.end(),
            Part::Link { to, wiki, .. } => {
                let words = wiki.then(|| named(to, target));
                renamed = words.flatten();
            }
            Part::LinkEnd => renamed = None,
        }
    }
    lines.end();
    lines.out.trim_end().to_owned().into()
}

/// The words of a paragraph that holds nothing else, on one line: most observations are such.
fn words_of_paragraph(html: &str) -> Option<&str> {
    let words = html.strip_prefix("<p>")?.strip_suffix("</p>")?;
    let is_plain = memchr2(b'<', b'&', words.as_bytes()).is_none() && is_one_line(words);
    is_plain.then(|| words.trim_end())
}

#[derive(Default)]
struct Lines {
    out: String,
    /// Whether a heading ends with a full stop.
    stops: bool,
}

impl Lines {
    /// Escaped HTML: text between tags, a line end for a block, a space for a cell.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = memchr(b'<', rest.as_bytes()) {
            self.text(&decoded(&rest[..open]));
            let end = memchr(b'>', &rest.as_bytes()[open..]);
            let close = end.map_or(rest.len(), |n| open + n + 1);
            let name = rest[open..close].trim_start_matches(['<', '/']);
            let end = name.find(|c: char| !c.is_ascii_alphanumeric());
            let name = &name[..end.unwrap_or(name.len())];
            match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    if self.stops && rest[open..].starts_with("</") {
                        self.stop();
                    }
                    self.end();
                }
                _ if is_block(name) => self.end(),
                "td" | "th" => self.text(" "),
                _ => {}
            }
            rest = &rest[close..];
        }
        self.text(&decoded(rest));
    }

    /// Text in a line: runs of spaces and line ends are one space.
    fn text(&mut self, text: &str) {
        if is_one_line(text) {
            self.out.push_str(text);
            return;
        }
        let mut words = text.split([' ', '\n', '\t', '\r']);
        self.out.push_str(words.next().unwrap_or_default());
        for word in words {
            if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
            self.out.push_str(word);
        }
    }

    fn stop(&mut self) {
        if self.out.trim_end().ends_with(char::is_alphanumeric) {
            self.out.truncate(self.out.trim_end().len());
            self.out.push('.');
        }
    }

    fn end(&mut self) {
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

/// Whether an element stands on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "ul"
            | "ol"
            | "br"
            | "hr"
            | "tr"
            | "table"
            | "thead"
            | "tbody"
            | "div"
            | "section"
            | "pre"
            | "blockquote"
            | "dt"
            | "dd"
            | "details"
            | "summary"
    )
}

/// Whether text is words with single spaces between them, as most is.
fn is_one_line(text: &str) -> bool {
    let is_space = |byte: u8| byte == b' ';
    let mut before = b' ';
    let mut single = true;
    for byte in text.bytes() {
        single &= !(is_space(byte) && is_space(before)) & !matches!(byte, b'\n' | b'\t' | b'\r');
        before = byte;
    }
    single
}

/// The character references that the escaping of author's texts makes.
fn decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let decoded = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&");
    decoded.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::prose::{Format, read};

    fn seen(markdown: &str) -> String {
        let text = Text {
            prose: read(markdown, Format::below(3), |at| at).into(),
            targets: Box::default(),
        };
        text_of(&text, Lines::default(), |_, _| None).into_owned()
    }

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(
            seen("She *opened*\nthe [page](https://a.example) & left: `a < b` \"so\"."),
            "She opened the page & left: a < b \"so\"."
        );
        assert_eq!(
            seen("One\n\n- two\n- three\n\n> four"),
            "One\ntwo\nthree\nfour"
        );
        assert_eq!(seen("|a|b|\n|-|-|\n|c|d|\n"), "a b\nc d");
        assert_eq!(seen("```\nx = 1\n  y\n```"), "x = 1\ny");
        assert_eq!(seen(""), "");
    }
}
