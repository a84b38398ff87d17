//! `change-differs-from-amounts`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::figures::{Direction, Quantity, Role, Stage, alike};
use crate::groups::against_budget;
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Recomputes a change, and its rate, from the two amounts when both are told: this year's, and
    /// last year's or the one that is compared with. A budget with fewer decimals than the amounts
    /// beside it (11.8 beside 12.39) is taken to be exact: it was set, not measured.
    ///
    /// ## Why is this bad
    /// A change that does not follow from the two amounts makes one of the three wrong.
    ///
    /// ## Example
    /// `2022年公务接待费预算11.8万元，2021年公务接待费决算12.39万元。
    /// 2022年公务接待费比2021年减少0.58万元`
    ///
    /// ## Use instead
    /// `……减少0.59万元`
    pub static CHANGE_DIFFERS_FROM_AMOUNTS = {
        name: "change-differs-from-amounts",
        code: "SUM003",
        title: "增减额与两年数不符",
        why_zh: "增减额与两年的数对不上，三个数里必有一个错",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// How many figures back last year's amount is looked for.
const LOOK_BACK: usize = 60;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for change in 0..reading.figures.len() {
        match reading.figures[change].role {
            Role::Change(direction) | Role::ChangeRate(direction)
                if is_against_base(reading, change) =>
            {
                against_base(reading, notes, change, direction);
            }
            Role::Change(direction) => {
                check_change(reading, notes, change, direction);
            }
            _ => {}
        }
    }
}

/// 比上年决算数14.94亿元增长3.0%: what is compared with stands right in front.
fn is_against_base(reading: &Reading<'_>, change: usize) -> bool {
    let mention = &reading.figures[change];
    let before = change.checked_sub(1).and_then(|before| reading.figures.get(before));
    before.is_some_and(|before| {
        before.role == Role::Base
            && before.paragraph == mention.paragraph
            && mention.joint == crate::figures::Joint::Words
    })
}

fn against_base(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    change: usize,
    direction: Direction,
) -> Option<bool> {
    let mention = reading.figures.get(change)?;
    let base = change.checked_sub(1)?;
    let first = reading.figures_of(mention.paragraph).start;
    let now = (first..base).rev().find(|index| {
        let other = &reading.figures[*index];
        other.role == Role::Amount && other.sentence == mention.sentence
    })?;
    let measure = |index: usize| reading.figures[index].quantity.measure;
    let amounts = [now, base].map(|index| reading.figures[index].quantity.is_plain());
    if measure(now) != measure(base) || amounts != [true, true] || !mention.quantity.is_plain() {
        return None;
    }
    let (this, last) = (range(reading, now, base)?, range(reading, base, now)?);
    let change_of = match direction {
        Direction::Up => this.minus(last)?,
        Direction::Down => last.minus(this)?,
    };
    let (a, b) = (reading.printed(now), reading.printed(base));
    let (more, less) = if direction == Direction::Up { (a, b) } else { (b, a) };
    match mention.role {
        Role::ChangeRate(_) => {
            let rate = crate::judge::percent_of(change_of, last)?;
            judge(reading, notes, claim(change, rate, format!("({more} - {less}) ÷ {b}")))
        }
        _ if measure(change) == measure(now) => {
            judge(reading, notes, claim(change, change_of, format!("{more} - {less}")))
        }
        _ => None,
    }
}

fn check_change(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    change: usize,
    direction: Direction,
) -> Option<bool> {
    let mention = reading.figures.get(change)?;
    let now = mention.head.or_else(|| of_the_year(reading, change))?;
    let before = before(reading, change, now)?;
    let quantity = |index: usize| Some(reading.figures.get(index)?.quantity);
    if quantity(now)?.measure != mention.quantity.measure || !mention.quantity.is_plain() {
        return None;
    }
    let (this, last) = (range(reading, now, before)?, range(reading, before, now)?);
    let (more, less) = match direction {
        Direction::Up => (now, before),
        Direction::Down => (before, now),
    };
    let recomputed = match direction {
        Direction::Up => this.minus(last)?,
        Direction::Down => last.minus(this)?,
    };
    let working = format!("{} - {}", reading.printed(more), reading.printed(less));
    let held = judge(reading, notes, claim(change, recomputed, working));
    let rate = change.checked_add(1)?;
    let next = reading.figures.get(rate)?;
    let follows = next.sentence == mention.sentence && next.paragraph == mention.paragraph;
    if follows && matches!(next.role, Role::ChangeRate(_)) && held == Some(false) {
        let percent = percent_of_change(recomputed, last)?;
        let working = format!(
            "({} - {}) ÷ {}",
            reading.printed(more),
            reading.printed(less),
            reading.printed(before)
        );
        judge(reading, notes, claim(rate, percent, working));
    }
    held
}

