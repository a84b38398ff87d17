//! Tables.

use crate::document::{Inline, plain_text};

/// A table with merged cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The caption, without its number; empty for none.
    pub caption: String,
    /// What stands above the table at the right, such as `单位：万元`; empty for none.
    pub unit: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Head rows, repeated on every page.
    pub head: Vec<Row>,
    /// The other rows.
    pub body: Vec<Row>,
    /// Remarks below the table.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The width that the content asks for, in full-width characters.
    pub width: u16,
    /// Where its body cells are set.
    pub align: Align,
}

/// Where the content of a cell is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Short words and marks.
    Center,
    /// Numbers.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The cells that start in this row; places covered from above are left out.
    pub cells: Vec<Cell>,
    /// A total or a group: printed in bold.
    pub strong: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The words and figures.
    pub content: Vec<Inline>,
    /// How many columns it spans, at least 1.
    pub across: usize,
    /// How many rows it spans, at least 1.
    pub down: usize,
    /// Where its content is set, when not as its column.
    pub align: Option<Align>,
}

impl Cell {
    /// A cell of one column and row.
    #[must_use]
    pub const fn new(content: Vec<Inline>) -> Self {
        Self { content, across: 1, down: 1, align: None }
    }

    /// A cell with words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(vec![Inline::Text(text.into())])
    }

    /// The same cell over several columns and rows.
    #[must_use]
    pub fn spanning(self, across: usize, down: usize) -> Self {
        Self { across, down, ..self }
    }

    /// The printed text.
    #[must_use]
    pub fn plain(&self) -> String {
        plain_text(&self.content)
    }
}

impl Table {
    /// How many full-width characters fit side by side on an upright A4 page.
    pub const PAGE_WIDTH: u16 = 44;

    /// Whether the table asks for more width than an upright page has, and so for a page on its
    /// side.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        let asked = self.columns.iter().fold(0_u16, |sum, column| sum.saturating_add(column.width));
        Self::PAGE_WIDTH < asked
    }

    /// All rows, head first.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.head.iter().chain(&self.body)
    }

    /// Every cell with its row and column, counted from 1, in printed order.
    ///
    /// Columns count the places covered by cells that reach down from rows above.
    #[must_use]
    pub fn cells(&self) -> Vec<(usize, usize, &Cell)> {
        let mut covered = vec![0_usize; self.columns.len()];
        let mut cells = Vec::new();
        for (row, content) in self.rows().enumerate() {
            let mut column = 0_usize;
            for cell in &content.cells {
                while covered.get(column).is_some_and(|rows| 0 < *rows) {
                    column = column.saturating_add(1);
                }
                cells.push((row.saturating_add(1), column.saturating_add(1), cell));
                let end = column.saturating_add(cell.across);
                for rows in covered.iter_mut().take(end).skip(column) {
                    *rows = cell.down;
                }
                column = end;
            }
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Cell, Column, Row, Table};

    #[test]
    fn cells_below_a_tall_cell_know_their_column() {
        let row = |cells| Row { cells, strong: false };
        let column = Column { width: 10, align: Align::Left };
        let table = Table {
            columns: vec![column; 3],
            body: vec![
                row(vec![Cell::text("a").spanning(1, 2), Cell::text("b"), Cell::text("c")]),
                row(vec![Cell::text("d"), Cell::text("e")]),
                row(vec![Cell::text("f").spanning(3, 1)]),
            ],
            ..Table::default()
        };
        let places: Vec<(usize, usize, String)> = table
            .cells()
            .into_iter()
            .map(|(row, column, cell)| (row, column, cell.plain()))
            .collect();
        let expected =
            [(1, 1, "a"), (1, 2, "b"), (1, 3, "c"), (2, 2, "d"), (2, 3, "e"), (3, 1, "f")];
        assert_eq!(places, expected.map(|(row, column, text)| (row, column, text.to_owned())));
        assert!(!table.is_wide());
    }
}
