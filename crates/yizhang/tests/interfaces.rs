//! What programs read: the JSON of each command on a small book, compared whole, and the page that
//! says what each key means. `UPDATE_CASES=1` writes the snapshots anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod workbench;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use workbench::{Workbench, repository};

/// The book of `cases/README.md`, with a plan that does not hold, a policy value and a score table.
fn book() -> Workbench {
    let bench = Workbench::with_base_book();
    let book = fs::read_to_string(bench.path("book/book.toml")).unwrap();
    let scored = book.replace("period = \"2022\"", "period = \"2022\"\nscores = \"tiny\"");
    bench.lay("book.toml", &scored);
    bench.lay("facts/extra.toml", FACTS);
    bench.lay("evidence.toml", EVIDENCE);
    bench.lay("data/indicators/tiny/template.toml", TEMPLATE);
    bench.lay("data/indicators/tiny/income.toml", INCOME);
    bench.lay("data/indicators/tiny/procedure.toml", PROCEDURE);
    bench
}

/// 1,200.00 ÷ 1,250.00 = 96%; 50,000 × 35.00 = 175.00万元, where 165.00 is declared.
const FACTS: &str = r#"source = "ledger"
facts = [
  { fact = "fund_income[stage=budget]", value = "1,250.00万元", place = ["第3行", "第9行"] },
  { fact = "enrolled_persons[stage=plan]", value = "50,000人", place = "第4行", note = "年初测算" },
  { fact = "county_subsidy_per_person[stage=plan]", value = "35.00元/人", place = "第5行" },
  { fact = "county_subsidy_due[stage=plan]", value = "165.00万元", place = "第6行" },
]
"#;

const EVIDENCE: &str = r#"[[evidence]]
indicator = "procedure"
met = true
what = "集体研究的会议记录"
source = "ledger"
place = "附件"
"#;

const TEMPLATE: &str = r#"name = "tiny"
title.zh = "示例指标体系"
title.en = "A tiny table"
full_marks = "100"
source = "yizhang"
verified = false
grades = [
  { at_least = "90", title.zh = "优", title.en = "excellent" },
  { at_least = "0", title.zh = "差", title.en = "poor" },
]

[[group]]
name = "all"
title.zh = "全部指标"
title.en = "All"
full_marks = "100"
"#;

const INCOME: &str = r#"name = "income"
title.zh = "收入预算完成率"
title.en = "Completion of the income budget"
group = "all"
order = 10
definition.zh = "实际收入占预算的比例"
definition.en = "Income as a share of the budget"
value = "fund_income_completion_rate"
target = "100%"
full_marks = "60"
evidence = ["基金账"]
source = "yizhang"
place = "示例"
verified = false
method = "proportional"
better = "higher"

[[case]]
facts = { "fund_income_completion_rate" = "50%" }
marks = "30"
working = "60 × 50% ÷ 100% = 30"
"#;

const PROCEDURE: &str = r#"name = "procedure"
title.zh = "程序规范"
title.en = "Procedure"
group = "all"
order = 20
definition.zh = "重大支出经集体研究"
definition.en = "Large payments are decided together"
full_marks = "40"
evidence = ["会议记录"]
source = "yizhang"
place = "示例"
verified = false
method = "yes_no"

[[case]]
met = true
marks = "40"
working = "符合要求"
"#;

fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

#[track_caller]
fn compare(name: &str, now: &str) {
    let path = snapshots().join(format!("{name}.json"));
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::create_dir_all(snapshots()).unwrap();
        fs::write(&path, now).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert!(before == now, "{} is now\n{now}", path.display());
}

#[test]
fn facts() {
    // 165.00 is declared and 175.00 follows: that stands open.
    compare("facts", &book().run(&["facts", "book", "--format", "json"]).exits(1));
}

