//! Law 13: nothing is published that our own checks refuse: the one operation that prints a report
//! passes the gate first, with what the checker says of the words as they will be printed.

use super::finding;
use crate::rust::{lines_with, shipped};
use crate::tree::Tree;

/// The only operation that publishes.
const REPORT: &str = "crates/yizhang/src/operations/report.rs";
/// How it asks the checker.
const CHECKS: &str = "check_report(";
/// Who calls the printer publishes.
const PRINTS: &str = "Printer::default(";

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.text(REPORT) else {
        let mend = "publish from there, behind the gate";
        return vec![finding("13", REPORT, 1, "there is no operation that publishes", mend)];
    };
    let code = shipped(text);
    let calls = lines_with(&code, "gate(");
    let passes = calls.iter().any(|line| {
        let text = code.lines().nth(line.saturating_sub(1)).unwrap_or("");
        !text.contains("fn gate(")
    });
    let mut findings = Vec::new();
    if !passes {
        let mend = "call `gate(` with the findings before anything is printed";
        findings.push(finding("13", REPORT, 1, "reports are published past the gate", mend));
    }
    if lines_with(&code, CHECKS).is_empty() {
        let mend = "call `check_report(` with each document and pass what it finds to the gate";
        let wrong = "reports are published that the checker has not seen";
        findings.push(finding("13", REPORT, 1, wrong, mend));
    }
    for (path, text) in tree.under("crates/yizhang/src/", ".rs").filter(|(path, _)| *path != REPORT)
    {
        for line in lines_with(&shipped(text), PRINTS) {
            let mend = format!("print by way of {REPORT}");
            findings.push(finding("13", path, line, "a document is printed past the gate", &mend));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{REPORT, check};
    use crate::tree::Tree;

    #[test]
    fn a_report_passes_the_gate() {
        let through = "fn report() { gate(check_report(&document))?; }\nfn gate() {}\n";
        assert!(check(&Tree::of(&[(REPORT, through)])).is_empty());
    }

    #[test]
    fn a_gate_that_nobody_passes_is_no_gate() {
        let past = "fn report() { check_report(); } // gate(\nfn gate() {}\n";
        let findings = check(&Tree::of(&[(REPORT, past)]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("law 13: reports are published past the gate"));
    }

    #[test]
    fn a_report_that_the_checker_has_not_seen_is_found() {
        let unseen = "fn report() { gate(&findings)?; }\nfn gate() {}\n";
        let findings = check(&Tree::of(&[(REPORT, unseen)]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("the checker has not seen"));
    }

    #[test]
    fn no_report_and_a_back_door_are_found() {
        assert_eq!(check(&Tree::of(&[])).len(), 1);
        let door = ("crates/yizhang/src/operations/demo.rs", "let p = Printer::default();\n");
        let findings = check(&Tree::of(&[(REPORT, "gate(check_report(&document));"), door]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("crates/yizhang/src/operations/demo.rs:1: law 13"));
    }
}
