//! Tables of a page while they are read: which cell, how far it reaches.

use yz_report::{Place, Role};

/// How many columns a cell may cover, as browsers have it.
const ACROSS: usize = 1000;
/// How many rows.
const DOWN: usize = 65_534;
/// Columns of a table that are kept count of.
const COLUMNS: usize = 2000;

/// A table that is open.
#[derive(Default)]
pub(super) struct Table {
    pub(super) number: usize,
    /// How many passages there were when it began.
    pub(super) first: usize,
    pub(super) holds_table: bool,
    row: usize,
    column: usize,
    columns: usize,
    cell: Option<Cell>,
    /// For each column the last row that a cell from above reaches.
    reached: Vec<usize>,
}

struct Cell {
    across: usize,
    down: usize,
    first: usize,
}

impl Table {
    pub(super) fn new(number: usize, first: usize) -> Self {
        Self { number, first, ..Self::default() }
    }

    pub(super) fn start_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 1;
    }

    pub(super) fn start_cell(&mut self, across: usize, down: usize, first: usize) {
        if self.row == 0 {
            self.start_row();
        }
        let (across, down) = (across.clamp(1, ACROSS), down.clamp(1, DOWN));
        while self.reached.get(self.column).is_some_and(|last| self.row <= *last) {
            self.column = self.column.saturating_add(1);
        }
        let end = self.column.saturating_add(across);
        if 1 < down && end <= COLUMNS {
            if self.reached.len() < end {
                self.reached.resize(end, 0);
            }
            let last = self.row.saturating_add(down).saturating_sub(1);
            let columns = self.reached.iter_mut().skip(self.column).take(across);
            columns.for_each(|reached| *reached = last);
        }
        self.columns = self.columns.max(end.saturating_sub(1));
        self.cell = Some(Cell { across, down, first });
    }

    pub(super) fn in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// Where what stands in the cell that is open stands.
    pub(super) fn place(&self) -> Option<(Place, Role)> {
        let cell = self.cell.as_ref()?;
        let place = Place::Cell { table: self.number, row: self.row, column: self.column };
        Some((place, Role::Cell { across: cell.across, down: cell.down }))
    }

    /// How many passages there were when the cell began.
    pub(super) fn cell_start(&self) -> usize {
        self.cell.as_ref().map_or(usize::MAX, |cell| cell.first)
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.column = self.column.saturating_add(cell.across);
        }
    }

    /// Whether it holds other tables, or is one cell: then it only lays out the page.
    pub(super) fn is_layout(&self) -> bool {
        self.holds_table || (self.row <= 1 && self.columns <= 1)
    }
}
