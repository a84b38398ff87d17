//! `rise-differs-from-ends`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::figures::{Direction, Measure, Role, is_of_another};
use crate::judge::{Claim, fits, judge, percent_of};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes a rise or fall from its two ends: 由73.62%提高到75.14%，提高1.52个百分点;
    /// 由1200万元增加到 1500万元，增长25%. A rise of points that is printed with % is told as such.
    ///
    /// ## Why is this bad
    /// A rise from 73.62 % to 75.14 % is 1.52 percentage points and 2.06 %; the two are often
    /// confused.
    ///
    /// ## Example
    /// `报销比例由73.62%提高到75.14%，提高1.52%`
    ///
    /// ## Use instead
    /// `报销比例由73.62%提高到75.14%，提高1.52个百分点`
    pub static RISE_DIFFERS_FROM_ENDS = {
        name: "rise-differs-from-ends",
        code: "RATE006",
        title: "升降幅度与起止数不符",
        why_zh: "百分数之差是百分点，不是百分之几，两者常被混淆",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for from in 0..reading.figures.len() {
        check_ends(reading, notes, from);
    }
}

fn check_ends(reading: &Reading<'_>, notes: &mut Notebook, from: usize) -> Option<bool> {
    let (to, by) = (from.checked_add(1)?, from.checked_add(2)?);
    let mention = |index: usize| reading.figures.get(index);
    let (start, end, change) = (mention(from)?, mention(to)?, mention(by)?);
    let together = [end, change]
        .iter()
        .all(|other| other.paragraph == start.paragraph && other.sentence == start.sentence);
    // 提高到2022年的, 提高到每人.
    let of_year = |c: char| c.is_ascii_digit() || matches!(c, '年' | '末' | '的');
    let lead = reading.lead(to).without_end("每人").trim_end_matches(of_year);
    let reaches = lead.ends_with(['到', '至', '为']);
    let begins = ["由", "从"].iter().any(|word| reading.lead(from).has(word));
    let alike = start.quantity.measure == end.quantity.measure;
    let plain = [start, end, change].iter().all(|other| other.quantity.is_plain());
    let another = || is_of_another(reading.lead(by), reading.subject(from));
    if !together || !alike || !reaches || !begins || !plain || another() {
        return None;
    }
    let (low, high) = (start.range?, end.range?);
    let (first, last) = (reading.printed(from), reading.printed(to));
    let (rise, more, less) = match change.role {
        Role::Change(Direction::Down)
        | Role::ChangeRate(Direction::Down)
        | Role::ChangePoints(Direction::Down) => (low.minus(high)?, first, last),
        Role::Change(_) | Role::ChangeRate(_) | Role::ChangePoints(_) => {
            (high.minus(low)?, last, first)
        }
        _ => return None,
    };
    let rate = start.quantity.measure == Measure::Percent;
    let (recomputed, working) = match change.role {
        Role::ChangeRate(_) => {
            let relative = percent_of(rise, low)?;
            let printed = change.range?;
            if rate && !fits(printed, relative) && fits(printed, rise) {
                return percent_for_points(reading, notes, by);
            }
            (relative, format!("({more} - {less}) ÷ {first}"))
        }
        _ => (rise, format!("{more} - {less}")),
    };
    judge(
        reading,
        notes,
        Claim {
            rule: &RISE_DIFFERS_FROM_ENDS,
            figure: by,
            at: None,
            recomputed,
            working,
            held: Vec::new(),
            sure: true,
            few_digits_are_doubtful: false,
            message: words!(
                "升降幅度与起止两个数不符",
                "the rise or fall does not follow from its two ends"
            ),
            help: words!("核对起止两个数和升降幅度", "check both ends and the difference"),
        },
    )
}

fn percent_for_points(reading: &Reading<'_>, notes: &mut Notebook, by: usize) -> Option<bool> {
    let printed = reading.printed(by);
    notes.find(
        &RISE_DIFFERS_FROM_ENDS,
        Level::Error,
        reading.span(by),
        words!(
            "两个百分率相差的是百分点，印作{printed}",
            "two percentages differ by percentage points; {printed} is printed"
        ),
        words!("把“%”改为“个百分点”", "write 个百分点 instead of %"),
    );
    notes.touch(by, Level::Error);
    Some(false)
}
