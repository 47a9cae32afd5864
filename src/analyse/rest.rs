//! Rest: who was asked again too soon, and from when on a participant may be asked.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::cadence::{days_after, days_between};

/// A participant's rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The last interview, today or before.
    pub last: Date,
    /// Days from then to today.
    pub days_since: u64,
    /// The first day on which the participant may be asked again.
    pub free_from: Date,
    /// Every pair of successive interview days that lie closer than the rest, the earliest first.
    pub too_soon: Vec<TooSoon>,
}

impl Rest {
    /// Whether the participant may be asked on this day.
    pub fn is_free(&self, today: Date) -> bool {
        self.free_from <= today
    }
}

/// Two interviews of a participant closer than the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSoon {
    /// The earlier one.
    pub earlier: Date,
    /// The later one.
    pub later: Date,
    /// Days between them.
    pub days: u64,
}

/// Works out one participant's rest from the dates of all interviews, in all studies.
///
/// Interviews of one day are one occasion; dates after today are left out. `None` where there was
/// none yet: the participant may be asked.
pub fn rest(dates: &[Date], rest_days: u32, today: Date) -> Option<Rest> {
    let days: BTreeSet<Date> = dates
        .iter()
        .copied()
        .filter(|&date| date <= today)
        .collect();
    let &last = days.last()?;
    let pairs = days.iter().zip(days.iter().skip(1));
    let too_soon = pairs
        .map(|(&earlier, &later)| TooSoon {
            earlier,
            later,
            days: days_between(earlier, later),
        })
        .filter(|pair| pair.days < u64::from(rest_days))
        .collect();
    Some(Rest {
        last,
        days_since: days_between(last, today),
        free_from: days_after(last, rest_days),
        too_soon,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_participant_asked_twice_within_the_rest_is_told() {
        let today = date(2026, 5, 18);
        let dates = [date(2026, 4, 1), date(2026, 2, 5), date(2025, 6, 1)];
        let found = rest(&dates, 90, today).expect("asked");
        let too_soon = TooSoon {
            earlier: date(2026, 2, 5),
            later: date(2026, 4, 1),
            days: 55,
        };
        assert_eq!(found.too_soon, [too_soon]);
        assert_eq!((found.days_since, found.free_from), (47, date(2026, 6, 30)));
        assert!(!found.is_free(today));
        assert!(found.is_free(date(2026, 6, 30)));
    }

    #[test]
    fn exactly_the_rest_is_long_enough() {
        let found = rest(&[date(2026, 1, 1), date(2026, 4, 1)], 90, date(2026, 6, 30));
        let found = found.expect("asked");
        assert!(found.too_soon.is_empty());
        assert!(found.is_free(date(2026, 6, 30)));
    }

    #[test]
    fn two_notes_of_one_day_are_one_occasion() {
        let day = date(2026, 2, 5);
        let found = rest(&[day, day], 90, day).expect("asked");
        assert!(found.too_soon.is_empty());
    }

    #[test]
    fn whoever_was_never_asked_or_only_will_be_has_no_rest() {
        assert_eq!(rest(&[], 90, date(2026, 2, 5)), None);
        assert_eq!(rest(&[date(2026, 2, 6)], 90, date(2026, 2, 5)), None);
    }

    #[test]
    fn no_rest_is_never_broken() {
        let found = rest(&[date(2026, 2, 4), date(2026, 2, 5)], 0, date(2026, 2, 5));
        let found = found.expect("asked");
        assert!(found.too_soon.is_empty() && found.is_free(date(2026, 2, 5)));
    }
}
