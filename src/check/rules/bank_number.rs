//! International bank account numbers.

use super::digits::first_digit;
use crate::check::scope::{File, Told};
use crate::source::Span;

pub fn find(file: &File, told: &mut Told) {
    let text = &*file.visible;
    let bytes = text.as_bytes();
    let mut at = 0;
    // Two digits stand behind the letters of the country.
    while let Some(digit) = bytes.get(at + 2..).and_then(first_digit) {
        at += digit;
        if at + 15 >= bytes.len() {
            return;
        }
        let begins = bytes[at].is_ascii_uppercase()
            && bytes[at + 1].is_ascii_uppercase()
            && bytes[at + 2].is_ascii_digit()
            && bytes[at + 3].is_ascii_digit()
            && !at
                .checked_sub(1)
                .is_some_and(|b| bytes[b].is_ascii_alphanumeric());
        if let Some(end) = begins.then(|| account(bytes, at)).flatten() {
            told.tell(
                file.path,
                Span::new(at, end),
                "the number of a bank account stands here",
                "write `[account number]` in its place, and tell its owner",
            );
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Where an account number that begins at a byte ends, its checksum right.
fn account(bytes: &[u8], start: usize) -> Option<usize> {
    let mut kept: Vec<u8> = Vec::new();
    let mut best = None;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b' ' => continue,
            b if b.is_ascii_digit() || b.is_ascii_uppercase() => kept.push(*b),
            _ => break,
        }
        if kept.len() > 34 {
            break;
        }
        let ends = bytes.get(at + 1).is_none_or(|b| !b.is_ascii_alphanumeric());
        if kept.len() >= 15 && ends && checks(&kept) {
            best = Some(at + 1);
        }
    }
    best
}

/// The checksum of ISO 13616: the number with its first four characters last, letters as 10 to 35,
/// leaves 1 when divided by 97.
fn checks(number: &[u8]) -> bool {
    let turned = number[4..].iter().chain(&number[..4]);
    let rest = turned.fold(0u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    rest == 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // Examples of the IBAN registry (SWIFT, release 99): Germany, United Kingdom, Norway.
        for number in [
            "DE89370400440532013000",
            "GB33BUKB20201555555555",
            "NO9386011117947",
        ] {
            assert!(super::checks(number.as_bytes()), "{number}");
        }
        assert!(!super::checks(b"DE88370400440532013000"));
        let text = b"to DE89 3704 0044 0532 0130 00 please";
        assert_eq!(super::account(text, 3), Some(30));
    }
}
