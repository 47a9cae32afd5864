//! Problems for programs: one JSON object a line.

use serde::Serialize;

use super::{Diagnostic, line_column};
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
        let place = label.map(|label| {
            let text = snapshot.text(&label.file).map_or("", |file| &*file.text);
            (
                line_column(text, label.span.start),
                line_column(text, label.span.end),
            )
        });
        let line = Line {
            rule: problem.rule,
            severity: problem.severity.word(),
            message: &problem.message,
            file: label.map(|l| &*l.file),
            line: place.map(|(start, _)| start.0),
            column: place.map(|(start, _)| start.1),
            end_line: place.map(|(_, end)| end.0),
            end_column: place.map(|(_, end)| end.1),
            help: problem.help.as_deref(),
        };
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    out
}
