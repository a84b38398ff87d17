//! A document as it was read: text in reading order, each part with its place.

use std::ops::Range;

use crate::document::{Block, Document, plain_text};
use crate::place::Place;

/// A document as it was read from somebody's file.
///
/// Where a [`Document`] is what we print, a transcript is what a reader of any format hands on: the
/// words as they stand, part by part. Nothing is corrected in it, so that a finding can quote the
/// words exactly. For a text file the n-th passage is the n-th line, blank lines included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// The parts in reading order.
    pub passages: Vec<Passage>,
    /// The charts, each naming passages.
    pub charts: Vec<ChartData>,
}

/// One part of a document: a line, a paragraph, one paragraph of a cell, a label of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// The page, counted from 1, where the format has pages.
    pub page: Option<usize>,
    /// What it is.
    pub role: Role,
    /// The words as they stand.
    pub text: String,
    /// Whether a sentence was broken by the layout here, and goes on in the next passage that is
    /// not blank.
    pub continues: bool,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading of this level, 1 the highest, where the format says so.
    Heading(u8),
    /// Running text; in formats without headings also these.
    Text,
    /// A cell of a table; the place says which. A covering cell says how far it reaches.
    Cell {
        /// Columns covered, at least 1.
        across: usize,
        /// Rows covered, at least 1.
        down: usize,
    },
    /// A footnote, an endnote or a text box.
    Note,
    /// The title, a label or a value of a chart.
    Chart,
}

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which passage, from 0.
    pub passage: usize,
    /// Which bytes of its text.
    pub span: Range<usize>,
}

/// The data behind a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartData {
    /// The title, where there is one.
    pub title: Option<Piece>,
    /// The names along the axis, or of the slices.
    pub categories: Vec<Piece>,
    /// Name and values of each series, the values in the order of the categories.
    pub series: Vec<(Option<Piece>, Vec<Piece>)>,
}

impl Piece {
    /// The whole of a passage.
    #[must_use]
    pub fn whole(passage: usize, text: &str) -> Self {
        Self { passage, span: 0..text.len() }
    }
}

impl Transcript {
    /// All passages, one a line: what findings point into.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = self.passages.iter().map(|passage| passage.text.len().saturating_add(1)).sum();
        let mut text = String::with_capacity(bytes);
        for passage in &self.passages {
            text.push_str(&passage.text);
            text.push('\n');
        }
        text
    }

    /// The words of a piece; empty when it names nothing.
    #[must_use]
    pub fn words(&self, piece: &Piece) -> &str {
        let passage = self.passages.get(piece.passage);
        passage.and_then(|passage| passage.text.get(piece.span.clone())).unwrap_or("")
    }

    /// Where each passage begins in [`Transcript::text`].
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        let mut starts = Vec::with_capacity(self.passages.len());
        let mut offset = 0_usize;
        for passage in &self.passages {
            starts.push(offset);
            offset = offset.saturating_add(passage.text.len()).saturating_add(1);
        }
        Index { transcript: self, starts }
    }

    /// Adds a part and says which it is.
    pub fn push(&mut self, place: Place, role: Role, text: impl Into<String>) -> usize {
        let passage = Passage { place, page: None, role, text: text.into(), continues: false };
        self.passages.push(passage);
        self.passages.len().saturating_sub(1)
    }
}

/// The way from a stretch of [`Transcript::text`] to its passages.
#[derive(Debug)]
pub struct Index<'a> {
    transcript: &'a Transcript,
    starts: Vec<usize>,
}

