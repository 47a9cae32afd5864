//! Where the problems of a file go while it is read, and what must be known to find them.

use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Span};

/// A file being read: where problems go.
pub struct Problems<'a> {
    pub file: &'a SourcePath,
    pub found: Vec<Diagnostic>,
    /// Where a `consent:` tag stands that is read: others are told.
    pub obeyed: Vec<Span>,
}

impl<'a> Problems<'a> {
    pub fn new(file: &'a SourcePath) -> Self {
        Problems {
            file,
            found: Vec::new(),
            obeyed: Vec::new(),
        }
    }

    pub fn error(&mut self, rule: &'static str, span: Span, message: String, help: &str) {
        let problem = Diagnostic::error(rule, message).at(self.file, span);
        self.push(problem, help);
    }

    pub fn warning(&mut self, rule: &'static str, span: Span, message: String, help: &str) {
        let problem = Diagnostic::warning(rule, message).at(self.file, span);
        self.push(problem, help);
    }

    /// Gives the problem that was told last the change that mends it.
    pub fn fix_last(&mut self, span: Span, was: &str, text: &str) {
        if let Some(last) = self.found.pop() {
            self.found.push(last.fix(self.file, span, was, text));
        }
    }

    fn push(&mut self, problem: Diagnostic, help: &str) {
        self.found.push(if help.is_empty() {
            problem
        } else {
            problem.help(help)
        });
    }
}
