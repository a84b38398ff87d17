//! Prints a document as xlsx: its tables, the facts behind its figures, and its charts.

mod charts;
mod facts;
mod looks;
mod names;
mod tables;

use rust_xlsxwriter as xl;
use xl::{Workbook, Worksheet, XlsxError};
use yz_report::{Block, Chart, Document, Table};

use looks::Looks;
use names::Names;

/// The sheet that says what the others are.
const ABOUT: &str = "说明";

/// A sheet beside the first one: its name and what it holds.
struct Listed {
    name: String,
    what: String,
}

/// Prints a document; the same document gives the same bytes.
///
/// # Errors
///
/// A message when the library refuses.
pub(crate) fn print(document: &Document) -> Result<Vec<u8>, String> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&document.full_title(), &document.issuer)?);
    write(document, &mut book).map_err(|error| error.to_string())?;
    book.save_to_buffer().map_err(|error| error.to_string())
}

/// Title, author, and a fixed time: no clock is read, so that equal documents are equal files.
pub(crate) fn properties(title: &str, author: &str) -> Result<xl::DocProperties, String> {
    let written = xl::ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| error.to_string())?;
    let properties = xl::DocProperties::new().set_title(title).set_author(author);
    Ok(properties.set_creation_datetime(&written))
}

fn write(document: &Document, book: &mut Workbook) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let mut names = Names::new(&[ABOUT, facts::SHEET, charts::SHEET]);
    let tables: Vec<(usize, &Table)> = (1..).zip(blocks(document, as_table)).collect();
    let charts: Vec<&Chart> = blocks(document, as_chart).collect();
    let mut listed: Vec<Listed> = Vec::new();
    for (number, table) in &tables {
        let title = tables::title(*number, table);
        let wanted = if table.caption.is_empty() { &title } else { &table.caption };
        listed.push(Listed { name: names.unique(wanted), what: title });
    }
    let sheets: Vec<String> = listed.iter().map(|each| each.name.clone()).collect();
    if !document.traces.is_empty() {
        let what = "数字的来历：每个数字的值、出处和算式；推算的数字是可以重算的公式";
        listed.push(Listed { name: facts::SHEET.to_owned(), what: what.to_owned() });
    }
    if !charts.is_empty() {
        let what = "图和图的数据：改动数据，图随之变化";
        listed.push(Listed { name: charts::SHEET.to_owned(), what: what.to_owned() });
    }

    about(document, &listed, &looks, sheet(book, ABOUT)?)?;
    for ((number, table), name) in tables.iter().zip(&sheets) {
        tables::write(document, *number, table, &looks, sheet(book, name)?)?;
    }
    if !document.traces.is_empty() {
        facts::write(&document.traces, &looks, sheet(book, facts::SHEET)?)?;
    }
    if !charts.is_empty() {
        charts::write(&charts, &looks, sheet(book, charts::SHEET)?)?;
    }
    Ok(())
}

/// A new sheet, set up to print on A4 pages of its full width.
fn sheet<'a>(book: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&C— &P —");
    Ok(sheet)
}

/// The widths of the first sheet's columns.
const NAMES: u32 = 34;
const TEXTS: u32 = 66;

fn about(
    document: &Document,
    listed: &[Listed],
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, NAMES)?.set_column_width(1, TEXTS)?.set_screen_gridlines(false);
    sheet.merge_range(0, 0, 0, 1, &document.full_title(), &looks.title)?;
    sheet.set_row_height(0, 30)?;
    let mut row = 1_u32;
    let mut line = |sheet: &mut Worksheet, name: &str, text: &str| -> Result<u32, XlsxError> {
        let at = row;
        sheet.write_string_with_format(at, 0, looks::clipped(name), &looks.label)?;
        sheet.write_string_with_format(at, 1, looks::clipped(text), &looks.text)?;
        sheet.set_row_height(at, looks::height([(name, NAMES), (text, TEXTS)]))?;
        row = row.saturating_add(1);
        Ok(at)
    };
    line(sheet, "编报单位", &document.issuer)?;
    line(sheet, "期间", &document.period)?;
    if !document.warning.is_empty() {
        line(sheet, "注意", &document.warning)?;
    }
    for notice in &document.notices {
        line(sheet, &notice.title, &notice.text)?;
    }
    for each in listed {
        let at = line(sheet, &each.name, &each.what)?;
        let link = xl::Url::new(format!("internal:'{}'!A1", each.name.replace('\'', "''")));
        sheet.write_url_with_options(at, 0, link, &each.name, "", Some(&looks.link))?;
    }
    Ok(())
}

fn blocks<'a, T>(
    document: &'a Document,
    pick: impl Fn(&'a Block) -> Option<T>,
) -> impl Iterator<Item = T> {
    document.blocks.iter().filter_map(pick)
}

const fn as_table(block: &Block) -> Option<&Table> {
    if let Block::Table(table) = block { Some(table) } else { None }
}

const fn as_chart(block: &Block) -> Option<&Chart> {
    if let Block::Chart(chart) = block { Some(chart) } else { None }
}
