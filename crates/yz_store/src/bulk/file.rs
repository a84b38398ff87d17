//! The file that the bills are in.

use std::fs::File;
use std::path::{Path, PathBuf};

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use datafusion::parquet::file::metadata::RowGroupMetaData;
use datafusion::parquet::file::statistics::Statistics;
use yz_diagnostics::{Words, words};
use yz_settlement::Plan;

use super::bills::Bills;
use super::columns::Columns;
use crate::records::RecordsError;

/// Rows that are decoded at a time: few enough to stay close to the processor.
pub(super) const BATCH_ROWS: usize = 8_192;

/// A Parquet file of bills.
pub(crate) struct BillsFile {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    /// The row that each group begins with, from 0.
    begins: Vec<u64>,
}

impl BillsFile {
    /// Reads what the file says of itself.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or is no Parquet.
    pub(crate) fn open(path: &Path) -> Result<Self, RecordsError> {
        let wrong = |err: &dyn std::fmt::Display| RecordsError::read(path, &err);
        let file = File::open(path).map_err(|err| wrong(&err))?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())
            .map_err(|err| wrong(&err))?;
        let mut begin = 0_u64;
        let mut begins = Vec::new();
        for group in metadata.metadata().row_groups() {
            begins.push(begin);
            begin = begin.saturating_add(u64::try_from(group.num_rows()).unwrap_or(0));
        }
        begins.push(begin);
        Ok(Self { path: path.to_owned(), metadata, begins })
    }

    /// The columns that it has.
    pub(crate) fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    /// How many row groups.
    pub(crate) fn groups(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// How many rows.
    pub(crate) fn rows(&self) -> u64 {
        self.begins.last().copied().unwrap_or(0)
    }

    /// How many rows a group has.
    pub(crate) fn rows_of(&self, group: usize) -> usize {
        let begin = self.begins[group];
        let end = self.begins[group.saturating_add(1)];
        usize::try_from(end.saturating_sub(begin)).unwrap_or(usize::MAX)
    }

    /// Whether the persons of each group follow those of the group before, as far as the file says.
    pub(crate) fn may_be_sorted(&self, columns: &Columns) -> bool {
        let called = columns.called("person_id").unwrap_or_default();
        let field = self.schema().field_with_name(called);
        // The least and greatest of numbers without a sign are written as if they had one.
        let is_signed = field.is_ok_and(|field| field.data_type().is_signed_integer());
        let mut before = i64::MIN;
        for group in self.metadata.metadata().row_groups() {
            if let Some((least, most)) = range_of(group, called).filter(|_| is_signed) {
                if least < before {
                    return false;
                }
                before = most;
            }
        }
        true
    }

    /// Reads the bills of a group, batch by batch.
    ///
    /// # Errors
    ///
    /// What the taker says, or the row that cannot be settled.
    pub(crate) fn read<E: From<RecordsError>>(
        &self,
        plan: &Plan,
        columns: &Columns,
        group: usize,
        mut take: impl FnMut(&Bills) -> Result<(), E>,
    ) -> Result<(), E> {
        let wrong = |err: &dyn std::fmt::Display| E::from(RecordsError::read(&self.path, &err));
        // A file of one's own for each group: handles that are cloned share their place.
        let file = File::open(&self.path).map_err(|err| wrong(&err))?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.names());
        let reader = builder
            .with_projection(mask)
            .with_row_groups(vec![group])
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(|err| wrong(&err))?;
        let mut row = self.begins[group];
        for batch in reader {
            let batch = batch.map_err(|err| wrong(&err))?;
            let bills = columns.bills(plan, &batch).map_err(|wrong| {
                let offset = u64::try_from(wrong.row).unwrap_or(u64::MAX);
                self.refused_at(row.saturating_add(offset), &wrong.reason)
            })?;
            row = row.saturating_add(u64::try_from(bills.len()).unwrap_or(0));
            take(&bills)?;
        }
        Ok(())
    }

    /// A file that cannot be settled at all.
    pub(crate) fn refused(&self, reason: &Words) -> RecordsError {
        let shown = self.path.display();
        let (zh, en) = (&reason.zh, &reason.en);
        RecordsError::new(words!("{shown}：{zh}", "{shown}: {en}"))
    }

    /// A row that cannot be settled; `row` from 0.
    fn refused_at(&self, row: u64, reason: &Words) -> RecordsError {
        let shown = self.path.display();
        let row = row.saturating_add(1);
        let (zh, en) = (&reason.zh, &reason.en);
        RecordsError::new(words!(
            "{shown} 第 {row} 行：{zh}\n  怎么办：改正这一行后重新结算；没有写出任何结果",
            "{shown} row {row}: {en}\n  help: mend the row and settle again; nothing was written"
        ))
    }
}

/// The least and the greatest value of a column of whole numbers in a group.
fn range_of(group: &RowGroupMetaData, called: &str) -> Option<(i64, i64)> {
    let column = group.columns().iter().find(|column| column.column_path().string() == called)?;
    match column.statistics()? {
        Statistics::Int64(range) => Some((*range.min_opt()?, *range.max_opt()?)),
        Statistics::Int32(range) => {
            Some((i64::from(*range.min_opt()?), i64::from(*range.max_opt()?)))
        }
        _ => None,
    }
}
