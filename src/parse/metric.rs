//! A metric's CSV → its series: `date,value[,n]`.

use jiff::civil::Date;

use super::problems::Problems;
use super::values::{date, number};
use crate::source::Span;

/// One row of a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub date: Date,
    pub value: f64,
    pub n: Option<f64>,
}

/// Reads a series and puts it in the order of its dates. Rows that cannot be read are told and
/// left out.
pub fn read(text: &str, problems: &mut Problems) -> Vec<Point> {
    let mut columns: Option<Columns> = None;
    let mut points: Vec<Point> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        if columns.is_none() && line.contains(';') && !line.contains(',') {
            let message = "semicolons part the cells of this file, so it is not read".to_owned();
            let help = "save it with commas between the cells, and a point before decimals";
            problems.error("wrong-kind", span, message, help);
            return points;
        }
        let cells = cells(line);
        let Some(columns) = &columns else {
            columns = Some(Columns::of(&cells, span, problems));
            if columns.as_ref().is_some_and(|c| c.headless) {
                let row = columns
                    .as_ref()
                    .and_then(|c| c.point(&cells, span, problems));
                points.extend(row);
            }
            continue;
        };
        points.extend(columns.point(&cells, span, problems));
    }
    points.sort_by_key(|p| p.date);
    points
}

/// Which column holds what.
struct Columns {
    date: usize,
    value: usize,
    n: Option<usize>,
    /// The first row is data.
    headless: bool,
}

impl Columns {
    fn of(cells: &[String], span: Span, problems: &mut Problems) -> Columns {
        let find = |name: &str| {
            cells
                .iter()
                .position(|c| c.trim().eq_ignore_ascii_case(name))
        };
        match (find("date"), find("value")) {
            (Some(date), Some(value)) => Columns {
                date,
                value,
                n: find("n"),
                headless: false,
            },
            _ => {
                let message = "a metric begins with a line that names its columns".to_owned();
                problems.warning(
                    "metric-without-header",
                    span,
                    message,
                    "write `date,value` or `date,value,n` as the first line",
                );
                let headless = cells.first().is_some_and(|c| day(c).is_some());
                Columns {
                    date: 0,
                    value: 1,
                    n: Some(2),
                    headless,
                }
            }
        }
    }

    fn point(&self, cells: &[String], span: Span, problems: &mut Problems) -> Option<Point> {
        let cell = |at: usize| cells.get(at).map_or("", |c| c.trim());
        let Some(date) = day(cell(self.date)) else {
            let message = format!("`{}` is no date", cell(self.date));
            problems.error(
                "wrong-kind",
                span,
                message,
                "write year, month and day, such as `2026-02-05`",
            );
            return None;
        };
        let Some(value) = number(cell(self.value)) else {
            let message = format!("`{}` is no number", cell(self.value));
            problems.error(
                "wrong-kind",
                span,
                message,
                "write digits alone, with a point before decimals",
            );
            return None;
        };
        let n = self.n.map(cell).filter(|n| !n.is_empty());
        let counted = n.map(number);
        if counted == Some(None) {
            let message = format!("`{}` is no number", n.unwrap_or_default());
            problems.error(
                "wrong-kind",
                span,
                message,
                "write how many it was measured on, or leave it out",
            );
        }
        Some(Point {
            date,
            value,
            n: counted.flatten(),
        })
    }
}

/// A day, or the first day of a month.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    date(text).or_else(|| {
        (text.len() == 7)
            .then(|| date(&format!("{text}-01")))
            .flatten()
    })
}

/// The cells of one line; a field in quotation marks may hold commas.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim_end();
    if !line.contains('"') {
        return line.split(',').map(str::to_owned).collect();
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(line.len().max(1))
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record.map_or_else(Vec::new, |r| r.iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn rows_are_read_in_order_and_bad_ones_told() {
        let file: SourcePath = "m.csv".into();
        let mut problems = Problems::new(&file);
        let points = read(
            "date,value,n\n2026-02-01,2.9,\"10\"\n2026-01,3,\nsoon,1,1\n2026-03-01,x,1\n",
            &mut problems,
        );
        let shown: Vec<_> = points
            .iter()
            .map(|p| (p.date.to_string(), p.value, p.n))
            .collect();
        assert_eq!(
            shown,
            [
                ("2026-01-01".into(), 3.0, None),
                ("2026-02-01".into(), 2.9, Some(10.0))
            ]
        );
        assert_eq!(problems.found.len(), 2);
    }
}
