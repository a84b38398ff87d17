//! Reads an Excel file: each cell that is not empty is a passage, as its format shows it.

use yz_diagnostics::words;
use yz_report::{Place, Role, Transcript};

use super::docx::{charts, push_chart};
use super::error::ReadError;
use super::package::{Package, Relations, of_kind};
use super::xml::{Node, Tag, Xml};
use super::{limits, number};

/// What messages call the format.
pub(super) const FORMAT: &str = "xlsx";

/// What cells refer to.
#[derive(Default)]
struct Book {
    strings: Vec<String>,
    /// The number format of each style of cells.
    formats: Vec<String>,
    from_1904: bool,
    /// The sheets that are shown, by name and relationship.
    sheets: Vec<(String, String)>,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

/// A sheet as it was read.
#[derive(Default)]
struct Sheet {
    cells: Vec<(usize, usize, String)>,
    /// First row and column, last row and column.
    merged: Vec<[usize; 4]>,
    drawing: Option<String>,
}

/// Reads an Excel file.
///
/// # Errors
///
/// Damaged, asking for a password, or beyond a limit.
pub(super) fn read(package: &mut Package<'_>) -> Result<Transcript, ReadError> {
    let main = package.main_part("xl/workbook.xml")?;
    let relations = package.relations(&main)?;
    let mut book = Book::default();
    if let Some(part) = of_kind(&relations, "sharedStrings") {
        book.strings = strings(&package.text(part)?, part)?;
    }
    if let Some(part) = of_kind(&relations, "styles") {
        book.formats = formats(&package.text(part)?, part)?;
    }
    book.read(&package.text(&main)?, &main)?;
    let mut transcript = Transcript::default();
    let sheets = std::mem::take(&mut book.sheets);
    for (table, (name, id)) in (1..).zip(&sheets) {
        let Some((kind, part)) = relations.get(id) else { continue };
        transcript.push(Place::Caption { table }, Role::Heading(1), name.as_str());
        let sheet = match kind.as_str() {
            "worksheet" => sheet(&package.text(part)?, part, &book, transcript.passages.len())?,
            _ => Sheet::default(),
        };
        push_cells(&mut transcript, table, &sheet);
        let drawings = package.relations(part)?;
        let drawing = of_kind(&drawings, "drawing");
        push_charts(package, &mut transcript, drawing, sheet.drawing.is_some())?;
    }
    Ok(transcript)
}

fn push_cells(transcript: &mut Transcript, table: usize, sheet: &Sheet) {
    let merged: std::collections::BTreeMap<(usize, usize), (usize, usize)> = sheet
        .merged
        .iter()
        .map(|[row, column, last_row, last_column]| {
            let down = last_row.saturating_sub(*row).saturating_add(1);
            let across = last_column.saturating_sub(*column).saturating_add(1);
            ((*row, *column), (across, down))
        })
        .collect();
    for (row, column, text) in &sheet.cells {
        let (across, down) = merged.get(&(*row, *column)).copied().unwrap_or((1, 1));
        let place = Place::Cell { table, row: *row, column: *column };
        transcript.push(place, Role::Cell { across, down }, text.as_str());
    }
}

fn push_charts(
    package: &mut Package<'_>,
    transcript: &mut Transcript,
    drawing: Option<&str>,
    shown: bool,
) -> Result<(), ReadError> {
    let Some(drawing) = drawing.filter(|_| shown) else { return Ok(()) };
    let relations: Relations = package.relations(drawing)?;
    for chart in charts(package, &relations, FORMAT)?.into_values() {
        push_chart(transcript, chart);
    }
    Ok(())
}

impl Book {
    fn read(&mut self, text: &str, part: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(text, FORMAT, part);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "workbookPr" => {
                    self.from_1904 = matches!(tag.get("date1904").as_deref(), Some("1" | "true"));
                }
                "sheet"
                    if !matches!(tag.get("state").as_deref(), Some("hidden" | "veryHidden")) =>
                {
                    let name = tag.get("name").unwrap_or_default();
                    self.sheets.push((name, tag.get("id").unwrap_or_default()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A cell as its format shows it.
    fn shown(&self, cell: Cell) -> String {
        let Cell { kind, style, value, .. } = cell;
        match kind.as_str() {
            "s" => {
                let at: Option<usize> = value.trim().parse().ok();
                at.and_then(|at| self.strings.get(at)).cloned().unwrap_or_default()
            }
            "str" | "inlineStr" | "e" | "d" => value,
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            _ => {
                let format = self.formats.get(style).map_or("General", String::as_str);
                let date = number::date(&value, format, self.from_1904);
                date.unwrap_or_else(|| number::shown(&value, format))
            }
        }
    }
}

fn strings(text: &str, part: &str) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(text, FORMAT, part);
    let mut strings: Vec<String> = Vec::new();
    let mut taken = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "si" => strings.push(String::new()),
                // How a word is spoken.
                "rPh" => xml.skip()?,
                "t" => taken = true,
                _ => {}
            },
            Node::Text(text) if taken => {
                strings.iter_mut().last().into_iter().for_each(|last| last.push_str(&text));
            }
            Node::Text(_) => {}
            Node::End(tag) if tag.name() == "t" => taken = false,
            Node::End(_) => {}
        }
        too_many(strings.len())?;
    }
    Ok(strings)
}

fn too_many(count: usize) -> Result<(), ReadError> {
    if limits::PASSAGES < count {
        return Err(ReadError::too_large(&words!("单元格数", "cells"), limits::PASSAGES));
    }
    Ok(())
}

fn formats(text: &str, part: &str) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(text, FORMAT, part);
    let mut own = std::collections::BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "numFmt" => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    own.insert(id, tag.get("formatCode").unwrap_or_default());
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    let format = own.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned());
                    formats.push(format);
                }
                "dxfs" => xml.skip()?,
                _ => {}
            },
            Node::End(tag) if tag.name() == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    Ok(formats)
}

