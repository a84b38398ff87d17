//! One finding of one rule.

use std::ops::Range;

use crate::rule::Rule;
use crate::words::Words;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It cannot be right as it stands.
    Error,
    /// It may be right, but a reader should ask.
    Warning,
    /// Worth knowing.
    Hint,
}

impl Level {
    /// The level as interfaces write it: `error`, `warning` or `hint`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the folder that was read.
    pub file: String,
    /// The bytes of the file that it is about, when it is about a part.
    pub span: Option<Range<usize>>,
}

/// Two figures that ought to agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The figure as printed or declared.
    pub printed: String,
    /// The figure as recomputed.
    pub recomputed: String,
    /// Printed less recomputed.
    pub difference: String,
    /// The calculation with its numbers.
    pub working: String,
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters.
    pub level: Level,
    /// What it is about: a fact, an indicator, a file. With the rule, the name by which a book
    /// accepts it.
    pub subject: String,
    /// What is wrong, in one sentence that stands alone.
    pub message: Words,
    /// Where.
    pub place: Option<Place>,
    /// The figures that disagree, where figures do.
    pub comparison: Option<Comparison>,
    /// What the reader can do about it.
    pub help: Words,
    /// The reason for which the book accepts it.
    pub accepted: Option<String>,
}

impl Finding {
    /// A finding without a place or figures.
    #[must_use]
    pub fn new(rule: &'static Rule, subject: impl Into<String>, message: Words) -> Self {
        Self {
            rule,
            level: rule.level,
            subject: subject.into(),
            message,
            place: None,
            comparison: None,
            help: Words::default(),
            accepted: None,
        }
    }

    /// The same finding in a file, or a part of it.
    #[must_use]
    pub fn at(self, file: impl Into<String>, span: Option<Range<usize>>) -> Self {
        Self { place: Some(Place { file: file.into(), span }), ..self }
    }

    /// The same finding with a remedy.
    #[must_use]
    pub fn help(self, help: Words) -> Self {
        Self { help, ..self }
    }

    /// The same finding with the figures that disagree.
    #[must_use]
    pub fn comparing(self, comparison: Comparison) -> Self {
        Self { comparison: Some(comparison), ..self }
    }

    /// Whether it stands in the way of publishing: an error that nobody accepted.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.level == Level::Error && self.accepted.is_none()
    }
}

/// The exit code that findings ask for: 0 when nothing is open, 1 otherwise. Hints and accepted
/// findings are not open.
#[must_use]
pub fn outcome(findings: &[Finding]) -> u8 {
    let open = |finding: &Finding| finding.accepted.is_none() && finding.level != Level::Hint;
    u8::from(findings.iter().any(open))
}
