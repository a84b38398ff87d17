//! Law 11: engines return results and findings; they never store.

use super::exactness::ENGINES;
use super::finding;
use crate::manifest::{Floors, dependencies};
use crate::tree::Tree;

/// Crates that open files, databases or sockets.
const STORES: [&str; 10] = [
    "async-std",
    "fs-err",
    "fs4",
    "memmap2",
    "reqwest",
    "rust-embed",
    "tempfile",
    "tokio",
    "walkdir",
    "zip",
];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for stands in Floors::of(tree).up_to(ENGINES) {
        let manifest = stands.manifest();
        for used in dependencies(tree.text(&manifest).unwrap_or("")) {
            let ours = matches!(used.name.as_str(), "yz_store" | "yz_documents");
            if !used.dev && (ours || STORES.contains(&used.name.as_str())) {
                let wrong = format!("{} on floor {} uses {}", stands.name, stands.floor, used.name);
                let mend = "return what is to be stored, and store it above floor 3";
                findings.push(finding("11", &manifest, used.line, &wrong, mend));
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
    fn an_engine_that_stores_is_found() {
        let engine = "[dependencies]\nyz_store.workspace = true\ntempfile = \"3\"\n\
                      [dev-dependencies]\nwalkdir = \"2\"\n";
        let findings = check(&Tree::of(&[
            ("floors.txt", "3 engine\n4 store\n"),
            ("crates/engine/Cargo.toml", engine),
            ("crates/store/Cargo.toml", "[dependencies]\ntempfile = \"3\"\n"),
        ]));
        assert_eq!(findings.len(), 2);
        assert!(findings[0].starts_with("crates/engine/Cargo.toml:2: law 11: engine on floor 3"));
    }
}
