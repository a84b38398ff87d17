//! The laws of the house, one file a law. Each is a pure function from the tree to findings, and
//! has a test that breaks it on a made-up tree.

mod bands;
mod borders;
mod browser;
mod commands;
mod conservation;
mod exactness;
mod floors;
mod gate;
mod glossary;
mod leftovers;
mod no_storing;
mod order;
mod purity;
mod replay;
mod rounding;
mod shape;
mod sizes;
mod sources;
mod transfers;

use crate::tree::Tree;

/// Finds where a tree breaks a law.
pub(crate) type Law = fn(&Tree) -> Vec<String>;

/// Every law, the numbered ones of ARCHITECTURE.md first.
pub(crate) const ALL: &[(&str, Law)] = &[
    ("1 floors", floors::check),
    ("2 exactness", exactness::check),
    ("3 purity", purity::check),
    ("4 borders", borders::check),
    ("5 rounding", rounding::check),
    ("6 conservation", conservation::check),
    ("7 replay", replay::check),
    ("8 bands", bands::check),
    ("9 transfers", transfers::check),
    ("10 sources", sources::check),
    ("11 no storing", no_storing::check),
    ("12 order", order::check),
    ("13 gate", gate::check),
    ("browser", browser::check),
    ("sizes", sizes::check),
    ("leftovers", leftovers::check),
    ("shape", shape::check),
    ("glossary", glossary::check),
    ("commands", commands::check),
];

/// Where a tree breaks the laws, every finding on a line of its own.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    ALL.iter().flat_map(|(_, check)| check(tree)).collect()
}

/// A finding: place, law, what is wrong, how to mend it.
fn finding(law: &str, path: &str, line: usize, wrong: &str, mend: &str) -> String {
    format!("{path}:{line}: law {law}: {wrong}; {mend}")
}

/// The line of a text, counted from 1, that holds `needle` first; 1 when none does.
fn line_of(text: &str, needle: &str) -> usize {
    crate::rust::numbered(text).find(|(_, line)| line.contains(needle)).map_or(1, |(line, _)| line)
}

/// Whether one of the sources has a test of this name.
fn has_test<'a>(mut sources: impl Iterator<Item = (&'a str, &'a str)>, name: &str) -> bool {
    sources.any(|(_, text)| {
        let code = crate::rust::code(text);
        let heads = code.split("#[test]").skip(1);
        heads.into_iter().any(|after| {
            let head = after.split('(').next().unwrap_or("");
            head.split_whitespace().next_back() == Some(name)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{check, has_test, line_of};
    use crate::tree::{Tree, root};

    #[test]
    fn the_tree_keeps_every_law() {
        let findings = check(&Tree::load(&root()).unwrap());
        assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    }

    #[test]
    fn a_test_is_found_by_its_name_and_its_mark() {
        let source = [("a.rs", "#[test]\nfn one() {}\nfn two() {}\n// #[test] fn three() {}\n")];
        assert!(has_test(source.into_iter(), "one"));
        assert!(!has_test(source.into_iter(), "two"));
        assert!(!has_test(source.into_iter(), "three"));
    }

    #[test]
    fn places_are_counted_from_one() {
        assert_eq!(line_of("a\nb\nb", "b"), 2);
        assert_eq!(line_of("a", "b"), 1);
    }
}
