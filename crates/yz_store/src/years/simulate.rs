//! Counts the years of a book under several plans.

use std::path::Path;

use yz_settlement::{PersonYear, Plan, Simulation};

use super::block::Block;
use super::walk::Walk;
use super::work::work;
use crate::records::{Layout, Lookup, RecordsError};

/// Counts every bill of the book in a folder under each plan; the first is what holds today.
///
/// # Errors
///
/// When a file cannot be read, or is not sorted by person.
pub fn simulate(
    folder: &Path,
    plans: &[&Plan],
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Simulation, RecordsError> {
    let institutions = Lookup::open(folder)?.institutions().clone();
    let walk = Walk::open(&Layout::of_book(folder), false)?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut all = Simulation::new(plans.len());
    let mut bills = 0_u64;
    let job = |block: &Block| {
        let mut counted = Simulation::new(plans.len());
        for entry in &block.entries {
            let years: Vec<PersonYear<'_>> =
                plans.iter().map(|plan| block.year(entry, plan, &institutions)).collect();
            counted.count(&years);
        }
        (block.bills.len(), counted)
    };
    work(walk, threads, job, |(count, counted)| {
        all.merge(counted);
        bills = bills.saturating_add(u64::try_from(count).unwrap_or(0));
        progress(bills);
        Ok(())
    })?;
    Ok(all)
}
