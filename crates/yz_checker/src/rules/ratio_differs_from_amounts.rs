//! `ratio-differs-from-amounts`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::brackets::is_closed_off;
use crate::figures::{Joint, Measure, Role};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes ratios from the amounts in front of them: 男女性别比105.23:100, 在职退休比为2.78,
    /// 三次产业结构为6.0:46.9:47.1; multiples (为上年1000万元的1.5倍); averages a head, visit or
    /// month (人均300元); and for how many months a balance lasts.
    ///
    /// ## Why is this bad
    /// A ratio is what readers remember of two amounts.
    ///
    /// ## Example
    /// `在职71208人、退休27244人，在职退休比为2.16:1`
    ///
    /// ## Use instead
    /// `在职71208人、退休27244人，在职退休比为2.61:1`
    pub static RATIO_DIFFERS_FROM_AMOUNTS = {
        name: "ratio-differs-from-amounts",
        code: "RATE007",
        title: "比例、人均与数量不符",
        why_zh: "读者记住的往往就是两个数之比",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        let mention = &reading.figures[index];
        match mention.quantity.measure {
            Measure::Proportion => proportion(reading, notes, index),
            Measure::Bare if is_ratio(reading.lead(index)) => {
                // 性别比 counts the men for each hundred women.
                let hundred = mention.quantity.value() > Some(Exact::from_integer(50));
                pair(reading, notes, index, if hundred { 100 } else { 1 })
            }
            Measure::YuanPerPerson => average(reading, notes, index),
            Measure::Yuan => each(reading, notes, index),
            Measure::Months => months(reading, notes, index),
            Measure::Multiple => multiple(reading, notes, index),
            _ => None,
        };
    }
}

fn is_ratio(lead: &str) -> bool {
    ["比为", "比值为", "比值", "性别比"].iter().any(|word| lead.ends_with(word))
}

/// 105.23:100, or 6.0:46.9:47.1, from its first figure.
fn proportion(reading: &Reading<'_>, notes: &mut Notebook, first: usize) -> Option<()> {
    let is_part = |index: usize| {
        let mention = reading.figures.get(index)?;
        (mention.quantity.measure == Measure::Proportion).then_some(mention)
    };
    let before = first.checked_sub(1).and_then(is_part);
    if before.is_some_and(|before| {
        before.span.end.saturating_add(1) == reading.figures[first].span.start
    }) {
        return None;
    }
    let next = |index: usize| {
        let this = is_part(index)?;
        let next = is_part(index.checked_add(1)?)?;
        let joined =
            next.paragraph == this.paragraph && this.span.end.saturating_add(1) == next.span.start;
        joined.then_some(index.saturating_add(1))
    };
    let second = next(first)?;
    match next(second) {
        None => {
            let base = reading.figures.get(second)?.quantity.number.digits();
            let base = i64::try_from(base).ok().filter(|base| matches!(base, 1 | 100))?;
            pair(reading, notes, first, base)
        }
        Some(third) => {
            let parts = [first, second, third];
            structure(reading, notes, &parts)
        }
    }
}

/// The two amounts of one measure right in front of a ratio, by name where the name has two parts.
fn pair(reading: &Reading<'_>, notes: &mut Notebook, ratio: usize, base: i64) -> Option<()> {
    let mention = reading.figures.get(ratio)?;
    let start = reading.figures_of(mention.paragraph).start;
    let mut amounts = (start..ratio).rev().filter(|index| {
        let other = &reading.figures[*index];
        other.role == Role::Amount
            && other.sentence.saturating_add(1) >= mention.sentence
            && other.quantity.measure != Measure::Proportion
    });
    let (second, first) = (amounts.next()?, amounts.next()?);
    let (a, b) = (reading.figures.get(first)?, reading.figures.get(second)?);
    if a.quantity.measure != b.quantity.measure || !named_after(reading, ratio, first, second) {
        return None;
    }
    let scale = Range::exactly(Exact::from_integer(base));
    let recomputed = a.range?.over(b.range?)?.times(scale)?;
    let times = if base == 1 { String::new() } else { format!(" × {base}") };
    let working = format!("{} ÷ {}{times}", reading.printed(first), reading.printed(second));
    judge(reading, notes, claim(ratio, recomputed, working, true)).map(|_| ())
}

