//! `points-taken-for-percent`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::figures::{Measure, Role};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds an amount that is said to grow or fall by percentage points: 支出27964.08万元，
    /// 同比增长6.2个百分点. Only rates differ by points; amounts grow by percent.
    ///
    /// ## Why is this bad
    /// A reader cannot tell whether the amount grew by 6.2 %, or a rate that is not named rose by
    /// 6.2 points.
    ///
    /// ## Example
    /// `基金支出27964.08万元，同比增长6.2个百分点`
    ///
    /// ## Use instead
    /// `基金支出27964.08万元，同比增长6.2%`
    pub static POINTS_TAKEN_FOR_PERCENT = {
        name: "points-taken-for-percent",
        code: "RATE005",
        title: "金额增减用了百分点",
        why_zh: "读者分不清是金额增长了百分之几，还是某个没有写明的比率提高了几个百分点",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        if is_of_an_amount(reading, index) {
            notes.find(
                &POINTS_TAKEN_FOR_PERCENT,
                Level::Error,
                reading.phrase(index),
                words!(
                    "金额、数量的增减不能用百分点",
                    "an amount cannot grow or fall by percentage points"
                ),
                words!(
                    "是增减幅度就写成%；是某个比率的变化就写出这个比率",
                    "write % for a rate of growth; name the rate when it is a rate that changed"
                ),
            );
            notes.touch(index, Level::Error);
        }
    }
}

fn is_of_an_amount(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let first = reading.figures_of(mention.paragraph).start;
    let Some(before) = index.checked_sub(1).filter(|before| first <= *before) else { return false };
    let amount = &reading.figures[before];
    let lead = reading.lead(index);
    let grows = ["增长", "下降", "增加", "减少"].iter().any(|verb| lead.ends_with(verb));
    let plain =
        matches!(lead, "同比增长" | "同比下降" | "增长" | "下降" | "比上年增长" | "比上年下降")
            || lead.starts_with("比上年")
            || lead.starts_with("较上年")
            || lead.starts_with("同比");
    matches!(mention.role, Role::ChangePoints(_))
        && grows
        && plain
        && !lead.contains('率')
        && !lead.has("比重")
        && amount.role == Role::Amount
        && amount.sentence == mention.sentence
        && amount.part == mention.part
        && matches!(amount.quantity.measure, Measure::Yuan | Measure::Persons | Measure::Visits)
}
