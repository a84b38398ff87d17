//! Tables with merged cells, and the data of charts as tables.

use std::collections::BTreeMap;
use std::ops::Range;

use yz_report::{ChartData, Piece, Place, Role, Transcript};

use super::blocks::is_label;
use super::segments::Marks;

/// A cell: how far it reaches, and its passages.
#[derive(Debug, Default)]
struct Cell {
    across: usize,
    down: usize,
    passages: Vec<usize>,
}

/// Appends a table.
pub(super) fn write_table(
    out: &mut String,
    marks: &mut Marks<'_>,
    transcript: &Transcript,
    range: Range<usize>,
) {
    let mut rows: BTreeMap<usize, BTreeMap<usize, Cell>> = BTreeMap::new();
    for at in range {
        let Some(passage) = transcript.passages.get(at) else { continue };
        let (Place::Cell { row, column, .. }, Role::Cell { across, down }) =
            (passage.place, passage.role)
        else {
            continue;
        };
        let cell = rows.entry(row).or_default().entry(column).or_default();
        cell.across = across.max(1);
        cell.down = down.max(1);
        cell.passages.push(at);
    }
    out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\">\n<table>\n");
    // How many more rows each column is covered by a cell above.
    let mut covered: BTreeMap<usize, usize> = BTreeMap::new();
    let first = rows.keys().next().copied();
    for (row, cells) in rows {
        out.push_str(if Some(row) == first { "<tr class=\"head\">" } else { "<tr>" });
        let mut column = 1_usize;
        for (at, cell) in cells {
            while column < at {
                if covered.get(&column).is_none_or(|rows| *rows == 0) {
                    out.push_str("<td></td>");
                }
                column = column.saturating_add(1);
            }
            write_cell(out, marks, transcript, &cell);
            for own in at..at.saturating_add(cell.across) {
                covered.insert(own, cell.down);
            }
            column = column.max(at.saturating_add(cell.across));
        }
        for rows in covered.values_mut() {
            *rows = rows.saturating_sub(1);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n</div>\n");
}

fn write_cell(out: &mut String, marks: &mut Marks<'_>, transcript: &Transcript, cell: &Cell) {
    let texts: Vec<&str> = cell
        .passages
        .iter()
        .filter_map(|at| transcript.passages.get(*at))
        .map(|passage| passage.text.trim())
        .collect();
    let number = texts.iter().all(|text| is_number(text)) && texts.iter().any(|t| !t.is_empty());
    out.push_str(if number { "<td class=\"number\"" } else { "<td" });
    for (name, count) in [("colspan", cell.across), ("rowspan", cell.down)] {
        if 1 < count {
            out.push_str(&format!(" {name}=\"{count}\""));
        }
    }
    out.push('>');
    for (index, at) in cell.passages.iter().enumerate() {
        if index != 0 {
            out.push_str("<br>");
        }
        let length = transcript.passages.get(*at).map_or(0, |passage| passage.text.len());
        marks.write(out, *at, 0..length);
    }
    out.push_str("</td>");
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || " ,.%-+—–".contains(c))
}

/// Appends the data of a chart, categories down and series across.
pub(super) fn write_chart(
    out: &mut String,
    marks: &mut Marks<'_>,
    transcript: &Transcript,
    chart: &ChartData,
) {
    out.push_str("<figure class=\"chart\">\n");
    if let Some(title) = chart.title.as_ref().filter(|title| is_label(transcript, title)) {
        out.push_str("<figcaption>");
        marks.write(out, title.passage, title.span.clone());
        out.push_str("</figcaption>\n");
    }
    out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\">\n<table>\n");
    let mut write = |out: &mut String, class: &str, piece: Option<&Piece>| {
        out.push_str(&format!("<td{class}>"));
        if let Some(piece) = piece {
            marks.write(out, piece.passage, piece.span.clone());
        }
        out.push_str("</td>");
    };
    if chart.series.iter().any(|(name, _)| name.is_some()) {
        out.push_str("<tr class=\"head\"><td></td>");
        for (name, _) in &chart.series {
            write(out, "", name.as_ref());
        }
        out.push_str("</tr>\n");
    }
    let longest = chart.series.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    for index in 0..chart.categories.len().max(longest) {
        out.push_str("<tr>");
        write(out, "", chart.categories.get(index));
        for (_, values) in &chart.series {
            write(out, " class=\"number\"", values.get(index));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n</div>\n</figure>\n");
}
