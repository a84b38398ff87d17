//! Runs the cases of every rule, and checks that every rule has its file, cases and documentation.
//!
//! A case is a section (`## …`) of `cases/<rule>/cases.md`: prose, a report as it was read in a
//! block that is called "text input", and in a block that is called "text" what that rule alone
//! says about it: `level[rule] line:start-end “quote”` with the message and the figures below, and
//! `verified[rule] line “quote” equation` for what it recomputed. Columns are counted in characters
//! from 1, the last one included. With `UPDATE_CASES=1` what is said is rewritten.

use std::fs;
use std::path::{Path, PathBuf};

use yz_checker::{Selection, check, rules};
use yz_diagnostics::{Finding, Rule, Sources};
use yz_report::Transcript;

const FILE: &str = "report.txt";

#[test]
fn cases() {
    let mut failures = Vec::new();
    for rule in rules::all() {
        let path = folder().join(rule.name).join("cases.md");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let ran = run(rule, &text);
        if ran.speaking == 0 {
            failures.push(format!("{}: no case in which the rule speaks", path.display()));
        }
        if ran.silent == 0 {
            failures.push(format!("{}: no case in which all is well", path.display()));
        }
        if ran.text == text {
            continue;
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            fs::write(&path, ran.text).unwrap();
        } else {
            failures.push(format!("{}: {}", path.display(), first_difference(&text, &ran.text)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// No rule without a folder of cases and a file, and neither without a rule.
#[test]
fn no_rule_is_forgotten() {
    let mut names: Vec<String> = rules::all().map(|rule| rule.name.to_owned()).collect();
    names.sort_unstable();
    assert_eq!(names, entries("cases"), "rules and the folders in cases/");
    let files: Vec<String> = entries("src/rules")
        .iter()
        .filter_map(|file| file.strip_suffix(".rs"))
        .filter(|file| *file != "mod")
        .map(|file| file.replace('_', "-"))
        .collect();
    assert_eq!(names, files, "rules and the files in src/rules/");
}

#[test]
fn every_rule_is_documented() {
    let headings = ["## What it does", "## Why is this bad", "## Example", "## Use instead"];
    for rule in rules::all() {
        let places: Vec<Option<usize>> =
            headings.iter().map(|heading| rule.docs.find(heading)).collect();
        assert!(places.iter().all(Option::is_some), "{} lacks a section", rule.name);
        assert!(places.is_sorted(), "{}: sections out of order", rule.name);
        assert!(!rule.title.is_empty(), "{} has no Chinese title", rule.name);
    }
}

#[test]
fn names_and_codes_are_unique_and_in_order() {
    let names: Vec<&str> = rules::all().map(|rule| rule.name).collect();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "out of order: {names:?}");
    let mut codes: Vec<&str> = rules::all().map(|rule| rule.code).collect();
    codes.sort_unstable();
    for pair in codes.windows(2) {
        assert_ne!(pair[0], pair[1], "two rules have one code");
    }
    for code in codes {
        let number = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let right = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
        assert!(right && number.len() < code.len(), "{code} is not letters and three digits");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// What stands in a folder of this crate, in order.
fn entries(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut entries: Vec<String> = fs::read_dir(folder)
        .expect("a folder of this crate")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    entries.sort_unstable();
    entries
}

/// The text of a file of cases as it should be.
struct Ran {
    text: String,
    /// Cases in which the rule found something.
    speaking: usize,
    /// Cases in which it found nothing.
    silent: usize,
}

fn run(rule: &Rule, text: &str) -> Ran {
    let mut ran = Ran { text: String::new(), speaking: 0, silent: 0 };
    let mut input = String::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        match (block, line) {
            (None, _) if line.starts_with("## ") => input.clear(),
            (None, "```text input") => {
                block = Some("input");
                input.clear();
            }
            (None, "```text") => {
                block = Some("said");
                ran.text.push_str("```text\n");
                let (said, count) = said(rule, &input);
                ran.text.push_str(&said);
                let counter = if count == 0 { &mut ran.silent } else { &mut ran.speaking };
                *counter = counter.saturating_add(1);
                continue;
            }
            (Some(_), "```") => block = None,
            (Some("said"), _) => continue,
            (Some(_), _) => {
                input.push_str(line);
                input.push('\n');
            }
            (None, _) => {}
        }
        ran.text.push_str(line);
        ran.text.push('\n');
    }
    ran
}

/// What a rule says about a report, and the number of its findings.
fn said(rule: &Rule, input: &str) -> (String, usize) {
    let selection = Selection { select: vec![rule.name.to_owned()], ..Selection::default() };
    let outcome = check(&Transcript::from_text(input), FILE, &selection);
    let mut sources = Sources::default();
    sources.add(FILE, outcome.text.as_str());
    let mut said = String::new();
    for finding in &outcome.findings {
        said.push_str(&finding_text(finding, &sources));
    }
    for one in &outcome.verified {
        let (line, _) = sources.line_column(FILE, one.span.start).expect("a span in the text");
        let quote = quote(&outcome.text[one.span.clone()]);
        said.push_str(&format!("verified[{}] {line} {quote} {}\n", one.rule.name, one.equation));
    }
    (said, outcome.findings.len())
}

fn finding_text(finding: &Finding, sources: &Sources) -> String {
    let name = finding.rule.name;
    assert!(!finding.message.zh.is_empty() && !finding.message.en.is_empty(), "{name}: no words");
    assert!(!finding.help.zh.is_empty() && !finding.help.en.is_empty(), "{name}: no remedy");
    let span = finding.place.as_ref().and_then(|place| place.span.clone());
    let span = span.unwrap_or_else(|| panic!("{name}: a finding without a span"));
    let words = sources.text(FILE).and_then(|text| text.get(span.clone()));
    let words = words.unwrap_or_else(|| panic!("{name}: {span:?} is no part of the text"));
    assert!(!words.is_empty(), "{name}: {span:?} holds no words");
    let (line, column) = sources.line_column(FILE, span.start).expect("a span in the text");
    let (last_line, after) = sources.line_column(FILE, span.end).expect("a span in the text");
    let last = after.saturating_sub(1);
    let last = match last_line == line {
        true => last.to_string(),
        false => format!("{last_line}:{last}"),
    };
    let level = finding.level.name();
    let mut text = format!("{level}[{name}] {line}:{column}-{last} {}\n", quote(words));
    text.push_str(&format!("  {}\n", finding.message.zh));
    if let Some(figures) = &finding.comparison {
        let rows = [
            ("printed", &figures.printed),
            ("recomputed", &figures.recomputed),
            ("difference", &figures.difference),
            ("working", &figures.working),
        ];
        for (title, value) in rows.into_iter().filter(|row| !row.1.is_empty()) {
            text.push_str(&format!("  {title} {value}\n"));
        }
    }
    text
}

/// Words between quotation marks, on one line.
fn quote(words: &str) -> String {
    format!("“{}”", words.replace('\n', "↵").replace('\t', "⇥"))
}

fn first_difference(expected: &str, actual: &str) -> String {
    let pairs = expected.lines().chain([""]).zip(actual.lines().chain([""])).enumerate();
    let different = pairs.into_iter().find(|(_, (expected, actual))| expected != actual);
    let line = different.map_or_else(|| expected.lines().count(), |(at, _)| at);
    format!("from line {}, the rule says now\n{actual}", line.saturating_add(1))
}
