//! Records of a book as csv or xlsx, for spreadsheets and for the national platform.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use tempfile::NamedTempFile;
use yz_diagnostics::words;
use yz_records::{
    Bill, BillLine, CategoryHeld, CellRef, Checks, Column, DiseaseCertificate, Enrolment, Holds,
    Institution, Person, SettlementRow, Table, Value,
};
use yz_units::Day;

use super::{Layout, RecordsError, Rows};

/// Rows of a sheet, the one of the headings left out.
const SHEET_ROWS: u64 = 1_048_575;

/// Under which names columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Their own: amounts in fen, everything as it is on record.
    #[default]
    Own,
    /// Those of the national platform, where it has one: amounts in yuan with two decimals.
    Platform,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExportOptions {
    /// The names.
    pub profile: Profile,
    /// Whether names and numbers of identity cards are written too.
    pub personal: bool,
}

/// What was written.
#[derive(Debug)]
pub struct Exported {
    /// Rows.
    pub rows: u64,
    /// Columns left out because they say who somebody is.
    pub left_out: Vec<&'static Column>,
}

/// The heading of a column under a profile, and whether amounts below it are in yuan.
#[must_use]
pub fn heading(column: &Column, profile: Profile) -> (&'static str, bool) {
    let alias = match profile {
        Profile::Own => return (column.name, false),
        Profile::Platform if column.is_money() => {
            return column
                .aliases
                .iter()
                .find(|alias| alias.in_yuan)
                .map_or((column.title, true), |alias| (alias.name, true));
        }
        Profile::Platform => column.aliases.first(),
    };
    (alias.map_or(column.name, |alias| alias.name), false)
}

/// Writes a table of a book; the ending of `out`, csv or xlsx, says as what.
///
/// # Errors
///
/// When the table is not on record, the ending is another, a sheet is too small for the rows, or
/// the disk refuses; then nothing is at `out`.
pub fn export(
    layout: &Layout,
    table: &'static Table,
    out: &Path,
    options: ExportOptions,
) -> Result<Exported, RecordsError> {
    let files = layout.files(table);
    if files.is_empty() {
        return Err(absent(layout, table));
    }
    match table.name {
        "persons" => rows::<Person>(&files, out, options),
        "enrolments" => rows::<Enrolment>(&files, out, options),
        "categories" => rows::<CategoryHeld>(&files, out, options),
        "certificates" => rows::<DiseaseCertificate>(&files, out, options),
        "institutions" => rows::<Institution>(&files, out, options),
        "bills" => rows::<Bill>(&files, out, options),
        "bill_lines" => rows::<BillLine>(&files, out, options),
        _ => rows::<SettlementRow>(&files, out, options),
    }
}

fn absent(layout: &Layout, table: &Table) -> RecordsError {
    let (title, name, root) = (table.title_zh, table.name, layout.root().display());
    RecordsError::new(words!(
        "{root} 里没有{title}（{name}）\n  怎么办：先用 `yizhang import` 导入",
        "there are no {name} in {root}\n  help: import them with `yizhang import` first"
    ))
}

