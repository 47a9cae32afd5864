//! What a letter comes to once case, accents and compatibility forms no longer count.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// What a folded character is to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter or digit of a script that parts its words.
    Word,
    /// A letter of a script that writes its words together (Han, Kana, Hangul, Thai, …).
    Joined,
    /// White space.
    Space,
    /// Nothing that is seen: soft hyphens, zero-width and bidi marks, accents.
    Nothing,
    /// A hyphen, point or plus: parts words where it stands between two letters.
    Separator,
    /// Whatever else is printed.
    Sign,
    /// Several of these at once (`½`, `…`), or a raised digit: see each character.
    Mixed,
}

/// The end of the table: beyond are mostly ideographs, which are worked out one by one.
const TABLE_END: u32 = 0x3400;

struct Table {
    /// Kind, start and length in the pool of each character from U+0000.
    entries: Vec<(Kind, u32, u8)>,
    pool: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        entries: Vec::with_capacity(TABLE_END as usize),
        pool: String::new(),
    };
    for code in 0..TABLE_END {
        let start = table.pool.len();
        let kind = char::from_u32(code).map_or(Kind::Nothing, |c| fold_into(c, &mut table.pool));
        let length = table.pool.len() - start;
        table.entries.push((kind, start as u32, length as u8));
    }
    table
});

/// Calls `then` with the folded form of a character outside ASCII, and what it is.
pub(super) fn folded<T>(c: char, then: impl FnOnce(Kind, &str) -> T) -> T {
    let code = c as u32;
    if code < TABLE_END {
        let table = &*TABLE;
        let (kind, start, length) = table.entries[code as usize];
        let start = start as usize;
        return then(kind, &table.pool[start..start + length as usize]);
    }
    if is_syllable_or_ideograph(code) {
        return then(Kind::Joined, c.encode_utf8(&mut [0; 4]));
    }
    let mut text = String::new();
    let kind = fold_into(c, &mut text);
    then(kind, &text)
}

/// Characters that are their own folded form.
fn is_syllable_or_ideograph(code: u32) -> bool {
    matches!(code, 0x4e00..=0x9fff | 0xac00..=0xd7a3)
}

fn fold_into(c: char, out: &mut String) -> Kind {
    let start = out.len();
    if is_invisible(c) {
        return Kind::Nothing;
    }
    if c.is_whitespace() {
        out.push(' ');
        return Kind::Space;
    }
    if let Some(sign) = plain_sign(c) {
        out.push(sign);
        return if sign == '-' {
            Kind::Separator
        } else {
            Kind::Sign
        };
    }
    if is_syllable_or_ideograph(c as u32) {
        out.push(c);
        return Kind::Joined;
    }
    for part in std::iter::once(c).nfkd() {
        for part in part.to_uppercase().flat_map(char::to_lowercase).nfkd() {
            push_letter(part, out);
        }
    }
    kind_of(c, &out[start..])
}

fn push_letter(c: char, out: &mut String) {
    if is_invisible(c) || is_accent(c) {
        return;
    }
    // Latin letters with a stroke or of two sounds have no decomposition: ø, ł, đ, æ, þ.
    if matches!(c as u32, 0xc0..=0x24f | 0x1e00..=0x1eff)
        && c.is_alphabetic()
        && let Some(plain) = deunicode::deunicode_char(c)
    {
        out.push_str(&plain.to_ascii_lowercase());
        return;
    }
    out.push(if c.is_whitespace() { ' ' } else { c });
}

fn kind_of(original: char, folded: &str) -> Kind {
    let numeral = original.is_numeric() && folded != original.encode_utf8(&mut [0; 4]);
    let all = |is: fn(char) -> bool| folded.chars().all(is);
    if folded.is_empty() {
        Kind::Nothing
    } else if numeral && !is_wide_digit(original) {
        Kind::Mixed
    } else if all(is_joined) {
        Kind::Joined
    } else if all(|c| is_word(c) && !is_joined(c)) {
        Kind::Word
    } else if all(|c| c == ' ') {
        Kind::Space
    } else if all(|c| !is_word(c) && c != ' ') && folded.chars().count() == 1 {
        Kind::Sign
    } else {
        Kind::Mixed
    }
}

