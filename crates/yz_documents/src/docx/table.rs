//! Tables: fixed columns, repeated heads, merged cells.

use yz_report::{Align, Column, Inline, Table};

use crate::grid::{Content, Line, Slot, lines};

use super::section::Side;

/// Space to the left and right of a cell's text, in twentieths of a point.
const PADDING: u32 = 140;

/// Sizes of text in tables, largest first: the paragraph style and the width of a character.
const SIZES: [(&str, u32); 3] =
    [("TableText", 210), ("TableTextSmall", 180), ("TableTextTiny", 150)];

/// The table as XML; `runs` prints the content of a cell, bold where asked.
pub(super) fn table(
    table: &Table,
    side: Side,
    mut runs: impl FnMut(&[Inline], bool) -> String,
) -> String {
    let widths = widths(&table.columns, side.text_width());
    let style = style(&table.columns, side.text_width());
    let total: u32 = widths.iter().sum();
    let grid: String = widths.iter().map(|w| format!(r#"<w:gridCol w:w="{w}"/>"#)).collect();
    let mut xml = format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="OfficialTable"/>"#,
            r#"<w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>"#,
            r#"<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"#,
        ),
        total = total,
        grid = grid,
    );
    for line in lines(table) {
        let head = if line.head { "<w:tblHeader/>" } else { "" };
        xml += &format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
        for slot in &line.slots {
            let width: u32 = widths.iter().skip(slot.column).take(slot.across).sum();
            let align = align(&line, slot, &table.columns);
            xml += &cell(&line, slot, width, style, align, &mut runs);
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}

fn cell(
    line: &Line<'_>,
    slot: &Slot<'_>,
    width: u32,
    style: &str,
    align: Align,
    runs: &mut impl FnMut(&[Inline], bool) -> String,
) -> String {
    let span = match slot.across {
        ..=1 => String::new(),
        across => format!(r#"<w:gridSpan w:val="{across}"/>"#),
    };
    let merge = match slot.content {
        Content::Cell(_, 2..) => r#"<w:vMerge w:val="restart"/>"#,
        Content::Below => "<w:vMerge/>",
        _ => "",
    };
    let shade =
        if line.head { r#"<w:shd w:val="clear" w:color="auto" w:fill="EEF2F5"/>"# } else { "" };
    let keep = if line.head { "<w:keepNext/>" } else { "" };
    let align = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    let content = match slot.content {
        Content::Cell(cell, _) => runs(&cell.content, line.head || line.row.strong),
        _ => String::new(),
    };
    format!(
        concat!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}"#,
            r#"<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}"#,
            r#"<w:jc w:val="{align}"/></w:pPr>{content}</w:p></w:tc>"#,
        ),
        width = width,
        span = span,
        merge = merge,
        shade = shade,
        style = style,
        keep = keep,
        align = align,
        content = content,
    )
}

/// As the cell says, else centred in the head, else as its column says.
fn align(line: &Line<'_>, slot: &Slot<'_>, columns: &[Column]) -> Align {
    let own = match slot.content {
        Content::Cell(cell, _) => cell.align,
        _ => None,
    };
    let by_column = columns.get(slot.column).map_or(Align::Left, |column| column.align);
    own.unwrap_or(if line.head { Align::Center } else { by_column })
}

/// Every column gets its padding and its share of the rest; together they fill the text's width.
fn widths(columns: &[Column], text_width: u32) -> Vec<u32> {
    let asked: u32 = columns.iter().map(|column| u32::from(column.width.max(1))).sum();
    let paddings = u32::try_from(columns.len()).unwrap_or(0).saturating_mul(PADDING);
    let shared = text_width.saturating_sub(paddings);
    let mut before = 0_u32;
    let mut edge = 0_u32;
    let mut widths = Vec::new();
    for column in columns {
        before = before.saturating_add(u32::from(column.width.max(1)));
        // Edges are placed, not widths added, so that nothing is lost to the division.
        // not a figure: widths of columns
        let next = shared.saturating_mul(before).checked_div(asked).unwrap_or(0);
        widths.push(next.saturating_sub(edge).saturating_add(PADDING));
        edge = next;
    }
    widths
}

/// The largest size at which the columns have the room that they ask for.
fn style(columns: &[Column], text_width: u32) -> &'static str {
    let asked: u32 = columns.iter().map(|column| u32::from(column.width)).sum();
    let fits = |size: &&(&str, u32)| asked.saturating_mul(size.1) <= text_width;
    SIZES.iter().find(fits).unwrap_or(&SIZES[2]).0
}

#[cfg(test)]
mod tests {
    use super::{Align, Column, style, widths};

    fn columns(widths: &[u16]) -> Vec<Column> {
        widths.iter().map(|width| Column { width: *width, align: Align::Left }).collect()
    }

    #[test]
    fn columns_fill_the_page_to_the_last_twentieth_of_a_point() {
        // 8844 − 3 × 140 = 8424 to share: 2808 each, and its padding.
        assert_eq!(widths(&columns(&[7, 7, 7]), 8844), [2948, 2948, 2948]);
        assert_eq!(widths(&columns(&[1, 1, 1]), 8845).iter().sum::<u32>(), 8845);
        // 8844 − 2 × 140 = 8564; a third is 2854 and a bit, the rest 5710.
        assert_eq!(widths(&columns(&[5, 10]), 8844), [2994, 5850]);
    }

    #[test]
    fn text_shrinks_before_columns_do() {
        // 35 × 210 = 7350 fits into 8844; 44 × 210 = 9240 does not, 44 × 180 = 7920 does.
        assert_eq!(style(&columns(&[7, 7, 7, 7, 7]), 8844), "TableText");
        assert_eq!(style(&columns(&[8, 9, 9, 9, 9]), 8844), "TableTextSmall");
        assert_eq!(style(&columns(&[90, 90]), 8844), "TableTextTiny");
    }
}
