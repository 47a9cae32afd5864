//! The data files of a build against the rows that are expected.
//!
//! A cell `*` is any value; an id may end in `*` (`P07^*`), since a quote without an id of its own has a hash.
//! Line breaks inside a cell are spaces here. Where the rows carry no order of their own any order will do.

use super::html::collapse;

pub const QUOTES: &str =
    "id,study,participant,segment,date,question,quote,soundbite,themes,emotion,time,kind";
pub const THEMES: &str =
    "study,theme,title,insight,participants,asked,low,high,quotes,observations";

type Row = Vec<String>;

#[derive(Default)]
pub struct Verdict {
    pub failures: Vec<String>,
    pub blessed: String,
}

pub fn compare(name: &str, expected: &str, got: Option<&[u8]>) -> Verdict {
    let Some(got) = got else {
        return Verdict {
            failures: vec!["is not written".to_owned()],
            blessed: expected.to_owned(),
        };
    };
    let Ok(got) = std::str::from_utf8(got) else {
        return Verdict {
            failures: vec!["is not UTF-8".to_owned()],
            blessed: expected.to_owned(),
        };
    };
    let mut failures = Vec::new();
    if got.contains('\r') {
        failures.push("has a carriage return".to_owned());
    }
    let (header, wanted) = table(expected);
    let (got_header, got_rows) = table(got);
    failures.extend(header_problem(name, &header, &got_header));
    let rows: Vec<Row> = got_rows
        .iter()
        .map(|row| project(&header, &got_header, row))
        .collect();

    let mut taken = vec![None; rows.len()];
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&i| wanted[i].iter().filter(|cell| cell.contains('*')).count());
    for i in order {
        // Rows that differ only in what is left open are taken in the order in which they stand.
        if let Some(free) =
            (0..rows.len()).find(|&k| taken[k].is_none() && fits(&header, &wanted[i], &rows[k]))
        {
            taken[free] = Some(i);
        }
    }
    for (i, row) in wanted.iter().enumerate() {
        if !taken.contains(&Some(i)) {
            failures.push(format!("- {}", line(row)));
        }
    }
    failures.extend(
        rows.iter()
            .zip(&taken)
            .filter(|(_, t)| t.is_none())
            .map(|(row, _)| format!("+ {}", line(row))),
    );
    if failures.is_empty() && is_ordered(name, &header, &wanted) && !taken.is_sorted() {
        failures.push("the rows stand in another order:".to_owned());
        failures.extend(rows.iter().map(|row| format!("+ {}", line(row))));
    }
    let blessed = rows.iter().zip(&taken).map(|(row, taken)| match taken {
        Some(i) => line(&wanted[*i]),
        None => line(&open_id(&header, row)),
    });
    let blessed = std::iter::once(line(&header))
        .chain(blessed)
        .map(|row| row + "\n")
        .collect();
    Verdict { failures, blessed }
}

fn header_problem(name: &str, wanted: &Row, got: &Row) -> Option<String> {
    let fixed = match name {
        "quotes.csv" => Some(QUOTES),
        "themes.csv" => Some(THEMES),
        _ => None,
    };
    let fine = match fixed {
        Some(fixed) => line(got) == fixed,
        None if name == "matrix.csv" => {
            got.len() == wanted.len() && wanted.iter().all(|cell| got.contains(cell))
        }
        None => wanted.iter().all(|cell| got.contains(cell)),
    };
    (!fine).then(|| {
        format!(
            "its header is `{}`, not `{}`",
            line(got),
            fixed.map_or_else(|| line(wanted), str::to_owned)
        )
    })
}

/// Quotes stand by study, conversation and place, which may not show where no code does.
fn is_ordered(name: &str, header: &Row, wanted: &[Row]) -> bool {
    let participant = header.iter().position(|cell| cell == "participant");
    name == "quotes.csv" && participant.is_some_and(|i| wanted.iter().all(|row| !row[i].is_empty()))
}

fn fits(header: &Row, wanted: &Row, got: &Row) -> bool {
    header
        .iter()
        .zip(wanted)
        .zip(got)
        .all(|((column, wanted), got)| {
            let prefix = wanted.strip_suffix('*');
            match prefix {
                Some("") => true,
                Some(prefix) if column == "id" => {
                    got.starts_with(prefix) && got.len() > prefix.len()
                }
                _ => collapse(wanted) == collapse(got),
            }
        })
}

fn open_id(header: &Row, row: &Row) -> Row {
    let cells = header.iter().zip(row);
    cells
        .map(|(column, cell)| {
            if column == "id" {
                "*".to_owned()
            } else {
                cell.clone()
            }
        })
        .collect()
}

fn project(wanted: &Row, header: &Row, row: &Row) -> Row {
    let column = |name: &String| header.iter().position(|cell| cell == name);
    wanted
        .iter()
        .map(|name| {
            column(name)
                .and_then(|i| row.get(i))
                .cloned()
                .unwrap_or_default()
        })
        .collect()
}

fn table(text: &str) -> (Row, Vec<Row>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = reader.records().map(|record| match record {
        Ok(record) => record.iter().map(str::to_owned).collect(),
        Err(error) => vec![error.to_string()],
    });
    (rows.next().unwrap_or_default(), rows.collect())
}

fn line(row: &Row) -> String {
    let quoted = row.iter().map(|cell| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    quoted.collect::<Vec<_>>().join(",")
}

/// The values of one column, for tests that look at no more.
pub fn column(csv: &[u8], name: &str) -> Vec<String> {
    let (header, rows) = table(&String::from_utf8_lossy(csv));
    let at = header.iter().position(|cell| cell == name);
    rows.into_iter()
        .filter_map(|row| row.get(at?).cloned())
        .collect()
}
