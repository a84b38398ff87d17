//! `rate-of-zero-budget`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::figures::{Joint, Role, Stage};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds 0% or 100% given as what was done of a budget of nothing: 支出0万元，完成预算0%.
    ///
    /// ## Why is this bad
    /// 0 ÷ 0 has no value; 0% reads as if money had been there and was not spent.
    ///
    /// ## Example
    /// `因公出国（境）经费支出0万元，完成预算0%`
    ///
    /// ## Use instead
    /// `因公出国（境）经费无预算，支出0万元`
    pub static RATE_OF_ZERO_BUDGET = {
        name: "rate-of-zero-budget",
        code: "RATE008",
        title: "零预算算出了完成率",
        why_zh: "零除以零没有结果；写成0%，像是有钱没有用",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        if is_of_nothing(reading, index) {
            notes.find(
                &RATE_OF_ZERO_BUDGET,
                Level::Warning,
                reading.phrase(index),
                words!(
                    "支出为0，零除以零没有完成率",
                    "nothing was spent: nothing of nothing has no rate"
                ),
                words!(
                    "没有预算的写“无预算”；有预算而没有支出的，写出预算数",
                    "say that there was no budget; where there was one, print it"
                ),
            );
            notes.touch(index, Level::Warning);
        }
    }
}

fn is_of_nothing(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    if mention.role != Role::Completion || mention.joint != Joint::Comma {
        return false;
    }
    let zero = |index: usize| {
        reading.figures[index].quantity.value().is_some_and(yz_units::Exact::is_zero)
    };
    let Some(head) = mention.head.filter(|head| zero(*head)) else { return false };
    let start = reading.figures_of(mention.paragraph).start;
    let planned = (start..index).any(|other| {
        let other = &reading.figures[other];
        let budget = other.stage == Some(Stage::Planned) || other.role == Role::Base;
        other.sentence == mention.sentence
            && budget
            && !other.quantity.value().is_some_and(yz_units::Exact::is_zero)
    });
    !planned && zero(index) && reading.lead(head).has("支出")
}
