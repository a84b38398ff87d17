//! Sizes: what does not fit on a page is not read.

use super::finding;
use crate::rust::{functions, numbered};
use crate::tree::Tree;

const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 500;
const LINE_COLUMNS_MAX: usize = 100;
const MAP_LINES_MAX: usize = 300;
const PATH_CHARS_MAX: usize = 100;
const FOLDERS_MAX: usize = 4;
/// Folders of data, whose paths stand in books and letters.
const DATA: [&str; 8] = [
    "benefits/",
    "books/",
    "codes/",
    "concepts/",
    "indicators/",
    "measures/",
    "policy/",
    "reports/",
];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.files() {
        if path.ends_with(".rs") {
            findings.extend(check_source(path, text));
        }
        if DATA.iter().any(|folder| path.starts_with(folder)) {
            findings.extend(check_path(path));
        }
    }
    let map = tree.text("ARCHITECTURE.md").unwrap_or("").lines().count();
    if MAP_LINES_MAX < map {
        let wrong = format!("the map has {map} lines, more than {MAP_LINES_MAX}");
        findings.push(finding("sizes", "ARCHITECTURE.md", MAP_LINES_MAX, &wrong, "shorten it"));
    }
    findings
}

fn check_source(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for function in functions(text) {
        let lines = function.last.saturating_sub(function.first) + 1;
        if FUNCTION_LINES_MAX < lines {
            let wrong = format!("`{}` has {lines} lines", function.name);
            let mend = format!("split it by meaning; {FUNCTION_LINES_MAX} at most");
            findings.push(finding("sizes", path, function.first, &wrong, &mend));
        }
    }
    let lines = text.lines().count();
    if FILE_LINES_MAX < lines {
        let mend = format!("split it by meaning; {FILE_LINES_MAX} at most");
        findings.push(finding("sizes", path, 1, &format!("the file has {lines} lines"), &mend));
    }
    for (number, line) in numbered(text) {
        let columns: usize = line.chars().map(columns).sum();
        if LINE_COLUMNS_MAX < columns {
            let wrong = format!("the line is {columns} columns wide");
            let mend = format!("break it; {LINE_COLUMNS_MAX} at most, a Chinese character is two");
            findings.push(finding("sizes", path, number, &wrong, &mend));
        }
    }
    findings
}

fn check_path(path: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let (chars, folders) = (path.chars().count(), path.matches('/').count());
    if PATH_CHARS_MAX < chars {
        let wrong = format!("the path has {chars} characters");
        let mend = format!("shorten it; {PATH_CHARS_MAX} at most");
        findings.push(finding("sizes", path, 1, &wrong, &mend));
    }
    if FOLDERS_MAX < folders {
        let mend = format!("lift it; {FOLDERS_MAX} at most");
        findings.push(finding("sizes", path, 1, &format!("{folders} folders deep"), &mend));
    }
    findings
}

/// The columns of a terminal that a character takes.
fn columns(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD);
    if wide { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    fn of(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)]))
    }

    #[test]
    fn a_function_of_seventy_lines_fits_and_one_more_does_not() {
        let function =
            |inner: usize| format!("fn long() {{\n{}}}\n", "    step();\n".repeat(inner));
        assert!(of("crates/a/src/lib.rs", &function(68)).is_empty());
        let findings = of("crates/a/src/lib.rs", &function(69));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("crates/a/src/lib.rs:1: law sizes: `long` has 71 lines"));
    }

    #[test]
    fn a_chinese_character_is_two_columns() {
        assert!(of("a.rs", &"账".repeat(50)).is_empty());
        assert_eq!(of("a.rs", &format!("{}x", "账".repeat(50))).len(), 1);
        assert!(of("a.rs", &"é".repeat(100)).is_empty());
        assert!(of("a.md", &"x".repeat(101)).is_empty());
    }

    #[test]
    fn files_and_the_map_have_an_end() {
        assert!(of("a.rs", &"\n".repeat(500)).is_empty());
        assert_eq!(of("a.rs", &"\n".repeat(501)).len(), 1);
        assert!(of("ARCHITECTURE.md", &"\n".repeat(300)).is_empty());
        assert_eq!(of("ARCHITECTURE.md", &"\n".repeat(301)).len(), 1);
    }

    #[test]
    fn paths_of_data_are_short_and_shallow() {
        assert!(of("books/a/narrative/b/c.md", "").is_empty());
        assert_eq!(of("books/a/narrative/b/c/d.md", "").len(), 1);
        assert_eq!(of(&format!("books/{}", "x".repeat(95)), "").len(), 1);
    }
}