/// Whether a ratio is called after the two amounts: 男女性别比 of 男性 and 女性.
fn named_after(reading: &Reading<'_>, ratio: usize, first: usize, second: usize) -> bool {
    let mut name = reading.lead(ratio);
    if name.contains('由') || name.has("上年") {
        return false;
    }
    // 由上年的2.05:1下降为2.02:1: the name stands in front of last year's.
    let before = ratio
        .checked_sub(2)
        .filter(|before| reading.figures[*before].quantity.measure == Measure::Proportion);
    if let Some(before) = before.filter(|_| name.ends_with('为') && name.chars().count() <= 4) {
        let words =
            reading.plain(reading.figures[before].paragraph, 0..reading.figures[before].span.start);
        name = words.rsplit(['。', '；']).next().unwrap_or(words);
    }
    // 抚养比 is of those who work to those who do not.
    let told =
        |index: usize, words: &[&str]| words.iter().any(|word| reading.subject(index).has(word));
    if name.has("抚养比") || name.has("负担比") || name.has("供养比") {
        return told(first, &["在职", "参保职工", "缴费"]) && told(second, &["退休", "领取"]);
    }
    if name.has("城乡") {
        return told(first, &["城镇"]) && told(second, &["农村", "乡村"]);
    }
    if name.has("性别比") && told(first, &["男"]) && told(second, &["女"]) {
        return true;
    }
    let begins = |index: usize| reading.subject(index).chars().next();
    let (Some(a), Some(b)) = (begins(first), begins(second)) else { return false };
    matches!((name.find(a), name.find(b)), (Some(one), Some(other)) if one < other)
}

/// 三次产业结构为6.0:46.9:47.1, from the last list of three amounts of money.
fn structure(reading: &Reading<'_>, notes: &mut Notebook, parts: &[usize]) -> Option<()> {
    let first = *parts.first()?;
    // 由上年的12.3:35.4:52.3调整为: last year's.
    let lead = reading.lead(first);
    if lead.contains('由') || lead.has("上年") {
        return None;
    }
    let lists = reading.groups.iter().rev();
    let list = lists.filter(|group| group.parts.len() == parts.len() && group.total < first);
    let list = list.into_iter().find(|group| {
        let near =
            reading.figures[group.total].paragraph.abs_diff(reading.figures[first].paragraph) <= 1;
        near && group.parts.iter().all(|part| *part < first)
    })?;
    let whole = reading.figures.get(list.total)?.range?;
    for (part, amount) in parts.iter().zip(&list.parts) {
        let amount_range = reading.figures.get(*amount)?.range?;
        let recomputed = crate::judge::percent_of(amount_range, whole)?;
        let working =
            format!("{} ÷ {} × 100", reading.printed(*amount), reading.printed(list.total));
        judge(reading, notes, claim(*part, recomputed, working, true));
    }
    Some(())
}

