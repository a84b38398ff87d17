//! One person found among so many that they fill pages: by the person's number, and by a bill's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "numbers of a test's own")]

use tempfile::TempDir;
use yz_records::{Bill, Row};
use yz_store::records::{Layout, Lookup, TableWriter};
use yz_units::Day;

/// Person 1000 + 3 n has 1 + n mod 40 bills: some lie over the border of two pages.
fn bills_of(number: i64) -> Vec<Bill> {
    let bill = |place: i64| {
        let day = Day::from_number(19_723 + i32::try_from(place).unwrap());
        // Scattered, as the numbers of bills are.
        let bill_id = (number * 64 + place).wrapping_mul(2_654_435_761) % 1_000_000_007;
        Bill::visit(bill_id, 1_000 + 3 * number, day, 100 + place)
    };
    (0..=number % 40).map(bill).collect()
}

const PERSONS: i64 = 1_500;

fn book() -> TempDir {
    let book = TempDir::new().unwrap();
    let layout = Layout::of_book(book.path());
    let mut writer = TableWriter::create(&layout.month(Bill::TABLE, "2024-01")).unwrap();
    for bill in (0..PERSONS).flat_map(bills_of) {
        writer.push(bill).unwrap();
    }
    assert!(3 * 8_192 < writer.finish().unwrap(), "several pages");
    book
}

#[test]
fn every_person_is_found_with_all_bills() {
    let book = book();
    let lookup = Lookup::open(book.path()).unwrap();
    // Every seventh, the first and the last among them; and numbers that nobody has.
    for number in (0..PERSONS).step_by(7).chain([PERSONS - 1]) {
        let found = lookup.person(1_000 + 3 * number).unwrap();
        assert_eq!(found.bills, bills_of(number), "person {number}");
    }
    for nobody in [i64::MIN, 999, 1_001, 1_000 + 3 * PERSONS, i64::MAX] {
        assert_eq!(lookup.person(nobody).unwrap().bills, [], "{nobody}");
    }
}

#[test]
fn the_person_of_a_bill_is_found() {
    let book = book();
    let lookup = Lookup::open(book.path()).unwrap();
    for number in (0..PERSONS).step_by(101) {
        let bills = bills_of(number);
        let found = lookup.person_of_bill(bills.last().unwrap().bill_id).unwrap().unwrap();
        assert_eq!(found.bills, bills);
    }
    assert!(lookup.person_of_bill(-1).unwrap().is_none());
}
