//! `direction-contradicts-figures`.

use std::ops::Range;

use yz_diagnostics::{Level, declare_rule, words};
use yz_units::Exact;

use crate::figures::{Direction, Joint, Measure, Role, Stage};
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds words of direction that the figures beside them contradict: 减少14.58万元，增长5.15%;
    /// 决算数小于预算数 where the final amount is the larger one, or both are the same.
    ///
    /// ## Why is this bad
    /// The reason that follows explains something that did not happen.
    ///
    /// ## Example
    /// `年初预算为412.68万元，支出决算为438.15万元，完成年初预算的106.17%。
    /// 决算数小于预算数的主要原因：人员增加。`
    ///
    /// ## Use instead
    /// `……决算数大于预算数的主要原因：人员增加。`
    pub static DIRECTION_CONTRADICTS_FIGURES = {
        name: "direction-contradicts-figures",
        code: "DIR001",
        title: "增减、大小的说法与数字相反",
        why_zh: "后面写的原因，解释的是没有发生的事",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// 大于 and 小于, in the words that reports use between 决算 and 预算.
static COMPARED: Needles = Needles::new(&["大于", "高于", "超过", "多于", "小于", "低于", "少于"]);

/// How many of these say more.
const MORE: usize = 4;

/// What was done, in front of 大于.
const DONE: &[&str] =
    &["决算数", "决算", "决算支出", "决算收入", "决算支出数", "决算收入数", "执行数", "支出数"];

/// What was planned, behind it.
const PLANNED: &[&str] = &["年初预算", "全年预算", "调整预算", "预算", "调整后预算"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        against_each_other(reading, notes, index);
    }
    for paragraph in 0..reading.paragraphs.len() {
        against_budget(reading, notes, paragraph);
    }
}

/// 减少14.58万元，增长5.15%.
fn against_each_other(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<()> {
    let this = reading.figures.get(rate)?;
    let change = reading.figures.get(rate.checked_sub(1)?)?;
    let (Role::ChangeRate(one), Role::Change(other)) = (this.role, change.role) else {
        return None;
    };
    let joined = this.paragraph == change.paragraph
        && this.sentence == change.sentence
        && this.joint == Joint::Comma
        && reading.lead(rate).chars().count() <= 3;
    let value = this.quantity.value()?;
    if !joined || one == other || value.is_zero() || value.is_negative() {
        return None;
    }
    notes.find(
        &DIRECTION_CONTRADICTS_FIGURES,
        Level::Error,
        reading.phrase(rate),
        words!("增减额与增减幅度方向相反", "the change and its rate go in opposite directions"),
        words!("核对是增还是减", "check whether it is a rise or a fall"),
    );
    notes.touch(rate, Level::Error);
    Some(())
}

fn against_budget(reading: &Reading<'_>, notes: &mut Notebook, paragraph: usize) {
    let Some(words) = reading.paragraphs.get(paragraph) else { return };
    let plain = words.plain.as_str();
    for (at, word) in COMPARED.find_in(words) {
        let (head, behind) = (plain.get(..at).unwrap_or(""), at.saturating_add("大于".len()));
        let rest = plain.get(behind..).unwrap_or("");
        let done = DONE.iter().filter(|done| head.ends_with(**done)).map(|done| done.len()).max();
        let planned = PLANNED.iter().find(|planned| rest.starts_with(**planned));
        let (Some(done), Some(planned)) = (done, planned) else { continue };
        let said = if word < MORE { Direction::Up } else { Direction::Down };
        let Some(ratio) = done_to_planned(reading, paragraph, at, planned) else { continue };
        let is = match ratio.cmp(&Exact::ONE) {
            std::cmp::Ordering::Greater => Some(Direction::Up),
            std::cmp::Ordering::Less => Some(Direction::Down),
            std::cmp::Ordering::Equal => None,
        };
        if is != Some(said) {
            let end = behind.saturating_add(planned.len());
            let number = plain.get(end..).is_some_and(|rest| rest.starts_with('数'));
            let end = if number { end.saturating_add('数'.len_utf8()) } else { end };
            report(reading, notes, paragraph, at.saturating_sub(done)..end, is);
        }
    }
}

/// What was done over what was planned, from the last pair or rate told before a place.
fn done_to_planned(
    reading: &Reading<'_>,
    paragraph: usize,
    at: usize,
    budget: &str,
) -> Option<Exact> {
    let before = |index: &usize| reading.figures[*index].span.end <= at;
    let last = reading.figures_of(paragraph).rfind(before)?;
    let sentence = reading.figures[last].sentence;
    let near = |index: &usize| before(index) && reading.figures[*index].sentence == sentence;
    let figures: Vec<usize> = reading.figures_of(paragraph).filter(near).collect();
    // 年初预算 and 调整预算 are two budgets.
    let of_budget = |index: usize| {
        let lead = reading.lead(index);
        let named = lead.has("调整") || lead.has("全年") || lead.has("年初");
        !named || budget == "预算" || lead.has("年初") == budget.has("年初")
    };
    let told = |stage: Stage| {
        figures.iter().rev().copied().find(|index| {
            let mention = &reading.figures[*index];
            let of = stage == Stage::Done || of_budget(*index);
            mention.role == Role::Amount && mention.stage == Some(stage) && of
        })
    };
    if let (Some(planned), Some(done)) = (told(Stage::Planned), told(Stage::Done)) {
        let (a, b) = (&reading.figures[done].quantity, &reading.figures[planned].quantity);
        return if a.measure == b.measure { a.value()?.over(b.value()?) } else { None };
    }
    let rate = figures.iter().rev().copied().find(|index| {
        let mention = &reading.figures[*index];
        mention.role == Role::Completion
            && mention.quantity.measure == Measure::Percent
            && of_budget(*index)
    })?;
    let value = reading.figures[rate].quantity.value()?;
    // A rate of 100 % may have been rounded.
    if value == Exact::HUNDRED && 0 < reading.figures[rate].quantity.number.decimals() {
        return None;
    }
    value.over(Exact::HUNDRED)
}

fn report(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    paragraph: usize,
    span: Range<usize>,
    is: Option<Direction>,
) {
    let (zh, en) = match is {
        Some(Direction::Up) => ("大于", "more than"),
        Some(Direction::Down) => ("小于", "less than"),
        None => ("等于", "the same as"),
    };
    notes.find(
        &DIRECTION_CONTRADICTS_FIGURES,
        Level::Error,
        reading.paragraphs[paragraph].span(span),
        words!("按前面的数，决算数{zh}预算数", "by the figures before, it is {en} the budget"),
        words!("核对大小和后面的原因", "check the comparison, and the reason that follows"),
    );
}
