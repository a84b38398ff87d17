//! Brings people's files into a book's records, and writes records as files.

use std::path::{Path, PathBuf};

use yz_diagnostics::{Finding, Sources, Words, did_you_mean, words};
use yz_records::{TABLES, Table};
use yz_store::Book;
use yz_store::records::{ExportOptions, Exported, ImportOptions, Imported, Layout, export, import};
use yz_units::Day;

/// Why files were not imported, or a table not exported.
#[derive(Debug)]
pub enum RecordsRefused {
    /// The book cannot be opened.
    Book(Vec<Finding>, Box<Sources>),
    /// Something else, and what to do about it.
    Words(Words),
}

impl From<Words> for RecordsRefused {
    fn from(words: Words) -> Self {
        Self::Words(words)
    }
}

/// What is imported into which book.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The folder of the book.
    pub book: &'a Path,
    /// The files.
    pub files: &'a [PathBuf],
    /// The name of the table, where it is not to be guessed.
    pub table: Option<&'a str>,
    /// Whether rows that are right are imported although others are refused.
    pub partial: bool,
}

/// Imports files into the records of a book; bills must lie in its period.
///
/// # Errors
///
/// When the book cannot be opened, no table has the name, or a file cannot be read. Rows that are
/// refused are no error: they are told in the answer.
pub fn import_files(wanted: &Wanted<'_>) -> Result<Imported, RecordsRefused> {
    let book = open(wanted.book)?;
    let table = wanted.table.map(table_of).transpose()?;
    let period = Some((Day::from(book.period.first()), Day::from(book.period.last())));
    let options = ImportOptions { table, partial: wanted.partial, period };
    let imported = import(&Layout::of_book(wanted.book), wanted.files, &options);
    imported.map_err(|err| err.words().into())
}

/// Writes a table of a book as csv or xlsx.
///
/// # Errors
///
/// When the book cannot be opened, no table has the name, it is not on record, or the disk refuses.
pub fn export_table(
    book: &Path,
    table: &str,
    out: &Path,
    options: ExportOptions,
) -> Result<(&'static Table, Exported), RecordsRefused> {
    open(book)?;
    let table = table_of(table)?;
    let exported = export(&Layout::of_book(book), table, out, options);
    Ok((table, exported.map_err(|err| err.words())?))
}

fn open(path: &Path) -> Result<Book, RecordsRefused> {
    let refused = |findings: Vec<Finding>, sources: Sources| {
        RecordsRefused::Book(findings, Box::new(sources))
    };
    let folder = yz_store::read_book_folder(path)
        .map_err(|finding| refused(vec![*finding], Sources::default()))?;
    let mut sources = Sources::default();
    folder.add_to(&mut sources);
    Book::read(folder).map_err(|findings| refused(findings, sources))
}

/// The table of a name or a Chinese title.
fn table_of(name: &str) -> Result<&'static Table, Words> {
    let is = |table: &&&'static Table| table.name == name || table.title_zh == name;
    TABLES.iter().find(is).copied().ok_or_else(|| {
        let Words { zh, en } = did_you_mean(name, TABLES.iter().map(|table| table.name));
        words!("没有表 `{name}`\n  怎么办：{zh}", "there is no table `{name}`\n  help: {en}")
    })
}
