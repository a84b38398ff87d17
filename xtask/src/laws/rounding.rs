//! Law 5: only `yz_units` rounds, and each caller names the rounding.

use super::{finding, line_of};
use crate::manifest::is_test;
use crate::rust::{code, lines_with, shipped};
use crate::tree::Tree;

/// What rounds, by the names of the standard library and of decimal crates.
const ROUNDS: [&str; 12] = [
    ".round(",
    ".floor(",
    ".ceil(",
    ".trunc(",
    ".div_ceil(",
    ".div_floor(",
    ".div_euclid(",
    ".rem_euclid(",
    ".checked_div(",
    ".checked_rem(",
    ".next_multiple_of(",
    "round_dp",
];
/// A line that says so rounds a length on paper or the like.
const EXEMPT: &str = "// not a figure:";

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("crates/", ".rs").filter(|(path, _)| !is_test(path)) {
        if path.starts_with("crates/yz_units/") {
            findings.extend(default_rounding(path, text));
            continue;
        }
        let code = shipped(text);
        for word in ROUNDS {
            for line in lines_with(&code, word) {
                if is_exempt(text, line, EXEMPT) {
                    continue;
                }
                let wrong = format!("`{word}` rounds outside yz_units");
                let mend = "round with Exact::rounded or Money::split and name the Rounding; where \
                            no figure is rounded, write `// not a figure: why`";
                findings.push(finding("5", path, line, &wrong, mend));
            }
        }
    }
    findings
}

/// Whether a line or the one before it carries a comment that begins with `mark`.
pub(super) fn is_exempt(text: &str, line: usize, mark: &str) -> bool {
    let lines = text.lines().skip(line.saturating_sub(2)).take(2.min(line));
    lines.into_iter().any(|text| text.contains(mark))
}

/// A `Default` for `Rounding` would let a caller forget to say how.
fn default_rounding(path: &str, text: &str) -> Option<String> {
    let code = code(text);
    let implemented = code.contains("impl Default for Rounding");
    let derived = code.split("enum Rounding").next().filter(|head| head.len() < code.len());
    let attributes = derived.map(|head| head.rsplit(['}', ';']).next().unwrap_or(""));
    if !implemented && !attributes.is_some_and(|text| text.contains("Default")) {
        return None;
    }
    let line = line_of(text, "enum Rounding");
    let mend = "take the default away, so that every caller says how";
    Some(finding("5", path, line, "`Rounding` has a default", mend))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn rounding_outside_the_ground_is_found() {
        let source = "let a = x.round();\nlet b = x.rounded(2, how);\n\
                      // not a figure: columns of a page\nlet c = n.div_ceil(2);\n";
        let tree = Tree::of(&[
            ("crates/yz_report/src/table.rs", source),
            ("crates/yz_report/tests/table.rs", "x.round()"),
            ("crates/yz_units/src/exact.rs", "x.round()"),
        ]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].starts_with("crates/yz_report/src/table.rs:1: law 5: `.round(` rounds")
        );
    }

    #[test]
    fn a_default_rounding_is_found() {
        let derived = "enum A {}\n#[derive(Clone, Default)]\npub enum Rounding { HalfUp }\n";
        let written = "enum Rounding {}\nimpl Default for Rounding {}\n";
        let none = "#[derive(Default)]\nstruct A {}\n#[derive(Clone)]\nenum Rounding {}\n";
        let of = |text| check(&Tree::of(&[("crates/yz_units/src/rounding.rs", text)])).len();
        assert_eq!([of(derived), of(written), of(none)], [1, 1, 0]);
    }
}
