//! What people call a place in a document.

use yz_diagnostics::{Words, words};
use yz_report::Place;

/// A place in words, with its page where there is one: 表2第3行第4列，第5页.
#[must_use]
pub fn place_words(place: Place, page: Option<usize>) -> Words {
    let own = match place {
        Place::Title => words!("标题", "title"),
        Place::Line(n) => words!("第{n}行", "line {n}"),
        Place::Paragraph(n) => words!("第{n}段", "paragraph {n}"),
        Place::Caption { table } => words!("表{table}的说明", "caption of table {table}"),
        Place::Note(n) => words!("注{n}", "note {n}"),
        Place::Cell { table, row, column } => {
            words!("表{table}第{row}行第{column}列", "table {table}, row {row}, column {column}")
        }
        Place::Point { chart, .. } => words!("图{chart}", "chart {chart}"),
    };
    match page {
        None => own,
        Some(page) => {
            let (zh, en) = (own.zh, own.en);
            words!("{zh}，第{page}页", "{en}, page {page}")
        }
    }
}
