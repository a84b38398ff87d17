//! Which column of a file is which column of a table.

use std::path::Path;

use csv::StringRecord;
use yz_diagnostics::{Words, words};
use yz_records::{Heading, TABLES, Table};

use super::each_row;
use crate::records::RecordsError;

/// Rows among which the headings are looked for: titles of sheets stand above them.
const LOOKED_AT: usize = 10;

/// The headings of a file.
#[derive(Debug, Clone)]
pub(super) struct Headings {
    /// The table that they are of.
    pub(super) table: &'static Table,
    /// The row in which they stand.
    pub(super) row: usize,
    /// Of each column of the table, where it stands in the file and as what.
    pub(super) columns: Vec<Option<(usize, Heading)>>,
    /// How many columns the file has.
    pub(super) count: usize,
    /// Headings that mean no column.
    pub(super) unknown: Vec<String>,
}

impl Headings {
    /// Finds the headings of a file, and the table, where none is named: the one that every
    /// required column is there of.
    ///
    /// # Errors
    ///
    /// When columns are missing, two columns are the same, or no table or more than one fits.
    pub(super) fn find(path: &Path, wanted: Option<&'static Table>) -> Result<Self, RecordsError> {
        let mut first = Vec::new();
        each_row(path, &mut |row, cells| {
            first.push((row, cells.clone()));
            Ok(first.len() < LOOKED_AT)
        })?;
        if first.is_empty() {
            return Err(empty(path));
        }
        let tables = match wanted {
            Some(table) => vec![table],
            None => TABLES.to_vec(),
        };
        let mut fitting: Vec<(Self, usize)> = Vec::new();
        let mut nearest: Option<(Self, usize)> = None;
        for table in tables {
            let all = first.iter().map(|(row, cells)| Self::of(table, *row, cells));
            let Some(best) = all.rev().max_by_key(Self::known) else { continue };
            let (known, missing) = (best.known(), best.missing().len());
            if missing == 0 {
                fitting.push((best, known));
            } else if nearest.as_ref().is_none_or(|(_, other)| *other < known) {
                nearest = Some((best, known));
            }
        }
        let most = fitting.iter().map(|(_, known)| *known).max();
        fitting.retain(|(_, known)| Some(*known) == most);
        if 1 < fitting.len() {
            return Err(several(path, &fitting));
        }
        match (fitting.pop(), nearest) {
            (Some((found, _)), _) => {
                let cells = first.iter().find(|(row, _)| *row == found.row);
                found.refuse_ambiguous(path, cells.map(|(_, cells)| cells))
            }
            (None, Some((found, known))) if 0 < known => {
                let cells = first.iter().find(|(row, _)| *row == found.row);
                Err(found.incomplete(path, cells.map(|(_, cells)| cells)))
            }
            _ => Err(none(path, &first)),
        }
    }

    fn of(table: &'static Table, row: usize, cells: &StringRecord) -> Self {
        let (mut columns, mut unknown) = (vec![None; table.columns.len()], Vec::new());
        for (place, text) in cells.iter().enumerate() {
            let found = Heading::find(table, text);
            let index = found.and_then(|heading| table.index(heading.column.name));
            match (index.and_then(|index| columns.get_mut(index)), found) {
                (Some(known), Some(heading)) => {
                    known.get_or_insert((place, heading));
                }
                _ if text.trim().is_empty() => {}
                _ => unknown.push(text.trim().to_owned()),
            }
        }
        Self { table, row, columns, count: cells.len(), unknown }
    }

    fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    fn missing(&self) -> Vec<&'static yz_records::Column> {
        let columns = self.table.columns.iter().zip(&self.columns);
        columns.filter(|(column, at)| column.required && at.is_none()).map(|(c, _)| c).collect()
    }

    /// Refuses two columns of a file that mean one column of the table.
    fn refuse_ambiguous(
        self,
        path: &Path,
        cells: Option<&StringRecord>,
    ) -> Result<Self, RecordsError> {
        let cells: Vec<&str> = cells.into_iter().flatten().collect();
        for (place, heading) in self.columns.iter().flatten() {
            let same = |(other, text): (usize, &&str)| {
                let own = Heading::find(self.table, text)?;
                (other != *place && own.column.name == heading.column.name).then_some(other)
            };
            let Some(other) = cells.iter().enumerate().find_map(same) else { continue };
            let name = |place: usize| cells.get(place).map_or("", |text| text.trim());
            let (one, two) = (name(*place), name(other));
            let (a, b) = (place.saturating_add(1), other.saturating_add(1));
            let (shown, column) = (path.display(), heading.column.name);
            return Err(RecordsError::new(words!(
                "{shown} 的第{a}列“{one}”和第{b}列“{two}”都是 {column}，不知道用哪一列\n  \
                 怎么办：删去其中一列，或改掉它的标题",
                "columns {a}, “{one}”, and {b}, “{two}”, of {shown} are both {column}\n  \
                 help: take one of them out, or give it another heading"
            )));
        }
        Ok(self)
    }

    fn incomplete(&self, path: &Path, cells: Option<&StringRecord>) -> RecordsError {
        let missing = self.missing();
        let (shown, table) = (path.display(), self.table);
        let names: Vec<_> =
            missing.iter().map(|column| format!("{}（{}）", column.title, column.name)).collect();
        let zh = names.join("、");
        let names: Vec<_> = missing.iter().map(|column| column.name).collect();
        let (en, count) = (names.join(", "), names.len());
        let found: Vec<&str> = cells.into_iter().flatten().map(str::trim).collect();
        let (found_zh, found_en) = (found.join("、"), found.join(", "));
        let (title, name) = (table.title_zh, table.name);
        RecordsError::new(words!(
            "{shown} 作为{title}（{name}）缺{count}列：{zh}\n  \
             文件里有：{found_zh}\n  \
             怎么办：补上这些列；列可以用中文名、英文名或平台字段名，全部见 docs/records.md",
            "{shown} lacks {count} columns of {name}: {en}\n  \
             found: {found_en}\n  \
             help: add them; a column is known by the names listed in docs/records.md"
        ))
    }
}

fn several(path: &Path, fitting: &[(Headings, usize)]) -> RecordsError {
    let names: Vec<&str> = fitting.iter().map(|(found, _)| found.table.name).collect();
    let (shown, zh, en) = (path.display(), names.join("、"), names.join(", "));
    RecordsError::new(words!(
        "{shown} 的标题合于几张表：{zh}\n  怎么办：用 --table 写明是哪一张",
        "the headings of {shown} fit several tables: {en}\n  help: say which one with --table"
    ))
}

fn empty(path: &Path) -> RecordsError {
    let shown = path.display();
    RecordsError::new(words!(
        "{shown} 是空的，没有标题行\n  怎么办：核对文件是否导出完整",
        "{shown} is empty and has no headings\n  help: see whether it was exported whole"
    ))
}

fn none(path: &Path, first: &[(usize, StringRecord)]) -> RecordsError {
    let shown = path.display();
    // Values of persons may stand where headings should be: only how many, and not what.
    let columns = first.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let known: Words = words!("persons、bills 等表", "tables such as persons and bills");
    let (zh, en) = (known.zh, known.en);
    RecordsError::new(words!(
        "{shown} 的前{LOOKED_AT}行没有认得的标题（最多的一行有{columns}列）\n  \
         怎么办：第一行写列名；{zh}的列名见 docs/records.md",
        "none of the first {LOOKED_AT} rows of {shown} has a known heading \
         (at most {columns} columns)\n  \
         help: the first row names the columns; docs/records.md lists those of {en}"
    ))
}
