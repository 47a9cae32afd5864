//! Telephone numbers.

use super::digits::{self, Run};
use crate::check::scope::{File, Told};

pub fn find(file: &File, told: &mut Told) {
    for run in digits::runs(&file.visible, 8, 15) {
        if is_phone(&file.visible, &run) {
            told.tell(
                file.path,
                run.span,
                "a telephone number stands here",
                "write `[telephone number]` in its place",
            );
        }
    }
}

fn is_phone(text: &str, run: &Run) -> bool {
    let written = &text[run.span.range()];
    let plus = text[..run.span.start as usize].ends_with('+') || written.starts_with('+');
    let trunk = written.starts_with('0') || written.starts_with("(0");
    let groups: Vec<usize> = written
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|n| *n > 0)
        .collect();
    let american = groups == [3, 3, 4] || groups == [1, 3, 3, 4];
    let french = written.starts_with('0') && groups.len() == 5 && groups.iter().all(|n| *n == 2);
    // 0.000.001 and 00:01:02,000 are no numbers to call.
    let decimal = written.contains(',') || (written.matches('.').count() == 1 && groups.len() == 2);
    !decimal
        && (plus && run.digits.len() >= 8
            || french
            || american
            || (trunk && run.digits.len() >= 9 && groups[0] <= 6))
}

#[cfg(test)]
mod tests {
    use super::super::digits;

    #[test]
    fn numbers_to_call_are_told_from_others() {
        let phone = |text: &str| {
            digits::runs(text, 8, 15)
                .iter()
                .any(|run| super::is_phone(text, run))
        };
        for text in [
            "+49 170 1234567",
            "call 0170/1234567 now",
            "(030) 123 456 78",
            "555-123-4567",
            "06 12 34 56 78",
            "+33612345678",
        ] {
            assert!(phone(text), "{text}");
        }
        for text in [
            "2026-02-05",
            "12 345 678",
            "0.12345678",
            "1 200 000 EUR",
            "[00:12:30-00:14:10]",
            "10,345 and 11,020",
        ] {
            assert!(!phone(text), "{text}");
        }
    }
}
