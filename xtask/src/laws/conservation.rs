//! Law 6: whoever splits conserves, to the fen; and conservation is not correctness, so the test at
//! the half stands beside the test that parts add up.

use super::{finding, has_test, line_of};
use crate::tree::Tree;

/// What splits in `yz_units`, and the tests that must stand in the same file.
const SPLITS: [(&str, &[&str]); 2] = [
    ("pub fn split(", &["split_conserves_every_fen", "split_rounds_at_the_half"]),
    (
        "pub fn apportion(",
        &[
            "shares_add_up_to_a_hundred",
            "the_largest_remainder_gets_the_digit_and_the_first_of_equals_goes_first",
        ],
    ),
];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (head, tests) in SPLITS {
        let mut sources = tree.under("crates/yz_units/src/", ".rs");
        let Some((path, text)) = sources.find(|(_, text)| text.contains(head)) else { continue };
        for test in tests {
            if !has_test([(path, text)].into_iter(), test) {
                let wrong = format!("`{head}…)` lacks the test `{test}`");
                let mend = "write it beside the other: one for the sum, one for the boundary";
                findings.push(finding("6", path, line_of(text, head), &wrong, mend));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn a_split_needs_its_boundary_test_too() {
        let path = "crates/yz_units/src/money.rs";
        let sum = "pub fn split() {}\n#[test]\nfn split_conserves_every_fen() {}\n";
        let both = format!("{sum}#[test]\nfn split_rounds_at_the_half() {{}}\n");
        let findings = check(&Tree::of(&[(path, sum)]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("lacks the test `split_rounds_at_the_half`"));
        assert!(check(&Tree::of(&[(path, &both)])).is_empty());
    }
}
