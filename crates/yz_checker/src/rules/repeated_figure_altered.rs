//! `repeated-figure-altered`.
#![expect(clippy::arithmetic_side_effects, reason = "digits of one figure")]

use std::hash::{Hash, Hasher};

use yz_diagnostics::{Comparison, Level, declare_rule, words};

use crate::figures::{Quantity, Role, is_generic};
use crate::judge::signed;
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::repeats::{comparable, one_digit_apart};
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Follows figures of four digits and more that a document tells several times in related words
    /// (4016.88万元 as 匹配资金 and as 资金到位). Where one mention differs from the others in one
    /// digit, it is told; where they agree, each holds the others.
    ///
    /// ## Why is this bad
    /// Figures are typed again in every section; one of them slips.
    ///
    /// ## Example
    /// `县级匹配资金4016.88万元……匹配资金到位4016.88万元……县级匹配资金4018.88万元已上解`
    ///
    /// ## Use instead
    /// The same figure in all places.
    pub static REPEATED_FIGURE_ALTERED = {
        name: "repeated-figure-altered",
        code: "SAME002",
        title: "反复出现的数有一处差一位",
        why_zh: "同一个数在各部分反复录入，有一处打错了",
        level: Hint,
        status: Stable("0.2.0"),
    }
}

/// How far back words are compared, in characters.
const CONTEXT: usize = 50;
/// How many mentions of one value, or of values that share all digits but one, are compared.
const MENTIONS_MAX: usize = 12;

/// Figures by a number that those of one value share, in the order of that number.
type ByKey = Vec<(u64, usize)>;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let told: Vec<usize> = (0..reading.figures.len()).filter(|i| is_telling(reading, *i)).collect();
    let mut values: ByKey = told.iter().map(|index| (whole(reading, *index), *index)).collect();
    values.sort_unstable();
    let mut repeated = vec![false; reading.figures.len()];
    for index in &told {
        let same = of_key(&values, whole(reading, *index));
        let other = near(same, *index).find(|other| is_related(reading, *index, *other));
        if let Some(other) = other {
            repeated[*index] = true;
            let equation = format!("{} = {}", reading.printed(*index), reading.printed(other));
            notes.verify(reading, &REPEATED_FIGURE_ALTERED, *index, &equation.into());
        }
    }
    altered(reading, notes, &told, &repeated);
}

fn of_key(list: &ByKey, key: u64) -> &[(u64, usize)] {
    let start = list.partition_point(|entry| entry.0 < key);
    let end = list.partition_point(|entry| entry.0 <= key);
    list.get(start..end).unwrap_or(&[])
}

/// The mentions of a list nearest to one of them.
fn near(list: &[(u64, usize)], index: usize) -> impl Iterator<Item = usize> + '_ {
    let at = list.partition_point(|other| other.1 < index);
    let window = at.saturating_sub(MENTIONS_MAX)..(at + MENTIONS_MAX).min(list.len());
    list.get(window).unwrap_or(&[]).iter().map(|other| other.1).filter(move |other| *other != index)
}

fn altered(reading: &Reading<'_>, notes: &mut Notebook, told: &[usize], repeated: &[bool]) {
    let long = |index: usize| 5 <= reading.figures[index].quantity.digits_printed();
    let kept = told.iter().filter(|index| repeated[**index] || long(**index));
    let mut patterns: ByKey = Vec::new();
    for index in kept {
        patterns.extend(one_left_out(reading, *index).map(|key| (key, *index)));
    }
    patterns.sort_unstable();
    for index in told.iter().filter(|index| !repeated[**index]) {
        let found = one_left_out(reading, *index).find_map(|key| {
            near(of_key(&patterns, key), *index).find(|other| {
                let (a, b) = (&reading.figures[*index], &reading.figures[*other]);
                (repeated[*other] || *other < *index)
                    && one_digit_apart(a.quantity, b.quantity)
                    && comparable(reading, *index, *other)
                    && !is_of_one_list(reading, *index, *other)
                    && is_related(reading, *index, *other)
            })
        });
        if let Some(other) = found {
            report(reading, notes, *index, other);
        }
    }
}

/// Whether one figure is the total of a list and the other one of its parts, or both are parts.
fn is_of_one_list(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    let stands_in = |part: usize, other: usize| {
        let list = reading.list_of(part);
        list.is_some_and(|list| list.total == other || list.parts.contains(&other))
    };
    stands_in(one, other) || stands_in(other, one)
}

