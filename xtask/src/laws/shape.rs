//! The shape of units: crates say what they are, files bear the name of what they hold, folders of
//! cases hold their cases, and no two rules share a name or a code.

use std::collections::{BTreeMap, BTreeSet};

use super::{finding, line_of};
use crate::docs::rules::declared;
use crate::tree::Tree;

/// Folders of which every file holds the thing that it is named after.
const NAMED: [&str; 5] = ["benefits/", "codes/", "concepts/", "indicators/", "policy/"];
/// Files that are named after their part in the folder instead.
const PARTS: [&str; 3] = ["template.toml", "sources.toml", "region.toml"];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = documented(tree);
    for (path, text) in NAMED.iter().flat_map(|folder| tree.under(folder, ".toml")) {
        let file = path.rsplit('/').next().unwrap_or("");
        let name = file.trim_end_matches(".toml");
        if !PARTS.contains(&file) && declared_name(text).as_deref() != Some(name) {
            let wrong = format!("the file does not hold `name = \"{name}\"`");
            let mend = "give file and name the same name";
            findings.push(finding("shape", path, line_of(text, "name ="), &wrong, mend));
        }
    }
    findings.extend(measures(tree));
    findings.extend(cases(tree));
    findings.extend(rules(tree));
    findings
}

/// Where the tables stand that measures share.
const SHARED: &str = "measures/tables/";

/// Measures that count nothing that is a concept, or do not say what they count.
fn measures(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("measures/", ".sql") {
        let name = path.rsplit('/').next().unwrap_or("").trim_end_matches(".sql");
        let concept = format!("concepts/{name}.toml");
        if !path.starts_with(SHARED) && tree.text(&concept).is_none() {
            let wrong = format!("`{name}` is no concept");
            let mend = format!("write {concept}, or name the file after the concept it counts");
            findings.push(finding("shape", path, 1, &wrong, &mend));
        }
        if !text.starts_with("-- ") {
            let mend = "begin with `-- ` and one line in Chinese, which traces show";
            findings.push(finding("shape", path, 1, "the query does not say what it counts", mend));
        }
    }
    findings
}

fn declared_name(text: &str) -> Option<String> {
    let table = text.parse::<toml::Table>().ok()?;
    table.get("name")?.as_str().map(str::to_owned)
}

fn documented(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let mut folders: Vec<String> =
        tree.folders_in("crates").iter().map(|name| format!("crates/{name}")).collect();
    if tree.has_folder("xtask") {
        folders.push("xtask".to_owned());
    }
    for folder in folders {
        let roots = ["lib.rs", "main.rs"].map(|file| format!("{folder}/src/{file}"));
        let roots: Vec<&String> = roots.iter().filter(|path| tree.text(path).is_some()).collect();
        if roots.is_empty() {
            let mend = "write src/lib.rs, or take the crate away";
            findings.push(finding("shape", &format!("{folder}/src"), 1, "an empty crate", mend));
        }
        for path in roots {
            if !tree.text(path).is_some_and(|text| text.starts_with("//! ")) {
                let mend = "begin with `//!` and one line in the third person";
                findings.push(finding("shape", path, 1, "the crate does not say what it is", mend));
            }
        }
    }
    findings
}

fn cases(tree: &Tree) -> Vec<String> {
    let mut folders = BTreeSet::new();
    for (path, _) in tree.under("crates/", "") {
        let mut parts = path.split('/');
        let (name, cases) = (parts.nth(1), parts.next());
        let (rule, below) = (parts.next(), parts.next());
        if let (Some(name), Some("cases"), Some(rule), Some(_)) = (name, cases, rule, below) {
            folders.insert(format!("crates/{name}/cases/{rule}"));
        }
    }
    let without = |folder: &&String| tree.text(&format!("{folder}/cases.md")).is_none();
    let report = |folder: &String| {
        let mend = "write cases.md: prose, input, the exact findings";
        finding("shape", folder, 1, "a folder of cases without cases.md", mend)
    };
    folders.iter().filter(without).map(report).collect()
}

