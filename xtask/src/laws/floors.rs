//! Law 1: a crate uses only crates on lower floors, in its tests too. Never up, never sideways.

use super::finding;
use crate::manifest::{Floors, dependencies};
use crate::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let floors = Floors::of(tree);
    let mut findings = Vec::new();
    let folders = tree.folders_in("crates");
    for name in floors.names().filter(|name| !folders.contains(name)) {
        let wrong = format!("{name} stands on a floor and is no crate");
        findings.push(finding("1", "floors.txt", 1, &wrong, "take it off the list"));
    }
    for name in folders {
        let manifest = format!("crates/{name}/Cargo.toml");
        let Some(floor) = floors.get(name) else {
            let wrong = format!("{name} stands on no floor");
            findings.push(finding("1", "floors.txt", 1, &wrong, "give it one"));
            continue;
        };
        for used in dependencies(tree.text(&manifest).unwrap_or("")) {
            let Some(used_floor) = floors.get(&used.name).filter(|used| floor <= *used) else {
                continue;
            };
            let wrong =
                format!("{name} (floor {floor}) may not use {} (floor {used_floor})", used.name);
            let mend = "move what is shared to a lower floor, or let the crates above both pass it";
            findings.push(finding("1", &manifest, used.line, &wrong, mend));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const FLOORS: (&str, &str) = ("floors.txt", "0 low\n1 one two\n");
    const LOW: (&str, &str) = ("crates/low/Cargo.toml", "[dependencies]\nserde = \"1\"\n");
    const TWO: (&str, &str) = ("crates/two/Cargo.toml", "");

    #[test]
    fn a_step_down_is_allowed() {
        let one = ("crates/one/Cargo.toml", "[dependencies]\nlow.workspace = true\n");
        assert!(check(&Tree::of(&[FLOORS, LOW, TWO, one])).is_empty());
    }

    #[test]
    fn a_step_up_is_refused() {
        let low = ("crates/low/Cargo.toml", "[dependencies]\none.workspace = true\n");
        let one = ("crates/one/Cargo.toml", "");
        assert_eq!(
            check(&Tree::of(&[FLOORS, low, TWO, one])),
            ["crates/low/Cargo.toml:2: law 1: low (floor 0) may not use one (floor 1); move what \
              is shared to a lower floor, or let the crates above both pass it"]
        );
    }

    #[test]
    fn a_step_sideways_is_refused_in_tests_too() {
        let one = ("crates/one/Cargo.toml", "[dev-dependencies]\ntwo = { path = \"../two\" }\n");
        let findings = check(&Tree::of(&[FLOORS, LOW, TWO, one]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("one (floor 1) may not use two (floor 1)"));
    }

    #[test]
    fn the_list_names_exactly_the_crates() {
        let three = ("crates/three/Cargo.toml", "");
        let findings = check(&Tree::of(&[FLOORS, LOW, TWO, three]));
        assert_eq!(findings.len(), 2);
        assert!(findings[0].contains("one stands on a floor and is no crate"));
        assert!(findings[1].contains("three stands on no floor"));
    }
}
