//! Shares and what they are shares of.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of a document")]

use yz_units::Range;

use crate::figures::{Joint, Measure, Role, alike, subject_of};
use crate::groups::{Cue, Group};
use crate::judge::fits;
use crate::reading::Reading;
use crate::words::Words;

/// How many figures back a base is looked for by a part of its name.
const LOOK_BACK: usize = 80;

/// What a share is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Base {
    /// The figure.
    pub(crate) figure: usize,
    /// The words leave no other reading.
    pub(crate) sure: bool,
    /// The words name something else, which is not told: it may be the same, or not.
    pub(crate) other: bool,
}

/// The share that is told of an amount, right behind it.
pub(crate) fn share_of(reading: &Reading<'_>, amount: usize) -> Option<usize> {
    let sentence = reading.figures.get(amount)?.sentence;
    let end = reading.figures_of(reading.figures[amount].paragraph).end;
    (amount + 1..end)
        .take_while(|index| {
            let mention = &reading.figures[*index];
            mention.sentence == sentence && mention.role != Role::Amount
        })
        .find(|index| {
            let mention = &reading.figures[*index];
            mention.role == Role::Share && mention.head == Some(amount)
        })
}

/// What the share `share` is of: a figure that it names, a total that it stands in the list of.
pub(crate) fn base_of(reading: &Reading<'_>, share: usize) -> Option<Base> {
    let mention = reading.figures.get(share)?;
    // 占A的B%.
    if mention.joint == Joint::Words
        && let Some(before) = share.checked_sub(1)
        && reading.figures[before].role == Role::Base
        && reading.figures[before].paragraph == mention.paragraph
    {
        return Some(Base { figure: before, sure: true, other: false });
    }
    let head = mention.head?;
    let named = base_name(reading.lead(first_of_list(reading, share)));
    if !named.is_empty() {
        let total = || {
            let base = listed_base(reading, head);
            // 参保总人数 is the whole of the list, whatever it was called there.
            let whole = ["总人数", "总数", "总额", "总量"].iter().any(|word| named.has(word));
            base.map(|base| Base { sure: false, other: !whole, ..base })
        };
        return named_base(reading, share, head, named).or_else(total);
    }
    listed_base(reading, head)
}

/// The first share of the list that a share stands in: 占X的比重为a、b和c.
fn first_of_list(reading: &Reading<'_>, share: usize) -> usize {
    let next = |index: usize| {
        let mention = &reading.figures[index];
        mention.joint == Joint::List
            && mention.role == Role::Share
            && reading.lead(index).is_empty()
    };
    (0..=share).rev().find(|index| !next(*index)).unwrap_or(share)
}

/// X in 占X的, without the words that say nothing.
fn base_name(lead: &str) -> &str {
    let Some(at) = lead.rfind('占') else { return "" };
    let mut name = lead.get(at + '占'.len_utf8()..).unwrap_or("");
    for tail in ["为", "达", "达到", "约", "比例", "比重", "的", "比"] {
        name = name.strip_suffix(tail).unwrap_or(name);
    }
    let name = name.without_start("同期");
    match name {
        "总额" | "总量" | "总数" | "全部" | "总计" | "合计" => "",
        name => name,
    }
}

/// 占本年支出合计的: the last 支出合计 told, whatever the year is called.
fn whole_of(reading: &Reading<'_>, share: usize, head: usize, name: &str) -> Option<usize> {
    let name = name.strip_prefix("本年").or_else(|| name.strip_prefix("当年")).unwrap_or(name);
    let flow = ["支出", "收入"].into_iter().find(|flow| {
        name.strip_prefix(*flow).is_some_and(|rest| rest == "合计" || rest == "总计")
    })?;
    let measure = reading.figures[head].quantity.measure;
    (share.saturating_sub(LOOK_BACK)..share).rev().find(|index| {
        let mention = &reading.figures[*index];
        let lead = reading.lead(*index);
        *index != head
            && mention.role == Role::Amount
            && mention.quantity.measure == measure
            && lead.last(name).is_some_and(|at| {
                let front = lead.get(..at).unwrap_or("");
                front.is_empty() || front.ends_with(['年', '度', '计'])
            })
            && lead.has(flow)
    })
}