/// Digits that stand in a word like any other: `１`, `𝟏`. Raised and circled ones are notes to it.
fn is_wide_digit(c: char) -> bool {
    matches!(c as u32, 0xff10..=0xff19 | 0x1d7ce..=0x1d7ff | 0x1fbf0..=0x1fbf9)
}

/// Signs that are written in several ways, and those whose decomposition would make letters or
/// spaces of them.
fn plain_sign(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}'..='\u{201b}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2032}' | '´' => '\'',
        '\u{ff07}' | '\u{ff40}' | '\u{55a}' | '\u{5f3}' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{2033}' | '\u{ff02}' => '"',
        // Hyphens, the en dash, and the middle dots that part foreign names in Japanese.
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{30fb}' | '\u{ff65}' | '\u{30a0}' | '\u{b7}' | '\u{ff1d}' | '\u{58a}' | '\u{5be}' => '-',
        '\u{a8}' | '\u{af}' | '\u{b8}' | '\u{2c2}'..='\u{2c5}' | '\u{2d2}'..='\u{2df}' => '^',
        '\u{2122}' | '\u{2120}' => '^',
        _ => return None,
    })
}

/// Letters, digits, and the signs inside a word of scripts that write vowels so.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (c as u32 >= 0x300 && is_combining_mark(c) && !is_accent(c))
}

/// Whether a letter belongs to a script that writes its words together.
pub(super) fn is_joined(c: char) -> bool {
    matches!(c as u32,
        0xe01..=0xe3a | 0xe40..=0xe4e | 0xe81..=0xeff
        | 0x1000..=0x1049 | 0x1050..=0x109f | 0x1100..=0x11ff | 0x1780..=0x17d3
        | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3031..=0x3035
        | 0x3041..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x31bf | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa000..=0xa48c | 0xa960..=0xa97f
        | 0xa9e0..=0xa9fe | 0xaa60..=0xaa7f | 0xac00..=0xd7ff | 0xf900..=0xfaff
        | 0xff66..=0xff9f | 0x1b000..=0x1b2ff | 0x20000..=0x3ffff)
}

/// Marks above and below a letter that change its look, not its kind.
fn is_accent(c: char) -> bool {
    if (c as u32) < 0x300 {
        return false;
    }
    match canonical_combining_class(c) {
        0 => matches!(c as u32, 0x20d0..=0x20ff | 0x640 | 0x488..=0x489),
        1 | 7 | 10..=36 | 200..=240 => true,
        _ => false,
    }
}

/// Characters that leave no trace on a page.
fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0xad | 0x34f | 0x61c | 0x640 | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfdd0..=0xfdef
        | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3
        | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(c: char) -> String {
        folded(c, |_, text| text.to_owned())
    }

    #[test]
    fn letters_fold_to_their_plain_form() {
        for (letters, expected) in [
            ("ÜÉñÅçŷ", "uenacy"),
            ("ßẞ", "ssss"),
            ("ØøŁłĐđıİ", "oolldd"),
            ("ÆœÞ", "aeoeth"),
            ("ﬁﬄ", "fiffl"),
            ("Ａ１𝐀", "a1a"),
            ("ςΣσ", "σσσ"),
            ("ЁЙ", "еи"),
            ("ｱガ", "アカ\u{3099}"),
            ("田각", "田각"),
        ] {
            let got: String = letters.chars().map(form).collect();
            let expected = if letters.starts_with('Ø') {
                format!("{expected}ii")
            } else {
                expected.to_owned()
            };
            assert_eq!(got, expected, "{letters}");
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        for (c, kind) in [
            ('ü', Kind::Word),
            ('Ж', Kind::Word),
            ('\u{93f}', Kind::Word),
            ('田', Kind::Joined),
            ('김', Kind::Joined),
            ('ก', Kind::Joined),
            ('\u{a0}', Kind::Space),
            ('\u{2028}', Kind::Space),
            ('\u{ad}', Kind::Nothing),
            ('\u{200b}', Kind::Nothing),
            ('\u{301}', Kind::Nothing),
            ('\u{202e}', Kind::Nothing),
            ('\u{2011}', Kind::Separator),
            ('・', Kind::Separator),
            ('’', Kind::Sign),
            ('—', Kind::Sign),
            ('€', Kind::Sign),
            ('²', Kind::Mixed),
            ('½', Kind::Mixed),
            ('１', Kind::Word),
        ] {
            assert_eq!(folded(c, |kind, _| kind), kind, "{c:?}");
        }
    }
}
