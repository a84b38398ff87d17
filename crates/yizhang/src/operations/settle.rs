//! Settles the bills of a book, or of a file.

use std::num::NonZero;
use std::path::Path;
use std::thread;

use yz_diagnostics::Words;
use yz_settlement::Plan;
use yz_store::Book;
use yz_store::bulk::SettledFile;
use yz_store::records::RecordsError;
use yz_store::years::Settled;

use crate::operations::House;
use crate::operations::benefits::plan_of;

/// Settles the bills of the book in a folder, and writes what is new.
///
/// # Errors
///
/// Words that say why not: the book names no benefits, they do not load, records do not read.
pub fn settle(
    house: &House,
    book: &Book,
    folder: &Path,
    threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Plan, Settled), Words> {
    let plan = plan_of(house, book)?;
    let settled = yz_store::years::settle(folder, &plan, threads_of(threads), progress)
        .map_err(RecordsError::words)?;
    Ok((plan, settled))
}

/// Settles the bills of a Parquet file under benefits of a name, or in a file, without a book.
///
/// # Errors
///
/// Words that say why not: no such benefits, or they do not load; a bill that cannot be settled.
pub fn settle_file(
    house: &House,
    bills: &Path,
    policy: &str,
    out: &Path,
    threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Plan, SettledFile), Words> {
    let plan = house.plan_named(policy)?;
    let settled = yz_store::bulk::settle_file(&plan, bills, out, threads_of(threads), progress)
        .map_err(RecordsError::words)?;
    Ok((plan, settled))
}

/// As many threads as asked for, or as the machine has.
fn threads_of(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get))
}
