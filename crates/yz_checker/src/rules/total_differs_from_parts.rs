//! `total-differs-from-parts`.

use yz_diagnostics::{Comparison, Level, declare_rule, words};
use yz_units::{Exact, Range};

use crate::figures::{Measure, Quantity, Role};
use crate::groups::{Cue, Group, sign_of};
use crate::judge::{Claim, fits, is_one_digit, judge, middle, signed};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::shares::total_elsewhere;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Adds up the parts that are listed for a total: behind 其中 and 包括, in `X中，`, by 按…分
    /// and 分别为, in front of 合计 and 共计, and over the paragraphs below `其中：`.
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
        why_zh: "读者把各项加起来，应当得到所写的合计",
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
        choices.push(Choice { parts, sum: sum_of(reading, group.total, parts)? });
    }
    choices.extend(sorted_twice(reading, group, total, printed));
    let fitting = choices.iter().filter(|choice| 1 < choice.parts.len());
    let fitting = fitting.rev().find(|choice| fits(printed, choice.sum));
    if let Some(choice) = fitting {
        if let Some(gap) = unlikely_gap(reading, total, choice) {
            hint(reading, notes, group, total, choice, gap);
            return Some(());
        }
        let working = working(reading, group.total, choice.parts);
        let equation = format!("{working} = {}", reading.printed(group.total)).into();
        for figure in choice.parts.iter().copied().chain([group.total]) {
            notes.verify(reading, &TOTAL_DIFFERS_FROM_PARTS, figure, &equation);
        }
        changes(reading, notes, group, choice.parts);
        if group.cue != Cue::Total {
            rest(reading, notes, group, printed, choice.parts.len());
        }
        return Some(());
    }
    if matches!(group.cue, Cue::By | Cue::Seen) && elsewhere(reading, notes, group) {
        return Some(());
    }
    // Without a unit it is another rule's business.
    if reading.figures.get(group.total)?.quantity.measure == Measure::Bare {
        return None;
    }
    // Averages do not add up.
    let average = ["人均", "平均", "次均", "户均", "中位数", "均价"];
    if average.iter().any(|word| reading.lead(group.total).has(word)) {
        return None;
    }
    let (choice, sure) = wrong(reading, group, total, printed, &choices)?;
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
        working: working(reading, group.total, choice.parts),
        held: Vec::new(),
        sure,
        few_digits_are_doubtful: choice.sum.low() <= printed.high(),
        message,
        help,
    };
    judge(reading, notes, claim);
    Some(())
}

/// 城镇A、乡村B、男性C、女性D: one list may sort a total two ways, without a semicolon in between.
fn sorted_twice<'a>(
    reading: &Reading<'_>,
    group: &'a Group,
    total: Quantity,
    printed: Range,
) -> Option<Choice<'a>> {
    if group.cue == Cue::Total || group.parts.len() < 3 || total.digits_printed() < 3 {
        return None;
    }
    let mut sum = Range::ZERO;
    for (at, part) in group.parts.iter().enumerate().take(group.parts.len().saturating_sub(1)) {
        sum = sum.plus(reading.figures.get(*part)?.range?)?;
        if 0 < at && fits(printed, sum) {
            let parts = group.parts.get(..=at)?;
            return Some(Choice { parts, sum: sum_of(reading, group.total, parts)? });
        }
    }
    None
}

/// A sum that rounding can explain, but hardly: three of the last digit or more. How far it is off.
fn unlikely_gap(reading: &Reading<'_>, total: Quantity, choice: &Choice<'_>) -> Option<Exact> {
    let plain = choice.parts.iter().all(|part| {
        let quantity = reading.figures[*part].quantity;
        quantity.is_plain() && quantity.scale == total.scale
    });
    let gap = total.value()?.minus(middle(choice.sum)?)?;
    let digits = gap.abs().over(total.last_digit()?)?;
    (plain && total.is_plain() && Exact::from_integer(3) <= digits).then_some(gap)
}

fn hint(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    group: &Group,
    total: Quantity,
    choice: &Choice<'_>,
    gap: Exact,
) {
    let unit = reading.unit(group.total);
    let sum = middle(choice.sum).map(|sum| total.print(sum, unit)).unwrap_or_default();
    let comparison = Comparison {
        printed: reading.printed(group.total).to_owned(),
        difference: signed(gap, total.print(gap, unit)),
        working: format!("{} = {sum}", working(reading, group.total, choice.parts)),
        recomputed: sum,
    };
    notes.find_differing(
        &TOTAL_DIFFERS_FROM_PARTS,
        Level::Hint,
        reading.span(group.total),
        words!(
            "合计与分项之和相差较多，单靠四舍五入难以解释",
            "the total is further from the sum of its parts than rounding makes likely"
        ),
        comparison,
        words!("逐项核对末位", "check the last digits of the list"),
    );
    notes.touch(group.total, Level::Hint);
}

