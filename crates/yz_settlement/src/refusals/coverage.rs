//! Causes of enrolment: enrolled, paid, not suspended, no longer waiting.

use yz_records::{Bill, Category, Enrolment, InsuredStatus, Person};
use yz_units::Day;

use super::Context;
use crate::plan::{Entitlement, Plan};

pub(super) fn is_not_enrolled(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    !any(plan, bill, context, |_| true)
}

pub(super) fn is_unpaid(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    !any(plan, bill, context, |enrolment| enrolment.paid.is_some())
}

pub(super) fn is_suspended(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    let normal = |enrolment: &Enrolment| {
        enrolment.paid.is_some() && enrolment.status == InsuredStatus::Normal
    };
    !any(plan, bill, context, normal)
}

pub(super) fn is_waiting(plan: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    let waited = |enrolment: &Enrolment| {
        enrolment.status == InsuredStatus::Normal
            && (bill.category != Category::Ordinary
                || is_newborn(&plan.entitlement, context.person, enrolment)
                || plan.entitlement.first_covered(enrolment).is_some_and(|day| day <= bill.date))
    };
    !any(plan, bill, context, waited)
}

/// Whether an enrolment that holds on the bill's date passes.
fn any(
    plan: &Plan,
    bill: &Bill,
    context: &Context<'_>,
    passes: impl Fn(&Enrolment) -> bool,
) -> bool {
    let holds = |enrolment: &&Enrolment| {
        let newborn = is_newborn(&plan.entitlement, context.person, enrolment);
        (enrolment.first <= bill.date || newborn) && bill.date <= enrolment.last
    };
    context.enrolments.iter().filter(holds).any(passes)
}

/// Whether the enrolment is that of a newborn, paid in time and so covering from birth.
fn is_newborn(entitlement: &Entitlement, person: Option<&Person>, enrolment: &Enrolment) -> bool {
    let (Some(days), Some(person), Some(paid)) = (entitlement.newborn_days, person, enrolment.paid)
    else {
        return false;
    };
    let last = person.birth.number().saturating_add(days);
    person.birth <= paid && paid.number() <= last
}

impl Entitlement {
    /// The first day on which an enrolment is paid for; `None` when it was not paid.
    ///
    /// Who enrolled in the period of collection and without a break waits for nothing.
    pub(crate) fn first_covered(&self, enrolment: &Enrolment) -> Option<Day> {
        let paid = enrolment.paid?;
        let broken = i32::from(enrolment.broken_years);
        if enrolment.in_period && broken == 0 {
            return Some(enrolment.first);
        }
        let open = broken.saturating_sub(i32::from(enrolment.bought_back_years)).max(0);
        let months =
            open.saturating_mul(self.wait_per_broken_year).saturating_add(self.wait_months);
        let long = self.long_break_years <= broken && 0 < broken;
        let months = if long { months.max(self.long_break_months) } else { months };
        let waited = paid.plus_months(months)?;
        Some(waited.max(enrolment.first))
    }
}
