//! Units, their names in data files and in print, and what may be multiplied with what.

use std::fmt;
use std::str::FromStr;

/// What a number counts or measures.
///
/// Percentages and percentage points are different units: the gap between a rate of 88.56 % and a
/// standard of 95 % is 6.44 *percentage points*, which is 6.78 *percent* of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// 元: an amount of money.
    Yuan,
    /// 元/人: an amount a head.
    YuanPerPerson,
    /// 元/人/年: an amount a head and year.
    YuanPerPersonYear,
    /// 元/月: an amount a month.
    YuanPerMonth,
    /// %: a share, rate or relative change.
    Percent,
    /// 个百分点: the difference of two percentages.
    PercentagePoint,
    /// 倍: how many times one quantity goes into another.
    Multiple,
    /// 人: people.
    Persons,
    /// 人次: visits; one person may be counted more than once.
    Visits,
    /// 次: events.
    Times,
    /// 批次: groups received.
    Batches,
    /// 分: marks of a score.
    Marks,
    /// 个月: a length in months.
    Months,
    /// 年: a length in years.
    Years,
    /// 年: a calendar year.
    Year,
    /// 天: a length in days.
    Days,
    /// 名: a place in a ranking.
    Rank,
    /// 级: a grade, the first being the gravest or the best as its source says.
    Grade,
    /// 个: things that are only counted.
    Items,
    /// 份: printed copies.
    Copies,
    /// 条: records.
    Records,
    /// 类: kinds.
    Kinds,
    /// 辆: vehicles.
    Vehicles,
    /// 台（套）: pieces of equipment.
    Sets,
}

/// The text names no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseUnitError(String);

/// Unit, name in data files, printed form, other printed forms that mean the same.
const TABLE: &[(Unit, &str, &str, &[&str])] = &[
    (Unit::YuanPerPersonYear, "yuan/person/year", "元/人/年", &["元/人·年", "元/人年"]),
    (Unit::YuanPerPerson, "yuan/person", "元/人", &[]),
    (Unit::YuanPerMonth, "yuan/month", "元/月", &[]),
    (Unit::Yuan, "yuan", "元", &[]),
    (Unit::PercentagePoint, "percentage_point", "个百分点", &["百分点"]),
    (Unit::Percent, "percent", "%", &["％"]),
    (Unit::Multiple, "multiple", "倍", &[]),
    (Unit::Visits, "visits", "人次", &[]),
    (Unit::Persons, "persons", "人", &[]),
    (Unit::Times, "times", "次", &[]),
    (Unit::Batches, "batches", "批次", &["批"]),
    (Unit::Marks, "marks", "分", &[]),
    (Unit::Months, "months", "个月", &["月"]),
    (Unit::Years, "years", "年", &[]),
    (Unit::Year, "year", "年", &[]),
    (Unit::Days, "days", "天", &["日"]),
    (Unit::Rank, "rank", "名", &[]),
    (Unit::Grade, "grade", "级", &[]),
    (Unit::Items, "items", "个", &["项"]),
    (Unit::Copies, "copies", "份", &[]),
    (Unit::Records, "records", "条", &[]),
    (Unit::Kinds, "kinds", "类", &["种"]),
    (Unit::Vehicles, "vehicles", "辆", &[]),
    (Unit::Sets, "sets", "台（套）", &["台(套)", "台", "套"]),
];

