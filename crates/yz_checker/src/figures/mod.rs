//! Figures in running text: quantity, the words that lead up to it, and the part it plays.

mod attach;
#[cfg(test)]
mod cases;
mod lead;
mod measure;
mod name;
mod quantity;
mod role;
mod scan;
mod sharpen;
mod subject;

use std::ops::Range;

use yz_units::Range as ValueRange;

pub(crate) use attach::attach;
pub(crate) use measure::Measure;
pub(crate) use name::{Flow, Stage, flow};
pub(crate) use quantity::Quantity;
pub(crate) use role::{Direction, Role};
pub(crate) use scan::scan;
pub(crate) use sharpen::sharpen;
pub(crate) use subject::{alike, canonical, is_generic, is_of_another, similar, subject_of};

/// A figure of a document.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// Which paragraph.
    pub(crate) paragraph: usize,
    /// Which sentence of the paragraph.
    pub(crate) sentence: usize,
    /// Which part of the sentence, between semicolons, counted through the paragraph.
    pub(crate) part: usize,
    /// The number with its unit, in the plain words.
    pub(crate) span: Range<usize>,
    /// The words between the figure or sign before and this figure, in the plain words.
    pub(crate) lead: Range<usize>,
    /// How it is joined to what stands before.
    pub(crate) joint: Joint,
    /// 其中 stands since the figure before, or in front of it.
    pub(crate) among: bool,
    /// The value.
    pub(crate) quantity: Quantity,
    /// All true values that it stands for; none when it is too large to compute with.
    pub(crate) range: Option<ValueRange>,
    /// What the figure does in its sentence.
    pub(crate) role: Role,
    /// The year that the words speak of.
    pub(crate) year: Option<u16>,
    /// The year that they compare with: 比2021年.
    pub(crate) base_year: Option<u16>,
    /// It is one of a list that 按…分 opened in this sentence.
    pub(crate) sorted: bool,
    /// What it measures, in the plain words.
    pub(crate) name: Range<usize>,
    /// Whether it was planned or done, as far as the words say.
    pub(crate) stage: Option<Stage>,
    /// For a share, change or the like: the figure that it says something about.
    pub(crate) head: Option<usize>,
}

/// How a figure is joined to what stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Joint {
    /// Nothing but words: 占A的B.
    Words,
    /// 、 or 和: the next of a list.
    List,
    /// A comma, a colon or a bracket.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A full stop, or the beginning.
    Sentence,
}
