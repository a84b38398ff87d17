//! Finds one bill and everything about its person, without reading the whole book.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;

use datafusion::arrow::array::{Array, Int64Array};
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
    RowSelector,
};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::{PageIndexPolicy, ParquetMetaData};
use datafusion::parquet::file::page_index::column_index::ColumnIndexMetaData;
use datafusion::parquet::file::statistics::Statistics;
use yz_records::{Bill, DiseaseCertificate, Enrolment, Institution, Person, Row, Table};

use super::batch::from_batch;
use super::error::RecordsError;
use super::layout::Layout;
use super::read::all;

/// The records of a book, for questions about one person.
#[derive(Debug)]
pub struct Lookup {
    layout: Layout,
    institutions: BTreeMap<i64, Institution>,
}

/// Everything about one person.
#[derive(Debug, Default)]
pub struct PersonRecords {
    /// The person; none where nobody has the number.
    pub person: Option<Person>,
    /// The enrolments.
    pub enrolments: Vec<Enrolment>,
    /// The diseases certified for.
    pub certificates: Vec<DiseaseCertificate>,
    /// Every bill.
    pub bills: Vec<Bill>,
}

impl Lookup {
    /// Opens the records of the book in a folder.
    ///
    /// # Errors
    ///
    /// When the institutions cannot be read.
    pub fn open(folder: &Path) -> Result<Self, RecordsError> {
        let layout = Layout::of_book(folder);
        let rows: Vec<Institution> = all(&layout.files(Institution::TABLE))?;
        let institutions = rows.into_iter().map(|row| (row.institution_id, row)).collect();
        Ok(Self { layout, institutions })
    }

    /// The institutions, by number.
    #[must_use]
    pub fn institutions(&self) -> &BTreeMap<i64, Institution> {
        &self.institutions
    }

    /// Everything about the person of a bill; `None` when no bill has the number.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn person_of_bill(&self, bill_id: i64) -> Result<Option<PersonRecords>, RecordsError> {
        let files = self.layout.files(Bill::TABLE);
        // Bills are sorted by person: their numbers have to be looked through, one column only.
        let found: Vec<Result<Option<i64>, RecordsError>> = thread::scope(|scope| {
            let half = files.len().saturating_add(1) / 2;
            let search = |part: &[PathBuf]| {
                part.iter().find_map(|file| person_of(file, bill_id).transpose()).transpose()
            };
            let parts: Vec<_> =
                files.chunks(half.max(1)).map(|part| scope.spawn(move || search(part))).collect();
            parts
                .into_iter()
                .map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        for person in found {
            if let Some(person_id) = person? {
                return self.person(person_id).map(Some);
            }
        }
        Ok(None)
    }

    /// Everything about a person.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn person(&self, person_id: i64) -> Result<PersonRecords, RecordsError> {
        Ok(PersonRecords {
            person: self.rows_of::<Person>(person_id)?.into_iter().next(),
            enrolments: self.rows_of(person_id)?,
            certificates: self.rows_of(person_id)?,
            bills: self.rows_of(person_id)?,
        })
    }

    fn rows_of<R: Row>(&self, person_id: i64) -> Result<Vec<R>, RecordsError> {
        let mut rows = Vec::new();
        for file in self.layout.files(R::TABLE) {
            rows.extend(rows_of_person(&file, person_id)?);
        }
        Ok(rows)
    }
}

/// The person of a bill in one file.
fn person_of(path: &Path, bill_id: i64) -> Result<Option<i64>, RecordsError> {
    let wrong = |err: &dyn std::fmt::Display| RecordsError::read(path, &err);
    let file = File::open(path).map_err(|err| wrong(&err))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|err| wrong(&err))?;
    let groups = groups_with_bill(&builder, bill_id).map_err(|err| wrong(&err))?;
    if groups.is_empty() {
        return Ok(None);
    }
    let columns = ["bill_id", "person_id"];
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns);
    let reader = builder
        .with_projection(mask)
        .with_row_groups(groups)
        .with_batch_size(65_536)
        .build()
        .map_err(|err| wrong(&err))?;
    for batch in reader {
        let batch = batch.map_err(|err| wrong(&err))?;
        let integers =
            |name| -> Option<&Int64Array> { batch.column_by_name(name)?.as_any().downcast_ref() };
        let (Some(bills), Some(persons)) = (integers("bill_id"), integers("person_id")) else {
            return Err(wrong(&"没有 bill_id 或 person_id 列"));
        };
        if let Some(row) = bills.values().iter().position(|bill| *bill == bill_id) {
            return Ok(Some(persons.value(row)));
        }
    }
    Ok(None)
}

