//! Law 12: ordered collections wherever order can be seen, so that the same book prints the same
//! bytes.

use super::rounding::is_exempt;
use super::{finding, line_of};
use crate::manifest::is_test;
use crate::rust::{lines_with, shipped};
use crate::tree::Tree;

/// A line that says so keeps a collection whose order nobody meets.
const EXEMPT: &str = "// order never seen:";

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let root = tree.text("Cargo.toml").unwrap_or("");
    if !root.lines().any(|line| line.trim() == "iter_over_hash_type = \"deny\"") {
        let mend = "write `iter_over_hash_type = \"deny\"` under [workspace.lints.clippy]";
        let line = line_of(root, "iter_over_hash_type");
        findings.push(finding("12", "Cargo.toml", line, "chance order is not denied", mend));
    }
    for (path, text) in tree.under("crates/", ".rs").filter(|(path, _)| !is_test(path)) {
        let code = shipped(text);
        for (word, ordered) in [("HashMap", "BTreeMap"), ("HashSet", "BTreeSet")] {
            for line in lines_with(&code, word) {
                if is_exempt(text, line, EXEMPT) {
                    continue;
                }
                let mend = format!("use {ordered}, or write `{EXEMPT} why`");
                let wrong = format!("the order of a `{word}` is chance");
                findings.push(finding("12", path, line, &wrong, &mend));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const ROOT: (&str, &str) = ("Cargo.toml", "iter_over_hash_type = \"deny\"\n");

    #[test]
    fn a_hash_map_needs_a_reason() {
        let source = "use std::collections::{BTreeMap, HashMap};\n\
                      // order never seen: only looked up by key\nlet seen: HashSet<u8> = x;\n";
        let findings = check(&Tree::of(&[ROOT, ("crates/a/src/lib.rs", source)]));
        assert_eq!(
            findings,
            ["crates/a/src/lib.rs:1: law 12: the order of a `HashMap` is chance; use BTreeMap, \
              or write `// order never seen: why`"]
        );
    }

    #[test]
    fn the_lint_denies() {
        assert_eq!(check(&Tree::of(&[("Cargo.toml", "iter_over_hash_type = \"warn\"")])).len(), 1);
    }
}