/// Whether a figure has digits enough that meeting it again is no chance.
fn is_telling(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let quantity = mention.quantity;
    matches!(mention.role, Role::Amount | Role::Change(_))
        && quantity.is_plain()
        && quantity.measure.adds_up()
        && 100 <= quantity.number.digits().unsigned_abs()
        && 3 <= quantity.significant_digits()
}

/// Value, unit and scale; 117.2 and 117.20 are one value.
fn whole(reading: &Reading<'_>, index: usize) -> u64 {
    let quantity = reading.figures[index].quantity;
    let (mut digits, mut decimals) =
        (quantity.number.digits().unsigned_abs(), quantity.number.decimals());
    while 0 < decimals && digits.is_multiple_of(10) {
        (digits, decimals) = (digits / 10, decimals - 1);
    }
    key(quantity, decimals, digits, u32::MAX)
}

/// The same number for figures that are alike in all this. Two that only happen to share it are
/// told apart by those who compare them.
fn key(quantity: Quantity, decimals: u8, digits: u128, place: u32) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    (quantity.measure, quantity.scale, quantity.tens, decimals, digits, place).hash(&mut hasher);
    hasher.finish()
}

/// The digits of a figure with each of them left out in turn.
fn one_left_out(reading: &Reading<'_>, index: usize) -> impl Iterator<Item = u64> + use<> {
    let quantity = reading.figures[index].quantity;
    let digits = quantity.number.digits().unsigned_abs();
    let length = digits.checked_ilog10().map_or(1, |log| log + 1);
    (0..length).map(move |place| {
        let power = 10_u128.pow(place);
        let digit = digits / power % 10;
        key(quantity, quantity.number.decimals(), digits - digit * power, place)
    })
}

/// Whether two mentions are told in related words: names that share a word, or sentences that share
/// four characters in a row.
fn is_related(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    const SAYS_NOTHING: &[&str] = &["支出", "收入", "资金", "人数", "合计", "决算", "预算", "年度"];
    let (a, b) = (reading.subject(one), reading.subject(other));
    // Three digits may well come again by chance.
    let short = |index: usize| reading.figures[index].quantity.digits_printed() < 4;
    if short(one) && (is_generic(a) || pieces(a, 2).all(|word| !b.has(word))) {
        return false;
    }
    let bracket = ['（', '）', '“', '”'];
    let says = |word: &str| !SAYS_NOTHING.contains(&word) && !word.contains(bracket);
    if a == b || pieces(a, 2).any(|word| b.has(word) && says(word)) {
        return true;
    }
    let (a, b) = (context(reading, one), context(reading, other));
    pieces(a, 4).any(|four| {
        let says = !four.contains(['（', '）', '：', '，', '、', '“', '”']) && !PHRASES.has(four);
        says && b.has(four)
    })
}

/// Every stretch of so many characters.
fn pieces(words: &str, length: usize) -> impl Iterator<Item = &str> {
    let ends = words.char_indices().map(|(at, _)| at).skip(length).chain([words.len()]);
    words.char_indices().zip(ends).filter_map(|((from, _), to)| words.get(from..to))
}

/// Phrases that stand in front of most amounts.
const PHRASES: &str =
    "支出决算为 财政拨款支出决算数为 年初预算为 项目支出预算 一般公共预算财政拨款";

/// The words in front of a figure, back to the beginning of its sentence.
fn context<'r>(reading: &'r Reading<'_>, index: usize) -> &'r str {
    let mention = &reading.figures[index];
    let before = reading.plain(mention.paragraph, 0..mention.span.start);
    let sentence = before.rfind('。').map_or(before, |at| before.get(at..).unwrap_or(""));
    let from = sentence.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    sentence.get(from..).unwrap_or("")
}

fn report(reading: &Reading<'_>, notes: &mut Notebook, index: usize, other: usize) -> Option<()> {
    let (one, two) = (reading.figures.get(index)?.quantity, reading.figures.get(other)?.quantity);
    let difference = one.value()?.minus(two.value()?)?;
    let (printed, elsewhere) = (reading.printed(index), reading.printed(other));
    let comparison = Comparison {
        printed: printed.to_owned(),
        recomputed: elsewhere.to_owned(),
        difference: signed(difference, one.print(difference, reading.unit(index))),
        working: format!("{printed} ≠ {elsewhere}"),
    };
    notes.find_differing(
        &REPEATED_FIGURE_ALTERED,
        Level::Hint,
        reading.phrase(index),
        words!(
            "别处多次印作{elsewhere}，这里差一位",
            "{elsewhere} is printed several times elsewhere; this differs in one digit"
        ),
        comparison,
        words!("核对是否同一个数", "check whether it is the same figure"),
    );
    notes.touch(index, Level::Hint);
    Some(())
}
