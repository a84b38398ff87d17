//! `unquantified-indicator`.

use std::ops::Range;

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{clause_after, clause_before};
use crate::headings::heading;
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds results of performance indicators that give no figure:
    ///
    /// * an item 数量指标：, 效益指标： … without a figure that is said to be 完成, 较高 or 普遍 (a
    ///   hint for time, cost and quality);
    /// * a clause of such an item in which a number or rate only moves (逐年递减);
    /// * a target `≥ 2 次` whose text, up to the next heading, counts nothing in that unit;
    /// * 满意度 or 知晓率 that is only 较高 (a hint outside of indicators);
    /// * money that is 已全部到位 without an amount (a hint).
    ///
    /// ## Why is this bad
    /// Points are given for a result that nobody can check.
    ///
    /// ## Example
    /// `服务对象满意度：提高参保人员满意度，完成了年初设定值。`
    ///
    /// ## Use instead
    /// `服务对象满意度：参保人员满意度96%（年初设定值95%）。`
    pub static UNQUANTIFIED_INDICATOR = {
        name: "unquantified-indicator",
        code: "FORM014",
        title: "绩效指标没有量化结果",
        why_zh: "没有数值的结果无法核对，却给了分",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// What the name of an item ends in, before its colon.
const ITEMS: [&str; 12] = [
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "效益指标",
    "影响指标",
    "满意度指标",
    "社会效益",
    "经济效益",
    "生态效益",
    "可持续性",
    "满意度",
];

/// Words that stand where a figure is expected.
static VAGUE: Needles = Needles::new(&[
    "完成年初设定值",
    "完成了年初设定值",
    "完成年初目标",
    "完成了年初目标",
    "完成目标值",
    "完成指标值",
    "达到预期",
    "普遍了解",
    "普遍满意",
    "普遍提高",
    "较高",
    "显著提高",
    "明显提高",
    "有效提高",
    "进一步提高",
    "不断提高",
    "效果显著",
    "效果明显",
]);

/// A number that only moves.
static MOVES: Needles = Needles::new(&[
    "逐年递减",
    "逐年递增",
    "逐年下降",
    "逐年减少",
    "逐年增加",
    "逐年上升",
    "逐年提高",
    "逐步下降",
    "逐步减少",
    "逐步提高",
    "有所下降",
    "有所提高",
    "明显下降",
    "明显减少",
    "大幅下降",
    "大幅减少",
]);

/// What is asked in a survey.
static SURVEYS: Needles = Needles::new(&["满意度", "知晓率", "知晓度"]);

static HIGH: Needles = Needles::new(&["较高", "很高", "明显提高", "显著提高", "普遍较高", "较好"]);

static PAID: Needles = Needles::new(&["已全部到位", "已足额到位", "已全额到位", "均已到位"]);

const CLAUSE: &[char] = &['。', '；', '，'];
const SENTENCE: &[char] = &['。', '；'];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for (number, paragraph) in reading.paragraphs.iter().enumerate() {
        let plain = paragraph.plain.as_str();
        let named = paragraph.characters.may_hold("标：")
            || paragraph.characters.may_hold("性：")
            || paragraph.characters.may_hold("度：")
            || paragraph.characters.may_hold("益：");
        let item = if named { item(plain) } else { None };
        if let Some(result) = &item {
            check_item(paragraph, result.clone(), notes);
        }
        check_target(reading, number, notes);
        for (at, word) in SURVEYS.find_in(paragraph) {
            let end = at.saturating_add(SURVEYS.word(word).len());
            check_survey(reading, number, at..end, item.is_some(), notes);
        }
        for (at, word) in PAID.find_in(paragraph) {
            let sentence = clause_before(plain, at, SENTENCE);
            let money = sentence.has("资金") && !sentence.contains('元');
            let end = at.saturating_add(PAID.word(word).len());
            let after = clause_after(plain, end, SENTENCE);
            if money && !after.contains('元') && !sentence.contains('%') {
                report(paragraph, at..end, Level::Hint, notes);
            }
        }
    }
}

fn report(paragraph: &Paragraph, place: Range<usize>, level: Level, notes: &mut Notebook) {
    let found = paragraph.plain.get(place.clone()).unwrap_or("");
    notes.find(
        &UNQUANTIFIED_INDICATOR,
        level,
        paragraph.span(place),
        words!("“{found}”没有给出数值", "{found} gives no figure"),
        words!("写明指标值和实际完成值", "print the target and the result as figures"),
    );
}

