//! `remainder-differs`.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of a paragraph")]

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Measure, Role};
use crate::judge::{Claim, fits, is_one_digit, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::repeats::one_digit_apart;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes what is left or lacking (剩余、结转、收支相抵、赤字) from the two amounts before
    /// it, and a total with what is added to it (加上结转资金……，收入总量为).
    ///
    /// ## Why is this bad
    /// What is left is carried into the next year; a slip in it goes on for years.
    ///
    /// ## Example
    /// `预备费预算500亿元，实际支出146.1亿元，剩余335.9亿元`
    ///
    /// ## Use instead
    /// `预备费预算500亿元，实际支出146.1亿元，剩余353.9亿元`
    pub static REMAINDER_DIFFERS = {
        name: "remainder-differs",
        code: "SUM004",
        title: "差额与前面的数不符",
        why_zh: "结转到下年的就是这个数，错了会一年年传下去",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Names of what is left.
const LEFT: &[&str] = &["剩余", "结转", "相抵", "赤字", "缺口", "差额", "节余", "结余"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        let mention = &reading.figures[index];
        let told = mention.role == Role::Amount && mention.quantity.measure == Measure::Yuan;
        if !told || !mention.quantity.is_plain() || mention.among {
            continue;
        }
        let lead = reading.lead(index);
        if lead.has("总量") || lead.has("合计") && added(reading, index).is_some() {
            gathered(reading, notes, index);
        } else if lead.ends_with("总计") || lead.ends_with("总计为") {
            balanced(reading, notes, index);
        } else if LEFT.iter().any(|word| lead.has(word)) && !is_balance_of_fund(lead) {
            left(reading, notes, index);
        }
    }
}

/// Balances of funds are another rule's business.
fn is_balance_of_fund(lead: &str) -> bool {
    ["滚存", "累计", "上年", "年初", "年末", "当期", "当年", "本年收支"]
        .iter()
        .any(|word| lead.has(word))
}

/// The amounts of money before a figure, in its sentence or the one before, nearest first.
fn before(reading: &Reading<'_>, index: usize, back: usize) -> Vec<usize> {
    let mention = &reading.figures[index];
    let first = reading.figures_of(mention.paragraph).start;
    let amounts = (first..index).rev().filter(|other| {
        let other = &reading.figures[*other];
        other.role == Role::Amount
            && other.quantity.measure == mention.quantity.measure
            && other.quantity.is_plain()
            && mention.sentence <= other.sentence + back
    });
    amounts.take(6).collect()
}

/// a − b of the amounts before: any two that fit, else the last two of the sentence.
fn left(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<bool> {
    let range = |index: usize| reading.figures.get(index)?.range;
    let printed = range(index)?;
    let amounts = before(reading, index, 2);
    for (at, less) in amounts.iter().enumerate() {
        for more in amounts.get(at + 1..).unwrap_or(&[]) {
            for (a, b) in [(*more, *less), (*less, *more)] {
                let gap = range(a)?.minus(range(b)?)?;
                let positive = gap.low().is_some_and(|low| !low.is_negative());
                if positive && fits(printed, gap) {
                    return judge(reading, notes, claim(reading, index, gap, a, b, true));
                }
            }
        }
    }
    if let Some((income, spent)) = both_totals(reading, index) {
        let gap = range(income)?.minus(range(spent)?)?;
        let quantity = reading.figures.get(index)?.quantity;
        let off = quantity.value()?.minus(crate::judge::middle(gap)?)?;
        if fits(printed, gap) || is_one_digit(off, quantity.last_digit()?) {
            return judge(reading, notes, claim(reading, index, gap, income, spent, true));
        }
    }
    let mention = reading.figures.get(index)?;
    let same: Vec<usize> = before(reading, index, 0);
    let [less, more] = same.as_slice() else { return None };
    let (a, b) = match range(*more)?.low() < range(*less)?.low() {
        true => (*less, *more),
        false => (*more, *less),
    };
    let gap = range(a)?.minus(range(b)?)?;
    let middle = crate::judge::middle(gap)?;
    let near = looks_like(mention.quantity, middle);
    let sure = near || reading.lead(index).starts_with("剩余") || reading.lead(index).has("相抵");
    (near || sure).then(|| judge(reading, notes, claim(reading, index, gap, a, b, sure)))?
}

/// 收入总量 and 支出总量 of the paragraph, in front of 收支相抵.
fn both_totals(reading: &Reading<'_>, index: usize) -> Option<(usize, usize)> {
    let mention = reading.figures.get(index)?;
    let first = reading.figures_of(mention.paragraph).start;
    if !reading.between(first, index).has("相抵") {
        return None;
    }
    let named = |name: &str, to: usize| {
        (first..to).rev().find(|other| {
            let lead = reading.lead(*other);
            lead.has(name) && (lead.has("总量") || lead.has("总计"))
        })
    };
    let spent = named("支出", index)?;
    Some((named("收入", spent)?, spent))
}

/// Whether a figure is one digit, or two digits exchanged, away from a value.
fn looks_like(quantity: crate::figures::Quantity, value: yz_units::Exact) -> bool {
    let number = quantity.print(value, "").replace(',', "").parse();
    let Ok(number) = number else { return false };
    let other = crate::figures::Quantity { number, ..quantity };
    let digits = |quantity: crate::figures::Quantity| {
        let mut digits: Vec<u8> = quantity.number.digits().to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    one_digit_apart(quantity, other) || digits(quantity) == digits(other)
}

/// What 加上 adds: the amounts behind it in the sentence.
fn added(reading: &Reading<'_>, index: usize) -> Option<Vec<usize>> {
    let mention = reading.figures.get(index)?;
    let first = reading.figures_of(mention.paragraph).start;
    let here = before(reading, index, 0);
    let from = here.iter().rev().position(|other| reading.between(first, *other).has("加上"))?;
    let mut added: Vec<usize> = here.into_iter().rev().skip(from).collect();
    added.retain(|other| !reading.lead(*other).has("总量"));
    (!added.is_empty()).then_some(added)
}

/// A，加上B和C，总量为D.
fn gathered(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<bool> {
    let added = added(reading, index)?;
    let range = |index: usize| reading.figures.get(index)?.range;
    let first = *added.first()?;
    let mut sum = Range::ZERO;
    for part in &added {
        sum = sum.plus(range(*part)?)?;
    }
    let printed = range(index)?;
    let bases: Vec<usize> = before(reading, first, 3);
    let words: Vec<&str> = added.iter().map(|part| reading.printed(*part)).collect();
    let words = words.join(" + ");
    let claim = |base: usize, recomputed: Range, sure: bool| Claim {
        rule: &REMAINDER_DIFFERS,
        figure: index,
        at: None,
        recomputed,
        working: format!("{} + {words}", reading.printed(base)),
        held: added.clone(),
        sure,
        few_digits_are_doubtful: false,
        message: words!("总量不等于各项相加", "the total is not what is added up"),
        help: words!("核对加上的各项和总量", "check what is added, and the total"),
    };
    for base in &bases {
        let total = sum.plus(range(*base)?)?;
        if fits(printed, total) {
            return judge(reading, notes, claim(*base, total, true));
        }
    }
    let quantity = reading.figures.get(index)?.quantity;
    for base in &bases {
        let total = sum.plus(range(*base)?)?;
        let middle = crate::judge::middle(total)?;
        let gap = quantity.value()?.minus(middle)?;
        let slip = 5 <= quantity.significant_digits() && is_one_digit(gap, quantity.last_digit()?);
        if slip || looks_like(quantity, middle) {
            return judge(reading, notes, claim(*base, total, true));
        }
    }
    None
}

/// 收入总计A，支出总计A: both sides of an account are the same. Where other amounts stand in front,
/// 收入总计 is what they and an amount told earlier make.
fn balanced(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<bool> {
    let mention = reading.figures.get(index)?;
    let range = |index: usize| reading.figures.get(index)?.range;
    let before = index.checked_sub(1)?;
    let other = reading.figures.get(before)?;
    let lead = (reading.lead(before), reading.lead(index));
    let total = lead.0.trim_end_matches('为').ends_with("总计");
    let sides = total && lead.0.has("收入") && lead.1.has("支出");
    let same = other.paragraph == mention.paragraph && other.sentence == mention.sentence;
    if sides && same && other.quantity.measure == mention.quantity.measure {
        let rest = reading.paragraphs.get(mention.paragraph)?.plain.get(mention.span.end..)?;
        let sentence = rest.split('。').next().unwrap_or(rest);
        let left = ["结转", "结余", "相抵"].iter().any(|word| sentence.has(word));
        let equal = fits(range(before)?, range(index)?);
        if left && !equal {
            return None;
        }
        return judge(
            reading,
            notes,
            Claim {
                rule: &REMAINDER_DIFFERS,
                figure: index,
                at: None,
                recomputed: range(before)?,
                working: lead.0.to_owned(),
                held: vec![before],
                sure: true,
                few_digits_are_doubtful: false,
                message: words!("收入总计与支出总计不相等", "the two sides of the account differ"),
                help: words!("核对收入总计和支出总计", "check both totals"),
            },
        );
    }
    let part = |other: &usize| reading.figures[*other].part == mention.part;
    let mut added = self::before(reading, index, 0);
    added.retain(part);
    added.reverse();
    let mut sum = Range::ZERO;
    for part in &added {
        sum = sum.plus(range(*part)?)?;
    }
    let first = *added.first()?;
    let base = self::before(reading, first, 3).into_iter().find(|base| {
        let flow = crate::figures::flow(reading.subject(*base));
        let total = range(*base).and_then(|base| base.plus(sum));
        flow == crate::figures::flow(reading.lead(index))
            && total.is_some_and(|total| range(index).is_some_and(|told| fits(told, total)))
    })?;
    let held: Vec<usize> = added.iter().copied().chain([base]).collect();
    let words: Vec<&str> = added.iter().map(|part| reading.printed(*part)).collect();
    let equation =
        format!("{} + {} = {}", reading.printed(base), words.join(" + "), reading.printed(index));
    let equation = equation.into();
    for figure in held.into_iter().chain([index]) {
        notes.verify(reading, &REMAINDER_DIFFERS, figure, &equation);
    }
    Some(true)
}

fn claim(
    reading: &Reading<'_>,
    figure: usize,
    recomputed: Range,
    more: usize,
    less: usize,
    sure: bool,
) -> Claim {
    Claim {
        rule: &REMAINDER_DIFFERS,
        figure,
        at: None,
        recomputed,
        working: format!("{} - {}", reading.printed(more), reading.printed(less)),
        held: Vec::new(),
        sure,
        few_digits_are_doubtful: false,
        message: words!(
            "差额与前面两个数不符",
            "what is left does not follow from the two amounts"
        ),
        help: words!("核对三个数", "check all three"),
    }
}
