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

    /// The range of the sum of two independent values; `None` when an end leaves the range of
    /// [`Exact`].
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let add = |a: Option<Exact>, b: Option<Exact>| match (a, b) {
            (Some(a), Some(b)) => a.plus(b).map(Some),
            _ => Some(None),
        };
        Some(Self { low: add(self.low, other.low)?, high: add(self.high, other.high)? })
    }

    /// The range of the difference of two independent values; `None` when an end leaves the range
    /// of [`Exact`].
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The range of the value with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { low: self.high.map(Exact::negated), high: self.low.map(Exact::negated) }
    }

    /// The range of the product of two independent values; `None` when an end leaves the range of
    /// [`Exact`].
    ///
    /// An open end counts as infinite: at least 1000 persons at 35 yuan each are at least 35,000
    /// yuan, and nothing is known above. Nothing times any number is nothing.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        let corners = [a.times(c)?, a.times(d)?, b.times(c)?, b.times(d)?];
        let [first, rest @ ..] = corners;
        let low = rest.into_iter().fold(first, End::min);
        let high = rest.into_iter().fold(first, End::max);
        Some(Self { low: low.closed(), high: high.closed() })
    }

    /// The range of the quotient of two independent values; `None` when the divisor may be zero,
    /// or when an end leaves the range of [`Exact`].
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.holds(Exact::ZERO) {
            return None;
        }
        // The divisor lies on one side of zero; its reciprocals fall as it rises, towards zero
        // where it has no end.
        let reciprocal = |end: Option<Exact>| match end {
            Some(end) => Exact::ONE.over(end),
            None => Some(Exact::ZERO),
        };
        let (low, high) = (reciprocal(other.high)?, reciprocal(other.low)?);
        self.times(Self::between(Some(low), Some(high)))
    }

    fn ends(self) -> (End, End) {
        (self.low.map_or(End::Below, End::At), self.high.map_or(End::Above, End::At))
    }
}

/// An end of a range; open ends are infinite. In rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Below,
    At(Exact),
    Above,
}

impl End {
    /// The product, with 0 × ∞ = 0; `None` when it leaves the range of [`Exact`].
    fn times(self, other: Self) -> Option<Self> {
        let zero = Self::At(Exact::ZERO);
        Some(match (self, other) {
            (Self::At(a), Self::At(b)) => Self::At(a.times(b)?),
            _ if self == zero || other == zero => zero,
            _ if (self < zero) == (other < zero) => Self::Above,
            _ => Self::Below,
        })
    }

    fn closed(self) -> Option<Exact> {
        match self {
            Self::At(end) => Some(end),
            Self::Below | Self::Above => None,
        }
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
        assert_eq!(range("-2", "3").times(range("4", "5")), Some(range("-10", "15")));
    }

    /// Two ranges (`-` is open) and their product, worked out by hand from the signs.
    #[test]
    fn an_open_end_of_a_product_is_infinite() {
        let cases = [
            // At least 1000 persons at 35: at least 35,000.
            (("1000", "-"), ("35", "35"), ("35000", "-")),
            // Both rise: least × least.
            (("2", "-"), ("3", "4"), ("6", "-")),
            (("2", "-"), ("3", "-"), ("6", "-")),
            // A factor that may be negative turns ∞ round.
            (("2", "-"), ("-3", "4"), ("-", "-")),
            // Of (2 … ∞) × (-4 … -3) the nearest to zero is 2 × -3.
            (("2", "-"), ("-4", "-3"), ("-", "-6")),
            // A negative low end reaches furthest with the larger factor: -2 × 4.
            (("-2", "-"), ("3", "4"), ("-8", "-")),
            // At most 5, times 2 … 3: at most 15; at most -5: at most -5 × 2.
            (("-", "5"), ("2", "3"), ("-", "15")),
            (("-", "-5"), ("2", "3"), ("-", "-10")),
            // Two negatives: at least -5 × -2.
            (("-", "-5"), ("-", "-2"), ("10", "-")),
            (("-", "-5"), ("2", "-"), ("-", "-10")),
            // Nothing times anything is nothing.
            (("0", "0"), ("-", "-"), ("0", "0")),
            (("0", "-"), ("0", "7"), ("0", "-")),
            (("-", "-"), ("2", "3"), ("-", "-")),
        ];
        for ((a, b), (c, d), (low, high)) in cases {
            let (left, right, product) = (range(a, b), range(c, d), range(low, high));
            assert_eq!(left.times(right), Some(product), "({a} {b}) × ({c} {d})");
            assert_eq!(right.times(left), Some(product), "({c} {d}) × ({a} {b})");
        }
    }

    #[test]
    fn an_open_end_of_a_quotient_is_infinite() {
        let cases = [
            // 12 … 24 by 3 or more: from next to nothing up to 24 ÷ 3.
            (("12", "24"), ("3", "-"), ("0", "8")),
            // 12 or more by 3 … 4: at least 12 ÷ 4.
            (("12", "-"), ("3", "4"), ("3", "-")),
            (("12", "-"), ("3", "-"), ("0", "-")),
            // -12 or more by 3 … 4: at least -12 ÷ 3.
            (("-12", "-"), ("3", "4"), ("-4", "-")),
            // 12 … 24 by -3 or less: from 24 ÷ -3 up to next to nothing.
            (("12", "24"), ("-", "-3"), ("-8", "0")),
            (("-", "12"), ("-4", "-3"), ("-4", "-")),
            (("0", "0"), ("3", "-"), ("0", "0")),
        ];
        for ((a, b), (c, d), (low, high)) in cases {
            let quotient = range(a, b).over(range(c, d));
            assert_eq!(quotient, Some(range(low, high)), "({a} {b}) ÷ ({c} {d})");
        }
        assert_eq!(range("1", "2").over(range("0", "-")), None);
        assert_eq!(range("1", "2").over(range("-", "-")), None);
    }

    #[test]
    fn an_end_with_too_many_digits_is_told_and_not_taken_for_open() {
        let large = range("1", "70000000000000000000000000000");
        assert_eq!(large.plus(large), None);
        assert_eq!(large.minus(large.negated()), None);
        assert_eq!(large.times(large), None);
        assert_eq!(large.times(Range::between(Some(Exact::HUNDRED), None)), None);
        assert_eq!(large.over(range("0.01", "1")), None);
        // An end that is open all the same is no overflow.
        let open = Range::between(Some(Exact::ONE), None);
        assert_eq!(open.plus(large), Some(Range::between(Some(Exact::from_integer(2)), None)));
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
