//! Files come into a book's records, and go out again, from the command line.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod workbench;

use std::fs;

use workbench::{Workbench, gbk};

const PERSONS: &str = "\
人员编号,户编号,性别,出生日期,死亡日期,乡镇编号,连续参保年数,上年是否报销,证件号码,姓名
7,1,女,1949-12-31,,1,3,否,11010519491231002X,张小三
8,1,男,1880-01-01,,1,0,是,440524188001010014,李四
";

#[test]
fn a_file_comes_in_and_goes_out_under_the_platforms_names() {
    let bench = Workbench::with_base_book();
    fs::write(bench.path("persons.csv"), gbk(PERSONS)).unwrap();
    let out = bench.run(&["import", "book", "persons.csv"]).exits(0);
    assert!(out.starts_with("persons.csv：人员（persons）2行，新增2行，账里已有0行，拒收0行\n"));
    assert!(out.trim_end().ends_with("book/records/persons.parquet"), "{out}");
    let out = bench.run(&["import", "book", "persons.csv", "--lang", "en"]).exits(0);
    assert_eq!(out, "persons.csv: 2 rows of persons, 0 new, 2 on record, 0 refused\n");

    let export = ["export", "book", "persons", "--out", "out.csv", "--profile", "platform"];
    let out = bench.run(&export).exits(0);
    assert_eq!(
        out,
        "out.csv：人员（persons）2行\n  \
         没有写出个人信息：证件号码、姓名（要写出，加 --personal）\n"
    );
    let text = fs::read_to_string(bench.path("out.csv")).unwrap();
    assert!(text.starts_with("\u{feff}psn_no,household_id,gend,brdy,"), "{text}");
    assert!(!text.contains("张小三") && !text.contains("11010519491231002X"), "{text}");
}

#[test]
fn a_refused_row_exits_1_and_nothing_is_written() {
    let bench = Workbench::with_base_book();
    let wrong = PERSONS.replace("11010519491231002X", "110105194912310021");
    fs::write(bench.path("persons.csv"), &wrong).unwrap();
    let out = bench.run(&["import", "book", "persons.csv"]).exits(1);
    assert_eq!(
        out,
        "persons.csv：人员（persons）2行，新增1行，账里已有0行，拒收1行\n  \
         第2行 证件号码（certificate）“110***********0021”：\
         身份证号的校验码不对，有一位写错了（GB 11643）\n\
         一行也没有写入\n  \
         怎么办：改正拒收的行再导入；或加 --partial，只导入其余的行\n"
    );
    assert!(!bench.path("book/records").join("persons.parquet").exists());
    let out = bench.run(&["import", "book", "persons.csv", "--format", "json"]).exits(1);
    assert!(out.contains("\"reason\": \"certificate_check_digit\""), "{out}");
    assert!(out.contains("\"written\": false"), "{out}");
    bench.run(&["import", "book", "persons.csv", "--partial"]).exits(1);
    assert!(bench.path("book/records").join("persons.parquet").exists());
}

#[test]
fn no_book_no_table_and_no_file_exit_2() {
    let bench = Workbench::with_base_book();
    fs::write(bench.path("persons.csv"), PERSONS).unwrap();
    bench.run(&["import", "books", "persons.csv"]).exits(2);
    bench.run(&["import", "book", "person.csv"]).exits(2);
    bench.run(&["import", "book", "persons.csv", "--table", "person"]).exits(2);
    bench.run(&["export", "book", "persons", "--out", "out.csv"]).exits(2);
    bench.run(&["import", "book", "persons.csv"]).exits(0);
    bench.run(&["export", "book", "persons", "--out", "out.pdf"]).exits(2);
}
