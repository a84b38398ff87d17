//! A reform counted over a handful of persons, worked out by hand.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

use std::collections::BTreeMap;

use yz_records::{
    Bill, Enrolment, Institution, InstitutionLevel, InsuredStatus, Payer, Person, Place, Sex,
};
use yz_settlement::{Dimension, PersonYear, Plan, Reform, Simulation};
use yz_units::Day;

const BENEFITS: &str = r#"
name = "today"
title.zh = "现行"
region = "510000"
from = 2024-01-01
until = 2024-12-31
source = "yizhang"
article = "测试"
verified = true
covers = ["outpatient"]
catalogue.class_b_percent = "10"

[[deductible]]
per = "none"

[[ratio]]
level = [1]
percent = "60"

[[ratio]]
level = [2, 3, 4]
percent = "50"
"#;

/// First level 60 % → 70 %, above it 50 % → 40 %.
const REFORM: &str = r#"
name = "nearer"
title.zh = "向基层倾斜"

[[change]]
table = "ratio"
where = { level = [1] }
set = { percent = "70" }

[[change]]
table = "ratio"
where = { level = [2, 3, 4] }
set = { percent = "40" }
"#;

/// 1 January 2024.
const FIRST: i32 = 19_723;

fn person(person_id: i64, town: i32) -> Person {
    Person {
        person_id,
        household_id: person_id,
        sex: Sex::Male,
        birth: Day::from_number(0),
        death: None,
        town,
        continuous_years: 0,
        claimed_last_year: false,
        certificate: None,
        name: None,
    }
}

fn visit(person_id: i64, level: InstitutionLevel, yuan: i64) -> Bill {
    let bill_id = person_id * 10 + i64::from(level.code());
    let visit = Bill::visit(bill_id, person_id, Day::from_number(FIRST), yuan * 100);
    Bill { institution_id: i64::from(level.code()), level, age: 53, ..visit }
}

fn enrolment(person_id: i64) -> Enrolment {
    Enrolment {
        person_id,
        first: Day::from_number(FIRST),
        last: Day::from_number(FIRST + 365),
        status: InsuredStatus::Normal,
        paid: Some(Day::from_number(FIRST - 60)),
        contribution_fen: 40_000,
        payer: Payer::Own,
        in_period: true,
        broken_years: 0,
        bought_back_years: 0,
    }
}

fn institutions() -> BTreeMap<i64, Institution> {
    let institution = |level: &InstitutionLevel| {
        let number = i64::from(level.code());
        let institution = Institution {
            institution_id: number,
            code: None,
            name: "虚构医院".into(),
            level: *level,
            place: Place::Local,
            town: None,
            agreed_first: Day::from_number(0),
            agreed_last: None,
        };
        (number, institution)
    };
    InstitutionLevel::ALL.iter().map(institution).collect()
}

/// Each person's year under both plans, counted.
fn count(persons: &[(Person, Vec<Bill>)]) -> Simulation {
    let today = Plan::load("benefits/today.toml", BENEFITS).unwrap();
    let reform = Reform::read("reform.toml", REFORM).unwrap();
    let then = Plan::load("reformed", &reform.apply(BENEFITS).unwrap()).unwrap();
    let institutions = institutions();
    let mut simulation = Simulation::new(2);
    for (person, bills) in persons {
        let enrolments = [enrolment(person.person_id)];
        let year = |plan| PersonYear {
            plan,
            person: Some(person),
            enrolments: &enrolments,
            certificates: &[],
            institutions: &institutions,
            bills,
        };
        simulation.count(&[year(&today), year(&then)]);
    }
    simulation
}

#[test]
fn winners_and_losers_add_up_to_what_the_fund_pays_more_or_less() {
    use InstitutionLevel::{First, Second};
    // Person 1 at the first level: 100 yuan, bears 40, then 30: wins 10.
    // Person 2 above it: 200 yuan, bears 100, then 120: loses 20.
    // Person 3 at both, 100 yuan each: bears 40 + 50 = 90, then 30 + 60 = 90: unchanged.
    // Person 4 has no bill and is not counted among the persons.
    let persons = [
        (person(1, 7), vec![visit(1, First, 100)]),
        (person(2, 7), vec![visit(2, Second, 200)]),
        (person(3, 8), vec![visit(3, First, 100), visit(3, Second, 100)]),
        (person(4, 8), vec![]),
    ];
    let simulation = count(&persons);
    assert_eq!(simulation.persons(), 3);
    let fund: Vec<i64> = simulation.whole().iter().map(|sums| sums.fund_fen() / 100).collect();
    // 60 + 100 + 60 + 50 = 270 today; 70 + 80 + 70 + 40 = 260 then.
    assert_eq!(fund, [270, 260]);
    let change = simulation.change(1);
    assert_eq!((change.winners, change.losers, change.unchanged), (1, 1, 1));
    assert_eq!((change.gained_fen, change.lost_fen), (1_000, 2_000));
    assert_eq!(change.deciles.iter().map(|decile| decile.persons).sum::<i64>(), 3);
    assert_eq!(change.deciles.iter().map(|decile| decile.change_fen).sum::<i64>(), 1_000);
    let towns: Vec<(i64, i64)> = simulation
        .by(Dimension::Town)
        .iter()
        .map(|(town, sums)| (*town, sums[1].fund_fen() / 100 - sums[0].fund_fen() / 100))
        .collect();
    assert_eq!(towns, [(7, -10), (8, 0)]);
    let ages: Vec<(i64, i64)> =
        simulation.by(Dimension::Age).iter().map(|(age, sums)| (*age, sums[0].bills)).collect();
    assert_eq!(ages, [(50, 4)]);
}

#[test]
fn the_result_does_not_depend_on_how_the_population_was_cut() {
    let persons: Vec<(Person, Vec<Bill>)> = (1..60)
        .map(|id| {
            let level = InstitutionLevel::ALL[usize::try_from(id % 4).unwrap()];
            (person(id, 1), vec![visit(id, level, 10 + id * 7)])
        })
        .collect();
    let whole = count(&persons);
    let (first, rest) = persons.split_at(23);
    let mut parts = count(rest);
    parts.merge(count(first));
    assert_eq!(whole.whole(), parts.whole());
    assert_eq!(whole.change(1), parts.change(1));
    for dimension in Dimension::ALL {
        assert_eq!(whole.by(dimension), parts.by(dimension));
    }
}
