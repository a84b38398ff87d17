//! Makes a synthetic county: a book with records, in which nobody lives and nothing happened.

use std::collections::BTreeMap;
use std::path::Path;

use yz_county::{Content, County, Recipe};
use yz_diagnostics::{Words, words};
use yz_records::{Bill, Institution, Row};
use yz_store::records::{Layout, RecordsError, TableWriter, month_of};

use crate::operations::synthetic_county::synthetic_county;

/// The kinds of irregularity, with how many of each were planted.
pub type Planted = BTreeMap<&'static str, u64>;

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Persons.
    pub persons: u64,
    /// Enrolments.
    pub enrolments: u64,
    /// Institutions.
    pub institutions: u64,
    /// Bills.
    pub bills: u64,
    /// What was planted, by kind.
    pub planted: Planted,
}

/// The recipe of the county that a book of benchmark benefits can settle: bills of three kinds,
/// without a list of diseases; contributions as the notice of 2024 has them.
#[must_use]
pub fn recipe(seed: u64, persons: Option<u64>) -> Recipe {
    let size = persons.map_or(Recipe::linshui(seed), |persons| Recipe::small(seed, persons));
    Recipe { diseases: false, contribution_fen: 40_000, ..size }
}

/// Makes a book with the records of a synthetic county in a new folder.
///
/// # Errors
///
/// Words that say why not: the recipe cannot be made, the folder is not empty, the disk refuses.
pub fn synth(folder: &Path, recipe: Recipe, progress: &impl Fn(u64)) -> Result<Made, Words> {
    let county = County::new(recipe).map_err(|err| {
        words!(
            "造不出这个县：{err}\n  怎么办：改小人数",
            "no such county: {err}\n  help: ask for fewer"
        )
    })?;
    let shown = folder.display();
    yz_store::write_new_folder(folder, &synthetic_county()).map_err(|err| {
        words!(
            "{shown} 建不起来：{err}\n  怎么办：换一个新文件夹",
            "{shown} cannot be made: {err}\n  help: name a new folder"
        )
    })?;
    records(folder, &county, progress).map_err(RecordsError::words)
}

fn records(folder: &Path, county: &County, progress: &impl Fn(u64)) -> Result<Made, RecordsError> {
    let layout = Layout::of_book(folder);
    let mut made = Made::default();
    let mut institutions = TableWriter::create(&layout.file(Institution::TABLE))?;
    for institution in county.institutions() {
        institutions.push(institution.clone())?;
    }
    made.institutions = institutions.finish()?;
    let mut persons = create(&layout)?;
    let mut enrolments = create(&layout)?;
    let mut categories = create(&layout)?;
    let mut certificates = create(&layout)?;
    let mut months: BTreeMap<String, TableWriter<Bill>> = BTreeMap::new();
    for number in 0..county.chunks() {
        let chunk = county.part(county.chunk_groups(number), Content::Bills);
        push_all(&mut persons, chunk.persons)?;
        push_all(&mut enrolments, chunk.enrolments)?;
        push_all(&mut categories, chunk.categories)?;
        push_all(&mut certificates, chunk.certificates)?;
        for bill in chunk.bills {
            let month = month_of(bill.date);
            if !months.contains_key(&month) {
                let path = layout.month(Bill::TABLE, &month);
                months.insert(month.clone(), TableWriter::create(&path)?);
            }
            if let Some(writer) = months.get_mut(&month) {
                writer.push(bill)?;
            }
            made.bills = made.bills.saturating_add(1);
        }
        for irregularity in chunk.truth {
            let count = made.planted.entry(irregularity.kind.name()).or_insert(0);
            *count = count.saturating_add(1);
        }
        progress(made.bills);
    }
    made.persons = persons.finish()?;
    made.enrolments = enrolments.finish()?;
    categories.finish()?;
    certificates.finish()?;
    for writer in months.into_values() {
        writer.finish()?;
    }
    Ok(made)
}

fn create<R: Row>(layout: &Layout) -> Result<TableWriter<R>, RecordsError> {
    TableWriter::create(&layout.file(R::TABLE))
}

fn push_all<R: Row>(writer: &mut TableWriter<R>, rows: Vec<R>) -> Result<(), RecordsError> {
    rows.into_iter().try_for_each(|row| writer.push(row))
}