/// Where the total and every part tell their change, the changes add up too.
fn changes(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    group: &Group,
    parts: &[usize],
) -> Option<()> {
    let change = |amount: usize| {
        let near = amount.saturating_add(1)..amount.saturating_add(6).min(reading.figures.len());
        near.into_iter().find(|index| {
            let mention = &reading.figures[*index];
            mention.head == Some(amount) && matches!(mention.role, Role::Change(_))
        })
    };
    let total = change(group.total)?;
    let of_parts: Option<Vec<usize>> = parts.iter().map(|part| change(*part)).collect();
    let of_parts = of_parts?;
    let down = |index: usize| reading.figures.get(index).is_some_and(sign_of);
    let mut sum = Range::ZERO;
    for part in &of_parts {
        let range = reading.figures.get(*part)?.range?;
        sum = if down(*part) { sum.minus(range)? } else { sum.plus(range)? };
    }
    if down(total) {
        sum = sum.negated();
    }
    let claim = Claim {
        rule: &TOTAL_DIFFERS_FROM_PARTS,
        figure: total,
        at: None,
        recomputed: sum,
        working: working(reading, total, &of_parts),
        held: of_parts,
        sure: false,
        few_digits_are_doubtful: true,
        message: words!(
            "总的增减额不等于各项增减额之和",
            "the change is not the sum of the changes of its parts"
        ),
        help: words!(
            "核对各项的增减额和方向",
            "check the changes of the parts and their direction"
        ),
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
    if !fits(printed, sum_of(reading, group.total, parts)?) {
        return None;
    }
    let working = working(reading, group.total, parts);
    let equation = format!("{working} = {}", reading.printed(group.total)).into();
    for figure in parts {
        notes.verify(reading, &TOTAL_DIFFERS_FROM_PARTS, *figure, &equation);
    }
    Some(())
}

/// Whether a list by 按…分 is of a total told further up than the one that was taken for it.
fn elsewhere(reading: &Reading<'_>, notes: &mut Notebook, group: &Group) -> bool {
    let sum = sum_of(reading, group.total, &group.parts);
    let Some(sum) = sum.filter(|_| 1 < group.parts.len()) else { return false };
    let Some(total) = total_elsewhere(reading, group, sum) else { return false };
    let working = working(reading, group.total, &group.parts);
    let equation = format!("{working} = {}", reading.printed(total)).into();
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

/// The sum of parts; of changes, in the direction of the total.
fn sum_of(reading: &Reading<'_>, total: usize, parts: &[usize]) -> Option<Range> {
    let first = reading.figures.get(*parts.first()?)?;
    let total_down = reading.figures.get(total).is_some_and(sign_of);
    let mut sum = Range::ZERO;
    for part in parts {
        let mention = reading.figures.get(*part)?;
        if mention.quantity.measure != first.quantity.measure {
            return None;
        }
        let range = mention.range?;
        sum = if sign_of(mention) == total_down { sum.plus(range)? } else { sum.minus(range)? };
    }
    Some(sum)
}

fn working(reading: &Reading<'_>, total: usize, parts: &[usize]) -> String {
    let mut text = String::new();
    let total_down = reading.figures.get(total).is_some_and(sign_of);
    for part in parts {
        let down = reading.figures.get(*part).is_some_and(sign_of) != total_down;
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
    if let Some(choice) = choices
        .iter()
        .filter(many)
        .find(|one| is_whole(reading, group, one) || is_partition(reading, one.parts))
    {
        return Some((choice, true));
    }
    let longest = choices.iter().rev().find(many)?;
    let shortest = choices.iter().find(many)?;
    let exceeds = |choice: &Choice<'_>| match (choice.sum.low(), printed.high()) {
        (Some(sum), Some(total)) => total < sum,
        _ => false,
    };
    // One person may be in two parts; money is spent once.
    let once = total.measure != Measure::Persons;
    if once && exceeds(shortest) && matches!(group.cue, Cue::Among | Cue::Within | Cue::Include) {
        // Three or more may overlap: 民生支出80亿元，教育支出30亿元，….
        let few = shortest.parts.len() < 3 && group.parts.len() < 3;
        // The list may have ended at a semicolon.
        let larger = |part: &usize| {
            let value = reading.figures[*part].range.and_then(|range| range.low());
            value > printed.high()
        };
        if group.ends.first() == Some(&1) && shortest.parts.iter().skip(1).any(larger) {
            return None;
        }
        return Some((shortest, few || is_slip(reading, shortest, total)));
    }
    let all = longest.parts.len() == group.parts.len();
    if !matches!(group.cue, Cue::Total | Cue::By | Cue::Paragraphs) && all {
        // A part that was left out hardly ever has one digit.
        if 4 <= total.significant_digits()
            && !goes_on(reading, longest)
            && let Some(choice) = mended_by_a_digit(choices, total)
            && choice.parts.len() == longest.parts.len()
        {
            return Some((choice, true));
        }
        if group.cue == Cue::Among && is_slight(reading, longest, total) == Some(true) {
            return Some((longest, false));
        }
    }
    if group.cue == Cue::Total {
        return wrong_total(reading, group, total, choices, longest);
    }
    mended_by_a_digit(choices, total).map(|choice| (choice, false))
}

/// [`wrong`] for a total behind its parts: A，B，合计C.
fn wrong_total<'a, 'b>(
    reading: &Reading<'_>,
    group: &Group,
    total: Quantity,
    choices: &'b [Choice<'a>],
    longest: &'b Choice<'a>,
) -> Option<(&'b Choice<'a>, bool)> {
    let mended = || mended_by_a_digit(choices, total).map(|choice| (choice, false));
    let all = longest.parts.len() == group.parts.len();
    // Marks are few and are listed in full: 医保管理得4分，两定机构得2分，共得6分.
    if total.measure == Measure::Marks && all {
        return Some((longest, true));
    }
    let said = reading.lead(group.total);
    let surely = ["合计", "总计", "共计", "小计", "共得"].iter().any(|word| said.has(word));
    // Only a list that fills its sentence is surely what the total adds up.
    let fills = surely && all && group.parts.len() < 3;
    if fills { Some((longest, false)) } else { mended() }
}

/// Whether a gap looks like a slip of the hand: one digit, two exchanged, or next to nothing.
fn is_slip(reading: &Reading<'_>, choice: &Choice<'_>, total: Quantity) -> bool {
    let digits = || {
        let gap = total.value()?.minus(middle(choice.sum)?)?;
        let ninth = gap.over(Exact::from_integer(9))?;
        let exchanged = ninth.over(total.last_digit()?)?.is_integer();
        let digit = total.last_digit()?;
        Some(is_one_digit(gap, digit) || exchanged && is_one_digit(ninth, digit))
    };
    digits() == Some(true) || is_slight(reading, choice, total) == Some(true)
}

/// Whether a gap is less than a hundredth of the total, and than the smallest part of several: no
/// part was left out, or counted twice.
fn is_slight(reading: &Reading<'_>, choice: &Choice<'_>, total: Quantity) -> Option<bool> {
    let gap = total.value()?.minus(middle(choice.sum)?)?.abs();
    let values = choice.parts.iter().filter_map(|part| reading.figures[*part].quantity.value());
    let smallest = values.filter(|value| !value.is_zero()).min()?;
    let little = gap.times(Exact::HUNDRED)? < total.value()?.abs();
    let whole = 3 <= choice.parts.len() && !goes_on(reading, choice);
    Some(whole && little && gap < smallest)
}

/// Whether the words say that the list is not all: 主要, 重点, 等.
fn goes_on(reading: &Reading<'_>, choice: &Choice<'_>) -> bool {
    let after = |index: usize| {
        let mention = &reading.figures[index];
        reading.paragraphs[mention.paragraph].plain.get(mention.span.end..).unwrap_or("")
    };
    let open = choice.parts.last().is_some_and(|last| after(*last).starts_with('等'));
    let some = choice.parts.first().is_some_and(|first| {
        ["主要", "重点", "仅"].iter().any(|word| reading.lead(*first).has(word))
    });
    open || some
}

/// Names of parts that are all there are.
const PARTITIONS: &[&[&str]] = &[
    &["城镇", "乡村"],
    &["城镇", "农村"],
    &["男", "女"],
    &["第一产业", "第二产业", "第三产业"],
    &["基本支出", "项目支出"],
    &["税收收入", "非税收入"],
    &["人员经费", "公用经费"],
    &["因公出国", "公务用车", "公务接待"],
    &["公务用车购置", "公务用车运行"],
    &["在职", "退休"],
];

/// Whether the names of parts are known to be all there are.
fn is_partition(reading: &Reading<'_>, parts: &[usize]) -> bool {
    let names = || parts.iter().map(|part| reading.subject(*part));
    let begins = |names: &mut dyn Iterator<Item = &str>, member: &str| {
        names.filter(|name| name.has(member)).count() == 1
    };
    PARTITIONS.iter().any(|partition| {
        partition.len() == parts.len()
            && partition.iter().all(|member| begins(&mut names(), member))
    })
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
        .map(|part| reading.figures.get(crate::shares::share_of(reading, *part)?)?.range)
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
    reading.between(start, *first).has("分，")
}

/// A list whose sum is off by one digit of one figure: such a gap is hardly ever a part left out.
fn mended_by_a_digit<'a, 'b>(choices: &'b [Choice<'a>], total: Quantity) -> Option<&'b Choice<'a>> {
    if total.digits_printed() < 3 || total.significant_digits() < 2 {
        return None;
    }
    let (value, digit) = (total.value()?, total.last_digit()?);
    let is_digit = |choice: &&Choice<'_>| {
        let gap = middle(choice.sum).and_then(|sum| value.minus(sum));
        gap.is_some_and(|gap| is_one_digit(gap, digit))
    };
    choices.iter().filter(|choice| 1 < choice.parts.len()).rev().find(is_digit)
}
