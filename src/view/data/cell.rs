//! Rows of CSV by RFC 4180, safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

/// A CSV file in the making.
pub struct Table<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Table<W> {
    /// A table with its header.
    pub fn new<S: AsRef<str>>(out: W, header: impl IntoIterator<Item = S>) -> io::Result<Table<W>> {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(out);
        let mut table = Table { writer };
        table.row(header)?;
        Ok(table)
    }

    /// Adds a row; every cell passes [`safe`].
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(safe(cell.as_ref()).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A cell that a spreadsheet would run is led by an apostrophe; a number is none. Line ends are
/// `\n`.
pub fn safe(cell: &str) -> Cow<'_, str> {
    let cell = match memchr::memchr(b'\r', cell.as_bytes()).is_some() {
        true => Cow::Owned(cell.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(cell),
    };
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\n']) && !is_number(&cell);
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
        .map_or_else(String::new, |n| plain(n).to_string())
}

/// A number without the tail that computing leaves: 64190, not 64189.99999999999.
pub fn plain(n: f64) -> f64 {
    // Fifteen digits are what a decimal number keeps in any case; computing spoils the last ones.
    format!("{n:.12e}").parse().unwrap_or(n)
}

/// An amount of money that was computed: to the cent.
pub fn cents(n: f64) -> f64 {
    format!("{n:.2}").parse().unwrap_or(n)
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
            "\n=1+1",
        ] {
            assert_eq!(safe(cell), format!("'{cell}"));
        }
        assert_eq!(safe("\r=1+1"), "'\n=1+1");
        assert_eq!(safe("\r\n=1+1"), "'\n=1+1");
        for cell in ["-5", "+3.50", "-3,5", "−5", "5", "", "a=b", "'t", " =1"] {
            assert_eq!(safe(cell), cell);
        }
    }

    #[test]
    fn cells_are_quoted_as_in_rfc_4180() {
        let mut bytes = Vec::new();
        let mut table = Table::new(&mut bytes, ["a", "b"]).unwrap();
        table.row(["one, two", "say \"no\""]).unwrap();
        table.row(["two\r\nlines", ""]).unwrap();
        table.row(["", ""]).unwrap();
        table.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "a,b\n\"one, two\",\"say \"\"no\"\"\"\n\"two\nlines\",\n,\n"
        );
    }

    #[test]
    fn numbers_are_plain() {
        assert_eq!(number(Some(52000.0)), "52000");
        assert_eq!(number(Some(2.9)), "2.9");
        assert_eq!(number(Some(0.1 + 0.2)), "0.3");
        assert_eq!(number(Some(64189.99999999999)), "64190");
        assert_eq!(number(Some(1e-9)), "0.000000001");
        assert_eq!(number(Some(cents(100.0 / 3.0))), "33.33");
        assert_eq!(number(Some(f64::NAN)), "");
    }
}
