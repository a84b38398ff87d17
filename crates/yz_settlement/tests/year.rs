//! A person's year: order, late bills, corrections, reversals, and who is insured when. Every
//! amount is worked out by hand, and the working stands beside it.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

use std::collections::BTreeMap;

use yz_records::{
    Bill, CareKind, Category, Enrolment, Institution, InstitutionLevel, InsuredStatus, Payer,
    Person, Place, Refusal, SettlementRow, Sex,
};
use yz_settlement::{PersonYear, Plan};
use yz_units::{Date, Day};

/// Stays at 1,000 yuan deductible and 50 %, at most 10,000 yuan a year; newborns within 90 days;
/// three months of waiting.
const BENEFITS: &str = r#"
name = "test"
title.zh = "测试"
region = "510000"
from = 2024-01-01
until = 2024-12-31
synthetic = true
source = "yizhang"
article = "测试"
verified = true
covers = ["inpatient"]

[catalogue]
class_b_percent = "10"

[[deductible]]
per = "admission"
amount = "1000.00"

[[ratio]]
percent = "50"

[annual_ceiling]
amount = "10000.00"

[waiting]
months = 3

[newborn]
days = 90
"#;

fn day(text: &str) -> Day {
    Day::from(text.parse::<Date>().unwrap())
}

fn person(birth: &str, death: Option<&str>) -> Person {
    Person {
        person_id: 7,
        household_id: 1,
        sex: Sex::Female,
        birth: day(birth),
        death: death.map(day),
        town: 1,
        continuous_years: 0,
        claimed_last_year: false,
        certificate: None,
        name: None,
    }
}

fn enrolment(first: &str, paid: &str, in_period: bool) -> Enrolment {
    Enrolment {
        person_id: 7,
        first: day(first),
        last: day("2024-12-31"),
        status: InsuredStatus::Normal,
        paid: Some(day(paid)),
        contribution_fen: 40_000,
        payer: Payer::Own,
        in_period,
        broken_years: 0,
        bought_back_years: 0,
    }
}

/// A stay of class A only.
fn stay(bill_id: i64, admitted: &str, date: &str, yuan: i64) -> Bill {
    let visit = Bill::visit(bill_id, 7, day(date), yuan * 100);
    let admitted = Some(day(admitted));
    Bill { admitted, kind: CareKind::Inpatient, level: InstitutionLevel::Second, ..visit }
}

/// The world around the bills of one person.
struct World {
    plan: Plan,
    person: Person,
    enrolments: Vec<Enrolment>,
    institutions: BTreeMap<i64, Institution>,
    bills: Vec<Bill>,
}

impl World {
    fn new(bills: Vec<Bill>) -> Self {
        let hospital = Institution {
            institution_id: 1,
            code: None,
            name: "虚构医院".into(),
            level: InstitutionLevel::Second,
            place: Place::Local,
            town: None,
            agreed_first: day("2020-01-01"),
            agreed_last: None,
        };
        Self {
            plan: Plan::load("benefits/test.toml", BENEFITS).unwrap(),
            person: person("1984-01-01", None),
            enrolments: vec![enrolment("2024-01-01", "2023-11-01", true)],
            institutions: BTreeMap::from([(1, hospital)]),
            bills,
        }
    }

    fn year(&self) -> PersonYear<'_> {
        PersonYear {
            plan: &self.plan,
            person: Some(&self.person),
            enrolments: &self.enrolments,
            certificates: &[],
            institutions: &self.institutions,
            bills: &self.bills,
        }
    }

    /// What the fund pays for each bill, in the order of settlement.
    fn paid(&self) -> Vec<(i64, Result<i64, Refusal>)> {
        let row = |place: &yz_settlement::Standing<'_>| {
            (place.bill.bill_id, place.settlement.map(|done| done.basic_fen))
        };
        self.year().settle().iter().map(row).collect()
    }
}

fn yuan(rows: &[SettlementRow]) -> Vec<(i64, i32, i64, i64)> {
    rows.iter()
        .map(|row| (row.bill_id, row.sequence, row.basic_fen / 100, row.person_fen / 100))
        .collect()
}

#[test]
fn bills_are_taken_by_date_and_then_by_number_whatever_the_order_of_arrival() {
    // 1: (9,000 - 1,000) × 50 % = 4,000;  2: (13,000 - 1,000) × 50 % = 6,000, which reaches the
    // ceiling of 10,000 exactly;  3: nothing is left.
    let bills = vec![
        stay(3, "2024-06-01", "2024-06-10", 5_000),
        stay(2, "2024-03-01", "2024-03-10", 13_000),
        stay(1, "2024-02-20", "2024-02-29", 9_000),
    ];
    let expected = [(1, Ok(400_000)), (2, Ok(600_000)), (3, Ok(0))];
    for turn in 0..3 {
        let mut bills = bills.clone();
        bills.rotate_left(turn);
        assert_eq!(World::new(bills).paid(), expected);
    }
}

