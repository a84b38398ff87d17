//! Where rules write down what they see.

use std::ops::Range;

use yz_diagnostics::{Comparison, Finding, Level, Rule, Words};

use crate::outcome::Verified;

/// What the rules have seen so far.
#[derive(Debug, Default)]
pub(crate) struct Notebook {
    pub(crate) findings: Vec<Finding>,
    pub(crate) verified: Vec<Verified>,
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
    ) -> &mut Finding {
        let mut finding = Finding::new(rule, "", message).at("", Some(span)).help(help);
        finding.level = level;
        self.findings.push(finding);
        let last = self.findings.len().saturating_sub(1);
        &mut self.findings[last]
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
        self.find(rule, level, span, message, help).comparison = Some(comparison);
    }
}
