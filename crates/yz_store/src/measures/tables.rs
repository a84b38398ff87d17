//! The tables that a measure may name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Int8Array, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::error::Result;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use yz_records::{CodeList, Holds, TABLES, Table};
use yz_units::{Day, Period};

use crate::records::{Layout, schema};

/// The name of the table with the first and the last day of the book's period.
pub(super) const YEAR: &str = "year";

/// Makes every table of the records known, empty where there is none, with the lists of their codes
/// and the period; returns the names.
pub(super) async fn register(
    context: &SessionContext,
    book: &Path,
    period: Period,
) -> Result<Vec<String>> {
    let layout = Layout::of_book(book);
    let mut names = Vec::new();
    for table in TABLES {
        let provider = records(context, table, &layout.files(table)).await?;
        context.register_table(table.name, provider)?;
        names.push(table.name.to_owned());
        for list in table.columns.iter().filter_map(|column| list_of(column.holds)) {
            if !names.iter().any(|known| known == list.name) {
                context.register_table(list.name, codes(list)?)?;
                names.push(list.name.to_owned());
            }
        }
    }
    context.register_table(YEAR, year(period)?)?;
    names.push(YEAR.to_owned());
    Ok(names)
}

fn list_of(holds: Holds) -> Option<&'static CodeList> {
    match holds {
        Holds::Code(list) => Some(list),
        _ => None,
    }
}

async fn records(
    context: &SessionContext,
    table: &Table,
    files: &[PathBuf],
) -> Result<Arc<dyn TableProvider>> {
    let schema = schema(table);
    if files.is_empty() {
        return Ok(Arc::new(MemTable::try_new(schema, vec![Vec::new()])?));
    }
    let urls: Vec<String> = files.iter().map(|file| url_of(file)).collect();
    let options = ParquetReadOptions::default().schema(&schema);
    Ok(context.read_parquet(urls, options).await?.into_view())
}

/// The address of a file. A path would be read as a pattern: a folder may be called `账[1]`.
fn url_of(file: &Path) -> String {
    use std::fmt::Write;
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut url = String::from("file:///");
    for byte in path.to_string_lossy().replace('\\', "/").trim_start_matches('/').bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' => url.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(url, "%{byte:02X}")),
        }
    }
    url
}

/// A code list as a table: number, name, Chinese title.
fn codes(list: &CodeList) -> Result<Arc<dyn TableProvider>> {
    let numbers: Int8Array = list.codes.iter().map(|(code, ..)| Some(*code)).collect();
    let names: StringArray = list.codes.iter().map(|(_, name, _)| Some(*name)).collect();
    let titles: StringArray = list.codes.iter().map(|(.., title)| Some(*title)).collect();
    in_memory(vec![
        ("code", Arc::new(numbers)),
        ("name", Arc::new(names)),
        ("title", Arc::new(titles)),
    ])
}

fn year(period: Period) -> Result<Arc<dyn TableProvider>> {
    let day = |date| -> ArrayRef { Arc::new(Date32Array::from(vec![Day::from(date).number()])) };
    in_memory(vec![("first", day(period.first())), ("last", day(period.last()))])
}

fn in_memory(columns: Vec<(&str, ArrayRef)>) -> Result<Arc<dyn TableProvider>> {
    let batch = RecordBatch::try_from_iter(columns)?;
    Ok(Arc::new(MemTable::try_new(batch.schema(), vec![vec![batch]])?))
}