#[test]
fn replay_gives_the_same_settlement() {
    let bills: Vec<Bill> = (0..40)
        .map(|number| {
            let month = number % 12 + 1;
            let date = format!("2024-{month:02}-{:02}", number % 28 + 1);
            stay(number, &date, &date, 1_000 + number * 337)
        })
        .collect();
    let world = World::new(bills.clone());
    let mut reversed = bills;
    reversed.reverse();
    assert_eq!(world.paid(), World::new(reversed).paid());
    let rows = world.year().corrections(&[]);
    assert_eq!(rows.len(), 40);
    assert_eq!(world.year().corrections(&rows), []);
}

#[test]
fn a_late_bill_changes_the_bills_after_it() {
    // On record: 2: (13,000 - 1,000) × 50 % = 6,000; 3: (9,000 - 1,000) × 50 % = 4,000.
    let mut world = World::new(vec![
        stay(2, "2024-03-01", "2024-03-10", 13_000),
        stay(3, "2024-06-01", "2024-06-10", 9_000),
    ]);
    let mut rows = world.year().corrections(&[]);
    assert_eq!(yuan(&rows), [(2, 0, 6_000, 7_000), (3, 0, 4_000, 5_000)]);
    // Bill 4 of February comes late: (5,000 - 1,000) × 50 % = 2,000 are paid before the others, so
    // that the ceiling leaves 10,000 - 2,000 - 6,000 = 2,000 for bill 3, which is 2,000 less.
    world.bills.push(stay(4, "2024-02-01", "2024-02-10", 5_000));
    let late = world.year().corrections(&rows);
    assert_eq!(yuan(&late), [(4, 0, 2_000, 3_000), (3, 1, -2_000, 2_000)]);
    rows.extend(late);
    assert_eq!(world.year().corrections(&rows), []);
}

#[test]
fn the_reversal_of_the_bill_that_crossed_the_ceiling_gives_the_later_ones_their_due() {
    // 1: (19,000 - 1,000) × 50 % = 9,000;  2: 4,000, of which the ceiling leaves 1,000;  3: 0 of
    // (3,000 - 1,000) × 50 % = 1,000.
    let mut world = World::new(vec![
        stay(1, "2024-01-01", "2024-01-10", 19_000),
        stay(2, "2024-02-01", "2024-02-10", 9_000),
        stay(3, "2024-03-01", "2024-03-10", 3_000),
    ]);
    let mut rows = world.year().corrections(&[]);
    assert_eq!(yuan(&rows), [(1, 0, 9_000, 10_000), (2, 0, 1_000, 8_000), (3, 0, 0, 3_000)]);
    // Bill 2 is taken back: its 1,000 return, and bill 3 gets its 1,000.
    let reversal = Bill { reverses: Some(2), ..stay(9, "2024-02-01", "2024-02-10", 9_000) };
    world.bills.push(reversal);
    let correcting = world.year().corrections(&rows);
    assert_eq!(yuan(&correcting), [(3, 1, 1_000, -1_000), (2, 1, -1_000, -8_000)]);
    rows.extend(correcting);
    assert_eq!(world.year().corrections(&rows), []);
    // What is on record for the reversed bill adds up to nothing, column by column.
    let sum: i64 = rows.iter().filter(|row| row.bill_id == 2).map(|row| row.total_fen).sum();
    assert_eq!(sum, 0);
}

#[test]
fn a_second_bill_of_a_number_changes_nothing_that_is_on_record() {
    let mut world = World::new(vec![stay(1, "2024-01-01", "2024-01-05", 3_000)]);
    let recorded = world.year().corrections(&[]);
    // (3,000 - 1,000) x 50 %
    assert_eq!(recorded.iter().map(|row| row.basic_fen).collect::<Vec<_>>(), [100_000]);
    world.bills.push(stay(1, "2024-02-01", "2024-02-05", 3_000));
    assert_eq!(world.paid(), [(1, Ok(100_000)), (1, Err(Refusal::BillDuplicate))], "it is refused");
    assert_eq!(world.year().corrections(&recorded), []);
}

