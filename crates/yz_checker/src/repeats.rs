//! Figures that are told more than once.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of a document")]

use std::collections::BTreeMap;

use crate::figures::{Measure, Quantity, Role, canonical, flow, is_generic};
use crate::reading::Reading;
use crate::words::Words;

/// What two mentions of one quantity share: name, measure.
pub(crate) type Key<'r> = (&'r str, Measure);

/// The mentions of each quantity that has a name of its own, in reading order; only those with more
/// than one.
pub(crate) fn find<'r>(reading: &'r Reading<'_>) -> BTreeMap<Key<'r>, Vec<usize>> {
    let mut repeats: BTreeMap<Key<'r>, Vec<usize>> = BTreeMap::new();
    for (index, mention) in reading.figures.iter().enumerate() {
        let told = matches!(mention.role, Role::Amount | Role::Rate);
        if !told || !mention.quantity.is_plain() || mention.quantity.measure == Measure::Marks {
            continue;
        }
        let mut name = canonical(reading.subject(index));
        let lead = reading.lead(index);
        if is_generic(name) && (lead.has("合计") || lead.has("总计")) {
            name = reading.subject(index);
        }
        if is_generic(name) || name.chars().count() < 3 || names_a_part(reading, index) {
            continue;
        }
        repeats.entry((name, mention.quantity.measure)).or_default().push(index);
    }
    repeats.retain(|_, mentions| 1 < mentions.len());
    repeats
}

/// Whether the words say that the amount is one of several with this name: 每, 其中一个.
fn names_a_part(reading: &Reading<'_>, index: usize) -> bool {
    let lead = reading.lead(index);
    lead.contains('每') || lead.has("其他") || lead.has("新增") || lead.has("单笔")
}

/// Whether two mentions speak of the same year and stage, as far as they say.
pub(crate) fn comparable(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    let (a, b) = (&reading.figures[one], &reading.figures[other]);
    let years = a.year.is_none() || b.year.is_none() || a.year == b.year;
    let (c, d) = (a.stage, b.stage);
    // 财政拨款收入 and 财政拨款支出 are two quantities.
    let flows = (flow(reading.subject(one)), flow(reading.subject(other)));
    let same = !matches!(flows, (Some(one), Some(other)) if one != other);
    same && years && (c.is_none() || d.is_none() || c == d)
}

/// Whether two figures differ in exactly one digit, and have digits enough that this is no chance.
pub(crate) fn one_digit_apart(one: Quantity, other: Quantity) -> bool {
    if one.scale != other.scale || one.number.decimals() != other.number.decimals() {
        return false;
    }
    let (mut a, mut b) = (one.number.digits().unsigned_abs(), other.number.digits().unsigned_abs());
    if a < 1_000 || b < 1_000 || a == b {
        return false;
    }
    let mut apart = 0;
    while a != 0 || b != 0 {
        if a % 10 != b % 10 {
            apart += 1;
        }
        if (a == 0) != (b == 0) {
            return false;
        }
        (a, b) = (a / 10, b / 10);
    }
    apart == 1
}
