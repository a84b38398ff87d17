//! A county's bills settled from the command line: as a book, as a file, one of them explained.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod workbench;

use std::fs;

use serde_json::Value;
use workbench::Workbench;
use yz_records::{Bill, Row, SettlementRow};
use yz_store::records::{Layout, all};

const BILLS: &str = "county/records/bills/2024-01/bills.parquet";

/// A synthetic county of 600.
fn county() -> Workbench {
    let bench = Workbench::empty();
    bench.run(&["synth", "county", "--persons", "600"]).exits(0);
    bench
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_file_is_settled_without_a_book() {
    let bench = county();
    let settle = |policy: &str, out: &str| {
        let run = ["settle", "--bills", BILLS, "--policy", policy, "--out", out];
        json(&bench.run(&[run.as_slice(), &["--format", "json"]].concat()).exits(0))
    };
    let told = settle("benchmark-county-v2", "out.parquet");
    let bills: Vec<Bill> = all(&[bench.path(BILLS)]).unwrap();
    let rows: Vec<SettlementRow> = all(&[bench.path("out.parquet")]).unwrap();
    assert_eq!(told["bills"], bills.len());
    assert_eq!(told["sorted"], true);
    assert_eq!(told["unverified"], false);
    assert_eq!(told["total_fen"], bills.iter().map(|bill| bill.total_fen).sum::<i64>());
    let person_fen: i64 = rows.iter().map(|row| row.person_fen).sum();
    assert_eq!(told["fund_fen"], told["total_fen"].as_i64().unwrap() - person_fen);
    // The same benefits from a file of one's own.
    let own = workbench::repository().join("benefits/benchmark-county-v2.toml");
    fs::copy(own, bench.path("mine.toml")).unwrap();
    assert_eq!(settle("mine.toml", "again.parquet"), told);
    let bytes = |name: &str| fs::read(bench.path(name)).unwrap();
    assert!(bytes("out.parquet") == bytes("again.parquet"));
}

#[test]
fn what_is_not_there_is_said_and_exits_2() {
    let bench = county();
    let settle = |arguments: &[&str]| bench.run(&[&["settle"], arguments].concat());
    let said = settle(&["--bills", BILLS, "--policy", "benchmark-cuonty-v2", "--out", "o.parquet"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("benchmark-county-v2"), "what was meant: {}", said.err);
    let policy = ["--policy", "benchmark-county-v2", "--out", "o.parquet"];
    for arguments in [
        [&["--bills", "none.parquet"], policy.as_slice()].concat(),
        // A book and a file; a file without a place for the answer; neither.
        [&["county", "--bills", BILLS], policy.as_slice()].concat(),
        vec!["--bills", BILLS, "--policy", "benchmark-county-v2"],
        vec![],
    ] {
        assert_eq!(settle(&arguments).code, 2, "{arguments:?}");
    }
    assert!(!bench.path("o.parquet").exists());
}

#[test]
fn a_settled_bill_is_explained() {
    let bench = county();
    bench.run(&["settle", "county"]).exits(0);
    let layout = Layout::of_book(&bench.path("county"));
    let rows: Vec<SettlementRow> = all(&layout.files(SettlementRow::TABLE)).unwrap();
    let row = rows.iter().find(|row| row.refusal.is_none() && 0 < row.basic_fen).unwrap();
    let number = row.bill_id.to_string();
    let told = json(&bench.run(&["explain-bill", "county", &number, "--format", "json"]).exits(0));
    assert_eq!(told["settlement"]["basic_fen"], row.basic_fen);
    assert_eq!(told["settlement"]["person_fen"], row.person_fen);
    assert!(!told["steps"].as_array().unwrap().is_empty());
    bench.run(&["explain-bill", "county", "1"]).exits(2);
    let page = ["--format", "html", "--level", "1", "--out", "pages"];
    bench.run(&[&["explain-bill", "county", &number], page.as_slice()].concat()).exits(0);
    let page = fs::read_to_string(bench.path(&format!("pages/bill-{number}.html"))).unwrap();
    assert!(page.contains("合成数据") && page.contains("假如这笔费用在一级及以下"), "{page}");
}

#[test]
fn what_was_planted_is_written_down_and_says_that_it_is_made_up() {
    let bench = Workbench::empty();
    bench.run(&["synth", "county", "--persons", "20000"]).exits(0);
    let planted = fs::read_to_string(bench.path("county/records/planted.csv")).unwrap();
    let mut lines = planted.lines();
    assert!(lines.next().unwrap().contains("合成数据"));
    let bills: Vec<Bill> = {
        let layout = Layout::of_book(&bench.path("county"));
        all(&layout.files(Bill::TABLE)).unwrap()
    };
    let mut count = 0;
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let person: i64 = cells[2].parse().unwrap();
        for bill in cells[3..5].iter().filter(|bill| !bill.is_empty()) {
            let bill: i64 = bill.parse().unwrap();
            assert!(bills.iter().any(|it| (it.bill_id, it.person_id) == (bill, person)), "{line}");
        }
        count += 1;
    }
    assert!(5 < count, "{planted}");
}