fn named_base(reading: &Reading<'_>, share: usize, head: usize, name: &str) -> Option<Base> {
    let measure = reading.figures[head].quantity.measure;
    if let Some(figure) = whole_of(reading, share, head, name) {
        return Some(Base { figure, sure: true, other: false });
    }
    let name = subject_of(name);
    let amount = |index: &usize| {
        let mention = &reading.figures[*index];
        *index != head && mention.role == Role::Amount && mention.quantity.measure == measure
    };
    let start = share.saturating_sub(LOOK_BACK);
    let equal = |index: &usize| amount(index) && subject_of(reading.lead(*index)) == name;
    if let Some(figure) = (start..share).rev().find(equal) {
        return Some(Base { figure, sure: true, other: false });
    }
    let like = |index: &usize| amount(index) && alike(name, subject_of(reading.lead(*index)));
    let mut found = (start..share).rev().filter(like);
    if let Some(figure) = found.next() {
        let value = |index: usize| reading.figures[index].quantity.value();
        let sure = found.all(|other| value(other) == value(figure));
        return Some(Base { figure, sure, other: false });
    }
    // 基金总收入 of what was called 基金收入.
    let (front, flow) = ["总收入", "总支出"]
        .iter()
        .find_map(|tail| Some((name.strip_suffix(tail)?, tail.trim_start_matches('总'))))?;
    let total = |index: &usize| {
        let subject = reading.subject(*index);
        amount(index)
            && subject.ends_with(flow)
            && subject.strip_suffix(flow).is_some_and(|rest| rest.ends_with(front))
    };
    let figure = (start..share).rev().find(total)?;
    Some(Base { figure, sure: false, other: false })
}

/// The total of the list that an amount stands in.
fn listed_base(reading: &Reading<'_>, head: usize) -> Option<Base> {
    let group = reading.list_of(head)?;
    let base = Base { figure: group.total, sure: true, other: false };
    if !matches!(group.cue, Cue::By | Cue::Seen) || group.parts.len() < 2 {
        return Some(base);
    }
    let ranges = group.parts.iter().map(|part| reading.figures[*part].range);
    let sum = ranges.into_iter().try_fold(Range::ZERO, |sum, range| sum.plus(range?))?;
    if reading.figures[group.total].range.is_some_and(|range| fits(range, sum)) {
        return Some(base);
    }
    let figure = total_elsewhere(reading, group, sum).unwrap_or(group.total);
    Some(Base { figure, ..base })
}

/// The amount further up that the parts of a list by 按…分 add up to, where what was taken for
/// their total is another.
pub(crate) fn total_elsewhere(reading: &Reading<'_>, group: &Group, sum: Range) -> Option<usize> {
    let measure = reading.figures[group.total].quantity.measure;
    let first = group.parts.first().copied().unwrap_or(0);
    (first.saturating_sub(60)..first).rev().find(|index| {
        let mention = &reading.figures[*index];
        mention.quantity.measure == measure
            && mention.role == Role::Amount
            && 4 <= mention.quantity.significant_digits()
            && mention.range.is_some_and(|range| fits(range, sum))
    })
}

/// Amounts of the same measure told before a share, nearest first: what it may be of as well.
pub(crate) fn other_bases<'r>(
    reading: &'r Reading<'_>,
    share: usize,
    measure: Measure,
) -> impl Iterator<Item = usize> + 'r {
    let start = share.saturating_sub(LOOK_BACK);
    (start..share).rev().filter(move |index| {
        let mention = &reading.figures[*index];
        mention.role == Role::Amount && mention.quantity.measure == measure
    })
}
