//! The benefit year: its days, and how care is spread over them.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days of the years -9999 to 9999 stay far below 2³¹"
)]

use crate::draw::YEAR;
use crate::tables::care::{MONTH_WEIGHTS, WEEKDAY_WEIGHTS};

/// A calendar year.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// The year.
    pub(crate) year: i16,
    /// Its first day, counted from 1970-01-01.
    pub(crate) first: i32,
    /// Its last day.
    pub(crate) last: i32,
    /// The day for each 8192nd of the care of a year.
    slots: Vec<i32>,
}

/// So many slots has the care of a year.
const SLOTS: u64 = 8192;

/// Whether a year has 29 February.
pub(crate) const fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The first day of a year from 1 on, counted from 1970-01-01.
pub(crate) const fn new_year(year: i16) -> i32 {
    let before = year as i32 - 1;
    before * 365 + before / 4 - before / 100 + before / 400 - 719_162
}

/// The days of a year.
pub(crate) const fn days_of(year: i16) -> i32 {
    if is_leap(year) { 366 } else { 365 }
}

impl Calendar {
    /// The calendar of a year from 1 on.
    pub(crate) fn new(year: i16) -> Self {
        let (first, days) = (new_year(year), days_of(year));
        Self { year, first, last: first + days - 1, slots: slots(year) }
    }

    /// The day at which so much of the year's care, of [`YEAR`], has been given.
    #[inline]
    pub(crate) fn day(&self, care: u64) -> i32 {
        let slot = (care * SLOTS / YEAR) as usize;
        self.slots.get(slot).copied().unwrap_or(self.last)
    }

    /// The day of the year on which somebody born on a day of another year is a year older; for
    /// those of 29 February it is 1 March where there is none.
    pub(crate) const fn birthday(&self, born: i16, day: i32) -> i32 {
        let of_year = day - new_year(born);
        if of_year < 59 {
            return self.first + of_year;
        }
        // Counted from 1 March; 29 February is the day before.
        let from_march = of_year - 59 - leap_days(born);
        let back = if from_march < 0 && leap_days(self.year) == 0 { 0 } else { from_march };
        self.first + 59 + leap_days(self.year) + back
    }
}

const fn leap_days(year: i16) -> i32 {
    if is_leap(year) { 1 } else { 0 }
}

/// The months' last days of a common year.
const MONTH_ENDS: [i32; 12] = [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// Which day each slot of the year's care falls on: days weigh by month and day of the week.
fn slots(year: i16) -> Vec<i32> {
    let (first, days) = (new_year(year), days_of(year));
    let weight = |day: i32| {
        let common = if 59 <= day { day - leap_days(year) } else { day };
        let month = MONTH_ENDS.iter().position(|end| common < *end).unwrap_or(11);
        // 1970-01-01 was a Thursday; weeks begin with Monday.
        let weekday = ((first + day + 3) % 7 + 7) % 7;
        let of_week = WEEKDAY_WEIGHTS.get(weekday as usize).copied().unwrap_or(0);
        MONTH_WEIGHTS.get(month).copied().unwrap_or(0) * of_week
    };
    let whole: u64 = (0..days).map(weight).sum();
    let mut slots = Vec::with_capacity(SLOTS as usize);
    let mut before = 0;
    for day in 0..days {
        before += weight(day);
        let upto = (before * SLOTS / whole.max(1)) as usize;
        slots.resize(upto.max(slots.len()), first + day);
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::{Calendar, SLOTS, new_year};
    use yz_units::{Date, Day};

    fn day(text: &str) -> i32 {
        Day::from(text.parse::<Date>().unwrap()).number()
    }

    #[test]
    fn years_begin_where_the_civil_calendar_says() {
        for year in [1899, 1900, 1901, 1970, 2000, 2001, 2023, 2024, 2025, 2100] {
            let expected = Day::from(Date::new(year, 1, 1).unwrap()).number();
            assert_eq!(new_year(year), expected, "{year}");
        }
        let calendar = Calendar::new(2024);
        assert_eq!((calendar.first, calendar.last), (day("2024-01-01"), day("2024-12-31")));
    }

    #[test]
    fn birthdays_are_found_in_leap_years_and_others() {
        let of = |year, born: &str| {
            let calendar = Calendar::new(year);
            Day::from_number(calendar.birthday(born[..4].parse().unwrap(), day(born))).to_string()
        };
        assert_eq!(of(2024, "1960-02-29"), "2024-02-29");
        assert_eq!(of(2023, "1960-02-29"), "2023-03-01");
        assert_eq!(of(2024, "1961-03-01"), "2024-03-01");
        assert_eq!(of(2023, "1960-03-01"), "2023-03-01");
        assert_eq!(of(2024, "1961-12-31"), "2024-12-31");
        assert_eq!(of(2023, "1960-02-28"), "2023-02-28");
    }

    #[test]
    fn every_day_of_the_year_has_its_share_of_care() {
        let calendar = Calendar::new(2024);
        assert_eq!(calendar.slots.len(), SLOTS as usize);
        let mut days = calendar.slots.clone();
        days.dedup();
        assert_eq!(days, (calendar.first..=calendar.last).collect::<Vec<_>>());
    }
}
