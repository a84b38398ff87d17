//! Tables with lines around their cells.
#![expect(clippy::float_arithmetic, reason = "places on paper are no figures")]

use super::glyphs::{Glyph, Page, Rule};
use super::lines::{Line, lines};

/// How far two lines may lie apart and be one, or meet.
const NEAR: f32 = 2.5;
/// Lines of one direction on a page; beyond these it is a drawing.
const RULES: usize = 1_000;
/// Columns and rows of one table on a page.
const COLUMNS: usize = 60;
const ROWS: usize = 200;

/// A table on a page.
#[derive(Debug)]
pub(super) struct Grid {
    /// The borders of rows from top to bottom, and of columns from left to right.
    pub(super) rows: Vec<f32>,
    pub(super) columns: Vec<f32>,
    pub(super) cells: Vec<GridCell>,
    /// For each square, row after row, which cell it belongs to.
    owners: Vec<usize>,
}

/// A cell of it.
#[derive(Debug)]
pub(super) struct GridCell {
    /// From 1.
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) across: usize,
    pub(super) down: usize,
    pub(super) lines: Vec<Line>,
}

/// The tables of a page from top to bottom, and the glyphs that stand in none.
pub(super) fn grids(page: &Page, glyphs: Vec<Glyph>) -> (Vec<Grid>, Vec<Glyph>) {
    let (across, down) = (joined(&page.across), joined(&page.down));
    let few = |rules: &[Rule]| (2..=RULES).contains(&rules.len());
    if !few(&across) || !few(&down) {
        return (Vec::new(), glyphs);
    }
    let groups = connected(&across, &down);
    let mut found: Vec<(Grid, Vec<Vec<Glyph>>)> = groups
        .iter()
        .filter_map(|(levels, uprights)| Grid::new(levels, uprights))
        .map(|grid| {
            let cells = vec![Vec::new(); grid.cells.len()];
            (grid, cells)
        })
        .collect();
    let mut rest = Vec::new();
    for glyph in glyphs {
        let (x, y) = (glyph.x + glyph.width / 2.0, glyph.y - glyph.size * 0.3);
        // Of tables within each other the smallest is the innermost.
        let homes = found.iter_mut().filter_map(|(grid, cells)| {
            let cell = grid.cell_at(x, y)?;
            Some((grid.area(), cells.get_mut(cell)?))
        });
        match homes.min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, cell)) => cell.push(glyph),
            None => rest.push(glyph),
        }
    }
    let mut grids = Vec::new();
    for (mut grid, glyphs) in found {
        // A frame around text is no table, and the lines behind a chart are none.
        let full = glyphs.iter().filter(|cell| !cell.is_empty()).count();
        if full < 2 || full.saturating_mul(4) < glyphs.len() {
            rest.extend(glyphs.into_iter().flatten());
            continue;
        }
        for (cell, glyphs) in grid.cells.iter_mut().zip(glyphs) {
            cell.lines = lines(page, glyphs);
        }
        grids.push(grid);
    }
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    (grids, rest)
}

impl Grid {
    /// The cells between lines: squares, joined where no line parts them.
    fn new(levels: &[Rule], uprights: &[Rule]) -> Option<Self> {
        let (rows, columns) = (places(levels), places(uprights));
        let (height, width) = (rows.len().checked_sub(1)?, columns.len().checked_sub(1)?);
        if !(1..=ROWS).contains(&height) || !(1..=COLUMNS).contains(&width) {
            return None;
        }
        let owners = vec![usize::MAX; height.saturating_mul(width)];
        let mut grid = Self { rows, columns, cells: Vec::new(), owners };
        for row in 0..height {
            for column in 0..width {
                if grid.owner(row, column) == Some(usize::MAX) {
                    grid.add_cell((row, column), levels, uprights);
                }
            }
        }
        Some(grid)
    }

    fn add_cell(&mut self, (row, column): (usize, usize), levels: &[Rule], uprights: &[Rule]) {
        let (top, bottom) = bounds(&self.rows, row);
        let (left, right) = bounds(&self.columns, column);
        let mut end = column.saturating_add(1);
        while self.owner(row, end) == Some(usize::MAX)
            && !parted(uprights, bounds(&self.columns, end).0, (top, bottom))
        {
            end = end.saturating_add(1);
        }
        let mut last = row.saturating_add(1);
        while self.owner(last, column) == Some(usize::MAX)
            && !parted(levels, bounds(&self.rows, last).0, (left, right))
        {
            last = last.saturating_add(1);
        }
        let width = self.width();
        for one in row..last {
            for other in column..end {
                let at = one.saturating_mul(width).saturating_add(other);
                if let Some(owner) = self.owners.get_mut(at) {
                    *owner = self.cells.len();
                }
            }
        }
        self.cells.push(GridCell {
            row: row.saturating_add(1),
            column: column.saturating_add(1),
            across: end.saturating_sub(column),
            down: last.saturating_sub(row),
            lines: Vec::new(),
        });
    }

