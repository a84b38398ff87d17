//! A document as data: headings, paragraphs with figures in them, tables and charts.
//!
//! Nothing here knows how a document is printed or what a figure means. A [`Figure`] carries the
//! text that is printed and, where it comes from a book, the name of its [`Trace`]; so a page can
//! be walked from any printed number down to the rows it came from. Each part knows its
//! [`Place`]. A [`Transcript`] is the other way round: somebody's document as it was read.

mod chart;
mod document;
mod numbering;
mod place;
mod plain_text;
mod table;
mod trace;
mod transcript;

pub use chart::{Chart, ChartKind, Point, Series};
pub use document::{Block, Document, Figure, Heading, Inline, Mark, Notice, Paragraph, plain_text};
pub use numbering::Numbering;
pub use place::Place;
pub use table::{Align, Cell, Column, Row, Table};
pub use trace::{Calculation, Trace, TraceId, TraceNote, Traces};
pub use transcript::{ChartData, Index, Passage, Piece, Role, Transcript};
