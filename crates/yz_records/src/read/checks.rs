//! What a row must keep by itself, and beside others.

use yz_units::Day;

use super::certificate::{Certificate, CertificateError};
use super::context::Context;
use super::refusal::Reason;
use crate::row::Row;
use crate::tables::{
    Bill, BillLine, CategoryHeld, DiseaseCertificate, Enrolment, Institution, Person, SettlementRow,
};

/// Something wrong with a row, and the column by which a clerk finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The column's name.
    pub column: &'static str,
    /// What is wrong.
    pub reason: Reason,
}

/// A row that can be checked, told from others, and put in order.
pub trait Checks: Row + PartialEq {
    /// What no two rows of a table share.
    fn key(&self) -> [i64; 3];

    /// The columns of [`key`](Self::key).
    const KEY: &'static [&'static str];

    /// The order of rows on disk, as the table declares it.
    fn rank(&self) -> [i64; 4];

    /// The day to which the row belongs, where tables are kept by month.
    fn day(&self) -> Option<Day> {
        None
    }

    /// Finds what is wrong with the row by itself; values of single cells have been looked at.
    fn check(&self, _problems: &mut Vec<Problem>) {}

    /// Finds what is wrong with the row beside what else is on record.
    fn check_beside(&self, _context: &Context, _problems: &mut Vec<Problem>) {}
}

fn number(day: Day) -> i64 {
    i64::from(day.number())
}

fn span(first: Day, last: Option<Day>, column: &'static str, problems: &mut Vec<Problem>) {
    if last.is_some_and(|last| last < first) {
        problems.push(Problem { column, reason: Reason::LastBeforeFirst });
    }
}

impl Checks for Person {
    const KEY: &'static [&'static str] = &["person_id"];

    fn key(&self) -> [i64; 3] {
        [self.person_id, 0, 0]
    }

    fn rank(&self) -> [i64; 4] {
        [self.person_id, 0, 0, 0]
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        let mut wrong = |column, reason| problems.push(Problem { column, reason });
        if self.death.is_some_and(|death| death < self.birth) {
            wrong("death", Reason::DeathBeforeBirth);
        }
        let Some(text) = &self.certificate else { return };
        match Certificate::parse(text) {
            Ok(card) => {
                if card.birth != self.birth {
                    wrong("birth", Reason::BirthDiffersFromCertificate);
                }
                if card.sex != self.sex {
                    wrong("sex", Reason::SexDiffersFromCertificate);
                }
            }
            Err(CertificateError::CheckDigit) => {
                wrong("certificate", Reason::CertificateCheckDigit);
            }
            Err(CertificateError::Birth) => wrong("certificate", Reason::CertificateBirth),
            Err(CertificateError::Another) => {}
        }
    }
}

impl Checks for Enrolment {
    const KEY: &'static [&'static str] = &["person_id", "first"];

    fn key(&self) -> [i64; 3] {
        [self.person_id, number(self.first), 0]
    }

    fn rank(&self) -> [i64; 4] {
        [self.person_id, number(self.first), 0, 0]
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        span(self.first, Some(self.last), "last", problems);
    }

    fn check_beside(&self, context: &Context, problems: &mut Vec<Problem>) {
        context.person(self.person_id, problems);
    }
}

impl Checks for CategoryHeld {
    const KEY: &'static [&'static str] = &["person_id", "first", "category"];

    fn key(&self) -> [i64; 3] {
        [self.person_id, number(self.first), i64::from(self.category.code())]
    }

    fn rank(&self) -> [i64; 4] {
        [self.person_id, number(self.first), i64::from(self.category.code()), 0]
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        span(self.first, self.last, "last", problems);
    }

    fn check_beside(&self, context: &Context, problems: &mut Vec<Problem>) {
        context.person(self.person_id, problems);
    }
}

impl Checks for DiseaseCertificate {
    const KEY: &'static [&'static str] = &["person_id", "first", "disease"];

    fn key(&self) -> [i64; 3] {
        [self.person_id, number(self.first), i64::from(self.disease)]
    }

    fn rank(&self) -> [i64; 4] {
        [self.person_id, number(self.first), i64::from(self.disease), 0]
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        span(self.first, self.last, "last", problems);
    }

    fn check_beside(&self, context: &Context, problems: &mut Vec<Problem>) {
        context.person(self.person_id, problems);
    }
}

impl Checks for Institution {
    const KEY: &'static [&'static str] = &["institution_id"];

    fn key(&self) -> [i64; 3] {
        [self.institution_id, 0, 0]
    }

    fn rank(&self) -> [i64; 4] {
        [self.institution_id, 0, 0, 0]
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        span(self.agreed_first, self.agreed_last, "agreed_last", problems);
    }
}

