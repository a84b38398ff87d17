//! Facts counted from a book's records by measures: one file of `measures/`, one concept, plain
//! SQL.
//!
//! A measure names tables of the records, the lists of their codes, `year` (one row: the first and
//! the last day of the book's period), and the shared tables of `measures/tables/`, which are plain
//! SQL themselves: `CREATE TABLE` is worked out once and kept, `CREATE VIEW` is part of what names
//! it. Its result has a column for each dimension that it tells apart, `value` (a whole number) or
//! `value_fen` (money), and `counted_rows`: how many records each value was counted from. Only
//! whole numbers are counted; rates and averages are derived from them by formulas.

mod engine;
mod file;
mod fingerprint;
mod refused;
mod result;
mod settled;
mod tables;

use yz_units::Exact;

use crate::folder::Folder;

pub use engine::count;
pub use file::COUNTED_FILE;
pub use fingerprint::{CountedFile, RecordFile};

/// How one concept is counted from records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The concept: the name of the file.
    pub concept: String,
    /// The file.
    pub path: String,
    /// The query.
    pub sql: String,
}

/// What the measures counted, and from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The period that was counted.
    pub period: yz_units::Period,
    /// The measures and shared tables, as they were.
    pub measures: Vec<CountedFile>,
    /// The records, as they were.
    pub records: Vec<RecordFile>,
    /// The facts.
    pub facts: Vec<Count>,
}

/// One counted fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Which.
    pub reference: yz_facts::Reference,
    /// The value, in whole units.
    pub value: Exact,
    /// How many records it was counted from.
    pub rows: u64,
}

/// Where the measures of the house stand.
const FOLDER: &str = "measures/";
/// Where the tables stand that measures share.
const SHARED: &str = "measures/tables/";

/// The measures of the house, by concept.
#[must_use]
pub fn measures(data: &Folder) -> Vec<Measure> {
    files(data, FOLDER)
}

/// The tables that measures share, by name.
fn shared(data: &Folder) -> Vec<Measure> {
    files(data, SHARED)
}

/// The queries right in a folder.
fn files(data: &Folder, folder: &str) -> Vec<Measure> {
    let named = data.below(folder).filter_map(|(path, text)| {
        let concept = path.strip_prefix(folder)?.strip_suffix(".sql")?;
        let measure =
            Measure { concept: concept.to_owned(), path: path.clone(), sql: text.clone() };
        (!concept.contains('/')).then_some(measure)
    });
    named.collect()
}

impl Measure {
    /// What is counted, in words: the first line of the comment at the head.
    #[must_use]
    pub fn about(&self) -> &str {
        let first = self.sql.lines().next().unwrap_or_default();
        first.strip_prefix("--").map_or("", |words| words.trim().trim_end_matches('。'))
    }
}
