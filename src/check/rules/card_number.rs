//! Numbers of payment cards.

use super::digits;
use crate::check::scope::{File, Told};

pub fn find(file: &File, told: &mut Told) {
    for run in digits::runs(&file.visible, 13, 19) {
        if (3..=6).contains(&run.digits[0]) && luhn(&run.digits) {
            told.tell(
                file.path,
                run.span,
                "the number of a payment card stands here",
                "write `[card number]` in its place, and tell its owner",
            );
        }
    }
}

/// The checksum of card numbers (H. P. Luhn, US patent 2,950,048; ISO/IEC 7812-1).
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let doubled = u32::from(*digit) * (1 + at as u32 % 2);
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // The example of ISO/IEC 7812-1, annex B: 7992739871 with the check digit 3.
        assert!(super::luhn(&[7, 9, 9, 2, 7, 3, 9, 8, 7, 1, 3]));
        assert!(!super::luhn(&[7, 9, 9, 2, 7, 3, 9, 8, 7, 1, 4]));
    }
}
