//! `count-differs-from-list`.

use std::ops::Range;

use yz_diagnostics::{Level, declare_rule, words};

use crate::figures::Measure;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Counts the items of a list that says how many it has: A、B、C等3个项目.
    ///
    /// ## Why is this bad
    /// An item was added or taken out after the number was typed.
    ///
    /// ## Example
    /// `离休补助资金、医疗救助资金、匹配资金等4个项目`
    ///
    /// ## Use instead
    /// `离休补助资金、医疗救助资金、匹配资金等3个项目`
    pub static COUNT_DIFFERS_FROM_LIST = {
        name: "count-differs-from-list",
        code: "SUM005",
        title: "所列项数与个数不符",
        why_zh: "个数写好以后，又加了或删了一项",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        let mention = &reading.figures[index];
        let counts =
            matches!(mention.quantity.measure, Measure::Word("个" | "项" | "家" | "类" | "种"));
        if counts && mention.quantity.is_plain() && mention.quantity.number.decimals() == 0 {
            check_count(reading, notes, index);
        }
    }
}

fn check_count(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<()> {
    let mention = reading.figures.get(index)?;
    let before = reading.plain(mention.paragraph, 0..mention.span.start);
    let list = before.strip_suffix('等')?;
    let start =
        list.rfind(['，', '。', '；', '：']).map_or(0, |at| at.saturating_add('，'.len_utf8()));
    let list = list.get(start..)?;
    let (items, most) = count_items(list)?;
    let printed = mention.quantity.number.digits();
    if printed == i128::try_from(most).ok()? {
        let equation = format!("{most} = {}", reading.printed(index));
        notes.verify(reading, &COUNT_DIFFERS_FROM_LIST, index, &equation.as_str().into());
        return Some(());
    }
    // 等 may stand for more; fewer than the list has cannot be.
    let fewer = printed < i128::try_from(items).ok()?;
    let level = if fewer { Level::Warning } else { return None };
    let (text, span): (&str, Range<usize>) = (reading.printed(index), reading.span(index));
    notes.find(
        &COUNT_DIFFERS_FROM_LIST,
        level,
        span,
        words!("列出了{items}项，却写{text}", "{items} items are listed, and {text} is printed"),
        words!("数一数所列各项", "count the items of the list"),
    );
    notes.touch(index, level);
    Some(())
}

/// How many items stand between 、 at least and at most; none when brackets make that uncertain.
fn count_items(list: &str) -> Option<(usize, usize)> {
    if !list.contains('、') || list.contains(['（', '“', '《']) {
        return None;
    }
    let by_marks = list.matches('、').count().saturating_add(1);
    let last = list.rsplit('、').next().unwrap_or("");
    // 和 may join two items or be a part of one (征收和管理); 及 and 与 mostly are.
    if last.contains('和') {
        return Some((by_marks, by_marks.saturating_add(1)));
    }
    let joined = last.contains(['及', '与']);
    (!joined || 2 < by_marks).then_some((by_marks, by_marks))
}
