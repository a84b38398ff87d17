//! Deals bills into buckets of persons; what is too much for memory waits on disk.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::entry::{BYTES, Entry};
use crate::records::RecordsError;

/// The buckets of one thread.
pub(super) struct Buckets {
    buckets: Vec<Vec<Entry>>,
    /// Entries in memory, and how many there may be.
    held: usize,
    most: usize,
    folder: PathBuf,
    disk: Option<Disk>,
}

/// What waits on disk.
struct Disk {
    file: File,
    /// For each time that memory was full, for each bucket: where it begins, how many there are.
    runs: Vec<Vec<(u64, usize)>>,
    end: u64,
    /// What was read last, to be used again.
    bytes: Vec<u8>,
}

impl Buckets {
    /// No bills yet. `folder` takes the file without a name in which bills wait.
    pub(super) fn new(count: usize, most: usize, folder: &Path) -> Self {
        let buckets = vec![Vec::new(); count];
        Self { buckets, held: 0, most, folder: folder.to_owned(), disk: None }
    }

    /// Puts a bill into the bucket of its person.
    #[inline]
    pub(super) fn push(&mut self, entry: Entry) {
        let bucket = bucket_of(entry.person, self.buckets.len());
        self.buckets[bucket].push(entry);
        self.held = self.held.saturating_add(1);
    }

    /// Makes room when memory is full.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub(super) fn make_room(&mut self) -> Result<(), RecordsError> {
        if self.held < self.most {
            return Ok(());
        }
        self.held = 0;
        let spilled = spill(&mut self.buckets, &mut self.disk, &self.folder);
        spilled.map_err(|err| RecordsError::written(&self.folder, &err))
    }

    /// The bills of a bucket, in the order in which they came.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub(super) fn take(
        &mut self,
        bucket: usize,
        into: &mut Vec<Entry>,
    ) -> Result<(), RecordsError> {
        if let Some(disk) = &mut self.disk {
            let read = disk.read(bucket, into);
            read.map_err(|err| RecordsError::read(&self.folder, &err))?;
        }
        into.extend(std::mem::take(&mut self.buckets[bucket]));
        Ok(())
    }
}

/// The bucket of a person: the same whatever the machine, and even whatever the numbers are like.
#[inline]
pub(super) fn bucket_of(person: i64, count: usize) -> usize {
    // Fibonacci hashing: multiplied by 2^64 over the golden ratio, the upper bits are spread.
    let mixed = person.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let spread = u128::from(mixed).saturating_mul(count as u128) >> 64;
    usize::try_from(spread).unwrap_or(0)
}

fn spill(
    buckets: &mut [Vec<Entry>],
    disk: &mut Option<Disk>,
    folder: &Path,
) -> std::io::Result<()> {
    let disk = match disk {
        Some(disk) => disk,
        None => {
            let file = tempfile::tempfile_in(folder)?;
            disk.insert(Disk { file, runs: Vec::new(), end: 0, bytes: Vec::new() })
        }
    };
    let mut file = BufWriter::with_capacity(1 << 20, &disk.file);
    let mut run = Vec::with_capacity(buckets.len());
    for bucket in buckets {
        run.push((disk.end, bucket.len()));
        // Taken, not emptied: a bucket that was once large would keep its memory.
        for entry in std::mem::take(bucket) {
            file.write_all(&entry.to_bytes())?;
            disk.end = disk.end.saturating_add(BYTES as u64);
        }
    }
    file.flush()?;
    disk.runs.push(run);
    Ok(())
}

impl Disk {
    fn read(&mut self, bucket: usize, into: &mut Vec<Entry>) -> std::io::Result<()> {
        for run in &self.runs {
            let (begin, count) = run[bucket];
            self.bytes.resize(count.saturating_mul(BYTES), 0);
            self.file.seek(SeekFrom::Start(begin))?;
            self.file.read_exact(&mut self.bytes)?;
            let (entries, _) = self.bytes.as_chunks::<BYTES>();
            into.extend(entries.iter().map(Entry::from_bytes));
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test's own")]
mod tests {
    use super::*;

    fn entry(person: i64, bill: i64) -> Entry {
        let mut bytes = [0; BYTES];
        bytes[..8].copy_from_slice(&person.to_le_bytes());
        bytes[8..16].copy_from_slice(&bill.to_le_bytes());
        Entry::from_bytes(&bytes)
    }

    #[test]
    fn what_waited_on_disk_comes_back_in_the_order_in_which_it_came() {
        let folder = tempfile::tempdir().unwrap();
        let mut buckets = Buckets::new(3, 10, folder.path());
        for bill in 0..100 {
            buckets.push(entry(bill % 7, bill));
            buckets.make_room().unwrap();
        }
        assert_eq!(buckets.disk.as_ref().map(|disk| disk.runs.len()), Some(10));
        let mut met = 0;
        for bucket in 0..3 {
            let mut entries = Vec::new();
            buckets.take(bucket, &mut entries).unwrap();
            assert!(entries.iter().all(|entry| bucket_of(entry.person, 3) == bucket));
            assert!(entries.is_sorted_by_key(|entry| entry.bill));
            met += entries.len();
        }
        assert_eq!(met, 100);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "the file has no name");
    }

    #[test]
    fn buckets_of_any_numbers_are_about_even() {
        let even: [fn(i64) -> i64; 3] = [|at| at, |at| at * 1_000, |at| -at * 4_096];
        for number in even {
            let mut counts = [0_usize; 27];
            for at in 0..27_000 {
                counts[bucket_of(number(at), 27)] += 1;
            }
            assert!(counts.iter().all(|count| (500..2_000).contains(count)), "{counts:?}");
        }
    }
}
