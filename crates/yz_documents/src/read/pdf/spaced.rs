//! Tables without upright lines: rows of pieces with wide gaps, one below the other.
#![expect(clippy::float_arithmetic, reason = "places on paper are no figures")]

use super::lines::Line;

/// A table of lines `from..to`, with the places of its columns.
#[derive(Debug, PartialEq)]
pub(super) struct Spaced {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Left and right edge of each column.
    columns: Vec<(f32, f32)>,
}

/// Rows of a table with two columns; with more columns two rows are enough.
const ROWS_OF_TWO: usize = 3;
/// Rows above a line that are looked at to tell whether it belongs to one of their columns.
const NEXT_ABOVE: usize = 40;
/// How far apart two rows may be, in the size of the characters.
const ROW_GAP: f32 = 3.5;

/// The tables among the lines of a page.
pub(super) fn tables(lines: &[Line]) -> Vec<Spaced> {
    let mut tables = Vec::new();
    let mut from = 0_usize;
    while from < lines.len() {
        let to = end_of_run(lines, from);
        let rows = lines.get(from..to).unwrap_or(&[]);
        let full = |least: usize| rows.iter().filter(|line| least <= line.pieces.len()).count();
        let columns = columns(rows);
        if 2 <= columns.len() && (2 <= full(3) || ROWS_OF_TWO <= full(2)) {
            tables.push(Spaced { from, to, columns });
        }
        from = to.max(from.saturating_add(1));
    }
    tables
}

/// One past the last line of rows that follow each other. A line of one piece between two rows
/// belongs to them when it stands below a column, as the second line of a cell does.
fn end_of_run(lines: &[Line], from: usize) -> usize {
    let is_row = |at: usize| lines.get(at).is_some_and(|line| 2 <= line.pieces.len());
    let mut end = from;
    let mut at = from;
    while at < lines.len() {
        let near = match (at.checked_sub(1).and_then(|last| lines.get(last)), lines.get(at)) {
            (Some(last), Some(line)) if from < at => line.y - last.y < ROW_GAP * line.size,
            _ => true,
        };
        let below = at == end && from < at && near && is_narrow(lines, from, at);
        if is_row(at) && near {
            end = at.saturating_add(1);
        } else if !(below && is_row(at.saturating_add(1))) {
            break;
        }
        at = at.saturating_add(1);
    }
    end
}

/// Whether a line of one piece is no longer than a column of the row above it.
fn is_narrow(lines: &[Line], from: usize, at: usize) -> bool {
    let (Some(line), Some(above)) = (lines.get(at), lines.get(at.saturating_sub(1))) else {
        return false;
    };
    // The rows next above are enough, however long the table is.
    let from = from.max(at.saturating_sub(NEXT_ABOVE));
    let columns = columns(lines.get(from..at).unwrap_or(&[]));
    let within = |(left, right): &(f32, f32)| left - 2.0 < line.from() && line.to() < right + 2.0;
    columns.iter().any(within) && (above.size - line.size).abs() < 1.0
}

/// Stretches of the paper that pieces stand over each other in.
fn columns(rows: &[Line]) -> Vec<(f32, f32)> {
    let full = rows.iter().filter(|row| 2 <= row.pieces.len());
    let mut spans: Vec<(f32, f32)> =
        full.flat_map(|row| row.pieces.iter().map(|piece| (piece.from, piece.to))).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match columns.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    columns
}

impl Spaced {
    /// Which column, from 1, a stretch stands in.
    pub(super) fn column(&self, from: f32, to: f32) -> usize {
        let overlap = |(left, right): &(f32, f32)| right.min(to) - left.max(from);
        let all = (1..).zip(&self.columns);
        let best = all.max_by(|a, b| overlap(a.1).total_cmp(&overlap(b.1)));
        best.map_or(1, |(column, _)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::read::pdf::lines::{lines, sample};

    #[test]
    fn rows_of_pieces_are_a_table() {
        let page = sample(&[
            (50.0, 40.0, "收入情况见下表"),
            (50.0, 60.0, "项目"),
            (150.0, 60.0, "预算"),
            (250.0, 60.0, "决算"),
            (50.0, 75.0, "收入"),
            (155.0, 75.0, "1.5"),
            (255.0, 75.0, "2"),
            (50.0, 88.0, "其中"),
            (50.0, 101.0, "支出"),
            (255.0, 101.0, "3"),
            (50.0, 160.0, "后文"),
        ]);
        let lines = lines(&page, page.glyphs.clone());
        let found = tables(&lines);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].from, found[0].to), (1, 5));
        assert_eq!(found[0].column(256.0, 261.0), 3);
        // Two pieces on one line are none: a signature, a heading of a list of contents.
        assert!(tables(&lines[..2]).is_empty());
    }
}
