//! A file of bills settled without a book: sorted or not, on any number of threads, by the operator
//! of a query, the same to the byte; and bad rows refused with their place.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "amounts of a test's own")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Int8Array, Int64Array, RecordBatch};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use tempfile::TempDir;
use yz_records::{Bill, CareKind, Category, InstitutionLevel, Place, SettlementRow};
use yz_settlement::{Charge, Plan, Totals, settle};
use yz_store::bulk::{SettledFile, register_settle, settle_file};
use yz_store::records::{all, to_batch};
use yz_units::Day;

/// Rows in a group: so few that persons cross the borders of groups, and one fills several.
const GROUP_ROWS: usize = 5;

fn plan(name: &str) -> Plan {
    let data = yz_store::data(None).unwrap();
    let path = format!("benefits/{name}.toml");
    Plan::load(&path, data.text(&path).unwrap()).unwrap()
}

/// Bills of 40 persons by person, day and number; person 1013 has 60.
fn bills() -> Vec<Bill> {
    let mut bills = Vec::new();
    // Numbers that look drawn: each follows from the one before.
    let mut state = 7_i64;
    let mut draw = |most: i64| {
        state = (state * 69_069 + 12_345) % (1 << 31);
        state / 1_024 % most
    };
    for person in 0..40 {
        let count = if person == 13 { 60 } else { draw(6) };
        for _ in 0..count {
            let code = |number: i64| i8::try_from(number).unwrap();
            let day = Day::from_number(19_723 + i32::try_from(draw(366)).unwrap());
            let (class_a, class_b, own) = (draw(3_000_000), draw(900_000), draw(200_000));
            let number = i64::try_from(bills.len()).unwrap() * 7 % 199 + 1_000 * draw(9);
            bills.push(Bill {
                kind: CareKind::from_code(code(draw(3))).unwrap(),
                level: InstitutionLevel::from_code(code(draw(4) + 1)).unwrap(),
                place: Place::from_code(code(draw(2))).unwrap(),
                category: Category::from_code(code(draw(5))).unwrap(),
                class_b_fen: class_b,
                own_fen: own,
                total_fen: class_a + class_b + own,
                ..Bill::visit(number * 1_000 + person, 1_000 + person, day, class_a)
            });
        }
    }
    bills.sort_by_key(|bill| (bill.person_id, bill.date, bill.bill_id));
    bills.dedup_by_key(|bill| bill.bill_id);
    bills
}

/// In the order of their numbers, as they arrive.
fn by_arrival(mut bills: Vec<Bill>) -> Vec<Bill> {
    bills.sort_by_key(|bill| bill.bill_id);
    bills
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, batch: &RecordBatch) -> PathBuf {
        let path = self.path(name);
        let properties =
            WriterProperties::builder().set_max_row_group_row_count(Some(GROUP_ROWS)).build();
        let file = File::create(&path).unwrap();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
        writer.write(batch).unwrap();
        writer.close().unwrap();
        path
    }

    /// A file with the columns of bills.
    fn house(&self, name: &str, bills: &[Bill]) -> PathBuf {
        self.write(name, &to_batch(bills).unwrap())
    }

    /// A file with the columns of the benchmark.
    fn benchmark(&self, name: &str, bills: &[Bill]) -> PathBuf {
        let wide = |of: fn(&Bill) -> i64| -> ArrayRef {
            Arc::new(bills.iter().map(of).collect::<Int64Array>())
        };
        let code = |of: fn(&Bill) -> i8| -> ArrayRef {
            Arc::new(bills.iter().map(of).collect::<Int8Array>())
        };
        let days: Date32Array = bills.iter().map(|bill| Some(bill.date.number())).collect();
        let batch = RecordBatch::try_from_iter([
            ("claim_id", wide(|bill| bill.bill_id)),
            ("person_id", wide(|bill| bill.person_id)),
            ("category", code(|bill| bill.category.code())),
            ("claim_date", Arc::new(days)),
            ("kind", code(|bill| bill.kind.code())),
            ("facility_level", code(|bill| bill.level.code())),
            ("out_of_area", code(|bill| bill.place.code())),
            ("amount_total", wide(|bill| bill.total_fen)),
            ("amount_class_a", wide(|bill| bill.class_a_fen)),
            ("amount_class_b", wide(|bill| bill.class_b_fen)),
            ("amount_self", wide(|bill| bill.own_fen)),
        ]);
        self.write(name, &batch.unwrap())
    }

    fn settle(&self, bills: &Path, plan: &Plan, threads: usize) -> (SettledFile, Vec<u8>) {
        let out = self.path("out.parquet");
        let settled = settle_file(plan, bills, &out, threads, &|_| {}).unwrap();
        (settled, fs::read(out).unwrap())
    }

    /// Why a file is refused; nothing is left then.
    fn refused(&self, bills: &Path, threads: usize) -> String {
        let out = self.path("none.parquet");
        let plan = plan("benchmark-county-v2");
        let refused = settle_file(&plan, bills, &out, threads, &|_| {}).unwrap_err();
        assert!(!out.exists());
        let left = fs::read_dir(self.0.path()).unwrap().count();
        assert_eq!(left, 1, "only the bills are left");
        refused.words().en
    }
}

