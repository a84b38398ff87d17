//! A figure's value, and the range of true values that it stands for.

use yz_units::{Bound, Decimal, Exact, Range, Rounding, Scale};

use crate::figures::measure::Measure;

/// A figure as printed, without its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// The digits in front of scale and unit.
    pub(crate) number: Decimal,
    /// 万, 亿 or neither.
    pub(crate) scale: Scale,
    /// Powers of ten beyond the scale: 3 for 千元.
    pub(crate) tens: u8,
    /// What is counted.
    pub(crate) measure: Measure,
    /// How strictly it is meant.
    pub(crate) bound: Bound,
    /// Whether thousands are separated.
    pub(crate) grouped: bool,
}

impl Quantity {
    /// The value in whole units.
    pub(crate) fn value(self) -> Option<Exact> {
        Exact::fraction(self.number.digits().checked_mul(self.factor()?)?, self.power()?)
    }

    /// What one of the last digit is worth, in whole units.
    pub(crate) fn last_digit(self) -> Option<Exact> {
        Exact::fraction(self.factor()?, self.power()?)
    }

    /// What one in front of the scale is worth.
    fn factor(self) -> Option<i128> {
        let scale: i128 = match self.scale {
            Scale::One => 1,
            Scale::TenThousand => 10_000,
            Scale::HundredMillion => 100_000_000,
        };
        scale.checked_mul(10_i128.checked_pow(u32::from(self.tens))?)
    }

    fn power(self) -> Option<i128> {
        10_i128.checked_pow(u32::from(self.number.decimals()))
    }

    /// All true values that print so; `None` when the figure is too large to compute with.
    ///
    /// Counts, marks and rates a head are exact; all else stands for what rounds to its last digit.
    pub(crate) fn range(self) -> Option<Range> {
        let counted = self.scale == Scale::One && self.measure.is_counted();
        let exact = counted || self.is_to_the_fen();
        // In halves of the last digit: 2n − 1 and 2n + 1 of them.
        let halves = self.number.digits().checked_mul(2)?;
        let half = i128::from(!exact);
        let (factor, power) = (self.factor()?, self.power()?.checked_mul(2)?);
        let end = |halves: i128| Exact::fraction(halves.checked_mul(factor)?, power);
        let (low, high) = (end(halves.checked_sub(half)?)?, end(halves.checked_add(half)?)?);
        let value = self.value()?;
        Some(match self.bound {
            Bound::AtLeast => Range::between(Some(low), None),
            Bound::AtMost => Range::between(None, Some(high)),
            Bound::About => {
                // 约 and 左右 allow a twentieth either way.
                let slack = value.abs().over(Exact::from_integer(20))?;
                Range::between(Some(value.minus(slack)?), Some(value.plus(slack)?))
            }
            Bound::Over => Range::between(Some(value), Some(value.plus(value.abs())?)),
            _ => Range::between(Some(low), Some(high)),
        })
    }

    /// Amounts in yuan with two decimals are exact.
    fn is_to_the_fen(self) -> bool {
        let decimals = self.number.decimals();
        self.measure == Measure::Yuan && self.scale == Scale::One && self.tens == 0 && decimals == 2
    }

    /// Whether the figure says one value, and not a bound or an estimate.
    pub(crate) fn is_plain(self) -> bool {
        self.bound == Bound::Plain
    }

    /// A value printed as this figure is: same scale and decimals, rounded half up.
    pub(crate) fn print(self, value: Exact, unit: &str) -> String {
        self.print_with(value, self.number.decimals(), unit)
    }

    /// The same with another number of decimals.
    pub(crate) fn print_with(self, value: Exact, decimals: u8, unit: &str) -> String {
        let factor = self.factor().and_then(|factor| Exact::fraction(factor, 1));
        let scaled = factor.and_then(|factor| value.over(factor));
        match scaled {
            Some(scaled) => {
                let text = scaled.rounded(decimals, Rounding::HalfUp).to_text(self.grouped);
                format!("{text}{unit}")
            }
            None => format!("{value}"),
        }
    }

    /// How many decimals a value has in the figure's scale, at least as many as the figure; none
    /// when more than `most`.
    pub(crate) fn decimals_of(self, value: Exact, most: u8) -> Option<u8> {
        let scaled = value.over(Exact::fraction(self.factor()?, 1)?)?;
        let decimals = scaled.as_decimal(most)?.decimals();
        Some(decimals.max(self.number.decimals()))
    }

    /// A value in the figure's scale, with its decimals and no unit.
    pub(crate) fn print_with_scale_one(self, scaled: Exact) -> String {
        scaled.rounded(self.number.decimals(), Rounding::HalfUp).to_text(false)
    }

    /// How many digits are printed, without zeros in front.
    pub(crate) fn digits_printed(self) -> u32 {
        let digits = self.number.digits().unsigned_abs();
        digits.checked_ilog10().map_or(0, |log| log.saturating_add(1))
    }

    /// How many digits stand behind each other before only zeros are left: 4016.88 has six, 20 one.
    pub(crate) fn significant_digits(self) -> u32 {
        let mut digits = self.number.digits().unsigned_abs();
        while digits != 0 && digits.is_multiple_of(10) {
            // not a figure: its digits are counted
            digits = digits.checked_div(10).unwrap_or(0);
        }
        digits.checked_ilog10().map_or(0, |log| log.saturating_add(1))
    }
}
