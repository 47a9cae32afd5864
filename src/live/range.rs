//! A stretch of a file that a browser asks for: a recording is heard from a quote's second on without
//! all that stands before it, and some browsers play none that cannot be had so.

use std::ops::Range;

/// What is wanted of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Whole,
    Stretch(Range<usize>),
    /// It begins where the file has ended.
    Nothing,
}

/// What a `Range` header wants of a file of so many bytes. Whatever is no single range in bytes may
/// be answered with all of it.
pub(super) fn wanted(header: &str, length: usize) -> Wanted {
    let range = header.trim().strip_prefix("bytes=").map(str::trim);
    let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
        return Wanted::Whole;
    };
    let (Ok(first), Ok(last)) = (number(first), number(last)) else {
        return Wanted::Whole;
    };
    match (first, last) {
        (None, None) => Wanted::Whole,
        (None, Some(0)) => Wanted::Nothing,
        (Some(first), _) if first >= length => Wanted::Nothing,
        (None, Some(_)) if length == 0 => Wanted::Nothing,
        (None, Some(most)) => Wanted::Stretch(length.saturating_sub(most)..length),
        (Some(first), None) => Wanted::Stretch(first..length),
        (Some(first), Some(last)) if last < first => Wanted::Whole,
        (Some(first), Some(last)) => Wanted::Stretch(first..last.saturating_add(1).min(length)),
    }
}

/// A number, or none where nothing is written.
fn number(text: &str) -> Result<Option<usize>, ()> {
    match text {
        "" => Ok(None),
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => {
            // What is too large to be counted is behind the end of any file.
            Ok(Some(digits.parse().unwrap_or(usize::MAX)))
        }
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_a_stretch_of_the_file() {
        for (header, expected) in [
            ("bytes=0-3", Wanted::Stretch(0..4)),
            ("bytes=4-", Wanted::Stretch(4..10)),
            ("bytes=-3", Wanted::Stretch(7..10)),
            ("bytes=-30", Wanted::Stretch(0..10)),
            ("bytes=9-99999999999999999999999", Wanted::Stretch(9..10)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=99999999999999999999999-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=4-3", Wanted::Whole),
            ("bytes=0-1,4-5", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("lines=0-3", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(wanted(header, 10), expected, "{header}");
        }
        assert_eq!(wanted("bytes=-5", 0), Wanted::Nothing);
    }
}
