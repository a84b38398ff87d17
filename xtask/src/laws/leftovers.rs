//! Nothing is left for later in the tree: what is not done is an issue, not a comment.

use super::finding;
use crate::rust::numbered;
use crate::tree::Tree;

/// Marks of unfinished work. They are put together here, so that this file does not find itself.
const MARKS: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!("),
    concat!("un", "implemented!("),
    concat!("#[", "ignore"),
    concat!("dbg", "!("),
];
/// Where work is: sources, data and scripts. Documents may speak of these marks.
const ENDINGS: [&str; 6] = [".rs", ".toml", ".js", ".css", ".html", ".tsv"];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let sources = tree.files().filter(|(path, text)| is_ours(path, text));
    for (path, text) in sources {
        for (number, line) in numbered(text) {
            for mark in MARKS.iter().filter(|mark| line.contains(**mark)) {
                let mend = "do it now, or open an issue and take the mark out";
                findings.push(finding("leftovers", path, number, &format!("`{mark}`"), mend));
            }
        }
    }
    findings
}

/// Whether we wrote a file: scripts of others come as one enormous line.
fn is_ours(path: &str, text: &str) -> bool {
    let known = ENDINGS.iter().any(|ending| path.ends_with(ending));
    known && !text.lines().any(|line| 5_000 < line.len())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn a_mark_of_unfinished_work_is_found() {
        let source =
            format!("fn a() {{}}\n// {}: the rest\n#[{}]\n", concat!("TO", "DO"), "ignore");
        let tree = Tree::of(&[("crates/a/src/lib.rs", &source), ("STYLE.md", &source)]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 2);
        assert!(findings[0].starts_with("crates/a/src/lib.rs:2: law leftovers"));
    }

    #[test]
    fn scripts_of_others_are_theirs() {
        let script = format!("{}{}", concat!("TO", "DO"), "x".repeat(5_000));
        assert!(check(&Tree::of(&[("crates/a/assets/lib.js", &script)])).is_empty());
    }
}
