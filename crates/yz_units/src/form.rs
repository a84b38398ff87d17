//! How a value is to be printed: unit, scale, decimals, grouping.

use crate::exact::Exact;
use crate::figure::Figure;
use crate::rounding::Rounding;
use crate::unit::Unit;

/// The power of ten between the digits printed and the unit: 万 or 亿.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// As it is.
    One,
    /// 万, ten thousand.
    TenThousand,
    /// 亿, a hundred million.
    HundredMillion,
}

/// A form of print, such as the one of `70,325.02万元`.
///
/// Written in data files by example: `"0,000.00万元"` is grouped, in 万元, with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What is counted.
    pub unit: Unit,
    /// 万, 亿 or neither.
    pub scale: Scale,
    /// Digits behind the point.
    pub decimals: u8,
    /// Whether thousands are separated by commas.
    pub grouped: bool,
}

impl Scale {
    /// The factor, as a number of units.
    #[must_use]
    pub const fn factor(self) -> Exact {
        Exact::from_integer(self.size())
    }

    pub(crate) const fn size(self) -> i64 {
        match self {
            Self::One => 1,
            Self::TenThousand => 10_000,
            Self::HundredMillion => 100_000_000,
        }
    }

    /// How many decimals of the digits printed are whole units.
    pub(crate) const fn zeros(self) -> u8 {
        match self {
            Self::One => 0,
            Self::TenThousand => 4,
            Self::HundredMillion => 8,
        }
    }

    /// The printed form: nothing, 万 or 亿.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::One => "",
            Self::TenThousand => "万",
            Self::HundredMillion => "亿",
        }
    }
}

impl Form {
    /// The usual form of a unit: money in 万元 with two decimals, rates with two, counts whole.
    #[must_use]
    pub const fn usual(unit: Unit) -> Self {
        let (scale, decimals) = match unit {
            Unit::Yuan => (Scale::TenThousand, 2),
            Unit::YuanPerPerson
            | Unit::YuanPerPersonYear
            | Unit::YuanPerMonth
            | Unit::Percent
            | Unit::PercentagePoint
            | Unit::Multiple
            | Unit::Months => (Scale::One, 2),
            _ => (Scale::One, 0),
        };
        Self { unit, scale, decimals, grouped: false }
    }

    /// Prints a value of the form's unit, rounding its last digit half up (四舍五入).
    ///
    /// A value too long for the form's decimals is printed with fewer: with less than two beyond
    /// 10²⁶.
    ///
    /// ```
    /// use yz_units::{Exact, Form, Unit};
    ///
    /// // 762,218 persons × 52.70 yuan = 40,168,888.60 yuan
    /// let due: Exact = "40168888.60".parse().unwrap();
    /// assert_eq!(Form::usual(Unit::Yuan).print(due).to_string(), "4016.89万元");
    /// ```
    #[must_use]
    pub fn print(self, value: Exact) -> Figure {
        let number = value.rounded_in(self.scale, self.decimals, Rounding::HalfUp);
        Figure::printed(number, self.with_decimals(number.decimals()))
    }

    /// The same form with another number of decimals.
    #[must_use]
    pub const fn with_decimals(self, decimals: u8) -> Self {
        Self { decimals, ..self }
    }

    /// The unit with its scale, such as 万元: what stands in a column head.
    #[must_use]
    pub fn unit_text(self) -> String {
        format!("{}{}", self.scale.symbol(), self.unit.symbol())
    }
}
