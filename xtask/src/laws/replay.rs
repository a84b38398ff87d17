//! Law 7: a settlement is a function of bill, policy on the date and running totals, so that it can
//! be played again. It asks nothing until there is a crate that settles.

use super::{finding, has_test};
use crate::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let folder = "crates/yz_settlement";
    let test = "replay_gives_the_same_settlement";
    if !tree.has_folder(folder) || has_test(tree.under(folder, ".rs"), test) {
        return Vec::new();
    }
    let wrong = format!("there is no test `{test}`");
    let mend = "settle a year of bills twice, in two orders of persons, and compare";
    vec![finding("7", "crates/yz_settlement/src/lib.rs", 1, &wrong, mend)]
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn a_crate_that_settles_needs_the_replay() {
        let manifest = ("crates/yz_settlement/Cargo.toml", "");
        let test = "#[test]\nfn replay_gives_the_same_settlement() {}\n";
        assert!(check(&Tree::of(&[])).is_empty());
        assert_eq!(check(&Tree::of(&[manifest])).len(), 1);
        let tree = Tree::of(&[manifest, ("crates/yz_settlement/tests/replay.rs", test)]);
        assert!(check(&tree).is_empty());
    }
}
