//! Tiny records of a book, written as the house writes them.

pub(crate) mod few;

use std::path::Path;

use yz_records::Row;
use yz_store::records::{Layout, TableWriter};

/// Writes rows as a table of the book, below a month where one is given.
pub(crate) fn write<R: Row + Clone>(book: &Path, month: Option<&str>, rows: &[R]) {
    let layout = Layout::of_book(book);
    let path = match month {
        Some(month) => layout.month(R::TABLE, month),
        None => layout.file(R::TABLE),
    };
    let mut writer = TableWriter::create(&path).unwrap();
    for row in rows {
        writer.push(row.clone()).unwrap();
    }
    writer.finish().unwrap();
}
