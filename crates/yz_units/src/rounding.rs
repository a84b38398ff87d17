//! Decimals as printed, and the only function that rounds.

use std::fmt;
use std::str::FromStr;

use crate::exact::{Exact, PART_LIMIT};

/// Where the part beyond the last digit goes. There is no default: every caller says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rounding {
    /// To the nearest, halves away from zero (四舍五入).
    HalfUp,
    /// Towards zero (去尾).
    Down,
    /// Away from zero (进一).
    Up,
}

/// A number with the decimals it was written with: `12.30` and `12.3` are different decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    decimals: u8,
}

/// The text is not a plain decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseDecimalError;

/// More decimals than any printed figure or rate has.
const DECIMALS_MAX: u8 = 18;

/// 2¹²³: above 2⁹⁶ times 亿, and ten times it is still an `i128`.
const DENOMINATOR_LIMIT: i128 = PART_LIMIT.saturating_mul(0x800_0000);

/// A division to be rounded.
pub(crate) struct Division {
    pub(crate) numerator: i128,
    /// From 1 to 2¹²³.
    pub(crate) denominator: i128,
    /// The most that the digits may come to, without the point. The whole part of the quotient is
    /// not more.
    pub(crate) most: i128,
}

impl Decimal {
    /// `digits × 10^-decimals`.
    #[must_use]
    pub const fn new(digits: i128, decimals: u8) -> Self {
        Self { digits, decimals }
    }

    /// The digits without the point.
    #[must_use]
    pub const fn digits(self) -> i128 {
        self.digits
    }

    /// How many of the digits stand behind the point.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The value; `None` when it leaves the range of [`Exact`].
    #[must_use]
    pub fn value(self) -> Option<Exact> {
        Exact::decimal(self.digits, self.decimals)
    }

    /// Half a unit of the last digit.
    pub(crate) fn half_unit(self) -> Option<Exact> {
        Exact::fraction(1, 10_i128.checked_pow(u32::from(self.decimals))?.checked_mul(2)?)
    }

    /// As text, with a comma between each three digits of the whole part when `grouped`.
    #[must_use]
    pub fn to_text(self, grouped: bool) -> String {
        let width = usize::from(self.decimals);
        let digits = format!("{:0>1$}", self.digits.unsigned_abs(), width.saturating_add(1));
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width));
        let mut text = String::from(if self.digits < 0 { "-" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len().saturating_sub(index);
            if grouped && 0 < index && left.is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        text
    }
}

impl Division {
    /// Divides as on paper, one digit after the other, and stops early where another decimal would
    /// make the digits more than `most`.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a remainder is below the denominator and so below 2^123: ten of them stay below \
                  2^127; digits grow by checked steps; the last step is taken below `most` only"
    )]
    pub(crate) fn round(self, decimals: u8, how: Rounding) -> Decimal {
        let Self { numerator, denominator, most } = self;
        assert!(0 < denominator, "a fraction is kept with a positive denominator");
        assert!(denominator < DENOMINATOR_LIMIT, "an exact value times the largest scale");
        let (mut digits, mut rest) = (numerator / denominator, numerator % denominator);
        let mut places = 0;
        while places < decimals.min(DECIMALS_MAX) {
            let next = rest * 10 / denominator;
            let longer = digits.checked_mul(10).and_then(|digits| digits.checked_add(next));
            let Some(longer) = longer.filter(|digits| digits.unsigned_abs() < most.unsigned_abs())
            else {
                break;
            };
            (digits, rest, places) = (longer, rest * 10 % denominator, places + 1);
        }
        let away = match how {
            Rounding::HalfUp => denominator <= rest.abs() * 2,
            Rounding::Down => false,
            Rounding::Up => rest != 0,
        };
        // Only a whole part that is `most` itself has no room for the step: it is 2^96, cut.
        let room = digits.unsigned_abs() < most.unsigned_abs();
        let step = if away && room { numerator.signum() } else { 0 };
        Decimal { digits: digits + step, decimals: places }
    }
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let dangling = text.ends_with('.');
        if unsigned.is_empty() || dangling || !all_digits(unsigned) || !all_digits(fraction) {
            return Err(ParseDecimalError);
        }
        let digits = format!("{whole}{fraction}").parse().map_err(|_| ParseDecimalError)?;
        let decimals = u8::try_from(fraction.len()).ok();
        let decimals = decimals.filter(|decimals| *decimals <= DECIMALS_MAX);
        Ok(Self { digits, decimals: decimals.ok_or(ParseDecimalError)? })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(false))
    }
}

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for ParseDecimalError {}

#[cfg(test)]
mod tests {
    use super::{Decimal, Rounding};
    use crate::exact::Exact;
    use crate::form::Scale;

    fn rounded(value: &str, decimals: u8, how: Rounding) -> String {
        value.parse::<Exact>().unwrap().rounded(decimals, how).to_string()
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(rounded("1.005", 2, Rounding::HalfUp), "1.01");
        assert_eq!(rounded("1.0049", 2, Rounding::HalfUp), "1.00");
        assert_eq!(rounded("-1.005", 2, Rounding::HalfUp), "-1.01");
        assert_eq!(rounded("-0.0049", 2, Rounding::HalfUp), "0.00");
    }

    #[test]
    fn down_cuts_and_up_adds() {
        assert_eq!(rounded("4016.88886", 2, Rounding::Down), "4016.88");
        assert_eq!(rounded("4016.88886", 2, Rounding::HalfUp), "4016.89");
        assert_eq!(rounded("-1.999", 2, Rounding::Down), "-1.99");
        assert_eq!(rounded("1.001", 2, Rounding::Up), "1.01");
        assert_eq!(rounded("-1.001", 2, Rounding::Up), "-1.01");
        assert_eq!(rounded("1.01", 2, Rounding::Up), "1.01");
    }

    #[test]
    fn a_third_has_no_last_digit_and_rounds_all_the_same() {
        let third = Exact::fraction(1, 3).unwrap();
        assert_eq!(third.rounded(4, Rounding::HalfUp).to_string(), "0.3333");
        assert_eq!(third.to_string(), "1/3");
    }

    #[test]
    fn the_largest_value_is_not_rounded_beyond_itself() {
        // 2^96 - 1 = 79228162514264337593543950335: 0335 is cut, and one 万 more is too much.
        let in_scale = |how| Exact::FARTHEST.rounded_in(Scale::TenThousand, 0, how).to_string();
        for how in [Rounding::HalfUp, Rounding::Down, Rounding::Up] {
            assert_eq!(in_scale(how), "7922816251426433759354395");
        }
    }

    #[test]
    fn thousands_are_grouped_from_the_right() {
        assert_eq!(Decimal::new(7_032_502, 2).to_text(true), "70,325.02");
        assert_eq!(Decimal::new(999, 0).to_text(true), "999");
        assert_eq!(Decimal::new(-1_000, 0).to_text(true), "-1,000");
    }

    #[test]
    fn only_plain_decimals_are_read() {
        for wrong in ["", ".", "1.", "-", "1,0", "1e3", "0x1", "１", "1.2.3"] {
            assert!(wrong.parse::<Decimal>().is_err(), "{wrong:?}");
        }
        assert_eq!("-0.50".parse::<Decimal>().unwrap().to_string(), "-0.50");
    }
}
