//! Findings that a book accepts, by rule and subject, with a reason that every output shows.

use yz_diagnostics::{Finding, words};
use yz_store::Accepted;

use crate::operations::rules::ACCEPTED_FINDING_ABSENT;

/// Marks the findings that the book accepts.
pub fn accept(findings: &mut [Finding], accepted: &[Accepted]) {
    for finding in findings {
        if let Some(entry) = accepted.iter().find(|entry| fits(entry, finding)) {
            finding.accepted = Some(entry.reason.clone());
        }
    }
}

/// A finding for each acceptance of something that did not occur.
#[must_use]
pub fn absent(findings: &[Finding], accepted: &[Accepted]) -> Vec<Finding> {
    let unused = accepted.iter().filter(|entry| !findings.iter().any(|one| fits(entry, one)));
    unused
        .map(|entry| {
            let (rule, subject) = (&entry.finding, &entry.subject);
            let message = words!(
                "接受了 {rule}（{subject}），但没有这样的差异",
                "{rule} ({subject}) is accepted, but does not occur"
            );
            let help = words!(
                "删去这一条，或从 `yizhang verify --format json` 里抄准 rule 和 subject",
                "delete the entry, or copy rule and subject from `yizhang verify --format json`"
            );
            Finding::new(&ACCEPTED_FINDING_ABSENT, subject, message)
                .at("accepted.toml", Some(entry.span.clone()))
                .help(help)
        })
        .collect()
}

fn fits(entry: &Accepted, finding: &Finding) -> bool {
    entry.finding == finding.rule.name && entry.subject == finding.subject
}