#[test]
fn a_correction_takes_the_place_of_its_bill() {
    // 1: 4,000;  2: 6,000. Bill 5 corrects bill 1 to 11,000 yuan: (11,000 - 1,000) × 50 % = 5,000,
    // and leaves 10,000 - 5,000 = 5,000 for bill 2, which is 1,000 less.
    let mut world = World::new(vec![
        stay(1, "2024-02-20", "2024-02-29", 9_000),
        stay(2, "2024-02-20", "2024-02-29", 13_000),
    ]);
    world.bills[1].admitted = Some(day("2024-02-29"));
    let rows = world.year().corrections(&[]);
    assert_eq!(yuan(&rows), [(1, 0, 4_000, 5_000), (2, 0, 6_000, 7_000)]);
    let correction = Bill { corrects: Some(1), ..stay(5, "2024-02-20", "2024-02-29", 11_000) };
    world.bills.push(correction);
    assert_eq!(
        yuan(&world.year().corrections(&rows)),
        [(5, 0, 5_000, 6_000), (2, 1, -1_000, 1_000), (1, 1, -4_000, -5_000)]
    );
}

#[test]
fn a_stay_across_the_year_end_belongs_to_the_year_of_its_discharge() {
    let before = stay(1, "2023-12-20", "2024-01-05", 3_000);
    let after = stay(2, "2024-12-28", "2025-01-03", 3_000);
    let mut world = World::new(vec![before, after]);
    assert_eq!(world.paid(), [(1, Ok(100_000)), (2, Err(Refusal::OutsideBenefitYear))]);
    let by_admission =
        BENEFITS.replace("[catalogue]", "stay_across_year = \"admission\"\n[catalogue]");
    world.plan = Plan::load("benefits/test.toml", &by_admission).unwrap();
    world.enrolments[0].last = day("2025-12-31");
    assert_eq!(world.paid(), [(1, Err(Refusal::OutsideBenefitYear)), (2, Ok(100_000))]);
}

#[test]
fn death_on_the_day_of_discharge_is_covered_and_the_day_after_is_not() {
    let mut world = World::new(vec![
        stay(1, "2024-05-01", "2024-05-20", 3_000),
        stay(2, "2024-05-21", "2024-05-21", 3_000),
    ]);
    world.person = person("1984-01-01", Some("2024-05-20"));
    assert_eq!(world.paid(), [(1, Ok(100_000)), (2, Err(Refusal::AfterDeath))]);
}

#[test]
fn a_newborn_enrolled_within_ninety_days_is_covered_from_birth() {
    // Born on 1 March; 90 days later is 30 May (30 days left in March, 30, 30).
    let mut world = World::new(vec![stay(1, "2024-03-01", "2024-03-09", 3_000)]);
    world.person = person("2024-03-01", None);
    world.enrolments = vec![enrolment("2024-05-30", "2024-05-30", false)];
    assert_eq!(world.paid(), [(1, Ok(100_000))]);
    world.enrolments = vec![enrolment("2024-05-31", "2024-05-31", false)];
    assert_eq!(world.paid(), [(1, Err(Refusal::NotEnrolled))]);
}

#[test]
fn who_pays_outside_the_period_waits_three_months() {
    // Paid on 30 November 2023: the first covered day is 29 February 2024, which has no 30th.
    let mut world = World::new(vec![
        stay(1, "2024-02-20", "2024-02-28", 3_000),
        stay(2, "2024-02-29", "2024-02-29", 3_000),
    ]);
    world.enrolments = vec![enrolment("2023-12-01", "2023-11-30", false)];
    assert_eq!(world.paid(), [(1, Err(Refusal::WaitingPeriod)), (2, Ok(100_000))]);
    world.bills[0].category = Category::MinimumLiving;
    assert_eq!(world.paid()[0], (1, Ok(100_000)));
}

#[test]
fn a_bill_has_one_cause_and_the_first_in_the_order() {
    let mut world = World::new(vec![stay(1, "2024-05-02", "2024-05-01", 3_000)]);
    let cause = |world: &World| world.paid()[0].1.unwrap_err();
    world.person = person("1984-01-01", Some("2024-01-01"));
    world.institutions.clear();
    world.enrolments.clear();
    world.bills[0].own_fen = -1;
    assert_eq!(cause(&world), Refusal::AmountNegative);
    world.bills[0].own_fen = 1;
    assert_eq!(cause(&world), Refusal::PartsDifferFromTotal);
    world.bills[0].own_fen = 0;
    assert_eq!(cause(&world), Refusal::DischargeBeforeAdmission);
    world.bills[0].admitted = None;
    assert_eq!(cause(&world), Refusal::InstitutionUnknown);
    world.institutions = World::new(Vec::new()).institutions;
    assert_eq!(cause(&world), Refusal::AfterDeath);
    world.person.death = None;
    assert_eq!(cause(&world), Refusal::NotEnrolled);
    world.enrolments = vec![enrolment("2024-01-01", "2023-11-01", true)];
    world.enrolments[0].status = InsuredStatus::Suspended;
    assert_eq!(cause(&world), Refusal::EnrolmentSuspended);
    world.enrolments[0].paid = None;
    assert_eq!(cause(&world), Refusal::ContributionUnpaid);
    world.enrolments = vec![enrolment("2024-01-01", "2023-11-01", true)];
    world.bills[0].kind = CareKind::Chronic;
    assert_eq!(cause(&world), Refusal::KindNotCovered);
}

