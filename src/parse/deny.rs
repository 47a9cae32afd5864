//! `private/deny.txt` → words that must never be published.

use crate::source::{Located, Span};

/// Reads one term a line. Empty lines and lines that begin with `# ` are left out.
pub fn read(text: &str) -> Vec<Located<String>> {
    let mut at = 0;
    let mut terms = Vec::new();
    for line in text.split_inclusive('\n') {
        let term = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if term.is_empty() || term == "#" || term.starts_with("# ") {
            continue;
        }
        terms.push(Located::new(
            term.to_owned(),
            Span::new(start, start + term.len()),
        ));
    }
    terms
}
