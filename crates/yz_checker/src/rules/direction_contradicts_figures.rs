//! `direction-contradicts-figures`.

use std::ops::Range;

use yz_diagnostics::{Level, declare_rule, words};
use yz_units::Exact;

use crate::figures::{Direction, Joint, Measure, Role, Stage};
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

/// 决算数大于预算数, in the words that reports use.
const COMPARED: &[(&str, Direction)] = &[
    ("决算数大于预算数", Direction::Up),
    ("决算数大于年初预算数", Direction::Up),
    ("决算大于预算", Direction::Up),
    ("决算数小于预算数", Direction::Down),
    ("决算数小于年初预算数", Direction::Down),
    ("决算小于预算", Direction::Down),
];

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
    let plain = reading.paragraphs[paragraph].plain.as_str();
    if !plain.has("预算") || !(plain.has("大于") || plain.has("小于")) {
        return;
    }
    for (phrase, said) in COMPARED {
        for (at, _) in plain.match_indices(phrase) {
            let Some(ratio) = done_to_planned(reading, paragraph, at) else { continue };
            let is = match ratio.cmp(&Exact::ONE) {
                std::cmp::Ordering::Greater => Some(Direction::Up),
                std::cmp::Ordering::Less => Some(Direction::Down),
                std::cmp::Ordering::Equal => None,
            };
            if is != Some(*said) {
                let span = at..at.saturating_add(phrase.len());
                report(reading, notes, paragraph, span, is);
            }
        }
    }
}

/// What was done over what was planned, from the last pair or rate told before a place.
fn done_to_planned(reading: &Reading<'_>, paragraph: usize, at: usize) -> Option<Exact> {
    let before = |index: &usize| reading.figures[*index].span.end <= at;
    let last = reading.figures_of(paragraph).rfind(before)?;
    let sentence = reading.figures[last].sentence;
    let near = |index: &usize| before(index) && reading.figures[*index].sentence == sentence;
    let figures: Vec<usize> = reading.figures_of(paragraph).filter(near).collect();
    let told = |stage: Stage| {
        figures.iter().rev().copied().find(|index| {
            let mention = &reading.figures[*index];
            mention.role == Role::Amount && mention.stage == Some(stage)
        })
    };
    if let (Some(planned), Some(done)) = (told(Stage::Planned), told(Stage::Done)) {
        let (a, b) = (&reading.figures[done].quantity, &reading.figures[planned].quantity);
        return if a.measure == b.measure { a.value()?.over(b.value()?) } else { None };
    }
    let rate = figures.iter().rev().copied().find(|index| {
        let mention = &reading.figures[*index];
        mention.role == Role::Completion && mention.quantity.measure == Measure::Percent
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
