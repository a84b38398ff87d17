//! Runs the literate cases of every rule that a book or the house's data can trigger.
//!
//! `cases/README.md` shows the book that each case begins with, and how a case is written. With
//! `UPDATE_CASES=1` the findings in the pages are rewritten, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod workbench;

use std::collections::BTreeSet;
use std::fs;

use workbench::{File, Workbench, cases_folder, opens};
use yz_diagnostics::Rule;

/// Every rule whose findings a book, or data laid over the house's, can bring about.
const RULES: [&Rule; 36] = [
    &yz_facts::rules::CODE_LIST_BROKEN,
    &yz_facts::rules::CONCEPT_BROKEN,
    &yz_facts::rules::UNKNOWN_UNIT,
    &yz_facts::rules::UNKNOWN_CONCEPT,
    &yz_facts::rules::UNKNOWN_DIMENSION,
    &yz_facts::rules::UNKNOWN_MEMBER,
    &yz_facts::rules::REFERENCE_NOT_READ,
    &yz_facts::rules::FIGURE_NOT_READ,
    &yz_facts::rules::UNIT_MISMATCH,
    &yz_facts::rules::FACT_DECLARED_TWICE,
    &yz_facts::rules::DECLARED_DIFFERS_FROM_DERIVED,
    &yz_facts::rules::CYCLIC_FORMULA,
    &yz_facts::rules::MISSING_FACT,
    &yz_facts::rules::FACT_WITHOUT_SOURCE,
    &yz_facts::rules::RATE_OF_NOTHING,
    &yz_facts::rules::VALUE_TOO_LARGE,
    &yz_compose::rules::NUMBER_IN_PROSE,
    &yz_compose::rules::COMPARISON_IN_PROSE,
    &yz_compose::rules::TEMPLATE_BROKEN,
    &yz_compose::rules::NARRATIVE_MISSING,
    &yz_compose::rules::UNKNOWN_SOURCE_CITED,
    &yz_store::rules::FILE_NOT_UTF8,
    &yz_store::rules::BOOK_NOT_FOUND,
    &yz_store::rules::BOOK_BROKEN,
    &yz_store::rules::ACCEPTED_WITHOUT_REASON,
    &yz_store::rules::MEASURE_BROKEN,
    &yz_store::rules::COUNTS_OUT_OF_DATE,
    &yizhang::operations::rules::UNKNOWN_TEMPLATE,
    &yizhang::operations::rules::UNKNOWN_REPORT,
    &yizhang::operations::rules::ACCEPTED_FINDING_ABSENT,
    &yizhang::operations::rules::PARAMETER_WITHOUT_VALUE,
    &yizhang::operations::rules::FINDING_NOT_ACCEPTABLE,
    &yz_diagnostics::BROKEN_TOML,
    &yz_diagnostics::UNKNOWN_KEY,
    &yz_diagnostics::MISSING_KEY,
    &yz_diagnostics::VALUE_OF_WRONG_KIND,
];

/// The files that declare them.
const DECLARED_IN: [&str; 5] = [
    "crates/yz_facts/src/rules.rs",
    "crates/yz_compose/src/rules.rs",
    "crates/yz_store/src/rules.rs",
    "crates/yizhang/src/operations/rules.rs",
    "crates/yz_diagnostics/src/toml_file.rs",
];

