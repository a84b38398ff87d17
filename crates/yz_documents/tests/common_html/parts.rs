//! The parts that the sample is made of, in few words.

use yz_report::{
    Align, Block, Cell, Chart, ChartKind, Column, Figure, Heading, Inline, Mark, Paragraph, Point,
    Row, Series,
};

pub(super) fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

pub(super) fn words(words: &str) -> Inline {
    Inline::Strong(words.to_owned())
}

pub(super) fn marked(printed: &str, trace: &str, mark: Mark) -> Inline {
    Inline::Figure(Figure { text: printed.to_owned(), trace: Some(trace.to_owned()), mark })
}

pub(super) fn figure(printed: &str, trace: &str) -> Inline {
    marked(printed, trace, Mark::Plain)
}

pub(super) fn heading(level: u8, number: &str, title: &str) -> Block {
    Block::Heading(Heading { level, number: number.to_owned(), content: vec![text(title)] })
}

pub(super) fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { content, ..Paragraph::default() })
}

pub(super) fn item(number: &str, words: &str) -> Block {
    Block::Paragraph(Paragraph {
        content: vec![text(words)],
        number: number.to_owned(),
        right: false,
    })
}

pub(super) fn right(words: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![text(words)], number: String::new(), right: true })
}

pub(super) fn cell(content: Vec<Inline>) -> Cell {
    Cell::new(content)
}

pub(super) fn number(width: u16) -> Column {
    Column { width, align: Align::Right }
}

pub(super) fn head(cells: Vec<(&str, usize, usize)>) -> Row {
    let cells = cells
        .into_iter()
        .map(|(title, across, down)| Cell::text(title).spanning(across, down))
        .collect();
    Row { cells, strong: false }
}

pub(super) fn strong(title: &str, across: usize) -> Row {
    let note = Cell { align: Some(Align::Center), ..Cell::text("见各乡镇明细") };
    Row { cells: vec![Cell::text(title), note.spanning(across, 1)], strong: true }
}

/// A chart whose points print as their values with the unit behind.
pub(super) fn chart(
    kind: ChartKind,
    title: &str,
    unit: &str,
    categories: &[&str],
    series: &[(&str, &[&str])],
) -> Chart {
    let point = |value: &&str| {
        let value: yz_units::Decimal = value.parse().expect("a decimal number");
        let printed = format!("{}{unit}", value.to_text(true));
        let trace = Some("fund_income".to_owned());
        Point::new(value, Figure { text: printed, trace, mark: Mark::Plain })
    };
    Chart {
        kind,
        title: title.to_owned(),
        unit: unit.to_owned(),
        categories: categories.iter().map(|name| (*name).to_owned()).collect(),
        series: series
            .iter()
            .map(|(name, values)| Series {
                name: (*name).to_owned(),
                points: values.iter().map(point).collect(),
            })
            .collect(),
    }
}
