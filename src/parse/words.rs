//! A participant's own words: plain text, and what was marked in it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::{Closed, push_visible};
use super::markdown::{Piece, bounded, without_definitions};
use super::quotation::unquoted;
use super::tag_run::is_space;

/// The words of a quote. The text is what was said, without any markup; marks point into it.
///
/// Lines that the note keeps apart (paragraphs, hard breaks, list items) are parted by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    pub text: Box<str>,
    /// Sorted by start; marks of one kind do not overlap.
    pub marks: Vec<Mark>,
}

/// A stretch of the words with a meaning of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Bytes of [`Words::text`], on character boundaries.
    pub start: u32,
    pub end: u32,
    pub kind: MarkKind,
}

/// What a mark means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// The short part that stands alone.
    Soundbite,
    Emphasis,
    /// The researcher's words in square brackets, brackets included.
    Replacement,
    Code,
    Struck,
}

impl Mark {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Words {
    /// Reads the Markdown of a quote, its tags already cut off. One pair of quotation marks around
    /// the whole is dropped; nothing else about the words changes.
    pub fn read(markdown: &str) -> Words {
        Builder::read(markdown, false).finish()
    }

    /// Words without markup, as in a table cell's plain text.
    pub fn plain(text: &str) -> Words {
        Words {
            text: text.into(),
            marks: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim_matches(is_space).is_empty()
    }

    /// How many characters they are.
    pub fn length(&self) -> usize {
        match self.text.is_ascii() {
            true => self.text.len(),
            false => self.text.chars().count(),
        }
    }

    /// The soundbite's words; several bold parts are joined by an ellipsis. Empty if none.
    pub fn soundbite(&self) -> String {
        let parts: Vec<&str> = self
            .marks
            .iter()
            .filter(|m| m.kind == MarkKind::Soundbite)
            .map(|m| self.text[m.range()].trim())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" … ")
    }
}

#[derive(Default)]
struct Builder {
    text: String,
    marks: Vec<Mark>,
    open: Vec<(MarkKind, usize)>,
    /// Whether each list that is open is numbered.
    lists: Vec<bool>,
    /// A block of HTML, which arrives line by line.
    html: String,
    /// A link whose source is kept instead of its words, being none, or a picture that is left out.
    kept: usize,
    /// Whether what is written about a picture is words too.
    alt: bool,
    closed: Closed,
}

impl Builder {
    fn read(markdown: &str, alt: bool) -> Builder {
        if is_plain(markdown) {
            return Builder {
                text: markdown.trim_end_matches('\n').replace('\n', " "),
                ..Builder::default()
            };
        }
        Builder::parsed(markdown, alt)
    }

    fn parsed(markdown: &str, alt: bool) -> Builder {
        let options = Options::ENABLE_STRIKETHROUGH;
        let (markdown, _) = without_definitions(markdown, options);
        let parser = Parser::new_ext(&markdown, options);
        let events: Vec<Piece> = bounded(parser.into_offset_iter()).collect();
        let mut builder = Builder {
            closed: Closed::of(&events),
            alt,
            ..Builder::default()
        };
        for (event, range) in events {
            builder.event(event, &markdown[range]);
        }
        builder
    }

    fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) => self.start(tag, source),
            Event::End(end) => self.end(end),
            _ if self.kept > 0 => {}
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => {
                let start = self.text.len();
                self.text.push_str(&code);
                self.mark(MarkKind::Code, start);
            }
            Event::InlineHtml(tag) => push_visible(&tag, &self.closed, &mut self.text),
            Event::Html(line) => self.html.push_str(&line),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.line(),
            Event::Rule => self.line(),
            _ => self.text.push_str(source),
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: &str) {
        if self.kept > 0 {
            self.kept += usize::from(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
            return;
        }
        match tag {
            Tag::Strong => self.open.push((MarkKind::Soundbite, self.text.len())),
            Tag::Emphasis => self.open.push((MarkKind::Emphasis, self.text.len())),
            Tag::Strikethrough => self.open.push((MarkKind::Struck, self.text.len())),
            Tag::List(first) => self.lists.push(first.is_some()),
            Tag::Item => {
                self.line();
                if self.lists.last() == Some(&true) {
                    // The number as it was written: Markdown would count for itself.
                    let digits = source.trim_start_matches(|c: char| c.is_ascii_digit());
                    let number = &source[..source.len() - digits.len()];
                    self.text.push_str(number);
                    self.text.extend(digits.chars().next());
                    self.text.push(' ');
                }
            }
            // What is written about a picture was not said.
            Tag::Image { .. } if !self.alt => self.kept = 1,
            Tag::Link { dest_url, .. } if !is_address(&dest_url) => {
                self.text.push_str(source);
                self.kept = 1;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) => {
                self.line();
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        if self.kept > 0 {
            self.kept -= usize::from(matches!(end, TagEnd::Link | TagEnd::Image));
            return;
        }
        match end {
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough => {
                if let Some((kind, start)) = self.open.pop() {
                    self.mark(kind, start);
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::HtmlBlock => {
                self.line();
                let html = std::mem::take(&mut self.html);
                push_visible(&html, &self.closed, &mut self.text);
                self.line();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.line(),
            _ => {}
        }
    }

    /// Begins a new line, unless one has just begun.
    fn line(&mut self) {
        if self.text.ends_with('\n') || self.just_numbered() {
            return;
        }
        let kept = self.text.trim_end().len();
        if kept == 0 {
            // Nothing was said yet.
            self.text.clear();
            self.marks.clear();
            self.open.iter_mut().for_each(|open| open.1 = 0);
            return;
        }
        self.text
            .truncate(kept.max(self.open.last().map_or(0, |o| o.1)));
        self.text.push('\n');
    }

    /// Whether the last line is nothing but a list item's number.
    fn just_numbered(&self) -> bool {
        let Some(number) = self
            .text
            .strip_suffix(". ")
            .or(self.text.strip_suffix(") "))
        else {
            return false;
        };
        let line = number.trim_end_matches(|c: char| c.is_ascii_digit());
        line.len() < number.len() && (line.is_empty() || line.ends_with('\n'))
    }

    fn mark(&mut self, kind: MarkKind, start: usize) {
        // What is bold within bold is one soundbite.
        let inside = self.open.iter().any(|(open, _)| *open == kind);
        if self.text.len() > start && !inside {
            self.marks.push(Mark {
                start: start as u32,
                end: self.text.len() as u32,
                kind,
            });
        }
    }

    fn finish(mut self) -> Words {
        let mut range = trimmed(&self.text, 0..self.text.len());
        if let Some(inside) = unquoted(&self.text[range.clone()]) {
            let start = range.start + inside.start;
            range = trimmed(&self.text, start..range.start + inside.end);
        }
        self.replacements(range.clone());
        let mut marks: Vec<Mark> = self
            .marks
            .iter()
            .filter_map(|mark| {
                let start = mark.range().start.max(range.start);
                let end = mark.range().end.min(range.end);
                (start < end).then(|| Mark {
                    start: (start - range.start) as u32,
                    end: (end - range.start) as u32,
                    kind: mark.kind,
                })
            })
            .collect();
        marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind));
        Words {
            text: self.text[range].into(),
            marks,
        }
    }

    /// Marks `[square brackets]` that stand in the words on one line.
    fn replacements(&mut self, range: Range<usize>) {
        let codes: Vec<Range<usize>> = self
            .marks
            .iter()
            .filter(|m| m.kind == MarkKind::Code)
            .map(Mark::range)
            .collect();
        let mut at = range.start;
        while let Some(open) = self.text[at..range.end].find('[').map(|i| at + i) {
            let rest = &self.text[open + 1..range.end];
            at = open + 1;
            let Some(close) = rest.find(['[', ']', '\n']) else {
                break;
            };
            let end = open + 1 + close + 1;
            let after = codes.partition_point(|code| code.start <= open);
            let in_code = after > 0 && codes[after - 1].contains(&open);
            if rest.as_bytes()[close] == b']' && close > 0 && !in_code {
                self.marks.push(Mark {
                    start: open as u32,
                    end: end as u32,
                    kind: MarkKind::Replacement,
                });
                at = end;
            }
        }
    }
}

/// Whether Markdown would give the text back as it is, its line breaks as spaces: most quotes are
/// such, and reading them so takes a tenth of the time.
fn is_plain(text: &str) -> bool {
    let means_something = |byte: u8| {
        matches!(
            byte,
            b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'|' | b'\\' | 0x7f
        ) || (byte < b' ' && byte != b'\n')
    };
    let marked = |marked, byte| marked | means_something(byte);
    // Control characters beyond ASCII begin with this byte.
    let may_control = memchr::memchr(0xc2, text.as_bytes()).is_some();
    let controls = || may_control && text.contains(|c: char| c != '\n' && c.is_control());
    !text.bytes().fold(false, marked)
        && !controls()
        && text.split('\n').all(|line| {
            line.starts_with(|c: char| c.is_alphabetic() || "“„«‘’…".contains(c))
                // White space at an end of a line goes, or breaks it hard.
                && !line.ends_with(char::is_whitespace)
        })
}

/// Where pictures stand in the Markdown of a quote.
pub fn pictures(markdown: &str) -> Vec<Range<usize>> {
    if !markdown.contains("![") {
        return Vec::new();
    }
    let parser = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH);
    let starts = bounded(parser.into_offset_iter())
        .filter(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
    starts.map(|(_, range)| range).collect()
}

/// What a reader sees of Markdown, on one line.
pub fn plain_text(markdown: &str) -> String {
    let builder = Builder::read(markdown, true);
    builder.text.trim().replace('\n', " ")
}

/// Whether a link's target can be one: `[03:12](laughs)` was never meant as a link.
pub fn is_address(target: &str) -> bool {
    target.is_empty() || target.contains(['.', '/', '#', ':', '@'])
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start_matches(is_space).len());
    start..start.max(range.start + slice.trim_end_matches(is_space).len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(markdown: &str, text: &str) -> Words {
        let words = Words::read(markdown);
        assert_eq!(&*words.text, text);
        words
    }

    fn marked(words: &Words, kind: MarkKind) -> Vec<&str> {
        let of_kind = words.marks.iter().filter(|m| m.kind == kind);
        of_kind.map(|m| &words.text[m.range()]).collect()
    }

    proptest! {
        /// What is read without a parser is what the parser would have read.
        #[test]
        fn plain_text_needs_no_parser(text in "[aéא“ .,:;!?'\"#+=\\-0-9(){}\u{a0}\n]{0,24}|[a-z ]{1,6}(\n[a-z0-9.=# -]{1,8}){0,3}") {
            if is_plain(&text) {
                let fast = Builder::read(&text, false);
                let slow = Builder::parsed(&text, false);
                prop_assert_eq!(fast.text.trim(), slow.text.trim());
                prop_assert_eq!(fast.finish(), slow.finish());
            }
        }
    }

    #[test]
    fn bold_is_the_soundbite_and_brackets_stay() {
        let words = check(
            "I had **two of *them*** from [a shop].",
            "I had two of them from [a shop].",
        );
        assert_eq!(words.soundbite(), "two of them");
        assert_eq!(marked(&words, MarkKind::Replacement), ["[a shop]"]);
        assert_eq!(marked(&words, MarkKind::Emphasis), ["them"]);
    }

    #[test]
    fn bold_within_bold_is_one_soundbite() {
        let words = check("I **had __two__ of** them", "I had two of them");
        assert_eq!(words.soundbite(), "had two of");
        assert_eq!(words.marks.len(), 1);
    }

    #[test]
    fn one_pair_of_marks_around_the_whole_is_dropped() {
        check("\"Do I pay?\"", "Do I pay?");
        check("“Ja, „so“ ist es”", "Ja, „so“ ist es");
        check("« Oui »", "Oui");
        check("״בצה״ל, תמיד.״", "בצה״ל, תמיד.");
        check("「はい」", "はい");
        check("\"He said \"no\" to me\"", "He said \"no\" to me");
        check("**\"All bold\"**", "All bold");
        check("'It's mine'", "It's mine");
    }

    #[test]
    fn marks_that_are_not_one_pair_stay() {
        for text in [
            "\"a\" and \"b\"",
            "“a” and “b”",
            "\"open",
            "say \"no\"",
            "\"yes\".",
            "‘a’ or ‘b’",
            "\"",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn lines_that_the_note_keeps_apart_stay_apart() {
        check("one\ntwo", "one two");
        check("one\n\ntwo", "one\ntwo");
        check("one\\\ntwo", "one\ntwo");
        check("- one\n- two", "one\ntwo");
        check("2026. That was it", "2026. That was it");
        check(
            "3) three\n7) seven\n\n9. nine",
            "3) three\n7) seven\n9. nine",
        );
        check("1. a\n1. b", "1. a\n1. b");
        check("\u{a0}\n\n\u{a0}\n\nwords", "words");
        check("# x", "x");
    }

    #[test]
    fn what_is_not_meant_as_markup_keeps_its_words() {
        check("[03:12](laughs) well", "[03:12](laughs) well");
        check("he <laughs> no", "he <laughs> no");
        check("a<br>b", "a\nb");
        check("see [the page](https://a.example)", "see the page");
        check("\\#notag 5 * 3", "#notag 5 * 3");
    }
}
