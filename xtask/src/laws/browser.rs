//! The checker runs in a browser: it and the crates that it uses stand only on libraries that are
//! known to build for `wasm32-unknown-unknown`.
//!
//! Where that target is installed, `cargo xtask test` builds it as well; here the law holds without
//! it. Files, clock and threads are law 3.

use std::collections::BTreeSet;

use super::finding;
use crate::manifest::dependencies;
use crate::tree::Tree;

/// What runs in a browser.
const FIRST: &str = "yz_checker";

/// Libraries that need nothing of an operating system: text, numbers, data.
const KNOWN: [&str; 11] = [
    "annotate-snippets",
    "jiff",
    "memchr",
    "num-rational",
    "num-traits",
    "percent-encoding",
    "serde",
    "serde_json",
    "strsim",
    "toml",
    "unicode-width",
];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::from([FIRST.to_owned()]);
    let mut next = vec![FIRST.to_owned()];
    while let Some(name) = next.pop() {
        let path = format!("crates/{name}/Cargo.toml");
        let text = tree.text(&path).unwrap_or("");
        // What tests use does not run in a browser.
        let text = text.split("[dev-dependencies]").next().unwrap_or("");
        for used in dependencies(text) {
            if used.name.starts_with("yz_") {
                if seen.insert(used.name.clone()) {
                    next.push(used.name);
                }
            } else if !KNOWN.contains(&used.name.as_str()) {
                let wrong = format!("{name} is part of the checker, and uses {}", used.name);
                let mend = "build it for wasm32-unknown-unknown and add it to KNOWN, or do without";
                findings.push(finding("browser", &path, used.line, &wrong, mend));
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
    fn what_the_checker_stands_on_needs_no_operating_system() {
        let checker = ("crates/yz_checker/Cargo.toml", "[dependencies]\nyz_units = \"1\"\n");
        let units = "[dependencies]\nserde = \"1\"\n[dev-dependencies]\ntempfile = \"3\"\n";
        let right = ("crates/yz_units/Cargo.toml", units);
        // Of no concern to the checker.
        let other = ("crates/yz_documents/Cargo.toml", "[dependencies]\ntokio = \"1\"\n");
        assert!(check(&Tree::of(&[checker, right, other])).is_empty());
        let wrong = ("crates/yz_units/Cargo.toml", "[dependencies]\ntokio = \"1\"\n");
        let findings = check(&Tree::of(&[checker, wrong]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("crates/yz_units/Cargo.toml:2: law browser"));
    }
}