/// The row groups that may have a bill, as far as their filters say.
fn groups_with_bill(
    builder: &ParquetRecordBatchReaderBuilder<File>,
    bill_id: i64,
) -> Result<Vec<usize>, ParquetError> {
    let column = Bill::TABLE.index("bill_id").unwrap_or(0);
    let mut groups = Vec::new();
    for group in 0..builder.metadata().num_row_groups() {
        let filter = builder.get_row_group_column_bloom_filter(group, column)?;
        if filter.is_none_or(|filter| filter.check(&bill_id)) {
            groups.push(group);
        }
    }
    Ok(groups)
}

/// The rows of a person in a file that is sorted by person: only the pages that may have them are
/// read.
fn rows_of_person<R: Row>(path: &Path, person_id: i64) -> Result<Vec<R>, RecordsError> {
    let wrong = |err: &dyn std::fmt::Display| RecordsError::read(path, &err);
    let open = || File::open(path).map_err(|err| wrong(&err));
    let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Optional);
    let metadata = ArrowReaderMetadata::load(&open()?, options).map_err(|err| wrong(&err))?;
    let builder = || -> Result<_, RecordsError> {
        Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(open()?, metadata.clone()))
    };
    let groups = groups_with(metadata.metadata(), R::TABLE, person_id);
    let mut rows = Vec::new();
    for group in groups {
        let pages = pages_with(metadata.metadata(), R::TABLE, group, person_id);
        let own = builder()?;
        let mask = ProjectionMask::columns(own.parquet_schema(), ["person_id"]);
        let ids = own
            .with_row_groups(vec![group])
            .with_row_selection(selection(&pages))
            .with_projection(mask)
            .build()
            .map_err(|err| wrong(&err))?;
        let Some((offset, count)) = span(ids, person_id).map_err(|err| wrong(&err))? else {
            continue;
        };
        let begin = pages.start.saturating_add(offset);
        let reader = builder()?
            .with_row_groups(vec![group])
            .with_row_selection(selection(&(begin..begin.saturating_add(count))))
            .build()
            .map_err(|err| wrong(&err))?;
        for batch in reader {
            let batch = batch.map_err(|err| wrong(&err))?;
            let part: Vec<R> = from_batch(&batch).map_err(|column| wrong(&column))?;
            rows.extend(part);
        }
    }
    Ok(rows)
}

/// The row groups whose persons may include one.
fn groups_with(metadata: &ParquetMetaData, table: &Table, person_id: i64) -> Vec<usize> {
    let column = table.index("person_id").unwrap_or(0);
    let may = |group: &usize| match metadata.row_group(*group).column(column).statistics() {
        Some(Statistics::Int64(known)) => {
            known.min_opt().is_none_or(|least| *least <= person_id)
                && known.max_opt().is_none_or(|most| person_id <= *most)
        }
        _ => true,
    };
    (0..metadata.num_row_groups()).filter(may).collect()
}

/// The rows of the pages of a group that may have a person; all of them where the file does not say
/// what its pages have.
fn pages_with(
    metadata: &ParquetMetaData,
    table: &Table,
    group: usize,
    person_id: i64,
) -> Range<usize> {
    let rows = usize::try_from(metadata.row_group(group).num_rows()).unwrap_or(0);
    let narrowed = || {
        let column = table.index("person_id")?;
        let values = metadata.column_index()?.get(group)?.get(column)?;
        let ColumnIndexMetaData::INT64(values) = values else { return None };
        let pages = metadata.offset_index()?.get(group)?.get(column)?.page_locations();
        let begins = |page: usize| {
            let page = pages.get(page)?;
            usize::try_from(page.first_row_index).ok()
        };
        // Pages are in the order of persons: those before end with a lesser one.
        let before = |most: &Option<&i64>| most.is_some_and(|most| *most < person_id);
        let first = values.max_values_iter().take_while(before).count();
        let from = |least: &Option<&i64>| least.is_none_or(|least| *least <= person_id);
        let end = values.min_values_iter().take_while(from).count();
        Some(begins(first)?..begins(end).unwrap_or(rows))
    };
    narrowed().unwrap_or(0..rows)
}

/// The rows of a range and no others.
fn selection(rows: &Range<usize>) -> RowSelection {
    let (skip, take) = (RowSelector::skip(rows.start), RowSelector::select(rows.len()));
    RowSelection::from(vec![skip, take])
}

/// Where the rows of a person stand: how many others come before, and how many there are.
fn span(
    ids: impl Iterator<
        Item = Result<datafusion::arrow::array::RecordBatch, datafusion::arrow::error::ArrowError>,
    >,
    person_id: i64,
) -> Result<Option<(usize, usize)>, datafusion::arrow::error::ArrowError> {
    let (mut seen, mut found) = (0_usize, None);
    for batch in ids {
        let batch = batch?;
        let column = batch.column(0).as_any().downcast_ref::<Int64Array>();
        for id in column.into_iter().flat_map(|column| column.values()) {
            if *id == person_id {
                let (_, count) = found.get_or_insert((seen, 0_usize));
                *count = count.saturating_add(1);
            }
            seen = seen.saturating_add(1);
        }
    }
    Ok(found)
}
