//! What the house's measures count from records that are few enough to be counted by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "amounts of a test's own")]

mod records;

use std::path::Path;

use tempfile::TempDir;
use yz_facts::{Catalogue, Facts, Member, Origin};
use yz_records::{
    Bill, CareKind, Category, CategoryHeld, Enrolment, Filing, Institution, InstitutionLevel,
    InsuredStatus, Payer, Person, Place, Refusal, SettlementRow, Sex, Transfer,
};
use yz_store::Folder;
use yz_store::measures::{Counted, count};
use yz_units::{Day, Period};

fn day(text: &str) -> Day {
    Day::from(text.parse::<Period>().unwrap().first())
}

fn person(person_id: i64, town: i32, birth: &str, death: Option<&str>) -> Person {
    Person {
        person_id,
        household_id: person_id,
        sex: Sex::Female,
        birth: day(birth),
        death: death.map(day),
        town,
        continuous_years: 3,
        claimed_last_year: false,
        certificate: None,
        name: None,
    }
}

fn enrolment(person_id: i64, first: &str, last: &str, payer: Payer) -> Enrolment {
    Enrolment {
        person_id,
        first: day(first),
        last: day(last),
        status: InsuredStatus::Normal,
        paid: Some(day("2023-11-20")),
        contribution_fen: 38_000,
        payer,
        in_period: true,
        broken_years: 0,
        bought_back_years: 0,
    }
}

fn institution(
    institution_id: i64,
    level: InstitutionLevel,
    place: Place,
    town: Option<i32>,
) -> Institution {
    Institution {
        institution_id,
        code: None,
        name: "虚构机构".into(),
        level,
        place,
        town,
        agreed_first: day("2020-01-01"),
        agreed_last: None,
    }
}

/// A visit of person 1 to the county hospital, of 100.00 yuan.
fn visit(bill_id: i64) -> Bill {
    Bill {
        bill_id,
        person_id: 1,
        institution_id: 901,
        date: day("2024-02-01"),
        admitted: None,
        kind: CareKind::Outpatient,
        level: InstitutionLevel::Second,
        place: Place::Local,
        filing: Filing::Unfiled,
        category: Category::Ordinary,
        age: 40,
        disease: 0,
        transfer: Transfer::None,
        tcm: false,
        total_fen: 10_000,
        class_a_fen: 9_000,
        class_b_fen: 0,
        own_fen: 1_000,
        prior_self_payment_fen: None,
        corrects: None,
        reverses: None,
    }
}

/// The settlement of such a visit: 100.00 = 10.00 own + 90.00 eligible, of which 54.00 is paid.
fn settled(bill_id: i64) -> SettlementRow {
    SettlementRow {
        bill_id,
        person_id: 1,
        date: day("2024-02-01"),
        sequence: 0,
        refusal: None,
        total_fen: 10_000,
        own_fen: 1_000,
        prior_self_payment_fen: 0,
        eligible_fen: 9_000,
        deductible_fen: 0,
        basic_fen: 5_400,
        critical_fen: 0,
        assistance_fen: 0,
        tilt_fen: 0,
        person_fen: 4_600,
    }
}

/// A row in which nothing is paid, and the person bears all.
fn refused(bill_id: i64, cause: Refusal) -> SettlementRow {
    SettlementRow {
        refusal: Some(cause),
        own_fen: 0,
        eligible_fen: 0,
        basic_fen: 0,
        person_fen: 10_000,
        ..settled(bill_id)
    }
}

/// What `to` is more than `from`, as the next row of the bill.
fn difference(from: &SettlementRow, to: &SettlementRow) -> SettlementRow {
    SettlementRow {
        sequence: from.sequence + 1,
        refusal: to.refusal,
        total_fen: to.total_fen - from.total_fen,
        own_fen: to.own_fen - from.own_fen,
        eligible_fen: to.eligible_fen - from.eligible_fen,
        basic_fen: to.basic_fen - from.basic_fen,
        assistance_fen: to.assistance_fen - from.assistance_fen,
        person_fen: to.person_fen - from.person_fen,
        ..from.clone()
    }
}

