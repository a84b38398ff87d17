//! Tables while they are read: which cell, how far it reaches.

use std::collections::BTreeMap;

use yz_report::{Place, Role};

use super::flow::Item;

/// A table that is open.
#[derive(Default)]
pub(super) struct Table {
    /// Which table of the document.
    pub(super) number: usize,
    row: usize,
    column: usize,
    cell: Option<Cell>,
    /// The cells that may reach further down, by column.
    open: BTreeMap<usize, Tall>,
    /// How many items there were when the row began.
    row_start: usize,
    row_deleted: bool,
}

/// A cell that reaches down: its passages, and how many rows so far.
struct Tall {
    items: Vec<usize>,
    down: usize,
}

struct Cell {
    across: usize,
    merge: Merge,
    /// How many items there were when the cell began.
    first: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

impl Table {
    pub(super) fn new(number: usize) -> Self {
        Self { number, ..Self::default() }
    }

    pub(super) fn start_row(&mut self, items: usize) {
        self.row = self.row.saturating_add(1);
        self.column = 1;
        self.row_start = items;
        self.row_deleted = false;
    }

    /// A row that somebody deleted with tracked changes.
    pub(super) fn delete_row(&mut self) {
        self.row_deleted = true;
    }

    pub(super) fn end_row(&mut self, items: &mut Vec<Item>) {
        if self.row_deleted {
            items.truncate(self.row_start);
            self.row = self.row.saturating_sub(1);
            let start = self.row_start;
            self.open.values_mut().for_each(|tall| tall.items.retain(|at| *at < start));
        }
    }

    /// Columns left out at the beginning of a row.
    pub(super) fn pass(&mut self, columns: usize) {
        self.column = self.column.saturating_add(columns.min(crate::read::limits::COLUMNS));
    }

    pub(super) fn start_cell(&mut self, items: usize) {
        self.cell = Some(Cell { across: 1, merge: Merge::None, first: items });
    }

    pub(super) fn set_across(&mut self, columns: usize) {
        if let Some(cell) = &mut self.cell {
            cell.across = columns.clamp(1, crate::read::limits::COLUMNS);
        }
    }

    /// `w:vMerge`: `restart` begins a tall cell, anything else goes on with the one above.
    pub(super) fn set_merge(&mut self, restarts: bool) {
        if let Some(cell) = &mut self.cell {
            cell.merge = if restarts { Merge::Begins } else { Merge::GoesOn };
        }
    }

    /// Where a paragraph of the cell that is open stands.
    pub(super) fn place(&self) -> Option<(Place, Role)> {
        let cell = self.cell.as_ref()?;
        let place = Place::Cell { table: self.number, row: self.row, column: self.column };
        Some((place, Role::Cell { across: cell.across, down: 1 }))
    }

    pub(super) fn end_cell(&mut self, items: &mut Vec<Item>) {
        let Some(cell) = self.cell.take() else { return };
        let column = self.column;
        self.column = column.saturating_add(cell.across);
        if cell.merge == Merge::GoesOn
            && let Some(above) = self.open.get_mut(&column)
        {
            // What stands in it is not shown.
            items.truncate(cell.first);
            above.down = above.down.saturating_add(1);
            return;
        }
        let here = Place::Cell { table: self.number, row: self.row, column };
        let is_own = |at: &usize| match items.get(*at) {
            Some(Item::Passage(passage)) => passage.place == here,
            _ => false,
        };
        let begins = cell.merge == Merge::Begins;
        let own = begins.then(|| (cell.first..items.len()).filter(is_own).collect());
        let ended = match own {
            Some(own) => self.open.insert(column, Tall { items: own, down: 1 }),
            None => self.open.remove(&column),
        };
        ended.into_iter().for_each(|tall| tall.end(items));
    }

    /// Ends the table: its tall cells learn how far they reach.
    pub(super) fn end(self, items: &mut [Item]) {
        self.open.into_values().for_each(|tall| tall.end(items));
    }
}

impl Tall {
    fn end(self, items: &mut [Item]) {
        for at in self.items {
            if let Some(Item::Passage(passage)) = items.get_mut(at)
                && let Role::Cell { down, .. } = &mut passage.role
            {
                *down = self.down;
            }
        }
    }
}
