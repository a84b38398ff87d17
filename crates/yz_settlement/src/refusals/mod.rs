//! Why a bill is not settled: one cause each, in a fixed order of precedence.
//!
//! The order is the order of the numbers of [`Refusal`], and stands in `docs/settlement.md`.

mod amounts;
mod care;
mod coverage;
mod who;

use yz_records::{Bill, DiseaseCertificate, Enrolment, Institution, Person, Refusal};

use crate::plan::Plan;

/// What is known around a bill.
#[derive(Debug, Clone, Copy)]
pub struct Context<'r> {
    /// The person; none where nobody has the number.
    pub person: Option<&'r Person>,
    /// The person's enrolments.
    pub enrolments: &'r [Enrolment],
    /// The diseases that the person is certified for.
    pub certificates: &'r [DiseaseCertificate],
    /// The institution; none where none has the number.
    pub institution: Option<&'r Institution>,
    /// The bills of the person and year that were settled before this one, in their order.
    pub earlier: &'r [&'r Bill],
}

/// A cause, and the question whether it holds.
type Question = (Refusal, fn(&Plan, &Bill, &Context<'_>) -> bool);

/// Every cause in the order in which it is asked.
const QUESTIONS: [Question; 22] = [
    (Refusal::AmountNegative, amounts::is_negative),
    (Refusal::PartsDifferFromTotal, amounts::parts_differ),
    (Refusal::ClassBAboveTotal, amounts::class_b_is_above),
    (Refusal::DischargeBeforeAdmission, amounts::ends_before_it_begins),
    (Refusal::BillDuplicate, amounts::is_duplicate),
    (Refusal::OutsideBenefitYear, amounts::is_outside_year),
    (Refusal::PersonUnknown, who::person_is_unknown),
    (Refusal::InstitutionUnknown, who::institution_is_unknown),
    (Refusal::InstitutionWithoutAgreement, who::institution_has_no_agreement),
    (Refusal::LevelDiffersFromInstitution, who::level_differs),
    (Refusal::AfterDeath, who::has_died),
    (Refusal::BeforeBirth, who::is_unborn),
    (Refusal::NotEnrolled, coverage::is_not_enrolled),
    (Refusal::ContributionUnpaid, coverage::is_unpaid),
    (Refusal::EnrolmentSuspended, coverage::is_suspended),
    (Refusal::WaitingPeriod, coverage::is_waiting),
    (Refusal::KindNotCovered, care::kind_is_not_covered),
    (Refusal::DiseaseNotListed, care::disease_is_not_listed),
    (Refusal::DiseaseNotCertified, care::disease_is_not_certified),
    (Refusal::SexOrAgeNotFitting, care::sex_or_age_does_not_fit),
    (Refusal::StayOverlapsStay, care::stay_overlaps),
    (Refusal::VisitsAboveLimit, care::visits_are_above_limit),
];

/// The first cause for which the bill is not settled; `None` when it is to be settled.
#[must_use]
pub fn refusal(plan: &Plan, bill: &Bill, context: &Context<'_>) -> Option<Refusal> {
    let holds = |(_, question): &&Question| question(plan, bill, context);
    QUESTIONS.iter().find(holds).map(|(cause, _)| *cause)
}

#[cfg(test)]
mod tests {
    use super::QUESTIONS;
    use yz_records::Refusal;

    #[test]
    fn causes_are_asked_in_the_order_of_their_numbers() {
        let asked: Vec<Refusal> = QUESTIONS.iter().map(|(cause, _)| *cause).collect();
        assert_eq!(asked, Refusal::ALL);
    }
}
