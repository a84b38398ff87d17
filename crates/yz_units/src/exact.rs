//! Exact rational numbers: what every value is until it is printed.

use std::fmt;
use std::str::FromStr;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

use crate::rounding::{Decimal, Rounding};

/// An exact rational number.
///
/// A share such as 5,996.78 ÷ 6,796.16 has no last digit; kept as a fraction it can be added,
/// compared and printed to any precision without an error creeping in. Every operation is
/// checked: `None` means that numerator or denominator left 127 bits, which no book reaches.
///
/// ```
/// use yz_units::{Exact, Rounding};
///
/// let share = Exact::fraction(599_678, 679_616).unwrap().times(Exact::from_integer(100)).unwrap();
/// assert_eq!(share.rounded(2, Rounding::HalfUp).to_string(), "88.24");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Ratio<i128>);

/// The text is not a decimal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseExactError(String);

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));
    /// One hundred: what a fraction is multiplied by to become a percentage.
    pub const HUNDRED: Self = Self(Ratio::new_raw(100, 1));

    /// A whole number.
    #[must_use]
    pub const fn from_integer(integer: i64) -> Self {
        Self(Ratio::new_raw(integer as i128, 1))
    }

    /// A fraction in lowest terms, for constants.
    pub(crate) const fn from_fraction(numerator: i128, denominator: i128) -> Self {
        Self(Ratio::new_raw(numerator, denominator))
    }

    /// `numerator ÷ denominator`; `None` when the denominator is zero.
    #[must_use]
    pub fn fraction(numerator: i128, denominator: i128) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(numerator, denominator)))
    }

    /// `digits × 10^-decimals`.
    #[must_use]
    pub fn decimal(digits: i128, decimals: u8) -> Option<Self> {
        Self::fraction(digits, 10_i128.checked_pow(u32::from(decimals))?)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).map(Self)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).map(Self)
    }

    /// The quotient; `None` also when `other` is zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(&other.0).map(Self)
    }

    /// The value without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The value with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        // The numerator comes from checked arithmetic and cannot be i128::MIN in a book.
        Self::ZERO.minus(self).unwrap_or(self)
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
    #[must_use]
    pub fn rounded(self, decimals: u8, rounding: Rounding) -> Decimal {
        Decimal::round(*self.0.numer(), *self.0.denom(), decimals, rounding)
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
        write!(f, "{:?} is not a decimal number such as \"52.70\"", self.0)
    }
}

impl std::error::Error for ParseExactError {}
