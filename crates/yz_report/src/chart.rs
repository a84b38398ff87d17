//! Charts: one description, from which every format draws the same picture.

use yz_units::{Decimal, Exact};

use crate::document::{Figure, Inline};

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// The title, without its number.
    pub title: String,
    /// The unit of all values, such as `万元`.
    pub unit: String,
    /// The names along the axis, or of the slices.
    pub categories: Vec<String>,
    /// The series; a pie has one.
    pub series: Vec<Series>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Upright columns (柱状图).
    Column,
    /// Lying bars (条形图), for long names.
    Bar,
    /// A line (折线图).
    Line,
    /// Slices of a whole (饼状图).
    Pie,
}

/// One series of a chart: a point for each category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The name in the legend.
    pub name: String,
    /// The points, in the order of the categories.
    pub points: Vec<Point>,
}

/// One value of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The value in the chart's unit, rounded as it is printed.
    pub value: Decimal,
    /// The figure, as printed in text and tooltips (always [`Inline::Figure`]).
    pub figure: Inline,
}

impl Point {
    /// A point that prints as `figure`.
    #[must_use]
    pub const fn new(value: Decimal, figure: Figure) -> Self {
        Self { value, figure: Inline::Figure(figure) }
    }
}

impl Chart {
    /// Every point, series after series.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.series.iter().flat_map(|series| &series.points)
    }

    /// The share of each slice of a pie, in percent; `None` when the whole is nothing.
    #[must_use]
    pub fn shares(&self) -> Option<Vec<Exact>> {
        let values: Option<Vec<Exact>> = self.points().map(|point| point.value.value()).collect();
        let values = values?;
        let whole = values.iter().try_fold(Exact::ZERO, |sum, value| sum.plus(*value))?;
        values.iter().map(|value| value.over(whole)?.times(Exact::HUNDRED)).collect()
    }
}
