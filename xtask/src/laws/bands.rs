//! Law 8: two bands never both apply, and never none: gaps and overlaps are refused when policy and
//! indicators are read, and each refusal has a worked case.

use super::finding;
use crate::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for name in ["yz_policy", "yz_indicators"] {
        let cases = format!("crates/{name}/cases");
        if !tree.has_folder(&format!("crates/{name}")) {
            continue;
        }
        for defect in ["gap", "overlap"] {
            if tree.under(&format!("{cases}/"), "/cases.md").any(|file| shows(file, defect)) {
                continue;
            }
            let wrong = format!("{name} has no worked case of a band's {defect}");
            let mend =
                format!("add one to the cases.md of its rule, with \"{defect}\" in the heading");
            findings.push(finding("8", &cases, 1, &wrong, &mend));
        }
    }
    findings
}

/// Whether a file of cases is about bands and names the defect, in its rule or in a heading.
fn shows((path, text): (&str, &str), defect: &str) -> bool {
    let mut headings = text.lines().filter(|line| line.starts_with("## "));
    let headed = headings.any(|line| line.to_lowercase().contains(defect));
    path.contains("band") && (path.contains(defect) || headed)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn gap_and_overlap_each_need_a_case() {
        let gap = ("crates/yz_policy/cases/bands-leave-a-gap/cases.md", "");
        let overlap = ("crates/yz_policy/cases/bands-overlap/cases.md", "");
        assert!(check(&Tree::of(&[gap, overlap])).is_empty());
        let both = "# `bands-not-closed`\n\n## A gap\n\n## An overlap of one mark\n";
        let one_rule = ("crates/yz_indicators/cases/bands-not-closed/cases.md", both);
        assert!(check(&Tree::of(&[one_rule])).is_empty());
        let findings = check(&Tree::of(&[gap]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("law 8: yz_policy has no worked case of a band's overlap"));
    }
}
