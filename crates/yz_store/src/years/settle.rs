//! Settles the year of a book, and writes what is new.

use std::collections::BTreeMap;
use std::path::Path;

use datafusion::arrow::array::RecordBatch;
use yz_records::{Refusal, Row, SettlementRow};
use yz_settlement::Plan;

use super::block::Block;
use super::walk::Walk;
use super::work::work;
use crate::records::{Layout, Lookup, RecordsError, TableWriter, month_of, to_batch};

/// What came of settling a book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Persons that were met.
    pub persons: u64,
    /// Bills that were met.
    pub bills: u64,
    /// First settlements written, refusals among them.
    pub settled: u64,
    /// Correcting settlements written.
    pub corrected: u64,
    /// Refused bills among those written, by cause.
    pub refused: BTreeMap<Refusal, u64>,
    /// What the funds pay by the rows written, in fen.
    pub fund_fen: i64,
}

/// The rows of one block, by month, as columns.
struct Rows {
    months: BTreeMap<String, RecordBatch>,
    counts: Settled,
}

/// Settles the bills of the book in a folder under a plan, and writes the settlements that are not
/// on record yet: first ones, and the differences that late bills, corrections and reversals make.
///
/// Settlements on record stay as they are; asked again, it writes nothing new. Nothing is half
/// written: each month's file is replaced as a whole when all are ready.
///
/// # Errors
///
/// When a file cannot be read or written, or is not sorted by person.
pub fn settle(
    folder: &Path,
    plan: &Plan,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Settled, RecordsError> {
    let layout = Layout::of_book(folder);
    let institutions = Lookup::open(folder)?.institutions().clone();
    let walk = Walk::open(&layout, true)?;
    let mut writers: BTreeMap<String, TableWriter<SettlementRow>> = BTreeMap::new();
    let mut all = Settled::default();
    let job = |block: &Block| -> Result<Rows, RecordsError> {
        let mut counts = Settled::default();
        let mut months: BTreeMap<String, Vec<SettlementRow>> = BTreeMap::new();
        for entry in &block.entries {
            let year = block.year(entry, plan, &institutions);
            let recorded = &block.settlements[entry.settlements.clone()];
            let new = year.corrections(recorded);
            counts.persons = counts.persons.saturating_add(1);
            counts.bills =
                counts.bills.saturating_add(u64::try_from(entry.bills.len()).unwrap_or(0));
            new.iter().for_each(|row| counts.count(row));
            for row in recorded.iter().cloned().chain(new) {
                months.entry(month_of(row.date)).or_default().push(row);
            }
        }
        let path = layout.root();
        let columns = |(month, mut rows): (String, Vec<SettlementRow>)| {
            rows.sort_by_key(|row| (row.person_id, row.date, row.bill_id, row.sequence));
            let batch = to_batch(&rows).map_err(|err| RecordsError::written(path, &err))?;
            Ok((month, batch))
        };
        let months = months.into_iter().map(columns).collect::<Result<_, RecordsError>>()?;
        Ok(Rows { months, counts })
    };
    work(walk, threads, job, |rows| {
        let rows = rows?;
        for (month, batch) in &rows.months {
            if !writers.contains_key(month) {
                let path = layout.month(SettlementRow::TABLE, month);
                let writer = TableWriter::create(&path)?.synthetic(plan.synthetic);
                writers.insert(month.clone(), writer);
            }
            if let Some(writer) = writers.get_mut(month) {
                writer.push_batch(batch)?;
            }
        }
        all.add(&rows.counts);
        progress(all.bills);
        Ok(())
    })?;
    let sealed = writers.into_values().map(TableWriter::seal);
    for month in sealed.collect::<Result<Vec<_>, _>>()? {
        month.publish()?;
    }
    Ok(all)
}

impl Settled {
    fn count(&mut self, row: &SettlementRow) {
        if row.sequence == 0 {
            self.settled = self.settled.saturating_add(1);
        } else {
            self.corrected = self.corrected.saturating_add(1);
        }
        if let Some(cause) = row.refusal {
            let count = self.refused.entry(cause).or_insert(0);
            *count = count.saturating_add(1);
        }
        for fen in [row.basic_fen, row.critical_fen, row.assistance_fen, row.tilt_fen] {
            self.fund_fen = self.fund_fen.saturating_add(fen);
        }
    }

    fn add(&mut self, other: &Self) {
        self.persons = self.persons.saturating_add(other.persons);
        self.bills = self.bills.saturating_add(other.bills);
        self.settled = self.settled.saturating_add(other.settled);
        self.corrected = self.corrected.saturating_add(other.corrected);
        for (cause, more) in &other.refused {
            let count = self.refused.entry(*cause).or_insert(0);
            *count = count.saturating_add(*more);
        }
        self.fund_fen = self.fund_fen.saturating_add(other.fund_fen);
    }
}
