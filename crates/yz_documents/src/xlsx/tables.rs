//! One sheet a table: as printed, but with numbers that can be added up.

use rust_xlsxwriter as xl;
use xl::{Format, FormatAlign, Worksheet, XlsxError};
use yz_report::{Align, Cell, Document, Figure, Inline, Table};
use yz_units::{Bound, Decimal, Exact, Rounding, Scale};

use crate::chart_native::{digits_format, display_width, exact_float};
use crate::grid::{Content, Line, Slot, lines};
use crate::remark::remark;

use super::looks::{Looks, clipped, height};

/// A figure as a spreadsheet holds it.
struct Number {
    value: Exact,
    format: String,
}

/// The table's number and caption.
pub(super) fn title(number: usize, table: &Table) -> String {
    format!("表{number}　{}", table.caption).trim_end().to_owned()
}

/// Writes a table.
pub(super) fn write(
    document: &Document,
    number: usize,
    table: &Table,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let last = column(table.columns.len().saturating_sub(1));
    area(sheet, (0, 0), (0, last), &title(number, table), &looks.title)?;
    sheet.set_row_height(0, 26)?;
    let unit = looks.small.clone().set_align(FormatAlign::Right);
    area(sheet, (1, 0), (1, last), &table.unit, &unit)?;
    let lines = lines(table);
    for (row, line) in (FIRST..).zip(&lines) {
        for slot in &line.slots {
            self::slot(document, table, row, line, slot, looks, sheet)?;
        }
    }
    let body = FIRST.saturating_add(rows(table.head.len()));
    let end = FIRST.saturating_add(rows(lines.len()));
    for (row, note) in (end..).zip(&table.notes) {
        let note = clipped(note);
        area(sheet, (row, 0), (row, last), &note, &looks.small.clone().set_text_wrap())?;
    }
    let widths = widths(table, &lines);
    for (index, width) in (0..).zip(&widths) {
        sheet.set_column_width(index, *width)?;
    }
    for (row, line) in (FIRST..).zip(&lines) {
        let texts: Vec<(String, u32)> =
            line.slots.iter().filter_map(|slot| sized(slot, &widths)).collect();
        let texts = texts.iter().map(|(text, width)| (text.as_str(), *width));
        sheet.set_row_height(row, height(texts))?;
    }
    sheet.set_freeze_panes(body, 0)?;
    if FIRST < body {
        sheet.set_repeat_rows(FIRST, body.saturating_sub(1))?;
    }
    if table.is_wide() {
        sheet.set_landscape();
    }
    Ok(())
}

/// The rows above are the caption's and the unit's.
const FIRST: u32 = 2;

fn slot(
    document: &Document,
    table: &Table,
    row: u32,
    line: &Line<'_>,
    slot: &Slot<'_>,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let left = column(slot.column);
    let (cell, down) = match slot.content {
        Content::Cell(cell, down) => (cell, down),
        Content::Below => return Ok(()),
        Content::Nothing => return sheet.write_blank(row, left, &looks.text).map(|_| ()),
    };
    let by_column = table.columns.get(slot.column).map_or(Align::Left, |column| column.align);
    let align = cell.align.unwrap_or(if line.head { Align::Center } else { by_column });
    let look = if line.head { &looks.head } else { &looks.text };
    let look = look.clone().set_align(match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    });
    let look = if line.row.strong { look.set_bold() } else { look };
    let bottom = row.saturating_add(rows(down.saturating_sub(1)));
    let right = column(slot.column.saturating_add(slot.across).saturating_sub(1));
    let figure = figure(cell).and_then(|figure| number(document, figure));
    let number = figure.and_then(|number| Some((exact_float(number.value)?, number.format)));
    if let Some((value, format)) = number {
        let look = look.set_num_format(format);
        area(sheet, (row, left), (bottom, right), "", &look)?;
        sheet.write_number_with_format(row, left, value, &look)?;
    } else {
        area(sheet, (row, left), (bottom, right), &clipped(&cell.plain()), &look)?;
    }
    let remarks: Vec<String> = cell
        .content
        .iter()
        .filter_map(|inline| match inline {
            Inline::Figure(figure) => remark(document, figure),
            _ => None,
        })
        .collect();
    if !remarks.is_empty() {
        let note = xl::Note::new(remarks.join("\n")).add_author_prefix(false);
        sheet.insert_note(row, left, &note)?;
    }
    Ok(())
}

