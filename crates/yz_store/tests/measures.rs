//! What the house's measures count from records that are few enough to be counted by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "amounts of a test's own")]

mod records;

use std::path::Path;

use records::few::{visit, write_bills, write_roll};
use tempfile::TempDir;
use yz_facts::{Catalogue, Facts, Member, Origin};
use yz_store::Folder;
use yz_store::measures::{Counted, count};

fn house() -> (Folder, Catalogue) {
    let data = yz_store::data(None).unwrap();
    let lists: Vec<_> = data.below("codes/").chain(data.below("concepts/")).cloned().collect();
    let (mut catalogue, findings) = Catalogue::load(&lists);
    assert!(findings.is_empty(), "{findings:?}");
    let town = |code: &str| Member { code: code.to_owned(), ..Member::default() };
    assert!(catalogue.add_members("town", [town("1"), town("2")]).is_empty());
    (data, catalogue)
}

fn book() -> TempDir {
    let book = tempfile::tempdir().unwrap();
    write_roll(book.path());
    write_bills(book.path());
    book
}

const PERIOD: &str = "2024";

fn counted(book: &Path) -> Counted {
    let (data, catalogue) = house();
    let (counted, findings) = count(book, PERIOD.parse().unwrap(), &data, &catalogue).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    counted
}

/// The value and rows of each fact, as they are written down.
fn expect(counted: &Counted, facts: &[(&str, &str, u64)]) {
    for (name, value, rows) in facts {
        let found = counted.facts.iter().find(|fact| fact.reference.to_string() == *name);
        let found = found.map(|fact| (fact.value.to_string(), fact.rows));
        assert_eq!(found, Some(((*value).to_owned(), *rows)), "{name}");
    }
}

#[test]
fn heads_are_counted_once_and_only_while_they_live() {
    let book = book();
    let counted = counted(book.path());
    // At the end: 1, 2 and 5. Person 3 died in the year; person 4 had died before it.
    expect(
        &counted,
        &[
            ("enrolled_persons", "3", 4),
            ("enrolled_persons[town=1]", "2", 2),
            ("enrolled_persons[town=2]", "1", 2),
            ("enrolled_persons[category=ordinary]", "1", 1),
            ("enrolled_persons[category=student]", "1", 1),
            ("enrolled_persons[category=newborn]", "1", 1),
            ("enrolled_persons[category=funded_by_medical_assistance]", "1", 2),
            ("enrolled_persons[assistance_category=minimum_living]", "1", 2),
            ("covered_persons", "5", 6),
            ("subsidised_persons[category=funded_by_medical_assistance]", "1", 2),
            ("newborn_enrolments", "1", 1),
            ("deceased_persons", "1", 1),
            ("deceased_enrolments", "1", 5),
            ("deceased_enrolments_removed", "1", 1),
            ("duplicate_enrolments", "1", 5),
            // 6 × 380.00 = 2,280.00, of which 2 × 380.00 for person 5
            ("contribution_income", "2280", 6),
            ("enrolment_assistance_paid[category=funded_by_medical_assistance]", "760", 2),
        ],
    );
}

#[test]
fn bills_are_counted_as_they_stand_after_every_correction() {
    let book = book();
    let counted = counted(book.path());
    // Visits 10, 16, 18 and 19; stays 11 and 12. Refused: 13; gone: 14, 15, 17; not of 2024: 20.
    expect(
        &counted,
        &[
            ("benefit_visits", "6", 6),
            ("benefit_visits[care_kind=outpatient]", "4", 4),
            ("benefit_visits[care_kind=inpatient]", "2", 2),
            ("benefit_visits[care_kind=inpatient, place_of_care=county]", "1", 1),
            ("benefit_visits[institution_level=third]", "1", 1),
            ("inpatient_persons", "2", 2),
            ("inpatient_persons[place_of_care=out_of_province]", "1", 1),
            // 15 − 10 = 5 days, and one for the stay that ended on the day it began
            ("stay_days", "6", 2),
            // 5 × 100.00 + 200.00 = 700.00
            ("medical_cost", "700", 6),
            ("eligible_cost", "540", 6),
            ("non_covered_cost", "60", 6),
            // 5 × 54.00 + 50.00 = 320.00; the corrected stay is paid 50.00 instead of 54.00
            ("basic_fund_paid", "320", 6),
            ("basic_fund_paid[care_kind=outpatient]", "216", 4),
            ("basic_fund_paid[assistance_category=minimum_living]", "50", 1),
            ("medical_assistance_paid", "30", 6),
            // 5 × 46.00 + 120.00 = 350.00; 320 + 30 + 350 = 700
            ("person_paid", "350", 6),
        ],
    );
}

