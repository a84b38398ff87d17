//! New rows beside those on record: the same are passed over, others refused, the rest merged in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::Int64Array;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use yz_records::{Checks, Ids, Reason, Table};

use super::ImportedFile;
use super::gathered::{Gathered, refuse_row};
use crate::records::layout::month_of;
use crate::records::write::Sealed;
use crate::records::{Layout, RecordsError, Rows, TableWriter};

/// Rows that are decoded at a time.
const BATCH_ROWS: usize = 65_536;

impl<R: Checks> Gathered<R> {
    /// Takes out the rows that are on record: with the same values they are passed over, with
    /// others refused. The rows are in the order of their keys.
    pub(super) fn pass_over_recorded(
        &mut self,
        layout: &Layout,
        outcomes: &mut [ImportedFile],
    ) -> Result<(), RecordsError> {
        let mut on_record = vec![None; self.rows.len()];
        for path in layout.files(R::TABLE) {
            let mut rows = Rows::<R>::open(&path)?;
            while let Some(row) = rows.take()? {
                let key = row.key();
                let at = self.rows.binary_search_by_key(&key, |own| own.value.key());
                if let Ok(at) = at
                    && let (Some(own), Some(known)) = (self.rows.get(at), on_record.get_mut(at))
                {
                    *known = Some(own.value == row);
                }
            }
        }
        let mut known = on_record.into_iter();
        self.rows.retain(|row| match known.next().flatten() {
            None => true,
            Some(true) => {
                if let Some(outcome) = outcomes.get_mut(row.file) {
                    outcome.repeated = outcome.repeated.saturating_add(1);
                }
                false
            }
            Some(false) => {
                refuse_row(row, Reason::DiffersFromRecord, outcomes);
                false
            }
        });
        Ok(())
    }

    /// Writes the rows, merged with those on record, beside the files that they will replace.
    pub(super) fn seal(self, layout: &Layout) -> Result<Vec<Sealed>, RecordsError> {
        let mut files: BTreeMap<PathBuf, Vec<R>> = BTreeMap::new();
        for row in self.rows {
            let path = match row.value.day() {
                Some(day) => layout.month(R::TABLE, &month_of(day)),
                None => layout.file(R::TABLE),
            };
            files.entry(path).or_default().push(row.value);
        }
        let mut sealed = Vec::new();
        for (path, mut rows) in files {
            rows.sort_by_key(Checks::rank);
            sealed.push(merged(&path, rows)?);
        }
        Ok(sealed)
    }
}

/// The rows of a file with new ones in their places; both are in the order of their table.
fn merged<R: Checks>(path: &Path, new: Vec<R>) -> Result<Sealed, RecordsError> {
    let mut writer = TableWriter::create(path)?;
    let mut new = new.into_iter().peekable();
    if path.is_file() {
        let mut old = Rows::<R>::open(path)?;
        while let Some(row) = old.take()? {
            while let Some(next) = new.next_if(|next| next.rank() < row.rank()) {
                writer.push(next)?;
            }
            writer.push(row)?;
        }
    }
    for row in new {
        writer.push(row)?;
    }
    writer.seal()
}

/// The numbers in a column of a table; nothing where the table is not on record.
pub(super) fn ids(
    layout: &Layout,
    table: &Table,
    column: &str,
) -> Result<Option<Ids>, RecordsError> {
    let files = layout.files(table);
    if files.is_empty() {
        return Ok(None);
    }
    let mut all = Vec::new();
    for path in files {
        let wrong = |err: &dyn std::fmt::Display| RecordsError::read(&path, &err);
        let file = std::fs::File::open(&path).map_err(|err| wrong(&err))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|err| wrong(&err))?;
        let mask = ProjectionMask::columns(builder.parquet_schema(), [column]);
        let reader = builder.with_projection(mask).with_batch_size(BATCH_ROWS).build();
        for batch in reader.map_err(|err| wrong(&err))? {
            let batch = batch.map_err(|err| wrong(&err))?;
            let own = batch.column_by_name(column);
            match own.and_then(|own| own.as_any().downcast_ref::<Int64Array>()) {
                Some(own) => all.extend_from_slice(own.values()),
                None => return Err(wrong(&format!("{column}?"))),
            }
        }
    }
    Ok(Some(all.into_iter().collect()))
}
