//! Cadence: interviews per month, and whether one was held in every period that the plan names.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use jiff::civil::Date;

/// No more months than this are listed, so that a mistyped year does not make a list of thousands.
pub const MOST_MONTHS: usize = 120;

/// One calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Interviews held in it.
    pub held: usize,
    /// Whether it is the month of today and so not over.
    pub current: bool,
}

/// Interviews by month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// Every month from the first interview's to today's, the empty ones too; at most the last
    /// [`MOST_MONTHS`].
    pub months: Vec<Month>,
    /// Interviews before the months listed.
    pub earlier: usize,
    /// Interviews dated after today, which are in no month.
    pub future: usize,
}

impl Months {
    /// In how many of the listed months the plan was kept, as (kept, of). Today's month counts
    /// only once it has kept it: until then it is still open.
    pub fn kept(&self, per_month: usize) -> (usize, usize) {
        let keeps = |month: &&Month| month.held >= per_month;
        let kept = self.months.iter().filter(keeps).count();
        let open = self
            .months
            .iter()
            .filter(|month| month.current && !keeps(month));
        (kept, self.months.len() - open.count())
    }
}

/// Counts interviews by calendar month. The dates may come in any order, and a date twice is two
/// interviews. No interviews up to today give no months.
pub fn months(dates: &[Date], today: Date) -> Months {
    let mut by_month: BTreeMap<Date, usize> = BTreeMap::new();
    for date in dates.iter().filter(|&&date| date <= today) {
        *by_month.entry(date.first_of_month()).or_default() += 1;
    }
    let held: usize = by_month.values().sum();
    let mut found = Months {
        future: dates.len() - held,
        ..Months::default()
    };
    let Some(&oldest) = by_month.keys().next() else {
        return found;
    };
    let mut first = today.first_of_month();
    while first >= oldest && found.months.len() < MOST_MONTHS {
        found.months.push(Month {
            first,
            held: by_month.get(&first).copied().unwrap_or(0),
            current: first == today.first_of_month(),
        });
        match first.yesterday() {
            Ok(day) => first = day.first_of_month(),
            Err(_) => break,
        }
    }
    found.months.reverse();
    let listed: usize = found.months.iter().map(|month| month.held).sum();
    found.earlier = held - listed;
    found
}

/// How many whole periods of so many days fit into a month: the month's plan at one interview a
/// period. `None` where the period is longer than the month.
pub fn plan_of_month(month: Date, every_days: NonZeroU32) -> Option<u32> {
    let plan = month.days_in_month().unsigned_abs();
    let plan = u32::from(plan) / every_days;
    (plan > 0).then_some(plan)
}

/// How the plan of one interview in every period was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Periods with an interview, of the `complete` ones.
    pub kept: u64,
    /// Whole periods from the first interview to today, today included.
    pub complete: u64,
    /// The last interview.
    pub last: Date,
    /// Days from the last interview to today.
    pub days_since: u64,
    /// The day by which the next one is due: one period after the last.
    pub due: Date,
    /// Days by which it is overdue; 0 where it is not.
    pub overdue: u64,
    /// The most days between two successive interview days, or from the last one to today.
    pub longest_gap: u64,
}

/// Cuts time into periods of so many days, the first beginning at the first interview, and looks
/// which of them had one. Dates after today are left out; `None` where no interview was held.
pub fn rhythm(dates: &[Date], every_days: NonZeroU32, today: Date) -> Option<Rhythm> {
    let days: BTreeSet<Date> = dates
        .iter()
        .copied()
        .filter(|&date| date <= today)
        .collect();
    let (&first, &last) = (days.first()?, days.last()?);
    let every = u64::from(every_days.get());
    let complete = (days_between(first, today) + 1) / every;
    let periods: BTreeSet<u64> = days
        .iter()
        .map(|&day| days_between(first, day) / every)
        .filter(|&period| period < complete)
        .collect();
    let gaps = days.iter().zip(days.iter().skip(1));
    let longest = gaps.map(|(&a, &b)| days_between(a, b)).max().unwrap_or(0);
    let days_since = days_between(last, today);
    Some(Rhythm {
        kept: periods.len() as u64,
        complete,
        last,
        days_since,
        due: days_after(last, every_days.get()),
        overdue: days_since.saturating_sub(every),
        longest_gap: longest.max(days_since),
    })
}