/// change ÷ last year's amount, where the change itself was taken from that amount.
fn percent_of_change(change: Range, last: Range) -> Option<Range> {
    let rate =
        |change: Option<Exact>, last: Option<Exact>| change?.over(last?)?.times(Exact::HUNDRED);
    let (low, high) = (rate(change.low(), last.low())?, rate(change.high(), last.high())?);
    Some(Range::between(Some(low), Some(high)))
}

/// The amount of the year that a change without a name of its own speaks of:
/// 2022年预算比2021年决算.
fn of_the_year(reading: &Reading<'_>, change: usize) -> Option<usize> {
    let mention = reading.figures.get(change)?;
    let (year, _) = (mention.year?, mention.base_year?);
    main_of(reading, change, year)
}

fn main_of(reading: &Reading<'_>, change: usize, year: u16) -> Option<usize> {
    let mention = reading.figures.get(change)?;
    let start = change.saturating_sub(LOOK_BACK);
    (start..change).rev().find(|index| {
        let other = &reading.figures[*index];
        let measure = other.quantity.measure == mention.quantity.measure;
        let first = other.joint == crate::figures::Joint::Sentence;
        measure
            && first
            && other.role == Role::Amount
            && other.year == Some(year)
            && reading.lead(*index).starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The amount that `now` is compared with.
fn before(reading: &Reading<'_>, change: usize, now: usize) -> Option<usize> {
    let mention = reading.figures.get(change)?;
    let year = compared_with(reading, change)?;
    let this = reading.figures.get(now)?;
    if this.year == Some(year) {
        return None;
    }
    // 与2021年度预算相比 is not compared with what was spent in 2021.
    let budget = against_budget(reading, change);
    let planned = |index: usize| reading.figures[index].stage == Some(Stage::Planned);
    let named = |index: &usize| {
        let other = &reading.figures[*index];
        *index != now
            && (!budget || planned(*index))
            && other.role == Role::Amount
            && other.year == Some(year)
            && other.quantity.measure == mention.quantity.measure
            && alike(reading.subject(now), reading.subject(*index))
    };
    let start = change.saturating_sub(LOOK_BACK);
    let found = (start..change).rev().find(named);
    found.or_else(|| if mention.head.is_none() { main_of(reading, change, year) } else { None })
}

/// The year that a change compares with; for a part of a change, the year of the whole.
fn compared_with(reading: &Reading<'_>, change: usize) -> Option<u16> {
    let mention = reading.figures.get(change)?;
    if let Some(year) = mention.base_year {
        return Some(year);
    }
    let total = reading.list_of(change)?.total;
    let whole = reading.figures.get(total)?;
    matches!(whole.role, Role::Change(_)).then_some(whole.base_year?)
}

/// The values that an amount stands for beside another.
fn range(reading: &Reading<'_>, index: usize, beside: usize) -> Option<Range> {
    let quantity = reading.figures.get(index)?.quantity;
    let other: Quantity = reading.figures.get(beside)?.quantity;
    let shorter = quantity.number.decimals() < other.number.decimals();
    match shorter && is_budget(reading, index) {
        true => Some(Range::exactly(quantity.value()?)),
        false => quantity.range(),
    }
}

/// Whether an amount, or the total that it is a part of, is a budget.
fn is_budget(reading: &Reading<'_>, index: usize) -> bool {
    let planned = |index: usize| reading.figures[index].stage == Some(Stage::Planned);
    planned(index) || reading.list_of(index).is_some_and(|group| planned(group.total))
}

fn claim(figure: usize, recomputed: Range, working: String) -> Claim {
    Claim {
        rule: &CHANGE_DIFFERS_FROM_AMOUNTS,
        figure,
        at: None,
        recomputed,
        working,
        held: Vec::new(),
        sure: true,
        few_digits_are_doubtful: false,
        message: words!(
            "增减额（幅度）与所比的两个数不符",
            "the change does not follow from the two amounts that are compared"
        ),
        help: words!("核对两个数和增减额", "check both amounts and the change"),
    }
}