impl Checks for Bill {
    const KEY: &'static [&'static str] = &["bill_id"];

    fn key(&self) -> [i64; 3] {
        [self.bill_id, 0, 0]
    }

    fn rank(&self) -> [i64; 4] {
        [self.person_id, number(self.date), self.bill_id, 0]
    }

    fn day(&self) -> Option<Day> {
        Some(self.date)
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        let mut wrong = |column, reason| problems.push(Problem { column, reason });
        let parts = [self.class_a_fen, self.class_b_fen, self.own_fen];
        let (sum_fen, total_fen) = (parts.into_iter().fold(0, i64::saturating_add), self.total_fen);
        if total_fen < self.class_b_fen {
            wrong("class_b_fen", Reason::ClassBAboveTotal { total_fen });
        } else if sum_fen != total_fen {
            wrong("total_fen", Reason::PartsDifferFromTotal { sum_fen, total_fen });
        }
        if self.prior_self_payment_fen.is_some_and(|prior| self.class_b_fen < prior) {
            let reason = Reason::PriorSelfPaymentAboveClassB { class_b_fen: self.class_b_fen };
            wrong("prior_self_payment_fen", reason);
        }
        if self.admitted.is_some_and(|admitted| self.date < admitted) {
            wrong("admitted", Reason::AdmissionAfterDate);
        }
    }

    fn check_beside(&self, context: &Context, problems: &mut Vec<Problem>) {
        context.person(self.person_id, problems);
        context.institution(self.institution_id, problems);
        context.stay(self.admitted, self.date, problems);
    }
}

impl Checks for BillLine {
    const KEY: &'static [&'static str] = &["bill_id", "line"];

    fn key(&self) -> [i64; 3] {
        [self.bill_id, i64::from(self.line), 0]
    }

    fn rank(&self) -> [i64; 4] {
        [self.bill_id, i64::from(self.line), 0, 0]
    }

    fn check_beside(&self, context: &Context, problems: &mut Vec<Problem>) {
        context.bill(self.bill_id, problems);
    }
}

impl Checks for SettlementRow {
    const KEY: &'static [&'static str] = &["bill_id", "sequence"];

    fn key(&self) -> [i64; 3] {
        [self.bill_id, i64::from(self.sequence), 0]
    }

    fn rank(&self) -> [i64; 4] {
        [self.person_id, number(self.date), self.bill_id, i64::from(self.sequence)]
    }

    fn day(&self) -> Option<Day> {
        Some(self.date)
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        let payers = [
            self.basic_fen,
            self.critical_fen,
            self.assistance_fen,
            self.tilt_fen,
            self.person_fen,
        ];
        let sum_fen = payers.into_iter().fold(0, i64::saturating_add);
        if sum_fen != self.total_fen {
            let reason = Reason::PayersDifferFromTotal { sum_fen, total_fen: self.total_fen };
            problems.push(Problem { column: "total_fen", reason });
        }
    }

    fn check_beside(&self, context: &Context, problems: &mut Vec<Problem>) {
        context.person(self.person_id, problems);
        context.bill(self.bill_id, problems);
        context.day(self.date, problems);
    }
}

#[cfg(test)]
mod tests {
    use yz_units::{Date, Day};

    use super::{Checks, Problem, Reason};
    use crate::codes::{CareKind, InstitutionLevel, Sex};
    use crate::read::Context;
    use crate::tables::{
        Bill, BillLine, CategoryHeld, DiseaseCertificate, Enrolment, Institution, Person,
        SettlementRow,
    };

    fn day(text: &str) -> Day {
        Day::from(text.parse::<Date>().unwrap())
    }

    fn bill() -> Bill {
        Bill {
            institution_id: 3,
            admitted: Some(day("2024-01-20")),
            kind: CareKind::Inpatient,
            level: InstitutionLevel::Second,
            total_fen: 100_000,
            class_b_fen: 30_000,
            own_fen: 10_000,
            ..Bill::visit(1, 7, day("2024-01-31"), 60_000)
        }
    }

    fn person() -> Person {
        Person {
            person_id: 7,
            household_id: 2,
            sex: Sex::Female,
            birth: day("1949-12-31"),
            death: None,
            town: 1,
            continuous_years: 3,
            claimed_last_year: false,
            certificate: Some("11010519491231002X".into()),
            name: Some("张小三".into()),
        }
    }

    fn found(row: &impl Checks) -> Vec<(&'static str, Reason)> {
        let mut problems = Vec::new();
        row.check(&mut problems);
        problems.iter().map(|problem: &Problem| (problem.column, problem.reason)).collect()
    }

    #[test]
    fn parts_of_a_bill_add_up_to_the_fen() {
        assert_eq!(found(&bill()), []);
        // 600.00 + 300.01 + 100.00 = 1,000.01
        let wrong = Bill { class_b_fen: 30_001, ..bill() };
        let reason = Reason::PartsDifferFromTotal { sum_fen: 100_001, total_fen: 100_000 };
        assert_eq!(found(&wrong), [("total_fen", reason)]);
        let wrong = Bill { class_b_fen: 100_001, ..bill() };
        let reason = Reason::ClassBAboveTotal { total_fen: 100_000 };
        assert_eq!(found(&wrong), [("class_b_fen", reason)]);
        let edge = Bill { class_a_fen: 0, class_b_fen: 100_000, own_fen: 0, ..bill() };
        assert_eq!(found(&edge), []);
        let prior = Bill { prior_self_payment_fen: Some(30_001), ..bill() };
        let reason = Reason::PriorSelfPaymentAboveClassB { class_b_fen: 30_000 };
        assert_eq!(found(&prior), [("prior_self_payment_fen", reason)]);
    }

