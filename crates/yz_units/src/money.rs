//! Amounts of money in whole fen, and the rates that split them.

use std::fmt;

use crate::exact::Exact;
use crate::rounding::Rounding;

/// An amount of money in whole fen (one hundredth of a yuan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    fen: i64,
}

/// A share of an amount, from nothing to the whole: an exact fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Exact);

/// The two parts that [`Money::split`] makes of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// The part the rate takes.
    pub taken: Money,
    /// The part the rate leaves.
    pub left: Money,
}

/// Only amounts that are not negative can be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NegativeAmountError(Money);

/// A rate lies between nothing and the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateAboveOneError(Exact);

impl Money {
    /// An amount given in fen.
    #[must_use]
    pub const fn fen(fen: i64) -> Self {
        Self { fen }
    }

    /// The amount in fen.
    #[must_use]
    pub const fn as_fen(self) -> i64 {
        self.fen
    }

    /// An amount given in yuan, rounded to the fen as named; `None` when it exceeds 2⁶³ fen.
    #[must_use]
    pub fn from_yuan(yuan: Exact, rounding: Rounding) -> Option<Self> {
        i64::try_from(yuan.rounded(2, rounding).digits()).ok().map(Self::fen)
    }

    /// The amount in yuan.
    #[must_use]
    pub fn yuan(self) -> Exact {
        Exact::decimal(i128::from(self.fen), 2).unwrap_or(Exact::ZERO)
    }

    /// Splits an amount into the part a rate takes and the part it leaves.
    ///
    /// The part taken is rounded; the part left is the rest. So the two parts always add up to
    /// the whole, which two separate multiplications do not promise.
    ///
    /// # Errors
    ///
    /// [`NegativeAmountError`] if the amount is negative: a refund is a transfer in the other
    /// direction, not a negative bill.
    ///
    /// # Examples
    ///
    /// 100.02 yuan at 75 %. Two multiplications would give 75.02 and 25.01 yuan, one fen too many:
    ///
    /// ```
    /// use yz_units::{Money, Rate, Rounding};
    ///
    /// let three_quarters = Rate::percent("75".parse().unwrap()).unwrap();
    /// let split = Money::fen(10_002).split(three_quarters, Rounding::HalfUp).unwrap();
    ///
    /// assert_eq!(split.taken, Money::fen(7_502)); // 75.015 yuan, rounded
    /// assert_eq!(split.left, Money::fen(2_500)); // the rest, not 25.005 rounded
    /// ```
    ///
    /// # Source
    ///
    /// The rate and the rounding come from `policy/`, where each names its law; neither is ever
    /// written in code.
    pub fn split(self, rate: Rate, rounding: Rounding) -> Result<Split, NegativeAmountError> {
        if self.fen < 0 {
            return Err(NegativeAmountError(self));
        }
        let product = self.yuan().times(rate.0).and_then(|yuan| Self::from_yuan(yuan, rounding));
        // A rate is at most one: the part taken fits wherever the whole did.
        let taken = product.unwrap_or(self);

        assert!(0 <= taken.fen);
        assert!(taken.fen <= self.fen);
        Ok(Split { taken, left: Self::fen(self.fen.saturating_sub(taken.fen)) })
    }
}

impl Rate {
    /// A rate given in percent.
    ///
    /// # Errors
    ///
    /// [`RateAboveOneError`] outside 0 to 100: no payer pays more than the bill.
    pub fn percent(percent: Exact) -> Result<Self, RateAboveOneError> {
        if percent.is_negative() || Exact::HUNDRED < percent {
            return Err(RateAboveOneError(percent));
        }
        percent.over(Exact::HUNDRED).map(Self).ok_or(RateAboveOneError(percent))
    }
}

impl fmt::Display for NegativeAmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "an amount of {} fen is negative: book a refund as a transfer the other way",
            self.0.fen
        )
    }
}

impl fmt::Display for RateAboveOneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a rate of {} % does not lie between 0 and 100", self.0)
    }
}

impl std::error::Error for NegativeAmountError {}
impl std::error::Error for RateAboveOneError {}

#[cfg(test)]
mod tests {
    use super::{Money, NegativeAmountError, Rate, Rounding};
    use crate::exact::Exact;

    fn percent(percent: i64) -> Rate {
        Rate::percent(Exact::from_integer(percent)).unwrap()
    }

    #[test]
    fn split_conserves_every_fen() {
        for fen in (0..=2_000).step_by(7) {
            for rate in 0..=100 {
                for rounding in [Rounding::HalfUp, Rounding::Down, Rounding::Up] {
                    let split = Money::fen(fen).split(percent(rate), rounding).unwrap();
                    assert_eq!(split.taken.as_fen() + split.left.as_fen(), fen);
                }
            }
        }
    }

    #[test]
    fn split_rounds_at_the_half() {
        let taken = |rate, how| Money::fen(1).split(percent(rate), how).unwrap().taken.as_fen();
        assert_eq!(taken(49, Rounding::HalfUp), 0);
        assert_eq!(taken(50, Rounding::HalfUp), 1);
        assert_eq!(taken(50, Rounding::Down), 0);
        assert_eq!(taken(1, Rounding::Up), 1);
    }

    #[test]
    fn split_refuses_a_negative_amount_and_bears_the_largest() {
        let bill = Money::fen(-1);
        assert_eq!(bill.split(percent(50), Rounding::HalfUp), Err(NegativeAmountError(bill)));
        let all = Money::fen(i64::MAX).split(percent(100), Rounding::HalfUp).unwrap();
        assert_eq!(all.left, Money::fen(0));
        assert!(Rate::percent(Exact::from_integer(101)).is_err());
    }
}
