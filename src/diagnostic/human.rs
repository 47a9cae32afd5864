//! Problems for people to read, in rustc's manner: what is wrong, where, the line itself, what to do.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;

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
    let render = |problem| one(problem, snapshot, &renderer) + "\n\n";
    problems.par_iter().with_max_len(64).map(render).collect()
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
        let kind = match at {
            0 => AnnotationKind::Primary,
            _ => AnnotationKind::Context,
        };
        group = match drawn(label, kind, snapshot) {
            (Some(origin), snippet) => group.element(origin).element(snippet),
            (None, snippet) => group.element(snippet),
        };
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// A label's line, or as much of its span as stands on that line. Where only a part of the line is
/// drawn, its place comes before it: the column of a part is not that of the line.
fn drawn<'a>(
    label: &'a Label,
    kind: AnnotationKind,
    snapshot: &'a Snapshot,
) -> (Option<Origin<'a>>, Snippet<'a, Annotation<'a>>) {
    let text = snapshot.text(&label.file).map_or("", |file| &*file.text);
    let start = boundary(text, label.span.start as usize);
    let end = boundary(text, label.span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let from = (start - line_start).min(line.len());
    let to = (end.min(line_end).max(start) - line_start).clamp(from, line.len());
    let shown = around(line, from, to);
    let part = |at: usize| source(&line[shown.start..at.min(shown.end)]).len();
    let whole = shown == (0..line.len());
    // A replaced character may be longer or shorter than what it stands for.
    let (from, to) = (part(from), part(to));
    let note = (!label.text.is_empty()).then(|| visible(&label.text));
    let (number, column) = line_column(text, start as u32);
    let snippet = Snippet::source(source(&line[shown]))
        .line_start(number)
        .annotation(kind.span(from..to).label(note));
    let path = visible(&label.file);
    match whole {
        true => (None, snippet.path(path)),
        false => {
            let origin = Origin::path(path).line(number).char_column(column);
            (Some(origin), snippet)
        }
    }
}

/// Bytes of a line on either side that a terminal may show at most: a whole transcript in one line
/// is not drawn for each problem in it.
const BESIDE: usize = 2_000;

/// The part of a line around a span.
fn around(line: &str, from: usize, to: usize) -> Range<usize> {
    let begin = boundary(line, from.saturating_sub(BESIDE));
    begin..boundary(line, to.min(from + BESIDE) + BESIDE)
}

/// A line of a file, its tabs kept.
fn source(line: &str) -> String {
    let parts: Vec<String> = line.split('\t').map(visible).collect();
    parts.join("\t")
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
    text.chars()
        .map(|c| if obeyed(c) { '\u{fffd}' } else { c })
        .collect()
}

/// Whether a terminal would obey a character instead of showing it.
pub(super) fn obeyed(c: char) -> bool {
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || direction
}

/// The same, its line feeds kept.
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let parts: Vec<String> = line.split('\r').map(visible).collect();
            parts.join("\r")
        })
        .collect();
    lines.join("\n")
}

/// How many problems each rule found, the most first: a line each, none for a single rule.
pub fn by_rule(problems: &[Diagnostic]) -> String {
    let mut counts: Vec<(usize, &str, Severity)> = Vec::new();
    for problem in problems {
        match counts
            .iter_mut()
            .find(|(_, rule, severity)| *rule == problem.rule && *severity == problem.severity)
        {
            Some((count, ..)) => *count += 1,
            None => counts.push((1, problem.rule, problem.severity)),
        }
    }
    if counts.len() < 2 {
        return String::new();
    }
    counts.sort_by(|a, b| (a.2, b.0, a.1).cmp(&(b.2, a.0, b.1)));
    let mut out = String::new();
    for (count, rule, severity) in counts {
        out.push_str(&format!("{count:>5}  {:<7}  {rule}\n", severity.word()));
    }
    out
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
    fn of_a_very_long_line_a_part_is_drawn_at_its_true_column() {
        let note = format!(
            "{}consent: everyone{}\n",
            "a ".repeat(40_000),
            " b".repeat(40_000)
        );
        let mut snapshot = Snapshot::new();
        snapshot.insert_text("content/P07.md", note.into_bytes());
        let file: crate::source::SourcePath = "content/P07.md".into();
        let problem = Diagnostic::error("unknown-value", "`consent` cannot be `everyone`")
            .at(&file, crate::source::Span::new(80_009, 80_017));
        let drawn = render(&[problem], &snapshot, false, 80);
        assert!(drawn.contains("--> content/P07.md:1:80010\n"), "{drawn}");
        assert!(drawn.contains("consent: everyone"), "{drawn}");
        assert!(drawn.len() < 500, "{drawn}");
    }

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
    fn carets_stand_under_wide_and_combining_characters() {
        let mut snapshot = Snapshot::new();
        let text = "漢字 e\u{301}t\u{301} here\n";
        snapshot.insert_text("a.md", text.into());
        let at = text.find("here").unwrap_or(0);
        let problem = Diagnostic::warning("x", "y").at(&"a.md".into(), Span::new(at, at + 4));
        let shown = render(&[problem], &snapshot, false, 100);
        // Two wide characters take four columns, combining marks none.
        assert!(shown.contains("\n  |         ^^^^"), "{shown}");
        let text = "👩\u{200d}🌾 x here\n";
        snapshot.insert_text("a.md", text.into());
        let at = text.find("here").unwrap_or(0);
        let problem = Diagnostic::warning("x", "y").at(&"a.md".into(), Span::new(at, at + 4));
        let shown = render(&[problem], &snapshot, false, 100);
        assert!(shown.contains("^^^^"), "{shown}");
    }

    #[test]
    fn what_each_rule_found_is_counted() {
        let one = |rule| Diagnostic::warning(rule, "");
        let problems = [one("b"), one("a"), one("b"), Diagnostic::error("c", "")];
        let table = "    1  error    c\n    2  warning  b\n    1  warning  a\n";
        assert_eq!(by_rule(&problems), table);
        assert_eq!(by_rule(&problems[..1]), "");
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
        let text = "\u{9b}31m \u{202e}drowssap \u{2066}x \u{85}\u{7f}\n";
        snapshot.insert_text("a.md", text.into());
        let problem = Diagnostic::warning("x", "said").at(&"a.md".into(), Span::new(2, 5));
        let shown = render(&[problem], &snapshot, false, 100);
        assert!(!shown.chars().any(|c| obeyed(c) && c != '\n'), "{shown:?}");
    }
}
