//! Runs the cases of every method, and checks that every method has its file, cases and words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use yz_indicators::methods;

use crate::tiny;

/// A case of `cases/<method>/cases.md`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    facts: BTreeMap<String, String>,
    met: Option<toml::Value>,
    full_marks: Option<String>,
    marks: Option<String>,
    working: Option<String>,
    working_en: Option<String>,
    /// Why it is not scored, instead of marks.
    unscored: Option<String>,
    /// The rule by which the indicator is refused, instead of marks.
    finding: Option<String>,
}

#[test]
fn every_case_comes_out() {
    let mut failures = Vec::new();
    for method in methods::ALL {
        let text = fs::read_to_string(crate_dir().join("cases").join(method.name).join("cases.md"));
        let cases = blocks(&text.unwrap());
        let scored = cases.iter().filter(|(_, case)| case.contains("marks")).count();
        assert!(3 <= scored, "{} has {scored} scored cases", method.name);
        for (indicator, case) in cases {
            assert!(indicator.contains(&format!("method = \"{}\"", method.name)), "{indicator}");
            if let Err(reason) = run(&indicator, &case) {
                failures.push(format!("{}: {reason}\n{indicator}\n{case}", method.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs one case: the expected marks and working, or the expected refusal.
fn run(indicator: &str, case: &str) -> Result<(), String> {
    let case: Case = toml::from_str(case).map_err(|err| err.to_string())?;
    let (template, findings) = tiny::load(indicator);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    if let Some(rule) = &case.finding {
        return if rules == [rule] { Ok(()) } else { Err(format!("found {rules:?}")) };
    }
    if !rules.is_empty() {
        return Err(format!("{findings:#?}"));
    }
    let template = template.ok_or("no template")?;
    let sheet = tiny::score(&template, &case.facts, case.full_marks.as_deref(), case.met.as_ref());
    let row = sheet.row("tested").ok_or("no row")?;
    let marks = row.marks.map(|marks| marks.to_string());
    if marks != case.marks {
        return Err(format!("scored {marks:?}: {}", row.working.zh));
    }
    let expected = case.unscored.or(case.working).ok_or("neither working nor unscored")?;
    if row.working.zh != expected {
        return Err(format!("worked as {}", row.working.zh));
    }
    match case.working_en {
        Some(expected) if row.working.en != expected => {
            Err(format!("worked in English as {}", row.working.en))
        }
        _ => Ok(()),
    }
}

/// Every `case` block with the `indicator` block above it.
fn blocks(text: &str) -> Vec<(String, String)> {
    let (mut cases, mut indicator) = (Vec::new(), String::new());
    let mut rest = text;
    while let Some((_, from)) = rest.split_once("\n```") {
        let (kind, from) = from.split_once('\n').unwrap();
        let (block, after) = from.split_once("\n```").unwrap();
        match kind {
            "indicator" => indicator = block.to_owned(),
            "case" => cases.push((indicator.clone(), block.to_owned())),
            other => panic!("a block of kind {other:?}"),
        }
        rest = after;
    }
    cases
}

#[test]
fn no_method_is_forgotten() {
    let names: Vec<&str> = methods::ALL.iter().map(|method| method.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(entries(&crate_dir().join("cases")), names);
    let files = entries(&crate_dir().join("src/methods"));
    let files: Vec<&str> = files
        .iter()
        .map(|file| file.trim_end_matches(".rs"))
        .filter(|file| *file != "mod")
        .collect();
    assert_eq!(files, names);
}

#[test]
fn every_method_is_documented() {
    let formats = fs::read_to_string(crate_dir().join("../../docs/formats.md")).unwrap();
    for method in methods::ALL {
        for heading in ["## How it scores", "## Keys", "## At the edge"] {
            assert!(method.docs.contains(heading), "{} lacks {heading:?}", method.name);
        }
        assert!(!method.title.is_empty());
        let row = format!("| `{}` |", method.name);
        assert!(formats.contains(&row), "docs/formats.md does not describe {}", method.name);
    }
}

fn crate_dir() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn entries(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort_unstable();
    names
}
