//! `actual-far-from-budget`.

use yz_diagnostics::{Comparison, Level, declare_rule, words};
use yz_units::Exact;

use crate::figures::{Joint, Measure, Role};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds money of which less than nine tenths of the budget came (预算拨款70万元，
    /// 实际拨款20万元) where no rate of completion is told beside it.
    ///
    /// ## Why is this bad
    /// Carrying out the budget is worth ten marks in most tables. A rate that is told elsewhere as
    /// 100 % is often of what came, and not of the budget.
    ///
    /// ## Example
    /// `财政预算拨款经费70万元，财政实际拨款经费20万元`
    ///
    /// ## Use instead
    /// `财政预算拨款经费70万元，实际拨款20万元，预算执行率28.57%，原因是……`
    pub static ACTUAL_FAR_FROM_BUDGET = {
        name: "actual-far-from-budget",
        code: "CONS004",
        title: "到位数远低于预算数",
        why_zh: "预算执行在多数指标表里占十分，到位远低于预算必须说明原因",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for actual in 1..reading.figures.len() {
        check_pair(reading, notes, actual.saturating_sub(1), actual);
    }
}

fn check_pair(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    budget: usize,
    actual: usize,
) -> Option<()> {
    let (planned, came) = (reading.figures.get(budget)?, reading.figures.get(actual)?);
    let (first, second) = (reading.lead(budget), reading.lead(actual));
    let pair = planned.paragraph == came.paragraph
        && planned.part == came.part
        && came.joint == Joint::Comma
        && [planned, came].iter().all(|mention| {
            mention.role == Role::Amount
                && mention.quantity.measure == Measure::Yuan
                && mention.quantity.is_plain()
        })
        && first.has("预算")
        && !first.has("公共预算")
        && second.has("实际")
        && (second.has("拨款") || second.has("到位") || second.has("下达"));
    let next = reading.figures.get(actual.checked_add(1)?);
    let told = next.is_some_and(|next| {
        next.paragraph == came.paragraph && next.part == came.part && next.role == Role::Completion
    });
    if !pair || told {
        return None;
    }
    let rate = came.quantity.value()?.over(planned.quantity.value()?)?.times(Exact::HUNDRED)?;
    if Exact::from_integer(90) <= rate {
        return None;
    }
    let rate = rate.rounded(2, yz_units::Rounding::HalfUp);
    let (printed, of) = (reading.printed(actual), reading.printed(budget));
    let comparison = Comparison {
        printed: printed.to_owned(),
        recomputed: format!("{rate}%"),
        difference: String::new(),
        working: format!("{printed} ÷ {of} = {rate}%"),
    };
    notes.find_differing(
        &ACTUAL_FAR_FROM_BUDGET,
        Level::Warning,
        reading.phrase(actual),
        words!("到位的只有预算的{rate}%", "only {rate}% of the budget came"),
        comparison,
        words!("写出预算执行率和原因", "print the rate of completion, and the reason"),
    );
    notes.touch(actual, Level::Warning);
    Some(())
}
