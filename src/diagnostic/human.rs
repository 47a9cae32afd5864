//! Problems for people to read, in rustc's manner: what is wrong, where, the line itself, what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Label, Severity, line_column};
use crate::source::Snapshot;

/// Draws problems; `color` with the escapes of a terminal.
pub fn render(problems: &[Diagnostic], snapshot: &Snapshot, color: bool, width: usize) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let mut out = String::new();
    for problem in problems {
        out.push_str(&one(problem, snapshot, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(problem: &Diagnostic, snapshot: &Snapshot, renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(visible(&problem.message))
        .id(problem.rule);
    let mut group: Group = Group::with_title(title);
    for (at, label) in problem.labels.iter().enumerate() {
        group = group.element(snippet(label, at == 0, snapshot));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// The label's line, or as much of its span as stands on that line.
fn snippet<'a>(
    label: &'a Label,
    primary: bool,
    snapshot: &'a Snapshot,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = snapshot.text(&label.file).map_or("", |file| &*file.text);
    let start = boundary(text, label.span.start as usize);
    let end = boundary(text, label.span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let from = (start - line_start).min(line.len());
    let to = (end.min(line_end).max(start) - line_start).clamp(from, line.len());
    let kind = if primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let note = (!label.text.is_empty()).then(|| visible(&label.text));
    let (number, _) = line_column(text, start as u32);
    Snippet::source(line)
        .line_start(number)
        .path(visible(&label.file))
        .annotation(kind.span(from..to).label(note))
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text whose control characters cannot reach a terminal.
pub fn visible(text: &str) -> String {
    let control =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if control(c) { '\u{fffd}' } else { c })
        .collect()
}

/// How many problems there are, as the last line says it: `2 errors, 1 warning`.
pub fn count(problems: &[Diagnostic]) -> String {
    let of = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let said = |n: usize, word: &str| match n {
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    };
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => "no problems".to_owned(),
        (0, w) => said(w, "warning"),
        (e, 0) => said(e, "error"),
        (e, w) => format!("{}, {}", said(e, "error"), said(w, "warning")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_problem_shows_its_line_and_what_to_do() {
        let mut snapshot = Snapshot::new();
        snapshot.insert_text(
            "content/P07.md",
            "---\r\nconsent: everyone\r\n---\r\n".into(),
        );
        let problem = Diagnostic::error("unknown-value", "`consent` cannot be `everyone`")
            .at(&"content/P07.md".into(), Span::new(14, 22))
            .help("use one of `none`, `team`, `internal` or `public`");
        let shown = render(&[problem], &snapshot, false, 100);
        assert_eq!(
            shown.trim_end(),
            "error[unknown-value]: `consent` cannot be `everyone`\n --> content/P07.md:2:10\n  |\n2 | consent: everyone\n  |          ^^^^^^^^\n  |\n  = help: use one of `none`, `team`, `internal` or `public`"
        );
    }

    #[test]
    fn escapes_of_a_note_never_reach_the_terminal() {
        let mut snapshot = Snapshot::new();
        snapshot.insert_text("a.md", b"\x1b[31mred \x07\n".to_vec());
        let problem =
            Diagnostic::warning("x", "said `\u{1b}[31m`").at(&"a.md".into(), Span::new(0, 3));
        let shown = render(&[problem], &snapshot, false, 100);
        assert!(
            !shown.contains('\u{1b}') && !shown.contains('\u{7}'),
            "{shown:?}"
        );
    }
}
