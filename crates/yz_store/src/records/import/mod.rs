//! People's files into the records of a book: csv, xlsx and Parquet, by whatever names their
//! columns have.
//!
//! Nothing is written before everything is read and checked, and nothing at all where a row is
//! refused, unless the rest is asked for.

mod columns;
mod gathered;
mod headings;
mod limits;
mod merge;
mod sheet;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use yz_diagnostics::words;
use yz_records::{
    Bill, BillLine, CategoryHeld, Checks, Column, Context, DiseaseCertificate, Enrolment,
    Institution, Person, Reason, Row, RowRefusal, SettlementRow, TABLES, Table,
};
use yz_units::Day;

use self::gathered::Gathered;
use self::headings::Headings;
use super::error::RecordsError;
use super::layout::Layout;
use super::write::Sealed;

/// Takes a row and its cells; says whether more are wanted.
type RowFn<'a> = &'a mut dyn FnMut(usize, &StringRecord) -> Result<bool, RecordsError>;

/// What is imported, and how.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The table that all files are of; guessed from their headings where none is named.
    pub table: Option<&'static Table>,
    /// Whether rows that are right are imported although others are refused.
    pub partial: bool,
    /// The first and the last day that bills may have.
    pub period: Option<(Day, Day)>,
}

/// What became of the files.
#[derive(Debug, Default)]
pub struct Imported {
    /// Each file.
    pub files: Vec<ImportedFile>,
    /// What was written, or would have been.
    pub written: Vec<PathBuf>,
    /// Whether it was written.
    pub is_written: bool,
    /// The tables that are not on record, so that nothing could be looked up in them.
    pub unchecked: Vec<&'static Table>,
}

/// What became of a file.
#[derive(Debug)]
pub struct ImportedFile {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub table: &'static Table,
    /// Rows that were read.
    pub read: usize,
    /// Rows that are new.
    pub accepted: usize,
    /// Rows that were on record already, with the same values.
    pub repeated: usize,
    /// Rows that are refused.
    pub refused: usize,
    /// Why, for the first thousand.
    pub refusals: Vec<RowRefusal>,
    /// Headings that mean no column; what stands below them was not read.
    pub unknown_headings: Vec<String>,
}

impl Imported {
    /// How many rows are refused.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.files.iter().map(|file| file.refused).sum()
    }
}

impl ImportedFile {
    fn new(path: &Path, headings: &Headings) -> Self {
        Self {
            path: path.to_owned(),
            table: headings.table,
            read: 0,
            accepted: 0,
            repeated: 0,
            refused: 0,
            refusals: Vec::new(),
            unknown_headings: headings.unknown.clone(),
        }
    }

    /// Lists why a row is refused, while there is room.
    fn refuse(&mut self, row: usize, column: &'static Column, text: &str, reason: Reason) {
        if self.refusals.len() < limits::REFUSALS {
            self.refusals.push(RowRefusal::new(row, column, text, reason));
        }
    }
}

/// Imports files into the records of a book.
///
/// Rows are merged by their key: a row that is on record with the same values is passed over, one
/// with other values is refused. Persons and institutions are looked up among those on record and
/// those of the same call, whatever the order of the files.
///
/// # Errors
///
/// When a file cannot be read, its headings do not make a table, or the disk refuses. Rows that
/// are refused are no error: they are told in the answer.
pub fn import(
    layout: &Layout,
    paths: &[PathBuf],
    options: &ImportOptions,
) -> Result<Imported, RecordsError> {
    let mut found = Vec::new();
    for path in paths {
        found.push((path.as_path(), Headings::find(path, options.table)?));
    }
    let mut work = Work {
        layout,
        partial: options.partial,
        context: Context { period: options.period, ..Context::default() },
        sealed: Vec::new(),
        imported: Imported::default(),
    };
    for table in TABLES {
        let own: Vec<_> =
            found.iter().filter(|(_, headings)| same(headings.table, table)).collect();
        if !own.is_empty() {
            work.table(table, &own)?;
        }
    }
    work.finish()
}

/// An import on its way.
struct Work<'a> {
    layout: &'a Layout,
    partial: bool,
    context: Context,
    sealed: Vec<Sealed>,
    imported: Imported,
}

