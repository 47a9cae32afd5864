//! Which addresses every file system and every host can hold, and which of them are one to some.
//!
//! An address is a path below the output folder with `/` between its parts.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// The names that casebook keeps for itself in the output folder begin so.
pub const OWN_PREFIX: &str = ".casebook-";

/// What the folder of a further part of a long list begins with, before its number: no tag can.
pub const PART: char = '~';

/// The longest name of a file or folder that common file systems hold, in bytes.
const LONGEST_NAME: usize = 255;

/// Why an address cannot be written, in words that complete "the address `x` …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    Empty,
    /// It begins with `/`.
    Absolute,
    /// Two slashes in a row, or one at the end.
    EmptyPart,
    /// A part is `.` or `..`.
    Dots,
    /// A character that Windows forbids, `\` and control characters among them.
    Character(char),
    /// Windows drops a dot or a space at the end of a name.
    Ending(String),
    /// A device of Windows, such as `CON` or `aux.txt`.
    Device(String),
    TooLong,
    /// It begins with [`OWN_PREFIX`].
    Own,
}

impl fmt::Display for AddressFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AddressFault::Empty => f.write_str("is empty"),
            AddressFault::Absolute => f.write_str("begins with `/`"),
            AddressFault::EmptyPart => f.write_str("has an empty part"),
            AddressFault::Dots => f.write_str("has a part of dots alone"),
            AddressFault::Character(c) if c.is_control() => {
                write!(f, "holds the control character U+{:04X}", u32::from(*c))
            }
            AddressFault::Character(c) => write!(f, "holds `{c}`, which Windows forbids"),
            AddressFault::Ending(part) => write!(
                f,
                "has the name `{part}`, whose last character Windows drops"
            ),
            AddressFault::Device(part) => {
                write!(f, "has the name `{part}`, which Windows reserves")
            }
            AddressFault::TooLong => {
                write!(f, "has a name of more than {LONGEST_NAME} bytes")
            }
            AddressFault::Own => write!(f, "begins with `{OWN_PREFIX}`, kept for casebook"),
        }
    }
}

/// What keeps an address from being written on some system; the first fault of it.
/// An address without a fault cannot leave the folder that it is joined to.
pub fn fault(address: &str) -> Option<AddressFault> {
    if address.is_empty() {
        return Some(AddressFault::Empty);
    }
    if address.starts_with('/') {
        return Some(AddressFault::Absolute);
    }
    let start = address.get(..OWN_PREFIX.len());
    if start.is_some_and(|start| start.eq_ignore_ascii_case(OWN_PREFIX)) {
        return Some(AddressFault::Own);
    }
    address.split('/').find_map(name_fault)
}

fn name_fault(name: &str) -> Option<AddressFault> {
    let forbidden = |c: char| c.is_control() || r#"<>:"|?*\"#.contains(c);
    if name.is_empty() {
        Some(AddressFault::EmptyPart)
    } else if name == "." || name == ".." {
        Some(AddressFault::Dots)
    } else if let Some(c) = name.chars().find(|c| forbidden(*c)) {
        Some(AddressFault::Character(c))
    } else if name.ends_with(['.', ' ']) {
        Some(AddressFault::Ending(name.to_owned()))
    } else if is_device(name) {
        Some(AddressFault::Device(name.to_owned()))
    } else if name.len() > LONGEST_NAME {
        Some(AddressFault::TooLong)
    } else {
        None
    }
}

/// Whether Windows takes a name for a device; the ending does not count.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    let stem = stem.to_ascii_uppercase();
    let numbered = |rest: &str| {
        let mut chars = rest.chars();
        matches!(chars.next(), Some('0'..='9' | '¹' | '²' | '³')) && chars.next().is_none()
    };
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        _ => (stem.strip_prefix("COM").or(stem.strip_prefix("LPT"))).is_some_and(numbered),
    }
}

/// An address as a file system sees it that tells neither case nor Unicode forms apart.
/// `ß` and `ss` stay two spellings, as `ı` and `i` do.
pub fn folded(address: &str) -> String {
    if address.is_ascii() {
        return address.to_ascii_lowercase();
    }
    address.nfd().map(fold_char).nfc().collect()
}

