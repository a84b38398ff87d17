//! Settles a file in any order: bills are dealt into buckets of persons, and each bucket is sorted.
//!
//! How many buckets there are depends on the file alone, so that the answer has the same bytes
//! whatever the number of threads.

use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use yz_settlement::Plan;

use super::SettledFile;
use super::bills::Reading;
use super::done::Shape;
use super::entry::Entry;
use super::file::BillsFile;
use super::settler::Settler;
use super::spill::Buckets;
use super::writer::Writer;
use crate::records::{GROUP_ROWS, RecordsError};

/// Bills that wait in memory, all threads together; 64 bytes each.
const WAITING: usize = 1 << 22;

/// Settles a file in the order of persons, days and numbers.
pub(super) fn settle(
    plan: &Plan,
    file: &BillsFile,
    reading: &Reading,
    shape: &Shape,
    writer: &Writer,
    threads: usize,
    progress: &(impl Fn(u64) + Sync),
) -> Result<SettledFile, RecordsError> {
    let threads = threads.max(1);
    let count = file.rows().div_ceil(GROUP_ROWS as u64).max(1);
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    // Reading is half of the work, settling the other half.
    let told = AtomicU64::new(0);
    let tell = |rows: usize| {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        progress(told.fetch_add(rows, Ordering::Relaxed).saturating_add(rows) / 2);
    };
    let dealt = deal(plan, file, reading, count, threads, writer.folder(), &tell)?;
    let run = Run { file, dealt, next: AtomicUsize::new(0), plan, shape, writer };
    let parts = in_threads(threads, |_| run.work(&tell));
    let mut settled = SettledFile::default();
    for part in parts {
        settled.add(&part?);
    }
    Ok(settled)
}

/// Deals the bills into buckets, each thread those of row groups that follow one another.
fn deal(
    plan: &Plan,
    file: &BillsFile,
    reading: &Reading,
    count: usize,
    threads: usize,
    folder: &Path,
    tell: &(impl Fn(usize) + Sync),
) -> Result<Vec<Mutex<Buckets>>, RecordsError> {
    let begin =
        |thread: usize| file.groups().saturating_mul(thread).checked_div(threads).unwrap_or(0);
    let parts = in_threads(threads, |thread| {
        let most = WAITING.checked_div(threads).unwrap_or(WAITING);
        let mut buckets = Buckets::new(count, most, folder);
        for group in begin(thread)..begin(thread.saturating_add(1)) {
            file.read(plan, reading, group, |bills| {
                for row in 0..bills.len() {
                    buckets.push(Entry::of_row(bills, row));
                }
                buckets.make_room()
            })?;
            tell(file.rows_of(group));
        }
        Ok(Mutex::new(buckets))
    });
    // The first thread with a wrong row has the first wrong row.
    parts.into_iter().collect()
}

/// Does a piece of work in each of some threads; the results in the order of the threads.
fn in_threads<T: Send>(threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let started: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || work(thread))).collect();
        let joined = started.into_iter().map(thread::ScopedJoinHandle::join);
        joined.map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

struct Run<'r> {
    file: &'r BillsFile,
    /// The buckets of each thread.
    dealt: Vec<Mutex<Buckets>>,
    /// The bucket that nobody has taken yet.
    next: AtomicUsize,
    plan: &'r Plan,
    shape: &'r Shape,
    writer: &'r Writer,
}

impl Run<'_> {
    fn work(&self, tell: &(impl Fn(usize) + Sync)) -> Result<SettledFile, RecordsError> {
        let mut settled = SettledFile::default();
        let mut entries = Vec::new();
        loop {
            let bucket = self.next.fetch_add(1, Ordering::Relaxed);
            if self.buckets() <= bucket {
                return Ok(settled);
            }
            entries.clear();
            for dealt in &self.dealt {
                let mut dealt = dealt.lock().unwrap_or_else(PoisonError::into_inner);
                dealt.take(bucket, &mut entries)?;
            }
            settled.add(&self.bucket(bucket, &entries)?);
            tell(entries.len());
        }
    }

    fn buckets(&self) -> usize {
        let first = self.dealt.first();
        first.map_or(0, |dealt| dealt.lock().unwrap_or_else(PoisonError::into_inner).count())
    }

    fn bucket(&self, bucket: usize, entries: &[Entry]) -> Result<SettledFile, RecordsError> {
        let mut done = self.shape.room(entries.len());
        let mut settler = Settler::new(self.plan);
        for place in order(entries) {
            let entry = &entries[place as usize];
            let settlement = settler
                .next(self.plan, entry.key(), &entry.charge())
                .map_err(|_| self.file.refused_twice(entry.bill))?;
            done.push(entry.of(), &settlement);
        }
        done.settled.persons = settler.persons;
        let settled = done.settled;
        self.writer.write(bucket, done)?;
        Ok(settled)
    }
}

/// The places of the entries in the order of persons, days and numbers.
fn order(entries: &[Entry]) -> Vec<u32> {
    let mut places = match packed(entries) {
        Some(keys) => keys,
        None => (0..).zip(entries).map(|(place, _)| place).collect(),
    };
    let key = |place: &u32| entries[*place as usize].key();
    if !places.is_sorted_by_key(key) {
        places.sort_by_key(key);
    }
    places
}

/// The same, sorted by person, day and arrival: one machine word each where that is enough. Whoever
/// numbers bills as they arrive has them sorted by that.
fn packed(entries: &[Entry]) -> Option<Vec<u32>> {
    let (least, most) = range(entries.iter().map(|entry| entry.person))?;
    let (first, last) = range(entries.iter().map(|entry| i64::from(entry.date)))?;
    let bits = |from: i64, to: i64| Some(64 - to.checked_sub(from)?.leading_zeros());
    let days = bits(first, last)?;
    let places = bits(0, i64::try_from(entries.len()).ok()?)?;
    if 64 < bits(least, most)?.saturating_add(days).saturating_add(places) || 32 < places {
        return None;
    }
    let mut keys: Vec<u64> = (0_u64..)
        .zip(entries)
        .map(|(place, entry)| {
            let person = entry.person.wrapping_sub(least).cast_unsigned();
            let day = i64::from(entry.date).wrapping_sub(first).cast_unsigned();
            person << (days.saturating_add(places)) | day << places | place
        })
        .collect();
    keys.sort_unstable();
    // Cut to the bits of the place.
    let mask = (1_u64 << places).wrapping_sub(1);
    Some(keys.into_iter().map(|key| (key & mask) as u32).collect())
}

fn range(values: impl Iterator<Item = i64> + Clone) -> Option<(i64, i64)> {
    Some((values.clone().min()?, values.max()?))
}
