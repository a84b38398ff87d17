//! Runs the cases of derivation, one folder a topic, all amounts worked out by hand in the pages.
//!
//! A page begins with concepts and code lists in short form; each section (`## …`) declares facts
//! and says what follows: `derived` lists facts as `name | printed | working`, with `—` for what is
//! undefined and `没有` for what cannot be derived; `findings` lists what is found. Nothing
//! rewrites these pages: an amount that a program wrote proves nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use yz_facts::{Catalogue, Facts, Given, Origin, Reference, parse_facts};
use yz_units::{Exact, Range};

/// Every way in which facts follow from others, or are compared with them.
const TOPICS: [&str; 19] = [
    "also",
    "bounds",
    "change",
    "circle-cut-by-a-declaration",
    "counted",
    "default-members",
    "exact-concepts",
    "every-member",
    "growth",
    "nothing-over-nothing",
    "percent-product",
    "policy-minimum",
    "previous-period",
    "product",
    "ratio",
    "rounding",
    "stock-and-flow",
    "sum",
    "sum-over",
];

#[test]
fn what_follows_is_what_was_worked_out_by_hand() {
    let mut failures = Vec::new();
    for topic in TOPICS {
        let path = folder().join(topic).join("cases.md");
        let text = fs::read_to_string(&path).unwrap();
        let sections = sections(&text);
        assert!(1 < sections.len(), "{topic} has no case");
        for section in &sections[1..] {
            check(topic, &sections[0], section, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// No topic without a folder, no folder without a topic.
#[test]
fn no_topic_is_forgotten() {
    let mut topics = TOPICS.to_vec();
    topics.sort_unstable();
    let mut folders: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort_unstable();
    assert_eq!(topics, folders);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// A section of a page: its title, and its fences as info string and text.
struct Section {
    title: String,
    fences: Vec<(String, String)>,
}

impl Section {
    fn fence(&self, info: &str) -> Option<&str> {
        self.fences.iter().find(|(own, _)| own == info).map(|(_, text)| text.as_str())
    }
}

fn sections(text: &str) -> Vec<Section> {
    let mut all = vec![Section { title: String::new(), fences: Vec::new() }];
    let mut open = false;
    for line in text.lines() {
        let last = all.last_mut().unwrap();
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(info) => {
                open = true;
                last.fences.push((info.to_owned(), String::new()));
            }
            None if open => {
                let (_, fence) = last.fences.last_mut().unwrap();
                fence.push_str(line);
                fence.push('\n');
            }
            None => {
                if let Some(title) = line.strip_prefix("## ") {
                    all.push(Section { title: title.to_owned(), fences: Vec::new() });
                }
            }
        }
    }
    all
}

fn check(topic: &str, page: &Section, section: &Section, failures: &mut Vec<String>) {
    let name = format!("{topic}, “{}”", section.title);
    let facts = derive(&name, page, section);
    assert_eq!(common::resting_on_themselves(&facts), [""; 0], "{name}");
    let mut rows = 0;
    for row in section.fence("derived").unwrap_or("").lines() {
        rows += 1;
        let mut columns = row.split(" | ").map(str::trim);
        let (fact, printed) = (columns.next().unwrap(), columns.next().unwrap());
        let working = columns.next();
        let found = facts.find(fact);
        let (now, how) = match &found {
            Ok(fact) => (fact.printed(), fact.derivations.first().map(|one| one.working.as_str())),
            Err(_) => ("没有".to_owned(), None),
        };
        if now != printed || (working.is_some() && how != working) {
            failures.push(format!("{name}:\n  {row}\nis now\n  {fact} | {now} | {how:?}"));
        }
    }
    let expected = section.fence("findings").unwrap_or_else(|| panic!("{name}: no findings"));
    let found: String = facts.findings().iter().map(line).collect();
    if found != expected {
        failures.push(format!("{name}: finds\n{found}instead of\n{expected}"));
    }
    assert!(0 < rows || !expected.is_empty(), "{name} expects nothing");
}

/// `rule name: printed, recomputed, difference`, with the figures where figures are compared.
fn line(finding: &yz_diagnostics::Finding) -> String {
    let (rule, subject) = (finding.rule.name, &finding.subject);
    match &finding.comparison {
        None => format!("{rule} {subject}\n"),
        Some(of) => {
            format!("{rule} {subject}: {}, {}, {}\n", of.printed, of.recomputed, of.difference)
        }
    }
}

fn derive(name: &str, page: &Section, section: &Section) -> Facts {
    let mut files = Vec::new();
    for (info, text) in page.fences.iter().chain(&section.fences) {
        match info.as_str() {
            "toml codes" => files.extend(codes(text)),
            "toml concepts" => files.extend(concepts(text)),
            _ => {}
        }
    }
    let (catalogue, findings) = Catalogue::load(&files);
    assert!(findings.is_empty(), "{name}: {findings:#?}");
    let period = section.fence("period").unwrap_or("2022").trim().parse().unwrap();
    let text = section.fence("toml facts").unwrap_or("");
    let text = format!("source = \"book\"\nfacts = [\n{}]\n", rows_of(text));
    let sources = ["book".to_owned()];
    let (declared, findings) = parse_facts("facts.toml", &text, &catalogue, &sources);
    assert!(findings.is_empty(), "{name}: {findings:#?}");
    let given: Vec<(Reference, Given)> =
        section.fence("given").unwrap_or("").lines().map(given).collect();
    Facts::derive(catalogue, period, &declared, &given)
}

/// `"income" = "1,200.00万元"` as an entry of `facts.toml`.
fn rows_of(text: &str) -> String {
    let row = |line: &str| {
        let (fact, value) = line.split_once(" = ").unwrap();
        format!("  {{ fact = {fact}, value = {value}, place = \"L1\" }},\n")
    };
    text.lines().map(row).collect()
}

/// Concepts in short form: what a page leaves out is their name, and `kind = "flow"`.
fn concepts(text: &str) -> Vec<(String, String)> {
    let table: Table = text.parse().unwrap();
    let file = |(name, value): (String, Value)| {
        let Value::Table(mut concept) = value else { panic!("{name} is no table") };
        concept.insert("name".to_owned(), name.clone().into());
        concept.insert("title".to_owned(), title(&name));
        concept.entry("kind").or_insert_with(|| "flow".into());
        (format!("concepts/{name}.toml"), toml::to_string(&concept).unwrap())
    };
    table.into_iter().map(file).collect()
}

/// Code lists in short form: `members = ["208", "20801 < 208"]`, a member and what it is part of.
fn codes(text: &str) -> Vec<(String, String)> {
    let table: Table = text.parse().unwrap();
    let file = |(name, value): (String, Value)| {
        let Value::Table(mut list) = value else { panic!("{name} is no table") };
        let Some(Value::Array(members)) = list.remove("members") else { panic!("no members") };
        let member = |written: Value| {
            let text = written.as_str().unwrap();
            let (code, parent) = text.split_once(" < ").map_or((text, None), |(a, b)| (a, Some(b)));
            let mut member = Table::from_iter([("code".to_owned(), Value::from(code))]);
            member.insert("title".to_owned(), title(code));
            member.extend(parent.map(|parent| ("parent".to_owned(), parent.into())));
            Value::Table(member)
        };
        let members = members.into_iter().map(member).collect();
        list.insert("member".to_owned(), Value::Array(members));
        list.insert("name".to_owned(), name.clone().into());
        list.insert("title".to_owned(), title(&name));
        list.insert("source".to_owned(), "yizhang".into());
        (format!("codes/{name}.toml"), toml::to_string(&list).unwrap())
    };
    table.into_iter().map(file).collect()
}

fn title(text: &str) -> Value {
    Value::Table(Table::from_iter([("zh".to_owned(), Value::from(text))]))
}

/// A value that policy gives, or records: `rate = 640, minimum`, `heads = 12, counted`.
fn given(line: &str) -> (Reference, Given) {
    let (reference, rest) = line.split_once(" = ").unwrap();
    let (amount, kind) = rest.split_once(", ").unwrap();
    let value: Exact = amount.parse().unwrap();
    let range = match kind {
        "minimum" => Range::between(Some(value), None),
        "maximum" => Range::between(None, Some(value)),
        "fixed" | "counted" => Range::exactly(value),
        other => panic!("{other} is no kind of parameter"),
    };
    let given = Given {
        origin: if kind == "counted" { Origin::Counted } else { Origin::Policy },
        value,
        range,
        source: "通知".to_owned(),
        place: "一".to_owned(),
        working: format!("政策 {reference} = {amount}"),
        inputs: Vec::new(),
        unverified: false,
    };
    (reference.parse().unwrap(), given)
}