/// The engine itself, one bill after the other; what it pays is worked out in its own cases.
fn one_after_the_other(plan: &Plan, bills: &[Bill]) -> Vec<SettlementRow> {
    let (mut person, mut totals) = (None, Totals::default());
    let row = |bill: &Bill| {
        if person.replace(bill.person_id) != Some(bill.person_id) {
            totals = plan.open(0, true);
        }
        settle(plan, &mut totals, &Charge::of(bill, plan)).row(bill)
    };
    bills.iter().map(row).collect()
}

fn columns_of(path: &Path) -> Vec<String> {
    let file = File::open(path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    reader.schema().fields().iter().map(|field| field.name().clone()).collect()
}

/// The rows of a file with seven columns of whole numbers.
fn numbers_of(path: &Path) -> Vec<[i64; 7]> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let made_up = reader.metadata().file_metadata().key_value_metadata().unwrap();
    assert!(made_up.iter().any(|entry| entry.key == "synthetic"), "made-up benefits");
    let mut rows = Vec::new();
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        let columns: Vec<&Int64Array> =
            batch.columns().iter().map(|column| column.as_any().downcast_ref().unwrap()).collect();
        rows.extend((0..batch.num_rows()).map(|row| {
            let numbers: Vec<i64> = columns.iter().map(|column| column.value(row)).collect();
            <[i64; 7]>::try_from(numbers).unwrap()
        }));
    }
    rows
}

#[test]
fn a_sorted_file_is_settled_as_one_bill_after_the_other() {
    let (desk, plan, bills) = (Desk::new(), plan("benchmark-county-v2"), bills());
    assert!(100 < bills.len());
    let file = desk.house("bills.parquet", &bills);
    let (settled, bytes) = desk.settle(&file, &plan, 1);
    let rows = one_after_the_other(&plan, &bills);
    assert_eq!(all::<SettlementRow>(&[desk.path("out.parquet")]).unwrap(), rows);
    assert!(settled.sorted);
    assert_eq!(settled.bills, u64::try_from(bills.len()).unwrap());
    let persons: BTreeMap<i64, ()> = bills.iter().map(|bill| (bill.person_id, ())).collect();
    assert_eq!(settled.persons, u64::try_from(persons.len()).unwrap());
    assert_eq!(settled.total_fen, i128::from(bills.iter().map(|bill| bill.total_fen).sum::<i64>()));
    let person_fen: i64 = rows.iter().map(|row| row.person_fen).sum();
    assert_eq!(settled.fund_fen, settled.total_fen - i128::from(person_fen));
    for threads in [2, 3, 8] {
        let (again, same) = desk.settle(&file, &plan, threads);
        assert_eq!((again, same == bytes), (settled, true), "{threads} threads");
    }
}

#[test]
fn an_unsorted_file_gives_the_same_settlements() {
    let (desk, plan, bills) = (Desk::new(), plan("benchmark-county-v2"), bills());
    let sorted = desk.house("bills.parquet", &bills);
    let (first, _) = desk.settle(&sorted, &plan, 2);
    let file = desk.house("unsorted.parquet", &by_arrival(bills.clone()));
    let (settled, bytes) = desk.settle(&file, &plan, 1);
    assert_eq!(settled, SettledFile { sorted: false, ..first });
    // So few bills are one bucket, which is sorted.
    let rows = all::<SettlementRow>(&[desk.path("out.parquet")]).unwrap();
    assert_eq!(rows, one_after_the_other(&plan, &bills));
    for threads in [2, 8] {
        assert!(desk.settle(&file, &plan, threads) == (settled, bytes.clone()));
    }
    // A pair in the wrong order within a group, which no statistics show.
    let mut swapped = bills.clone();
    let place = swapped.windows(2).position(|two| two[0].person_id == two[1].person_id).unwrap();
    swapped.swap(place, place + 1);
    let (settled, _) = desk.settle(&desk.house("swapped.parquet", &swapped), &plan, 2);
    assert!(!settled.sorted);
    assert_eq!(all::<SettlementRow>(&[desk.path("out.parquet")]).unwrap(), rows);
}

