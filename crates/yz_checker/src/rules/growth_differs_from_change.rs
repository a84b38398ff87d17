//! `growth-differs-from-change`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::figures::{Direction, Joint, Mention, Quantity, Role, is_of_another};
use crate::judge::{Claim, judge_at};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes a rate of growth from the amount and its change: 收入3765.66万元，
    /// 比上年增加540.23万元 was 3225.43万元 the year before, of which 540.23 is 16.75 %.
    ///
    /// ## Why is this bad
    /// The commonest slip is to divide by this year's amount instead of last year's. It makes
    /// growth look smaller and decline look larger than they were.
    ///
    /// ## Example
    /// `社会保障和就业支出116433.12元，同比增加16803.36元，增长14.43%`
    ///
    /// ## Use instead
    /// `社会保障和就业支出116433.12元，同比增加16803.36元，增长16.87%`
    pub static GROWTH_DIFFERS_FROM_CHANGE = {
        name: "growth-differs-from-change",
        code: "RATE002",
        title: "增减幅度与增减额不符",
        why_zh: "最常见的错是除以了本年数，而不是上年数",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for rate in 0..reading.figures.len() {
        check_rate(reading, notes, rate);
    }
}

fn check_rate(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<bool> {
    let this = reading.figures.get(rate)?;
    let Role::ChangeRate(direction) = this.role else { return None };
    let change = change_of(reading, rate)?;
    let changed = reading.figures.get(change)?;
    let head = changed.head?;
    let amount = reading.figures.get(head)?;
    if amount.quantity.measure != changed.quantity.measure
        || ![amount, changed, this].iter().all(|mention| mention.quantity.is_plain())
        || matches!(changed.role, Role::Change(other) if other != direction)
        || is_of_another(reading.lead(rate), reading.subject(head))
        // What is new need not be what there is more of.
        || reading.lead(change).has("新增")
    {
        return None;
    }
    let recomputed = rate_of(amount.range?, changed.range?, direction)?;
    let exactly = |quantity: Quantity| Some(Range::exactly(quantity.value()?));
    let middle =
        rate_of(exactly(amount.quantity)?, exactly(changed.quantity)?, direction)?.low()?;
    let negative = this.quantity.value()?.is_negative();
    let (recomputed, middle) = match negative {
        true => (recomputed.negated(), middle.negated()),
        false => (recomputed, middle),
    };
    let sign = if direction == Direction::Up { "-" } else { "+" };
    let printed = (reading.printed(head), reading.printed(change));
    judge_at(
        reading,
        notes,
        Claim {
            rule: &GROWTH_DIFFERS_FROM_CHANGE,
            figure: rate,
            at: None,
            recomputed,
            working: format!("{} ÷ ({} {sign} {})", printed.1, printed.0, printed.1),
            held: held(amount, changed, this, direction, change),
            // An amount told in another paragraph may be another one of that name.
            sure: amount.paragraph == this.paragraph || is_named(reading, change, head),
            few_digits_are_doubtful: false,
            message: words!(
                "增减幅度与增减额不符",
                "the rate of change does not follow from the change"
            ),
            help: words!(
                "幅度 = 增减额 ÷ 上年数；上年数由本年数减去增加额（或加上减少额）得到",
                "rate = change ÷ amount of the year before, which is this year's less the change"
            ),
        },
        middle,
    )
}

/// Whether a change names its amount in full, or not at all.
fn is_named(reading: &Reading<'_>, change: usize, head: usize) -> bool {
    let (lead, subject) = (reading.lead(change), reading.subject(head));
    lead.starts_with(['比', '较', '同', '与']) || lead.has(subject)
}

/// The change in front of a rate, of the same head: 减少351.21万元，下降4.91%.
fn change_of(reading: &Reading<'_>, rate: usize) -> Option<usize> {
    let this = reading.figures.get(rate)?;
    let before = rate.checked_sub(1)?;
    let mention = reading.figures.get(before)?;
    let near = mention.paragraph == this.paragraph
        && mention.sentence == this.sentence
        && this.joint <= Joint::Comma
        && matches!(mention.role, Role::Change(_));
    if near {
        return Some(before);
    }
    // 增长15.35%，增收25457万元: right behind, with no other base named.
    let behind = rate.checked_add(1)?;
    let (next, lead) = (reading.figures.get(behind)?, reading.lead(behind));
    let plain = lead.chars().count() <= 6 && !lead.contains(['比', '较']) && !lead.has("预算");
    let follows = next.paragraph == this.paragraph
        && next.sentence == this.sentence
        && next.joint == Joint::Comma
        && matches!(next.role, Role::Change(_))
        && this.head.is_some()
        && next.head == this.head;
    (follows && plain).then_some(behind)
}

/// change ÷ (amount ∓ change), in percent; both ends taken where the rate is least and largest.
fn rate_of(amount: Range, change: Range, direction: Direction) -> Option<Range> {
    let end = |amount: Option<Exact>, change: Option<Exact>| {
        let (amount, change) = (amount?, change?);
        let before = match direction {
            Direction::Up => amount.minus(change)?,
            Direction::Down => amount.plus(change)?,
        };
        change.over(before)?.times(Exact::HUNDRED)
    };
    let low = end(amount.high(), change.low())?;
    let high = end(amount.low(), change.high())?;
    // Last year may have been nothing; then no rate follows.
    if high.is_negative() || high < low {
        return None;
    }
    Some(Range::between(Some(low), Some(high)))
}

/// The change is held too, when one more or less of its last digit would not fit.
fn held(
    amount: &Mention,
    change: &Mention,
    rate: &Mention,
    direction: Direction,
    index: usize,
) -> Vec<usize> {
    let check = || {
        let digit = Range::exactly(change.quantity.last_digit()?);
        let range = change.range?;
        let printed = rate.range?;
        let breaks = |moved: Option<Range>| {
            let rate = rate_of(amount.range?, moved?, direction)?;
            Some(!crate::judge::fits(printed, rate))
        };
        Some(breaks(range.plus(digit))? && breaks(range.minus(digit))?)
    };
    if check() == Some(true) { vec![index] } else { Vec::new() }
}
