//! What the manifests of the crates say, and the floors they stand on.

use std::collections::BTreeMap;

use crate::tree::Tree;

/// The floor of each crate, from `floors.txt`.
#[derive(Debug, Default)]
pub(crate) struct Floors(BTreeMap<String, u32>);

/// A crate that stands on a floor and has a folder.
#[derive(Debug, Clone)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) floor: u32,
}

/// One line of a dependency table.
#[derive(Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// Only for tests.
    pub(crate) dev: bool,
    pub(crate) line: usize,
}

impl Floors {
    /// The floors of a tree; without `floors.txt` there are none, which law 1 reports.
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut floors = Self::default();
        for line in tree.text("floors.txt").unwrap_or("").lines() {
            let mut words = line.split_whitespace();
            if let Some(floor) = words.next().and_then(|word| word.parse().ok()) {
                floors.0.extend(words.map(|name| (name.to_owned(), floor)));
            }
        }
        floors
    }

    /// The floor of a crate.
    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied()
    }

    /// The names on the floors, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The crates up to a floor.
    pub(crate) fn up_to(&self, top: u32) -> impl Iterator<Item = Crate> {
        let below = self.0.iter().filter(move |(_, floor)| **floor <= top);
        below.map(|(name, floor)| Crate { name: name.clone(), floor: *floor })
    }
}

impl Crate {
    /// The path of its manifest.
    pub(crate) fn manifest(&self) -> String {
        format!("crates/{}/Cargo.toml", self.name)
    }

    /// Its sources that are shipped: path and text.
    pub(crate) fn sources<'a>(&self, tree: &'a Tree) -> Vec<(&'a str, &'a str)> {
        let folder = format!("crates/{}/src/", self.name);
        tree.under(&folder, ".rs").filter(|(path, _)| !is_test(path)).collect()
    }
}

/// Whether a source is only compiled for tests.
pub(crate) fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.contains("/benches/")
}

/// The dependencies that a manifest names, in all its tables.
pub(crate) fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut table = "";
    for (line, text) in crate::rust::numbered(manifest) {
        let text = text.trim();
        if let Some(header) = text.strip_prefix('[') {
            table = header.trim_end_matches(']');
            // `[dependencies.name]` is a table for one dependency.
            if let Some((_, name)) = table.rsplit_once("dependencies.") {
                found.push(dependency(name, table, line));
            }
            continue;
        }
        if !table.ends_with("dependencies") || text.starts_with('#') || text.is_empty() {
            continue;
        }
        let name = text.split(['.', ' ', '=']).next().unwrap_or("");
        found.push(dependency(name, table, line));
    }
    found
}

fn dependency(name: &str, table: &str, line: usize) -> Dependency {
    let dev = table.contains("dev-dependencies");
    Dependency { name: name.trim_matches('"').to_owned(), dev, line }
}

#[cfg(test)]
mod tests {
    use super::{Floors, dependencies};
    use crate::tree::Tree;

    #[test]
    fn dependencies_are_read_from_all_tables() {
        let manifest = "[package]\nname = \"a\"\n[dependencies]\nb.workspace = true\n# c = \"1\"\n\
                        d = { path = \"x\" }\n[dev-dependencies]\ne = \"1\"\n\
                        [target.'cfg(unix)'.dependencies.f]\nversion = \"1\"\n\
                        [lints]\nworkspace = true\n";
        let found: Vec<(String, bool, usize)> =
            dependencies(manifest).into_iter().map(|d| (d.name, d.dev, d.line)).collect();
        let expected = [("b", false, 4), ("d", false, 6), ("e", true, 8), ("f", false, 9)];
        assert_eq!(found, expected.map(|(name, dev, line)| (name.to_owned(), dev, line)));
    }

    #[test]
    fn floors_are_read_without_comments() {
        let floors = Floors::of(&Tree::of(&[("floors.txt", "# ground\n0 a b\n3 c\n")]));
        assert_eq!((floors.get("b"), floors.get("c"), floors.get("d")), (Some(0), Some(3), None));
        assert_eq!(floors.up_to(2).map(|stands| stands.name).collect::<Vec<_>>(), ["a", "b"]);
    }
}
