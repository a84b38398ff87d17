//! Checks the reports of a book as anybody's: what the checker refuses is not published.

use yz_checker::{Selection, check};
use yz_diagnostics::{Finding, Sources};
use yz_report::{Document, Transcript};
use yz_store::Accepted;

use crate::operations::accept::accept;
use crate::operations::book::OpenBook;
use crate::operations::check::place_words;
use crate::operations::house::House;
use crate::operations::report::document;

/// What the checker says about a document, at the file that is called as the report.
///
/// The subject of a finding is the words that it is about; by it and the rule the book may accept
/// the finding, when it says which figures disagree.
#[must_use]
pub fn check_report(document: &Document, accepted: &[Accepted]) -> Vec<Finding> {
    let transcript = Transcript::from(document);
    let mut findings = check(&transcript, &document.name, &Selection::default()).findings;
    let index = transcript.index();
    for finding in &mut findings {
        let span = finding.place.as_ref().and_then(|place| place.span.as_ref());
        let piece = span.and_then(|span| index.piece(span));
        finding.subject = piece.map_or("", |piece| transcript.words(&piece)).to_owned();
    }
    accept(&mut findings, accepted);
    findings
}

/// Adds the words of the reports that findings point into.
pub fn add_reports(house: &House, open: &OpenBook, findings: &[Finding], sources: &mut Sources) {
    for report in &open.book.reports {
        let about = |finding: &Finding| {
            finding.place.as_ref().is_some_and(|place| place.file == report.name)
        };
        if !findings.iter().any(about) {
            continue;
        }
        let transcript = Transcript::from(&document(house, open, report).0);
        let passages = transcript.passages.iter();
        let names = passages.map(|passage| place_words(passage.place, passage.page)).collect();
        sources.add_named(report.name.as_str(), transcript.text(), names);
    }
}
