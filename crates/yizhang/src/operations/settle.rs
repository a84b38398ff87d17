//! Settles the bills of a book.

use std::path::Path;

use yz_diagnostics::Words;
use yz_settlement::Plan;
use yz_store::records::RecordsError;
use yz_store::years::Settled;

use crate::operations::House;
use crate::operations::benefits::plan_of;
use crate::operations::book::OpenBook;

/// Settles the bills of the book in a folder, and writes what is new.
///
/// # Errors
///
/// Words that say why not: the book names no benefits, they do not load, records do not read.
pub fn settle(
    house: &House,
    open: &OpenBook,
    folder: &Path,
    threads: Option<usize>,
    progress: &(impl Fn(u64) + Sync),
) -> Result<(Plan, Settled), Words> {
    let plan = plan_of(house, &open.book)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = threads.unwrap_or(cores);
    let settled =
        yz_store::years::settle(folder, &plan, threads, progress).map_err(RecordsError::words)?;
    Ok((plan, settled))
}
