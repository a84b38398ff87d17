//! Tables, and the figures behind charts as tables.

use yz_report::{Align, Chart, Document, Table};

use super::figures::write_run;
use super::text::{escape, escaped};
use crate::chart_svg::shares;
use crate::grid::{Content, Line, lines};
use crate::pdf::table_note;

/// How much narrower than asked a table may be before it scrolls, in hundredths.
const SQUEEZED: usize = 82;

/// Appends a table with its caption and unit above and its remarks below.
pub(super) fn write_table(out: &mut String, table: &Table, number: usize, document: &Document) {
    let wide = if table.is_wide() { " wide" } else { "" };
    out.push_str(&format!("<figure class=\"table{wide}\" id=\"table-{number}\">\n"));
    let caption = escaped(&table.caption);
    if !caption.is_empty() || !table.unit.is_empty() {
        out.push_str("<figcaption>");
        if !caption.is_empty() {
            out.push_str(&format!("<span class=\"caption\"><b>表{number}</b> {caption}</span>"));
        }
        if !table.unit.is_empty() {
            out.push_str(&format!("<span class=\"unit\">{}</span>", escaped(&table.unit)));
        }
        out.push_str("</figcaption>\n");
    }
    let label = if caption.is_empty() { format!("表{number}") } else { caption };
    out.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">\n"
    ));
    write_grid(out, table, document);
    out.push_str("</div>\n<p class=\"hint\" aria-hidden=\"true\">左右滑动看全表</p>\n");
    if !table.notes.is_empty() {
        out.push_str("<ul class=\"notes\">");
        for note in &table.notes {
            out.push_str(&format!("<li>{}</li>", escaped(&table_note(note))));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</figure>\n");
}

fn write_grid(out: &mut String, table: &Table, document: &Document) {
    let widths: Vec<usize> = table.columns.iter().map(|c| usize::from(c.width)).collect();
    let asked = widths.iter().fold(0_usize, |sum, width| sum.saturating_add(*width));
    let least = asked.saturating_mul(SQUEEZED) / 100;
    out.push_str(&format!("<table style=\"min-width:{least}em\">\n<colgroup>"));
    for width in widths {
        // not a figure: widths of columns
        let share = width.saturating_mul(1000).checked_div(asked).unwrap_or(0);
        out.push_str(&format!("<col style=\"width:{}.{}%\">", share / 10, share % 10));
    }
    out.push_str("</colgroup>\n");
    let lines = lines(table);
    for (name, head) in [("thead", true), ("tbody", false)] {
        if lines.iter().any(|line| line.head == head) {
            out.push_str(&format!("<{name}>\n"));
            for line in lines.iter().filter(|line| line.head == head) {
                write_line(out, table, line, document);
            }
            out.push_str(&format!("</{name}>\n"));
        }
    }
    out.push_str("</table>\n");
}

fn write_line(out: &mut String, table: &Table, line: &Line<'_>, document: &Document) {
    out.push_str(if line.row.strong { "<tr class=\"strong\">" } else { "<tr>" });
    for slot in &line.slots {
        let (cell, down) = match slot.content {
            Content::Cell(cell, down) => (Some(cell), down),
            Content::Nothing => (None, 1),
            Content::Below => continue,
        };
        let first = slot.column == 0;
        let own = table.columns.get(slot.column).map(|column| column.align);
        let usual = if line.head { Align::Center } else { own.unwrap_or_default() };
        let align = cell.and_then(|cell| cell.align).unwrap_or(usual);
        let name = if line.head || first { "th" } else { "td" };
        let place = if first { " first" } else { "" };
        out.push_str(&format!("<{name} class=\"{}{place}\"", align_class(align)));
        match (line.head, first) {
            (true, _) => out.push_str(scope("col", slot.across)),
            (false, true) => out.push_str(scope("row", down)),
            (false, false) => {}
        }
        for (span, count) in [("colspan", slot.across), ("rowspan", down)] {
            if 1 < count {
                out.push_str(&format!(" {span}=\"{count}\""));
            }
        }
        out.push('>');
        write_run(out, cell.map_or(&[], |cell| cell.content.as_slice()), document);
        out.push_str(&format!("</{name}>"));
    }
    out.push_str("</tr>\n");
}

fn scope(direction: &str, span: usize) -> &'static str {
    match (direction, 1 < span) {
        ("col", false) => " scope=\"col\"",
        ("col", true) => " scope=\"colgroup\"",
        (_, false) => " scope=\"row\"",
        (_, true) => " scope=\"rowgroup\"",
    }
}

const fn align_class(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// Appends the figures of a chart as a table; the script reads its tooltips from there.
pub(super) fn write_chart_data(out: &mut String, chart: &Chart, document: &Document) {
    let shares = shares(chart);
    out.push_str("<table class=\"data\"><thead><tr><td></td>");
    for series in &chart.series {
        let unnamed = if series.name.is_empty() { &chart.unit } else { &series.name };
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(unnamed)));
    }
    if shares.is_some() {
        out.push_str("<th scope=\"col\">占比</th>");
    }
    out.push_str("</tr></thead><tbody>\n");
    for (index, category) in chart.categories.iter().enumerate() {
        out.push_str("<tr><th scope=\"row\">");
        escape(out, category);
        out.push_str("</th>");
        for (at, series) in chart.series.iter().enumerate() {
            out.push_str(&format!("<td data-series=\"{at}\" data-index=\"{index}\">"));
            if let Some(point) = series.points.get(index) {
                write_run(out, std::slice::from_ref(&point.figure), document);
            }
            out.push_str("</td>");
        }
        if let Some(share) = shares.as_ref().and_then(|shares| shares.get(index)) {
            out.push_str(&format!("<td class=\"share\">{share}%</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}
