//! The document and its running text.

use crate::chart::Chart;
use crate::place::Place;
use crate::table::Table;
use crate::trace::{TraceId, Traces};

/// A document, ready to be printed in any format or to be checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Short name, used for file names: `fund-performance`.
    pub name: String,
    /// The title, one string a printed line.
    pub title: Vec<String>,
    /// Who publishes it.
    pub issuer: String,
    /// What period it is about, in words: `2023年`.
    pub period: String,
    /// What stands at the head of every page: that the data are synthetic; empty for nothing.
    pub warning: String,
    /// What a reader must know before believing the document: accepted findings, unverified
    /// parameters, synthetic data. Every format prints them.
    pub notices: Vec<Notice>,
    /// The document itself, in printed order.
    pub blocks: Vec<Block>,
    /// Where the figures come from.
    pub traces: Traces,
}

/// A remark about the whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind of remark, in a word or two: 已接受的差异.
    pub title: String,
    /// The remark.
    pub text: String,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// The list of headings with their pages.
    Contents,
    /// What follows starts on a new page.
    PageBreak,
}

/// A heading with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 is 第一部分, 2 is 一、, 3 is （一）, 4 is 1., 5 is （1）.
    pub level: u8,
    /// The number as printed, such as `（一）`.
    pub number: String,
    /// The words.
    pub content: Vec<Inline>,
}

/// A paragraph of running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The words and figures.
    pub content: Vec<Inline>,
    /// The number of an item of a numbered list, such as `1.`; empty otherwise.
    pub number: String,
    /// Set right, as the signature and date at the end of a report are.
    pub right: bool,
}

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words in bold.
    Strong(String),
    /// A figure.
    Figure(Figure),
    /// A new line within the paragraph or cell.
    LineBreak,
}

/// A figure as printed, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The printed text with its unit, such as `4,016.89万元`.
    pub text: String,
    /// The trace that explains it; `None` for figures read from somebody else's document.
    pub trace: Option<TraceId>,
    /// What a reader must know about this figure.
    pub mark: Mark,
}

/// What a reader must know about a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing special.
    #[default]
    Plain,
    /// Differs from what was declared; the difference was accepted with a reason.
    Accepted,
    /// Rests on a parameter that nobody has checked against its source.
    Unverified,
}

impl Inline {
    /// The printed text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) => text,
            Self::Figure(figure) => &figure.text,
            Self::LineBreak => "\n",
        }
    }
}

/// The printed text of a run of inlines.
#[must_use]
pub fn plain_text(content: &[Inline]) -> String {
    content.iter().map(Inline::text).collect()
}

impl Document {
    /// The title on one line.
    #[must_use]
    pub fn full_title(&self) -> String {
        self.title.concat()
    }

    /// Every run of text of the document with its place, in printed order.
    #[must_use]
    pub fn runs(&self) -> Vec<(Place, &[Inline])> {
        let mut runs = Vec::new();
        let (mut paragraph, mut table, mut chart) = (0_usize, 0_usize, 0_usize);
        for block in &self.blocks {
            match block {
                Block::Heading(heading) => {
                    paragraph = paragraph.saturating_add(1);
                    runs.push((Place::Paragraph(paragraph), heading.content.as_slice()));
                }
                Block::Paragraph(text) => {
                    paragraph = paragraph.saturating_add(1);
                    runs.push((Place::Paragraph(paragraph), text.content.as_slice()));
                }
                Block::Table(part) => {
                    table = table.saturating_add(1);
                    for (row, column, cell) in part.cells() {
                        runs.push((Place::Cell { table, row, column }, cell.content.as_slice()));
                    }
                }
                Block::Chart(part) => {
                    chart = chart.saturating_add(1);
                    for (index, point) in part.points().enumerate() {
                        let place = Place::Point { chart, point: index.saturating_add(1) };
                        runs.push((place, std::slice::from_ref(&point.figure)));
                    }
                }
                Block::Contents | Block::PageBreak => {}
            }
        }
        runs
    }

    /// Every figure of the document with its place, in printed order.
    pub fn figures(&self) -> impl Iterator<Item = (Place, &Figure)> {
        self.runs().into_iter().flat_map(|(place, run)| {
            run.iter().filter_map(move |inline| match inline {
                Inline::Figure(figure) => Some((place, figure)),
                _ => None,
            })
        })
    }
}