#[test]
fn facts_with_a_trace_are_those_asked_for() {
    let arguments = ["facts", "book", "--trace", "county_subsidy_due", "--format", "json"];
    let out = book().run(&arguments).exits(1);
    let json: Value = serde_json::from_str(&out).unwrap();
    let facts = json["facts"].as_array().unwrap();
    let names: Vec<&str> = facts.iter().map(|fact| fact["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["county_subsidy_due[stage=plan]"]);
    // 50,000 × 35.00
    assert_eq!(facts[0]["value"], "1750000");
    assert_eq!(facts[0]["disputed"], true);
}

/// A measure that needs no records: what it counts is written in it.
const MEASURE: &str = "-- 重复参保的人数，举例。\nSELECT 7 AS value, 900 AS counted_rows\n";

#[test]
fn count() {
    let bench = book();
    bench.run(&["count", "book"]).exits(2);
    bench.lay("records/README.md", "");
    bench.lay("data/measures/duplicate_enrolments.sql", MEASURE);
    compare("count", &bench.run(&["count", "book", "--format", "json"]).exits(0));
    // What was counted is a fact of the book from now on.
    let asked = ["facts", "book", "--trace", "duplicate_enrolments", "--format", "json"];
    let json: Value = serde_json::from_str(&bench.run(&asked).exits(1)).unwrap();
    assert_eq!(json["facts"][0]["origin"], "counted");
    assert_eq!(json["facts"][0]["source"], "measures/duplicate_enrolments.sql");
    assert_eq!(json["facts"][0]["working"], "重复参保的人数，举例：计数 900 行 = 7人");
}

#[test]
fn score() {
    // 60 × 96 ÷ 100 = 57.6, and 40 for the procedure: 97.6.
    let out = book().run(&["score", "book", "--format", "json"]).exits(0);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["total"], "97.6");
    compare("score", &out);
}

#[test]
fn verify() {
    compare("verify", &book().run(&["verify", "book", "--format", "json"]).exits(1));
}

#[test]
fn a_book_that_cannot_be_opened_is_answered_in_json_too() {
    let bench = book();
    bench.remove("book.toml");
    let out = bench.run(&["verify", "book", "--format", "json"]).exits(2);
    compare("verify-not-opened", &out);
}

#[test]
fn policy_show() {
    let bench = Workbench::empty();
    bench.lay("data/policy/sources.toml", &shipped_sources_with_notice());
    bench.lay("data/policy/national/school_subsidy.toml", PARAMETER);
    bench.lay("data/policy/regions/511623-linshui/school_subsidy.toml", OWN_VALUE);
    let show = |more: &[&str]| {
        let arguments = ["policy", "show", "school_subsidy", "--format", "json"];
        bench.run(&[&arguments[..], more].concat()).exits(0)
    };
    compare("policy-show", &show(&[]));
    compare("policy-show-on", &show(&["--on", "2023-05-01", "--region", "511623"]));
    let list = bench.run(&["policy", "list", "--format", "json"]).exits(0);
    let list: Value = serde_json::from_str(&list).unwrap();
    let one: Value = serde_json::from_str(&show(&[])).unwrap();
    assert!(list.as_array().unwrap().contains(&one), "the list holds what show shows");
}

/// The list of documents is one file; a notice of the test stands below the others.
fn shipped_sources_with_notice() -> String {
    let shipped = fs::read_to_string(repository().join("policy/sources.toml")).unwrap();
    let notice = "[school-notice]\ntitle = \"关于学生参保补助的通知\"\n\
                  number = \"医保发〔2022〕1号\"\nissuer = \"某局\"\ndate = \"2022\"\n";
    format!("{shipped}\n{notice}")
}

const PARAMETER: &str = r#"name = "school_subsidy"
title.zh = "学生参保补助标准"
title.en = "Subsidy a student"
unit = "yuan/person/year"
kind = "minimum"

[[value]]
from = 2022-01-01
until = 2022-12-31
amount = "20"
source = "school-notice"
place = "一"
verified = true

[[value]]
from = 2023-01-01
amount = "30"
source = "school-notice"
place = "一"
verified = true
"#;

const OWN_VALUE: &str = r#"name = "school_subsidy"

[[value]]
from = 2023-01-01
amount = "35.50"
source = "school-notice"
place = "二"
verified = false
"#;

/// How many facts and findings the shipped books have is their own tests' affair: here they are 0.
#[test]
fn demo() {
    let bench = Workbench::empty();
    let ran = bench.run(&["demo", "--out", "out", "--persons", "3000", "--format", "json"]);
    assert!(ran.code < 2, "{}", ran.err);
    let mut json: Value = serde_json::from_str(&ran.out).unwrap();
    for book in json.as_array_mut().unwrap() {
        for file in book["files"].as_array().unwrap() {
            assert!(bench.path(file.as_str().unwrap()).is_file(), "{file}");
        }
        for count in ["facts", "derived", "findings_open", "findings_accepted"] {
            assert!(book[count].is_u64(), "{count}: {book}");
            book[count] = 0.into();
        }
        assert!(book["score"].is_string(), "{book}");
        book["score"] = "".into();
        book["title"] = "".into();
    }
    compare("demo", &(serde_json::to_string_pretty(&json).unwrap() + "\n"));
}

/// 6,000.00 + 1,200.00 + 800.00 = 8,000.00, and 5,100.00 + 2,500.00 = 7,600.00.
const REPORT: &str = "一、基金收支情况\n\
    2023年，全县居民医保基金收入8,100.00万元，其中：个人缴费6,000.00万元，\
    财政补助1,200.00万元，其他收入800.00万元。\n\
    基金支出7,600.00万元，其中：住院支出5,100.00万元，门诊支出2,500.00万元。\n";

#[test]
fn check() {
    let bench = Workbench::empty();
    bench.lay("../report.txt", REPORT);
    // One file is one object, several are a list.
    let one = bench.run(&["check", "report.txt", "--format", "json"]).exits(1);
    compare("check", &one);
    let two = bench.run(&["check", "report.txt", "none.txt", "--format", "json"]).exits(2);
    let mut two: Value = serde_json::from_str(&two).unwrap();
    assert_eq!(two[0], serde_json::from_str::<Value>(&one).unwrap());
    // The words of the operating system are its own.
    assert!(two[1]["error"]["message"].is_string());
    two[1]["error"]["message"] = "".into();
    compare("check-many", &(serde_json::to_string_pretty(&two).unwrap() + "\n"));
}

#[test]
fn rules() {
    let out = Workbench::empty().run(&["rules", "--format", "json"]).exits(0);
    let all: Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["code", "level", "rule", "since", "status", "title", "why"]);
}

/// Each key that a program may read is explained where programs' authors look.
#[test]
fn every_key_is_explained() {
    let page = fs::read_to_string(repository().join("docs/interfaces.md")).unwrap();
    let mut keys = BTreeSet::new();
    let mut count = 0;
    for entry in fs::read_dir(snapshots()).unwrap() {
        let path = entry.unwrap().path();
        let json: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        count += 1;
        collect(&json, &mut keys);
    }
    assert_eq!(count, 10);
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let firsts: Vec<&str> = rows.filter_map(|row| row.split('|').nth(1)).collect();
    let explained = |key: &str| firsts.iter().any(|first| first.contains(&format!("`{key}`")));
    let unexplained: Vec<&String> = keys.iter().filter(|key| !explained(key)).collect();
    assert!(unexplained.is_empty(), "docs/interfaces.md does not explain {unexplained:?}");
}

/// The keys of a value; below `dimensions` they are names of dimensions.
fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                keys.insert(key.clone());
                if key != "dimensions" {
                    collect(value, keys);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, keys)),
        _ => {}
    }
}
