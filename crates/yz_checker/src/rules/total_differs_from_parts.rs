//! `total-differs-from-parts`.

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Measure, Quantity};
use crate::groups::{Cue, Group, sign_of};
use crate::judge::{Claim, fits, judge, middle};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Adds up the parts that are listed for a total: behind 其中 and 包括, in `X中，`, by 按…分 and
    /// 分别为, in front of 合计 and 共计, and over the paragraphs below `其中：`.
    ///
    /// Every figure stands for all values that round to it; the rule speaks only when no such
    /// values add up. A list behind 其中 may be short of parts, so a sum that is less than its
    /// total is only reported when the list says that it is whole (its shares add up to 100 %,
    /// 按…分, 合计), or when one digit would mend it.
    ///
    /// ## Why is this bad
    /// A reader who adds up the lines of a report should reach its total. Where no rounding
    /// explains the gap, a line is missing, counted twice, or mistyped.
    ///
    /// ## Example
    /// `户籍人口112635人，其中男性57753人，女性54982人`
    ///
    /// ## Use instead
    /// `户籍人口112635人，其中男性57753人，女性54882人`
    pub static TOTAL_DIFFERS_FROM_PARTS = {
        name: "total-differs-from-parts",
        code: "SUM001",
        title: "合计与分项之和不符",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for group in &reading.groups {
        check_group(reading, notes, group);
    }
}

/// A list that may be the whole one, with its sum.
struct Choice<'a> {
    parts: &'a [usize],
    sum: Range,
}

fn check_group(reading: &Reading<'_>, notes: &mut Notebook, group: &Group) -> Option<()> {
    let total = total_quantity(reading, group)?;
    let printed = total.range()?;
    let mut choices = Vec::new();
    for end in group.ends.iter().filter(|end| **end <= group.parts.len()) {
        let parts = match group.cue {
            Cue::Total => group.parts.get(group.parts.len().checked_sub(*end)?..)?,
            _ => group.parts.get(..*end)?,
        };
        choices.push(Choice { parts, sum: sum_of(reading, parts)? });
    }
    let fitting = choices.iter().filter(|choice| 1 < choice.parts.len());
    let fitting = fitting.rev().find(|choice| fits(printed, choice.sum));
    if let Some(choice) = fitting {
        let equation =
            format!("{} = {}", working(reading, choice.parts), reading.printed(group.total));
        for figure in choice.parts.iter().copied().chain([group.total]) {
            notes.verify(reading, &TOTAL_DIFFERS_FROM_PARTS, figure, &equation);
        }
        if group.cue != Cue::Total {
            rest(reading, notes, group, printed, choice.parts.len());
        }
        return Some(());
    }
    if group.cue == Cue::By && elsewhere(reading, notes, group) {
        return Some(());
    }
    let (choice, sure) = wrong(reading, group, total, printed, &choices)?;
    let recomputed = choice.sum;
    let message = words!("合计与分项之和不符", "the total is not the sum of its parts");
    let help = words!(
        "逐项核对：是合计抄错，还是少列、多列或抄错了一项",
        "go through the list: the total is mistyped, or a part is missing, too many or mistyped"
    );
    let claim = Claim {
        rule: &TOTAL_DIFFERS_FROM_PARTS,
        figure: group.total,
        at: place(reading, group, choice.parts),
        recomputed: choice.sum,
        working: working(reading, choice.parts),
        held: Vec::new(),
        sure,
        message,
        help,
    };
    judge(reading, notes, claim);
    Some(())
}

/// What is listed behind a whole list may be the same total, sorted another way.
fn rest(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    group: &Group,
    printed: Range,
    from: usize,
) -> Option<()> {
    let parts = group.parts.get(from..).filter(|parts| 1 < parts.len())?;
    if !fits(printed, sum_of(reading, parts)?) {
        return None;
    }
    let equation = format!("{} = {}", working(reading, parts), reading.printed(group.total));
    for figure in parts {
        notes.verify(reading, &TOTAL_DIFFERS_FROM_PARTS, *figure, &equation);
    }
    Some(())
}

/// Whether a list by 按…分 is of a total told further up than the one that was taken for it.
fn elsewhere(reading: &Reading<'_>, notes: &mut Notebook, group: &Group) -> bool {
    let Some(sum) = sum_of(reading, &group.parts).filter(|_| 1 < group.parts.len()) else {
        return false;
    };
    let measure = reading.figures[group.total].quantity.measure;
    let first = group.parts.first().copied().unwrap_or(0);
    let found = (first.saturating_sub(60)..first).rev().find(|index| {
        let mention = &reading.figures[*index];
        let range = mention.quantity.range();
        mention.quantity.measure == measure
            && mention.role == crate::figures::Role::Amount
            && 4 <= mention.quantity.significant_digits()
            && range.is_some_and(|range| fits(range, sum))
    });
    let Some(total) = found else { return false };
    let equation = format!("{} = {}", working(reading, &group.parts), reading.printed(total));
    for figure in group.parts.iter().copied() {
        notes.verify(reading, &TOTAL_DIFFERS_FROM_PARTS, figure, &equation);
    }
    true
}

/// Where the finding stands: at the total, unless the list says of itself that it is whole; then
/// other lists may hold the total, and the list is what is wrong.
fn place(reading: &Reading<'_>, group: &Group, parts: &[usize]) -> Option<std::ops::Range<usize>> {
    let (first, last) = (parts.first()?, parts.last()?);
    let same = reading.figures[*first].paragraph == reading.figures[*last].paragraph;
    let sorted = reading.figures[*first].sorted;
    let far = reading.figures[group.total].paragraph != reading.figures[*first].paragraph;
    (same && (sorted || far)).then(|| reading.span(*first).start..reading.span(*last).end)
}

