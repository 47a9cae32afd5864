//! `casebook explain`: the page of a rule, or the list of all.

use std::fmt::Write;

use super::args::{Args, ExplainArgs};
use super::{Exit, Failure, Output};
use crate::check::{self, Family, RULES};

/// Runs the command.
pub fn run(_: &Args, options: &ExplainArgs, output: &Output) -> Result<Exit, Failure> {
    let style = Style {
        color: output.colors_results(),
        width: output.width().min(100),
    };
    let Some(name) = &options.rule else {
        output.result(style.list().trim_end());
        return Ok(Exit::Done);
    };
    let name = name
        .trim()
        .trim_start_matches("warning[")
        .trim_start_matches("error[")
        .trim_end_matches(']');
    match check::rule(name) {
        Some(rule) => {
            output.result(style.page(rule.page).trim_end());
            Ok(Exit::Done)
        }
        None => {
            let failure = Failure::new(format!("there is no rule `{name}`"));
            Err(failure.help(match check::nearest_rule(name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`casebook explain` without a name lists all of them".to_owned(),
            }))
        }
    }
}

/// How text is drawn.
struct Style {
    color: bool,
    width: usize,
}

const BOLD: &str = "\u{1b}[1m";
const QUIET: &str = "\u{1b}[2m";
const CODE: &str = "\u{1b}[36m";
const PLAIN: &str = "\u{1b}[0m";

impl Style {
    fn paint(&self, code: &str, text: &str) -> String {
        match self.color {
            true => format!("{code}{text}{PLAIN}"),
            false => text.to_owned(),
        }
    }

    /// All rules by family, each on a line.
    fn list(&self) -> String {
        let mut out = String::new();
        let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        for family in Family::ALL {
            let _ = writeln!(out, "{}", self.paint(BOLD, family.title()));
            for rule in RULES.iter().filter(|rule| rule.family == family) {
                let name = self.paint(CODE, &format!("{:<longest$}", rule.name));
                let room = self.width.saturating_sub(longest + 14);
                let summary = shortened(rule.summary(), room.max(24));
                let _ = writeln!(out, "  {name}  {:<7}  {summary}", rule.weight.word());
            }
            out.push('\n');
        }
        out
    }

    /// A page of Markdown for a terminal.
    fn page(&self, page: &str) -> String {
        let mut out = String::new();
        let mut fence: Option<&str> = None;
        for line in page.lines() {
            let marks = line.len() - line.trim_start_matches('`').len();
            if let Some(open) = fence {
                match line == open {
                    true => fence = None,
                    false => {
                        let _ = writeln!(out, "    {}", self.paint(QUIET, line));
                    }
                }
            } else if marks >= 3 {
                fence = Some(&line[..marks]);
                // Where the example stands, when it is no note.
                let mut words = line[marks..].split_whitespace().skip(1);
                let role = words
                    .next()
                    .filter(|role| *role != "note" && *role != "raw");
                let place = words.next().or(role);
                if let Some(place) = place {
                    let _ = writeln!(out, "  {}", self.paint(QUIET, &format!("{place}:")));
                }
            } else if let Some(title) = line.strip_prefix("# ").or(line.strip_prefix("## ")) {
                let _ = writeln!(out, "{}", self.paint(BOLD, title));
            } else {
                for line in wrapped(line, self.width.saturating_sub(2)) {
                    let _ = writeln!(
                        out,
                        "{}{}",
                        if line.is_empty() { "" } else { "  " },
                        self.inline(&line)
                    );
                }
            }
        }
        out
    }

    /// Words between backticks in another colour.
    fn inline(&self, line: &str) -> String {
        if !self.color {
            return line.to_owned();
        }
        let mut out = String::new();
        for (at, part) in line.split('`').enumerate() {
            match at % 2 == 1 {
                true => out.push_str(&self.paint(CODE, part)),
                false => out.push_str(part),
            }
        }
        out
    }
}

/// A text's lines, no word of them cut.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let room = lines[last].width() + 1 + word.width() <= width;
        match (lines[last].is_empty(), room) {
            (true, _) => lines[last].push_str(word),
            (false, true) => {
                lines[last].push(' ');
                lines[last].push_str(word);
            }
            (false, false) => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As many whole words as there is room for.
fn shortened(text: &str, width: usize) -> String {
    let lines = wrapped(text, width.saturating_sub(1));
    match lines.len() {
        0 | 1 => text.to_owned(),
        _ => format!("{}…", lines[0].trim_end_matches([',', ':', ';', '.'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_well_in_a_terminal() {
        let style = Style {
            color: false,
            width: 40,
        };
        let page = "# a-rule\n\n## What it does\n\nFinds `words` that stand where nobody looks for them.\n\n```markdown note\n> words\n```\n";
        assert_eq!(
            style.page(page),
            "a-rule\n\nWhat it does\n\n  Finds `words` that stand where nobody\n  looks for them.\n\n    > words\n"
        );
        let colored = Style {
            color: true,
            width: 40,
        };
        assert!(colored.page(page).contains("\u{1b}[36mwords\u{1b}[0m"));
    }

    #[test]
    fn the_list_names_every_rule_on_a_line_of_its_own() {
        let list = Style {
            color: false,
            width: 90,
        }
        .list();
        for rule in RULES {
            assert!(
                list.lines()
                    .any(|line| line.split_whitespace().next() == Some(rule.name)),
                "{}",
                rule.name
            );
        }
        assert!(
            list.lines().all(|line| line.chars().count() <= 90),
            "{list}"
        );
    }
}
