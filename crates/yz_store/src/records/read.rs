//! Reads a table row by row, a batch in memory at a time.

use std::fs::File;
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::arrow_reader::{
    ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use yz_records::Row;

use super::batch::from_batch;
use super::error::RecordsError;

/// Rows that are decoded at a time.
const BATCH_ROWS: usize = 8_192;

/// The rows of a file of a table, in their order.
pub struct Rows<R: Row> {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    rows: std::vec::IntoIter<R>,
    /// The row that comes next, already looked at.
    next: Option<R>,
}

impl<R: Row> Rows<R> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or is no Parquet.
    pub fn open(path: &Path) -> Result<Self, RecordsError> {
        let wrong = |err: &dyn std::fmt::Display| RecordsError::read(path, &err);
        let file = File::open(path).map_err(|err| wrong(&err))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|err| wrong(&err))?;
        let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(|err| wrong(&err))?;
        let rows = Vec::new().into_iter();
        Ok(Self { path: path.to_owned(), reader, rows, next: None })
    }

    /// Looks at the next row without taking it.
    ///
    /// # Errors
    ///
    /// When the file is broken, or a value does not fit its column.
    pub fn peek(&mut self) -> Result<Option<&R>, RecordsError> {
        if self.next.is_none() {
            self.next = self.pull()?;
        }
        Ok(self.next.as_ref())
    }

    /// Takes the next row.
    ///
    /// # Errors
    ///
    /// As [`peek`](Self::peek).
    pub fn take(&mut self) -> Result<Option<R>, RecordsError> {
        match self.next.take() {
            Some(row) => Ok(Some(row)),
            None => self.pull(),
        }
    }

    fn pull(&mut self) -> Result<Option<R>, RecordsError> {
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            let Some(batch) = self.reader.next() else { return Ok(None) };
            let batch = batch.map_err(|err| RecordsError::read(&self.path, &err))?;
            let rows = from_batch(&batch).map_err(|column| {
                let reason = format!("列 {column} 有不合要求的值");
                RecordsError::read(&self.path, &reason)
            })?;
            self.rows = rows.into_iter();
        }
    }
}

/// Every row of the files of a table.
///
/// # Errors
///
/// As [`Rows::peek`].
pub fn all<R: Row>(paths: &[PathBuf]) -> Result<Vec<R>, RecordsError> {
    let mut all = Vec::new();
    for path in paths {
        let mut rows = Rows::open(path)?;
        while let Some(row) = rows.take()? {
            all.push(row);
        }
    }
    Ok(all)
}
