//! The generated pages of `docs/`: what rules, concepts, policy, indicators and tables of records
//! say of themselves.

mod concepts;
mod indicators;
mod markdown;
mod policy;
mod records;
pub(crate) mod rules;

use std::fs;

use crate::tree::{Tree, root};

/// Makes one page from the tree.
type Page = fn(&Tree) -> Result<String, String>;

const PAGES: &[(&str, Page)] = &[
    ("docs/concepts.md", concepts::page),
    ("docs/indicators.md", indicators::page),
    ("docs/policy.md", policy::page),
    ("docs/records.md", records::page),
    ("docs/rules.md", rules::page),
];

/// How a generated page begins.
const NOTICE: &str = "<!-- Made by `cargo xtask docs` from what the units say of themselves. \
                      Edit those, not this page. -->\n\n";

/// Writes the pages that are stale.
///
/// # Errors
///
/// When a unit cannot be read or a page cannot be written.
pub(crate) fn write() -> Result<bool, String> {
    let tree = Tree::load(&root()).map_err(|error| error.to_string())?;
    for (path, text) in stale(&tree)? {
        fs::write(root().join(path), text).map_err(|error| format!("{path}: {error}"))?;
        println!("wrote {path}");
    }
    Ok(true)
}

/// Whether no page is stale; prints which are.
///
/// # Errors
///
/// When a unit cannot be read.
pub(crate) fn check_all() -> Result<bool, String> {
    let tree = Tree::load(&root()).map_err(|error| error.to_string())?;
    let stale = stale(&tree)?;
    for (path, _) in &stale {
        println!("{path}:1: docs: the page is stale; run `cargo xtask docs`");
    }
    if stale.is_empty() {
        println!("docs: {} pages, all fresh", PAGES.len());
    }
    Ok(stale.is_empty())
}

/// The pages that are not as they would be made now, with what they should say.
fn stale(tree: &Tree) -> Result<Vec<(&'static str, String)>, String> {
    let mut stale = Vec::new();
    for (path, page) in PAGES {
        let text = format!("{NOTICE}{}", page(tree)?);
        if tree.text(path) != Some(text.as_str()) {
            stale.push((*path, text));
        }
    }
    Ok(stale)
}

#[cfg(test)]
mod tests {
    use super::stale;
    use crate::tree::{Tree, root};

    #[test]
    fn a_page_is_stale_until_it_is_written() {
        let empty = Tree::of(&[]);
        let pages = stale(&empty).unwrap();
        assert_eq!(pages.len(), 5);
        let written: Vec<(&str, &str)> =
            pages.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert!(stale(&Tree::of(&written)).unwrap().is_empty());
    }

    #[test]
    fn the_pages_of_the_tree_are_fresh() {
        let stale = stale(&Tree::load(&root()).unwrap()).unwrap();
        let paths: Vec<&str> = stale.iter().map(|(path, _)| *path).collect();
        assert!(paths.is_empty(), "run `cargo xtask docs`: {paths:?}");
    }
}
