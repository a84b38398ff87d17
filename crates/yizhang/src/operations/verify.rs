//! Checks a whole book: facts, scores, and every report it publishes.

use yz_diagnostics::Finding;

use crate::operations::accept::absent;
use crate::operations::book::OpenBook;
use crate::operations::consequences::without_consequences;
use crate::operations::house::House;
use crate::operations::report::document;

/// Everything that is found in a book, accepted findings included, the gravest first. What only
/// follows from another finding is left out.
#[must_use]
pub fn verify(house: &House, open: &OpenBook) -> Vec<Finding> {
    let mut findings = house.findings.clone();
    findings.extend(open.findings.iter().cloned());
    for report in &open.book.reports {
        findings.extend(document(house, open, report).1);
    }
    findings.extend(open.labelled(absent(&findings, &open.book.accepted)));
    let mut seen: Vec<Finding> = Vec::new();
    for finding in without_consequences(findings, open.facts.catalogue()) {
        if !seen.contains(&finding) {
            seen.push(finding);
        }
    }
    seen.sort_by_key(|finding| (finding.accepted.is_some(), finding.level));
    seen
}
