//! `score-differs-from-items`.

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Measure, Role};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Adds up the marks of the items of a self-evaluation (此项自评得5分) and compares them with
    /// the total that is printed; within one paragraph also full marks (分值10分) with their total.
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
        why_zh: "总分由各项得分相加，加不拢就不知道扣在哪里",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Fewer items than this make no table.
const ITEMS_MIN: usize = 3;
/// Words in front of a total of marks gained.
const TOTALS: &[&str] = &[
    "自评结果为",
    "评价结果为",
    "总得分",
    "综合得分",
    "合计得分",
    "最终得分",
    "自评总分为",
    "自评得分为",
    "评价得分为",
    "绩效评分为",
    "得分合计",
    "综合评分为",
    "综合评分",
    "总得分为",
    "自评总分",
    "总分为",
];
/// Words right in front of marks that an item gained.
const GAINED: &[&str] = &["得", "得分", "得分为", "自评分", "评分"];
/// Words in front of the marks of an item.
const ITEMS: &[&str] = &["此项", "该项", "本项"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut gained = Table::default();
    let mut full = Table::default();
    for paragraph in 0..reading.paragraphs.len() {
        let told = told_at_end(reading, paragraph);
        for index in reading.figures_of(paragraph) {
            let mention = &reading.figures[index];
            if mention.quantity.measure != Measure::Marks {
                continue;
            }
            match mention.role {
                Role::MarksGained if ends(reading, index, TOTALS) => {
                    gained.close(reading, notes, index);
                }
                Role::MarksFull if ends(reading, index, &["总分", "合计", "满分合计"]) => {
                    full.close(reading, notes, index);
                }
                Role::MarksGained
                    if told.is_none_or(|told| told == index) && ends(reading, index, GAINED) =>
                {
                    gained.add(reading, index);
                }
                // 以100分为基数 is no item.
                Role::MarksFull if !reading.lead(index).ends_with('以') => {
                    full.add(reading, index)
                }
                _ => {}
            }
        }
    }
}

fn ends(reading: &Reading<'_>, index: usize, words: &[&str]) -> bool {
    words.iter().any(|word| reading.lead(index).ends_with(word))
}

/// Where a paragraph tells the marks of one item at its end (此项自评……共得8分): that figure. Marks
/// before it are of its parts, and none count where 不得分 stands.
fn told_at_end(reading: &Reading<'_>, paragraph: usize) -> Option<usize> {
    let plain = reading.paragraphs[paragraph].plain.as_str();
    let at = ITEMS.iter().filter_map(|word| plain.last(word)).max()?;
    let times: usize = ITEMS.iter().map(|word| plain.matches(word).count()).sum();
    if 1 < times {
        return None;
    }
    if plain.get(at..).unwrap_or("").has("不得分") {
        return Some(usize::MAX);
    }
    let marks = reading.figures_of(paragraph).rev().find(|index| {
        let mention = &reading.figures[*index];
        mention.role == Role::MarksGained && at < mention.span.start
    });
    marks.or(Some(usize::MAX))
}

/// Marks that were told since the last total.
#[derive(Debug, Default)]
struct Table {
    items: Vec<usize>,
    /// Marks of groups of items: （50分，得48.5分）.
    groups: Vec<usize>,
}

impl Table {
    fn add(&mut self, reading: &Reading<'_>, index: usize) {
        let mention = &reading.figures[index];
        let plain = reading.plain(mention.paragraph, 0..mention.span.start);
        let open = plain.rfind('（').is_some_and(|at| plain.rfind('）').is_none_or(|end| end < at));
        if open {
            self.groups.push(index);
        } else {
            self.items.push(index);
        }
    }

    /// Compares a total with what was told before it.
    fn close(&mut self, reading: &Reading<'_>, notes: &mut Notebook, total: usize) -> Option<()> {
        let Self { items, groups } = std::mem::take(self);
        let parts = if 1 < groups.len() { groups } else { items };
        let listed = reading.groups.iter().any(|group| group.total == total);
        if parts.len() < ITEMS_MIN || listed {
            return None;
        }
        let claim = claim(reading, total, &parts)?;
        let printed = reading.figures[total].quantity.value()?;
        let apart = printed.minus(claim.recomputed.low()?)?.abs();
        // Items that come nowhere near the total are not its table.
        let near = apart.times(yz_units::Exact::from_integer(5))? <= printed;
        if near {
            judge(reading, notes, claim);
        }
        Some(())
    }
}

fn claim(reading: &Reading<'_>, total: usize, items: &[usize]) -> Option<Claim> {
    let mut sum = Range::ZERO;
    let mut working = String::new();
    for item in items {
        sum = sum.plus(reading.figures.get(*item)?.range?)?;
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
        few_digits_are_doubtful: false,
        message: words!(
            "总分不等于各项得分之和",
            "the total is not the sum of the marks of the items"
        ),
        help: words!("逐项核对得分和总分", "check the marks of each item and the total"),
    })
}
