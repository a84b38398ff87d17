//! The same file within limits so small that everything happens that happens to large ones: pieces,
//! many buckets, waiting on disk, groups that are ready before their turn.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test's own")]

use std::fs::File;
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use tempfile::TempDir;
use yz_records::{Bill, SettlementRow};
use yz_settlement::{Charge, Plan, Totals, settle};
use yz_units::Day;

use super::entry::Entry;
use super::unsorted::order;
use super::{Limits, SettledFile, settle_within};
use crate::records::{all, to_batch};

const SMALL: Limits = Limits { piece: 40, bucket: 60, waiting: 100 };

fn plan() -> Plan {
    let path = "benefits/benchmark-county-v2.toml";
    Plan::load(path, crate::data(None).unwrap().text(path).unwrap()).unwrap()
}

/// 400 bills of 60 persons; person 30 has 150 of them.
fn bills() -> Vec<Bill> {
    let mut bills = Vec::new();
    for number in 0..400_i64 {
        let person = if number < 150 { 30 } else { number * 7 % 60 };
        let day = Day::from_number(19_723 + i32::try_from(number * 13 % 366).unwrap());
        bills.push(Bill::visit(number, person, day, 5_000 + number * 731 % 9_000));
    }
    bills.sort_by_key(|bill| (bill.person_id, bill.date, bill.bill_id));
    bills
}

fn write(folder: &Path, bills: &[Bill], group: usize) -> PathBuf {
    let path = folder.join("bills.parquet");
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .set_statistics_enabled(EnabledStatistics::None)
        .build();
    let batch = to_batch(bills).unwrap();
    let file = File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    path
}

fn settled(
    bills: &[Bill],
    group: usize,
    threads: usize,
) -> (SettledFile, Vec<u8>, Vec<SettlementRow>) {
    let folder = TempDir::new().unwrap();
    let file = write(folder.path(), bills, group);
    let out = folder.path().join("out.parquet");
    let settled = settle_within(&plan(), &file, &out, threads, SMALL, &|_| {}).unwrap();
    let mut rows = all::<SettlementRow>(std::slice::from_ref(&out)).unwrap();
    rows.sort_by_key(|row| (row.person_id, row.date, row.bill_id));
    (settled, std::fs::read(out).unwrap(), rows)
}

fn one_after_the_other(bills: &[Bill]) -> Vec<SettlementRow> {
    let (plan, mut person, mut totals) = (plan(), None, Totals::default());
    let row = |bill: &Bill| {
        if person.replace(bill.person_id) != Some(bill.person_id) {
            totals = plan.open(0, true);
        }
        settle(&plan, &mut totals, &Charge::of(bill, &plan)).row(bill)
    };
    bills.iter().map(row).collect()
}

#[test]
fn sorted_and_unsorted_give_the_same_within_any_limits() {
    let bills = bills();
    let rows = one_after_the_other(&bills);
    let mut mixed = bills.clone();
    mixed.sort_by_key(|bill| bill.bill_id * 7_919 % 400);
    for group in [1, 7, 64, 400] {
        for (bills, sorted) in [(&bills, true), (&mixed, false)] {
            let (first, bytes, found) = settled(bills, group, 1);
            assert_eq!(first.sorted, sorted, "groups of {group}");
            assert!(found == rows, "groups of {group}, sorted: {sorted}");
            for threads in [2, 3, 9] {
                let (again, same, _) = settled(bills, group, threads);
                assert_eq!((again, same == bytes), (first, true), "{group} {threads} {sorted}");
            }
        }
    }
}

#[test]
fn of_two_bad_bills_the_first_is_told_whoever_finds_it() {
    let plan = plan();
    let mut bills = bills();
    for row in [390, 25] {
        bills[row].own_fen = 1;
    }
    let folder = TempDir::new().unwrap();
    let file = write(folder.path(), &bills, 7);
    for threads in [1, 2, 9] {
        for _ in 0..20 {
            let out = folder.path().join("out.parquet");
            let told = settle_within(&plan, &file, &out, threads, SMALL, &|_| {}).unwrap_err();
            assert!(told.words().en.contains("row 26:"), "{threads} threads");
        }
    }
}

#[test]
fn what_nobody_can_have_spent_is_refused() {
    let day = Day::from_number(19_723);
    let much = |number| Bill::visit(number, 7, day, 9_000_000_000_000);
    let folder = TempDir::new().unwrap();
    let file = write(folder.path(), &[much(1), much(2)], 7);
    let out = folder.path().join("out.parquet");
    let told = settle_within(&plan(), &file, &out, 2, SMALL, &|_| {}).unwrap_err().words().en;
    assert!(told.contains("up to the bill 2 the bills of one person come to more"), "{told}");
}

#[test]
fn the_order_holds_for_numbers_that_do_not_fit_into_a_word() {
    let folder = TempDir::new().unwrap();
    let day = |number: i32| Day::from_number(19_723 + number);
    let visit = |bill, person, date| Bill::visit(bill, person, day(date), 100);
    let (least, most) = (i64::MIN, i64::MAX);
    let bills = [visit(9, most, 3), visit(2, least, 5), visit(1, least, 5), visit(7, most, 1)];
    let file = write(folder.path(), &bills, 4);
    let plan = plan();
    let opened = super::file::BillsFile::open(&file).unwrap();
    let columns = super::columns::Columns::of(opened.schema(), &plan).unwrap();
    let mut entries = Vec::new();
    opened
        .read(&plan, &columns, 0, |bills| {
            entries.extend((0..bills.len()).map(|row| Entry::of_row(bills, row)));
            Ok::<(), crate::records::RecordsError>(())
        })
        .unwrap();
    assert_eq!(order(&entries), [2, 1, 3, 0]);
}