/// Rules that share a name or a code with another, in whatever crate.
fn rules(tree: &Tree) -> Vec<String> {
    let rules = match declared(tree) {
        Ok(rules) => rules,
        Err(error) => return vec![format!("{error}; law shape: fill it in")],
    };
    let mut findings = Vec::new();
    let mut first = BTreeMap::new();
    for (rule, path) in &rules {
        for taken in [&rule.name, &rule.code] {
            if let Some(earlier) = first.insert(taken, path) {
                let line = line_of(tree.text(path).unwrap_or(""), &format!("\"{taken}\""));
                let wrong = format!("`{taken}` is also declared in {earlier}");
                findings.push(finding("shape", path, line, &wrong, "take another, a new one"));
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
    fn a_crate_says_what_it_is() {
        let said = ("crates/a/src/lib.rs", "//! Adds.\n");
        assert!(check(&Tree::of(&[said])).is_empty());
        let findings = check(&Tree::of(&[said, ("crates/b/src/main.rs", "fn main() {}\n")]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("crates/b/src/main.rs:1: law shape"));
        assert_eq!(check(&Tree::of(&[said, ("crates/c/Cargo.toml", "")])).len(), 1);
    }

    #[test]
    fn a_file_bears_the_name_of_what_it_holds() {
        let income = "title.zh = \"收入\"\nname = \"income\"\n";
        let tree = Tree::of(&[
            ("concepts/income.toml", income),
            ("concepts/expenditure.toml", income),
            ("indicators/fund/template.toml", "name = \"fund\"\n"),
        ]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("concepts/expenditure.toml:2: law shape"));
    }

    #[test]
    fn a_measure_counts_a_concept_and_says_what() {
        let concept = ("concepts/visits.toml", "name = \"visits\"\n");
        let said = "-- 人次。\nSELECT 1\n";
        let right = [
            concept,
            ("measures/visits.sql", said),
            ("measures/tables/care.sql", "-- 就医。\nCREATE TABLE care AS SELECT 1\n"),
        ];
        assert!(check(&Tree::of(&right)).is_empty());
        let findings = check(&Tree::of(&[
            ("measures/stays.sql", said),
            ("measures/visits.sql", "SELECT 1\n"),
            concept,
        ]));
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].starts_with("measures/stays.sql:1: law shape: `stays` is no concept"));
        assert!(findings[1].starts_with("measures/visits.sql:1: law shape"));
    }

    #[test]
    fn a_code_is_never_used_twice() {
        let rule = |name: &str| {
            format!(
                "//! A.\ndeclare_rule! {{\n/// Doc.\nstatic R = {{\nname: \"{name}\",\n\
                 code: \"SUM001\",\ntitle: \"合计\",\nlevel: Error,\n\
                 status: Stable(\"0.1.0\"),\n}}\n}}\n"
            )
        };
        let (one, two) = (rule("one"), rule("two"));
        let a = ("crates/a/src/lib.rs", one.as_str());
        assert!(check(&Tree::of(&[a])).is_empty());
        let findings = check(&Tree::of(&[a, ("crates/b/src/lib.rs", two.as_str())]));
        assert_eq!(
            findings,
            ["crates/b/src/lib.rs:6: law shape: `SUM001` is also declared in \
              crates/a/src/lib.rs; take another, a new one"]
        );
    }

    #[test]
    fn a_folder_of_cases_holds_cases() {
        let crate_root = ("crates/a/src/lib.rs", "//! Adds.\n");
        let with = ("crates/a/cases/one/cases.md", "");
        let without = ("crates/a/cases/two/input.toml", "");
        let findings = check(&Tree::of(&[crate_root, with, without]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("crates/a/cases/two:1: law shape"));
    }
}
