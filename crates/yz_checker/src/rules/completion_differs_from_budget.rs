//! `completion-differs-from-budget`.

use yz_diagnostics::{declare_rule, words};

use crate::figures::{Joint, Measure, Role, Stage, alike, behind_account, is_generic, subject_of};
use crate::judge::{Claim, judge, percent_of};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes how much of a budget, plan or target was done: 完成预算的100.64%, 完成率96%,
    /// 预算执行率99%, from the two amounts that the words name.
    ///
    /// ## Why is this bad
    /// Marks are given for this rate; it decides whether a budget is called carried out.
    ///
    /// ## Example
    /// `全年预算数65.66万元，全年执行数65.07万元，预算执行率90%`
    ///
    /// ## Use instead
    /// `全年预算数65.66万元，全年执行数65.07万元，预算执行率99%`
    pub static COMPLETION_DIFFERS_FROM_BUDGET = {
        name: "completion-differs-from-budget",
        code: "RATE003",
        title: "完成率与预算、目标不符",
        why_zh: "完成率决定得分，也决定预算是否算执行到位",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for rate in 0..reading.figures.len() {
        if reading.figures[rate].role == Role::Completion {
            check_rate(reading, notes, rate);
        }
    }
}

/// What was done, what was to be done, and whether the words leave no other reading.
struct Pair {
    done: usize,
    planned: usize,
    sure: bool,
}

fn check_rate(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<bool> {
    let pair = pair(reading, rate)?;
    let done = reading.figures.get(pair.done)?.quantity;
    let planned = reading.figures.get(pair.planned)?.quantity;
    if done.measure != planned.measure || !done.is_plain() || !planned.is_plain() {
        return None;
    }
    let recomputed = percent_of(done.range()?, planned.range()?)?;
    let printed = (reading.printed(pair.done), reading.printed(pair.planned));
    judge(
        reading,
        notes,
        Claim {
            rule: &COMPLETION_DIFFERS_FROM_BUDGET,
            figure: rate,
            at: None,
            recomputed,
            working: format!("{} ÷ {}", printed.0, printed.1),
            held: Vec::new(),
            sure: pair.sure,
            few_digits_are_doubtful: false,
            message: words!(
                "完成率与预算、目标不符",
                "the rate does not follow from what was done and what was planned"
            ),
            help: words!(
                "核对完成数、预算（目标）数和完成率",
                "check what was done, what was planned, and the rate"
            ),
        },
    )
}

fn pair(reading: &Reading<'_>, rate: usize) -> Option<Pair> {
    let mention = reading.figures.get(rate)?;
    let before = rate.checked_sub(1)?;
    // 占年初预算60999万元的40.4%.
    if mention.joint == Joint::Words && reading.figures[before].role == Role::Base {
        let done = (reading.figures_of(mention.paragraph).start..before)
            .rev()
            .find(|index| reading.figures[*index].role == Role::Amount)?;
        let same = reading.figures[done].sentence == mention.sentence;
        return same.then_some(Pair { done, planned: before, sure: true });
    }
    side_by_side(reading, rate).or_else(|| budget_elsewhere(reading, rate))
}

/// 全年预算数65.66万元，全年执行数65.07万元，预算执行率99%: the two amounts right in front.
fn side_by_side(reading: &Reading<'_>, rate: usize) -> Option<Pair> {
    let lead = reading.lead(rate);
    let of_budget = lead.has("完成预算") || lead.has("年初预算") || lead.starts_with('为');
    let mention = reading.figures.get(rate)?;
    let first = reading.figures_of(mention.paragraph).start;
    let mut amounts = (first..rate).rev().filter(|index| {
        let other = &reading.figures[*index];
        other.sentence == mention.sentence && other.role == Role::Amount
    });
    let (second, first) = (amounts.next()?, amounts.next()?);
    let measure = |index: usize| reading.figures[index].quantity.measure;
    if measure(first) != measure(second)
        || first.abs_diff(second) != 1
        || second.abs_diff(rate) != 1
    {
        return None;
    }
    let planned = |index: usize| match of_budget {
        true => reading.figures[index].stage == Some(Stage::Planned),
        false => plans(reading.lead(index)),
    };
    match (planned(first), planned(second)) {
        (true, false) => Some(Pair { done: second, planned: first, sure: true }),
        (false, true) => Some(Pair { done: first, planned: second, sure: true }),
        // 下达我局工作经费20万元，实际支出20万元，资金支出率为100%.
        (false, false)
            if !of_budget
                && spends(subject_of(reading.lead(second)))
                && measure(first) == Measure::Yuan =>
        {
            Some(Pair { done: second, planned: first, sure: true })
        }
        // 中央资金829.3万元，执行829.3万元.
        _ => None,
    }
}

fn plans(lead: &str) -> bool {
    let words = ["预算", "计划", "目标", "指标值", "设定值", "任务", "应"];
    words.iter().any(|word| lead.has(word)) && !lead.has("执行数")
}

/// Whether words name only that it was spent, of what was named before.
fn spends(subject: &str) -> bool {
    let words =
        ["支出", "执行", "实际支出", "实际执行", "支付", "实际支付", "使用", "实际使用", "拨付"];
    words.contains(&subject)
}

/// 总收入70,325.02万元，完成预算的100.64%, where 收入预算为69,876.23万元 stands further up.
fn budget_elsewhere(reading: &Reading<'_>, rate: usize) -> Option<Pair> {
    let lead = reading.lead(rate);
    if !lead.has("预算") {
        return None;
    }
    let done = reading.figures.get(rate)?.head?;
    let subject = subject_of(reading.lead(done));
    let flow = ["收入", "支出"].into_iter().find(|flow| subject.ends_with(flow))?;
    let measure = reading.figures[done].quantity.measure;
    // 总收入 is what the whole budget is of; 教育支出 is not.
    let whole = is_generic(subject.without_start("本年"))
        || ["总收入", "总支出"].iter().any(|total| subject.ends_with(total));
    let budgets: Vec<usize> = (rate.saturating_sub(60)..done)
        .filter(|index| {
            let mention = &reading.figures[*index];
            if mention.role != Role::Amount || mention.quantity.measure != measure {
                return false;
            }
            let lead = subject_of(reading.lead(*index));
            // 一般公共预算 and the like are names of accounts, not budgets.
            let words = behind_account(lead);
            words.has("预算")
                && (whole || alike(subject, lead))
                && words.without_end("预算").trim_end_matches('数').ends_with(flow)
        })
        .collect();
    match budgets.as_slice() {
        [planned] => Some(Pair { done, planned: *planned, sure: true }),
        _ => None,
    }
}
