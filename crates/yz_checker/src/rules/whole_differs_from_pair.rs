//! `whole-differs-from-pair`.

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Mention, Role, flow, similar};
use crate::judge::{Claim, fits, judge, middle};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::repeats::one_digit_apart;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Adds up two amounts whose names make a whole, wherever no list says so: 中央 and 地方, 税收
    /// and 非税, 职工 and 居民, 出口 and 进口, 一般债务 and 专项债务; adds up the three sectors;
    /// and takes one from the other for 顺差. It speaks where the whole is told under the same
    /// name, one digit off.
    ///
    /// ## Why is this bad
    /// A reader knows that the two make the whole, and adds them up.
    ///
    /// ## Example
    /// `一般公共预算收入62137亿元。……中央一般公共预算收入28949亿元；地方一般公共预算收入33088亿元`
    ///
    /// ## Use instead
    /// `一般公共预算收入62037亿元。……`
    pub static WHOLE_DIFFERS_FROM_PAIR = {
        name: "whole-differs-from-pair",
        code: "SUM007",
        title: "总数与互补的两项之和不符",
        why_zh: "读者知道这两项就是全部，会自己相加",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Names that make a whole.
const PAIRS: &[(&str, &str)] = &[
    ("税收", "非税"),
    ("中央", "地方"),
    ("地方", "上划"),
    ("职工", "居民"),
    ("城镇", "乡村"),
    ("城镇", "农村"),
    ("男", "女"),
    ("在职", "退休"),
    ("参保职工", "退休"),
    ("出口", "进口"),
    ("商品零售", "餐饮"),
    ("一般债", "专项债"),
    ("市级", "区级"),
    ("税务", "财政部门"),
];

/// Three names that make a whole.
const THREES: &[[&str; 3]] = &[["第一产业", "第二产业", "第三产业"], ["夏粮", "早稻", "秋粮"]];

/// How many figures back the first of a pair is looked for, and how many the whole.
const PAIR_BACK: usize = 12;
const WHOLE_BACK: usize = 60;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for second in 1..reading.figures.len() {
        if !is_amount(&reading.figures[second]) {
            continue;
        }
        let names = name_of(reading, second);
        for (one, other) in PAIRS {
            if names.has(other) && pair(reading, notes, second, one, other) == Some(true) {
                break;
            }
        }
        for three in THREES {
            if three.last().is_some_and(|last| names.has(last)) {
                triple(reading, notes, second, three);
            }
        }
        if names.has("顺差") || names.has("逆差") {
            surplus(reading, notes, second);
        }
    }
}

fn is_amount(mention: &Mention) -> bool {
    mention.role == Role::Amount
        && mention.quantity.measure.adds_up()
        && mention.quantity.is_plain()
        && 3 <= mention.quantity.significant_digits()
}

/// What an amount is called, with the words that lead up to it.
fn name_of<'r>(reading: &'r Reading<'_>, index: usize) -> &'r str {
    let lead = reading.lead(index);
    if lead.is_empty() { reading.subject(index) } else { lead }
}

/// The amount of the first name before that of the second.
fn first_of(reading: &Reading<'_>, second: usize, one: &str, other: &str) -> Option<usize> {
    let this = reading.figures.get(second)?;
    let start = second.saturating_sub(PAIR_BACK);
    (start..second).rev().find(|index| {
        let mention = &reading.figures[*index];
        let name = name_of(reading, *index);
        is_amount(mention)
            && mention.quantity.measure == this.quantity.measure
            && this.paragraph < mention.paragraph.saturating_add(2)
            && name.has(one)
            && !name.has(other)
            && flow(name) == flow(name_of(reading, second))
    })
}

