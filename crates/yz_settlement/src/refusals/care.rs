//! Causes of what was treated.

use yz_records::{Bill, CareKind};
use yz_units::Day;

use super::Context;
use crate::plan::{Disease, Plan};

pub(super) fn kind_is_not_covered(plan: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    !plan.covers().contains(&bill.kind)
}

/// The bill's disease. It counts on bills of its own kind of care only: who is in hospital for
/// something else needs no certificate for it.
fn disease<'p>(plan: &'p Plan, bill: &Bill) -> Option<&'p Disease> {
    plan.listed(bill.disease, bill.kind)
}

pub(super) fn disease_is_not_listed(plan: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    bill.disease != 0 && bill.kind != CareKind::Inpatient && disease(plan, bill).is_none()
}

pub(super) fn disease_is_not_certified(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    let certified = context.certificates.iter().any(|certificate| {
        certificate.disease == bill.disease
            && certificate.first <= bill.date
            && certificate.last.is_none_or(|last| bill.date <= last)
    });
    disease(plan, bill).is_some_and(|disease| disease.certified) && !certified
}

pub(super) fn sex_or_age_does_not_fit(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    let (Some(disease), Some(person)) = (disease(plan, bill), context.person) else {
        return false;
    };
    let (youngest, oldest) = disease.ages;
    disease.sex.is_some_and(|sex| sex != person.sex) || bill.age < youngest || oldest < bill.age
}

/// Two stays may share the day on which one ends and the other begins.
pub(super) fn stay_overlaps(_: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    let Some((first, last)) = stay(bill) else { return false };
    context
        .earlier
        .iter()
        .filter_map(|earlier| stay(earlier))
        .any(|(from, until)| first < until && from < last)
}

fn stay(bill: &Bill) -> Option<(Day, Day)> {
    Some((bill.admitted?, bill.date)).filter(|_| bill.kind == CareKind::Inpatient)
}

pub(super) fn visits_are_above_limit(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    let most = disease(plan, bill).and_then(|disease| disease.visits_most);
    let same = |earlier: &&&Bill| earlier.disease == bill.disease && bill.disease != 0;
    let visits = context.earlier.iter().filter(same).count();
    most.is_some_and(|most| most <= i64::try_from(visits).unwrap_or(i64::MAX))
}
