//! Writes a table: whole or not at all.

use std::fs::{self, File};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::metadata::{KeyValue, SortingColumn};
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use datafusion::parquet::schema::types::ColumnPath;
use tempfile::NamedTempFile;
use yz_records::{Bill, Row, Table};

use super::batch::to_batch;
use super::error::RecordsError;
use super::schema::schema;

/// Rows in a row group: what one thread takes at a time.
pub(crate) const GROUP_ROWS: usize = 131_072;
/// Rows in a page: what looking up one person has to read.
const PAGE_ROWS: usize = 8_192;
/// Rows that are gathered before they become columns: few enough to stay close to the processor.
const GATHERED: usize = 4_096;

/// Writes rows of a table into a Parquet file, in the order in which they come.
pub struct TableWriter<R: Row> {
    path: PathBuf,
    file: NamedTempFile,
    writer: ArrowWriter<File>,
    rows: Vec<R>,
    count: u64,
    table: PhantomData<R>,
}

/// A whole file beside its place; it goes away when it is not published.
#[derive(Debug)]
pub struct Sealed {
    path: PathBuf,
    file: NamedTempFile,
    count: u64,
}

impl<R: Row> TableWriter<R> {
    /// Begins a file; nothing is at `path` before [`finish`](Self::finish).
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or written.
    pub fn create(path: &Path) -> Result<Self, RecordsError> {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let wrong = |err: &dyn std::fmt::Display| RecordsError::written(path, &err);
        fs::create_dir_all(folder).map_err(|err| wrong(&err))?;
        let file = NamedTempFile::new_in(folder).map_err(|err| wrong(&err))?;
        let handle = file.reopen().map_err(|err| wrong(&err))?;
        let writer = ArrowWriter::try_new(handle, schema(R::TABLE), Some(properties(R::TABLE)))
            .map_err(|err| wrong(&err))?;
        let (path, rows) = (path.to_owned(), Vec::with_capacity(GATHERED));
        Ok(Self { path, file, writer, rows, count: 0, table: PhantomData })
    }

    /// Says in the file itself that its rows are made up.
    #[must_use]
    pub fn synthetic(mut self, made_up: bool) -> Self {
        if made_up {
            self.writer.append_key_value_metadata(made_up_mark());
        }
        self
    }

    /// Appends a row.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn push(&mut self, row: R) -> Result<(), RecordsError> {
        self.rows.push(row);
        if GATHERED <= self.rows.len() { self.flush() } else { Ok(()) }
    }

    /// Appends rows that are columns already.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn push_batch(&mut self, batch: &RecordBatch) -> Result<(), RecordsError> {
        self.flush()?;
        self.count = self.count.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(0));
        self.writer.write(batch).map_err(|err| RecordsError::written(&self.path, &err))
    }

    /// How many rows were appended.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count.saturating_add(u64::try_from(self.rows.len()).unwrap_or(0))
    }

    /// Ends the file and puts it in its place.
    ///
    /// # Errors
    ///
    /// When the disk refuses; then nothing is at the place.
    pub fn finish(self) -> Result<u64, RecordsError> {
        self.seal()?.publish()
    }

    /// Ends the file and leaves it beside its place, so that several can be put in theirs when all
    /// of them are whole.
    ///
    /// # Errors
    ///
    /// When the disk refuses; then nothing is left.
    pub fn seal(mut self) -> Result<Sealed, RecordsError> {
        self.flush()?;
        let wrong = |err: &dyn std::fmt::Display| RecordsError::written(&self.path, &err);
        self.writer.close().map_err(|err| wrong(&err))?;
        self.file.as_file().sync_all().map_err(|err| wrong(&err))?;
        Ok(Sealed { path: self.path, file: self.file, count: self.count })
    }

    fn flush(&mut self) -> Result<(), RecordsError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let batch = to_batch(&self.rows).map_err(|err| RecordsError::written(&self.path, &err))?;
        self.count = self.count.saturating_add(u64::try_from(self.rows.len()).unwrap_or(0));
        self.rows.clear();
        self.writer.write(&batch).map_err(|err| RecordsError::written(&self.path, &err))
    }
}

impl Sealed {
    /// Where it will be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the file in its place and says how many rows it has.
    ///
    /// # Errors
    ///
    /// When the disk refuses; then what was at the place is there still.
    pub fn publish(self) -> Result<u64, RecordsError> {
        let placed = self.file.persist(&self.path);
        placed.map_err(|err| RecordsError::written(&self.path, &err.error))?;
        Ok(self.count)
    }
}

/// What a file of made-up rows says of itself.
pub(crate) fn made_up_mark() -> KeyValue {
    KeyValue::new("synthetic".to_owned(), "true: 合成数据, made up".to_owned())
}

/// How a table is written: sorted as declared, with statistics of what it is sorted and found by.
fn properties(table: &Table) -> WriterProperties {
    let sorted = table.order.iter().filter_map(|name| {
        let column = i32::try_from(table.index(name)?).ok()?;
        Some(SortingColumn { column_idx: column, descending: false, nulls_first: false })
    });
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_write_batch_size(PAGE_ROWS)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_sorting_columns(Some(sorted.collect()));
    for name in table.order {
        let path = ColumnPath::from(*name);
        properties = properties.set_column_statistics_enabled(path, EnabledStatistics::Page);
    }
    if table.name == Bill::TABLE.name {
        // A bill is found by its number too: a filter says which groups cannot have it.
        let path = ColumnPath::from("bill_id");
        properties = properties
            .set_column_bloom_filter_enabled(path.clone(), true)
            .set_column_bloom_filter_max_ndv(path.clone(), GROUP_ROWS as u64)
            .set_column_bloom_filter_fpp(path, 0.01);
    }
    for column in table.columns.iter().filter(|column| is_repetitive(column)) {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(column.name), true);
    }
    properties.build()
}

/// Whether the same values come again and again, so that a dictionary saves room.
fn is_repetitive(column: &yz_records::Column) -> bool {
    use yz_records::Holds;
    match column.holds {
        Holds::Code(_) | Holds::Small | Holds::Day => true,
        Holds::Fen | Holds::FenOfEitherSign => {
            column.name != "total_fen" && column.name != "person_fen"
        }
        Holds::Integer => !matches!(column.name, "person_id" | "bill_id" | "household_id"),
        Holds::Text | Holds::Flag => false,
    }
}