    fn width(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// Which cell a square belongs to; `None` beyond the grid.
    fn owner(&self, row: usize, column: usize) -> Option<usize> {
        if self.width() <= column {
            return None;
        }
        let at = row.saturating_mul(self.width()).saturating_add(column);
        self.owners.get(at).copied()
    }

    fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let square = |borders: &[f32], place: f32| {
            borders.partition_point(|border| *border <= place).checked_sub(1)
        };
        self.owner(square(&self.rows, y)?, square(&self.columns, x)?)
    }

    pub(super) fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    fn area(&self) -> f32 {
        let length = |borders: &[f32]| match (borders.first(), borders.last()) {
            (Some(first), Some(last)) => last - first,
            _ => 0.0,
        };
        length(&self.rows) * length(&self.columns)
    }

    /// Whether this is the table above, gone on on the next page.
    pub(super) fn goes_on_from(&self, above: &Self) -> bool {
        let near = |(a, b): (&f32, &f32)| (a - b).abs() < NEAR * 2.0;
        self.columns.len() == above.columns.len()
            && self.columns.iter().zip(&above.columns).all(near)
    }
}

/// Where a square begins and ends.
fn bounds(borders: &[f32], at: usize) -> (f32, f32) {
    let from = borders.get(at).copied().unwrap_or(0.0);
    (from, borders.get(at.saturating_add(1)).copied().unwrap_or(from))
}

/// Whether a line lies at a place, along the middle of a stretch.
fn parted(rules: &[Rule], at: f32, (from, to): (f32, f32)) -> bool {
    let middle = f32::midpoint(from, to);
    let lies = |rule: &Rule| (rule.at - at).abs() < NEAR && rule.from < middle && middle < rule.to;
    rules.iter().any(lies)
}

fn places(rules: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a < NEAR);
    places
}

/// Lines that lie on each other or go on from each other, as one.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Both edges of a thin bar are one line: what lies close is put on one place first.
    let mut place = f32::NEG_INFINITY;
    for rule in &mut sorted {
        if NEAR < rule.at - place {
            place = rule.at;
        }
        rule.at = place;
    }
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut joined: Vec<Rule> = Vec::new();
    for rule in sorted {
        match joined.last_mut() {
            Some(last) if last.at.total_cmp(&rule.at).is_eq() && rule.from <= last.to + NEAR => {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined.retain(|rule| NEAR * 2.0 < rule.to - rule.from);
    joined
}

/// Groups of lines that meet.
fn connected(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let within = |at: f32, rule: &Rule| rule.from - NEAR < at && at < rule.to + NEAR;
    let meets = |a: &Rule, b: &Rule| within(b.at, a) && within(a.at, b);
    let mut levels: Vec<Rule> = across.to_vec();
    let mut uprights: Vec<Rule> = down.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = levels.pop() {
        let mut group = (vec![first], Vec::new());
        let (mut level, mut upright) = (0_usize, 0_usize);
        loop {
            if let Some(one) = group.0.get(level).copied() {
                level = level.saturating_add(1);
                group.1.extend(uprights.extract_if(.., |other| meets(&one, other)));
            } else if let Some(one) = group.1.get(upright).copied() {
                upright = upright.saturating_add(1);
                group.0.extend(levels.extract_if(.., |other| meets(other, &one)));
            } else {
                break;
            }
        }
        if 2 <= group.0.len() && 2 <= group.1.len() {
            groups.push(group);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::grids;
    use crate::read::pdf::glyphs::Rule;
    use crate::read::pdf::lines::{Line, sample};

    #[test]
    fn lines_around_cells_make_a_table() {
        let rule = |at, from, to| Rule { at, from, to };
        let mut page = sample(&[
            (60.0, 62.0, "项目"),
            (125.0, 62.0, "金额"),
            (60.0, 82.0, "收入"),
            (110.0, 82.0, "1.5"),
            (160.0, 82.0, "2"),
            (60.0, 120.0, "后文"),
        ]);
        // Two rows; the head's second cell covers two columns.
        page.across = [50.0, 70.0, 90.0].map(|y| rule(y, 50.0, 200.0)).to_vec();
        page.across.push(rule(50.6, 50.0, 200.0));
        page.down = [50.0, 100.0, 200.0].map(|x| rule(x, 50.0, 90.0)).to_vec();
        page.down.push(rule(150.0, 70.0, 90.0));
        let (grids, rest) = grids(&page, page.glyphs.clone());
        let cells: Vec<_> = grids[0]
            .cells
            .iter()
            .map(|cell| {
                let text: String = cell.lines.iter().map(Line::text).collect();
                (cell.row, cell.column, cell.across, cell.down, text)
            })
            .collect();
        let wanted = [
            (1, 1, 1, 1, "项目"),
            (1, 2, 2, 1, "金额"),
            (2, 1, 1, 1, "收入"),
            (2, 2, 1, 1, "1.5"),
            (2, 3, 1, 1, "2"),
        ];
        assert_eq!(cells, wanted.map(|(r, c, a, d, text)| (r, c, a, d, text.to_owned())));
        assert_eq!(rest.len(), 2);
    }
}
