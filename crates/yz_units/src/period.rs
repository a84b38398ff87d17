//! Civil dates, and the periods that figures are about.

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The day, or the days, that a figure is about.
///
/// A benefit year is an interval, never just a number: Panzhihua's 2023 runs from 2022-09-01 to
/// 2023-08-31. Written `2023`, `2023-09`, `2023-08-31` (an instant) or `2022-09-01/2023-08-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The end of one day.
    Instant(Date),
    /// From the first day to the last, both included.
    Interval {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
}

/// A civil date as the number of days since 1970-01-01: what columns hold by the million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day of a number.
    #[must_use]
    #[inline]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// The number of days since 1970-01-01.
    #[must_use]
    #[inline]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The civil date; `None` outside the years -9999 to 9999.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        Date::new(1970, 1, 1).ok()?.checked_add(i64::from(self.0).days()).ok()
    }
}

impl Day {
    /// The same day of the month so many months later, or the last day of a month that has no such
    /// day: three months after 30 November is 28 or 29 February.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let later = self.date()?.checked_add(i64::from(months).months()).ok()?;
        Some(Self::from(later))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        let days = epoch.until(date).map_or(0, |span| span.get_days());
        Self(days)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{date}"),
            None => write!(f, "day {}", self.0),
        }
    }
}

/// The text is no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsePeriodError(String);

impl Period {
    /// A calendar year.
    #[must_use]
    pub fn calendar_year(year: i16) -> Option<Self> {
        Some(Self::Interval {
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year, 12, 31).ok()?,
        })
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> Date {
        match self {
            Self::Instant(date) => date,
            Self::Interval { first, .. } => first,
        }
    }

    /// The last day.
    #[must_use]
    pub const fn last(self) -> Date {
        match self {
            Self::Instant(date) => date,
            Self::Interval { last, .. } => last,
        }
    }

    /// The end of the period, as an instant: when its stocks are counted.
    #[must_use]
    pub const fn end(self) -> Self {
        Self::Instant(self.last())
    }

    /// The same period so many years later; 29 February becomes the 28th.
    #[must_use]
    pub fn shifted_years(self, years: i16) -> Option<Self> {
        let span: Span = i64::from(years).years();
        let shift = |date: Date| date.checked_add(span).ok();
        Some(match self {
            Self::Instant(date) => Self::Instant(shift(date)?),
            Self::Interval { first, last } => {
                // A period that ends with a month goes on ending with it.
                let last = if last == last.last_of_month() {
                    shift(last.first_of_month())?.last_of_month()
                } else {
                    shift(last)?
                };
                Self::Interval { first: shift(first)?, last }
            }
        })
    }

    /// The number of calendar months, when the period is made of whole ones.
    #[must_use]
    pub fn months(self) -> Option<i32> {
        let Self::Interval { first, last } = self else { return None };
        let whole = first.day() == 1 && last == last.last_of_month();
        let months = |date: Date| {
            i32::from(date.year()).checked_mul(12)?.checked_add(i32::from(date.month()))
        };
        let count = months(last)?.checked_sub(months(first)?)?.checked_add(1)?;
        (whole && 0 < count).then_some(count)
    }

    /// The year that gives the period its name: the one in which it ends.
    #[must_use]
    pub fn year(self) -> i16 {
        self.last().year()
    }

    /// The period in Chinese: `2023年`, `2022年9月至2023年8月`, `2023年8月31日`.
    #[must_use]
    pub fn to_chinese(self) -> String {
        let day = |date: Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
        let month = |date: Date| format!("{}年{}月", date.year(), date.month());
        match self {
            Self::Instant(date) => day(date),
            Self::Interval { first, last } => match self.months() {
                Some(12) if first.month() == 1 => format!("{}年", last.year()),
                Some(1) => month(first),
                Some(_) => format!("{}至{}", month(first), month(last)),
                None => format!("{}至{}", day(first), day(last)),
            },
        }
    }
}

impl FromStr for Period {
    type Err = ParsePeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let err = || ParsePeriodError(text.to_owned());
        let date = |text: &str| text.parse::<Date>().map_err(|_| err());
        if let Some((first, last)) = text.split_once('/') {
            let (first, last) = (date(first)?, date(last)?);
            return if first <= last { Ok(Self::Interval { first, last }) } else { Err(err()) };
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        match text.len() {
            4 if digits => text.parse().ok().and_then(Self::calendar_year).ok_or_else(err),
            7 if digits => {
                let first = date(&format!("{text}-01"))?;
                Ok(Self::Interval { first, last: first.last_of_month() })
            }
            10 if digits => date(text).map(Self::Instant),
            _ => Err(err()),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Instant(date) => write!(f, "{date}"),
            Self::Interval { first, last } => match self.months() {
                Some(12) if first.month() == 1 => write!(f, "{}", last.year()),
                Some(1) => write!(f, "{}-{:02}", first.year(), first.month()),
                _ => write!(f, "{first}/{last}"),
            },
        }
    }
}

impl fmt::Display for ParsePeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is no period: write 2023, 2023-09, 2023-08-31 or 2022-09-01/2023-08-31",
            self.0
        )
    }
}

impl std::error::Error for ParsePeriodError {}

#[cfg(test)]
mod tests {
    use super::{Date, Day, Period};

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn a_benefit_year_is_an_interval() {
        let year = period("2022-09-01/2023-08-31");
        assert_eq!(year.months(), Some(12));
        assert_eq!(year.year(), 2023);
        assert_eq!(year.to_chinese(), "2022年9月至2023年8月");
        assert_eq!(year.shifted_years(-1), Some(period("2021-09-01/2022-08-31")));
    }

    #[test]
    fn periods_print_as_they_are_read() {
        for text in
            ["2023", "2023-09", "2023-08-31", "2022-09-01/2023-08-31", "2023-01-02/2023-01-05"]
        {
            assert_eq!(period(text).to_string(), text);
        }
        for wrong in ["", "23", "2023-13", "2023-02-30", "2023-08-31/2022-09-01", "二〇二三"] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_period_that_ends_with_february_goes_on_ending_with_it() {
        let leap = period("2023-03-01/2024-02-29");
        assert_eq!(leap.shifted_years(-1), Some(period("2022-03-01/2023-02-28")));
        assert_eq!(period("2022-03-01/2023-02-28").shifted_years(1), Some(leap));
    }

    #[test]
    fn days_count_from_1970() {
        let day = |text: &str| Day::from(text.parse::<Date>().unwrap());
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("1969-12-31").number(), -1);
        assert_eq!(day("2024-02-29").number(), 19_782); // 54 years with 13 leap days, 59 days more
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
        assert_eq!(day("2023-11-30").plus_months(3), Some(day("2024-02-29")));
    }
}
