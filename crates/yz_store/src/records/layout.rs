//! Where the tables of a book's records lie.

use std::fs;
use std::path::{Path, PathBuf};

use yz_records::{Bill, Row, SettlementRow, Table};
use yz_units::Day;

/// The records of a book, by table and month.
#[derive(Debug, Clone)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
    /// The records of the book in a folder.
    #[must_use]
    pub fn of_book(folder: &Path) -> Self {
        Self { root: folder.join("records") }
    }

    /// The folder of all records.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a table is kept by month.
    #[must_use]
    pub fn is_monthly(table: &Table) -> bool {
        let monthly = [Bill::TABLE.name, SettlementRow::TABLE.name];
        monthly.contains(&table.name)
    }

    /// The file of a table that is not kept by month.
    #[must_use]
    pub fn file(&self, table: &Table) -> PathBuf {
        self.root.join(format!("{}.parquet", table.name))
    }

    /// The file of a month of a table, `2024-01`.
    #[must_use]
    pub fn month(&self, table: &Table, month: &str) -> PathBuf {
        self.root.join(table.name).join(month).join(format!("{}.parquet", table.name))
    }

    /// The months of a table that are there, in order, with their files.
    #[must_use]
    pub fn months(&self, table: &Table) -> Vec<(String, PathBuf)> {
        let mut months = Vec::new();
        for entry in fs::read_dir(self.root.join(table.name)).into_iter().flatten().flatten() {
            let month = entry.file_name().to_string_lossy().into_owned();
            let file = self.month(table, &month);
            if file.is_file() {
                months.push((month, file));
            }
        }
        months.sort();
        months
    }

    /// Every file of a table that is there.
    #[must_use]
    pub fn files(&self, table: &Table) -> Vec<PathBuf> {
        if Self::is_monthly(table) {
            return self.months(table).into_iter().map(|(_, file)| file).collect();
        }
        Some(self.file(table)).filter(|file| file.is_file()).into_iter().collect()
    }
}

/// The month of a day as folders are named.
#[must_use]
pub fn month_of(day: Day) -> String {
    day.to_string().get(..7).unwrap_or("unknown").to_owned()
}
