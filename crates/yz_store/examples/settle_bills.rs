//! Settles a file of bills as the oracle does, to be compared with it: nobody is asked who is
//! insured, and bills are taken by person, date and number.
//!
//! ```text
//! cargo run --release -p yz_store --example settle_bills -- \
//!     BENEFITS.toml BILLS.parquet OUT.parquet [PERSONS.csv]
//! ```
//!
//! `PERSONS.csv` has `person_id,continuous_years,claimed_last_year` without a heading; it matters
//! for the incentive of critical-illness insurance alone.

#![allow(clippy::print_stderr, reason = "a tool says what it does")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use yz_records::Bill;
use yz_settlement::{Charge, Plan, Totals, settle};
use yz_store::records::{TableWriter, all};

fn main() -> Result<(), String> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [benefits, bills, out, rest @ ..] = arguments.as_slice() else {
        return Err("BENEFITS.toml BILLS.parquet OUT.parquet [PERSONS.csv]".to_owned());
    };
    let text = std::fs::read_to_string(benefits).map_err(|err| err.to_string())?;
    let plan = Plan::load(&benefits.display().to_string(), &text).map_err(|findings| {
        findings.iter().map(|finding| finding.message.en.clone()).collect::<Vec<_>>().join("\n")
    })?;
    let persons = match rest.first() {
        Some(path) => persons(&std::fs::read_to_string(path).map_err(|err| err.to_string())?),
        None => BTreeMap::new(),
    };
    let mut bills: Vec<Bill> = all(std::slice::from_ref(bills)).map_err(|err| err.words().en)?;
    bills.sort_by_key(|bill| (bill.person_id, bill.date, bill.bill_id));
    let mut writer = TableWriter::create(out).map_err(|err| err.words().en)?;
    let (mut person, mut totals) = (None, Totals::default());
    for bill in &bills {
        if person != Some(bill.person_id) {
            person = Some(bill.person_id);
            let (years, claimed) = persons.get(&bill.person_id).copied().unwrap_or((0, true));
            totals = plan.open(years, claimed);
        }
        let done = settle(&plan, &mut totals, &Charge::of(bill, &plan));
        writer.push(done.row(bill)).map_err(|err| err.words().en)?;
    }
    let count = writer.finish().map_err(|err| err.words().en)?;
    eprintln!("{count} bills by {}", plan.name);
    Ok(())
}

/// Years without a break and whether there was a claim, by person; lines that do not read are
/// left out.
fn persons(text: &str) -> BTreeMap<i64, (i8, bool)> {
    let line = |line: &str| {
        let mut cells = line.split(',');
        let person = cells.next()?.parse().ok()?;
        let years = cells.next()?.parse().ok()?;
        Some((person, (years, cells.next()? == "true")))
    };
    text.lines().filter_map(line).collect()
}
