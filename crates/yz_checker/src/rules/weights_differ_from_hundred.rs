//! `weights-differ-from-hundred`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::figures::{Joint, Measure};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Adds up the weights from which a rank or mark is said to be made:
    /// 以A占60%和B占40%的综合排名.
    ///
    /// ## Why is this bad
    /// Weights that do not add up to 100 % leave a part of the mark to nothing, or count one twice.
    ///
    /// ## Example
    /// `以追回金额占60%和检查数量占30%的综合排名`
    ///
    /// ## Use instead
    /// `以追回金额占60%和检查数量占40%的综合排名`
    pub static WEIGHTS_DIFFER_FROM_HUNDRED = {
        name: "weights-differ-from-hundred",
        code: "SUM006",
        title: "权重之和不是100%",
        why_zh: "权重不闭合，排名或得分就有一部分没有依据。",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 1..reading.figures.len() {
        check_pair(reading, notes, index.saturating_sub(1), index);
    }
}

fn check_pair(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    first: usize,
    second: usize,
) -> Option<bool> {
    let (a, b) = (reading.figures.get(first)?, reading.figures.get(second)?);
    let percent = |index: usize| reading.figures[index].quantity.measure == Measure::Percent;
    let together = a.paragraph == b.paragraph && a.part == b.part && b.joint == Joint::List;
    let named = reading.lead(first).has("占") && reading.lead(second).has("占");
    if !together || !named || !percent(first) || !percent(second) {
        return None;
    }
    let plain = reading.paragraphs.get(b.paragraph)?.plain.as_str();
    let rest = plain.get(b.span.end..)?;
    let weighs = ["的综合", "综合", "的权重", "加权"].iter().any(|word| rest.starts_with(word));
    if !weighs {
        return None;
    }
    let rest = Range::exactly(Exact::HUNDRED).minus(a.range?)?;
    judge(
        reading,
        notes,
        Claim {
            rule: &WEIGHTS_DIFFER_FROM_HUNDRED,
            figure: second,
            at: None,
            recomputed: rest,
            working: format!("100% - {}", reading.printed(first)),
            held: vec![first],
            sure: false,
            few_digits_are_doubtful: false,
            message: words!("权重之和不是100%", "the weights do not add up to 100 %"),
            help: words!("核对各项权重", "check the weights"),
        },
    )
}