fn pair(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    second: usize,
    one: &str,
    other: &str,
) -> Option<bool> {
    let first = first_of(reading, second, one, other)?;
    let range = |index: usize| reading.figures.get(index)?.range;
    let sum = range(first)?.plus(range(second)?)?;
    let measure = reading.figures.get(second)?.quantity.measure;
    let start = first.saturating_sub(WHOLE_BACK);
    let wholes = || {
        (start..first).rev().filter(|index| {
            let mention = &reading.figures[*index];
            is_amount(mention) && mention.quantity.measure == measure
        })
    };
    let telling = |index: &usize| 4 <= reading.figures[*index].quantity.significant_digits();
    let whole =
        wholes().find(|index| telling(index) && range(*index).is_some_and(|r| fits(r, sum)));
    let working = format!("{} + {}", reading.printed(first), reading.printed(second));
    if let Some(whole) = whole {
        return judge(reading, notes, claim(whole, sum, working, vec![first, second], false));
    }
    let listed = reading.list_of(first).is_some() || reading.list_of(second).is_some();
    let value = middle(sum)?;
    let near = wholes().find(|index| {
        let quantity = reading.figures[*index].quantity;
        let print = quantity.print(value, "").replace(',', "").parse();
        let apart = print.is_ok_and(|number| {
            one_digit_apart(quantity, crate::figures::Quantity { number, ..quantity })
        });
        apart && similar(reading.subject(*index), reading.subject(second))
    });
    let whole = near.filter(|_| !listed)?;
    judge(reading, notes, claim(whole, sum, working, vec![first, second], true))
}

/// 第一产业A。第二产业B。第三产业C: three in a row that no list holds.
fn triple(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    third: usize,
    names: &[&str; 3],
) -> Option<bool> {
    let this = reading.figures.get(third)?;
    if reading.list_of(third).is_some() {
        return None;
    }
    let named = |before: usize, name: &str| {
        (before.saturating_sub(PAIR_BACK)..before).rev().find(|index| {
            let mention = &reading.figures[*index];
            is_amount(mention)
                && mention.quantity.measure == this.quantity.measure
                && this.paragraph < mention.paragraph.saturating_add(3)
                && name_of(reading, *index).has(name)
        })
    };
    let second = named(third, names.get(1)?)?;
    let first = named(second, names.first()?)?;
    let range = |index: usize| reading.figures.get(index)?.range;
    let sum = range(first)?.plus(range(second)?)?.plus(range(third)?)?;
    let whole = (first.saturating_sub(PAIR_BACK)..first).rev().find(|index| {
        let mention = &reading.figures[*index];
        is_amount(mention)
            && mention.quantity.measure == this.quantity.measure
            && range(*index).is_some_and(|range| fits(range, sum))
    })?;
    let printed = [first, second, third].map(|index| reading.printed(index));
    let working = printed.join(" + ");
    judge(reading, notes, claim(whole, sum, working, vec![first, second, third], false))
}

/// 货物进出口顺差58630亿元, of the exports and imports right in front.
fn surplus(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<bool> {
    let this = reading.figures.get(index)?;
    let named = |name: &str, but: &str| {
        (index.saturating_sub(8)..index).rev().find(|other| {
            let mention = &reading.figures[*other];
            let lead = name_of(reading, *other);
            is_amount(mention)
                && mention.quantity.measure == this.quantity.measure
                && mention.paragraph == this.paragraph
                && lead.has(name)
                && !lead.has(but)
        })
    };
    let (exports, imports) = (named("出口", "进出口")?, named("进口", "进出口")?);
    let range = |index: usize| reading.figures.get(index)?.range;
    let (more, less) = match reading.lead(index).has("逆差") {
        true => (imports, exports),
        false => (exports, imports),
    };
    let recomputed = range(more)?.minus(range(less)?)?;
    let working = format!("{} - {}", reading.printed(more), reading.printed(less));
    judge(reading, notes, claim(index, recomputed, working, vec![more, less], true))
}

fn claim(figure: usize, recomputed: Range, working: String, held: Vec<usize>, sure: bool) -> Claim {
    Claim {
        rule: &WHOLE_DIFFERS_FROM_PAIR,
        figure,
        at: None,
        recomputed,
        working,
        held,
        sure,
        few_digits_are_doubtful: true,
        message: words!(
            "总数与互补的两项不合",
            "the whole does not follow from the two that make it"
        ),
        help: words!("核对总数和两项", "check the whole and both parts"),
    }
}
