//! How wide letters are, estimated by class and script.
//!
//! The advances are those of DejaVu Sans, the widest of the system fonts that the site may be read in
//! (Segoe UI, Roboto and Noto Sans are a sixth narrower): what fits by this table fits anywhere.

use unicode_width::UnicodeWidthChar;

/// The advance of a letter in ems, by class and script.
pub(super) fn advance(letter: char, bold: bool) -> f64 {
    let (regular, heavy) = match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '‘' | '’' => (0.32, 0.38),
        ' ' | '.' | ',' | ':' | ';' | 'I' | '\u{a0}' | '\u{202f}' => (0.34, 0.40),
        '!' | '(' | ')' | '[' | ']' | '-' | 'f' | 't' | 'r' | '·' => (0.42, 0.50),
        '/' | '"' | '*' | '“' | '”' | '«' | '»' | '–' => (0.53, 0.66),
        'm' | 'w' | 'W' | 'M' | '%' | '@' | '—' | '…' | '→' | '←' => (1.0, 1.1),
        '+' | '−' | '<' | '>' | '=' | '&' | '±' | '≥' | '≤' => (0.84, 0.87),
        '0'..='9' | '€' | '$' | '£' | '¥' => (0.64, 0.70),
        'a'..='z' => (0.62, 0.70),
        'A'..='Z' => (0.74, 0.82),
        '\u{c0}'..='\u{24f}' if letter.is_uppercase() => (0.76, 0.84),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => (0.64, 0.72),
        // Greek and Cyrillic.
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => (0.74, 0.82),
        '\u{400}'..='\u{52f}' if letter.is_uppercase() => (0.80, 0.90),
        '\u{400}'..='\u{52f}' if "жмшщюфыЖМШЩЮФЫ".contains(letter) => (0.94, 1.1),
        '\u{400}'..='\u{52f}' => (0.66, 0.76),
        // Hebrew; Arabic, whose letters are narrower when joined.
        '\u{590}'..='\u{5ff}' if letter.width() == Some(0) => (0.0, 0.0),
        '\u{590}'..='\u{5ff}' => (0.62, 0.68),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => {
            match letter.width() {
                Some(0) => (0.0, 0.0),
                _ => (0.52, 0.6),
            }
        }
        _ => match letter.width() {
            None | Some(0) => (0.0, 0.0),
            Some(1) => (0.72, 0.80),
            // Chinese, Japanese, Korean; pictographs.
            Some(_) => (1.0, 1.0),
        },
    };
    if bold { heavy } else { regular }
}
