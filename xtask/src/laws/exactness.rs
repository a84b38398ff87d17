//! Law 2: no binary floating point on floors 0 to 3.

use super::{finding, line_of};
use crate::manifest::Floors;
use crate::rust::{code, lines_with};
use crate::tree::Tree;

/// Engines stand on this floor and below.
pub(super) const ENGINES: u32 = 3;

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = lint_denied(tree);
    for stands in Floors::of(tree).up_to(ENGINES) {
        let manifest = stands.manifest();
        let text = tree.text(&manifest).unwrap_or("");
        if !text.replace(' ', "").contains("[lints]\nworkspace=true") {
            let wrong = "the crate does not take the lints of the workspace";
            let mend = "write `[lints]` and `workspace = true`";
            findings.push(finding("2", &manifest, 1, wrong, mend));
        }
        for (path, text) in stands.sources(tree) {
            let code = code(text);
            for word in ["f32", "f64"] {
                for line in lines_with(&code, word) {
                    let wrong = format!("`{word}` on floor {}", stands.floor);
                    let mend = "use Exact, Decimal or Money of yz_units";
                    findings.push(finding("2", path, line, &wrong, mend));
                }
            }
        }
    }
    findings
}

fn lint_denied(tree: &Tree) -> Vec<String> {
    let text = tree.text("Cargo.toml").unwrap_or("");
    if text.lines().any(|line| line.trim() == "float_arithmetic = \"deny\"") {
        return Vec::new();
    }
    let line = line_of(text, "float_arithmetic");
    let mend = "write `float_arithmetic = \"deny\"` under [workspace.lints.clippy]";
    vec![finding("2", "Cargo.toml", line, "floating point is not denied", mend)]
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const ROOT: (&str, &str) =
        ("Cargo.toml", "[workspace.lints.clippy]\nfloat_arithmetic = \"deny\"\n");
    const FLOORS: (&str, &str) = ("floors.txt", "3 engine\n4 printer\n");
    const ENGINE: (&str, &str) = ("crates/engine/Cargo.toml", "[lints]\nworkspace = true\n");

    #[test]
    fn a_float_in_an_engine_is_found_and_one_above_is_not() {
        let engine = ("crates/engine/src/lib.rs", "// f64 is banned\nfn half(x: f64) {}\n");
        let printer = ("crates/printer/src/lib.rs", "fn width() -> f64 { 1.0 }\n");
        assert_eq!(
            check(&Tree::of(&[ROOT, FLOORS, ENGINE, engine, printer])),
            ["crates/engine/src/lib.rs:2: law 2: `f64` on floor 3; use Exact, Decimal or \
              Money of yz_units"]
        );
    }

    #[test]
    fn lints_are_taken_and_deny() {
        let root = ("Cargo.toml", "[workspace.lints.clippy]\nfloat_arithmetic = \"warn\"\n");
        let engine = ("crates/engine/Cargo.toml", "[package]\n");
        let findings = check(&Tree::of(&[root, FLOORS, engine]));
        assert_eq!(findings.len(), 2);
        assert!(findings[0].starts_with("Cargo.toml:2: law 2: floating point is not denied"));
        assert!(findings[1].contains("does not take the lints"));
    }
}
