//! `score-differs-from-items`.
#![expect(clippy::arithmetic_side_effects, reason = "marks of a table, a few hundred at most")]

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Measure, Role};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Adds up the marks of the items of a self-evaluation (此项自评得5分) and compares them with the
    /// total that is printed; within one paragraph also full marks (分值10分) with their total.
    ///
    /// ## Why is this bad
    /// The total decides the grade. When it is not the sum of its items, either it or an item was
    /// changed after the table was made.
    ///
    /// ## Example
    /// `甲项得9分；乙项得13分；丙项得15分。合计得分38分。`
    ///
    /// ## Use instead
    /// `甲项得9分；乙项得13分；丙项得15分。合计得分37分。`
    pub static SCORE_DIFFERS_FROM_ITEMS = {
        name: "score-differs-from-items",
        code: "SCORE001",
        title: "总分与各项得分之和不符",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Fewer items than this make no table.
const ITEMS_MIN: usize = 3;
/// Words in front of a total.
const TOTALS: &[&str] = &[
    "自评结果为", "评价结果为", "总得分", "综合得分", "合计得分", "最终得分", "总分", "自评总分为",
    "自评得分为", "评价得分为", "绩效评分为", "得分合计", "综合评分为", "自评总得分", "总得分为",
];
/// Words in front of the marks of an item.
const ITEMS: &[&str] = &["此项", "该项", "本项"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut items = Vec::new();
    for paragraph in 0..reading.paragraphs.len() {
        let figures = reading.figures_of(paragraph);
        if figures.is_empty() && !reading.paragraphs[paragraph].plain.contains("不得分") {
            continue;
        }
        within(reading, notes, paragraph, Role::MarksGained);
        within(reading, notes, paragraph, Role::MarksFull);
        let total = figures.clone().find(|index| is_total(reading, *index));
        match total {
            Some(total) if ITEMS_MIN <= items.len() => {
                over_document(reading, notes, total, &items);
                items.clear();
            }
            _ => items.extend(item(reading, paragraph)),
        }
    }
}

/// The marks of the item that a paragraph tells of at its end.
fn item(reading: &Reading<'_>, paragraph: usize) -> Option<usize> {
    let plain = reading.paragraphs[paragraph].plain.as_str();
    let at = ITEMS.iter().filter_map(|word| plain.rfind(word)).max()?;
    let marks = reading.figures_of(paragraph).rev().find(|index| {
        let mention = &reading.figures[*index];
        mention.role == Role::MarksGained && at < mention.span.start
    });
    marks.filter(|_| !plain.get(at..).unwrap_or("").contains("不得分"))
}

fn is_total(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    mention.quantity.measure == Measure::Marks
        && TOTALS.iter().any(|word| reading.lead(index).ends_with(word))
}

fn over_document(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    total: usize,
    items: &[usize],
) -> Option<bool> {
    // Not one table over the whole document when the items alone are far from the total.
    let claim = claim(reading, total, items)?;
    let printed = reading.figures[total].quantity.value()?;
    let sum = claim.recomputed.low()?;
    let apart = printed.minus(sum)?.abs();
    let near = apart.times(yz_units::Exact::from_integer(5))? <= printed;
    if !near {
        return None;
    }
    judge(reading, notes, claim)
}

/// Adds up marks within a paragraph: 分值10分，得9分；……总分100分，合计得分94分.
fn within(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    paragraph: usize,
    role: Role,
) -> Option<bool> {
    let marks = reading.figures_of(paragraph).filter(|index| {
        let mention = &reading.figures[*index];
        mention.role == role && mention.quantity.measure == Measure::Marks
    });
    let marks: Vec<usize> = marks.collect();
    let total = marks.iter().copied().find(|index| {
        let lead = reading.lead(*index);
        let full = role == Role::MarksFull;
        let gained = lead.contains("合计") || lead.contains("总得分") || lead.contains("共得");
        if full { lead.contains("总分") || lead.contains("合计") } else { gained }
    })?;
    let items: Vec<usize> = marks.into_iter().filter(|index| *index < total).collect();
    let group = reading.groups.iter().any(|group| group.total == total);
    if items.len() < ITEMS_MIN || group {
        return None;
    }
    judge(reading, notes, claim(reading, total, &items)?)
}

fn claim(reading: &Reading<'_>, total: usize, items: &[usize]) -> Option<Claim> {
    let mut sum = Range::ZERO;
    let mut working = String::new();
    for item in items {
        sum = sum.plus(reading.figures.get(*item)?.quantity.range()?)?;
        if !working.is_empty() {
            working.push_str(" + ");
        }
        working.push_str(reading.printed(*item));
    }
    Some(Claim {
        rule: &SCORE_DIFFERS_FROM_ITEMS,
        figure: total,
        at: Some(reading.phrase(total)),
        recomputed: sum,
        working,
        held: items.to_vec(),
        sure: true,
        message: words!(
            "总分不等于各项得分之和",
            "the total is not the sum of the marks of the items"
        ),
        help: words!("逐项核对得分和总分", "check the marks of each item and the total"),
    })
}
