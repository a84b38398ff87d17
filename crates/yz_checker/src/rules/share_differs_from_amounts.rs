//! `share-differs-from-amounts`.

use yz_diagnostics::{declare_rule, words};

use crate::figures::{Measure, Role, alike};
use crate::judge::{Claim, fits, judge, middle, percent_of};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::repeats::one_digit_apart;
use crate::shares::{base_of, other_bases};
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes a share (占88.24%) from the amount in front of it and what it is a share of: the
    /// figure that the words name, or the total of the list that the amount stands in.
    ///
    /// ## Why is this bad
    /// Readers compare shares between places and years without going back to the amounts; a wrong
    /// share misleads them, and often shows that the amount itself was changed late.
    ///
    /// ## Example
    /// `支出合计4021.94万元，其中：基本支出2719.24万元，占76.61%`
    ///
    /// ## Use instead
    /// `支出合计4021.94万元，其中：基本支出2719.24万元，占67.61%`
    pub static SHARE_DIFFERS_FROM_AMOUNTS = {
        name: "share-differs-from-amounts",
        code: "RATE001",
        title: "占比与金额不符",
        why_zh: "读者拿占比在地区和年度之间比较，占比错了就会误导，也常说明金额后来改过",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for share in 0..reading.figures.len() {
        check_share(reading, notes, share);
        urban(reading, notes, share);
    }
}

/// 常住人口450.2万人，其中城镇人口297.6万人，城镇化率66.10%.
fn urban(reading: &Reading<'_>, notes: &mut Notebook, rate: usize) -> Option<bool> {
    let mention = reading.figures.get(rate).filter(|mention| {
        mention.role == Role::Rate && mention.quantity.measure == Measure::Percent
    })?;
    let lead = reading.lead(rate);
    if !lead.has("城镇化率") || lead.has("户籍") || !mention.quantity.is_plain() {
        return None;
    }
    let first = reading.figures_of(mention.paragraph).start.max(rate.saturating_sub(8));
    let persons = |index: &usize| {
        let other = &reading.figures[*index];
        other.role == Role::Amount
            && other.quantity.measure == Measure::Persons
            && other.quantity.is_plain()
    };
    let town =
        (first..rate).rev().filter(persons).find(|index| reading.subject(*index).has("城镇"))?;
    let all = (first..town).rev().filter(persons).find(|index| {
        reading.subject(*index).ends_with("人口") && !reading.subject(*index).has("户籍")
    })?;
    let range = |index: usize| reading.figures.get(index)?.range;
    let recomputed = percent_of(range(town)?, range(all)?)?;
    let working = format!("{} ÷ {}", reading.printed(town), reading.printed(all));
    judge(
        reading,
        notes,
        Claim {
            rule: &SHARE_DIFFERS_FROM_AMOUNTS,
            figure: rate,
            at: None,
            recomputed,
            working,
            held: vec![town],
            sure: true,
            few_digits_are_doubtful: false,
            message: words!("城镇化率与人口数不符", "the urban share does not follow from the two"),
            help: words!("核对城镇人口和常住人口", "check both populations"),
        },
    )
}

fn check_share(reading: &Reading<'_>, notes: &mut Notebook, share: usize) -> Option<bool> {
    let mention = reading.figures.get(share).filter(|mention| mention.role == Role::Share)?;
    let head = mention.head?;
    let base = base_of(reading, share)?;
    let part = reading.figures.get(head)?.quantity;
    let whole = reading.figures.get(base.figure)?.quantity;
    if part.measure != whole.measure || !part.is_plain() || !whole.is_plain() {
        return None;
    }
    let printed = mention.range?;
    let mut figure = base.figure;
    let (part_range, whole_range) =
        (reading.figures.get(head)?.range?, reading.figures.get(base.figure)?.range?);
    let mut recomputed = percent_of(part_range, whole_range)?;
    if !fits(printed, recomputed) && !beside_others(reading, share, head, base.figure) {
        // Another amount may be meant; then nothing is wrong for certain.
        let other = other_bases(reading, share, part.measure).find_map(|other| {
            let whole = reading.figures.get(other)?.range?;
            let rate = percent_of(part_range, whole)?;
            if other == head || !fits(printed, rate) {
                return None;
            }
            let named = || alike(reading.subject(other), reading.subject(base.figure));
            (rate_is_telling(mention.quantity) || named()).then_some((other, rate))
        });
        if let Some((other, rate)) = other {
            (figure, recomputed) = (other, rate);
        }
    }
    if !fits(printed, recomputed) {
        let slip = one_digit_off(mention.quantity, recomputed);
        let hundred = Some(yz_units::Exact::HUNDRED);
        let far = [head, figure].iter().any(|index| {
            let other = &reading.figures[*index];
            other.paragraph != mention.paragraph || other.sentence != mention.sentence
        });
        // More than all of it: the amount is of something else.
        let more = far && printed.high() <= hundred && hundred < recomputed.low();
        if more || base.other && !slip {
            return None;
        }
    }
    let next = mention.paragraph.saturating_sub(1) <= reading.figures.get(head)?.paragraph;
    judge(
        reading,
        notes,
        Claim {
            rule: &SHARE_DIFFERS_FROM_AMOUNTS,
            figure: share,
            at: None,
            recomputed,
            working: format!("{} ÷ {}", reading.printed(head), reading.printed(figure)),
            held: Vec::new(),
            sure: base.sure && next || one_digit_off(mention.quantity, recomputed),
            few_digits_are_doubtful: false,
            message: words!("占比与金额不符", "the share does not follow from the amounts"),
            help: words!(
                "核对占比、金额，以及是占哪个数",
                "check the share, the amount, and what it is a share of"
            ),
        },
    )
}

/// Whether another share of the same list is of the list's total: then this one is too.
fn beside_others(reading: &Reading<'_>, share: usize, head: usize, total: usize) -> bool {
    let near = share.saturating_sub(12)..share.saturating_add(12).min(reading.figures.len());
    let mention = &reading.figures[share];
    near.into_iter().filter(|index| *index != share).any(|index| {
        let other = &reading.figures[index];
        let part = other.head.filter(|part| {
            other.role == Role::Share
                && other.paragraph == mention.paragraph
                && *part != head
                && reading.list_of(*part).is_some_and(|group| group.total == total)
        });
        let check = || {
            let range = |index: usize| reading.figures.get(index)?.range;
            let rate = percent_of(range(part?)?, range(total)?)?;
            Some(!other.quantity.value()?.is_zero() && fits(other.range?, rate))
        };
        check() == Some(true)
    })
}

/// Whether one digit mends a share.
fn one_digit_off(quantity: crate::figures::Quantity, recomputed: yz_units::Range) -> bool {
    let check = || {
        let value = quantity.print(middle(recomputed)?, "").parse().ok()?;
        Some(one_digit_apart(quantity, crate::figures::Quantity { number: value, ..quantity }))
    };
    check() == Some(true)
}

/// Whether a rate has digits enough that another pair of amounts does not fit it by chance.
fn rate_is_telling(quantity: crate::figures::Quantity) -> bool {
    3 <= quantity.significant_digits()
}