#[test]
fn cases() {
    let mut failures = Vec::new();
    for rule in RULES {
        let path = cases_folder().join(rule.name).join("cases.md");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let page = Page::run(&text, &mut failures, rule.name);
        if !page.spoke.iter().any(|spoke| spoke == rule.name) {
            failures.push(format!("{}: no case in which the rule speaks", path.display()));
        }
        if !page.silent {
            failures.push(format!("{}: no case in which it is silent", path.display()));
        }
        if page.text == text {
            continue;
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            fs::write(&path, page.text).unwrap();
        } else {
            failures.push(format!("{}: now\n{}", path.display(), page.text));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_book_that_every_case_begins_with_is_clean() {
    let ran = Workbench::with_base_book().run(&["verify", "book"]);
    assert_eq!(findings(&ran.out), "", "{}", ran.err);
    ran.exits(0);
}

/// No rule without a folder, no folder without a rule.
#[test]
fn no_rule_is_forgotten() {
    let mut names: Vec<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    names.sort_unstable();
    let mut folders: Vec<String> = fs::read_dir(cases_folder())
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort_unstable();
    assert_eq!(names, folders);
}

/// A rule that is declared in one of the files and not in the list above would have no cases.
#[test]
fn every_declared_rule_is_in_the_list() {
    let mut declared: Vec<String> = Vec::new();
    for file in DECLARED_IN {
        let text = fs::read_to_string(workbench::repository().join(file)).unwrap();
        let names = text.lines().filter_map(|line| {
            line.trim().strip_prefix("name: \"")?.strip_suffix("\",").map(str::to_owned)
        });
        declared.extend(names);
    }
    declared.sort_unstable();
    let mut listed: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    listed.sort_unstable();
    assert_eq!(declared, listed);
}

#[test]
fn every_rule_is_documented_under_a_name_and_a_code_of_its_own() {
    let headings = ["## What it does", "## Why is this bad", "## Example", "## Use instead"];
    for rule in RULES {
        let places: Vec<Option<usize>> =
            headings.iter().map(|heading| rule.docs.find(heading)).collect();
        assert!(places.iter().all(Option::is_some), "{} lacks a section", rule.name);
        assert!(places.is_sorted(), "{}: sections out of order", rule.name);
    }
    let unique = |of: &dyn Fn(&Rule) -> &'static str| {
        let mut all: Vec<&str> = RULES.iter().map(|rule| of(rule)).collect();
        all.sort_unstable();
        all.windows(2).all(|pair| pair[0] != pair[1])
    };
    assert!(unique(&|rule| rule.name) && unique(&|rule| rule.code));
}

/// What an entry of `accepted.toml` may name is what the declarations say.
#[test]
fn the_acceptable_rules_are_those_declared_so() {
    let all = RULES.iter().chain(yz_indicators::rules::ALL);
    let declared = all.filter(|rule| rule.is_acceptable()).map(|rule| rule.name);
    let declared: BTreeSet<&str> = declared.collect();
    let listed = yizhang::operations::accept::ACCEPTABLE.iter().map(|rule| rule.name);
    assert_eq!(declared, listed.collect());
}

/// A page with the findings as they are now.
struct Page {
    text: String,
    /// The rules that spoke in it.
    spoke: Vec<String>,
    /// Whether there is a case in which the rule of the page did not speak.
    silent: bool,
}

/// What a case has said so far.
#[derive(Default)]
struct Case {
    title: String,
    files: Vec<File>,
    absent: Vec<String>,
    command: Option<String>,
}

impl Page {
    fn run(text: &str, failures: &mut Vec<String>, rule: &str) -> Self {
        let mut page = Self { text: String::new(), spoke: Vec::new(), silent: false };
        let mut case = Case::default();
        let mut fence: Option<(&str, &str, String)> = None;
        for line in text.lines() {
            match &mut fence {
                Some((marker, info, body)) if line == *marker => {
                    if *info == "text" {
                        let found = case.run(failures, rule);
                        let rules = rules_in(&found);
                        page.silent |= !rules.iter().any(|spoke| spoke == rule);
                        page.spoke.extend(rules);
                        page.text.push_str(&found);
                    } else {
                        case.take(info, body);
                    }
                    fence = None;
                }
                Some((_, "text", _)) => continue,
                Some((_, _, body)) => {
                    body.push_str(line);
                    body.push('\n');
                }
                None => {
                    fence = opens(line).map(|(marker, info)| (marker, info, String::new()));
                    if let Some(title) = line.strip_prefix("## ") {
                        case = Case { title: title.to_owned(), ..Case::default() };
                    }
                }
            }
            page.text.push_str(line);
            page.text.push('\n');
        }
        page
    }
}

impl Case {
    fn take(&mut self, info: &str, body: &str) {
        match info {
            "absent" => self.absent.extend(body.lines().map(str::to_owned)),
            "sh" => self.command = Some(body.trim().to_owned()),
            _ => {
                let file = File::fenced(info, body);
                self.files.push(file.unwrap_or_else(|| panic!("a fence without a path: {info}")));
            }
        }
    }

    /// What is found now; complaints about a case that is not as clear as it must be.
    fn run(&self, failures: &mut Vec<String>, rule: &str) -> String {
        let bench = Workbench::with_base_book();
        for path in &self.absent {
            bench.remove(path);
        }
        for file in &self.files {
            bench.write(file);
        }
        let command = self.command.as_deref().unwrap_or("yizhang verify book");
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        let ran = bench.run(&arguments);
        // Why there is no answer stands on standard error, with the closing words of the command.
        let out = findings(&ran.out);
        let found = if out.is_empty() { findings(&ran.err) } else { out };
        let mut complain = |what: &str| {
            failures.push(format!("{rule}, “{}”: {what}\n{found}{}", self.title, ran.err));
        };
        let rules = rules_in(&found);
        if 1 < rules.len() {
            complain("more than one finding");
        }
        if !rules.is_empty() && !found.contains(" = 怎么办: ") {
            complain("no remedy");
        }
        let placed = found.contains("--> ") || self.command.is_some();
        if !rules.is_empty() && !placed {
            complain("no place");
        }
        let open = found.starts_with("错误") || found.starts_with("警告");
        if open != (ran.code != 0) {
            complain(&format!("exit code {}", ran.code));
        }
        found
    }
}

/// The findings as printed, without the closing line of the summary, and with the paths of the
/// book's files as they are in the book.
fn findings(out: &str) -> String {
    let mut lines: Vec<String> = out
        .lines()
        .filter(|line| !(line.contains("个事实；") && line.contains("已接受")))
        .map(|line| line.replace("--> book/", "--> ").trim_end().to_owned())
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The rules of the findings of a text, in order.
fn rules_in(found: &str) -> Vec<String> {
    let levels = ["错误[", "警告[", "提示[", "已接受["];
    let of = |line: &str| {
        let rest = levels.iter().find_map(|level| line.strip_prefix(level))?;
        rest.split_once("]:").map(|(rule, _)| rule.to_owned())
    };
    found.lines().filter_map(of).collect()
}
