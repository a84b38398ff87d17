//! Rows of the roll from a life.
#![expect(clippy::arithmetic_side_effects, reason = "days stay far below 2³¹")]

use yz_records::{CategoryHeld, DiseaseCertificate, Enrolment, InsuredStatus, Person};
use yz_units::Day;

use crate::county::{Chunk, County};
use crate::irregularity::{Irregularity, IrregularityKind};
use crate::life::Life;

/// Adds the rows of a person.
pub(crate) fn add(county: &County, life: &Life, chunk: &mut Chunk) {
    let person_id = life.person_id;
    chunk.persons.push(Person {
        person_id,
        household_id: life.household_id,
        sex: life.sex,
        birth: Day::from_number(life.birth),
        death: life.death.map(Day::from_number),
        town: life.town,
        continuous_years: life.continuous_years,
        claimed_last_year: life.claimed_last_year,
        certificate: None,
        name: None,
    });
    enrolments(county, life, chunk);
    let held = life.held.iter().flatten();
    chunk.categories.extend(held.map(|held| CategoryHeld {
        person_id,
        category: held.category,
        first: Day::from_number(held.first),
        last: held.last.map(Day::from_number),
    }));
    // Without diseases there is nothing to be certified for.
    let certified = life.certified.iter().flatten().filter(|(disease, _)| *disease != 0);
    let before = chunk.certificates.len();
    chunk.certificates.extend(certified.map(|(disease, first)| DiseaseCertificate {
        person_id,
        disease: *disease,
        first: Day::from_number(*first),
        last: None,
    }));
    let own = chunk.certificates.get_mut(before..).unwrap_or_default();
    own.sort_unstable_by_key(|certificate| (certificate.first, certificate.disease));
}

fn enrolments(county: &County, life: &Life, chunk: &mut Chunk) {
    let enrolled = &life.enrolled;
    let row = Enrolment {
        person_id: life.person_id,
        first: Day::from_number(enrolled.first),
        last: Day::from_number(enrolled.last),
        status: InsuredStatus::Normal,
        paid: Some(Day::from_number(enrolled.paid)),
        contribution_fen: county.recipe.contribution_fen,
        payer: enrolled.payer,
        in_period: enrolled.in_period,
        broken_years: enrolled.broken_years,
        bought_back_years: enrolled.bought_back_years,
    };
    let mut plant = |kind| {
        let person_id = life.person_id;
        chunk.truth.push(Irregularity { kind, person_id, bill_id: None, other_bill_id: None });
    };
    if life.planted.enrolled_after_death {
        plant(IrregularityKind::EnrolledAfterDeath);
    }
    if life.planted.duplicate_enrolment {
        plant(IrregularityKind::DuplicateEnrolment);
        chunk.enrolments.push(row.clone());
    }
    if enrolled.then_suspended {
        let suspended = Enrolment {
            first: Day::from_number(enrolled.last + 1),
            last: Day::from_number(county.calendar.last),
            status: InsuredStatus::Suspended,
            ..row.clone()
        };
        chunk.enrolments.extend([row, suspended]);
    } else {
        chunk.enrolments.push(row);
    }
}
