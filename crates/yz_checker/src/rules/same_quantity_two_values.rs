//! `same-quantity-two-values`.

use std::collections::BTreeMap;

use yz_diagnostics::{Comparison, Level, declare_rule, words};

use crate::figures::{Measure, Quantity, Role, alike};
use crate::judge::{fits, signed};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::repeats::{comparable, find, one_digit_apart};
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds a quantity that is told twice with two values: the same words, year, stage (budget or
    /// actual) and unit. A value with fewer decimals is the same when it rounds so.
    ///
    /// It speaks when the words name a total, a number of persons or a standard, or when the two
    /// values differ in one digit; elsewhere the same words may mean two things.
    ///
    /// ## Why is this bad
    /// One of the two is wrong, and a reader cannot tell which.
    ///
    /// ## Example
    /// `2022年本年收入合计6796.16万元。……2022年本年收入合计10805.3万元。`
    ///
    /// ## Use instead
    /// The same figure in both places, or words that say what the difference is.
    pub static SAME_QUANTITY_TWO_VALUES = {
        name: "same-quantity-two-values",
        code: "SAME001",
        title: "同一数量前后不一",
        why_zh: "两个数必有一个错，读者不知道是哪一个",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// How many mentions of one quantity are compared with each other.
const MENTIONS_MAX: usize = 40;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for ((_, measure), mentions) in find(reading) {
        for chunk in mentions.chunks(MENTIONS_MAX) {
            compare(reading, notes, measure, chunk);
        }
    }
    other_scale(reading, notes);
}

/// 赤字21800万元 and 赤字规模21800亿元: the same digits of the same thing in two scales.
fn other_scale(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut told: BTreeMap<(i128, u8, Measure), Vec<usize>> = BTreeMap::new();
    for (index, mention) in reading.figures.iter().enumerate() {
        let quantity = mention.quantity;
        let kind = matches!(quantity.measure, Measure::Yuan | Measure::Persons);
        let plain = mention.role == Role::Amount && quantity.is_plain() && kind;
        if plain && 3 <= quantity.significant_digits() {
            let key = (quantity.number.digits(), quantity.number.decimals(), quantity.measure);
            told.entry(key).or_default().push(index);
        }
    }
    for mentions in told.into_values() {
        for pair in mentions.windows(2) {
            let [one, other] = pair else { continue };
            let (a, b) = (reading.figures[*one].quantity, reading.figures[*other].quantity);
            // Names of three characters were compared by now.
            let short = pair.iter().any(|index| reading.subject(*index).chars().count() < 3);
            if a.scale != b.scale
                && short
                && comparable(reading, *one, *other)
                && alike(reading.subject(*one), reading.subject(*other))
            {
                report(reading, notes, a.measure, *other, *one);
            }
        }
    }
}

fn compare(reading: &Reading<'_>, notes: &mut Notebook, measure: Measure, mentions: &[usize]) {
    for (at, this) in mentions.iter().copied().enumerate() {
        let others = mentions.iter().copied().filter(|other| *other != this);
        let others = others.filter(|other| comparable(reading, this, *other));
        let same = others.clone().find(|other| agree(reading, this, *other));
        if let Some(same) = same {
            if is_telling(reading, this) {
                let equation = format!("{} = {}", reading.printed(this), reading.printed(same));
                notes.verify(reading, &SAME_QUANTITY_TWO_VALUES, this, &equation.as_str().into());
            }
            continue;
        }
        // The one that stands alone is told; of two, the later.
        let lonely = |other: &usize| {
            mentions.iter().any(|third| *third != *other && agree(reading, *third, *other))
        };
        let other = others.clone().find(lonely);
        let earlier = mentions.get(..at).unwrap_or(&[]).iter().copied();
        let earlier = earlier.rev().find(|other| comparable(reading, this, *other));
        if let Some(other) = other.or(earlier) {
            report(reading, notes, measure, this, other);
        }
    }
}

fn agree(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    let mention = |index: usize| reading.figures.get(index).filter(|one| one.range.is_some());
    let quantity = |index: usize| mention(index).map(|mention| mention.quantity);
    if quantity(one).is_some() && quantity(one) == quantity(other) {
        return true;
    }
    // In another paragraph a figure may have been rounded on purpose.
    let range = |index: usize| reading.figures.get(index)?.quantity.range();
    matches!((range(one), range(other)), (Some(one), Some(other)) if fits(one, other))
}

/// Whether a value has digits enough to mean something when it comes again.
fn is_telling(reading: &Reading<'_>, index: usize) -> bool {
    let quantity = reading.figures[index].quantity;
    2 <= quantity.digits_printed()
}

fn report(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    measure: Measure,
    this: usize,
    other: usize,
) -> Option<()> {
    let (one, two) = (reading.figures.get(this)?.quantity, reading.figures.get(other)?.quantity);
    let near = one_digit_apart(one, two) || same_digits_other_unit(one, two);
    let named = names_one_thing(reading, this, other, measure);
    if !near && !named {
        return None;
    }
    let difference = one.value()?.minus(two.value()?)?;
    let (printed, before) = (reading.printed(this), reading.printed(other));
    let comparison = Comparison {
        printed: printed.to_owned(),
        recomputed: before.to_owned(),
        difference: signed(difference, one.print(difference, reading.unit(this))),
        working: format!("{printed} ≠ {before}"),
    };
    let name = reading.subject(this);
    let unit = same_digits_other_unit(one, two);
    let sure = named || unit || 5 <= one.significant_digits();
    let level = if sure { Level::Error } else { Level::Warning };
    notes.find_differing(
        &SAME_QUANTITY_TWO_VALUES,
        level,
        reading.phrase(this),
        words!("“{name}”在别处是{before}", "“{name}” is {before} elsewhere"),
        comparison,
        words!(
            "核对哪一个是对的；确是两个口径的，写明口径",
            "find out which is right; where they are two things, say which is which"
        ),
    );
    notes.touch(this, level);
    Some(())
}

/// 21800万元 where 21800亿元 is meant.
fn same_digits_other_unit(one: Quantity, two: Quantity) -> bool {
    one.number == two.number && one.scale != two.scale && 3 <= one.significant_digits()
}

/// Whether the words can only mean one thing: a total of the year, a standard.
fn names_one_thing(reading: &Reading<'_>, one: usize, other: usize, measure: Measure) -> bool {
    let (a, b) = (&reading.figures[one], &reading.figures[other]);
    let leads = (reading.lead(one), reading.lead(other));
    let both = |word: &str| leads.0.has(word) && leads.1.has(word);
    let year = a.year.is_some() && a.year == b.year;
    let total = both("合计") || both("总计");
    let standard = measure == Measure::YuanPerPerson && both("标准");
    let plain_names = reading.subject(one) == reading.subject(other);
    (year && total || standard) && plain_names && leads.0.has("年") == leads.1.has("年")
}
