//! Problems as the annotation lines of GitHub Actions: they are shown on the lines of a pull request.

use super::{Diagnostic, Place, place};
use crate::source::Snapshot;

/// One workflow command a problem.
pub fn render(problems: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut out = String::new();
    for problem in problems {
        let mut message = problem.message.clone();
        if let Some(help) = &problem.help {
            message.push('\n');
            message.push_str(help);
        }
        out.push_str("::");
        out.push_str(problem.severity.word());
        out.push(' ');
        if let Some(label) = problem.labels.first() {
            let Place {
                line,
                column,
                end_line,
                end_column,
            } = place(label, snapshot);
            out.push_str(&format!(
                "file={},line={line},endLine={end_line},",
                property(&label.file)
            ));
            // Columns are heard only where both are on one line.
            if line == end_line {
                out.push_str(&format!("col={column},endColumn={end_column},"));
            }
        }
        out.push_str(&format!(
            "title={}::{}\n",
            property(problem.rule),
            data(&message)
        ));
    }
    out
}

/// The part behind the colons.
fn data(text: &str) -> String {
    super::human::visible_lines(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let mut snapshot = Snapshot::new();
        snapshot.insert_text("content/a, b: 100%.md", "é x\r\ny\n".into());
        let file = "content/a, b: 100%.md".into();
        let problem = Diagnostic::warning("a-rule", "50% of `a::b`\nis\r odd \u{1b}[31m")
            .at(&file, Span::new(3, 4))
            .help("write, then: read");
        assert_eq!(
            render(&[problem], &snapshot),
            "::warning file=content/a%2C b%3A 100%25.md,line=1,endLine=1,col=3,endColumn=4,title=a-rule::50%25 of `a::b`%0Ais%0D odd \u{fffd}[31m%0Awrite, then: read\n"
        );
        let nowhere = Diagnostic::error("b", "c");
        assert_eq!(render(&[nowhere], &snapshot), "::error title=b::c\n");
    }
}
