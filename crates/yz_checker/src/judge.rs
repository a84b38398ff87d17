//! Compares a figure with what it was recomputed to, and writes down which it is.

use yz_diagnostics::{Comparison, Level, Rule, Words, words};
use yz_units::{Exact, Range};

use crate::figures::Measure;
use crate::notebook::Notebook;
use crate::reading::Reading;

/// What a figure ought to be by the words around it.
#[derive(Debug)]
pub(crate) struct Claim {
    /// The rule that recognised the relation.
    pub(crate) rule: &'static Rule,
    /// The figure that is recomputed.
    pub(crate) figure: usize,
    /// Where a finding stands, when it is not at the figure.
    pub(crate) at: Option<std::ops::Range<usize>>,
    /// What it is recomputed to.
    pub(crate) recomputed: Range,
    /// The calculation with its numbers, without the result.
    pub(crate) working: String,
    /// Other figures that the relation holds in place when it holds.
    pub(crate) held: Vec<usize>,
    /// The words leave no other reading; otherwise a difference is only a warning.
    pub(crate) sure: bool,
    /// An uncertain difference of a figure with few digits is only a hint.
    pub(crate) few_digits_are_doubtful: bool,
    /// What is wrong when it does not hold.
    pub(crate) message: Words,
    /// What to do then.
    pub(crate) help: Words,
}

/// Whether true values exist that both ranges hold.
///
/// A true value that lies exactly on the end of two ranges of width would have been rounded into
/// one of them; so ranges that only touch do not fit.
pub(crate) fn fits(one: Range, other: Range) -> bool {
    let wide = |range: Range| !range.is_exact();
    if wide(one) && wide(other) {
        let below = |low: Option<Exact>, high: Option<Exact>| match (low, high) {
            (Some(low), Some(high)) => low < high,
            _ => true,
        };
        return below(one.low(), other.high()) && below(other.low(), one.high());
    }
    one.meets(other)
}

/// Writes down whether a claim holds; says whether it does. `None` when it cannot be computed.
pub(crate) fn judge(reading: &Reading<'_>, notes: &mut Notebook, claim: Claim) -> Option<bool> {
    let middle = middle(claim.recomputed)?;
    judge_at(reading, notes, claim, middle)
}

/// The same where the printed figures give `middle`, which need not be the middle of the range.
pub(crate) fn judge_at(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    claim: Claim,
    middle: Exact,
) -> Option<bool> {
    let quantity = reading.figures.get(claim.figure)?.quantity;
    let printed = reading.figures.get(claim.figure)?.range?;
    let unit = reading.unit(claim.figure);
    if fits(printed, claim.recomputed) {
        let text = reading.printed(claim.figure);
        let equation = format!("{} = {text}", claim.working).into();
        notes.verify(reading, claim.rule, claim.figure, &equation);
        for held in claim.held {
            notes.verify(reading, claim.rule, held, &equation);
        }
        return Some(true);
    }
    let value = quantity.value()?;
    let difference = value.minus(middle)?;
    let told = quantity.number.decimals();
    // Points are the difference of two printed rates, which is shown whole: 95% − 88.56% is 6.44
    // and not 6. Anything else has the decimals that were printed, two more where they hide the
    // gap.
    let whole = quantity.decimals_of(middle, told.saturating_add(2));
    let hidden = quantity.print(value, unit) == quantity.print(middle, unit);
    let decimals = match whole {
        Some(whole) if quantity.measure == Measure::Points => whole,
        _ if hidden => told.saturating_add(2),
        _ => told,
    };
    let recomputed = quantity.print_with(middle, decimals, unit);
    let equals = if whole.is_some_and(|whole| whole <= decimals) { "=" } else { "≈" };
    let apart = match quantity.measure {
        Measure::Percent => "个百分点",
        _ => unit,
    };
    let cut = quantity.last_digit().is_some_and(|digit| difference.abs() < digit);
    let level = match (claim.sure && !cut, quantity.digits_printed()) {
        (true, _) => Level::Error,
        // With few digits another reading is likely.
        (false, 0..4) if !cut && claim.few_digits_are_doubtful => Level::Hint,
        (false, _) => Level::Warning,
    };
    let comparison = Comparison {
        printed: reading.printed(claim.figure).to_owned(),
        difference: signed(difference, quantity.print_with(difference, decimals, apart)),
        working: format!("{} {equals} {recomputed}", claim.working),
        recomputed,
    };
    let help = match cut {
        true => {
            let Words { zh, en } = claim.help;
            words!(
                "差额不到末位一个单位，像是去尾或凑整而不是四舍五入；{zh}",
                "less than one of the last digit: cut or adjusted instead of rounded; {en}"
            )
        }
        false => claim.help,
    };
    let span = claim.at.unwrap_or_else(|| reading.span(claim.figure));
    notes.find_differing(claim.rule, level, span, claim.message, comparison, help);
    notes.touch(claim.figure, level);
    Some(false)
}

/// How far a figure is from what it should be, with its sign: above it or below.
pub(crate) fn signed(gap: Exact, printed: String) -> String {
    if gap.is_zero() || gap.is_negative() { printed } else { format!("+{printed}") }
}

/// The middle of a range, or its only end.
pub(crate) fn middle(range: Range) -> Option<Exact> {
    match (range.low(), range.high()) {
        (Some(low), Some(high)) => low.plus(high)?.times(Exact::HALF),
        (Some(end), None) | (None, Some(end)) => Some(end),
        (None, None) => None,
    }
}

/// Whether a gap is one digit and zeros behind it, in units of `digit`: one figure has a wrong
/// digit. What was left out of a list hardly ever has such a value.
pub(crate) fn is_one_digit(gap: Exact, digit: Exact) -> bool {
    let units = gap.abs().over(digit).and_then(|gap| gap.as_decimal(0));
    let Some(units) = units.map(|units| units.digits()) else { return false };
    let mut power: i128 = 1;
    while power <= units && !(1..10).any(|digit| power.checked_mul(digit) == Some(units)) {
        power = power.saturating_mul(10);
    }
    power <= units
}

/// A rate of `part` in `whole`, in percent.
pub(crate) fn percent_of(part: Range, whole: Range) -> Option<Range> {
    part.over(whole)?.times(Range::exactly(Exact::HUNDRED))
}
