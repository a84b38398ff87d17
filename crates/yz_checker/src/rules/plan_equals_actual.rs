//! `plan-equals-actual`.

use yz_diagnostics::{Comparison, Level, declare_rule, words};

use crate::figures::{Measure, Role};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds a count that was planned (计划……完成461025人) and came true to the unit
    /// (实际参保461025人).
    ///
    /// ## Why is this bad
    /// Nobody plans 461,025 persons. The plan was rewritten after the event, and says nothing about
    /// whether the target was met.
    ///
    /// ## Example
    /// `计划到年末完成参保461025人。……实际参保461025人。`
    ///
    /// ## Use instead
    /// The target as it was set at the beginning of the year.
    pub static PLAN_EQUALS_ACTUAL = {
        name: "plan-equals-actual",
        code: "CONS003",
        title: "计划数与实际数分毫不差",
        why_zh: "没有人能把计划做到分毫不差；两数相同，多半是事后倒填",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// A count with fewer digits may well come true.
const DIGITS_MIN: u32 = 5;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let counts: Vec<usize> = (0..reading.figures.len())
        .filter(|index| {
            let mention = &reading.figures[*index];
            let quantity = mention.quantity;
            matches!(quantity.measure, Measure::Persons | Measure::Visits)
                && mention.role == Role::Amount
                && quantity.is_plain()
                && quantity.scale == yz_units::Scale::One
                && DIGITS_MIN <= quantity.significant_digits()
        })
        .collect();
    for planned in counts.iter().copied().filter(|index| says(reading, *index, "计划")) {
        let number = reading.figures[planned].quantity.number;
        let came_true = |index: &usize| {
            *index != planned
                && reading.figures[*index].quantity.number == number
                && says(reading, *index, "实际")
        };
        let Some(actual) = counts.iter().copied().find(came_true) else { continue };
        let (printed, reached) = (reading.printed(planned), reading.printed(actual));
        let comparison = Comparison {
            printed: printed.to_owned(),
            recomputed: reached.to_owned(),
            difference: format!("0{}", reading.unit(planned)),
            working: format!("{printed} = {reached}"),
        };
        notes.find_differing(
            &PLAN_EQUALS_ACTUAL,
            Level::Warning,
            reading.phrase(planned),
            words!(
                "计划数{printed}与实际数完全相同，像是事后倒填",
                "the plan of {printed} is the actual count to the unit, as if filled in afterwards"
            ),
            comparison,
            words!(
                "写年初确定的目标数",
                "print the target as it was set at the beginning of the year"
            ),
        );
        notes.touch(planned, Level::Warning);
    }
}

/// Whether a word stands in the sentence in front of a figure.
fn says(reading: &Reading<'_>, index: usize, word: &str) -> bool {
    let mention = &reading.figures[index];
    let before = reading.plain(mention.paragraph, 0..mention.span.start);
    let sentence = before.rfind('。').map_or(before, |at| before.get(at..).unwrap_or(""));
    sentence.has(word)
}
