//! Every line of the table of truth is really in the rows.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "sums of a test's own")]

use std::collections::BTreeMap;

use yz_county::{Chunk, Content, County, DISEASES, Irregularity, IrregularityKind, Recipe};
use yz_records::{Bill, CareKind, Institution, Person};

struct Rows {
    rows: Chunk,
    institutions: Vec<Institution>,
}

impl Rows {
    fn bill(&self, id: Option<i64>) -> &Bill {
        self.rows.bills.iter().find(|bill| Some(bill.bill_id) == id).unwrap()
    }

    fn person(&self, planted: &Irregularity) -> &Person {
        let is = |person: &&Person| person.person_id == planted.person_id;
        self.rows.persons.iter().find(is).unwrap()
    }

    fn institution(&self, bill: &Bill) -> &Institution {
        let is = |place: &&Institution| place.institution_id == bill.institution_id;
        self.institutions.iter().find(is).unwrap()
    }

    /// Whether what was planted is there.
    fn shows(&self, planted: &Irregularity) -> bool {
        let of_person = |id: i64| id == planted.person_id;
        let (bill, other) = (planted.bill_id, planted.other_bill_id);
        match planted.kind {
            IrregularityKind::DuplicateEnrolment => {
                let rows = self.rows.enrolments.iter().filter(|row| of_person(row.person_id));
                let rows: Vec<_> = rows.collect();
                2 <= rows.len() && rows[0].first == rows[1].first && rows[0].last == rows[1].last
            }
            IrregularityKind::EnrolledAfterDeath => {
                let death = self.person(planted).death.unwrap();
                let mut rows = self.rows.enrolments.iter().filter(|row| of_person(row.person_id));
                rows.all(|row| death < row.first && death < row.last)
            }
            IrregularityKind::BillAfterDeath => {
                let death = self.person(planted).death.unwrap();
                death.number() + 1 < self.bill(bill).date.number()
            }
            IrregularityKind::OverlappingStays => {
                let (one, two) = (self.bill(bill), self.bill(other));
                one.institution_id != two.institution_id
                    && one.admitted.unwrap() < two.date
                    && two.admitted.unwrap() < one.date
            }
            IrregularityKind::SplitAdmission => {
                let (after, before) = (self.bill(bill), self.bill(other));
                after.institution_id == before.institution_id && after.admitted == Some(before.date)
            }
            IrregularityKind::VisitDuringStay => {
                let (visit, stay) = (self.bill(bill), self.bill(other));
                visit.kind == CareKind::Outpatient
                    && stay.admitted.unwrap() < visit.date
                    && visit.date < stay.date
            }
            IrregularityKind::DuplicateBill => {
                let (again, first) = (self.bill(bill), self.bill(other));
                *first == Bill { bill_id: first.bill_id, ..again.clone() }
                    && first.bill_id < again.bill_id
            }
            IrregularityKind::OtherSexDisease => {
                let number = self.bill(bill).disease;
                let disease = DISEASES.iter().find(|disease| disease.number == number).unwrap();
                disease.sex.unwrap() != self.person(planted).sex
            }
            IrregularityKind::ExcessiveVisits => {
                let visits = self.rows.bills.iter();
                visits.filter(|bill| of_person(bill.person_id)).count() > 120
            }
            IrregularityKind::UpcodedLevel => {
                let bill = self.bill(bill);
                self.institution(bill).level < bill.level
            }
        }
    }
}

#[test]
fn what_is_planted_is_found() {
    let mut recipe = Recipe::small(12, 6_000);
    let rates = &mut recipe.irregularities;
    rates.duplicate_enrolment_ppm = 10_000;
    rates.enrolled_after_death_ppm = 10_000;
    rates.bill_after_death_ppm = 900_000;
    rates.overlapping_stays_ppm = 20_000;
    rates.split_admission_ppm = 20_000;
    rates.visit_during_stay_ppm = 20_000;
    rates.duplicate_bill_ppm = 20_000;
    rates.other_sex_disease_ppm = 10_000;
    rates.excessive_visits_ppm = 5_000;
    rates.upcoded_level_ppm = 20_000;
    let county = County::new(recipe).unwrap();
    let rows = county.part(0..county.groups(), Content::Bills);
    let rows = Rows { rows, institutions: county.institutions().to_vec() };
    let mut counts = BTreeMap::new();
    for planted in &rows.rows.truth {
        assert!(rows.shows(planted), "{planted:?}");
        *counts.entry(planted.kind).or_insert(0) += 1;
    }
    for kind in IrregularityKind::ALL {
        let count = counts.get(&kind).copied().unwrap_or(0);
        assert!(5 < count, "{} was planted {count} times", kind.name());
    }
    // A wrong level is nowhere else.
    let wrong = rows.rows.bills.iter().filter(|bill| rows.institution(bill).level != bill.level);
    assert_eq!(wrong.count(), counts[&IrregularityKind::UpcodedLevel]);
}

#[test]
fn a_truth_that_is_not_there_would_be_seen() {
    let county = County::new(Recipe::small(12, 500).clean()).unwrap();
    let rows = county.part(0..county.groups(), Content::Bills);
    let (person_id, bill) = (rows.bills[0].person_id, rows.bills[0].bill_id);
    let rows = Rows { rows, institutions: county.institutions().to_vec() };
    let lie =
        |kind| Irregularity { kind, person_id, bill_id: Some(bill), other_bill_id: Some(bill) };
    for kind in [
        IrregularityKind::DuplicateEnrolment,
        IrregularityKind::DuplicateBill,
        IrregularityKind::ExcessiveVisits,
        IrregularityKind::UpcodedLevel,
    ] {
        assert!(!rows.shows(&lie(kind)), "{}", kind.name());
    }
}
