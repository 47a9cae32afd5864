//! What is printed: the only place that prints.

#![expect(clippy::disallowed_methods)] // the edge: environment and clock are read here

use std::fmt::Display;
use std::io::{IsTerminal, Write};

use super::Failure;
use super::args::Color;
use crate::diagnostic::human::visible;
use crate::diagnostic::{Diagnostic, human};
use crate::source::Snapshot;

/// What a bar is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// Block elements, to an eighth of a column.
    Blocks,
    /// `#`.
    Signs,
}

/// Standard output and standard error, as the user wants them.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    color: Color,
    quiet: bool,
}

impl Output {
    pub fn new(color: Color, quiet: bool) -> Output {
        Output { color, quiet }
    }

    fn colored(self, terminal: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }

    /// Whether only problems and results are wanted.
    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether results are read by somebody at a terminal.
    pub fn colors_results(self) -> bool {
        self.colored(std::io::stdout().is_terminal())
    }

    /// Columns that a line may have.
    pub fn width(self) -> usize {
        width()
    }

    /// A result.
    pub fn result(self, line: impl Display) {
        // A reader that went away is no reason to panic.
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// A result that is a file.
    pub fn bytes(self, bytes: &[u8]) {
        let _ = std::io::stdout().write_all(bytes);
    }

    /// Whether bars may be drawn among results, and of what: blocks where the terminal knows
    /// UTF-8, else plain signs. `None` where results go to a file or a program.
    pub fn bars(self) -> Option<Bars> {
        if !self.colored(std::io::stdout().is_terminal()) {
            return None;
        }
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        if set("TERM").is_some_and(|term| term == "dumb") {
            return None;
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        let utf8 = locale.is_some_and(|l| l.to_lowercase().replace('-', "").contains("utf8"));
        Some(match utf8 || cfg!(windows) {
            true => Bars::Blocks,
            false => Bars::Signs,
        })
    }

    /// What was done, unless it should be quiet.
    pub fn tell(self, line: impl Display) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// Problems, to standard error.
    pub fn problems(self, problems: &[Diagnostic], snapshot: &Snapshot) {
        self.report(&self.problems_text(problems, snapshot));
    }

    /// Problems as they are printed.
    pub fn problems_text(self, problems: &[Diagnostic], snapshot: &Snapshot) -> String {
        let color = self.colored(std::io::stderr().is_terminal());
        human::render(problems, snapshot, color, width())
    }

    /// Text that was made for standard error, as it is.
    pub fn report(self, text: &str) {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    /// All that the look of what is told depends on.
    pub fn style(self) -> impl std::fmt::Debug {
        let color = self.colored(std::io::stderr().is_terminal());
        (color, self.quiet, width())
    }

    /// Text that is a result, as it is.
    pub fn result_text(self, text: &str) {
        let _ = write!(std::io::stdout(), "{text}");
    }

    /// Why it could not run.
    pub fn failure(self, failure: &Failure) {
        let _ = writeln!(std::io::stderr(), "error: {}", visible(&failure.message));
        if let Some(help) = &failure.help {
            let _ = writeln!(std::io::stderr(), "  help: {}", visible(help));
        }
    }
}

/// Columns that a line of a problem may have.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.filter(|c| *c >= 40).unwrap_or(120)
}