/// The total as printed; one without a unit is taken to be in that of its parts.
fn total_quantity(reading: &Reading<'_>, group: &Group) -> Option<Quantity> {
    let total = reading.figures.get(group.total)?.quantity;
    if total.measure != Measure::Bare {
        return Some(total);
    }
    let part = reading.figures.get(*group.parts.first()?)?.quantity;
    Some(Quantity { measure: part.measure, scale: part.scale, tens: part.tens, ..total })
}

fn sum_of(reading: &Reading<'_>, parts: &[usize]) -> Option<Range> {
    let first = reading.figures.get(*parts.first()?)?;
    let total_down = false;
    let mut sum = Range::ZERO;
    for part in parts {
        let mention = reading.figures.get(*part)?;
        if mention.quantity.measure != first.quantity.measure {
            return None;
        }
        let range = mention.quantity.range()?;
        sum = if sign_of(mention) == total_down { sum.plus(range)? } else { sum.minus(range)? };
    }
    Some(sum)
}

fn working(reading: &Reading<'_>, parts: &[usize]) -> String {
    let mut text = String::new();
    for part in parts {
        let down = reading.figures.get(*part).is_some_and(sign_of);
        match (text.is_empty(), down) {
            (true, true) => text.push('-'),
            (true, false) => {}
            (false, true) => text.push_str(" - "),
            (false, false) => text.push_str(" + "),
        }
        text.push_str(reading.printed(*part));
    }
    text
}

/// The list that is wrong for certain, or in all likelihood; none when the list may be short.
fn wrong<'a, 'b>(
    reading: &Reading<'_>,
    group: &Group,
    total: Quantity,
    printed: Range,
    choices: &'b [Choice<'a>],
) -> Option<(&'b Choice<'a>, bool)> {
    let many = |choice: &&Choice<'_>| 1 < choice.parts.len();
    let all_plain = group.parts.iter().chain([&group.total]);
    if !all_plain.into_iter().all(|figure| reading.figures[*figure].quantity.is_plain()) {
        return None;
    }
    if let Some(choice) = choices.iter().filter(many).find(|one| is_whole(reading, group, one)) {
        return Some((choice, true));
    }
    let longest = choices.iter().rev().find(many)?;
    let shortest = choices.iter().find(many)?;
    let exceeds = |choice: &Choice<'_>| match (choice.sum.low(), printed.high()) {
        (Some(sum), Some(total)) => total < sum,
        _ => false,
    };
    if exceeds(shortest) && matches!(group.cue, Cue::Among | Cue::Within | Cue::Include) {
        return Some((shortest, true));
    }
    if group.cue == Cue::Total {
        // Only a list that fills its sentence is surely what the total adds up.
        return (longest.parts.len() == group.parts.len() && group.parts.len() < 3)
            .then_some((longest, false))
            .or_else(|| mended_by_a_digit(choices, total).map(|choice| (choice, false)));
    }
    mended_by_a_digit(choices, total).map(|choice| (choice, false))
}

/// Whether the words say that a list is whole: 按…分, or shares that add up to 100 %.
fn is_whole(reading: &Reading<'_>, group: &Group, choice: &Choice<'_>) -> bool {
    let sorted =
        group.cue == Cue::By || group.cue == Cue::Respectively && by_in_front(reading, group);
    let last = choice.parts.len() == group.parts.len();
    if sorted && last {
        let first = group.parts.first().map_or(0, |first| reading.figures[*first].paragraph);
        return reading.figures[group.total].paragraph == first;
    }
    let shares: Option<Vec<Range>> = choice
        .parts
        .iter()
        .map(|part| reading.figures.get(crate::shares::share_of(reading, *part)?)?.quantity.range())
        .collect();
    let Some(shares) = shares else { return false };
    let sum = shares.into_iter().try_fold(Range::ZERO, Range::plus);
    sum.is_some_and(|sum| sum.holds(yz_units::Exact::HUNDRED))
}

/// 按年龄分，A、B、C分别为.
fn by_in_front(reading: &Reading<'_>, group: &Group) -> bool {
    let Some(first) = group.parts.first() else { return false };
    let mention = &reading.figures[*first];
    let start = reading.figures_of(mention.paragraph).start;
    reading.between(start, *first).contains("分，")
}

/// A list whose sum is off by one digit of one figure: such a gap is hardly ever a part left out.
fn mended_by_a_digit<'a, 'b>(choices: &'b [Choice<'a>], total: Quantity) -> Option<&'b Choice<'a>> {
    if total.significant_digits() < 4 {
        return None;
    }
    let value = total.value()?;
    let digit = total.last_digit()?;
    let is_digit = |choice: &&Choice<'_>| {
        let gap = middle(choice.sum).and_then(|sum| value.minus(sum)?.abs().over(digit));
        let gap = gap.and_then(|gap| gap.as_decimal(0)).map(|gap| gap.digits());
        let Some(mut gap) = gap else { return false };
        while gap != 0 && gap.checked_rem(10) == Some(0) {
            gap = gap.checked_div(10).unwrap_or(0);
        }
        (1..10).contains(&gap)
    };
    choices.iter().filter(|choice| 1 < choice.parts.len()).rev().find(is_digit)
}
