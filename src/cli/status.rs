//! `casebook status`: the programme, in the terminal.

use unicode_width::UnicodeWidthStr;

use super::args::{Args, StatusArgs};
use super::output::Bars;
use super::{Exit, Failure, Output, root};
use crate::build::programme::programme;
use crate::config::Config;
use crate::diagnostic::human::{self, visible};
use crate::disk::snapshot;
use crate::view::status::{Line, Status};

/// Columns of a whole bar.
const WHOLE: usize = 24;
/// Columns that a label may have before its bar.
const LABEL: usize = 48;

/// Runs the command.
pub fn run(args: &Args, options: &StatusArgs, output: &Output) -> Result<Exit, Failure> {
    let root = root::find(args)?;
    let today = root::today(args)?;
    let snapshot = snapshot(&root)?;
    let config = Config {
        audience: options.audience,
        base_url: None,
    };
    let (found, problems) = programme(&snapshot, &config, today);
    let Some(status) = found else {
        output.problems(&problems, &snapshot);
        output.tell(human::count(&problems));
        return Ok(Exit::Problems);
    };
    for line in lines(&status, output.bars()) {
        // A terminal breaks no lines at spaces, and what is copied from it should be plain.
        output.result(line.replace('\u{a0}', " "));
    }
    if !problems.is_empty() {
        let count = human::count(&problems);
        output.tell(format!("{count}; `casebook check` shows them"));
    }
    Ok(Exit::Done)
}

/// The programme line by line.
fn lines(status: &Status, bars: Option<Bars>) -> Vec<String> {
    let mut out = vec![visible(&status.heading), visible(&status.meta)];
    for part in &status.parts {
        out.extend([String::new(), visible(&part.heading)]);
        out.extend(part.sentences.iter().map(|s| format!("  {}", visible(s))));
        let labels: Vec<String> = part.lines.iter().map(|l| label(&l.label)).collect();
        let widest = labels.iter().map(|l| l.width()).max().unwrap_or(0);
        let most = part.lines.iter().filter_map(|l| l.count).max().unwrap_or(0);
        for (line, label) in part.lines.iter().zip(labels) {
            let fill = " ".repeat(widest - label.width());
            let bar = bars.map_or_else(String::new, |with| bar(line, most, with));
            out.push(format!("  {label}{fill}  {bar}{}", visible(&line.text)));
        }
    }
    out
}

/// A label in a line of the terminal, cut where it is too long.
fn label(text: &str) -> String {
    let text = visible(text);
    if text.width() <= LABEL {
        return text;
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if cut.width() + 2 > LABEL {
            break;
        }
        cut.push(letter);
    }
    cut.truncate(cut.trim_end().len());
    cut + "…"
}

/// A bar and the gap behind it; nothing where the line has no count.
fn bar(line: &Line, most: usize, with: Bars) -> String {
    let Some(count) = line.count else {
        return String::new();
    };
    let whole = line.of.unwrap_or(most).max(1);
    let eighths = (count.min(whole) * WHOLE * 8).div_ceil(whole);
    let drawn = match with {
        Bars::Signs => "#".repeat(eighths.div_ceil(8)),
        Bars::Blocks => {
            let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
            "█".repeat(eighths / 8) + rest
        }
    };
    match drawn.is_empty() {
        true => String::new(),
        false => drawn + " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::status::Part;

    fn status() -> Status {
        let line = |label: &str, count, of, text: &str| Line {
            label: label.into(),
            count,
            of,
            text: text.into(),
        };
        Status {
            heading: "The running practice".into(),
            meta: "All studies.".into(),
            parts: vec![Part {
                heading: "Cadence".into(),
                sentences: vec!["Every week.".into()],
                lines: vec![
                    line("May 2026", Some(8), None, "8"),
                    line("June", Some(1), None, "1 so far"),
                    line("July", Some(0), None, "0"),
                    line("new", Some(3), Some(6), "3 of 6"),
                    line("P07", None, None, "rests until 1 June"),
                ],
            }],
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let drawn = lines(&status(), Some(Bars::Blocks)).join("\n");
        let expected = "The running practice\nAll studies.\n\nCadence\n  Every week.\n  \
            May 2026  ████████████████████████ 8\n  \
            June      ███ 1 so far\n  \
            July      0\n  \
            new       ████████████ 3 of 6\n  \
            P07       rests until 1 June";
        assert_eq!(drawn, expected);
        let signs = lines(&status(), Some(Bars::Signs)).join("\n");
        assert!(signs.contains("June      ### 1 so far"), "{signs}");
    }

    #[test]
    fn without_bars_the_numbers_stand_alone() {
        let plain = lines(&status(), None).join("\n");
        assert!(plain.contains("  new       3 of 6"), "{plain}");
        assert!(!plain.contains('█') && !plain.contains('#'));
    }

    #[test]
    fn a_long_label_is_cut() {
        let cut = label(&"long ".repeat(30));
        assert!(cut.width() <= LABEL && cut.ends_with('…'), "{cut}");
    }
}