impl Index<'_> {
    /// Which passage a stretch of the text begins in, and which part of it; what goes on in later
    /// passages is cut off. `None` when the text is shorter.
    #[must_use]
    pub fn piece(&self, span: &Range<usize>) -> Option<Piece> {
        let passage = self.starts.partition_point(|start| *start <= span.start).checked_sub(1)?;
        let offset = *self.starts.get(passage)?;
        let length = self.transcript.passages.get(passage)?.text.len();
        let start = span.start.saturating_sub(offset);
        let end = span.end.saturating_sub(offset).min(length).max(start);
        (start <= length).then_some(Piece { passage, span: start..end })
    }

    /// Every part of a stretch of the text, one for each passage that it touches.
    #[must_use]
    pub fn pieces(&self, span: &Range<usize>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self.piece(span).into_iter().collect();
        while let Some(last) = pieces.last() {
            let next = last.passage.saturating_add(1);
            match self.starts.get(next).filter(|start| **start < span.end) {
                Some(start) => pieces.extend(self.piece(&(*start..span.end))),
                None => break,
            }
        }
        pieces
    }
}

/// A document of ours as a reader of the printed page would read it.
impl From<&Document> for Transcript {
    fn from(document: &Document) -> Self {
        let mut transcript = Self::default();
        for line in &document.title {
            transcript.push(Place::Title, Role::Heading(1), line.as_str());
        }
        let (mut paragraph, mut table, mut chart) = (0_usize, 0_usize, 0_usize);
        for block in &document.blocks {
            match block {
                Block::Heading(heading) => {
                    paragraph = paragraph.saturating_add(1);
                    let text = format!("{}{}", heading.number, plain_text(&heading.content));
                    let place = Place::Paragraph(paragraph);
                    transcript.push(place, Role::Heading(heading.level), text);
                }
                Block::Paragraph(part) => {
                    paragraph = paragraph.saturating_add(1);
                    let text = format!("{}{}", part.number, plain_text(&part.content));
                    transcript.push(Place::Paragraph(paragraph), Role::Text, text);
                }
                Block::Table(part) => {
                    table = table.saturating_add(1);
                    for line in [&part.caption, &part.unit].into_iter().filter(|t| !t.is_empty()) {
                        transcript.push(Place::Caption { table }, Role::Text, line.as_str());
                    }
                    for (row, column, cell) in part.cells() {
                        let role = Role::Cell { across: cell.across, down: cell.down };
                        transcript.push(Place::Cell { table, row, column }, role, cell.plain());
                    }
                    for note in &part.notes {
                        transcript.push(Place::Caption { table }, Role::Note, note.as_str());
                    }
                }
                Block::Chart(part) => {
                    chart = chart.saturating_add(1);
                    transcript.push_chart(part, chart);
                }
                Block::Contents | Block::PageBreak => {}
            }
        }
        transcript
    }
}

impl Transcript {
    fn push_chart(&mut self, part: &crate::chart::Chart, chart: usize) {
        let mut point = 0_usize;
        let mut add = |text: &str| {
            let at = self.push(Place::Point { chart, point }, Role::Chart, text);
            point = point.saturating_add(1);
            Piece::whole(at, text)
        };
        let title = match part.unit.is_empty() {
            true => part.title.clone(),
            false => format!("{}（单位：{}）", part.title, part.unit),
        };
        let title = Some(add(&title));
        let categories = part.categories.iter().map(|name| add(name)).collect();
        let series = part.series.iter().map(|series| {
            let name = Some(add(&series.name));
            (name, series.points.iter().map(|point| add(&point.value.to_string())).collect())
        });
        let series = series.collect();
        self.charts.push(ChartData { title, categories, series });
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Transcript};

    #[test]
    fn a_stretch_is_found_in_its_passages() {
        let read = Transcript::from_text("收入\n\n支出合计\n");
        let text = read.text();
        let whole = text.find("入").unwrap()..text.find("合").unwrap();
        let piece = |passage, span| Piece { passage, span };
        let index = read.index();
        assert_eq!(index.piece(&whole), Some(piece(0, 3..6)));
        assert_eq!(index.pieces(&whole), [piece(0, 3..6), piece(1, 0..0), piece(2, 0..6)]);
        assert_eq!(index.pieces(&(0..6)), [piece(0, 0..6)]);
        assert_eq!(index.piece(&(99..100)), None);
    }
}