/// What is written, and where to.
struct Sheet {
    path: PathBuf,
    file: NamedTempFile,
    columns: Vec<(usize, &'static Column, bool)>,
    headings: Vec<&'static str>,
}

fn rows<R: Checks>(
    files: &[PathBuf],
    out: &Path,
    options: ExportOptions,
) -> Result<Exported, RecordsError> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let is_sheet = match ending.as_deref() {
        Some("csv") => false,
        Some("xlsx") => true,
        _ => return Err(other_ending(out)),
    };
    let wrong = |err: &dyn std::fmt::Display| RecordsError::written(out, &err);
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(|err| wrong(&err))?;
    let file = NamedTempFile::new_in(folder).map_err(|err| wrong(&err))?;
    let (mut columns, mut headings, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for (index, column) in R::TABLE.columns.iter().enumerate() {
        if column.personal && !options.personal {
            left_out.push(column);
            continue;
        }
        let (name, in_yuan) = heading(column, options.profile);
        columns.push((index, column, in_yuan));
        headings.push(name);
    }
    let sheet = Sheet { path: out.to_owned(), file, columns, headings };
    let rows = if is_sheet { sheet.xlsx::<R>(files)? } else { sheet.csv::<R>(files)? };
    Ok(Exported { rows, left_out })
}

fn other_ending(out: &Path) -> RecordsError {
    let shown = out.display();
    RecordsError::new(words!(
        "不知道把 {shown} 写成什么格式\n  怎么办：文件名以 .csv 或 .xlsx 结尾",
        "the name {shown} does not say its format\n  help: end it in .csv or .xlsx"
    ))
}

impl Sheet {
    fn csv<R: Checks>(self, files: &[PathBuf]) -> Result<u64, RecordsError> {
        let wrong = |err: &dyn std::fmt::Display| RecordsError::written(&self.path, &err);
        let mut buffer = BufWriter::with_capacity(1 << 20, self.file.as_file());
        // Without the mark Excel takes the text for GBK.
        buffer.write_all("\u{feff}".as_bytes()).map_err(|err| wrong(&err))?;
        let mut writer = csv::Writer::from_writer(buffer);
        writer.write_record(&self.headings).map_err(|err| wrong(&err))?;
        let count = each::<R>(files, &mut |_, cells| {
            for (index, column, in_yuan) in &self.columns {
                let cell = cells.get(*index).map_or(CellRef::Null, Value::borrowed);
                let text = text_of(column, cell, *in_yuan);
                writer.write_field(harmless(column, text)).map_err(|err| wrong(&err))?;
            }
            writer.write_record(None::<&[u8]>).map_err(|err| wrong(&err))
        })?;
        writer.flush().map_err(|err| wrong(&err))?;
        drop(writer);
        publish(self.file, &self.path)?;
        Ok(count)
    }

    fn xlsx<R: Checks>(self, files: &[PathBuf]) -> Result<u64, RecordsError> {
        let wrong = |err: &XlsxError| RecordsError::written(&self.path, err);
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|err| wrong(&err))?;
        // No clock: the same rows give the same bytes.
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(|err| wrong(&err))?;
        sheet.set_name(R::TABLE.title_zh).map_err(|err| wrong(&err))?;
        for (place, heading) in (0_u16..).zip(&self.headings) {
            sheet.write_string(0, place, *heading).map_err(|err| wrong(&err))?;
        }
        let count = each::<R>(files, &mut |row, cells| {
            if SHEET_ROWS <= row {
                return Err(too_many(&self.path));
            }
            let line = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1);
            for (place, (index, column, in_yuan)) in (0_u16..).zip(&self.columns) {
                let cell = cells.get(*index).map_or(CellRef::Null, Value::borrowed);
                write_cell(sheet, (line, place), column, &text_of(column, cell, *in_yuan))
                    .map_err(|err| wrong(&err))?;
            }
            Ok(())
        })?;
        workbook.save_to_writer(self.file.as_file()).map_err(|err| wrong(&err))?;
        publish(self.file, &self.path)?;
        Ok(count)
    }
}

fn too_many(path: &Path) -> RecordsError {
    let shown = path.display();
    RecordsError::new(words!(
        "{shown} 放不下：一张工作表最多1,048,575行\n  怎么办：写成 .csv",
        "{shown} has no room: a sheet has at most 1,048,575 rows\n  help: write .csv"
    ))
}

fn publish(file: NamedTempFile, path: &Path) -> Result<(), RecordsError> {
    let placed = file.as_file().sync_all().and_then(|()| file.persist(path).map_err(|e| e.error));
    placed.map(|_: File| ()).map_err(|err| RecordsError::written(path, &err))
}

