//! Settles a file in any order: bills are dealt into buckets of persons, and each bucket is sorted.
//!
//! How many buckets there are depends on the file alone, so that the answer has the same bytes
//! whatever the number of threads.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::entry::Entry;
use super::file::BATCH_ROWS;
use super::queue::Queue;
use super::settler::Settler;
use super::spill::Buckets;
use super::{Job, SettledFile};
use crate::records::RecordsError;

/// The most buckets; of a larger file each has more bills.
const BUCKETS_MOST: u64 = 4_096;

/// Settles a file in the order of persons, days and numbers.
pub(super) fn settle(
    job: &Job<'_>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<SettledFile, RecordsError> {
    // not a figure: a number of buckets
    let count = job.file.rows().div_ceil(job.limits.bucket as u64).clamp(1, BUCKETS_MOST);
    let count = usize::try_from(count).unwrap_or(1);
    // Reading is half of the work, settling the other half.
    let told = AtomicU64::new(0);
    let tell = |rows: usize| {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        progress(told.fetch_add(rows, Ordering::Relaxed).saturating_add(rows) / 2);
    };
    let dealt = deal(job, count, &tell)?;
    let run = Run { job, dealt, queue: Queue::new(count) };
    let parts = in_threads(job.threads.min(count), |_| run.work(&tell));
    if let Some(cause) = run.queue.first_failure() {
        return Err(cause);
    }
    let mut settled = SettledFile::default();
    parts.iter().for_each(|part| settled.add(part));
    Ok(settled)
}

/// Deals the bills into buckets, each thread those of row groups that follow one another.
fn deal(
    job: &Job<'_>,
    count: usize,
    tell: &(impl Fn(usize) + Sync),
) -> Result<Vec<Mutex<Buckets>>, RecordsError> {
    let threads = job.threads.clamp(1, job.file.groups().max(1));
    // not a figure: parts of work
    let part = |whole: usize| whole.checked_div(threads).unwrap_or(whole);
    let begin = |thread: usize| part(job.file.groups().saturating_mul(thread));
    // The first thread that failed: the later ones need not go on.
    let failed = AtomicUsize::new(usize::MAX);
    let parts = in_threads(threads, |thread| {
        let most = part(job.limits.waiting).max(BATCH_ROWS.min(job.limits.waiting));
        let mut buckets = Buckets::new(count, most, job.writer.folder());
        for group in begin(thread)..begin(thread.saturating_add(1)) {
            if failed.load(Ordering::Relaxed) < thread {
                break;
            }
            let read = job.file.read(job.plan, job.columns, group, |bills| {
                for row in 0..bills.len() {
                    buckets.push(Entry::of_row(bills, row));
                }
                buckets.make_room()
            });
            if let Err(cause) = read {
                failed.fetch_min(thread, Ordering::Relaxed);
                return Err(cause);
            }
            tell(job.file.rows_of(group));
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
    job: &'r Job<'r>,
    /// The buckets of each thread.
    dealt: Vec<Mutex<Buckets>>,
    queue: Queue<RecordsError>,
}

/// A bucket that others may wait for, even if settling it panics.
struct WaitedFor<'r>(&'r Job<'r>);

impl Drop for WaitedFor<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.writer.give_up();
        }
    }
}

impl Run<'_> {
    fn work(&self, tell: &(impl Fn(usize) + Sync)) -> SettledFile {
        let _waited_for = WaitedFor(self.job);
        let mut settled = SettledFile::default();
        while let Some(bucket) = self.queue.take() {
            match self.bucket(bucket) {
                Ok(done) => {
                    settled.add(&done);
                    tell(usize::try_from(done.bills).unwrap_or(0));
                }
                Err(cause) => {
                    self.queue.fail(bucket, cause);
                    self.job.writer.give_up();
                }
            }
        }
        settled
    }

    fn bucket(&self, bucket: usize) -> Result<SettledFile, RecordsError> {
        let job = self.job;
        let mut entries = Vec::new();
        for dealt in &self.dealt {
            lock(dealt).take(bucket, &mut entries)?;
        }
        let mut done = job.shape.room(entries.len());
        let mut settler = Settler::new(job.plan);
        for place in order(&entries) {
            let entry = &entries[place as usize];
            let settlement = settler
                .next(job.plan, entry.key(), &entry.charge())
                .map_err(|cause| job.file.refused(&cause.words(entry.bill)))?;
            done.push(entry.of(), &settlement);
        }
        done.settled.persons = settler.persons;
        let settled = done.settled;
        job.writer.write((bucket, 0), done, true)?;
        Ok(settled)
    }
}

fn lock(dealt: &Mutex<Buckets>) -> MutexGuard<'_, Buckets> {
    dealt.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The places of the entries in the order of persons, days and numbers.
pub(super) fn order(entries: &[Entry]) -> Vec<u32> {
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
    let bits =
        |from: i64, to: i64| Some(i64::BITS.saturating_sub(to.checked_sub(from)?.leading_zeros()));
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