#[test]
fn rates_follow_from_what_was_counted_and_nothing_disagrees() {
    let book = book();
    let (data, catalogue) = house();
    let given = counted(book.path()).given(&data, &catalogue);
    let facts = Facts::derive(catalogue, PERIOD.parse().unwrap(), &[], &given);
    assert!(facts.findings().is_empty(), "{:?}", facts.findings());
    let printed = |name: &str| facts.find(name).map(|fact| fact.printed()).unwrap_or_default();
    // stays: (54 + 50) ÷ (90 + 90) = 57.78 %; visits: 216 ÷ 360 = 60 %
    assert_eq!(printed("inpatient_reimbursement_rate"), "57.78%");
    assert_eq!(printed("outpatient_reimbursement_rate"), "60.00%");
    // (100 + 200) ÷ 2; (5 + 1) ÷ 2; 1 ÷ 2; 2 ÷ 3
    assert_eq!(printed("average_inpatient_cost"), "150.00元");
    assert_eq!(printed("average_stay_days"), "3.00天");
    assert_eq!(printed("inpatient_share_away"), "50.00%");
    assert_eq!(printed("hospitalisation_rate"), "66.67%");
    // 320 + 30 = 700 − 350, ÷ 700
    assert_eq!(printed("actual_reimbursement_rate"), "50.00%");
    let paid = facts.find("basic_fund_paid").unwrap();
    assert_eq!(paid.origin(), Origin::Counted);
    assert_eq!(
        paid.derivations[0].working,
        "统筹基金为已结算费用支付的金额，按更正后的数：相加 6 行 = 320.00元"
    );
}

#[test]
fn what_is_written_down_reads_back_and_grows_old_with_its_records() {
    let book = book();
    let (data, catalogue) = house();
    let (period, counted) = (PERIOD.parse().unwrap(), counted(book.path()));
    let text = counted.to_toml(&catalogue);
    assert_eq!(Counted::parse(&text, &catalogue).unwrap(), counted);
    assert!(counted.out_of_date(book.path(), period, &data).is_empty());

    records::write(book.path(), Some("2024-03"), &[visit(30)]);
    let found = counted.out_of_date(book.path(), period, &data);
    assert_eq!(
        found[0].message.zh,
        "计数已经过时：记录 records/bills/2024-03/bills.parquet 还没有计数"
    );
    records::write(book.path(), Some("2024-02"), &[visit(10)]);
    let found = counted.out_of_date(book.path(), period, &data);
    assert_eq!(
        found[0].message.zh,
        "计数已经过时：记录 records/bills/2024-02/bills.parquet 改过了，另有1处变动"
    );
    let other = "2023".parse().unwrap();
    let found = counted.out_of_date(book.path(), other, &data);
    assert!(found[0].message.zh.contains("计数的期间是 2024"), "{found:?}");

    std::fs::remove_dir_all(book.path().join("records")).unwrap();
    let found = counted.out_of_date(book.path(), period, &data);
    assert!(found.iter().all(|finding| !finding.blocks()), "{found:?}");
}

#[test]
fn a_book_without_records_of_bills_counts_its_roll() {
    let book = tempfile::tempdir().unwrap();
    write_roll(book.path());
    let counted = counted(book.path());
    expect(&counted, &[("enrolled_persons", "3", 4)]);
    assert!(!counted.facts.iter().any(|fact| fact.reference.concept == "medical_cost"));
}

/// What is said of a measure that the house does not have.
fn said(name: &str, sql: &str) -> Vec<String> {
    let book = book();
    let (data, catalogue) = house();
    let file = (format!("measures/{name}.sql"), sql.to_owned());
    let data = data.overlaid(Folder::new(vec![file]));
    let (_, findings) = count(book.path(), PERIOD.parse().unwrap(), &data, &catalogue).unwrap();
    let said = findings.into_iter().map(|finding| {
        assert!(!finding.help.zh.is_empty(), "{finding:?}");
        format!("{} | {}", finding.message.zh, finding.help.zh)
    });
    said.collect()
}

