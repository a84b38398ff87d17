//! The range of true values that a printed figure, or a sum of figures, can stand for.

use crate::exact::Exact;

/// All true values between two ends, both included; an open end is `None`.
///
/// Closed ends follow XBRL Calculations 1.1 with round-half: a value exactly on the boundary is
/// given the benefit of the doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    low: Option<Exact>,
    high: Option<Exact>,
}

impl Range {
    /// The range of nothing: what a sum starts from.
    pub const ZERO: Self = Self { low: Some(Exact::ZERO), high: Some(Exact::ZERO) };

    /// Exactly one value.
    #[must_use]
    pub const fn exactly(value: Exact) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// From `low` to `high`.
    #[must_use]
    pub const fn between(low: Option<Exact>, high: Option<Exact>) -> Self {
        Self { low, high }
    }

    /// The lower end, if there is one.
    #[must_use]
    pub const fn low(self) -> Option<Exact> {
        self.low
    }

    /// The upper end, if there is one.
    #[must_use]
    pub const fn high(self) -> Option<Exact> {
        self.high
    }

    /// Whether the range is one value.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// Whether `value` lies in the range.
    #[must_use]
    pub fn holds(self, value: Exact) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    /// Whether some true value lies in both ranges.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let below = |low: Option<Exact>, high: Option<Exact>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// The range of the sum of two independent values.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let add = |a: Option<Exact>, b: Option<Exact>| a?.plus(b?);
        Self { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// The range of the difference of two independent values.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    /// The range of the value with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { low: self.high.map(Exact::negated), high: self.low.map(Exact::negated) }
    }

    /// The range of the product of two independent values.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        match (self.ends(), other.ends()) {
            (Some((a, b)), Some((c, d))) => {
                Self::hull([a.times(c), a.times(d), b.times(c), b.times(d)])
            }
            _ => Self { low: None, high: None },
        }
    }

    /// The range of the quotient of two independent values; `None` when the divisor may be zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.holds(Exact::ZERO) {
            return None;
        }
        Some(match (self.ends(), other.ends()) {
            (Some((a, b)), Some((c, d))) => {
                Self::hull([a.over(c), a.over(d), b.over(c), b.over(d)])
            }
            _ => Self { low: None, high: None },
        })
    }

    fn ends(self) -> Option<(Exact, Exact)> {
        Some((self.low?, self.high?))
    }

    fn hull(corners: [Option<Exact>; 4]) -> Self {
        let corners: Option<Vec<Exact>> = corners.into_iter().collect();
        let corners = corners.unwrap_or_default();
        Self { low: corners.iter().min().copied(), high: corners.iter().max().copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::Range;
    use crate::exact::Exact;

    fn range(low: &str, high: &str) -> Range {
        Range::between(low.parse().ok(), high.parse().ok())
    }

    #[test]
    fn a_product_takes_the_outermost_corners() {
        // (-2 … 3) × (4 … 5): -2×5 = -10 … 3×5 = 15
        assert_eq!(range("-2", "3").times(range("4", "5")), range("-10", "15"));
    }

    #[test]
    fn a_quotient_by_a_range_around_zero_is_refused() {
        assert_eq!(range("1", "2").over(range("-1", "1")), None);
        assert_eq!(range("1", "2").over(range("2", "4")), Some(range("0.25", "1")));
    }

    #[test]
    fn ranges_that_touch_meet() {
        assert!(range("1", "2").meets(range("2", "3")));
        assert!(!range("1", "2").meets(range("2.001", "3")));
        assert!(Range::between(Some(Exact::ONE), None).meets(range("5", "6")));
        assert!(!Range::between(None, Some(Exact::ONE)).meets(range("5", "6")));
    }
}
