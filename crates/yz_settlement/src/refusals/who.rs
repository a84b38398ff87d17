//! Causes of person and institution.

use yz_records::Bill;

use super::Context;
use crate::plan::Plan;

pub(super) fn person_is_unknown(_: &Plan, _: &Bill, context: &Context<'_>) -> bool {
    context.person.is_none()
}

pub(super) fn institution_is_unknown(_: &Plan, _: &Bill, context: &Context<'_>) -> bool {
    context.institution.is_none()
}

pub(super) fn institution_has_no_agreement(_: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    // Emergencies are paid wherever they happen.
    let emergency = bill.filing == yz_records::Filing::Emergency;
    !emergency
        && context.institution.is_some_and(|institution| {
            bill.date < institution.agreed_first
                || institution.agreed_last.is_some_and(|last| last < bill.date)
        })
}

pub(super) fn level_differs(_: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    context.institution.is_some_and(|institution| institution.level != bill.level)
}

/// The day of death itself is covered: who dies in hospital is discharged that day.
pub(super) fn has_died(_: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    context.person.and_then(|person| person.death).is_some_and(|death| death < bill.date)
}

pub(super) fn is_unborn(_: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    context.person.is_some_and(|person| bill.date < person.birth)
}
