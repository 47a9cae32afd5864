//! A metric's CSV → its series: `date,value[,n][,unit]`.

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

/// A metric over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// `%`, or any other; empty where the file names none.
    pub unit: String,
    /// By date.
    pub points: Vec<Point>,
}

/// Reads a series and puts it in the order of its dates. Rows that cannot be read, or are in
/// another unit than the first, are told and left out.
pub fn read(text: &str, problems: &mut Problems) -> Series {
    let mut columns: Option<Columns> = None;
    let mut series = Series::default();
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
            return series;
        }
        let cells = cells(line);
        let Some(columns) = &columns else {
            columns = Some(Columns::of(&cells, span, problems));
            if let Some(columns) = columns.as_ref().filter(|c| c.headless) {
                columns.add_to(&mut series, &cells, span, problems);
            }
            continue;
        };
        columns.add_to(&mut series, &cells, span, problems);
    }
    series.points.sort_by_key(|p| p.date);
    series
}

/// Which column holds what.
struct Columns {
    date: usize,
    value: usize,
    n: Option<usize>,
    unit: Option<usize>,
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
                unit: find("unit"),
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
                    unit: None,
                    headless,
                }
            }
        }
    }

    fn add_to(&self, series: &mut Series, cells: &[String], span: Span, problems: &mut Problems) {
        let Some(point) = self.point(cells, span, problems) else {
            return;
        };
        let unit = self
            .unit
            .and_then(|at| cells.get(at))
            .map_or("", |c| c.trim());
        if series.unit.is_empty() {
            series.unit = unit.to_owned();
        } else if !unit.is_empty() && unit != series.unit {
            let message = format!("`{unit}` in a series that is in `{}`", series.unit);
            let help = "give all rows one unit, or put these into a metric of their own";
            problems.error("wrong-kind", span, message, help);
            return;
        }
        series.points.push(point);
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
        let series = read(
            "date,value,n\n2026-02-01,2.9,\"10\"\n2026-01,3,\nsoon,1,1\n2026-03-01,x,1\n",
            &mut problems,
        );
        let shown: Vec<_> = series
            .points
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
    #[test]
    fn a_series_has_one_unit_and_a_row_in_another_is_told() {
        let file: SourcePath = "m.csv".into();
        let mut problems = Problems::new(&file);
        let text = "date,value,unit\n2026-01,31,%\n2026-02,30,\n2026-03,12,calls\n";
        let series = read(text, &mut problems);
        assert_eq!((&*series.unit, series.points.len()), ("%", 2));
        let [told] = &problems.found[..] else {
            panic!("{:?}", problems.found);
        };
        assert_eq!(told.message, "`calls` in a series that is in `%`");
    }
}
