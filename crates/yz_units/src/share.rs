//! Shares of amounts, ready to be taken millions of times.

use crate::exact::Exact;
use crate::rounding::Rounding;

/// A share of an amount of fen, in millionths, with the rounding that belongs to it.
///
/// It does what [`Money::split`](crate::Money::split) does, in two machine instructions and not in
/// fractions: settling a county's year takes it some ten million times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share {
    millionths: i64,
    /// What is added before the division, so that cutting rounds as named.
    carry: i64,
}

/// The whole, in millionths.
const WHOLE: i64 = 1_000_000;

/// The largest amount, in fen, that a share is taken of: 9 × 10¹² fen are 900 亿元.
pub const SHARED_FEN_MAX: i64 = 9_000_000_000_000;

impl Share {
    /// Nothing.
    pub const NOTHING: Self = Self { millionths: 0, carry: 0 };

    /// A share of so many millionths; `None` outside nothing to the whole.
    #[must_use]
    pub const fn millionths(millionths: i64, rounding: Rounding) -> Option<Self> {
        if millionths < 0 || WHOLE < millionths {
            return None;
        }
        let carry = match rounding {
            Rounding::HalfUp => 500_000,
            Rounding::Down => 0,
            Rounding::Up => 999_999,
        };
        Some(Self { millionths, carry })
    }

    /// A share given in percent; `None` outside 0 to 100, or with more than four decimals.
    #[must_use]
    pub fn percent(percent: Exact, rounding: Rounding) -> Option<Self> {
        let millionths = percent.times(Exact::from_integer(10_000))?;
        if !millionths.is_integer() {
            return None;
        }
        let digits = i64::try_from(millionths.rounded(0, Rounding::Down).digits()).ok()?;
        Self::millionths(digits, rounding)
    }

    /// How many millionths the share is.
    #[must_use]
    pub const fn as_millionths(self) -> i64 {
        self.millionths
    }

    /// How the share is rounded.
    #[must_use]
    pub const fn rounding(self) -> Rounding {
        match self.carry {
            500_000 => Rounding::HalfUp,
            999_999 => Rounding::Up,
            _ => Rounding::Down,
        }
    }

    /// The share in percent.
    #[must_use]
    pub fn as_percent(self) -> Exact {
        Exact::fraction(i128::from(self.millionths), 10_000).unwrap_or(Exact::ZERO)
    }

    /// The share of an amount of fen, rounded to the fen.
    ///
    /// # Panics
    ///
    /// Never for amounts from 0 to [`SHARED_FEN_MAX`]; a larger one overflows and panics, because
    /// another amount would be worse.
    ///
    /// # Examples
    ///
    /// ```
    /// use yz_units::{Rounding, Share};
    ///
    /// let three_quarters = Share::percent("75".parse().unwrap(), Rounding::HalfUp).unwrap();
    /// assert_eq!(three_quarters.of(10_002), 7_502); // 75.015 yuan
    /// ```
    #[must_use]
    #[inline(always)]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "9e12 fen times 1e6 stay below 2^63; a larger amount panics by overflow-checks"
    )]
    pub const fn of(self, fen: i64) -> i64 {
        (fen * self.millionths + self.carry) / WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::{SHARED_FEN_MAX, Share};
    use crate::exact::Exact;
    use crate::money::{Money, Rate};
    use crate::rounding::Rounding;

    const ALL: [Rounding; 3] = [Rounding::HalfUp, Rounding::Down, Rounding::Up];

    #[test]
    fn a_share_is_what_split_takes() {
        for fen in (0..=3_000).step_by(7).chain([SHARED_FEN_MAX]) {
            for percent in ["0", "0.5", "33.3333", "50", "62.5", "99.9999", "100"] {
                let percent: Exact = percent.parse().unwrap();
                for rounding in ALL {
                    let rate = Rate::percent(percent).unwrap();
                    let taken = Money::fen(fen).split(rate, rounding).unwrap().taken.as_fen();
                    assert_eq!(Share::percent(percent, rounding).unwrap().of(fen), taken);
                }
            }
        }
    }

    #[test]
    fn a_share_rounds_at_the_half() {
        let of = |percent: i64, rounding, fen| {
            Share::percent(Exact::from_integer(percent), rounding).unwrap().of(fen)
        };
        assert_eq!(of(49, Rounding::HalfUp, 1), 0);
        assert_eq!(of(50, Rounding::HalfUp, 1), 1);
        assert_eq!(of(50, Rounding::Down, 1), 0);
        assert_eq!(of(1, Rounding::Up, 1), 1);
    }

    #[test]
    fn only_shares_of_the_whole_in_millionths_are_taken() {
        let of = |percent: &str| Share::percent(percent.parse().unwrap(), Rounding::HalfUp);
        assert_eq!(of("72.25").unwrap().as_millionths(), 722_500);
        assert_eq!(of("72.25").unwrap().as_percent().to_string(), "72.25");
        for wrong in ["-1", "100.0001", "33.33333"] {
            assert!(of(wrong).is_none(), "{wrong}");
        }
        for rounding in ALL {
            assert_eq!(Share::millionths(1, rounding).unwrap().rounding(), rounding);
        }
    }
}
