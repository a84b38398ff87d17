//! `target-called-met`.

use yz_diagnostics::{Level, declare_rule, words};
use yz_units::{Bound, Exact};

use crate::figures::{Measure, Role, alike, subject_of};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds an item that is said to have met its target (完成年初设定值) while it prints a rate of
    /// completion below 100 %; and a result with a weaker bound than the target (90%以上 where the
    /// target is 95%以上).
    ///
    /// ## Why is this bad
    /// Marks are given for targets met.
    ///
    /// ## Example
    /// `参保46万人，年初设定值48万人，完成率96%，……完成年初设定值`
    ///
    /// ## Use instead
    /// `……未完成年初设定值，原因是……`
    pub static TARGET_CALLED_MET = {
        name: "target-called-met",
        code: "CONS001",
        title: "未达目标却称完成",
        why_zh: "达标才给分；未达标却写完成，得分就没有依据",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Words for a target that was met.
const MET: &[&str] = &[
    "完成年初设定值",
    "完成了年初设定值",
    "达到年初设定值",
    "完成年度目标",
    "完成年初目标",
    "达到预期目标",
    "完成绩效目标",
    "完成目标任务",
    "全面完成目标",
];

/// Words in front that deny it.
const NOT: &[&str] =
    &["未", "没", "不", "没有", "未能", "不能", "尚未", "未全面", "是否", "确保", "为"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in 0..reading.paragraphs.len() {
        let plain = reading.paragraphs[paragraph].plain.as_str();
        let met = MET.iter().any(|word| reading.paragraphs[paragraph].characters.may_hold(word));
        if !met {
            continue;
        }
        let Some((at, word)) = MET.iter().find_map(|word| Some((plain.first(word)?, word))) else {
            continue;
        };
        let denied = plain.get(..at).is_some_and(|head| NOT.iter().any(|not| head.ends_with(not)));
        let short = reading.figures_of(paragraph).find(|index| is_short(reading, *index));
        let Some(short) = short.filter(|_| !denied) else { continue };
        // A rate behind the word: 完成目标任务104.75% is no claim that it was met.
        if reading.figures[short].lead.contains(&at) {
            continue;
        }
        let rate = reading.printed(short);
        notes.find(
            &TARGET_CALLED_MET,
            Level::Error,
            reading.paragraphs[paragraph].span(at..at.saturating_add(word.len())),
            words!(
                "同一项的完成率是{rate}，没有完成",
                "the same item prints a completion of {rate}: the target was not met"
            ),
            words!("改为未完成，并说明原因", "say that it was not met, and why"),
        );
    }
    weaker_bounds(reading, notes);
}

fn is_short(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    mention.role == Role::Completion
        && mention.quantity.measure == Measure::Percent
        && mention.quantity.is_plain()
        && mention.quantity.value().is_some_and(|value| value < Exact::HUNDRED)
}

/// 参保率95%以上 in one place and 90%以上 in another.
fn weaker_bounds(reading: &Reading<'_>, notes: &mut Notebook) {
    let bounds: Vec<usize> = (0..reading.figures.len())
        .filter(|index| {
            let mention = &reading.figures[*index];
            let bound = matches!(mention.quantity.bound, Bound::AtLeast | Bound::About);
            bound && mention.quantity.measure == Measure::Percent && mention.role == Role::Rate
        })
        .take(200)
        .collect();
    for (at, later) in bounds.iter().enumerate() {
        let earlier = bounds
            .get(..at)
            .unwrap_or(&[])
            .iter()
            .find(|earlier| weaker(reading, **earlier, *later));
        let Some(earlier) = earlier else { continue };
        let (target, result) = (reading.printed(*earlier), reading.printed(*later));
        notes.find(
            &TARGET_CALLED_MET,
            Level::Warning,
            reading.phrase(*later),
            words!(
                "前面是{target}，这里是{result}，不能证明达到",
                "{target} before and {result} here: the one does not show the other"
            ),
            words!("写出实际数值", "print the value itself"),
        );
        notes.touch(*later, Level::Warning);
    }
}

fn weaker(reading: &Reading<'_>, earlier: usize, later: usize) -> bool {
    let value = |index: usize| reading.figures[index].quantity.value();
    let name = |index: usize| subject_of(reading.lead(index));
    let target = ["确保", "实现", "保持", "目标", "达到"];
    let lead = reading.lead(earlier);
    value(later) < value(earlier)
        && target.iter().any(|word| lead.has(word))
        && alike(rate_name(name(earlier)), rate_name(name(later)))
}

/// The name of a rate without what is to be done with it.
fn rate_name(name: &str) -> &str {
    let end = ["率", "比例"]
        .iter()
        .filter_map(|word| Some(name.last(word)?.saturating_add(word.len())))
        .max();
    let name = end.and_then(|end| name.get(..end)).unwrap_or(name);
    ["确保", "实现", "保持"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name)
}
