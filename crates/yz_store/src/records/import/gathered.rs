//! The rows of files of one table, gathered, checked and told from each other.

use std::path::Path;

use csv::StringRecord;
use yz_records::{Checks, Context, Problem, Reason, Value, parse_cell};

use super::headings::Headings;
use super::{ImportedFile, each_row};
use crate::records::RecordsError;

/// A row, and where it stands.
#[derive(Debug)]
pub(super) struct Sourced<R> {
    /// The file, by its place among those of the table.
    pub(super) file: usize,
    /// The row of the file.
    pub(super) row: usize,
    /// The row itself.
    pub(super) value: R,
}

/// The rows of all files of one table.
#[derive(Debug)]
pub(super) struct Gathered<R> {
    pub(super) rows: Vec<Sourced<R>>,
    files: usize,
}

impl<R> Default for Gathered<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), files: 0 }
    }
}

impl<R: Checks> Gathered<R> {
    /// Reads and checks the rows of a file.
    pub(super) fn read(
        &mut self,
        path: &Path,
        headings: &Headings,
        context: &Context,
        outcome: &mut ImportedFile,
    ) -> Result<(), RecordsError> {
        let (mut cells, mut problems) = (Vec::new(), Vec::new());
        each_row(path, &mut |row, texts| {
            let blank = texts.iter().all(|text| text.trim().is_empty());
            if row <= headings.row || blank {
                return Ok(true);
            }
            outcome.read = outcome.read.saturating_add(1);
            cells.clear();
            let value = parsed::<R>(row, texts, headings, &mut cells, outcome);
            let Some(value) = value else {
                outcome.refused = outcome.refused.saturating_add(1);
                return Ok(true);
            };
            problems.clear();
            value.check(&mut problems);
            value.check_beside(context, &mut problems);
            if problems.is_empty() {
                self.rows.push(Sourced { file: self.files, row, value });
                return Ok(true);
            }
            outcome.refused = outcome.refused.saturating_add(1);
            for problem in &problems {
                refuse(row, texts, headings, problem, outcome);
            }
            Ok(true)
        })?;
        self.files = self.files.saturating_add(1);
        Ok(())
    }

    /// Refuses rows whose key an earlier row has; the rows are in the order of their keys then.
    pub(super) fn refuse_duplicates(&mut self, outcomes: &mut [ImportedFile]) {
        // Stable: the earlier row stays first.
        self.rows.sort_by_key(|row| row.value.key());
        let mut last: Option<([i64; 3], usize, usize)> = None;
        self.rows.retain(|row| {
            let key = row.value.key();
            if let Some((known, file, earlier)) = last
                && known == key
            {
                let earlier = (file == row.file).then_some(earlier);
                refuse_row(row, Reason::Duplicate { earlier }, outcomes);
                return false;
            }
            last = Some((key, row.file, row.row));
            true
        });
    }

    /// Counts the rows that are new.
    pub(super) fn count(&self, outcomes: &mut [ImportedFile]) {
        for row in &self.rows {
            if let Some(outcome) = outcomes.get_mut(row.file) {
                outcome.accepted = outcome.accepted.saturating_add(1);
            }
        }
        for outcome in outcomes {
            outcome.refusals.sort_by_key(|refusal| refusal.row);
        }
    }

    /// The first part of each key: the number of a person, an institution or a bill.
    pub(super) fn keys(&self) -> Vec<i64> {
        self.rows.iter().map(|row| row.value.key()[0]).collect()
    }
}

/// Refuses a row for its key.
pub(super) fn refuse_row<R: Checks>(
    row: &Sourced<R>,
    reason: Reason,
    outcomes: &mut [ImportedFile],
) {
    let Some(outcome) = outcomes.get_mut(row.file) else { return };
    outcome.refused = outcome.refused.saturating_add(1);
    let column = R::KEY.first().and_then(|name| R::TABLE.column(name));
    if let Some(column) = column {
        outcome.refuse(row.row, column, &row.value.key()[0].to_string(), reason);
    }
}

/// The row as its table has it; nothing where a cell is refused, and then all that are.
fn parsed<R: Checks>(
    row: usize,
    texts: &StringRecord,
    headings: &Headings,
    cells: &mut Vec<Value>,
    outcome: &mut ImportedFile,
) -> Option<R> {
    let mut right = true;
    for (column, place) in R::TABLE.columns.iter().zip(&headings.columns) {
        let Some((place, heading)) = place else {
            cells.push(Value::Null);
            continue;
        };
        let text = texts.get(*place).unwrap_or("");
        match parse_cell(*heading, text) {
            Ok(value) => cells.push(value),
            Err(reason) => {
                outcome.refuse(row, column, text, reason);
                right = false;
            }
        }
    }
    let beyond = texts.iter().skip(headings.count);
    if beyond.filter(|text| !text.trim().is_empty()).count() != 0 {
        if let Some(column) = R::TABLE.columns.first() {
            outcome.refuse(row, column, "", Reason::CellsBeyondHeadings);
        }
        right = false;
    }
    // Every cell fits its column, so a row can be made of them.
    if right { R::from_cells(cells).ok() } else { None }
}

fn refuse(
    row: usize,
    texts: &StringRecord,
    headings: &Headings,
    problem: &Problem,
    outcome: &mut ImportedFile,
) {
    let Some(index) = headings.table.index(problem.column) else { return };
    let place = headings.columns.get(index).and_then(Option::as_ref);
    let text = place.and_then(|(place, _)| texts.get(*place)).unwrap_or("");
    if let Some(column) = headings.table.columns.get(index) {
        outcome.refuse(row, column, text, problem.reason);
    }
}
