//! Whether what was counted is still what lies there.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sha2::{Digest, Sha256};
use yz_diagnostics::{Finding, Level, Words, words};
use yz_records::TABLES;

use super::file::COUNTED_FILE;
use super::{Counted, FOLDER};
use crate::folder::Folder;
use crate::records::Layout;
use crate::rules::COUNTS_OUT_OF_DATE;

/// Where the benefits lie that measures may settle by.
pub(super) const BENEFITS: &str = "benefits/";

/// A measure, a shared table or benefits as they were when they were counted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedFile {
    /// Its path in the house's data.
    pub file: String,
    /// The tables of the records that it counts.
    pub tables: Vec<String>,
    /// The hash of its text.
    pub sha256: String,
}

/// A file of records as it was when it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// Its path below `records/`.
    pub file: String,
    /// How many rows it has.
    pub rows: u64,
    /// How long it is.
    pub bytes: u64,
    /// The hash of its bytes.
    pub sha256: String,
}

/// Every file of a book's records, by its path below `records/`.
fn record_files(book: &Path) -> Vec<(String, PathBuf)> {
    let layout = Layout::of_book(book);
    let files = TABLES.iter().flat_map(|table| layout.files(table));
    let named = files.filter_map(|path| {
        let below = path.strip_prefix(layout.root()).ok()?;
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Some((parts.join("/"), path.clone()))
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

/// The records of a book as they are.
///
/// # Errors
///
/// The file that cannot be read, and why.
pub(super) fn fingerprint(book: &Path) -> Result<Vec<RecordFile>, (PathBuf, String)> {
    let files = record_files(book);
    let hashed = hash_all(&files);
    let mut records = Vec::new();
    for ((file, path), hash) in files.into_iter().zip(hashed) {
        let failed = |err: &dyn std::fmt::Display| (path.clone(), err.to_string());
        let (bytes, sha256) = hash.map_err(|err| failed(&err))?;
        let opened = File::open(&path).map_err(|err| failed(&err))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(opened);
        let rows = reader.map_err(|err| failed(&err))?.metadata().file_metadata().num_rows();
        records.push(RecordFile { file, rows: u64::try_from(rows).unwrap_or(0), bytes, sha256 });
    }
    Ok(records)
}

/// Length and hash of every file, on as many threads as the machine has.
fn hash_all(files: &[(String, PathBuf)]) -> Vec<io::Result<(u64, String)>> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = files.len().div_ceil(cores).max(1); // not a figure: files a thread
    let hash = |own: &[(String, PathBuf)]| -> Vec<io::Result<(u64, String)>> {
        own.iter().map(|(_, path)| hash_file(path)).collect()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> =
            files.chunks(share).map(|own| scope.spawn(move || hash(own))).collect();
        let mut hashes = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok(own) => hashes.extend(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        hashes
    })
}

/// How much of a file is hashed at a time.
const CHUNK: usize = 1 << 18;

fn hash_file(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut buffer, mut bytes) = (Sha256::new(), vec![0; CHUNK], 0_u64);
    loop {
        let read = file.read(&mut buffer)?;
        let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { break };
        hasher.update(part);
        bytes = bytes.saturating_add(u64::try_from(read).unwrap_or(0));
    }
    Ok((bytes, hex(&hasher.finalize())))
}

/// The hash of a text.
pub(super) fn hash_text(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Counted {
    /// What has changed since the records were counted: records, measures, the period.
    ///
    /// Where there are no records beside the book at all, a hint says that nobody could look.
    #[must_use]
    pub fn out_of_date(
        &self,
        book: &Path,
        period: yz_units::Period,
        data: &Folder,
    ) -> Vec<Finding> {
        let mut causes = Vec::new();
        if self.period != period {
            let (was, is) = (self.period, period);
            causes.push(words!(
                "计数的期间是 {was}，账的期间是 {is}",
                "{was} was counted, the book is about {is}"
            ));
        }
        causes.extend(self.changed_measures(data));
        if Layout::of_book(book).root().is_dir() {
            causes.extend(self.changed_records(book));
        } else {
            let finding = not_compared();
            return causes
                .first()
                .map(|cause| stale(cause, &causes))
                .into_iter()
                .chain([finding])
                .collect();
        }
        causes.first().map(|cause| stale(cause, &causes)).into_iter().collect()
    }

    /// The measures that are not what was counted with. One that came later changes nothing that
    /// was counted before.
    fn changed_measures(&self, data: &Folder) -> Vec<Words> {
        let mut causes = Vec::new();
        for counted in &self.measures {
            let file = &counted.file;
            let is_ours = file.starts_with(FOLDER) || file.starts_with(BENEFITS);
            match data.text(file).filter(|_| is_ours) {
                None => causes.push(words!("口径 {file} 没有了", "the measure {file} is gone")),
                Some(text) if hash_text(text) != counted.sha256 => {
                    causes.push(words!("口径 {file} 改过了", "the measure {file} has changed"));
                }
                Some(_) => {}
            }
        }
        causes
    }

    /// The records that are not what was counted.
    fn changed_records(&self, book: &Path) -> Vec<Words> {
        let mut causes = Vec::new();
        let files = record_files(book);
        for counted in &self.records {
            let file = &counted.file;
            if !files.iter().any(|(known, _)| known == file) {
                causes.push(words!("记录 records/{file} 没有了", "records/{file} is gone"));
            }
        }
        for ((file, _), hash) in files.iter().zip(hash_all(&files)) {
            let counted = self.records.iter().find(|counted| counted.file == *file);
            let now = hash.ok().map(|(_, sha256)| sha256);
            match counted {
                None => causes.push(words!(
                    "记录 records/{file} 还没有计数",
                    "records/{file} was not counted"
                )),
                Some(counted) if now.as_ref() != Some(&counted.sha256) => {
                    causes.push(words!("记录 records/{file} 改过了", "records/{file} has changed"))
                }
                Some(_) => {}
            }
        }
        causes
    }
}

/// One finding for everything that has changed: one command mends all of it.
fn stale(first: &Words, causes: &[Words]) -> Finding {
    let more = causes.len().saturating_sub(1);
    let (zh, en) = (&first.zh, &first.en);
    let message = if more == 0 {
        words!("计数已经过时：{zh}", "the counts are out of date: {en}")
    } else {
        words!(
            "计数已经过时：{zh}，另有{more}处变动",
            "the counts are out of date: {en}, and {more} more changes"
        )
    };
    let help = words!(
        "重新计数：`yizhang count 账的文件夹`；不要手改 counted.toml",
        "count again with `yizhang count BOOK`; never change counted.toml by hand"
    );
    Finding::new(&COUNTS_OUT_OF_DATE, COUNTED_FILE, message).at(COUNTED_FILE, None).help(help)
}

/// Counts without the records they were counted from.
fn not_compared() -> Finding {
    let message = words!(
        "账里没有 records/，计数没有和记录核对",
        "the book has no records/: the counts were not compared with them"
    );
    let help = words!(
        "有记录的人用 `yizhang verify` 核对；counted.toml 写着各文件的指纹",
        "whoever has the records can verify; counted.toml has the fingerprint of each file"
    );
    let finding = Finding::new(&COUNTS_OUT_OF_DATE, COUNTED_FILE, message);
    Finding { level: Level::Hint, ..finding.at(COUNTED_FILE, None).help(help) }
}
