//! Findings as JSON: an interface, documented in `docs/interfaces.md`.

use serde::Serialize;

use crate::finding::Finding;
use crate::sources::Sources;
use crate::words::Language;

/// One finding as it is written in JSON.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    rule: &'a str,
    code: &'a str,
    level: &'a str,
    subject: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    printed: Option<&'a str>,
    recomputed: Option<&'a str>,
    difference: Option<&'a str>,
    working: Option<&'a str>,
    help: &'a str,
    accepted: Option<&'a str>,
}

impl<'a> FindingJson<'a> {
    /// The finding with its words in one language and its place as line and column.
    #[must_use]
    pub fn new(finding: &'a Finding, sources: &Sources, language: Language) -> Self {
        let place = finding.place.as_ref();
        let at = place.and_then(|place| {
            sources.line_column(&place.file, place.span.as_ref().map_or(0, |span| span.start))
        });
        let comparison = finding.comparison.as_ref();
        Self {
            rule: finding.rule.name,
            code: finding.rule.code,
            level: finding.level.name(),
            subject: &finding.subject,
            message: finding.message.get(language),
            file: place.map(|place| place.file.as_str()),
            line: at.map(|at| at.0),
            column: at.map(|at| at.1),
            printed: comparison.map(|figures| figures.printed.as_str()),
            recomputed: comparison.map(|figures| figures.recomputed.as_str()),
            difference: comparison.map(|figures| figures.difference.as_str()),
            working: comparison.map(|figures| figures.working.as_str()),
            help: finding.help.get(language),
            accepted: finding.accepted.as_deref(),
        }
    }
}
