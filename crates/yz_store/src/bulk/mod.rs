//! Settles a file of bills without a book: Parquet in, Parquet out.
//!
//! Nobody is asked who is insured: every bill is settled as it stands, under one plan. A file that
//! is sorted by person, date and number is streamed, a row group a thread at a time; another is
//! dealt into buckets of persons, which are sorted one by one and wait on disk when they are many.
//! Which of both it is, the file itself says: the order is seen row by row.
//!
//! The same file gives the same bytes, however many threads there are.

mod bills;
mod columns;
mod done;
mod entry;
mod file;
mod function;
mod operator;
mod queue;
mod settler;
mod sorted;
mod spill;
#[cfg(test)]
mod tests;
mod unsorted;
mod writer;

use std::path::{Path, PathBuf};

use yz_diagnostics::words;
use yz_settlement::Plan;

use crate::records::{GROUP_ROWS, RecordsError};
use columns::Columns;
use done::Shape;
use file::BillsFile;
use writer::{Writer, folder_of};

pub use function::{SETTLE, register_settle};
pub use operator::SettleExec;

/// What came of settling a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SettledFile {
    /// Bills, all of them settled.
    pub bills: u64,
    /// Persons with bills.
    pub persons: u64,
    /// What the bills come to, in fen.
    pub total_fen: i128,
    /// What the funds pay of it, in fen.
    pub fund_fen: i128,
    /// Whether the file was sorted by person, date and number.
    pub sorted: bool,
}

/// Why the rows could not be settled in the order in which they stand.
enum Stopped {
    /// A row stands before one that comes earlier.
    Unsorted,
    /// A row cannot be settled, or the disk refuses.
    Failed(RecordsError),
}

impl From<RecordsError> for Stopped {
    fn from(err: RecordsError) -> Self {
        Self::Failed(err)
    }
}

/// Settles every bill of a Parquet file under a plan, and writes one row for each to `out`.
///
/// Columns are found by their names in the table of bills or by an alias; a file with the names of
/// the benchmark (`claim_id`, `out_of_area`, …) gets an answer with the benchmark's columns,
/// another one with the columns of settlements. Persons begin the year with nothing used up.
///
/// # Errors
///
/// When the file cannot be read, has not the columns, or has a bill that cannot be settled: its row
/// and column are said, and nothing is left at `out`.
pub fn settle_file(
    plan: &Plan,
    bills: &Path,
    out: &Path,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<SettledFile, RecordsError> {
    settle_within(plan, bills, out, threads, Limits::default(), progress)
}

fn settle_within(
    plan: &Plan,
    bills: &Path,
    out: &Path,
    threads: usize,
    limits: Limits,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<SettledFile, RecordsError> {
    let file = BillsFile::open(bills)?;
    if same_file(bills, out) {
        return Err(over_itself(bills));
    }
    let columns = Columns::of(file.schema(), plan).map_err(|reason| file.refused(&reason))?;
    let shape = Shape::of(&columns, plan);
    let create = || Writer::create(out, &shape, plan.synthetic);
    let (file, columns, shape, threads) = (&file, &columns, &shape, threads.max(1));
    if file.may_be_sorted(columns) {
        let writer = create()?;
        let job = Job { plan, file, columns, shape, writer: &writer, threads, limits };
        match sorted::settle(&job, progress) {
            Ok(settled) => return writer.finish().map(|()| settled),
            Err(Stopped::Failed(err)) => return Err(err),
            Err(Stopped::Unsorted) => {}
        }
    }
    let writer = create()?;
    let job = Job { plan, file, columns, shape, writer: &writer, threads, limits };
    let settled = unsorted::settle(&job, progress)?;
    writer.finish().map(|()| settled)
}

/// A file that is being settled.
struct Job<'j> {
    plan: &'j Plan,
    file: &'j BillsFile,
    columns: &'j Columns,
    shape: &'j Shape,
    writer: &'j Writer,
    threads: usize,
    limits: Limits,
}

/// What is held in memory, in rows.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Settlements that become a row group of the answer.
    piece: usize,
    /// Bills of a bucket, about.
    bucket: usize,
    /// Bills that wait for their bucket's turn in memory, all threads together; 64 bytes each.
    waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { piece: GROUP_ROWS, bucket: GROUP_ROWS, waiting: 1 << 22 }
    }
}

/// Whether two paths lead to one file, whatever links and dots are on the way.
fn same_file(bills: &Path, out: &Path) -> bool {
    let real = |path: &Path| -> Option<PathBuf> {
        let whole = path.canonicalize().ok();
        whole.or_else(|| Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?)))
    };
    real(bills).is_some_and(|bills| Some(bills) == real(out))
}

fn over_itself(path: &Path) -> RecordsError {
    let shown = path.display();
    RecordsError::new(words!(
        "结果不能写到费用文件 {shown} 自己上\n  怎么办：换一个结果文件名",
        "the result cannot be written over the bills, {shown}\n  help: name another file"
    ))
}

impl SettledFile {
    /// Adds what another part of the file came to; whether it was sorted stays.
    fn add(&mut self, other: &Self) {
        self.bills = self.bills.saturating_add(other.bills);
        self.persons = self.persons.saturating_add(other.persons);
        self.total_fen = self.total_fen.saturating_add(other.total_fen);
        self.fund_fen = self.fund_fen.saturating_add(other.fund_fen);
    }
}
