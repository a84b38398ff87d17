//! Percentages and percentage points, which no operation mixes up.

use crate::exact::Exact;

/// A percentage: 88.56 stands for 88.56 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub Exact);

/// The difference of two percentages, in percentage points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PercentagePoints(pub Exact);

impl Percent {
    /// `part ÷ whole`, in percent; `None` when the whole is nothing (0/0 is not 0 %).
    #[must_use]
    pub fn of(part: Exact, whole: Exact) -> Option<Self> {
        part.over(whole)?.times(Exact::HUNDRED).map(Self)
    }

    /// How far this percentage lies above another.
    ///
    /// ```
    /// use yz_units::{Percent, PercentagePoints};
    ///
    /// let standard = Percent("95".parse().unwrap());
    /// let reached = Percent("88.56".parse().unwrap());
    /// assert_eq!(standard.above(reached), Some(PercentagePoints("6.44".parse().unwrap())));
    /// ```
    #[must_use]
    pub fn above(self, other: Self) -> Option<PercentagePoints> {
        self.0.minus(other.0).map(PercentagePoints)
    }

    /// The percentage so many points higher.
    #[must_use]
    pub fn raised(self, by: PercentagePoints) -> Option<Self> {
        self.0.plus(by.0).map(Self)
    }
}