impl Unit {
    /// Every unit, in the order in which printed forms are tried (longest first).
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// The name in data files, such as `yuan/person/year`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The printed form, such as `元/人/年`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        self.row().2
    }

    /// Every printed form and the unit that it means, longest forms first.
    pub(crate) fn printed_forms() -> impl Iterator<Item = (&'static str, Self)> {
        let forms = |row: &'static (Self, &str, &'static str, &'static [&'static str])| {
            std::iter::once(row.2).chain(row.3.iter().copied()).map(|form| (form, row.0))
        };
        TABLE.iter().flat_map(forms)
    }

    /// Whether a number in this unit is set by a rule or counted, not rounded: 52.70元/人 means
    /// 52.70 and nothing near it.
    #[must_use]
    pub fn is_exact(self) -> bool {
        !matches!(
            self,
            Self::Percent
                | Self::PercentagePoint
                | Self::Multiple
                | Self::YuanPerMonth
                | Self::Months
                | Self::Years
                | Self::Days
        )
    }

    /// The unit of a difference: percentages differ by percentage points.
    #[must_use]
    pub fn of_difference(self) -> Self {
        match self {
            Self::Percent => Self::PercentagePoint,
            other => other,
        }
    }

    /// Whether a sum in this unit may contain a part in unit `part`.
    #[must_use]
    pub fn admits_in_sum(self, part: Self) -> bool {
        self == part
            || matches!((self, part), (Self::PercentagePoint, Self::Percent))
            || matches!((self, part), (Self::Percent, Self::PercentagePoint))
    }

    /// Whether `self` is the unit of a product of `a` and `b`, and the power of ten by which the
    /// plain product must be divided (100 where a factor is a percentage).
    #[must_use]
    pub fn of_product(self, a: Self, b: Self) -> bool {
        let pair = |x: Self, y: Self| (a == x && b == y) || (a == y && b == x);
        let by_percent = pair(self, Self::Percent);
        let by_multiple = pair(self, Self::Multiple);
        let money = self == Self::Yuan
            && (pair(Self::Persons, Self::YuanPerPerson)
                || pair(Self::Persons, Self::YuanPerPersonYear)
                || pair(Self::Months, Self::YuanPerMonth));
        by_percent || by_multiple || money
    }

    /// Whether `self` is the unit of `numerator ÷ denominator`. An average over visits keeps the
    /// unit of what is averaged, as statistics print it: 次均费用 in 元, 平均住院天数 in 天.
    #[must_use]
    pub fn of_ratio(self, numerator: Self, denominator: Self) -> bool {
        match (self, numerator, denominator) {
            (Self::Percent | Self::Multiple, Self::PercentagePoint, Self::Percent)
            | (Self::Percent | Self::Multiple, Self::Visits, Self::Persons)
            | (Self::YuanPerPerson | Self::YuanPerPersonYear, Self::Yuan, Self::Persons)
            | (Self::YuanPerMonth, Self::Yuan, Self::Months)
            | (Self::Yuan, Self::Yuan, Self::Visits)
            | (Self::Days, Self::Days, Self::Visits)
            | (Self::Months, Self::Yuan, Self::YuanPerMonth) => true,
            (Self::Percent | Self::Multiple, a, b) => a == b,
            _ => false,
        }
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static [&'static str]) {
        TABLE.iter().find(|row| row.0 == self).unwrap_or(&TABLE[0])
    }
}

impl FromStr for Unit {
    type Err = ParseUnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let row = TABLE.iter().find(|row| row.1 == text);
        row.map(|row| row.0).ok_or_else(|| ParseUnitError(text.to_owned()))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for ParseUnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a unit; the units are:", self.0)?;
        TABLE.iter().try_for_each(|row| write!(f, " {}", row.1))
    }
}

impl std::error::Error for ParseUnitError {}

#[cfg(test)]
mod tests {
    use super::{TABLE, Unit};

    #[test]
    fn every_unit_has_one_row() {
        for (unit, name, ..) in TABLE {
            assert_eq!(name.parse::<Unit>().unwrap(), *unit);
            assert_eq!(unit.name(), *name);
        }
    }

    #[test]
    fn heads_times_rate_is_money_and_money_over_heads_is_a_rate() {
        assert!(Unit::Yuan.of_product(Unit::Persons, Unit::YuanPerPersonYear));
        assert!(Unit::Yuan.of_product(Unit::Yuan, Unit::Percent));
        assert!(!Unit::Yuan.of_product(Unit::Persons, Unit::Percent));
        assert!(Unit::YuanPerPerson.of_ratio(Unit::Yuan, Unit::Persons));
        assert!(Unit::Months.of_ratio(Unit::Yuan, Unit::YuanPerMonth));
        assert!(!Unit::Months.of_ratio(Unit::Yuan, Unit::Yuan));
        assert!(Unit::Yuan.of_ratio(Unit::Yuan, Unit::Visits));
        assert!(Unit::Days.of_ratio(Unit::Days, Unit::Visits));
        assert!(!Unit::Yuan.of_ratio(Unit::Yuan, Unit::Persons));
    }
}