/// Simple case folding: to the single upper-case letter and back, so that `ς` meets `σ`.
fn fold_char(c: char) -> char {
    if c == 'ı' {
        return c;
    }
    let upper = single(c.to_uppercase()).unwrap_or(c);
    single(upper.to_lowercase()).unwrap_or(upper)
}

fn single(mut chars: impl ExactSizeIterator<Item = char>) -> Option<char> {
    (chars.len() == 1).then(|| chars.next())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_have_no_fault() {
        for address in [
            "index.html",
            "retailer/themes/delivery/returns/index.html",
            "größe/index.html",
            "サイズ/index.html",
            ".nojekyll",
            ".well-known/security.txt",
            "console/index.html",
            "com10.html",
            "auxiliary.txt",
            "a..b/c.html",
            &"x".repeat(255),
        ] {
            assert_eq!(fault(address), None, "{address}");
        }
    }

    #[test]
    fn no_address_leaves_its_folder() {
        for (address, expected) in [
            ("", AddressFault::Empty),
            ("/etc/passwd", AddressFault::Absolute),
            ("//host/share", AddressFault::Absolute),
            ("..", AddressFault::Dots),
            ("../x", AddressFault::Dots),
            ("a/../../x", AddressFault::Dots),
            ("a/./x", AddressFault::Dots),
            ("a//x", AddressFault::EmptyPart),
            ("a/", AddressFault::EmptyPart),
            ("a\\..\\x", AddressFault::Character('\\')),
            ("C:/x", AddressFault::Character(':')),
            ("c:x", AddressFault::Character(':')),
            ("a\0b", AddressFault::Character('\0')),
            ("a\nb", AddressFault::Character('\n')),
            (".casebook-manifest", AddressFault::Own),
            (".Casebook-Stage/x", AddressFault::Own),
        ] {
            assert_eq!(fault(address), Some(expected), "{address:?}");
        }
    }

    #[test]
    fn names_that_windows_reserves_are_faults() {
        for name in [
            "CON",
            "nul",
            "Aux.txt",
            "aux.tar.gz",
            "con .html",
            "COM1",
            "lpt9.html",
            "com¹",
            "COM0",
        ] {
            let device = Some(AddressFault::Device(name.into()));
            assert_eq!(fault(&format!("themes/{name}")), device, "{name}");
            assert_eq!(fault(&format!("{name}/index.html")), device, "{name}");
        }
        for name in ["why?", "a*b", "<b>", "say \"no\"", "a|b"] {
            assert!(
                matches!(fault(name), Some(AddressFault::Character(_))),
                "{name}"
            );
        }
        for name in ["etc.", "end "] {
            assert_eq!(
                fault(&format!("{name}/index.html")),
                Some(AddressFault::Ending(name.into()))
            );
        }
        assert_eq!(fault(&"ü".repeat(128)), Some(AddressFault::TooLong));
    }

    #[test]
    fn addresses_collide_by_case_or_unicode_form_alone() {
        for (one, other) in [
            ("Sizing", "sizing"),
            ("GRÖSSE", "grösse"),
            ("gro\u{308}sse", "GRÖSSE"),
            ("ΛΌΓΟΣ", "λόγος"),
            ("\u{212a}elvin", "kelvin"),
            ("\u{1e9e}", "ß"),
            ("same", "same"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [
            ("maße", "masse"),
            ("sınır", "sinir"),
            ("cote", "coté"),
            ("ﬁt", "fit"),
            ("a", "a/b"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn a_fault_says_what_is_wrong() {
        let said = |address: &str| fault(address).map(|f| f.to_string()).unwrap_or_default();
        assert_eq!(said("a\0"), "holds the control character U+0000");
        assert_eq!(said("why?"), "holds `?`, which Windows forbids");
        assert_eq!(
            said("aux.txt"),
            "has the name `aux.txt`, which Windows reserves"
        );
        assert_eq!(said("a/../b"), "has a part of dots alone");
    }
}