/// Five persons: one who pays; a newborn; one who died in the year and one who died before it,
/// both enrolled; one who is paid for, and is enrolled twice.
fn write_roll(book: &Path) {
    records::write(
        book,
        None,
        &[
            person(1, 1, "1984-05-01", None),
            person(2, 1, "2024-03-05", None),
            person(3, 2, "1950-01-01", Some("2024-05-01")),
            person(4, 2, "1940-01-01", Some("2023-12-20")),
            person(5, 2, "2010-07-01", None),
        ],
    );
    records::write(
        book,
        None,
        &[
            enrolment(1, "2024-01-01", "2024-12-31", Payer::Own),
            enrolment(2, "2024-03-05", "2024-12-31", Payer::Own),
            enrolment(3, "2024-01-01", "2024-05-01", Payer::Own),
            enrolment(4, "2024-01-01", "2024-12-31", Payer::Own),
            enrolment(5, "2024-01-01", "2024-12-31", Payer::AssistanceFull),
            enrolment(5, "2024-01-01", "2024-12-31", Payer::AssistanceFull),
        ],
    );
    let held = CategoryHeld {
        person_id: 5,
        category: Category::MinimumLiving,
        first: day("2022-01-01"),
        last: None,
    };
    records::write(book, None, &[held]);
}

/// A visit; a stay of five days in the county; a stay of a day far away that was corrected; then
/// all that is irregular: refused, reversed, first refused and then settled, corrected by another
/// bill, and one number that came twice.
fn write_bills(book: &Path) {
    records::write(
        book,
        None,
        &[
            institution(901, InstitutionLevel::Second, Place::Local, Some(1)),
            institution(902, InstitutionLevel::Third, Place::OutOfProvince, None),
        ],
    );
    let stay = |bill_id: i64| Bill {
        kind: CareKind::Inpatient,
        admitted: Some(day("2024-02-10")),
        date: day("2024-02-15"),
        ..visit(bill_id)
    };
    let away = Bill {
        person_id: 5,
        institution_id: 902,
        level: InstitutionLevel::Third,
        place: Place::OutOfProvince,
        category: Category::MinimumLiving,
        admitted: Some(day("2024-02-15")),
        total_fen: 20_000,
        ..stay(12)
    };
    records::write(
        book,
        Some("2024-02"),
        &[
            visit(10),
            stay(11),
            away,
            visit(13),
            visit(14),
            Bill { reverses: Some(14), ..visit(15) },
            visit(16),
            visit(17),
            Bill { corrects: Some(17), ..visit(18) },
            visit(19),
            visit(19),
            Bill { date: day("2023-12-31"), ..visit(20) },
        ],
    );
    write_settlements(book);
}

/// What became of them.
fn write_settlements(book: &Path) {
    let nothing = SettlementRow {
        total_fen: 0,
        own_fen: 0,
        eligible_fen: 0,
        basic_fen: 0,
        person_fen: 0,
        ..settled(14)
    };
    let before = SettlementRow { total_fen: 20_000, person_fen: 14_600, ..settled(12) };
    let after = SettlementRow {
        basic_fen: 5_000,
        assistance_fen: 3_000,
        person_fen: 12_000,
        ..before.clone()
    };
    let outside = Refusal::OutsideBenefitYear;
    records::write(
        book,
        Some("2024-02"),
        &[
            settled(10),
            settled(11),
            before.clone(),
            difference(&before, &after),
            refused(13, Refusal::NotEnrolled),
            settled(14),
            difference(&settled(14), &nothing),
            refused(16, Refusal::ContributionUnpaid),
            difference(&refused(16, Refusal::ContributionUnpaid), &settled(16)),
            settled(17),
            difference(&settled(17), &SettlementRow { bill_id: 17, ..nothing.clone() }),
            settled(18),
            settled(19),
            refused(19, Refusal::BillDuplicate),
            refused(20, outside),
        ],
    );
}

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
fn a_broken_shared_table_is_said_once() {
    let unknown = said("tables/care", "CREATE TABLE care AS SELECT * FROM care_kinds");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    let named = unknown[0].contains("care_kinds") && unknown[0].contains("`care_kind`");
    assert!(named, "{unknown:?}");
    let nameless = said("tables/care", "SELECT 1");
    assert_eq!(nameless.len(), 1, "{nameless:?}");
    assert!(nameless[0].contains("CREATE TABLE care AS SELECT"), "{nameless:?}");
}
