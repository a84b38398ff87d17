//! Where the cells of a table lie once the merged ones are laid out.

use yz_report::{Cell, Row, Table};

/// One row of a table, with every column accounted for.
pub(crate) struct Line<'a> {
    /// The row.
    pub(crate) row: &'a Row,
    /// Whether it is a head row.
    pub(crate) head: bool,
    /// What stands in it, from left to right.
    pub(crate) slots: Vec<Slot<'a>>,
}

/// A place in a row.
pub(crate) struct Slot<'a> {
    /// The first column, counted from 0.
    pub(crate) column: usize,
    /// How many columns it takes.
    pub(crate) across: usize,
    /// What is in it.
    pub(crate) content: Content<'a>,
}

/// What is in a place.
pub(crate) enum Content<'a> {
    /// A cell that starts here and reaches down so many rows.
    Cell(&'a Cell, usize),
    /// The lower part of a cell that starts in a row above.
    Below,
    /// Nothing: the row has fewer cells than the table has columns.
    Nothing,
}

/// A column's debt to a cell above: how many rows are still covered, and how wide that cell is.
#[derive(Clone, Copy, Default)]
struct Cover {
    rows: usize,
    across: usize,
}

/// Lays out a table. No cell reaches over the edge of the table or from the head into the body.
pub(crate) fn lines(table: &Table) -> Vec<Line<'_>> {
    let mut cover = vec![Cover::default(); table.columns.len()];
    let mut lines = Vec::new();
    for (rows, head) in [(&table.head, true), (&table.body, false)] {
        for (index, row) in rows.iter().enumerate() {
            let left = rows.len().saturating_sub(index);
            lines.push(Line { row, head, slots: slots(row, left, &mut cover) });
        }
        cover.fill(Cover::default());
    }
    lines
}

fn slots<'a>(row: &'a Row, rows_left: usize, cover: &mut [Cover]) -> Vec<Slot<'a>> {
    let mut cells = row.cells.iter();
    let mut slots = Vec::new();
    let mut column = 0_usize;
    while let Some(above) = cover.get(column).copied() {
        let slot = if 0 < above.rows {
            Slot { column, across: above.across, content: Content::Below }
        } else if let Some(cell) = cells.next() {
            let free = cover.iter().skip(column).take_while(|place| place.rows == 0).count();
            let across = cell.across.clamp(1, free.max(1));
            let down = cell.down.clamp(1, rows_left.max(1));
            Slot { column, across, content: Content::Cell(cell, down) }
        } else {
            Slot { column, across: 1, content: Content::Nothing }
        };
        let end = column.saturating_add(slot.across.max(1));
        for place in cover.iter_mut().take(end).skip(column) {
            *place = match slot.content {
                Content::Cell(_, down) => {
                    Cover { rows: down.saturating_sub(1), across: slot.across }
                }
                _ => Cover { rows: place.rows.saturating_sub(1), across: place.across },
            };
        }
        column = end;
        slots.push(slot);
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::{Content, lines};
    use yz_report::{Align, Cell, Column, Row, Table};

    /// Each row as text: a cell's words with its spans, `^` below a tall cell, `-` for nothing.
    fn drawn(table: &Table) -> Vec<String> {
        let slot = |slot: &super::Slot<'_>| match slot.content {
            Content::Cell(cell, down) => format!("{}{}x{down}", cell.plain(), slot.across),
            Content::Below => format!("^{}", slot.across),
            Content::Nothing => "-".to_owned(),
        };
        let line = |line: &super::Line<'_>| line.slots.iter().map(slot).collect::<Vec<_>>();
        lines(table).iter().map(|each| line(each).join(" ")).collect()
    }

    fn table(head: Vec<Vec<Cell>>, body: Vec<Vec<Cell>>) -> Table {
        let rows = |rows: Vec<Vec<Cell>>| {
            rows.into_iter().map(|cells| Row { cells, strong: false }).collect()
        };
        let column = Column { width: 5, align: Align::Left };
        Table { columns: vec![column; 3], head: rows(head), body: rows(body), ..Table::default() }
    }

    #[test]
    fn tall_and_wide_cells_are_continued_below() {
        let head = vec![
            vec![Cell::text("a").spanning(1, 2), Cell::text("b").spanning(2, 1)],
            vec![Cell::text("c"), Cell::text("d")],
        ];
        let body =
            vec![vec![Cell::text("e").spanning(2, 2), Cell::text("f")], vec![Cell::text("g")]];
        let expected = ["a1x2 b2x1", "^1 c1x1 d1x1", "e2x2 f1x1", "^2 g1x1"];
        assert_eq!(drawn(&table(head, body)), expected);
    }

    #[test]
    fn cells_stay_inside_the_table_and_gaps_are_filled() {
        let head = vec![vec![Cell::text("a").spanning(9, 9)]];
        let body = vec![vec![Cell::text("b")], vec![]];
        assert_eq!(drawn(&table(head, body)), ["a3x1", "b1x1 - -", "- - -"]);
    }
}
