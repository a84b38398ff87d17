//! `full-score-despite-shortfall`.

use yz_diagnostics::{Level, declare_rule, words};
use yz_units::Exact;

use crate::figures::{Measure, Role};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds a total of 100 marks in a report that says itself that a task was not completed
    /// (任务完成率 91.38%) or money came late.
    ///
    /// ## Why is this bad
    /// Full marks say that every target was met. By 财预〔2020〕10号 marks go with the rate of
    /// completion.
    ///
    /// ## Example
    /// `绩效评分为100分。……任务完成率91.38%。`
    ///
    /// ## Use instead
    /// A score from which the shortfall was taken off.
    pub static FULL_SCORE_DESPITE_SHORTFALL = {
        name: "full-score-despite-shortfall",
        code: "SCORE004",
        title: "满分与未完成的事实矛盾",
        why_zh: "没有达标却得满分，评分就没有依据",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Words for what went wrong, in the part of a report that tells of problems.
const PROBLEMS: &[&str] = &["不及时", "滞后", "未完成", "不到位", "未达到", "偏低", "进度缓慢"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let total = (0..reading.figures.len()).find(|index| is_full_total(reading, *index));
    let Some(total) = total else { return };
    let shortfall = (0..reading.figures.len()).find(|index| is_shortfall(reading, *index));
    if let Some(shortfall) = shortfall {
        let rate = reading.plain(
            reading.figures[shortfall].paragraph,
            reading.figures[shortfall].lead.start..reading.figures[shortfall].span.end,
        );
        notes.find(
            &FULL_SCORE_DESPITE_SHORTFALL,
            Level::Error,
            reading.phrase(total),
            words!("评为满分，但报告写明{rate}", "full marks, while the report says: {rate}"),
            words!("按完成情况扣分", "take marks off for what was not done"),
        );
        notes.touch(total, Level::Error);
    }
    problems(reading, notes);
}

fn is_full_total(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let lead = reading.lead(index);
    mention.quantity.measure == Measure::Marks
        && mention.role == Role::MarksGained
        && mention.quantity.value() == Some(Exact::HUNDRED)
        && ["评分", "得分", "结果", "自评"].iter().any(|word| lead.has(word))
}

/// A rate of completion below 100 %, of a task or target.
fn is_shortfall(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let lead = reading.lead(index);
    mention.role == Role::Completion
        && mention.quantity.measure == Measure::Percent
        && mention.quantity.is_plain()
        && mention.quantity.value().is_some_and(|value| value < Exact::HUNDRED)
        && ["完成率", "任务", "目标"].iter().any(|word| lead.has(word))
}

/// Problems told in a report with full marks.
fn problems(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut within = false;
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        let heading = plain.chars().count() <= 20 && !plain.ends_with('。');
        if heading && plain.has("存在") && plain.has("问题") {
            within = true;
            continue;
        }
        if heading && within {
            within = false;
        }
        let Some(word) = PROBLEMS.iter().find(|word| within && plain.has(word)) else {
            continue;
        };
        let at = plain.first(word).unwrap_or(0);
        let from = plain.get(..at).and_then(|head| head.rfind(['。', '；', '，']));
        let from = from.map_or(0, |from| from.saturating_add('。'.len_utf8()));
        notes.find(
            &FULL_SCORE_DESPITE_SHORTFALL,
            Level::Warning,
            paragraph.span(from..at.saturating_add(word.len())),
            words!("写明了问题，却没有扣分", "a problem is told, and no mark is taken off"),
            words!("说明为何不扣分，或相应扣分", "take marks off, or say why not"),
        );
    }
}
