//! Passages put together again: paragraphs, tables and charts.

use std::collections::BTreeMap;
use std::ops::Range;

use yz_report::{ChartData, Piece, Place, Role, Transcript};

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of a level and its passage.
    Heading(u8, usize),
    /// The passages over which the layout spread a paragraph.
    Paragraph(Vec<usize>),
    /// A caption, a footnote or a text box.
    Note(usize),
    /// The cells of a table.
    Table(Range<usize>),
    /// A chart of the transcript, with all passages that stand for it.
    Chart(usize, Vec<usize>),
}

impl Block {
    /// The passages that it shows.
    pub(super) fn passages(&self) -> Vec<usize> {
        match self {
            Self::Heading(_, passage) | Self::Note(passage) => vec![*passage],
            Self::Paragraph(passages) | Self::Chart(_, passages) => passages.clone(),
            Self::Table(range) => range.clone().collect(),
        }
    }
}

/// The parts of a document in reading order. Each passage that is not blank is in one of them.
pub(super) fn blocks(transcript: &Transcript) -> Vec<Block> {
    let charted = charted(transcript);
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0_usize;
    while let Some(passage) = transcript.passages.get(at) {
        let next = at.saturating_add(1);
        if let Some(chart) = charted.get(&at) {
            let all = charted.iter().filter(|(_, own)| *own == chart);
            let all: Vec<usize> = all.map(|(passage, _)| *passage).collect();
            if all.first() == Some(&at) {
                blocks.push(Block::Chart(*chart, all));
            }
            at = next;
            continue;
        }
        let blank = passage.text.trim().is_empty();
        at = match passage.role {
            Role::Cell { .. } => {
                let end = end_of_table(transcript, at);
                blocks.push(Block::Table(at..end));
                end
            }
            _ if blank => next,
            Role::Heading(level) => {
                blocks.push(Block::Heading(level, at));
                next
            }
            Role::Note | Role::Chart => {
                blocks.push(Block::Note(at));
                next
            }
            Role::Text if matches!(passage.place, Place::Caption { .. }) => {
                blocks.push(Block::Note(at));
                next
            }
            Role::Text => {
                let passages = paragraph(transcript, at);
                let end = passages.last().map_or(next, |last| last.saturating_add(1));
                blocks.push(Block::Paragraph(passages));
                end
            }
        };
    }
    blocks
}

/// Passages that a chart is made of, each with its chart. A title that stands as running text is
/// shown as such.
fn charted(transcript: &Transcript) -> BTreeMap<usize, usize> {
    let mut charted = BTreeMap::new();
    for (index, chart) in transcript.charts.iter().enumerate() {
        let title = chart.title.as_ref().filter(|title| is_label(transcript, title));
        for piece in pieces(chart).chain(title) {
            charted.entry(piece.passage).or_insert(index);
        }
    }
    charted
}

/// Whether a piece is a label of a chart, and not running text.
pub(super) fn is_label(transcript: &Transcript, piece: &Piece) -> bool {
    transcript.passages.get(piece.passage).is_some_and(|passage| passage.role == Role::Chart)
}

fn pieces(chart: &ChartData) -> impl Iterator<Item = &Piece> {
    let series = chart.series.iter().flat_map(|(name, values)| name.iter().chain(values));
    chart.categories.iter().chain(series)
}

fn table_of(transcript: &Transcript, at: usize) -> Option<usize> {
    match transcript.passages.get(at)?.place {
        Place::Cell { table, .. } => Some(table),
        _ => None,
    }
}

fn end_of_table(transcript: &Transcript, at: usize) -> usize {
    let table = table_of(transcript, at);
    let is_cell = |at: usize| {
        let role = transcript.passages.get(at).map(|passage| passage.role);
        matches!(role, Some(Role::Cell { .. })) && table_of(transcript, at) == table
    };
    let mut end = at.saturating_add(1);
    while is_cell(end) {
        end = end.saturating_add(1);
    }
    end
}

fn paragraph(transcript: &Transcript, at: usize) -> Vec<usize> {
    let mut passages = vec![at];
    let mut last = at;
    while transcript.passages.get(last).is_some_and(|passage| passage.continues) {
        let rest = transcript.passages.iter().enumerate().skip(last.saturating_add(1));
        let next = rest.into_iter().find(|(_, passage)| !passage.text.trim().is_empty());
        let Some((next, _)) = next.filter(|(_, passage)| passage.role == Role::Text) else {
            break;
        };
        passages.push(next);
        last = next;
    }
    passages
}

#[cfg(test)]
mod tests {
    use yz_report::{Place, Role, Transcript};

    use super::{Block, blocks};

    #[test]
    fn lines_that_the_layout_broke_are_one_paragraph() {
        let mut read = Transcript::from_text("一、概况\n\n本年度参保居民四十六万\n\n人。\n");
        read.passages[2].continues = true;
        let expected = [Block::Paragraph(vec![0]), Block::Paragraph(vec![2, 4])];
        assert_eq!(blocks(&read), expected);
    }

    #[test]
    fn a_line_of_names_and_numbers_is_a_chart_below_its_title() {
        let text = "收入结构图\n财政拨款\t事业收入\t80.5\t19.5\t\n完。\n";
        let expected =
            [Block::Paragraph(vec![0]), Block::Chart(0, vec![1]), Block::Paragraph(vec![2])];
        assert_eq!(blocks(&Transcript::from_text(text)), expected);
    }

    #[test]
    fn two_tables_side_by_side_are_two() {
        let mut read = Transcript::default();
        for table in [1, 1, 2] {
            let role = Role::Cell { across: 1, down: 1 };
            read.push(Place::Cell { table, row: 1, column: 1 }, role, "1");
        }
        assert_eq!(blocks(&read), [Block::Table(0..2), Block::Table(2..3)]);
    }
}
