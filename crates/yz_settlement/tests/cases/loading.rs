//! The rules of loading: prose, a file of benefits as fenced TOML with its path, and the findings.
//!
//! With `UPDATE_CASES=1` the findings are rewritten.

use std::fs;

use yz_diagnostics::{Finding, Sources};
use yz_settlement::{Plan, RULES};

use crate::folder;

#[test]
fn cases_of_loading() {
    let mut failures = Vec::new();
    for rule in RULES {
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

#[test]
fn every_rule_is_documented() {
    let headings = ["## What it does", "## Why is this bad", "## Example", "## Use instead"];
    for (index, rule) in RULES.iter().enumerate() {
        let places: Vec<Option<usize>> =
            headings.iter().map(|heading| rule.docs.find(heading)).collect();
        assert!(places.iter().all(Option::is_some), "{} lacks a section", rule.name);
        assert!(places.is_sorted(), "{}: sections out of order", rule.name);
        assert_eq!(rule.code, format!("BEN{:03}", index.saturating_add(1)), "{}", rule.name);
    }
}

/// The text with what is found in each case now, and the names of all rules that spoke.
fn rewrite(text: &str) -> (String, Vec<&'static str>) {
    let (mut out, mut rules) = (String::new(), Vec::new());
    let (mut path, mut file) = (String::new(), String::new());
    let mut block: Option<&str> = None;
    for line in text.lines() {
        match (block, line) {
            (None, "```text") => {
                block = Some("text");
                out.push_str("```text\n");
                for (rule, line) in found(&path, &file) {
                    rules.push(rule);
                    out.push_str(&line);
                }
                continue;
            }
            (None, _) => {
                if let Some(named) = line.strip_prefix("```toml ") {
                    block = Some("toml");
                    (path, file) = (named.to_owned(), String::new());
                }
            }
            (Some(_), "```") => block = None,
            (Some("toml"), _) => {
                file.push_str(line);
                file.push('\n');
            }
            (Some(_), _) => continue,
        }
        out.push_str(line);
        out.push('\n');
    }
    (out, rules)
}

fn found(path: &str, text: &str) -> Vec<(&'static str, String)> {
    let mut texts = Sources::default();
    texts.add(path, text);
    let findings = match Plan::load(path, text) {
        Ok(_) => return Vec::new(),
        Err(findings) => findings,
    };
    assert!(!findings.is_empty(), "{path} is refused, and nobody is told why:\n{text}");
    let line = |finding: &Finding| {
        assert!(!finding.help.zh.is_empty() && !finding.help.en.is_empty(), "no remedy");
        let place = finding.place.clone().expect("every finding has a place");
        let at = place.span.and_then(|span| texts.line_column(&place.file, span.start));
        let at = at.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let (rule, message) = (finding.rule.name, &finding.message.zh);
        (rule, format!("{rule} {}{at}\n  {message}\n", place.file))
    };
    findings.iter().map(line).collect()
}
