//! Periods as people write them: `2026`, `2026-Q1`, `2026-02`, `2026-02-02`, `2026-02-02/2026-03-01`.

use jiff::civil::Date;

use super::say::Say;

/// The first and last day of a period; `None` for words that name no days.
pub fn days(written: &str) -> Option<(Date, Date)> {
    let written = written.trim();
    for between in ["/", " to ", "..", "–", "—"] {
        if let Some((from, to)) = written.split_once(between) {
            return Some((days(from)?.0, days(to)?.1));
        }
    }
    if let Ok(day) = written.parse::<Date>() {
        return Some((day, day));
    }
    let (year, part) = match written.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (written, None),
    };
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year))?;
    let (first, last) = match part {
        None => (1, 12),
        Some(part) => match part.strip_prefix(['Q', 'q']) {
            Some(quarter) => {
                let quarter: i8 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
                (quarter * 3 - 2, quarter * 3)
            }
            None => {
                let month: i8 = part.parse().ok()?;
                (month, month)
            }
        },
    };
    Some((
        Date::new(year, first, 1).ok()?,
        Date::new(year, last, 1).ok()?.last_of_month(),
    ))
}

/// A period in words, or as written where it names no days.
pub fn words(say: Say, written: &str) -> String {
    let Some((from, to)) = days(written) else {
        return written.trim().to_owned();
    };
    if from.day() == 1 && to == from.last_of_month() {
        return say.month(from.year(), from.month());
    }
    if written.trim().len() == 4 {
        return written.trim().to_owned();
    }
    say.language().date_range(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_read_as_written() {
        for (written, from, to) in [
            ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
            ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
            ("2026", date(2026, 1, 1), date(2026, 12, 31)),
            ("2026-02-02/2026-03-01", date(2026, 2, 2), date(2026, 3, 1)),
            ("2026-02 to 2026-03", date(2026, 2, 1), date(2026, 3, 31)),
        ] {
            assert_eq!(days(written), Some((from, to)), "{written}");
        }
        for written in ["", "spring", "2026-13", "26-02", "last year"] {
            assert_eq!(days(written), None, "{written}");
        }
    }
}