/// Takes a row, counted from 0, and its cells.
type RowFn<'a> = &'a mut dyn FnMut(u64, &[Value]) -> Result<(), RecordsError>;

/// Hands out every row of the files.
fn each<R: Checks>(files: &[PathBuf], with: RowFn<'_>) -> Result<u64, RecordsError> {
    let (mut count, mut cells) = (0_u64, Vec::new());
    for path in files {
        let mut rows = Rows::<R>::open(path)?;
        while let Some(row) = rows.take()? {
            cells.clear();
            row.cells(&mut cells);
            with(count, &cells)?;
            count = count.saturating_add(1);
        }
    }
    Ok(count)
}

/// A cell as files have it: `2024-01-31`, `1234.50` in yuan, the number of a code, 1 and 0.
fn text_of(column: &Column, cell: CellRef<'_>, in_yuan: bool) -> String {
    match (cell, column.holds) {
        (CellRef::Null, _) => String::new(),
        (CellRef::Text(text), _) => text.to_owned(),
        (CellRef::Integer(number), Holds::Day) => {
            Day::from_number(i32::try_from(number).unwrap_or_default()).to_string()
        }
        (CellRef::Integer(fen), _) if in_yuan => {
            let (sign, size) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
            format!("{sign}{}.{:02}", size / 100, size % 100)
        }
        (CellRef::Integer(number), _) => number.to_string(),
    }
}

/// Words that a spreadsheet would take for a formula have a mark before them, which importing
/// takes away again.
fn harmless(column: &Column, text: String) -> String {
    let risky = column.holds == Holds::Text && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky { format!("'{text}") } else { text }
}

/// Numbers of up to 15 digits are numbers; what is longer would lose its last digits, and is text.
fn write_cell(
    sheet: &mut Worksheet,
    (row, place): (u32, u16),
    column: &Column,
    text: &str,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let is_number = !matches!(column.holds, Holds::Text | Holds::Day);
    match text.parse::<f64>() {
        Ok(number) if is_number && text.len() <= 15 => sheet.write_number(row, place, number)?,
        _ => sheet.write_string(row, place, text)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use yz_records::{Bill, CellRef, Person, Row};

    use super::{Profile, harmless, heading, text_of};

    #[test]
    fn the_platforms_amounts_are_in_yuan() {
        let column = |name: &str| Bill::TABLE.column(name).unwrap();
        assert_eq!(heading(column("total_fen"), Profile::Platform), ("medfee_sumamt", true));
        // The platform has no name for class A; the Chinese title is in yuan as well.
        assert_eq!(heading(column("class_a_fen"), Profile::Platform), ("甲类金额", true));
        assert_eq!(heading(column("total_fen"), Profile::Own), ("total_fen", false));
        assert_eq!(heading(column("person_id"), Profile::Platform), ("psn_no", false));
        assert_eq!(heading(column("kind"), Profile::Platform), ("kind", false));
    }

    #[test]
    fn a_heading_that_is_written_is_read_as_the_same_column() {
        for table in yz_records::TABLES {
            for column in table.columns {
                for profile in [Profile::Own, Profile::Platform] {
                    let (text, in_yuan) = heading(column, profile);
                    let found = yz_records::Heading::find(table, text).unwrap();
                    assert_eq!((found.column.name, found.in_yuan), (column.name, in_yuan));
                }
            }
        }
    }

    #[test]
    fn fen_are_written_as_yuan_digit_by_digit() {
        let column = Bill::TABLE.column("total_fen").unwrap();
        let shown = |fen| text_of(column, CellRef::Integer(fen), true);
        assert_eq!(shown(123_405), "1234.05");
        assert_eq!(shown(-5), "-0.05");
        assert_eq!(shown(0), "0.00");
        let name = Person::TABLE.column("name").unwrap();
        assert_eq!(harmless(name, "=1+1".to_owned()), "'=1+1");
        assert_eq!(harmless(column, "-5".to_owned()), "-5");
    }
}
