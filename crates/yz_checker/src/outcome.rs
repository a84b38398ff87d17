//! What a check says about a document.

use std::ops::Range;
use std::sync::Arc;

use yz_diagnostics::{Finding, Level, Rule};

/// All that was found in a document, and all that holds.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The words that all places point into: [`yz_report::Transcript::text`].
    pub text: String,
    /// What is wrong, in reading order.
    pub findings: Vec<Finding>,
    /// What was recomputed and holds, in reading order; one entry for each figure held by a
    /// relation.
    pub verified: Vec<Verified>,
    /// Every figure of the document, in reading order.
    pub figures: Vec<CheckedFigure>,
}

/// One figure that a relation holds in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The rule that would have spoken otherwise.
    pub rule: &'static Rule,
    /// The bytes of the text: the figure with the words that it measures.
    pub span: Range<usize>,
    /// The relation with its numbers.
    pub equation: Arc<str>,
    /// The figure as printed.
    pub printed: String,
}

/// A figure of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFigure {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// What is known of it.
    pub state: FigureState,
}

/// What is known of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureState {
    /// Nothing in the document lets it be recomputed.
    NotVerifiable,
    /// A relation holds it.
    Verified,
    /// A finding of level warning or hint is about it.
    Doubtful,
    /// A finding of level error is about it.
    Wrong,
}

impl Outcome {
    /// How many figures are in a state.
    #[must_use]
    pub fn count(&self, state: FigureState) -> usize {
        self.figures.iter().filter(|figure| figure.state == state).count()
    }

    /// How many findings are of a level.
    #[must_use]
    pub fn findings_of(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}
