//! Rows of CSV by RFC 4180, safe to open in a spreadsheet.

use std::borrow::Cow;

/// A CSV file in the making.
pub struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    /// A table with its header.
    pub fn new<S: AsRef<str>>(header: impl IntoIterator<Item = S>) -> Table {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        let mut table = Table { writer };
        table.row(header);
        table
    }

    /// Adds a row; every cell passes [`safe`].
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        for cell in cells {
            // Writing to memory cannot fail, and the header sets the number of cells.
            let _ = self.writer.write_field(safe(cell.as_ref()).as_bytes());
        }
        let ended = self.writer.write_record(None::<&[u8]>);
        debug_assert!(ended.is_ok(), "{ended:?}");
    }

    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

/// A cell that a spreadsheet would run is led by an apostrophe; a number is none. Line ends are
/// `\n`.
pub fn safe(cell: &str) -> Cow<'_, str> {
    let cell = match cell.contains('\r') {
        true => Cow::Owned(cell.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(cell),
    };
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(&cell);
    match runs {
        true => Cow::Owned(format!("'{cell}")),
        false => cell,
    }
}

/// Digits with a sign, and a decimal point or comma between them: `-5`, `+3.50`.
fn is_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    match unsigned.split_once(['.', ',']) {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(unsigned),
    }
}

/// A number as it was written, without a thousands mark: `52000`, `2.9`.
pub fn number(n: Option<f64>) -> String {
    n.filter(|n| n.is_finite())
        .map_or_else(String::new, |n| n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_led_by_an_apostrophe() {
        for cell in [
            "=SUM(A1)",
            "@home",
            "+49 or so",
            "-ish",
            "\tx",
            "-1+1",
            "+1.",
            "-",
            "=7",
        ] {
            assert_eq!(safe(cell), format!("'{cell}"));
        }
        for cell in ["-5", "+3.50", "-3,5", "−5", "5", "", "a=b", "'t", " =1"] {
            assert_eq!(safe(cell), cell);
        }
    }

    #[test]
    fn cells_are_quoted_as_in_rfc_4180() {
        let mut table = Table::new(["a", "b"]);
        table.row(["one, two", "say \"no\""]);
        table.row(["two\r\nlines", ""]);
        table.row(["", ""]);
        let text = String::from_utf8(table.finish()).unwrap();
        assert_eq!(
            text,
            "a,b\n\"one, two\",\"say \"\"no\"\"\"\n\"two\nlines\",\n,\n"
        );
    }

    #[test]
    fn numbers_are_plain() {
        assert_eq!(number(Some(52000.0)), "52000");
        assert_eq!(number(Some(2.9)), "2.9");
        assert_eq!(number(Some(f64::NAN)), "");
    }
}