#[test]
fn the_benchmark_is_answered_in_its_own_columns() {
    let (desk, bills) = (Desk::new(), bills());
    let file = desk.benchmark("claims.parquet", &bills);
    let names = ["claim_id", "deductible", "basic", "ci", "aid", "tilt", "self_pay"];
    let plan_2 = plan("benchmark-county-v2");
    desk.settle(&file, &plan_2, 2);
    assert_eq!(columns_of(&desk.path("out.parquet")), names);
    let amounts: Vec<[i64; 7]> = one_after_the_other(&plan_2, &bills)
        .iter()
        .map(|row| {
            let paid = [row.basic_fen, row.critical_fen, row.assistance_fen, row.tilt_fen];
            let [basic, critical, assistance, tilt] = paid;
            let (bill, deductible) = (row.bill_id, row.deductible_fen);
            [bill, deductible, basic, critical, assistance, tilt, row.person_fen]
        })
        .collect();
    assert_eq!(numbers_of(&desk.path("out.parquet")), amounts);
    desk.settle(&file, &plan("benchmark-county-v1"), 2);
    let without_tilt: Vec<_> = names.into_iter().filter(|name| *name != "tilt").collect();
    assert_eq!(columns_of(&desk.path("out.parquet")), without_tilt);
}

#[test]
fn an_empty_file_has_an_empty_answer() {
    let desk = Desk::new();
    let file = desk.house("bills.parquet", &[]);
    let (settled, _) = desk.settle(&file, &plan("benchmark-county-v2"), 2);
    assert_eq!((settled.bills, settled.persons), (0, 0));
    assert_eq!(all::<SettlementRow>(&[desk.path("out.parquet")]).unwrap(), []);
}

#[test]
fn a_bad_row_is_refused_with_its_number() {
    let good = bills();
    let wrong = |change: fn(&mut Bill)| {
        let mut bills = good.clone();
        // The twelfth row, in the third group.
        change(&mut bills[11]);
        let desk = Desk::new();
        let file = desk.house("bills.parquet", &bills);
        let said = desk.refused(&file, 1);
        assert_eq!(said, desk.refused(&file, 4), "whoever finds it first");
        said
    };
    let negative = wrong(|bill| bill.class_a_fen = -1);
    assert!(negative.contains("row 12: class A, -1 fen, is negative"), "{negative}");
    let apart = wrong(|bill| {
        (bill.total_fen, bill.class_a_fen, bill.class_b_fen, bill.own_fen) = (100, 50, 30, 21);
    });
    assert!(apart.contains("row 12: class A 50 + class B 30 + own cost 21 fen are not"), "{apart}");
    let late = wrong(|bill| bill.date = Day::from_number(20_089));
    assert!(late.contains("row 12: the date 2025-01-01 is not within"), "{late}");
    let special = wrong(|bill| bill.kind = CareKind::Special);
    assert!(special.contains("row 12: the benefits benchmark-county-v2 do not know"), "{special}");
    let reversal = wrong(|bill| bill.reverses = Some(1));
    assert!(reversal.contains("row 12: the row corrects or reverses another"), "{reversal}");
}

#[test]
fn a_bill_that_is_there_twice_is_refused() {
    let (desk, mut bills) = (Desk::new(), bills());
    let twice = bills[20].clone();
    let number = twice.bill_id;
    bills.insert(20, twice);
    let said = desk.refused(&desk.house("bills.parquet", &bills), 2);
    assert!(said.contains(&format!("the bill {number} is there twice")), "{said}");
}

#[test]
fn a_file_without_a_column_or_of_another_type_says_which() {
    let desk = Desk::new();
    let whole = to_batch(&bills()).unwrap();
    let keep: Vec<usize> =
        (0..whole.num_columns()).filter(|at| whole.schema().field(*at).name() != "level").collect();
    let said = desk.refused(&desk.write("bills.parquet", &whole.project(&keep).unwrap()), 1);
    assert!(said.contains("there is no column level"), "{said}");
    let number: ArrayRef = Arc::new(datafusion::arrow::array::StringArray::from(vec!["12.50"]));
    let said = desk.refused(
        &desk.write("bills.parquet", &RecordBatch::try_from_iter([("bill_id", number)]).unwrap()),
        1,
    );
    assert!(said.contains("column bill_id is of type Utf8, not whole numbers"), "{said}");
}

