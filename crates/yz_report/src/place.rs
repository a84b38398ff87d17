//! Where in a document a part stands.

use std::fmt;

/// Where in a document a part stands, counted from 1 as a reader counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The title.
    Title,
    /// The n-th line of a text file.
    Line(usize),
    /// The n-th heading or paragraph.
    Paragraph(usize),
    /// What stands above or below the n-th table: caption, unit, remarks.
    Caption {
        /// Which table.
        table: usize,
    },
    /// The n-th footnote, endnote or text box.
    Note(usize),
    /// A cell of the n-th table.
    Cell {
        /// Which table.
        table: usize,
        /// Which row, head rows included.
        row: usize,
        /// Which column.
        column: usize,
    },
    /// A point of the n-th chart; in a transcript point 0 is the title, and names count too.
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
            Self::Title => f.write_str("标题"),
            Self::Line(n) => write!(f, "第{n}行"),
            Self::Note(n) => write!(f, "注{n}"),
            Self::Caption { table } => write!(f, "表{table}的说明"),
            Self::Paragraph(n) => write!(f, "第{n}段"),
            Self::Cell { table, row, column } => write!(f, "表{table}第{row}行第{column}列"),
            Self::Point { chart, point } => write!(f, "图{chart}第{point}点"),
        }
    }
}