/// The formats that every file has without listing them.
fn built_in(id: usize) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 22 | 27..=31 | 36 | 50..=58 => "yyyy-mm-dd",
        _ => "General",
    }
}

fn sheet(text: &str, part: &str, book: &Book, before: usize) -> Result<Sheet, ReadError> {
    let mut xml = Xml::new(text, FORMAT, part);
    let mut sheet = Sheet::default();
    let mut cell = Cell::default();
    let mut taken = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "row" => {
                    let next = cell.row.saturating_add(1);
                    cell = Cell { row: tag.number("r").unwrap_or(next), ..Cell::default() };
                }
                "c" => cell = started(&tag, &cell),
                "v" | "t" => taken = true,
                "rPh" | "f" => xml.skip()?,
                "mergeCell" => {
                    let area = tag.get("ref").as_deref().and_then(area);
                    sheet.merged.extend(area);
                    too_many(sheet.merged.len())?;
                }
                "drawing" => sheet.drawing = tag.get("id"),
                _ => {}
            },
            Node::Text(text) if taken => cell.value.push_str(&text),
            Node::Text(_) => {}
            Node::End(tag) => match tag.name() {
                "v" | "t" => taken = false,
                "c" => {
                    let (row, column) = (cell.row, cell.column);
                    let text = book.shown(std::mem::take(&mut cell));
                    (cell.row, cell.column) = (row, column);
                    if !text.trim().is_empty() {
                        sheet.cells.push((row, column, text));
                        too_many(before.saturating_add(sheet.cells.len()))?;
                    }
                }
                _ => {}
            },
        }
    }
    Ok(sheet)
}

fn started(tag: &Tag<'_>, last: &Cell) -> Cell {
    let next = (last.row, last.column.saturating_add(1));
    let (row, column) = tag.get("r").as_deref().and_then(address).unwrap_or(next);
    let kind = tag.get("t").unwrap_or_default();
    Cell { row, column, kind, style: tag.number("s").unwrap_or(0), value: String::new() }
}

/// `B3` is row 3, column 2.
fn address(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let mut column = 0_usize;
    for letter in letters.bytes() {
        let value = usize::from(letter.to_ascii_uppercase().checked_sub(b'A')?).checked_add(1)?;
        column = column.checked_mul(26)?.checked_add(value.min(26))?;
    }
    let row = row.parse().ok()?;
    let fits = (1..=limits::ROWS).contains(&row) && (1..=limits::COLUMNS).contains(&column);
    fits.then_some((row, column))
}

fn area(text: &str) -> Option<[usize; 4]> {
    let (first, last) = text.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (address(first)?, address(last)?);
    Some([row, column, last_row, last_column])
}

#[cfg(test)]
mod tests {
    use super::{address, area};

    #[test]
    fn addresses_are_rows_and_columns() {
        assert_eq!(address("B3"), Some((3, 2)));
        assert_eq!(address("XFD1048576"), Some((1_048_576, 16_384)));
        assert_eq!(address("XFE1"), None);
        assert_eq!(address("A0"), None);
        assert_eq!(area("A1:C2"), Some([1, 1, 2, 3]));
    }
}
