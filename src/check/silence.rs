//! Comments that silence a rule, each with its reason:
//! `<!-- casebook: allow leading-question: the client's wording -->` for the paragraph below,
//! `allow-file` for the whole file, `# casebook: allow …` in YAML and TOML for the entry below.

use memchr::memmem;

use super::verdict::unknown_rule;
use super::{place, rule};
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Span};

/// One rule that a comment silences.
#[derive(Debug)]
pub struct Silencing {
    pub rule: &'static str,
    /// The comment.
    pub span: Span,
    /// What it covers.
    covered: Span,
    /// The comment's lines, where they hold nothing else.
    pub alone: Option<(Span, String)>,
    /// Whether it silenced something.
    pub used: bool,
}

impl Silencing {
    pub fn covers(&self, place: Span) -> bool {
        self.covered.start <= place.start && place.start < self.covered.end
    }
}

/// A comment that is meant for Casebook.
struct Comment<'t> {
    /// What stands behind `casebook:`.
    text: &'t str,
    span: Span,
    /// Written with `#`: it covers an entry, not a paragraph.
    hash: bool,
}

/// Finds the comments of a file; slips in them are told.
pub fn silencings(file: &SourcePath, text: &str, problems: &mut Vec<Diagnostic>) -> Vec<Silencing> {
    let mut found = Vec::new();
    let mut front = None;
    for at in memmem::find_iter(text.as_bytes(), b"casebook:") {
        let front = *front.get_or_insert_with(|| match file.ends_with("md") {
            true => place::body(text),
            false if file.ends_with(".csv") => 0,
            false => text.len(),
        });
        if let Some(comment) = comment(text, at, front) {
            read(file, text, &comment, &mut found, problems);
        }
    }
    for name in memmem::find_iter(text.as_bytes(), b"casebook allow") {
        let before = text[..name].trim_end();
        if !before.ends_with("<!--") {
            continue;
        }
        let at = before.len() - "<!--".len();
        let end = text[at..]
            .find("-->")
            .map_or(text.len(), |end| at + end + 3);
        problems.push(unreadable().at(file, Span::new(at, end)));
    }
    found
}

fn unreadable() -> Diagnostic {
    let message = "a comment to Casebook that it cannot read";
    Diagnostic::warning("unreadable-silencing", message)
        .help("write `casebook: allow RULE: the reason`, or `allow-file`")
}

fn comment(text: &str, at: usize, front: usize) -> Option<Comment<'_>> {
    let before = text[..at].trim_end();
    let start = at + "casebook:".len();
    if before.ends_with("<!--") {
        let end = start + text[start..].find("-->")?;
        let span = Span::new(before.len() - "<!--".len(), end + "-->".len());
        return Some(Comment {
            text: text[start..end].trim(),
            span,
            hash: false,
        });
    }
    if before.ends_with('#') && at < front {
        let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        return Some(Comment {
            text: text[start..end].trim(),
            span: Span::new(before.len() - 1, start + text[start..end].trim_end().len()),
            hash: true,
        });
    }
    None
}

fn read(
    file: &SourcePath,
    text: &str,
    comment: &Comment,
    found: &mut Vec<Silencing>,
    problems: &mut Vec<Diagnostic>,
) {
    let (whole_file, rest) = match comment.text.split_once(char::is_whitespace) {
        Some(("allow", rest)) => (false, rest),
        Some(("allow-file", rest)) => (true, rest),
        _ => {
            return problems.push(unreadable().at(file, comment.span));
        }
    };
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    if reason.trim().is_empty() {
        let message = format!("`{}` is allowed here without a reason", names.trim());
        problems.push(
            Diagnostic::warning("silencing-without-reason", message)
                .at(file, comment.span)
                .help(format!(
                    "write the reason behind a colon: `allow {}: the reason`",
                    names.trim()
                )),
        );
        return;
    }
    let covered = match whole_file {
        true => Span::new(0, text.len() + 1),
        false => covered(text, comment),
    };
    for name in names.split([',', ' ']).filter(|name| !name.is_empty()) {
        let Some(rule) = rule(name) else {
            problems.push(unknown_rule(name).at(file, comment.span));
            continue;
        };
        found.push(Silencing {
            rule: rule.name,
            span: comment.span,
            covered,
            alone: alone(text, comment.span).map(|lines| (lines, text[lines.range()].to_owned())),
            used: false,
        });
    }
}

/// The lines of a comment, their ends included, when nothing else stands on them.
fn alone(text: &str, span: Span) -> Option<Span> {
    let (start, end) = (line_start(text, span.range().start), span.range().end);
    let rest = text[end..].find('\n').map_or(text.len(), |i| end + i + 1);
    let empty =
        text[start..span.range().start].trim().is_empty() && text[end..rest].trim().is_empty();
    empty.then(|| Span::new(start, rest))
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// The paragraph or entry that a comment stands in or above.
fn covered(text: &str, comment: &Comment) -> Span {
    let Some(lines) = alone(text, comment.span) else {
        // It stands behind something: that line, and its paragraph in Markdown.
        let start = line_start(text, comment.span.range().start);
        let end = match comment.hash {
            true => comment.span.range().end,
            false => paragraph_end(text, start),
        };
        return Span::new(start, end);
    };
    let mut start = lines.range().end;
    if comment.hash {
        return Span::new(start, entry_end(text, start));
    }
    // Blank lines and further comments may stand between.
    while start < text.len() {
        let line = text[start..].split_inclusive('\n').next().unwrap_or("");
        let words = line.trim();
        let passed = words.is_empty() || (words.starts_with("<!--") && words.ends_with("-->"));
        if !passed {
            break;
        }
        start += line.len();
    }
    Span::new(start, paragraph_end(text, start))
}

fn paragraph_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    end
}

/// An entry of YAML or TOML: its line, and the lines that stand deeper.
fn entry_end(text: &str, start: usize) -> usize {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    // Further comments belong to the same entry.
    let mut end = start;
    let mut first = None;
    for line in lines.by_ref() {
        end += line.len();
        if !line.trim_start().starts_with('#') {
            first = Some(depth(line));
            break;
        }
    }
    let Some(first) = first else { return end };
    for line in lines {
        let list = depth(line) == first && line.trim_start().starts_with("- ");
        if line.trim().is_empty() || (depth(line) <= first && !list) {
            break;
        }
        end += line.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        let mut problems = Vec::new();
        let found = silencings(&"a.md".into(), text, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let covered = |s: &Silencing| {
            (
                s.rule,
                &text[s.covered.start as usize..(s.covered.end as usize).min(text.len())],
            )
        };
        found.iter().map(covered).collect()
    }

    #[test]
    fn a_comment_covers_the_paragraph_below() {
        let text = "<!-- casebook: allow leading-question: theirs -->\n\n## A?\nb\n\nc\n";
        assert_eq!(found(text), [("leading-question", "## A?\nb\n")]);
        let behind = "a\nb <!-- casebook: allow email-address: ours -->\nc\n\nd";
        assert_eq!(
            found(behind),
            [(
                "email-address",
                "b <!-- casebook: allow email-address: ours -->\nc\n"
            )]
        );
    }

    #[test]
    fn a_hash_covers_the_entry_below() {
        let text = "---\n# casebook: allow many-questions, closed-question: asked for\nquestions:\n  - a\n  - b\nx: 1\n---\n# casebook: allow many-questions: a heading\n";
        let entry = "questions:\n  - a\n  - b\n";
        assert_eq!(
            found(text),
            [("many-questions", entry), ("closed-question", entry)]
        );
    }
}
