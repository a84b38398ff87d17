//! Law 9: a transfer is never changed; a correction is a new transfer that names the old one. It
//! asks nothing until there is a ledger.

use super::{finding, has_test};
use crate::rust::{lines_with, shipped};
use crate::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let folder = "crates/yz_ledger";
    if !tree.has_folder(folder) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let test = "a_correction_names_the_transfer_it_corrects";
    if !has_test(tree.under(folder, ".rs"), test) {
        let wrong = format!("there is no test `{test}`");
        let mend = "correct a transfer and look for both, the old one as it was";
        findings.push(finding("9", "crates/yz_ledger/src/lib.rs", 1, &wrong, mend));
    }
    for (path, text) in tree.under("crates/yz_ledger/src/", ".rs") {
        for line in lines_with(&shipped(text), "&mut Transfer") {
            let mend = "make a new transfer that names the old one";
            findings.push(finding("9", path, line, "a transfer is changed", mend));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn a_ledger_changes_no_transfer() {
        let source = "fn amend(transfer: &mut Transfer) {}\nfn add(all: &mut Transfers) {}\n";
        let ledger = ("crates/yz_ledger/src/lib.rs", source);
        let test = "#[test]\nfn a_correction_names_the_transfer_it_corrects() {}\n";
        let tests = ("crates/yz_ledger/tests/corrections.rs", test);
        assert!(check(&Tree::of(&[])).is_empty());
        assert_eq!(check(&Tree::of(&[ledger])).len(), 2);
        let findings = check(&Tree::of(&[ledger, tests]));
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].starts_with("crates/yz_ledger/src/lib.rs:1: law 9: a transfer is changed")
        );
    }
}
