//! The commands that a newcomer is told are the commands that are run: both READMEs name how to
//! build and how to test, and continuous integration runs the latter and nothing else.

use super::finding;
use crate::tree::Tree;

/// The test command of both READMEs and of `.ci/run`.
const TEST: &str = "cargo xtask test";
/// How the command that builds begins.
const BUILD: &str = "cargo build --release";

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for path in ["README.md", "README.zh-CN.md"] {
        for command in [BUILD, TEST] {
            if !tree.text(path).unwrap_or("").contains(command) {
                let wrong = format!("`{command}` is not told");
                findings.push(finding("commands", path, 1, &wrong, "name it in a block of code"));
            }
        }
    }
    let lines = tree.text(".ci/run").unwrap_or("").lines().map(str::trim);
    let cargo: Vec<&str> = lines.filter(|line| line.starts_with("cargo ")).collect();
    if cargo != [TEST] {
        let wrong = format!("runs {cargo:?}");
        findings.push(finding("commands", ".ci/run", 1, &wrong, &format!("run `{TEST}` alone")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const BOTH: &str = "```\ncargo build --release\ncargo xtask test\n```\n";

    #[test]
    fn what_is_told_is_what_is_run() {
        let ci = (".ci/run", "#!/usr/bin/env bash\nset -e\ncargo xtask test\n");
        let tree = Tree::of(&[("README.md", BOTH), ("README.zh-CN.md", BOTH), ci]);
        assert!(check(&tree).is_empty());
    }

    #[test]
    fn a_silent_readme_and_a_second_way_to_test_are_found() {
        let ci = (".ci/run", "cargo test\ncargo xtask test\n");
        let findings = check(&Tree::of(&[("README.md", BOTH), ("README.zh-CN.md", "医账"), ci]));
        assert_eq!(findings.len(), 3);
        assert!(findings[0].starts_with("README.zh-CN.md:1: law commands"));
        assert!(findings[2].contains("run `cargo xtask test` alone"));
    }
}
