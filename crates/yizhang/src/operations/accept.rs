//! Findings that a book accepts, by rule and subject, with a reason that every output shows.
//!
//! Only a disagreement can be accepted, and only the one that somebody looked at: an acceptance
//! names the figures, and holds no longer than they do.

use yz_diagnostics::{Finding, Level, Rule, Words, did_you_mean, words};
use yz_facts::rules::{DECLARED_DIFFERS_FROM_DERIVED, RATE_OF_NOTHING};
use yz_indicators::rules::{FULL_MARKS_NOT_CLOSED, INDICATOR_NOT_SCORED, SCORE_WITHOUT_EVIDENCE};
use yz_store::Accepted;

use crate::operations::rules::{ACCEPTED_FINDING_ABSENT, FINDING_NOT_ACCEPTABLE};

/// Every rule whose findings a book may accept.
pub const ACCEPTABLE: [&Rule; 5] = [
    &DECLARED_DIFFERS_FROM_DERIVED,
    &FULL_MARKS_NOT_CLOSED,
    &RATE_OF_NOTHING,
    &SCORE_WITHOUT_EVIDENCE,
    &INDICATOR_NOT_SCORED,
];

/// Marks the findings that the book accepts; one whose figures have changed since stays open, and
/// its help says so.
pub fn accept(findings: &mut [Finding], accepted: &[Accepted]) {
    for finding in findings.iter_mut() {
        let mut entries = accepted.iter().filter(|entry| fits(entry, finding));
        if !is_acceptable(finding) {
            if entries.next().is_some() && is_of_checker(finding.rule.name) {
                finding.help.zh.push_str("；这里没有两个不符的数，不能接受");
                finding.help.en.push_str("; no figures disagree here: it cannot be accepted");
            }
        } else if let Some(entry) = entries.clone().find(|entry| same_figures(entry, finding)) {
            finding.accepted = Some(entry.reason.clone());
        } else if let Some(entry) = entries.next() {
            let why = other_figures(entry);
            finding.help.zh = format!("{}；{}", finding.help.zh, why.zh);
            finding.help.en = format!("{}; {}", finding.help.en, why.en);
        }
    }
}

/// A finding for each acceptance of what nobody can accept.
#[must_use]
pub fn not_acceptable(accepted: &[Accepted]) -> Vec<Finding> {
    let refused = accepted.iter().filter(|entry| !is_acceptable_rule(&entry.finding));
    refused
        .map(|entry| {
            let rule = &entry.finding;
            let message = words!("{rule} 不能接受", "{rule} cannot be accepted");
            let known = did_you_mean(rule, ACCEPTABLE.iter().map(|rule| rule.name));
            let (zh, en) = (known.zh, known.en);
            let help = words!(
                "改正账里的错，删去这一条；只有数字不符、没有评分和没有证据可以接受。{zh}",
                "mend the book and delete the entry; only figures that disagree and scores \
                 without evidence can be accepted; {en}"
            );
            Finding::new(&FINDING_NOT_ACCEPTABLE, rule, message)
                .at("accepted.toml", Some(entry.finding_span.clone()))
                .help(help)
        })
        .collect()
}

/// A finding for each acceptance of something that did not occur.
#[must_use]
pub fn absent(findings: &[Finding], accepted: &[Accepted]) -> Vec<Finding> {
    let unused = accepted.iter().filter(|entry| {
        is_acceptable_rule(&entry.finding) && !findings.iter().any(|one| fits(entry, one))
    });
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

fn is_acceptable_rule(name: &str) -> bool {
    ACCEPTABLE.iter().any(|rule| rule.name == name) || is_of_checker(name)
}

/// Whether a rule is about the words of a report, and not about the book.
fn is_of_checker(name: &str) -> bool {
    yz_checker::rules::all().any(|rule| rule.name == name)
}

/// Whether anybody can accept a finding. An error without figures says that something was left out,
/// whatever its rule: there is nothing to look at. What the checker says of a report can be
/// accepted where figures disagree: the book may have to print what its sources print.
fn is_acceptable(finding: &Finding) -> bool {
    if is_of_checker(finding.rule.name) {
        return finding.comparison.is_some();
    }
    finding.rule.is_acceptable() && (finding.comparison.is_some() || finding.level != Level::Error)
}

fn fits(entry: &Accepted, finding: &Finding) -> bool {
    entry.finding == finding.rule.name && entry.subject == finding.subject
}

/// Whether an acceptance names the figures of a finding, or neither has any.
fn same_figures(entry: &Accepted, finding: &Finding) -> bool {
    let accepted = (entry.printed.as_deref(), entry.recomputed.as_deref());
    let figures = finding.comparison.as_ref();
    let found = figures.map(|figures| (figures.printed.as_str(), figures.recomputed.as_str()));
    accepted == (found.map(|found| found.0), found.map(|found| found.1))
}

/// Why an acceptance does not hold.
fn other_figures(entry: &Accepted) -> Words {
    match (&entry.printed, &entry.recomputed) {
        (Some(printed), Some(recomputed)) => words!(
            "accepted.toml 接受的是{printed}→{recomputed}，与现在的数不同，要重新核对",
            "accepted.toml accepts {printed} → {recomputed}, which is not what is found now: \
             look at it again"
        ),
        _ => words!(
            "accepted.toml 要写明接受的是哪两个数：printed 和 recomputed",
            "accepted.toml must name the figures that are accepted: printed and recomputed"
        ),
    }
}

#[cfg(test)]
mod tests {
    use yz_checker::rules::UNKNOWN_RULE;
    use yz_diagnostics::{Comparison, Finding, words};
    use yz_store::Accepted;

    use super::accept;

    fn entry(recomputed: &str) -> Accepted {
        Accepted {
            finding: UNKNOWN_RULE.name.to_owned(),
            subject: "165.00万元".to_owned(),
            printed: Some("165.00万元".to_owned()),
            recomputed: Some(recomputed.to_owned()),
            reason: "原文如此".to_owned(),
            span: 0..0,
            finding_span: 0..0,
        }
    }

    fn accepted(finding: Finding, entry: Accepted) -> Finding {
        let mut findings = [finding];
        accept(&mut findings, &[entry]);
        let [finding] = findings;
        finding
    }

    /// What the checker says of a report: which of its rules it is makes no difference here.
    #[test]
    fn figures_of_a_report_that_disagree_can_be_accepted_and_nothing_else() {
        let bare = Finding::new(&UNKNOWN_RULE, "165.00万元", words!("不符", "they differ"));
        let figures = Comparison {
            printed: "165.00万元".to_owned(),
            recomputed: "175.00万元".to_owned(),
            difference: "-10.00万元".to_owned(),
            working: "50000人 × 35.00元/人".to_owned(),
        };
        let compared = bare.clone().comparing(figures);
        let found = accepted(compared.clone(), entry("175.00万元"));
        assert_eq!(found.accepted.as_deref(), Some("原文如此"));
        assert!(accepted(compared, entry("176.00万元")).blocks());
        let found = accepted(bare, entry("175.00万元"));
        assert!(found.blocks());
        assert!(found.help.zh.contains("不能接受"));
    }
}