fn has_figure(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || text.has("百分之")
}

/// Where the result begins in an item that names an indicator: behind 数量指标：.
fn item(plain: &str) -> Option<Range<usize>> {
    let (label, _) = plain.split_once('：')?;
    let label = heading(0, label).map_or(label, |heading| heading.title);
    let named = label.chars().count() <= 16 && ITEMS.iter().any(|item| label.ends_with(item));
    let start = plain.find('：')?.saturating_add('：'.len_utf8());
    named.then_some(start..plain.len())
}

fn check_item(paragraph: &Paragraph, result: Range<usize>, notes: &mut Notebook) {
    let plain = paragraph.plain.as_str();
    let text = plain.get(result.clone()).unwrap_or("");
    if !has_figure(text) {
        if let Some((at, word)) = VAGUE.find(text).last() {
            let start = result.start.saturating_add(at);
            let end = start.saturating_add(VAGUE.word(word).len());
            // Whether a date or a budget was kept may be said in words.
            let label = plain.get(..result.start).unwrap_or("");
            let kept = ["时效指标：", "成本指标：", "质量指标："];
            let hint = kept.iter().any(|kept| label.ends_with(kept));
            let level = if hint { Level::Hint } else { Level::Warning };
            report(paragraph, start..end, level, notes);
        }
        return;
    }
    for (at, word) in MOVES.find(text) {
        let clause = clause_before(text, at, CLAUSE);
        let counted = clause.contains('数') || clause.contains('率') || clause.contains('额');
        let end = at.saturating_add(MOVES.word(word).len());
        if counted && !has_figure(clause) && !has_figure(clause_after(text, end, CLAUSE)) {
            let start = result.start.saturating_add(at).saturating_sub(clause.len());
            report(paragraph, start..result.start.saturating_add(end), Level::Warning, notes);
        }
    }
}

/// Whether a paragraph that sets a target, ≥ 2 次, is followed by a figure in that unit.
fn check_target(reading: &Reading<'_>, number: usize, notes: &mut Notebook) {
    let Some(paragraph) = reading.paragraphs.get(number) else { return };
    let plain = paragraph.plain.as_str();
    if !paragraph.characters.may_hold("≥") {
        return;
    }
    let Some(at) = plain.find('≥') else { return };
    let rest = plain.get(at.saturating_add('≥'.len_utf8())..).unwrap_or("");
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let short = (1..=2).contains(&unit.chars().count()) && unit.len() < rest.len();
    let Some(numbered) = heading(number, plain).filter(|_| short) else { return };
    let text = reading.paragraphs.get(number.saturating_add(1)..).unwrap_or(&[]);
    let mut text = text.iter().take_while(|next| heading(0, &next.plain).is_none()).peekable();
    if text.peek().is_none() {
        return;
    }
    let counts = |plain: &str| {
        plain.match_indices(unit).any(|(at, _)| {
            let before = plain.get(..at).and_then(|head| head.chars().next_back());
            before.is_some_and(|c| {
                c.is_ascii_digit() || "一二两三四五六七八九十百千万余多".contains(c)
            })
        })
    };
    if !text.any(|next| counts(&next.plain)) {
        report(paragraph, numbered.mark.end..plain.len(), Level::Warning, notes);
    }
}

/// Whether a survey is said to be high, with no figure in the sentence.
fn check_survey(
    reading: &Reading<'_>,
    number: usize,
    place: Range<usize>,
    in_item: bool,
    notes: &mut Notebook,
) {
    let Some(paragraph) = reading.paragraphs.get(number) else { return };
    let plain = paragraph.plain.as_str();
    let after = clause_after(plain, place.end, CLAUSE);
    let Some((at, word)) = HIGH.find(after).next().filter(|(at, _)| *at <= 6) else { return };
    let sentence = clause_after(plain, place.end, SENTENCE);
    let before = clause_before(plain, place.start, SENTENCE);
    if in_item || has_figure(sentence) || before.contains('%') {
        return;
    }
    // Directly below the heading of the indicator it is the result.
    let above = number.checked_sub(1).and_then(|above| reading.paragraphs.get(above));
    let below_heading = above.is_some_and(|above| item(&above.plain).is_some());
    let level = if below_heading { Level::Warning } else { Level::Hint };
    let end = place.end.saturating_add(at).saturating_add(HIGH.word(word).len());
    report(paragraph, place.start..end, level, notes);
}