/// Whole days from one date to a later one; 0 where it is not later.
pub(super) fn days_between(from: Date, to: Date) -> u64 {
    let hours = from.duration_until(to).as_hours();
    u64::try_from(hours / 24).unwrap_or(0)
}

/// So many days after a date, or the last date that the calendar holds.
pub(super) fn days_after(date: Date, days: u32) -> Date {
    date.saturating_add(jiff::SignedDuration::from_hours(24 * i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn every(days: u32) -> NonZeroU32 {
        NonZeroU32::new(days).expect("not 0")
    }

    fn held(months: &Months) -> Vec<(i8, usize)> {
        let months = months.months.iter();
        months
            .map(|month| (month.first.month(), month.held))
            .collect()
    }

    #[test]
    fn empty_months_between_are_listed_and_the_future_is_not() {
        let dates = [
            date(2026, 2, 20),
            date(2025, 12, 1),
            date(2026, 2, 2),
            date(2026, 4, 2),
        ];
        let found = months(&dates, date(2026, 3, 15));
        assert_eq!(held(&found), [(12, 1), (1, 0), (2, 2), (3, 0)]);
        assert_eq!((found.earlier, found.future), (0, 1));
    }

    #[test]
    fn the_open_month_counts_only_once_it_kept_the_plan() {
        let found = months(&[date(2026, 1, 5), date(2026, 2, 5)], date(2026, 3, 1));
        assert_eq!(found.kept(1), (2, 2));
        let found = months(&[date(2026, 1, 5), date(2026, 3, 1)], date(2026, 3, 1));
        assert_eq!(found.kept(1), (2, 3));
        assert_eq!(Months::default().kept(1), (0, 0));
    }

    #[test]
    fn a_mistyped_year_makes_no_list_of_thousands() {
        let found = months(&[date(202, 2, 1), date(2026, 2, 1)], date(2026, 2, 9));
        assert_eq!((found.months.len(), found.earlier), (MOST_MONTHS, 1));
        assert!(months(&[], date(2026, 2, 9)).months.is_empty());
        assert_eq!(months(&[Date::MIN], Date::MIN).months.len(), 1);
    }

    #[test]
    fn two_weeks_make_a_plan_of_two_a_month_and_a_quarter_none() {
        assert_eq!(plan_of_month(date(2026, 2, 1), every(14)), Some(2));
        assert_eq!(plan_of_month(date(2026, 3, 1), every(10)), Some(3));
        assert_eq!(plan_of_month(date(2026, 3, 1), every(90)), None);
    }

    #[test]
    fn the_rhythm_names_periods_kept_and_what_is_due() {
        let dates = [date(2026, 1, 1), date(2026, 1, 10), date(2026, 2, 1)];
        let found = rhythm(&dates, every(14), date(2026, 2, 25)).expect("held");
        let expected = Rhythm {
            kept: 2,
            complete: 4,
            last: date(2026, 2, 1),
            days_since: 24,
            due: date(2026, 2, 15),
            overdue: 10,
            longest_gap: 24,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_rhythm_of_one_day_and_of_none() {
        let today = date(2026, 1, 1);
        let found = rhythm(&[today, today], every(1), today).expect("held");
        assert_eq!((found.kept, found.complete, found.overdue), (1, 1, 0));
        assert_eq!(rhythm(&[date(2026, 1, 2)], every(14), today), None);
        let end = rhythm(&[Date::MAX], every(u32::MAX), Date::MAX).expect("held");
        assert_eq!((end.due, end.complete), (Date::MAX, 0));
    }

    proptest! {
        #[test]
        fn every_interview_is_counted_once(days in proptest::collection::vec(0_u32..9_000, 0..50)) {
            let dates: Vec<Date> = days.iter().map(|&day| days_after(date(2005, 6, 1), day)).collect();
            let today = date(2026, 3, 15);
            let found = months(&dates, today);
            let listed: usize = found.months.iter().map(|month| month.held).sum();
            prop_assert_eq!(listed + found.earlier + found.future, dates.len());
            if let Some(rhythm) = rhythm(&dates, every(14), today) {
                prop_assert!(rhythm.kept <= rhythm.complete);
                prop_assert!(rhythm.days_since <= rhythm.longest_gap);
            }
        }
    }
}