#[test]
fn a_measure_that_does_not_fit_says_why() {
    let cases = [
        ("medical_cost", "SELECT sum(totl_fen) AS value_fen FROM bills", "totl_fen", "`total_fen`"),
        ("medical_cost", "SELECT 1 FROM bils", "bils", "`bills`"),
        ("medical_cost", "SELEC 1", "measures/medical_cost.sql 算不出", "measures 一节"),
        ("medical_cost", "DROP TABLE bills", "measures/medical_cost.sql 算不出", "measures 一节"),
        ("medical_cots", "SELECT 1 AS value", "没有这个概念", "`medical_cost`"),
        (
            "medical_cost",
            "SELECT kind, sum(total_fen) AS value_fen, count(*) AS counted_rows FROM bills \
             GROUP BY kind",
            "的列 `kind` 不是 `medical_cost` 的维度",
            "已有的名称",
        ),
        (
            "medical_cost",
            "SELECT avg(total_fen) AS value_fen, count(*) AS counted_rows FROM bills",
            "不是整数",
            "写出 value_fen",
        ),
        (
            "benefit_visits",
            "SELECT count(*) AS visits, count(*) AS counted_rows FROM bills",
            "的列 `visits` 不是",
            "已有的名称",
        ),
        (
            "enrolled_persons",
            "SELECT '7' AS town, 1 AS value, 1 AS counted_rows",
            "维度 `town` 没有的成员，共1个：7",
            "book.toml 的 [[member]]",
        ),
        (
            "benefit_visits",
            "SELECT count(*) AS value, count(*) AS counted_rows FROM bills GROUP BY kind",
            "给 benefit_visits 两行数",
            "每个事实只有一行",
        ),
    ];
    for (name, sql, message, help) in cases {
        let said = said(name, sql).join("\n");
        assert!(said.contains(message) && said.contains(help), "{sql}\n{said}");
    }
}

#[test]
fn a_measure_can_ask_what_other_benefits_would_pay() {
    let book = book();
    let (data, catalogue) = house();
    let files = [
        (
            "tables/standing",
            "CREATE VIEW standing AS SELECT * FROM bills WHERE bill_id IN (10, 13)",
        ),
        (
            "basic_fund_paid",
            "SELECT sum(basic_fen) AS value_fen, count(*) AS counted_rows \
             FROM settle('standing', 'benchmark-county-v2')",
        ),
    ];
    let file = |(name, sql): (&str, &str)| (format!("measures/{name}.sql"), sql.to_owned());
    let data = data.overlaid(Folder::new(files.map(file).to_vec()));
    let period = PERIOD.parse().unwrap();
    let (counted, findings) = count(book.path(), period, &data, &catalogue).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    // Two visits of 90.00 eligible yuan each, of which 60 % are paid: 2 x 54.00.
    expect(&counted, &[("basic_fund_paid", "108", 2)]);
    let measure = counted.measures.iter().find(|it| it.file == "measures/basic_fund_paid.sql");
    assert_eq!(measure.unwrap().tables, ["bills"], "what it was counted from");
    let benefits = "benefits/benchmark-county-v2.toml";
    assert!(counted.measures.iter().any(|it| it.file == benefits), "and by which benefits");
    assert_eq!(counted.out_of_date(book.path(), period, &data), []);
    let changed = data.text(benefits).unwrap().replace("\"85\"", "\"86\"");
    let data = data.overlaid(Folder::new(vec![(benefits.to_owned(), changed)]));
    let said = counted.out_of_date(book.path(), period, &data).remove(0).message.zh;
    assert!(said.contains("benchmark-county-v2.toml 改过了"), "{said}");
}

#[test]
fn a_broken_shared_table_is_said_once() {
    let unknown = said("tables/care", "CREATE TABLE care AS SELECT * FROM care_kinds");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    let named = unknown[0].contains("care_kinds") && unknown[0].contains("`care_kind`");
    assert!(named, "{unknown:?}");
    let nameless = said("tables/care", "SELECT 1");
    assert_eq!(nameless.len(), 1, "{nameless:?}");
    assert!(nameless[0].contains("CREATE TABLE care AS SELECT"), "{nameless:?}");
}
