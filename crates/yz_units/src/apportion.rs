//! Largest-remainder rounding, for tables whose parts must add up as printed.

use std::fmt;

use crate::exact::Exact;
use crate::rounding::{Decimal, Rounding};

/// Why parts cannot be printed so that they add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApportionError {
    /// The total is further from the sum of the parts than one last digit a part.
    TotalFarFromParts,
    /// A value left the range of [`Exact`].
    Overflow,
}

/// Rounds `parts` to `decimals` so that they add up to their sum rounded alike.
///
/// Every part is rounded down (towards negative infinity); the last digits still missing go to the
/// parts with the largest remainders, the first of equals first (Hamilton's method). So no part
/// moves by a whole last digit or more, and the printed column adds up.
///
/// # Errors
///
/// [`ApportionError`] when a value leaves the range of [`Exact`].
///
/// # Examples
///
/// Three equal thirds of 100 %, which rounded one by one would print 99.99:
///
/// ```
/// use yz_units::{Exact, apportion};
///
/// let third = Exact::fraction(100, 3).unwrap();
/// let printed: Vec<String> =
///     apportion(&[third; 3], 2).unwrap().iter().map(ToString::to_string).collect();
/// assert_eq!(printed, ["33.34", "33.33", "33.33"]);
/// ```
pub fn apportion(parts: &[Exact], decimals: u8) -> Result<Vec<Decimal>, ApportionError> {
    let overflow = ApportionError::Overflow;
    let sum = parts.iter().try_fold(Exact::ZERO, |sum, part| sum.plus(*part)).ok_or(overflow)?;
    // A decimal with fewer places than asked for has no room for them.
    let whole = |decimal: Decimal| (decimal.decimals() == decimals).then(|| decimal.digits());
    let total = whole(sum.rounded(decimals, Rounding::HalfUp)).ok_or(overflow)?;
    let mut digits = Vec::with_capacity(parts.len());
    let mut remainders = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let how = if part.is_negative() { Rounding::Up } else { Rounding::Down };
        let floor = part.rounded(decimals, how);
        let remainder = floor.value().and_then(|floor| part.minus(floor)).ok_or(overflow)?;
        digits.push(whole(floor).ok_or(overflow)?);
        remainders.push((remainder, index));
    }
    let floors = digits.iter().try_fold(0_i128, |sum, digits| sum.checked_add(*digits));
    let floors = floors.ok_or(overflow)?;
    let missing = total.checked_sub(floors).and_then(|missing| usize::try_from(missing).ok());
    let missing = missing.ok_or(ApportionError::TotalFarFromParts)?;
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, index) in remainders.iter().take(missing) {
        if let Some(digit) = digits.get_mut(*index) {
            *digit = digit.checked_add(1).ok_or(overflow)?;
        }
    }
    Ok(digits.into_iter().map(|digits| Decimal::new(digits, decimals)).collect())
}

impl fmt::Display for ApportionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TotalFarFromParts => "the total is not the sum of the parts",
            Self::Overflow => "a value is too large to be apportioned",
        })
    }
}

impl std::error::Error for ApportionError {}

#[cfg(test)]
mod tests {
    use super::apportion;
    use crate::exact::Exact;

    fn printed(parts: &[&str], decimals: u8) -> Vec<String> {
        let parts: Vec<Exact> = parts.iter().map(|part| part.parse().unwrap()).collect();
        apportion(&parts, decimals).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn shares_add_up_to_a_hundred() {
        // 5.424…, 94.092…, 0.483…: rounded one by one 5.42 + 94.09 + 0.48 = 99.99
        let whole: Exact = "5996.78".parse().unwrap();
        let shares: Vec<Exact> = ["325.26", "5642.54", "28.98"]
            .iter()
            .map(|part| part.parse::<Exact>().unwrap().over(whole).unwrap())
            .map(|share| share.times(Exact::HUNDRED).unwrap())
            .collect();
        let sum: i128 = apportion(&shares, 2).unwrap().iter().map(|share| share.digits()).sum();
        assert_eq!(sum, 10_000);
    }

    #[test]
    fn the_largest_remainder_gets_the_digit_and_the_first_of_equals_goes_first() {
        assert_eq!(printed(&["0.4", "0.4", "0.2"], 0), ["1", "0", "0"]);
        assert_eq!(printed(&["1.5", "1.5"], 0), ["2", "1"]);
        assert_eq!(printed(&["-1.5", "2.7"], 0), ["-2", "3"]);
        assert_eq!(printed(&[], 2), Vec::<String>::new());
    }
}
