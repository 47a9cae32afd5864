//! A stretch of a file without the marks of its container (`>`, a list's indentation), and the way
//! back from each of its bytes to the file.

use crate::source::Span;

/// Text cut out of a file, line by line.
#[derive(Clone, Debug, Default)]
pub struct Inner {
    pub text: String,
    /// Where each line, and what follows a backslash that was put in, begins: (offset in `text`,
    /// offset in the file).
    lines: Vec<(usize, usize)>,
}

/// What stands at the start of each line and is not part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Indentation alone: a paragraph or a list item.
    Indented,
    /// A block quote: indentation, `>` and one space.
    Quoted,
}

impl Inner {
    /// Cuts `range` out of `source`.
    pub fn cut(source: &str, range: std::ops::Range<usize>, container: Container) -> Inner {
        let mut inner = Inner {
            text: String::with_capacity(range.len()),
            lines: Vec::new(),
        };
        let mut at = range.start;
        for line in source[range].split_inclusive('\n') {
            let words = line.trim_start_matches([' ', '\t']);
            let (body, inline) = match container {
                Container::Indented => (words, true),
                Container::Quoted => match words.strip_prefix('>') {
                    Some(rest) => (rest.strip_prefix([' ', '\t']).unwrap_or(rest), false),
                    None => (words, true),
                },
            };
            let start = at + (line.len() - body.len());
            inner.lines.push((inner.text.len(), start));
            let escape = if inline { block_mark(body) } else { None };
            let (before, body) = body.split_at(escape.unwrap_or(0));
            if escape.is_some() {
                inner.text.push_str(before);
                inner.text.push('\\');
                inner.lines.push((inner.text.len(), start + before.len()));
            }
            // Line ends become `\n`, whatever the file has.
            match body.strip_suffix("\r\n").or(body.strip_suffix('\n')) {
                Some(words) => {
                    inner.text.push_str(words);
                    inner.text.push('\n');
                }
                None => inner.text.push_str(body),
            }
            at += line.len();
        }
        inner
    }

    /// The same text of a file in which it stands `by` bytes later.
    pub fn moved(mut self, by: usize) -> Inner {
        for (_, file) in &mut self.lines {
            *file += by;
        }
        self
    }

    /// A part of this text, its way back kept.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Inner {
        let mut lines: Vec<(usize, usize)> = vec![(0, self.in_file(range.start))];
        let first = self.lines.partition_point(|(at, _)| *at <= range.start);
        let within = self.lines[first..]
            .iter()
            .take_while(|(at, _)| *at < range.end);
        lines.extend(within.map(|(at, file)| (at - range.start, *file)));
        Inner {
            text: self.text[range].to_owned(),
            lines,
        }
    }

    /// Where a byte of this text stands in the file.
    pub fn in_file(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset);
        match line.checked_sub(1).map(|i| self.lines[i]) {
            Some((start, file)) => file + (offset - start),
            None => offset,
        }
    }

    /// A span of this text as a span of the file.
    pub fn span(&self, span: Span) -> Span {
        let start = self.in_file(span.start as usize);
        let last = (span.end as usize).max(span.start as usize + 1) - 1;
        let end = self.in_file(last) + usize::from(span.end > span.start);
        Span::new(start, end.max(start))
    }

    /// The whole text's span in the file.
    pub fn whole(&self) -> Span {
        self.span(Span::new(0, self.text.trim_end().len()))
    }
}

/// Where a line of a paragraph needs a backslash: without its indentation, or cut from the lines
/// above it, it would begin something else.
fn block_mark(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let first = line.chars().next()?;
    let only = |marks: &str| line.chars().all(|c| marks.contains(c));
    let marks = line.len() - line.trim_start_matches(first).len();
    let parted = |at: usize| line[at..].chars().next().is_none_or(char::is_whitespace);
    let begins = match first {
        '#' => marks <= 6 && parted(marks),
        '>' => true,
        '-' | '+' | '*' => parted(1) || only(&format!("{first} ")) || only("-:| "),
        '_' => only("_ ") && marks >= 1,
        '=' => only("="),
        '`' | '~' => marks >= 3,
        '|' | ':' => only("-:| "),
        '<' => line.starts_with("<!--") && !line.contains("-->"),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let item = line[digits..].starts_with(['.', ')']) && parted(digits + 1);
            return (item && digits <= 9).then_some(digits);
        }
        _ => false,
    };
    begins.then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_loses_its_marks_and_keeps_the_way_back() {
        let source = "x\n> one\r\n>two\nlazy\n";
        let inner = Inner::cut(source, 2..source.len(), Container::Quoted);
        assert_eq!(inner.text, "one\ntwo\nlazy\n");
        for (word, place) in [("one", 4), ("two", 10), ("lazy", 14)] {
            let at = inner.text.find(word).unwrap();
            assert_eq!(inner.in_file(at), place, "{word}");
        }
        let tabs = Inner::cut(">\tone\n>  two\n", 0..13, Container::Quoted);
        assert_eq!(tabs.text, "one\n two\n");
        let two = inner.slice(4..8);
        assert_eq!((two.text.as_str(), two.in_file(1)), ("two\n", 11));
    }

    #[test]
    fn a_line_of_a_paragraph_stays_one() {
        let cut = |line: &str| Inner::cut(line, 0..line.len(), Container::Indented).text;
        for (line, text) in [
            ("    # a", "\\# a"),
            ("> a", "\\> a"),
            ("- a", "\\- a"),
            ("-", "\\-"),
            ("2. a", "2\\. a"),
            ("2026. That", "2026\\. That"),
            ("---", "\\---"),
            ("* * *", "\\* * *"),
            ("===", "\\==="),
            ("|---|", "\\|---|"),
            ("```a", "\\```a"),
            ("<!-- a", "\\<!-- a"),
        ] {
            assert_eq!(cut(line), text);
        }
        for line in [
            "#tag",
            "*a*",
            "**a** b",
            "_a_",
            "-a",
            "| a |",
            "<!-- a -->",
            "<b>",
            "3 a",
            "1.5",
            "`a`",
            "",
            "[02:14]",
            ":)",
        ] {
            assert_eq!(cut(line), line);
        }
        let inner = Inner::cut("x\n   # a #b\n", 2..12, Container::Indented);
        let at = inner.text.find("#b").unwrap();
        assert_eq!(inner.in_file(at), 9);
    }
}
