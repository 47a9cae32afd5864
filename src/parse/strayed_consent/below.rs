//! A label of consent with its value below it: under a heading, or in a column of a table.

use std::ops::Range;

use super::line::{Kin, is_label, lone_value, words_of};
use crate::config::Consent;
use crate::parse::code::Prefixes;

/// A value below its label. Places are counted in the text that the lines were cut from.
pub struct Below<'t> {
    pub label: &'t str,
    pub consent: Consent,
    pub range: Range<usize>,
}

/// Where a piece of a text begins in it.
fn begin(whole: &str, piece: &str) -> usize {
    piece.as_ptr() as usize - whole.as_ptr() as usize
}

/// The value below the line `at`, if that is a label and nothing else.
pub fn under<'t>(
    text: &str,
    lines: &[&'t str],
    at: usize,
    prefixes: &Prefixes,
) -> Option<Below<'t>> {
    let (label, kin) = words_of(lines[at], prefixes);
    let is_item = label.len() < lines[at].trim().len() && kin == Kin::Text;
    let bare = label.trim_end_matches(['*', '_', ' ']);
    if kin == Kin::Quote || !is_label(label) || is_item && !bare.ends_with([':', '：']) {
        return None;
    }
    let is_underline = |line: &&str| {
        let line = line.trim();
        line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-')
    };
    let mut below = lines[at + 1..].iter().filter(|line| !is_underline(line));
    let next = below.next()?;
    let (words, kin) = words_of(next, prefixes);
    let (consent, range) = lone_value(words)?;
    let from = begin(text, words);
    (kin == Kin::Text).then_some(Below {
        label: label.trim_matches(['*', '_', ':', ' ']),
        consent,
        range: from + range.start..from + range.end,
    })
}

/// The values of a column of consent, if the line `at` is the head of a table that has one.
pub fn column<'t>(text: &str, lines: &[&'t str], at: usize) -> Vec<Below<'t>> {
    let is_table = lines.get(at + 1).is_some_and(|line| is_delimiter(line));
    if !is_table || !lines[at].contains('|') {
        return Vec::new();
    }
    let head = cells(lines[at]);
    let Some(nth) = head.iter().position(|cell| is_label(cell)) else {
        return Vec::new();
    };
    let rows = lines[at + 2..].iter().take_while(|line| line.contains('|'));
    let found = rows.filter_map(|row| {
        let cell = *cells(row).get(nth)?;
        let (consent, range) = lone_value(cell)?;
        let from = begin(text, cell);
        Some(Below {
            label: head[nth].trim_matches(['*', '_', ':', ' ']),
            consent,
            range: from + range.start..from + range.end,
        })
    });
    found.collect()
}

fn is_delimiter(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

fn cells(line: &str) -> Vec<&str> {
    let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let (mut start, mut before) = (0, ' ');
    for (at, c) in line.char_indices() {
        if c == '|' && before != '\\' {
            cells.push(line[start..at].trim());
            start = at + 1;
        }
        before = c;
    }
    cells.push(line[start..].trim());
    cells
}