#[test]
fn what_if_asks_anew_whether_the_bill_is_settled_at_all() {
    let bills = vec![stay(1, "2024-01-01", "2024-01-05", 3_000)];
    let mut world = World::new(bills);
    let other_level = |bill: &mut Bill| bill.level = InstitutionLevel::Third;
    let explained = world.year().explain(1, other_level).unwrap();
    // Another level is another hospital, and not a bill that claims a wrong one. All levels are
    // paid alike: (3,000 - 1,000) x 50 % = 1,000.
    assert_eq!((explained.refusal, explained.settlement.basic_fen), (None, 100_000));
    let visit = |bill: &mut Bill| bill.kind = CareKind::Outpatient;
    let explained = world.year().explain(1, visit).unwrap();
    assert_eq!(explained.refusal, Some(Refusal::KindNotCovered));
    assert_eq!(explained.settlement.person_fen, 300_000);
    // Refused as it is, settled as it might have been.
    world.bills[0].kind = CareKind::Chronic;
    let stay = |bill: &mut Bill| bill.kind = CareKind::Inpatient;
    assert_eq!(world.year().explain(1, |_| {}).unwrap().refusal, Some(Refusal::KindNotCovered));
    assert_eq!(world.year().explain(1, stay).unwrap().settlement.basic_fen, 100_000);
}

#[test]
fn a_disease_is_asked_about_on_its_own_kind_of_care_only() {
    let listed = format!(
        "{BENEFITS}\n[[disease]]\nnumber = 5\nname = \"dialysis\"\ntitle.zh = \"透析\"\n\
         kind = \"chronic\"\ncertified = true\n"
    )
    .replace("covers = [\"inpatient\"]", "covers = [\"inpatient\", \"chronic\"]");
    let stay = Bill { disease: 5, ..stay(1, "2024-01-01", "2024-01-05", 3_000) };
    let visit = Bill { bill_id: 2, kind: CareKind::Chronic, admitted: None, ..stay.clone() };
    let mut world = World::new(vec![stay, visit]);
    world.plan = Plan::load("benefits/test.toml", &listed).unwrap();
    // Nobody certified the person: the visit is refused for it, the stay is not, and is paid
    // (3,000 - 1,000) x 50 % = 1,000.
    assert_eq!(world.paid(), [(1, Ok(100_000)), (2, Err(Refusal::DiseaseNotCertified))]);
}

#[test]
fn an_explanation_gives_each_step_with_its_working() {
    let world = World::new(vec![
        stay(1, "2024-01-01", "2024-01-10", 19_000),
        stay(2, "2024-02-01", "2024-02-10", 9_000),
    ]);
    let explained = world.year().explain(2, |_| {}).unwrap();
    assert_eq!(explained.number, 2);
    assert_eq!(explained.settlement.basic_fen, 100_000);
    let workings: Vec<&str> = explained.steps.iter().map(|step| step.working.zh.as_str()).collect();
    assert_eq!(
        workings,
        [
            "甲类9,000.00元 + 乙类0.00元 − 乙类先行自付0.00元（0.00元 × 10%）= 9,000.00元",
            "年度第2次住院，起付线1,000.00元",
            "8,000.00元 × 50% = 4,000.00元",
            "年度最高支付限额10,000.00元，此前已付9,000.00元，本次只能支付1,000.00元",
            "9,000.00元 − 基本医保1,000.00元 − 大病保险0.00元 − 医疗救助0.00元 − 倾斜救助0.00元 \
             = 8,000.00元",
        ]
    );
    // What if the bill had been of 2,000 yuan: (2,000 - 1,000) × 50 % = 500, within the ceiling.
    let smaller = |bill: &mut Bill| {
        (bill.total_fen, bill.class_a_fen) = (200_000, 200_000);
    };
    assert_eq!(world.year().explain(2, smaller).unwrap().settlement.basic_fen, 50_000);
}
