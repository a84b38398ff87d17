//! Where rules write down what they see.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use yz_diagnostics::{Comparison, Finding, Level, Rule, Words};

use crate::outcome::{FigureState, Verified};
use crate::reading::Reading;

/// What the rules have seen so far.
#[derive(Debug, Default)]
pub(crate) struct Notebook {
    pub(crate) findings: Vec<Finding>,
    pub(crate) verified: Vec<Verified>,
    /// What is known of figures, by their number.
    pub(crate) states: BTreeMap<usize, FigureState>,
}

impl Notebook {
    /// Writes down that something is wrong with the words at `span` of the text as read.
    pub(crate) fn find(
        &mut self,
        rule: &'static Rule,
        level: Level,
        span: Range<usize>,
        message: Words,
        help: Words,
    ) {
        self.push(rule, level, span, message, None, help);
    }

    /// The same with figures that disagree.
    pub(crate) fn find_differing(
        &mut self,
        rule: &'static Rule,
        level: Level,
        span: Range<usize>,
        message: Words,
        comparison: Comparison,
        help: Words,
    ) {
        self.push(rule, level, span, message, Some(comparison), help);
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        level: Level,
        span: Range<usize>,
        message: Words,
        comparison: Option<Comparison>,
        help: Words,
    ) {
        let finding = Finding::new(rule, "", message).at("", Some(span)).help(help);
        self.findings.push(Finding { level, comparison, ..finding });
    }

    /// Writes down that a relation holds a figure in place.
    pub(crate) fn verify(
        &mut self,
        reading: &Reading<'_>,
        rule: &'static Rule,
        figure: usize,
        equation: &Arc<str>,
    ) {
        let span = reading.phrase(figure);
        let printed = reading.printed(figure).to_owned();
        self.verified.push(Verified { rule, span, equation: Arc::clone(equation), printed });
        self.reach(figure, FigureState::Verified);
    }

    /// The same for words that are no figure of running text.
    pub(crate) fn verify_at(
        &mut self,
        rule: &'static Rule,
        span: Range<usize>,
        printed: &str,
        equation: &str,
    ) {
        let (equation, printed) = (Arc::from(equation), printed.to_owned());
        self.verified.push(Verified { rule, span, equation, printed });
    }

    /// Writes down that a finding of this level is about a figure.
    pub(crate) fn touch(&mut self, figure: usize, level: Level) {
        let state = if level == Level::Error { FigureState::Wrong } else { FigureState::Doubtful };
        self.reach(figure, state);
    }

    fn reach(&mut self, figure: usize, state: FigureState) {
        let known = self.states.entry(figure).or_insert(FigureState::NotVerifiable);
        *known = (*known).max(state);
    }
}
