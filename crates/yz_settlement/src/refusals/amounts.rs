//! Causes that the bill shows by itself.

use yz_records::Bill;

use super::Context;
use crate::plan::Plan;

pub(super) fn is_negative(_: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    let amounts = [
        bill.total_fen,
        bill.class_a_fen,
        bill.class_b_fen,
        bill.own_fen,
        bill.prior_self_payment_fen.unwrap_or(0),
    ];
    amounts.into_iter().any(i64::is_negative)
}

pub(super) fn parts_differ(_: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    let sum = bill
        .class_a_fen
        .checked_add(bill.class_b_fen)
        .and_then(|sum| sum.checked_add(bill.own_fen));
    sum != Some(bill.total_fen) || bill.class_b_fen < bill.prior_self_payment_fen.unwrap_or(0)
}

pub(super) fn class_b_is_above(_: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    bill.total_fen < bill.class_b_fen
}

pub(super) fn ends_before_it_begins(_: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    bill.admitted.is_some_and(|admitted| bill.date < admitted)
}

pub(super) fn is_duplicate(_: &Plan, bill: &Bill, context: &Context<'_>) -> bool {
    context.earlier.iter().any(|earlier| earlier.bill_id == bill.bill_id)
}

pub(super) fn is_outside_year(plan: &Plan, bill: &Bill, _: &Context<'_>) -> bool {
    let day = plan.year_day(bill);
    day < plan.first || plan.last < day
}
