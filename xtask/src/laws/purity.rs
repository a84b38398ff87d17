//! Law 3: no files, clock, environment, processes, network or chance on floors 0 to 3.

use super::exactness::ENGINES;
use super::finding;
use crate::manifest::{Floors, dependencies};
use crate::rust::{lines_with, shipped, std_paths};
use crate::tree::Tree;

/// Parts of the standard library that look outside.
const OUTSIDE: [&str; 4] = ["fs", "env", "process", "net"];
/// Crates of chance.
const CHANCE: [&str; 4] = ["rand", "fastrand", "getrandom", "uuid"];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = lint_listed(tree);
    for stands in Floors::of(tree).up_to(ENGINES) {
        let manifest = stands.manifest();
        for used in dependencies(tree.text(&manifest).unwrap_or("")) {
            if !used.dev && CHANCE.contains(&used.name.as_str()) {
                let wrong = format!("{} brings chance into an engine", used.name);
                findings.push(finding("3", &manifest, used.line, &wrong, MEND));
            }
        }
        for (path, text) in stands.sources(tree) {
            findings.extend(check_source(path, text));
        }
    }
    findings
}

const MEND: &str = "take what it gives as an argument, and ask for it above floor 3";

fn check_source(path: &str, text: &str) -> Vec<String> {
    let code = shipped(text);
    let outside = std_paths(&code).into_iter().filter(|(_, path)| looks_outside(path));
    let mut places: Vec<(usize, String)> = outside.collect();
    for word in ["Zoned::now", "Timestamp::now"] {
        places.extend(lines_with(&code, word).into_iter().map(|line| (line, word.to_owned())));
    }
    places.sort();
    let wrong = |what: &str| format!("`{what}` in an engine");
    places.iter().map(|(line, what)| finding("3", path, *line, &wrong(what), MEND)).collect()
}

fn looks_outside(path: &str) -> bool {
    let mut parts = path.split("::").skip(1);
    match parts.next() {
        Some("time") => parts.next() != Some("Duration"),
        Some(part) => OUTSIDE.contains(&part),
        None => false,
    }
}

fn lint_listed(tree: &Tree) -> Vec<String> {
    let text = tree.text("clippy.toml").unwrap_or("");
    let methods = text.parse::<toml::Table>().ok().and_then(|table| {
        let methods = table.get("disallowed-methods")?.as_array()?;
        Some(methods.iter().filter_map(|method| method.get("path")?.as_str()).count())
    });
    if methods.is_some_and(|count| 0 < count) {
        return Vec::new();
    }
    let mend = "list under `disallowed-methods` what engines may not call";
    vec![finding("3", "clippy.toml", 1, "no method is disallowed", mend)]
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const CLIPPY: (&str, &str) =
        ("clippy.toml", "disallowed-methods = [{ path = \"std::time::Instant::now\" }]\n");
    const FLOORS: (&str, &str) = ("floors.txt", "2 engine\n4 store\n");

    #[test]
    fn an_engine_that_looks_outside_is_found() {
        let source = "use std::{fmt, fs};\nuse std::time::{Duration, Instant};\nfn f() {\n\
                      let now = jiff::Zoned::now();\n}\n";
        let engine = ("crates/engine/src/lib.rs", source);
        let manifest = ("crates/engine/Cargo.toml", "[dependencies]\nrand = \"1\"\n");
        let findings = check(&Tree::of(&[CLIPPY, FLOORS, engine, manifest]));
        assert_eq!(findings.len(), 4, "{findings:?}");
        assert!(findings[0].starts_with("crates/engine/Cargo.toml:2: law 3: rand brings chance"));
        assert!(findings[1].starts_with("crates/engine/src/lib.rs:1: law 3: `std::fs`"));
        assert!(findings[2].starts_with("crates/engine/src/lib.rs:2: law 3: `std::time::Instant`"));
        assert!(findings[3].starts_with("crates/engine/src/lib.rs:4: law 3: `Zoned::now`"));
    }

    #[test]
    fn tests_and_upper_floors_may_look_outside() {
        let tree = Tree::of(&[
            CLIPPY,
            FLOORS,
            ("crates/engine/src/lib.rs", "#[cfg(test)]\nmod tests {\nuse std::fs;\n}\n"),
            ("crates/engine/tests/cases.rs", "use std::fs;\n"),
            ("crates/store/src/lib.rs", "use std::fs;\n"),
        ]);
        assert!(check(&tree).is_empty());
    }

    #[test]
    fn the_lint_has_its_list() {
        let findings = check(&Tree::of(&[("clippy.toml", "disallowed-methods = []\n")]));
        assert_eq!(findings.len(), 1);
    }
}
