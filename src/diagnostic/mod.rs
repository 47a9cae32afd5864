//! What is wrong: a mistake in the user's own files, as a value with its place and its remedy.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;

use crate::source::{Snapshot, SourcePath, Span};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The site would say something false, leak, or lose words: nothing is published.
    Error,
    /// Worth a look; the site is built all the same.
    Warning,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place in a file that a problem points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    pub file: SourcePath,
    pub span: Span,
    /// What is said beside the caret; empty for none.
    pub text: String,
}

/// One problem. Messages are lower case, without a final stop, the user's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The rule that found it, in kebab case.
    pub rule: &'static str,
    pub severity: Severity,
    pub message: String,
    /// The first label is the place; further ones are shown beside it. May be empty when the
    /// problem has no place in a file.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// The change that mends it, where only one can be meant.
    pub fix: Option<Box<Fix>>,
}

/// A change of one file: what stands at `span`, if it still is `was`, becomes `text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fix {
    pub file: SourcePath,
    pub span: Span,
    pub was: String,
    pub text: String,
}

impl Fix {
    /// Whether the file has at its place what the fix was made for.
    pub fn holds(&self, snapshot: &Snapshot) -> bool {
        let text = snapshot.text(&self.file).map_or("", |file| &*file.text);
        text.get(self.span.range()) == Some(&self.was)
    }
}

impl Diagnostic {
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message)
    }

    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, message)
    }

    fn new(severity: Severity, rule: &'static str, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds a place.
    pub fn at(mut self, file: &SourcePath, span: Span) -> Self {
        self.labels.push(Label {
            file: file.clone(),
            span,
            text: String::new(),
        });
        self
    }

    /// Adds a place with a word beside its caret.
    pub fn at_saying(mut self, file: &SourcePath, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            file: file.clone(),
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which change mends it.
    pub fn fix(
        mut self,
        file: &SourcePath,
        span: Span,
        was: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        self.fix = Some(Box::new(Fix {
            file: file.clone(),
            span,
            was: was.into(),
            text: text.into(),
        }));
        self
    }

    /// The order in which problems are reported: by file, place, then rule.
    fn order(&self) -> (Option<&Label>, &'static str, &str) {
        (self.labels.first(), self.rule, &self.message)
    }
}

/// Sorts problems by file and place, and drops those said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// Whether anything found stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The known name nearest to `word`, when one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let limit = match word.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .filter_map(|name| {
            let other: Vec<char> = name.to_lowercase().chars().collect();
            let distance = edit_distance(&word, &other, limit)?;
            Some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// Damerau–Levenshtein distance with adjacent transpositions, or `None` above `limit`.
fn edit_distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let swap = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + swap);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    (last[b.len()] <= limit).then_some(last[b.len()])
}

/// A place as editors count it: lines and columns from 1, columns in characters, the end behind the
/// last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// Where a label stands.
pub fn place(label: &Label, snapshot: &Snapshot) -> Place {
    place_of_span(&label.file, label.span, snapshot)
}

/// Where a span of a file stands.
pub fn place_of_span(file: &str, span: Span, snapshot: &Snapshot) -> Place {
    let text = snapshot.text(file).map_or("", |file| &*file.text);
    let (line, column) = line_column(text, span.start);
    let (end_line, end_column) = line_column(text, span.end);
    Place {
        line,
        column,
        end_line,
        end_column,
    }
}

/// The line that an offset stands on.
fn line_of(text: &str, offset: u32) -> &str {
    let (number, _) = line_column(text, offset);
    text.lines().nth(number - 1).unwrap_or("")
}

/// Line and column, both from 1, of a byte offset; columns count characters.
pub fn line_column(text: &str, offset: u32) -> (usize, usize) {
    let mut at = (offset as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_forgives_a_slip_and_no_more() {
        let known = ["participant", "date", "minutes", "consent"];
        assert_eq!(nearest("particpant", known), Some("participant"));
        assert_eq!(nearest("mintues", known), Some("minutes"));
        assert_eq!(nearest("Consent", known), Some("consent"));
        assert_eq!(nearest("weather", known), None);
        assert_eq!(nearest("ab", ["xy", "ac"]), None);
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        assert_eq!(line_column("ab\nçd", 0), (1, 1));
        assert_eq!(line_column("ab\nçd", 5), (2, 2));
        assert_eq!(line_column("ab\nçd", 99), (2, 3));
    }
}
