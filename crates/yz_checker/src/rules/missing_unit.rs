//! `missing-unit`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::figures::{Joint, Measure, Role};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds an amount of money in running text that stands without a unit, while the amounts
    /// around it have one.
    ///
    /// ## Why is this bad
    /// 5996.78 may be 元 or 万元: a factor of ten thousand.
    ///
    /// ## Example
    /// `支出决算数为5996.78，完成预算100%`
    ///
    /// ## Use instead
    /// `支出决算数为5996.78万元，完成预算100%`
    pub static MISSING_UNIT = {
        name: "missing-unit",
        code: "FORM020",
        title: "金额没有单位",
        why_zh: "不写单位，是元还是万元，相差一万倍",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        if is_bare_amount(reading, index) {
            notes.find(
                &MISSING_UNIT,
                Level::Error,
                reading.phrase(index),
                words!("金额没有单位", "an amount of money without a unit"),
                words!("写明元、万元还是亿元", "say whether it is 元, 万元 or 亿元"),
            );
            notes.touch(index, Level::Error);
        }
    }
}

fn is_bare_amount(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    if mention.quantity.measure != Measure::Bare
        || mention.role != Role::Amount
        || mention.quantity.number.decimals() != 2
        || mention.quantity.scale != yz_units::Scale::One
    {
        return false;
    }
    let Some(paragraph) = reading.paragraphs.get(mention.paragraph) else { return false };
    let next = paragraph.plain.get(mention.span.end..).and_then(|rest| rest.chars().next());
    let ends = matches!(next, Some('，' | '。' | '；' | '、'));
    let money =
        ["决算数为", "预算数为", "收入", "支出", "资金", "金额", "经费", "合计", "总计", "结余"];
    let lead = reading.lead(index).trim_end_matches("为");
    let named = money.iter().any(|word| lead.ends_with(word.trim_end_matches("为")));
    let listed = mention.joint == Joint::List;
    let running = matches!(paragraph.role, yz_report::Role::Text | yz_report::Role::Note);
    // In a table that was saved as text the unit stands above.
    ends && named
        && !listed
        && running
        && !paragraph.plain.contains('\t')
        && paragraph.plain.contains('，')
}
