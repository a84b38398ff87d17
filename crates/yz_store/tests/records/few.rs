//! Records that are few enough to be counted by hand.

use std::path::Path;

use yz_records::{
    Bill, CareKind, Category, CategoryHeld, Enrolment, Institution, InstitutionLevel,
    InsuredStatus, Payer, Person, Place, Refusal, SettlementRow, Sex,
};
use yz_units::{Day, Period};

use super::write;

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
pub(crate) fn visit(bill_id: i64) -> Bill {
    Bill {
        institution_id: 901,
        level: InstitutionLevel::Second,
        total_fen: 10_000,
        own_fen: 1_000,
        ..Bill::visit(bill_id, 1, day("2024-02-01"), 9_000)
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
pub(crate) fn write_roll(book: &Path) {
    write(
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
    write(
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
    write(book, None, &[held]);
}

/// A visit; a stay of five days in the county; a stay of a day far away that was corrected; then
/// all that is irregular: refused, reversed, first refused and then settled, corrected by another
/// bill, and one number that came twice.
pub(crate) fn write_bills(book: &Path) {
    write(
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
    write(
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
    write(
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