#[test]
fn the_result_is_not_written_over_the_bills() {
    let desk = Desk::new();
    let file = desk.house("bills.parquet", &bills());
    let before = fs::read(&file).unwrap();
    let plan = plan("benchmark-county-v2");
    fs::create_dir(desk.path("other")).unwrap();
    for out in ["bills.parquet", "other/../bills.parquet"] {
        assert!(settle_file(&plan, &file, &desk.path(out), 1, &|_| {}).is_err(), "{out}");
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}

#[test]
fn values_that_would_become_others_are_refused() {
    let bills = bills();
    let whole = to_batch(&bills).unwrap();
    let with = |name: &str, column: ArrayRef| {
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        for (field, old) in whole.schema().fields().iter().zip(whole.columns()) {
            let new = field.name() == name;
            columns.push((field.name().clone(), Arc::clone(if new { &column } else { old })));
        }
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let desk = Desk::new();
        let file = desk.write("bills.parquet", &batch);
        desk.refused(&file, 2)
    };
    let numbers = |third: Option<i64>| -> ArrayRef {
        let row = |at: usize| if at == 2 { third } else { Some(0) };
        Arc::new((0..bills.len()).map(row).collect::<Int64Array>())
    };
    let said = with("disease", numbers(Some(70_000)));
    assert!(said.contains("row 3: the number in column disease is out of range"), "{said}");
    let said = with("transfer", numbers(Some(9)));
    assert!(said.contains("row 3: column transfer: the code 9 is none of"), "{said}");
    let said = with("total_fen", numbers(None));
    assert!(said.contains("row 3: column total_fen is empty"), "{said}");
}

#[test]
fn a_column_in_yuan_and_two_of_one_meaning_are_refused() {
    let whole = to_batch(&bills()).unwrap();
    let renamed = |from: &str, to: &str, keep: bool| {
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        for (field, column) in whole.schema().fields().iter().zip(whole.columns()) {
            let is = field.name() == from;
            if is {
                columns.push((to.to_owned(), Arc::clone(column)));
            }
            if !is || keep {
                columns.push((field.name().clone(), Arc::clone(column)));
            }
        }
        let desk = Desk::new();
        let batch = RecordBatch::try_from_iter_with_nullable(
            columns.into_iter().map(|(name, column)| (name, column, true)),
        );
        let file = desk.write("bills.parquet", &batch.unwrap());
        desk.refused(&file, 1)
    };
    let said = renamed("prior_self_payment_fen", "preselfpay_amt", false);
    assert!(said.contains("column preselfpay_amt is in yuan"), "{said}");
    let said = renamed("bill_id", "claim_id", true);
    assert!(said.contains("columns claim_id and bill_id are both the same"), "{said}");
}

/// Runs a query on so many partitions, and gives the bytes of the Parquet file that it makes.
async fn query(desk: &Desk, bills: &Path, partitions: usize) -> Vec<u8> {
    let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(16);
    let context = SessionContext::new_with_config(config);
    let options = ParquetReadOptions::default();
    context.register_parquet("bills", bills.to_str().unwrap(), options).await.unwrap();
    register_settle(&context, |name| {
        if name == "county" { Ok(plan("benchmark-county-v2")) } else { Err("no such".to_owned()) }
    });
    let sql = "SELECT * FROM settle('bills', 'county') ORDER BY person_id, date, bill_id";
    let frame = context.sql(sql).await.unwrap();
    let plan = frame.clone().create_physical_plan().await.unwrap();
    let shown = datafusion::physical_plan::displayable(plan.as_ref()).indent(false).to_string();
    assert!(shown.contains("SettleExec: policy=benchmark-county-v2"), "{shown}");
    let sorted_again = shown.split("SettleExec").next().unwrap().contains("SortExec");
    assert!(!sorted_again, "settlements come in the order of the bills\n{shown}");
    let out = desk.path(&format!("{partitions}.parquet"));
    let options = DataFrameWriteOptions::new().with_single_file_output(true);
    frame.write_parquet(out.to_str().unwrap(), options, None).await.unwrap();
    fs::read(out).unwrap()
}

#[test]
fn the_operator_gives_the_same_bytes_on_any_number_of_partitions() {
    let (desk, bills) = (Desk::new(), bills());
    let file = desk.house("bills.parquet", &by_arrival(bills.clone()));
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let one = runtime.block_on(query(&desk, &file, 1));
    for partitions in [2, 8] {
        assert!(runtime.block_on(query(&desk, &file, partitions)) == one, "{partitions}");
    }
    let rows = all::<SettlementRow>(&[desk.path("1.parquet")]).unwrap();
    assert_eq!(rows, one_after_the_other(&plan("benchmark-county-v2"), &bills));
}

#[test]
fn a_query_says_what_settle_takes() {
    let context = SessionContext::new();
    register_settle(&context, |name| Err(format!("there are no benefits {name}")));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let said = |sql: &str| {
        runtime
            .block_on(async { context.sql(sql).await?.collect().await.map(drop) })
            .unwrap_err()
            .to_string()
    };
    assert!(
        said("SELECT * FROM settle('bills')").contains("settle('bills', 'benchmark-county-v2')")
    );
    assert!(said("SELECT * FROM settle('bills', 'x')").contains("there are no benefits x"));
}
