//! Law 10: no parameter, indicator or code list without a source that can be looked up.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::{finding, line_of};
use crate::tree::Tree;

/// The list of every law and notice.
const SOURCES: &str = "policy/sources.toml";
/// Our own conventions may order codes and concepts, but no law comes from them.
const OWN: &str = "yizhang";

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    if let Some(table) = tree.text(SOURCES).and_then(|text| text.parse::<Table>().ok()) {
        known.extend(table.keys().cloned());
    }
    let folders = ["benefits/", "policy/", "concepts/", "codes/", "indicators/"];
    for (path, text) in folders.iter().flat_map(|folder| tree.under(folder, ".toml")) {
        if path == SOURCES {
            continue;
        }
        match text.parse::<Table>() {
            Ok(table) => findings.extend(check_file(path, text, &table, &known)),
            Err(error) => {
                let mend = "mend the file";
                findings.push(finding(
                    "10",
                    path,
                    1,
                    &format!("no TOML: {}", error.message()),
                    mend,
                ));
            }
        }
    }
    findings
}

fn check_file(path: &str, text: &str, table: &Table, known: &BTreeSet<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for source in named(table) {
        let line = line_of(text, &format!("source = \"{source}\""));
        if source == OWN && path.starts_with("policy/national/") {
            let mend = "name the law or notice";
            findings.push(finding("10", path, line, "our own convention is no law", mend));
        }
        if !known.contains(source) {
            let wrong = format!("the source \"{source}\" is not listed");
            findings.push(finding("10", path, line, &wrong, &format!("list it in {SOURCES}")));
        }
    }
    for (line, what) in without_source(path, text, table) {
        let mend = format!("name a key of {SOURCES}");
        findings.push(finding("10", path, line, &format!("{what} without a source"), &mend));
    }
    findings
}

/// Every source that a file names, at its top or in its lists.
fn named(table: &Table) -> Vec<&str> {
    let mut found = Vec::new();
    for (key, value) in table {
        match value {
            Value::String(source) if key == "source" => found.push(source.as_str()),
            Value::Table(inner) => found.extend(named(inner)),
            Value::Array(list) => {
                found.extend(list.iter().filter_map(Value::as_table).flat_map(named));
            }
            _ => {}
        }
    }
    found
}

/// What needs a source and has none: its line, and what it is.
fn without_source(path: &str, text: &str, table: &Table) -> Vec<(usize, &'static str)> {
    let top = table.contains_key("source");
    if top || path.starts_with("concepts/") {
        return Vec::new();
    }
    if !path.starts_with("policy/") {
        return vec![(1, "a file that sets marks or codes")];
    }
    let lines = crate::rust::numbered(text).filter(|(_, line)| line.trim() == "[[value]]");
    let values = table.get("value").and_then(Value::as_array).into_iter().flatten();
    let without = lines.zip(values).filter(|(_, value)| value.get("source").is_none());
    without.map(|((line, _), _)| (line, "a value of the law")).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const KNOWN: (&str, &str) =
        ("policy/sources.toml", "[notice-24]\ntitle = \"…\"\n[yizhang]\ntitle = \"…\"\n");

    #[test]
    fn every_value_of_the_law_has_a_listed_source() {
        let text = "name = \"subsidy\"\n[[value]]\namount = \"640\"\nsource = \"notice-24\"\n\
                    [[value]]\namount = \"670\"\n\
                    [[value]]\namount = \"700\"\nsource = \"notice-25\"\n";
        let findings = check(&Tree::of(&[KNOWN, ("policy/national/subsidy.toml", text)]));
        assert_eq!(
            findings,
            [
                "policy/national/subsidy.toml:9: law 10: the source \"notice-25\" is not listed; \
                 list it in policy/sources.toml",
                "policy/national/subsidy.toml:5: law 10: a value of the law without a source; name \
                 a key of policy/sources.toml",
            ]
        );
    }

    #[test]
    fn our_own_convention_is_a_source_of_codes_but_not_of_law() {
        let own = "source = \"yizhang\"\n";
        let tree = Tree::of(&[KNOWN, ("codes/stage.toml", own), ("policy/national/a.toml", own)]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("policy/national/a.toml:1: law 10"));
    }

    #[test]
    fn indicators_and_codes_need_a_source_and_concepts_may_have_one() {
        let tree = Tree::of(&[
            KNOWN,
            ("codes/level.toml", "name = \"level\"\n"),
            ("concepts/income.toml", "name = \"income\"\n"),
            ("indicators/fund/rate.toml", "name = \"rate\"\nsource = \"notice-24\"\n"),
            ("indicators/fund/other.toml", "name = \"other\"\n"),
        ]);
        let findings = check(&tree);
        assert_eq!(findings.len(), 2, "{findings:?}");
    }
}