/// The text of a cell of one row with the width that it has.
fn sized(slot: &Slot<'_>, widths: &[u32]) -> Option<(String, u32)> {
    match slot.content {
        Content::Cell(cell, 1) => {
            Some((cell.plain(), widths.iter().skip(slot.column).take(slot.across).sum()))
        }
        _ => None,
    }
}

/// The figure that a cell consists of.
fn figure(cell: &Cell) -> Option<&Figure> {
    match cell.content.as_slice() {
        [Inline::Figure(figure)] => Some(figure),
        _ => None,
    }
}

/// The figure as a number, when it prints as one: to the last digit behind the trace where it has
/// one and rounds to what is printed, as printed otherwise.
fn number(document: &Document, figure: &Figure) -> Option<Number> {
    let grouped = figure.text.contains(',');
    let (decimal, unit) = printed(&figure.text, grouped)?;
    let format = digits_format(decimal.decimals(), grouped);
    let format = if unit.is_empty() { format } else { format!("{format}\"{unit}\"") };
    let trace = figure.trace.as_ref().and_then(|id| document.traces.get(id));
    let exact = trace.and_then(|trace| {
        let scales = [Scale::One, Scale::TenThousand, Scale::HundredMillion];
        let scaled = scales.into_iter().filter_map(|scale| trace.value.over(scale.factor()));
        let mut same =
            scaled.filter(|value| value.rounded(decimal.decimals(), Rounding::HalfUp) == decimal);
        same.next()
    });
    Some(Number { value: exact.or_else(|| decimal.value())?, format })
}

/// The digits and the unit of a plain figure; `None` for words, ranges and bounds.
fn printed(text: &str, grouped: bool) -> Option<(Decimal, String)> {
    let bare: Option<Decimal> = text.replace(',', "").parse().ok();
    let (decimal, unit) = match bare {
        Some(decimal) => (decimal, String::new()),
        None => {
            let figure: yz_units::Figure = text.parse().ok()?;
            let plain = figure.bound() == Bound::Plain;
            plain.then(|| (figure.number(), figure.form().unit_text()))?
        }
    };
    (format!("{}{unit}", decimal.to_text(grouped)) == text).then_some((decimal, unit))
}

/// Writes text into a cell, or over several as one.
fn area(
    sheet: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if from == to {
        sheet.write_string_with_format(from.0, from.1, text, look)?;
    } else {
        sheet.merge_range(from.0, from.1, to.0, to.1, text, look)?;
    }
    Ok(())
}

/// As wide as the widest line of any cell of one column, within reason.
fn widths(table: &Table, lines: &[Line<'_>]) -> Vec<u32> {
    let mut widths = vec![8_usize; table.columns.len()];
    for slot in lines.iter().flat_map(|line| &line.slots) {
        let Content::Cell(cell, _) = slot.content else { continue };
        let plain = cell.plain();
        let asked = plain.lines().map(display_width).max().unwrap_or(0);
        if let Some(width) = widths.get_mut(slot.column)
            && slot.across == 1
        {
            *width = asked.clamp(*width, 44);
        }
    }
    widths.into_iter().map(|width| rows(width).saturating_add(2)).collect()
}

fn rows(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn only_plain_figures_become_numbers() {
        let read = |text: &str| {
            let (decimal, unit) = printed(text, text.contains(','))?;
            Some(format!("{decimal}|{unit}"))
        };
        assert_eq!(read("4,016.89"), Some("4016.89|".to_owned()));
        assert_eq!(read("4,016.89万元"), Some("4016.89|万元".to_owned()));
        assert_eq!(read("88.56%"), Some("88.56|%".to_owned()));
        assert_eq!(read("-12.30"), Some("-12.30|".to_owned()));
        for text in ["—", "≥1次", "八千余人", "95%以上", "0210", "合计", "第3名"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