/// 资助28764人，金额862.92万元，人均300元.
fn average(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<()> {
    let mention = reading.figures.get(rate)?;
    let lead = reading.lead(rate);
    let plain = matches!(lead, "人均" | "人均为" | "平均每人");
    // 人均资助: of the money that stands beside it.
    let named = lead.starts_with("人均") && lead.chars().count() <= 4;
    if !(plain || named) || mention.joint > Joint::Comma {
        return None;
    }
    let amount = rate.checked_sub(1)?;
    let first = reading.figures_of(mention.paragraph).start;
    let heads = (first..amount).rev().find(|index| !is_closed_off(reading, *index, amount))?;
    let (money, persons) = (reading.figures.get(amount)?, reading.figures.get(heads)?);
    let fits = money.quantity.measure == Measure::Yuan
        && persons.quantity.measure == Measure::Persons
        && [money, persons].iter().all(|other| {
            other.role == Role::Amount
                && other.part == mention.part
                && other.paragraph == mention.paragraph
        });
    // 资助28764人，其中低保15000人，金额862.92万元，人均300元: of all of them, or of a part.
    if !fits || reading.list_of(heads).is_some() {
        return None;
    }
    let recomputed = money.range?.over(persons.range?)?;
    // An average is rounded to its last digit, unlike a rate that is set.
    let half = mention.quantity.last_digit()?.times(Exact::HALF)?;
    let around = Range::between(recomputed.low()?.minus(half), recomputed.high()?.plus(half));
    let working = format!("{} ÷ {}", reading.printed(amount), reading.printed(heads));
    judge(reading, notes, claim(rate, around, working, plain)).map(|_| ())
}

/// 住院45210人次，费用56512.5万元，次均费用12500元; 月均支出 of a year.
fn each(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<()> {
    let mention = reading.figures.get(rate)?;
    let lead = reading.lead(rate);
    let (word, counted) = [("次均", Some(Measure::Visits)), ("月均", None)]
        .into_iter()
        .find(|(word, _)| lead.starts_with(word))?;
    if mention.role != Role::Amount || !mention.quantity.is_plain() {
        return None;
    }
    let name = crate::figures::subject_of(lead.strip_prefix(word)?);
    let first = reading.figures_of(mention.paragraph).start;
    let here = |index: &usize| {
        let other = &reading.figures[*index];
        other.sentence == mention.sentence
            && other.role == Role::Amount
            && other.quantity.is_plain()
    };
    let money = |index: &usize| {
        let other = &reading.figures[*index];
        other.quantity.measure == Measure::Yuan && reading.subject(*index).has(name)
    };
    let amount = (first..rate).rev().filter(here).find(money)?;
    let (count, printed) = match counted {
        None => (Range::exactly(Exact::from_integer(12)), "12"),
        Some(measure) => {
            let counts = |index: &usize| reading.figures[*index].quantity.measure == measure;
            let count = (first..rate).rev().filter(here).find(counts)?;
            (reading.figures.get(count)?.range?, reading.printed(count))
        }
    };
    let working = format!("{} ÷ {printed}", reading.printed(amount));
    let recomputed = reading.figures.get(amount)?.range?.over(count)?;
    judge(reading, notes, claim(rate, recomputed, working, false)).map(|_| ())
}

/// 月均支出1.03亿元，累计结余20.6亿元，可支付20个月; without 月均, a twelfth of the year's
/// expenditure.
fn months(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<()> {
    let mention = reading.figures.get(rate)?;
    let lead = reading.lead(rate);
    if !lead.has("可支付") && !lead.has("支付月数") && !lead.has("支撑") {
        return None;
    }
    let first = reading.figures_of(mention.paragraph).start.max(rate.saturating_sub(12));
    let money = |words: &[&str]| {
        (first..rate).rev().find(|index| {
            let other = &reading.figures[*index];
            let lead = reading.lead(*index);
            other.role == Role::Amount
                && other.quantity.measure == Measure::Yuan
                && other.quantity.is_plain()
                && words.iter().any(|word| lead.has(word))
        })
    };
    let balance = money(&["累计结余", "滚存结余", "累计结存", "滚存结存"])?;
    let left = reading.figures.get(balance)?.range?;
    let (spent, times, sure) = match money(&["月均"]) {
        Some(spent) => (spent, 1, true),
        None => (money(&["支出"])?, 12, false),
    };
    let range = reading.figures.get(spent)?.range?;
    let recomputed = left.times(Range::exactly(Exact::from_integer(times)))?.over(range)?;
    let times = if times == 1 { "" } else { " × 12" };
    let working = format!("{}{times} ÷ {}", reading.printed(balance), reading.printed(spent));
    judge(reading, notes, claim(rate, recomputed, working, sure)).map(|_| ())
}

/// 支出1500万元，为上年1000万元的1.5倍: the base right in front, and the amount before it.
fn multiple(reading: &Reading<'_>, notes: &mut Notebook, ratio: usize) -> Option<()> {
    let (base, amount) = (ratio.checked_sub(1)?, ratio.checked_sub(2)?);
    let [mention, of, is] = [ratio, base, amount].map(|index| &reading.figures[index]);
    let lead = reading.lead(base);
    let compares = ["为", "是", "相当于", "达到"].iter().any(|word| lead.starts_with(word));
    let together = of.joint == Joint::Comma
        && [of, is].iter().all(|other| {
            other.paragraph == mention.paragraph
                && other.part == mention.part
                && other.role == Role::Amount
                && other.quantity.is_plain()
        });
    let alike = of.quantity.measure == is.quantity.measure;
    if reading.lead(ratio) != "的" || !compares || !together || !alike {
        return None;
    }
    let recomputed = is.range?.over(of.range?)?;
    let working = format!("{} ÷ {}", reading.printed(amount), reading.printed(base));
    judge(reading, notes, claim(ratio, recomputed, working, true)).map(|_| ())
}

fn claim(figure: usize, recomputed: Range, working: String, sure: bool) -> Claim {
    Claim {
        rule: &RATIO_DIFFERS_FROM_AMOUNTS,
        figure,
        at: None,
        recomputed,
        working,
        held: Vec::new(),
        sure,
        few_digits_are_doubtful: false,
        message: words!(
            "比例（人均）与前面的数不符",
            "the ratio does not follow from the amounts in front of it"
        ),
        help: words!("核对比例和两个数", "check the ratio and both amounts"),
    }
}
