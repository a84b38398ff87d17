//! `gap-in-points-differs`.

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Direction, Measure, Role};
use crate::judge::{Claim, fits, judge, percent_of};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Recomputes the gap between a rate and what it is compared with: 88.56%，
    /// 低于95%的标准值6.44个百分点. A gap in percent (低于1.1%的标准值6.36%) is taken as relative
    /// to the standard.
    ///
    /// ## Why is this bad
    /// Marks are taken off by this gap.
    ///
    /// ## Example
    /// `参保率88.56%，低于95%的标准值5个百分点`
    ///
    /// ## Use instead
    /// `参保率88.56%，低于95%的标准值6.44个百分点`
    pub static GAP_IN_POINTS_DIFFERS = {
        name: "gap-in-points-differs",
        code: "RATE004",
        title: "与标准的差距不符",
        why_zh: "扣分按这个差距计算",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for standard in 0..reading.figures.len() {
        if let Role::Standard(direction) = reading.figures[standard].role {
            check_standard(reading, notes, standard, direction);
        }
    }
}

fn check_standard(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    standard: usize,
    direction: Direction,
) -> Option<bool> {
    let this = reading.figures.get(standard)?;
    let gap = standard.checked_add(1)?;
    let gap_mention = reading.figures.get(gap)?;
    let rate = this.head.or_else(|| before(reading, standard))?;
    let near = gap_mention.paragraph == this.paragraph
        && gap_mention.sentence == this.sentence
        && gap_mention.lead.len() <= "的年度目标值".len();
    if !near || this.quantity.measure != Measure::Percent {
        return None;
    }
    let value = reading.figures.get(rate)?.range?;
    let against = this.range?;
    let exact = Range::exactly(this.quantity.value()?);
    let apart = match direction {
        Direction::Down => exact.minus(value)?,
        Direction::Up => value.minus(exact)?,
    };
    let (recomputed, working) = match gap_mention.quantity.measure {
        Measure::Points => (apart, false),
        Measure::Percent => {
            let relative = percent_of(apart, exact)?;
            let printed = gap_mention.range?;
            // A gap in points that is printed with % is another rule's business.
            if !fits(printed, relative) && fits(printed, apart) {
                return None;
            }
            (relative, true)
        }
        _ => return None,
    };
    let (rate_text, standard_text) = (reading.printed(rate), reading.printed(standard));
    let (more, less) = match direction {
        Direction::Down => (standard_text, rate_text),
        Direction::Up => (rate_text, standard_text),
    };
    let working = match working {
        false => format!("{more} - {less}"),
        true => format!("({more} - {less}) ÷ {standard_text}"),
    };
    let _ = against;
    judge(
        reading,
        notes,
        Claim {
            rule: &GAP_IN_POINTS_DIFFERS,
            figure: gap,
            at: None,
            recomputed,
            working,
            held: Vec::new(),
            sure: true,
            few_digits_are_doubtful: false,
            message: words!("与标准的差距不符", "the gap to the standard is another one"),
            help: words!(
                "两个百分数相减得百分点；核对三个数",
                "two percentages differ by percentage points; check all three"
            ),
        },
    )
}

/// The rate right in front of the standard.
fn before(reading: &Reading<'_>, standard: usize) -> Option<usize> {
    let before = standard.checked_sub(1)?;
    let (one, other) = (reading.figures.get(before)?, reading.figures.get(standard)?);
    let near = one.paragraph == other.paragraph && one.sentence == other.sentence;
    (near && one.quantity.measure == Measure::Percent).then_some(before)
}
