//! `completion-differs-from-parts`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::figures::{Role, alike};
use crate::groups::Group;
use crate::judge::{Claim, fits, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Where a total and its parts all tell how much of their budget was done, but not the budgets:
    /// the budgets that follow (amount ÷ rate) must add up. The same for changes: those of the
    /// parts make that of the total.
    ///
    /// ## Why is this bad
    /// One of the rates is wrong, and the budget that a reader works out from it too.
    ///
    /// ## Example
    /// `支出2.82万元，完成预算53.25%，其中公务用车0.82万元，完成预算13.67%；接待2万元，
    /// 完成预算100%`
    ///
    /// ## Use instead
    /// `支出2.82万元，完成预算35.25%，……`: 0.82 ÷ 13.67% + 2 ÷ 100% = 8.00, and 2.82 ÷ 8.00 =
    /// 35.25 %.
    pub static COMPLETION_DIFFERS_FROM_PARTS = {
        name: "completion-differs-from-parts",
        code: "RATE009",
        title: "完成率、增减额与分项不合",
        why_zh: "其中一个比率有误，读者由它推出的预算数也跟着错",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// How many figures on what is told of a part is looked for.
const LOOK_ON: usize = 60;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for group in &reading.groups {
        let complete = group.ends.last() == Some(&group.parts.len()) && 1 < group.parts.len();
        if complete && adds_up(reading, group) == Some(true) {
            completion(reading, notes, group);
            changes(reading, notes, group);
        }
    }
}

fn adds_up(reading: &Reading<'_>, group: &Group) -> Option<bool> {
    let mut sum = Range::ZERO;
    for part in &group.parts {
        sum = sum.plus(reading.figures.get(*part)?.range?)?;
    }
    Some(fits(reading.figures.get(group.total)?.range?, sum))
}

/// What is told of an amount: right behind it, or of the same name further on.
fn told(reading: &Reading<'_>, amount: usize, role: fn(Role) -> bool) -> Option<usize> {
    let value = reading.figures.get(amount)?.quantity;
    let end = amount.saturating_add(LOOK_ON).min(reading.figures.len());
    let of = |index: &usize| {
        let mention = &reading.figures[*index];
        let Some(head) = mention.head.filter(|_| role(mention.role)) else { return false };
        let other = reading.figures[head].quantity;
        head == amount
            || other.number == value.number
                && other.measure == value.measure
                && alike(reading.subject(head), reading.subject(amount))
    };
    (amount.saturating_add(1)..end).find(of)
}

/// The budget that follows from an amount and its rate.
fn budget(reading: &Reading<'_>, amount: usize) -> Option<(Range, Option<usize>)> {
    let range = reading.figures.get(amount)?.range?;
    let rate = told(reading, amount, |role| role == Role::Completion);
    if range == Range::ZERO && rate.is_none_or(|rate| is_zero(reading, rate)) {
        return Some((Range::ZERO, None));
    }
    let rate = rate?;
    let hundred = Range::exactly(Exact::HUNDRED);
    let budget = range.times(hundred)?.over(reading.figures.get(rate)?.range?)?;
    Some((budget, Some(rate)))
}

fn is_zero(reading: &Reading<'_>, index: usize) -> bool {
    reading.figures[index].quantity.value().is_some_and(Exact::is_zero)
}

fn completion(reading: &Reading<'_>, notes: &mut Notebook, group: &Group) -> Option<bool> {
    let total = told(reading, group.total, |role| role == Role::Completion)?;
    let mut sum = Range::ZERO;
    let (mut held, mut working) = (Vec::new(), String::new());
    for part in &group.parts {
        let (budget, rate) = budget(reading, *part)?;
        sum = sum.plus(budget)?;
        if let Some(rate) = rate {
            held.push(rate);
            let plus = if working.is_empty() { "" } else { " + " };
            working =
                format!("{working}{plus}{} ÷ {}", reading.printed(*part), reading.printed(rate));
        }
    }
    let all_done =
        held.iter().all(|rate| reading.figures[*rate].quantity.value() == Some(Exact::HUNDRED));
    if held.len() < 2 || all_done {
        return None;
    }
    let amount = reading.figures.get(group.total)?.range?;
    let recomputed = crate::judge::percent_of(amount, sum)?;
    let working = format!("{} ÷ ({working})", reading.printed(group.total));
    judge(reading, notes, claim(total, recomputed, working, held))
}

fn changes(reading: &Reading<'_>, notes: &mut Notebook, group: &Group) -> Option<bool> {
    let is_change = |role: Role| matches!(role, Role::Change(_));
    let total = told(reading, group.total, is_change)?;
    let near = |change: usize, amount: usize| change.saturating_sub(amount) < 6;
    let (mut sum, mut held) = (Range::ZERO, Vec::new());
    let mut working = String::new();
    let down = |index: usize| crate::groups::sign_of(&reading.figures[index]);
    for part in &group.parts {
        let Some(change) = told(reading, *part, is_change) else {
            // Nothing spent in either year: 与上年持平.
            if is_zero(reading, *part) {
                continue;
            }
            return None;
        };
        let range = reading.figures.get(change)?.range?;
        sum = if down(change) { sum.minus(range)? } else { sum.plus(range)? };
        let sign = if down(change) { " - " } else { " + " };
        working = format!("{working}{sign}{}", reading.printed(change));
        held.push(change);
    }
    // Where all are told side by side, `total-differs-from-parts` has added them up.
    let adjacent = near(total, group.total)
        && held.iter().zip(&group.parts).all(|(change, part)| near(*change, *part));
    if held.len() < 2 || adjacent {
        return None;
    }
    let sum = if down(total) { sum.negated() } else { sum };
    let working = working.trim_start_matches(" + ").trim_start().to_owned();
    judge(reading, notes, claim(total, sum, working, held))
}

fn claim(figure: usize, recomputed: Range, working: String, held: Vec<usize>) -> Claim {
    Claim {
        rule: &COMPLETION_DIFFERS_FROM_PARTS,
        figure,
        at: None,
        recomputed,
        working,
        held,
        sure: false,
        few_digits_are_doubtful: false,
        message: words!(
            "总的完成率（增减额）与各项的不合",
            "the rate or change of the total does not fit those of its parts"
        ),
        help: words!("核对总的和各项的数", "check those of the total and of each part"),
    }
}
