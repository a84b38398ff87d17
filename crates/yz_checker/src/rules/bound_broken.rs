//! `bound-broken`.

use yz_diagnostics::{Comparison, Level, declare_rule, words};
use yz_units::Bound;

use crate::figures::{Measure, Role};
use crate::judge::{fits, signed};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds counts that cannot stand side by side: more staff than posts (编制13个，实有15人),
    /// more persons than visits (人次), and visits or targets that a bound was set for
    /// (不少于50000人次).
    ///
    /// ## Why is this bad
    /// A part is no more than the whole: one of the two counts is mistyped, or needs a reason.
    ///
    /// ## Example
    /// `救助21529人次，人数44730人`
    ///
    /// ## Use instead
    /// `救助44730人次，人数21529人`
    pub static BOUND_BROKEN = {
        name: "bound-broken",
        code: "CONS002",
        title: "数量超出限度",
        why_zh: "部分不能多于整体，超出说明其中一个数有误",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 1..reading.figures.len() {
        let before = index.saturating_sub(1);
        let (a, b) = (&reading.figures[before], &reading.figures[index]);
        if a.paragraph != b.paragraph || a.sentence != b.sentence {
            continue;
        }
        let persons = b.quantity.measure == Measure::Persons && b.role == Role::Amount;
        let posts = reading.lead(before).ends_with("编制") && staff(reading.lead(index));
        let visits = a.quantity.measure == Measure::Visits && a.role == Role::Amount;
        let whose = reading.lead(index).has("人数") || reading.lead(index).is_empty();
        if persons && posts {
            at_most(reading, notes, before, index, Level::Warning);
        } else if persons && visits && whose {
            at_most(reading, notes, before, index, Level::Error);
        } else if b.quantity.measure == a.quantity.measure && !a.quantity.is_plain() {
            met(reading, notes, before, index);
        }
    }
}

fn staff(lead: &str) -> bool {
    ["实有", "在职", "现有"].iter().any(|word| lead.has(word))
}

fn at_most(reading: &Reading<'_>, notes: &mut Notebook, limit: usize, count: usize, level: Level) {
    let value = |index: usize| reading.figures[index].quantity.value();
    let (Some(most), Some(is)) = (value(limit), value(count)) else { return };
    let (bound, printed) = (reading.printed(limit), reading.printed(count));
    if is <= most {
        let equation = format!("{printed} ≤ {bound}");
        notes.verify(reading, &BOUND_BROKEN, count, &equation.as_str().into());
        return;
    }
    let quantity = reading.figures[count].quantity;
    let over = is.minus(most).map(|over| signed(over, quantity.print(over, reading.unit(count))));
    let comparison = Comparison {
        printed: printed.to_owned(),
        recomputed: bound.to_owned(),
        difference: over.unwrap_or_default(),
        working: format!("{printed} > {bound}"),
    };
    notes.find_differing(
        &BOUND_BROKEN,
        level,
        reading.phrase(count),
        words!("{printed}超出了{bound}", "{printed} is more than {bound}"),
        comparison,
        words!("核对两个数；确实超出的，说明原因", "check both; where it is so, say why"),
    );
    notes.touch(count, level);
}

/// 指标值不少于50000人次，实际完成110406人次; a target that was missed is told where no word says
/// so.
fn met(reading: &Reading<'_>, notes: &mut Notebook, bound: usize, actual: usize) {
    let (target, is) = (&reading.figures[bound], &reading.figures[actual]);
    if !reading.lead(actual).has("实际") || !is.quantity.is_plain() {
        return;
    }
    let sign = match target.quantity.bound {
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        _ => return,
    };
    let (Some(range), Some(value)) = (target.range, is.range) else { return };
    let (printed, limit) = (reading.printed(actual), reading.printed(bound));
    if fits(range, value) {
        let equation = format!("{printed} {sign} {limit}");
        notes.verify(reading, &BOUND_BROKEN, actual, &equation.as_str().into());
        return;
    }
    let rest = reading.paragraphs[is.paragraph].plain.get(is.span.end..).unwrap_or("");
    let admitted = ["未", "不达标", "扣", "低于", "超过", "偏差"].iter().any(|word| rest.has(word));
    if !admitted {
        notes.find(
            &BOUND_BROKEN,
            Level::Warning,
            reading.phrase(actual),
            words!("{printed}没有达到指标值{limit}", "{printed} misses the target of {limit}"),
            words!("写明没有达到，并说明原因", "say that the target was missed, and why"),
        );
        notes.touch(actual, Level::Warning);
    }
}