    #[test]
    fn a_stay_may_be_of_one_day_and_not_of_less() {
        let one = Bill { admitted: Some(day("2024-01-31")), ..bill() };
        assert_eq!(found(&one), []);
        let less = Bill { admitted: Some(day("2024-02-01")), ..bill() };
        assert_eq!(found(&less), [("admitted", Reason::AdmissionAfterDate)]);
    }

    #[test]
    fn the_card_tells_birth_and_sex() {
        assert_eq!(found(&person()), []);
        let wrong = Person { sex: Sex::Male, birth: day("1949-12-30"), ..person() };
        assert_eq!(
            found(&wrong),
            [
                ("birth", Reason::BirthDiffersFromCertificate),
                ("sex", Reason::SexDiffersFromCertificate),
            ]
        );
        let wrong = Person { certificate: Some("110105194912310021".into()), ..person() };
        assert_eq!(found(&wrong), [("certificate", Reason::CertificateCheckDigit)]);
        let other = Person { certificate: Some("E12345678".into()), ..person() };
        assert_eq!(found(&other), []);
        let dead = Person { death: Some(day("1949-12-30")), ..person() };
        assert_eq!(found(&dead), [("death", Reason::DeathBeforeBirth)]);
    }

    #[test]
    fn nobody_is_unknown_where_nobody_is_on_record() {
        let beside = |context: &Context, row: &Bill| {
            let mut problems = Vec::new();
            row.check_beside(context, &mut problems);
            problems.iter().map(|problem| problem.reason.name()).collect::<Vec<_>>()
        };
        assert_eq!(beside(&Context::default(), &bill()), Vec::<&str>::new());
        let context = Context {
            persons: Some([1, 9, 7].into_iter().collect()),
            institutions: Some([4].into_iter().collect()),
            bills: None,
            period: Some((day("2024-01-01"), day("2024-12-31"))),
        };
        assert_eq!(beside(&context, &bill()), ["institution_unknown"]);
        let over_the_turn = Bill { date: day("2025-01-01"), ..bill() };
        assert_eq!(beside(&context, &over_the_turn), ["institution_unknown"]);
        let wrong = Bill { person_id: 8, admitted: None, ..over_the_turn };
        assert_eq!(
            beside(&context, &wrong),
            ["person_unknown", "institution_unknown", "outside_period"]
        );
        let edge = Bill { institution_id: 4, date: day("2024-12-31"), ..bill() };
        assert_eq!(beside(&context, &edge), Vec::<&str>::new());
    }

    /// The key has the columns that it names, and the order begins as the table declares.
    fn agrees<R: Checks>() {
        for column in R::KEY.iter().chain(R::TABLE.order) {
            assert!(R::TABLE.index(column).is_some(), "{}: {column}", R::TABLE.name);
        }
        let cells = |seed: i64| {
            let one = |(index, column): (usize, &crate::Column)| {
                let index = i64::try_from(index).unwrap();
                match column.holds {
                    crate::Holds::Text => crate::Value::Text("x".into()),
                    crate::Holds::Flag => crate::Value::Integer(0),
                    crate::Holds::Code(list) => crate::Value::Integer(list.codes[1].0.into()),
                    _ => crate::Value::Integer(seed.saturating_add(index)),
                }
            };
            R::TABLE.columns.iter().enumerate().map(one).collect::<Vec<_>>()
        };
        let number = |cells: &[crate::Value], name: &str| match cells[R::TABLE.index(name).unwrap()]
        {
            crate::Value::Integer(number) => number,
            _ => 0,
        };
        let cells = cells(40);
        let row = R::from_cells(&cells).unwrap();
        let wanted: Vec<i64> = R::KEY.iter().map(|name| number(&cells, name)).collect();
        assert_eq!(row.key()[..wanted.len()], wanted, "{}", R::TABLE.name);
        let wanted: Vec<i64> = R::TABLE.order.iter().map(|name| number(&cells, name)).collect();
        assert_eq!(row.rank()[..wanted.len()], wanted, "{}", R::TABLE.name);
    }

    #[test]
    fn key_and_rank_are_of_the_columns_that_the_table_names() {
        agrees::<Person>();
        agrees::<Enrolment>();
        agrees::<CategoryHeld>();
        agrees::<DiseaseCertificate>();
        agrees::<Institution>();
        agrees::<Bill>();
        agrees::<BillLine>();
        agrees::<SettlementRow>();
    }
}
