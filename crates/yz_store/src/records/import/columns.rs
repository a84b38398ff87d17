//! Rows of a Parquet file of anybody's: columns by any of the names, of any type that has a text.

use std::fs::File;
use std::path::Path;

use csv::StringRecord;
use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use super::RowFn;
use crate::records::RecordsError;

/// Rows that are decoded at a time.
const BATCH_ROWS: usize = 8_192;

/// Hands out the names of the columns as row 1, and then the rows.
pub(super) fn each_row(path: &Path, with: RowFn<'_>) -> Result<(), RecordsError> {
    let wrong = |err: &dyn std::fmt::Display| RecordsError::read(path, &err);
    let file = File::open(path).map_err(|err| wrong(&err))?;
    // What Arrow adds to the types of Parquet is not asked for: where it is damaged, its reader
    // panics.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
    let builder = builder.map_err(|err| wrong(&err))?;
    let names: StringRecord =
        builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
    if !with(1, &names)? {
        return Ok(());
    }
    let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(|err| wrong(&err))?;
    let (mut row, mut record, mut cell) = (1_usize, StringRecord::new(), String::new());
    for batch in reader {
        let batch = batch.map_err(|err| wrong(&err))?;
        let columns = texts(&batch).map_err(|err| wrong(&err))?;
        for index in 0..batch.num_rows() {
            row = row.saturating_add(1);
            record.clear();
            for column in &columns {
                cell.clear();
                column.value(index).write(&mut cell).map_err(|err| wrong(&err))?;
                record.push_field(&cell);
            }
            if !with(row, &record)? {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn texts(batch: &RecordBatch) -> Result<Vec<ArrayFormatter<'_>>, ArrowError> {
    const OPTIONS: FormatOptions<'static> = FormatOptions::new().with_display_error(false);
    let columns = batch.columns().iter();
    columns.map(|column| ArrayFormatter::try_new(column as &dyn Array, &OPTIONS)).collect()
}
