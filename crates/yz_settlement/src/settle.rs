//! The steps, one after the other.

use crate::charge::Charge;
use crate::plan::Plan;
use crate::settlement::Settlement;
use crate::steps::{
    annual_ceiling, basic_share, critical_illness, deductible, eligible_cost, kind_limit,
    medical_assistance, person_part, tilt_assistance,
};
use crate::totals::Totals;
use crate::trace::{Notes, Trace, Untraced};

/// Settles a charge, and adds it to the running totals.
///
/// The charge must be one that [`refusal`](crate::refusal) lets pass: amounts not negative, adding
/// up, below [`yz_units::SHARED_FEN_MAX`].
#[must_use]
#[inline(always)]
pub fn settle(plan: &Plan, totals: &mut Totals, charge: &Charge) -> Settlement {
    run(plan, totals, charge, &mut Untraced)
}

/// Settles a charge and keeps a note of each step.
#[must_use]
pub fn settle_with_notes(plan: &Plan, totals: &mut Totals, charge: &Charge) -> (Settlement, Notes) {
    let mut notes = Notes::default();
    let done = run(plan, totals, charge, &mut notes);
    (done, notes)
}

#[inline(always)]
fn run<T: Trace>(plan: &Plan, totals: &mut Totals, charge: &Charge, trace: &mut T) -> Settlement {
    let terms = plan.terms(charge);
    let mut done = Settlement::default();
    eligible_cost::apply(terms, charge, &mut done, trace);
    deductible::apply(plan, terms, totals, charge, &mut done, trace);
    let raw = basic_share::apply(terms, charge, &done, trace);
    let paid = kind_limit::apply(plan, terms, totals, charge, raw, trace);
    annual_ceiling::apply(terms, totals, &mut done, paid, trace);
    critical_illness::apply(terms, totals, &mut done, trace);
    medical_assistance::apply(terms, totals, &mut done, trace);
    tilt_assistance::apply(terms, totals, &mut done, trace);
    person_part::apply(charge, &mut done, trace);
    done
}
