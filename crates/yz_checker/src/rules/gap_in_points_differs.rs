//! `gap-in-points-differs`.

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Direction, Joint, Measure, Role};
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
    for index in 0..reading.figures.len() {
        match reading.figures[index].role {
            Role::Standard(direction) => {
                check_standard(reading, notes, index, direction);
            }
            Role::ChangePoints(direction) => {
                check_years(reading, notes, index, direction);
            }
            _ => {}
        }
    }
}

/// 2021年为95.3%，2022年为96.1%，提高0.8个百分点; 比上年的95.3%提高0.8个百分点.
fn check_years(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    points: usize,
    direction: Direction,
) -> Option<bool> {
    let this = reading.figures.get(points)?;
    let (before, earlier) = (points.checked_sub(1)?, points.checked_sub(2)?);
    let (b, a) = (reading.figures.get(before)?, reading.figures.get(earlier)?);
    let together = [a, b].iter().all(|other| {
        other.paragraph == this.paragraph
            && other.sentence == this.sentence
            && other.quantity.measure == Measure::Percent
            && other.quantity.is_plain()
    });
    let told = |role: Role| matches!(role, Role::Rate | Role::Share | Role::Completion);
    let (now, last) = match b.role {
        Role::Base if this.joint == Joint::Words && told(a.role) => (earlier, before),
        _ if told(a.role) && told(b.role) && this.joint == Joint::Comma => (before, earlier),
        _ => return None,
    };
    let years = b.role == Role::Base
        || matches!((a.year, b.year), (Some(a), Some(b)) if a.checked_add(1) == Some(b))
            && reading.lead(points).chars().count() <= 4;
    if !together || !years || !this.quantity.is_plain() {
        return None;
    }
    let range = |index: usize| reading.figures.get(index)?.range;
    let (more, less) = if direction == Direction::Up { (now, last) } else { (last, now) };
    let recomputed = range(more)?.minus(range(less)?)?;
    let working = format!("{} - {}", reading.printed(more), reading.printed(less));
    judge(
        reading,
        notes,
        Claim {
            rule: &GAP_IN_POINTS_DIFFERS,
            figure: points,
            at: None,
            recomputed,
            working,
            held: vec![now, last],
            sure: true,
            few_digits_are_doubtful: false,
            message: words!(
                "升降的百分点与两个率不符",
                "the points do not follow from the two rates"
            ),
            help: words!("两个百分数相减得百分点；核对三个数", "check all three"),
        },
    )
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
