//! Problems for programs: one JSON object a line.

use serde::Serialize;

use super::human::obeyed;
use super::{Diagnostic, place};
use crate::source::Snapshot;

/// One problem. Lines and columns count from 1, columns in characters; they are absent when the
/// problem has no place in a file.
#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<&'a str>,
}

/// Writes each problem on a line of its own.
pub fn render(problems: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut out = String::new();
    for problem in problems {
        let label = problem.labels.first();
        let place = label.map(|label| place(label, snapshot));
        let line = Line {
            rule: problem.rule,
            severity: problem.severity.word(),
            message: &problem.message,
            file: label.map(|l| &*l.file),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_line: place.map(|place| place.end_line),
            end_column: place.map(|place| place.end_column),
            help: problem.help.as_deref(),
        };
        out.push_str(&without_controls(
            &serde_json::to_string(&line).unwrap_or_default(),
        ));
        out.push('\n');
    }
    out
}

/// JSON with escapes in place of the characters that a terminal would obey: those above ASCII too,
/// which JSON itself lets stand.
pub(super) fn without_controls(json: &str) -> String {
    if !json.contains(|c: char| obeyed(c) && c != '\n') {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match obeyed(c) && c != '\n' {
            true => out.push_str(&format!("\\u{:04x}", c as u32)),
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn no_character_that_a_terminal_obeys_is_left() {
        let mut snapshot = Snapshot::new();
        snapshot.insert_text("a.md", "x\n".into());
        let problem = Diagnostic::warning("x", "\u{1b}[31m \u{9b}31m \u{202e} \u{7f}")
            .at(&"a.md".into(), Span::new(0, 1));
        let line = render(&[problem], &snapshot);
        assert!(
            line.contains(r"\u001b[31m \u009b31m \u202e \u007f"),
            "{line}"
        );
    }
}