impl Work<'_> {
    fn table(
        &mut self,
        table: &'static Table,
        files: &[&(&Path, Headings)],
    ) -> Result<(), RecordsError> {
        match table.name {
            "persons" => self.rows::<Person>(files),
            "enrolments" => self.rows::<Enrolment>(files),
            "categories" => self.rows::<CategoryHeld>(files),
            "certificates" => self.rows::<DiseaseCertificate>(files),
            "institutions" => self.rows::<Institution>(files),
            "bills" => self.rows::<Bill>(files),
            "bill_lines" => self.rows::<BillLine>(files),
            _ => self.rows::<SettlementRow>(files),
        }
    }

    fn rows<R: Checks>(&mut self, files: &[&(&Path, Headings)]) -> Result<(), RecordsError> {
        self.look_up::<R>()?;
        let mut gathered = Gathered::<R>::default();
        let mut outcomes = Vec::new();
        for (path, headings) in files {
            let mut outcome = ImportedFile::new(path, headings);
            gathered.read(path, headings, &self.context, &mut outcome)?;
            outcomes.push(outcome);
        }
        gathered.refuse_duplicates(&mut outcomes);
        gathered.pass_over_recorded(self.layout, &mut outcomes)?;
        gathered.count(&mut outcomes);
        self.remember(&gathered)?;
        let refused = outcomes.iter().any(|outcome| 0 < outcome.refused);
        self.imported.files.append(&mut outcomes);
        if !refused || self.partial {
            self.sealed.extend(gathered.seal(self.layout)?);
        }
        Ok(())
    }

    /// Reads the numbers in which rows of a table are looked up.
    fn look_up<R: Checks>(&mut self) -> Result<(), RecordsError> {
        let own = R::TABLE;
        let asks = |name: &str, of: &Table| own.index(name).is_some() && !same(own, of);
        if asks("person_id", Person::TABLE) && self.context.persons.is_none() {
            self.context.persons = merge::ids(self.layout, Person::TABLE, "person_id")?;
            self.unchecked(self.context.persons.is_none(), Person::TABLE);
        }
        if asks("institution_id", Institution::TABLE) && self.context.institutions.is_none() {
            self.context.institutions =
                merge::ids(self.layout, Institution::TABLE, "institution_id")?;
            self.unchecked(self.context.institutions.is_none(), Institution::TABLE);
        }
        if asks("bill_id", Bill::TABLE) && self.context.bills.is_none() {
            self.context.bills = merge::ids(self.layout, Bill::TABLE, "bill_id")?;
            self.unchecked(self.context.bills.is_none(), Bill::TABLE);
        }
        Ok(())
    }

    fn unchecked(&mut self, absent: bool, table: &'static Table) {
        if absent && !self.imported.unchecked.iter().any(|known| same(known, table)) {
            self.imported.unchecked.push(table);
        }
    }

    /// Adds the numbers of rows that were just read to those that are known.
    fn remember<R: Checks>(&mut self, gathered: &Gathered<R>) -> Result<(), RecordsError> {
        let (layout, new) = (self.layout, gathered.keys());
        let (place, column) = match R::TABLE.name {
            "persons" => (&mut self.context.persons, "person_id"),
            "institutions" => (&mut self.context.institutions, "institution_id"),
            "bills" => (&mut self.context.bills, "bill_id"),
            _ => return Ok(()),
        };
        let known = merge::ids(layout, R::TABLE, column)?;
        *place = match known {
            None if new.is_empty() => None,
            known => Some(known.unwrap_or_default().with(new)),
        };
        Ok(())
    }

    fn finish(self) -> Result<Imported, RecordsError> {
        let mut imported = self.imported;
        imported.written = self.sealed.iter().map(|sealed| sealed.path().to_owned()).collect();
        if imported.refused() == 0 || self.partial {
            for sealed in self.sealed {
                sealed.publish()?;
            }
            imported.is_written = true;
        }
        Ok(imported)
    }
}

fn same(one: &Table, other: &Table) -> bool {
    one.name == other.name
}

/// Hands out the rows of a file of any of the three kinds; the beginning of its bytes, and not its
/// name, says which.
fn each_row(path: &Path, with: RowFn<'_>) -> Result<(), RecordsError> {
    let mut head = [0_u8; 8];
    let read = File::open(path).and_then(|mut file| file.read(&mut head));
    read.map_err(|err| not_opened(path, &err))?;
    match head {
        [b'P', b'K', 3, 4, ..] => sheet::each_row(path, with),
        [b'P', b'A', b'R', b'1', ..] => columns::each_row(path, with),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(old_office(path)),
        _ => text::each_row(path, with),
    }
}

fn not_opened(path: &Path, err: &std::io::Error) -> RecordsError {
    let shown = path.display();
    let reason = match err.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有读取的权限".to_owned(),
        std::io::ErrorKind::IsADirectory => "它是文件夹".to_owned(),
        _ => err.to_string(),
    };
    RecordsError::new(words!(
        "打不开 {shown}：{reason}\n  怎么办：检查路径",
        "{shown} cannot be opened: {err}\n  help: check the path"
    ))
}

fn old_office(path: &Path) -> RecordsError {
    let shown = path.display();
    RecordsError::new(words!(
        "{shown} 是旧版 Excel（xls）或设有密码的文件，无法读取\n  \
         怎么办：用 WPS 或 Excel 另存为 xlsx",
        "{shown} is a file of an old Excel (xls), or asks for a password\n  \
         help: save it as xlsx without a password"
    ))
}
