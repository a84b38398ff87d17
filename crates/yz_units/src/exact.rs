//! Exact rational numbers: what every value is until it is printed.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

use crate::form::Scale;
use crate::rounding::{Decimal, Division, Rounding};

/// An exact rational number.
///
/// A share such as 5,996.78 ÷ 6,796.16 has no last digit; kept as a fraction it can be added,
/// compared and printed to any precision without an error creeping in. Every operation is
/// checked: `None` means that numerator or denominator reached 2⁹⁶, which no book does: a figure
/// is at most 10¹⁸, and 2⁹⁶ leaves that ten decimals.
///
/// ```
/// use yz_units::{Exact, Rounding};
///
/// let share = Exact::fraction(599_678, 679_616).unwrap().times(Exact::from_integer(100)).unwrap();
/// assert_eq!(share.rounded(2, Rounding::HalfUp).to_string(), "88.24");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact(Ratio<i128>);

/// Crosswise where the products are small enough, which is several times as fast as the division
/// that [`Ratio`] takes.
impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.0.numer().checked_mul(other.0.denom());
        let right = other.0.numer().checked_mul(self.0.denom());
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The text is not a decimal number, or its digits reach 2⁹⁶.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseExactError(String);

/// Numerators and denominators stay below this. Thirty-one bits are left to `i128`: enough to
/// multiply by 亿 or by nine decimals without an overflow.
pub(crate) const PART_LIMIT: i128 = 0x1_0000_0000_0000_0000_0000_0000;

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));
    /// A half: how far a printed figure reaches, in units of its last digit.
    pub const HALF: Self = Self(Ratio::new_raw(1, 2));
    /// One hundred: what a fraction is multiplied by to become a percentage.
    pub const HUNDRED: Self = Self(Ratio::new_raw(100, 1));

    /// A whole number.
    #[must_use]
    pub const fn from_integer(integer: i64) -> Self {
        Self(Ratio::new_raw(integer as i128, 1))
    }

    /// The largest value there is; where a range must end, and its true end has too many digits.
    pub(crate) const FARTHEST: Self = Self(Ratio::new_raw(PART_LIMIT.saturating_sub(1), 1));

    /// A fraction in lowest terms, for constants.
    pub(crate) const fn from_fraction(numerator: i128, denominator: i128) -> Self {
        Self(Ratio::new_raw(numerator, denominator))
    }

    /// `numerator ÷ denominator`; `None` when the denominator is zero, or when one of them reaches
    /// 2⁹⁶ in lowest terms.
    #[must_use]
    pub fn fraction(numerator: i128, denominator: i128) -> Option<Self> {
        // The least i128 has no counterpart with the other sign, which lowest terms may ask for.
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        Self::lowest(numerator, denominator)
    }

    /// A fraction in lowest terms. Most parts are below 2⁶⁴, where the greatest common divisor is
    /// found many times faster than in 128 bits.
    fn lowest(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 1 {
            return Self::bounded(Ratio::new_raw(numerator, 1));
        }
        let parts = (u64::try_from(numerator.unsigned_abs()), u64::try_from(denominator));
        let (Ok(above), Ok(below)) = parts else {
            return Self::bounded(Ratio::new(numerator, denominator));
        };
        let divisor = i128::from(greatest_common_divisor(above, below).max(1));
        let ratio = (numerator.checked_div(divisor)?, denominator.checked_div(divisor)?);
        Self::bounded(Ratio::new_raw(ratio.0, ratio.1))
    }

    /// A sum or difference by cross multiplication; `None` when that leaves 128 bits, which the
    /// slower way may still hold.
    fn crossed(self, other: Self, add: fn(i128, i128) -> Option<i128>) -> Option<Self> {
        let (a, b) = (*self.0.numer(), *self.0.denom());
        let (c, d) = (*other.0.numer(), *other.0.denom());
        if b == d {
            return Self::lowest(add(a, c)?, b);
        }
        Self::lowest(add(a.checked_mul(d)?, c.checked_mul(b)?)?, b.checked_mul(d)?)
    }

    fn bounded(ratio: Ratio<i128>) -> Option<Self> {
        let fits = |part: &i128| part.unsigned_abs() < PART_LIMIT.unsigned_abs();
        (fits(ratio.numer()) && fits(ratio.denom())).then_some(Self(ratio))
    }

    /// `digits × 10^-decimals`; `None` when it has too many digits.
    #[must_use]
    pub fn decimal(digits: i128, decimals: u8) -> Option<Self> {
        Self::fraction(digits, 10_i128.checked_pow(u32::from(decimals))?)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let fast = self.crossed(other, i128::checked_add);
        fast.or_else(|| self.0.checked_add(&other.0).and_then(Self::bounded))
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let fast = self.crossed(other, i128::checked_sub);
        fast.or_else(|| self.0.checked_sub(&other.0).and_then(Self::bounded))
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let fast = || {
            let numerator = self.0.numer().checked_mul(other.0.numer())?;
            Self::lowest(numerator, self.0.denom().checked_mul(other.0.denom())?)
        };
        fast().or_else(|| self.0.checked_mul(&other.0).and_then(Self::bounded))
    }

    /// The quotient; `None` also when `other` is zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let fast = || {
            let above = self.0.numer().checked_mul(other.0.denom())?;
            let below = self.0.denom().checked_mul(other.0.numer())?;
            let sign = below.signum();
            Self::lowest(above.checked_mul(sign)?, below.checked_mul(sign)?)
        };
        fast().or_else(|| self.0.checked_div(&other.0).and_then(Self::bounded))
    }

    /// The value without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The value with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        // A numerator is below 2⁹⁶ either way: nothing is ever saturated here.
        Self(Ratio::new_raw(self.0.numer().saturating_neg(), *self.0.denom()))
    }

    /// Whether the value is exactly nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the value is less than nothing.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// Whether the value is a whole number.
    #[must_use]
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// The value to a number of decimals, rounded as named.
    ///
    /// Nine decimals are always to be had, since 2⁹⁶ × 10⁹ is below 2¹²⁷; of more only as many as
    /// 127 bits bear, and eighteen at most. The decimal says how many it has.
    #[must_use]
    pub fn rounded(self, decimals: u8, rounding: Rounding) -> Decimal {
        let (numerator, denominator) = (*self.0.numer(), *self.0.denom());
        Division { numerator, denominator, most: i128::MAX }.round(decimals, rounding)
    }

    /// The value in units of `scale`, rounded as named, with so few decimals that the decimal
    /// times `scale` is an exact value again.
    pub(crate) fn rounded_in(self, scale: Scale, decimals: u8, rounding: Rounding) -> Decimal {
        let scale = i128::from(scale.size());
        // 2⁹⁶ times 亿 (2²⁶·⁶) is below 2¹²³: neither operation is ever saturated.
        let denominator = self.0.denom().saturating_mul(scale);
        let most = PART_LIMIT.saturating_sub(1).checked_div(scale).unwrap_or(0);
        Division { numerator: *self.0.numer(), denominator, most }.round(decimals, rounding)
    }

    /// The value as the shortest decimal with at least `decimals` decimals; beyond nine it is
    /// rounded half up.
    #[must_use]
    pub fn as_decimal_at_least(self, decimals: u8) -> Decimal {
        (decimals..9)
            .map(|places| self.rounded(places, Rounding::HalfUp))
            .find(|decimal| decimal.value() == Some(self))
            .unwrap_or_else(|| self.rounded(decimals.max(9), Rounding::HalfUp))
    }

    /// The value as a decimal, when it has one with at most `decimals` decimals.
    #[must_use]
    pub fn as_decimal(self, decimals: u8) -> Option<Decimal> {
        (0..=decimals)
            .map(|places| self.rounded(places, Rounding::HalfUp))
            .find(|decimal| decimal.value() == Some(self))
    }
}

/// The largest number that divides both; the other one when one is 0.
fn greatest_common_divisor(one: u64, other: u64) -> u64 {
    let (mut large, mut small) = (one, other);
    while small != 0 {
        (large, small) = (small, large.checked_rem(small).unwrap_or(0));
    }
    large
}

impl FromStr for Exact {
    type Err = ParseExactError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let decimal: Decimal = text.parse().map_err(|_| ParseExactError(text.to_owned()))?;
        decimal.value().ok_or_else(|| ParseExactError(text.to_owned()))
    }
}

/// As a decimal where it ends within nine decimals, else as `numerator/denominator`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_decimal(9) {
            Some(decimal) => write!(f, "{decimal}"),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

impl fmt::Display for ParseExactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a decimal number such as \"52.70\", of 28 digits at most", self.0)
    }
}

impl std::error::Error for ParseExactError {}
