//! Dates as a language writes them.

use jiff::civil::Date;

use super::{Arg, Language, text::Pattern};

/// The names and patterns of dates. Slots: `day`, `month`, `mon` (short), `year`, `number` (of the
/// month); in ranges `from_…` and `to_…`.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    pub(super) months: Vec<String>,
    pub(super) months_short: Vec<String>,
    pub(super) first_day: Option<String>,
    pub(super) date: Pattern,
    pub(super) short_date: Pattern,
    pub(super) month: Pattern,
    pub(super) range_in_month: Pattern,
    pub(super) range_in_year: Pattern,
    pub(super) range: Pattern,
}

impl Language {
    /// A whole date: `18 May 2026`.
    pub fn date(&self, date: Date) -> String {
        self.dated(&self.dates.date, date)
    }

    /// A date where the year is known: `18 May`.
    pub fn short_date(&self, date: Date) -> String {
        self.dated(&self.dates.short_date, date)
    }

    /// A month of a year: `May 2026`. `month` is 1 to 12; any other is taken as the nearest.
    pub fn month(&self, year: i16, month: i8) -> String {
        let slots = [
            ("month", self.month_name(month).into()),
            ("mon", self.short_month_name(month).into()),
            ("year", self.year(year).into()),
        ];
        self.fill(&self.dates.month, &slots)
    }

    /// The name of a month: `May`.
    pub fn month_name(&self, month: i8) -> &str {
        &self.dates.months[(month.clamp(1, 12) - 1) as usize]
    }

    /// The short name of a month: `Feb`.
    pub fn short_month_name(&self, month: i8) -> &str {
        &self.dates.months_short[(month.clamp(1, 12) - 1) as usize]
    }

    /// From one day to another, saying month and year once where they are shared:
    /// `2 to 20 February 2026`.
    pub fn date_range(&self, from: Date, to: Date) -> String {
        if from == to {
            return self.date(from);
        }
        let pattern = match () {
            _ if from > to || from.year() != to.year() => &self.dates.range,
            _ if from.month() != to.month() => &self.dates.range_in_year,
            _ => &self.dates.range_in_month,
        };
        let slots = [
            ("from", self.date(from).into()),
            ("to", self.date(to).into()),
            ("from_day", self.day(from)),
            ("to_day", self.day(to)),
            ("from_month", self.month_name(from.month()).into()),
            ("to_month", self.month_name(to.month()).into()),
            ("month", self.month_name(to.month()).into()),
            ("year", self.year(to.year()).into()),
        ];
        self.fill(pattern, &slots)
    }

    fn dated(&self, pattern: &Pattern, date: Date) -> String {
        let slots = [
            ("day", self.day(date)),
            ("month", self.month_name(date.month()).into()),
            ("mon", self.short_month_name(date.month()).into()),
            ("year", self.year(date.year()).into()),
            ("number", i64::from(date.month()).into()),
        ];
        self.fill(pattern, &slots)
    }

    fn day(&self, date: Date) -> Arg<'_> {
        match (&self.dates.first_day, date.day()) {
            (Some(first), 1) => first.as_str().into(),
            (_, day) => i64::from(day).into(),
        }
    }

    /// A year: no thousands separator.
    pub fn year(&self, year: i16) -> String {
        let digits = &self.numbers.digits;
        (year.to_string().chars())
            .map(|c| c.to_digit(10).map_or(c, |at| digits[at as usize]))
            .collect()
    }
}
