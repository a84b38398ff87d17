//! Runs the cases of every rule, and checks that every rule has cases and documentation.
//!
//! A case is a section (`## …`) of `cases/<rule>/cases.md`: prose, policy files as fenced TOML
//! with their path, and the findings expected from them. A case that does not give
//! `policy/sources.toml` gets [`SOURCES`]. With `UPDATE_CASES=1` the findings are rewritten.

use std::fs;
use std::path::{Path, PathBuf};

use yz_diagnostics::{BROKEN_TOML, MISSING_KEY, Rule, Sources, UNKNOWN_KEY, VALUE_OF_WRONG_KIND};
use yz_policy::{Policy, RULES};

const SOURCES: &str = r#"
[notice-1]
title = "第一号通知"
issuer = "某局"
date = "2022"

[notice-2]
title = "第二号通知"
issuer = "某局"
date = "2023"
"#;

/// Rules declared on the floor below that policy files can break too.
const SHARED: [&Rule; 4] = [&BROKEN_TOML, &UNKNOWN_KEY, &MISSING_KEY, &VALUE_OF_WRONG_KIND];

#[test]
fn cases() {
    let mut failures = Vec::new();
    for rule in RULES.iter().chain(&SHARED) {
        let path = folder().join(rule.name).join("cases.md");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (actual, found) = rewrite(&text);
        if !found.contains(&rule.name) {
            failures.push(format!("{}: no case in which the rule speaks", path.display()));
        }
        if !text.contains("\n```text\n```\n") {
            failures.push(format!("{}: no case in which all is well", path.display()));
        }
        if actual == text {
            continue;
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            fs::write(&path, actual).unwrap();
        } else {
            failures.push(format!("{}:\n{actual}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// No rule without a folder, no folder without a rule.
#[test]
fn no_rule_is_forgotten() {
    let mut names: Vec<String> =
        RULES.iter().chain(&SHARED).map(|rule| rule.name.to_owned()).collect();
    names.sort_unstable();
    let mut folders: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort_unstable();
    assert_eq!(names, folders);
}

#[test]
fn every_rule_is_documented() {
    let headings = ["## What it does", "## Why is this bad", "## Example", "## Use instead"];
    for rule in RULES {
        let places: Vec<Option<usize>> =
            headings.iter().map(|heading| rule.docs.find(heading)).collect();
        assert!(places.iter().all(Option::is_some), "{} lacks a section", rule.name);
        assert!(places.is_sorted(), "{}: sections out of order", rule.name);
    }
}

#[test]
fn codes_count_up_and_names_are_unique() {
    for (index, rule) in RULES.iter().enumerate() {
        assert_eq!(rule.code, format!("POL{:03}", index + 1), "{}", rule.name);
    }
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The text with what is found in each case now, and the names of all rules that spoke.
fn rewrite(text: &str) -> (String, Vec<&'static str>) {
    let (mut out, mut rules) = (String::new(), Vec::new());
    let mut files: Vec<(String, String)> = Vec::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        match (block, line) {
            (None, _) if line.starts_with("## ") => files.clear(),
            (None, "```text") => {
                block = Some("text");
                out.push_str("```text\n");
                for (rule, line) in found(&files) {
                    rules.push(rule);
                    out.push_str(&line);
                }
                continue;
            }
            (None, _) => {
                if let Some(path) = line.strip_prefix("```toml ") {
                    block = Some("toml");
                    files.push((path.to_owned(), String::new()));
                }
            }
            (Some(_), "```") => block = None,
            (Some("toml"), _) => {
                let file = files.last_mut().expect("a block begins with its path");
                file.1.push_str(line);
                file.1.push('\n');
            }
            (Some(_), _) => continue,
        }
        out.push_str(line);
        out.push('\n');
    }
    (out, rules)
}

fn found(files: &[(String, String)]) -> Vec<(&'static str, String)> {
    let mut files = files.to_vec();
    if files.iter().all(|(path, _)| path != "policy/sources.toml") {
        files.push(("policy/sources.toml".to_owned(), SOURCES.to_owned()));
    }
    let mut texts = Sources::default();
    for (path, text) in &files {
        texts.add(path, text);
    }
    let (_, findings) = Policy::load(&files);
    let line = |finding: &yz_diagnostics::Finding| {
        assert!(!finding.help.zh.is_empty() && !finding.help.en.is_empty(), "no remedy");
        let place = finding.place.clone().expect("every finding has a place");
        let at = place.span.and_then(|span| texts.line_column(&place.file, span.start));
        let at = at.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let (rule, message) = (finding.rule.name, &finding.message.zh);
        (rule, format!("{rule} {}{at}\n  {message}\n", place.file))
    };
    findings.iter().map(line).collect()
}
