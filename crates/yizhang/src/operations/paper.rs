//! Small pieces of documents that operations make themselves, without a template.

use yz_diagnostics::{Language, Words};
use yz_report::{
    Align, Block, Cell, Chart, ChartKind, Column, Figure, Heading, Inline, Mark, Paragraph, Point,
    Row, Series, Table,
};
use yz_units::{Decimal, Exact, Rounding};

/// A heading of the highest level, with its number.
pub(crate) fn heading(number: usize, text: &str) -> Block {
    let number = format!("{}、", yz_units::chinese_ordinal(number));
    let content = vec![Inline::Text(text.to_owned())];
    Block::Heading(Heading { level: 2, number, content })
}

/// A paragraph of words.
pub(crate) fn paragraph(text: &str) -> Block {
    let content = vec![Inline::Text(text.to_owned())];
    Block::Paragraph(Paragraph { content, ..Paragraph::default() })
}

/// An amount in yuan with its two decimals: `1,234.50`.
pub(crate) fn yuan(fen: i64) -> String {
    Decimal::new(i128::from(fen), 2).to_text(true)
}

/// An amount in 万元 with two decimals, rounded half up, as a number to draw.
pub(crate) fn ten_thousands(fen: i64) -> Decimal {
    let value = Exact::fraction(i128::from(fen), 1_000_000).unwrap_or(Exact::ZERO);
    value.rounded(2, Rounding::HalfUp)
}

/// One number of another in percent, with two decimals; a dash where there is no whole.
pub(crate) fn percent(part: i64, whole: i64) -> String {
    let share = Exact::fraction(i128::from(part), i128::from(whole).max(1))
        .and_then(|share| share.times(Exact::HUNDRED));
    match share.filter(|_| 0 < whole) {
        Some(share) => format!("{}%", share.rounded(2, Rounding::HalfUp)),
        None => "—".to_owned(),
    }
}

/// A change with its sign.
pub(crate) fn signed(text: String) -> String {
    let nothing = text.chars().all(|c| matches!(c, '0' | '.' | ','));
    if nothing || text.starts_with('-') { text } else { format!("+{text}") }
}

/// A table of words: columns as (head, width, right), rows as cells, the last row strong or not.
pub(crate) fn table(
    caption: &str,
    unit: &str,
    columns: &[(&str, u16, bool)],
    rows: Vec<Vec<String>>,
    strong: impl Fn(usize) -> bool,
) -> Block {
    let head = columns.iter().map(|(head, _, _)| Cell::text(*head)).collect();
    let body = rows.into_iter().enumerate().map(|(index, cells)| Row {
        cells: cells.into_iter().map(Cell::text).collect(),
        strong: strong(index),
    });
    Block::Table(Table {
        caption: caption.to_owned(),
        unit: unit.to_owned(),
        columns: columns
            .iter()
            .map(|(_, width, right)| Column {
                width: *width,
                align: if *right { Align::Right } else { Align::Left },
            })
            .collect(),
        head: vec![Row { cells: head, strong: true }],
        body: body.collect(),
        notes: Vec::new(),
    })
}

/// A chart of columns or bars: for each series its name and its values.
pub(crate) fn chart(
    kind: ChartKind,
    title: &str,
    unit: &str,
    categories: Vec<String>,
    series: Vec<(String, Vec<Decimal>)>,
) -> Block {
    let point = |value: Decimal| {
        let figure = Figure {
            text: format!("{}{unit}", value.to_text(true)),
            trace: None,
            mark: Mark::Plain,
        };
        Point::new(value, figure)
    };
    Block::Chart(Chart {
        kind,
        title: title.to_owned(),
        unit: unit.to_owned(),
        categories,
        series: series
            .into_iter()
            .map(|(name, values)| Series { name, points: values.into_iter().map(point).collect() })
            .collect(),
    })
}

/// The words of a language.
pub(crate) fn say(words: &Words, language: Language) -> String {
    words.get(language).to_owned()
}
