//! `amount-differs-from-rate`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::brackets::is_closed_off;
use crate::figures::{Joint, Measure, Role};
use crate::judge::{Claim, fits, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Multiplies persons by a rate a head where the words say that an amount comes of it:
    /// 按照48991人、每人35.00元计算，需要171.47万元.
    ///
    /// ## Why is this bad
    /// Subsidies are paid by head. When persons, rate and amount do not fit, one level of
    /// government pays too much or too little.
    ///
    /// ## Example
    /// `按照享受补助人数50000人、补助标准每人35.00元计算，计划资金165.00万元`
    ///
    /// ## Use instead
    /// `按照享受补助人数50000人、补助标准每人35.00元计算，计划资金175.00万元`
    pub static AMOUNT_DIFFERS_FROM_RATE = {
        name: "amount-differs-from-rate",
        code: "PROD001",
        title: "金额不等于人数乘标准",
        why_zh: "补助按人头拨付，人数乘标准就是应拨的数",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for rate in 0..reading.figures.len() {
        let quantity = reading.figures[rate].quantity;
        if quantity.measure == Measure::YuanPerPerson && quantity.is_plain() {
            check_rate(reading, notes, rate);
        }
    }
}

fn check_rate(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<bool> {
    let this = reading.figures.get(rate)?;
    let paragraph = reading.figures_of(this.paragraph);
    let in_sentence = |index: &usize| reading.figures[*index].sentence == this.sentence;
    let rates = paragraph.clone().filter(in_sentence);
    let rates = rates.filter(|i| reading.figures[*i].quantity.measure == Measure::YuanPerPerson);
    if rates.count() != 1 {
        return None;
    }
    let persons = |index: &usize| {
        let mention = &reading.figures[*index];
        mention.quantity.measure == Measure::Persons
            && mention.role == Role::Amount
            && mention.quantity.is_plain()
            && !is_closed_off(reading, *index, rate)
    };
    let money = |index: &usize| {
        let mention = &reading.figures[*index];
        mention.quantity.measure == Measure::Yuan
            && mention.role == Role::Amount
            && mention.quantity.is_plain()
            && in_sentence(index)
    };
    let after = rate.saturating_add(1)..paragraph.end;
    let heads_after = after.clone().find(|index| persons(index) && in_sentence(index));
    let heads_before = (paragraph.start..rate).rev().find(persons);
    let amount_after = after.clone().find(money);
    // 资金1060万元，按照21.96元/人，完成461025人: amount, rate, persons.
    let (heads, amount, sure) = match (heads_before, amount_after, heads_after) {
        (Some(heads), Some(amount), _) => (heads, amount, true),
        (None, Some(amount), Some(heads)) => (heads, amount, true),
        (None, None, Some(heads)) => {
            let amount = (paragraph.start..rate).rev().find(money)?;
            (heads, amount, false)
        }
        _ => return None,
    };
    if !is_meant(reading, heads, rate, amount) {
        return None;
    }
    let heads = all_heads(reading, heads, rate, amount)?;
    let recomputed = product(reading, heads, rate)?;
    let printed = (reading.printed(heads), reading.printed(rate));
    let close = is_close(reading, amount, recomputed);
    if !close && !says_so(reading, rate, amount) {
        return None;
    }
    judge(
        reading,
        notes,
        Claim {
            rule: &AMOUNT_DIFFERS_FROM_RATE,
            figure: amount,
            at: None,
            recomputed,
            working: format!("{} × {}", printed.0, printed.1),
            held: vec![heads],
            sure,
            few_digits_are_doubtful: false,
            message: words!(
                "金额不等于人数乘标准",
                "the amount is not persons times the rate a head"
            ),
            help: words!(
                "人数、标准、金额三者必有一个不对，逐一核对",
                "one of persons, rate and amount is wrong; check each"
            ),
        },
    )
}

fn product(reading: &Reading<'_>, heads: usize, rate: usize) -> Option<Range> {
    let range = |index: usize| reading.figures.get(index)?.range;
    range(heads)?.times(range(rate)?)
}

/// 参保48991人，其中困难群众2000人，按每人35元: persons behind 其中, or all of them where that
/// fits.
fn all_heads(reading: &Reading<'_>, heads: usize, rate: usize, amount: usize) -> Option<usize> {
    let Some(list) = reading.list_of(heads) else { return Some(heads) };
    let of_all = product(reading, list.total, rate)?;
    if fits(reading.figures.get(amount)?.range?, of_all) {
        return Some(list.total);
    }
    is_close(reading, amount, product(reading, heads, rate)?).then_some(heads)
}

/// Whether the three belong together: nothing about a part or another group in between.
fn is_meant(reading: &Reading<'_>, heads: usize, rate: usize, amount: usize) -> bool {
    let near = reading.figures[heads].sentence.abs_diff(reading.figures[rate].sentence) <= 1;
    let words = reading.lead(rate);
    let standard =
        ["标准", "补助", "缴费", "配套", "资助", "每人"].iter().any(|w| words.contains(w));
    let average = words.has("人均") && !words.has("标准");
    let joint = amount < rate || reading.figures[amount].joint != Joint::Sentence;
    near && standard && !average && joint
}

fn is_close(reading: &Reading<'_>, amount: usize, recomputed: Range) -> bool {
    let check = || {
        let value = reading.figures.get(amount)?.quantity.value()?;
        let ratio = value.over(recomputed.low()?)?;
        Some(Exact::HALF <= ratio && ratio <= Exact::from_integer(2))
    };
    check() == Some(true)
}

/// Whether the words between say that the amount comes of the product.
fn says_so(reading: &Reading<'_>, rate: usize, amount: usize) -> bool {
    if amount <= rate {
        return false;
    }
    let mention = &reading.figures[amount];
    let between =
        reading.plain(mention.paragraph, reading.figures[rate].span.end..mention.span.start);
    let words = ["计算", "需要", "合计", "总计", "共计", "应拨", "应补助", "申报", "应缴", "测算"];
    words.iter().any(|word| between.has(word)) && !between.contains('。')
}
