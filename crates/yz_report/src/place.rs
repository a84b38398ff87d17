//! Where in a document a part stands.

use std::fmt;

/// Where in a document a part stands, counted from 1 as a reader counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The n-th heading or paragraph.
    Paragraph(usize),
    /// A cell of the n-th table.
    Cell {
        /// Which table.
        table: usize,
        /// Which row, head rows included.
        row: usize,
        /// Which column.
        column: usize,
    },
    /// A point of the n-th chart.
    Point {
        /// Which chart.
        chart: usize,
        /// Which point, series after series.
        point: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(n) => write!(f, "第{n}段"),
            Self::Cell { table, row, column } => write!(f, "表{table}第{row}行第{column}列"),
            Self::Point { chart, point } => write!(f, "图{chart}第{point}点"),
        }
    }
}
