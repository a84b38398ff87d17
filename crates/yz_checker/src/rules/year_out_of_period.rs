//! `year-out-of-period`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;
use crate::words::Words;
use crate::years::years;

declare_rule! {
    /// ## What it does
    /// Finds, in a numbered list of what money was spent on, the one item with a year of its own,
    /// when the others have only month and day and the text is about another year:
    /// 1、2月21日…；2、1月24日…；3、2021年12月9日….
    ///
    /// ## Why is this bad
    /// The expense belongs to the accounts of another year, or the date is wrong.
    ///
    /// ## Example
    /// `3、2021年12月9日市局到县督导590元` in the accounts of 2022
    ///
    /// ## Use instead
    /// the items of 2022, or the reason for which one of 2021 was paid in 2022
    pub static YEAR_OUT_OF_PERIOD = {
        name: "year-out-of-period",
        code: "FORM017",
        title: "支出明细日期不在报告年度",
        why_zh: "要么支出属于别的年度，要么日期写错了",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Items with only month and day that the list must have.
const ITEMS: usize = 2;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut period = None;
    for paragraph in &reading.paragraphs {
        let Some((start, year)) = strange_year(paragraph) else { continue };
        let Some(period) = *period.get_or_insert_with(|| year_of(reading)) else { continue };
        if period == year {
            continue;
        }
        notes.find(
            &YEAR_OUT_OF_PERIOD,
            Level::Warning,
            paragraph.span(start..start.saturating_add("2021年".len())),
            words!(
                "明细中有{year}年的事项，报告年度是{period}年",
                "an item of {year} in a list of {period}"
            ),
            words!(
                "核对日期，或说明列入本年支出的原因",
                "check the date, or say why it was paid this year"
            ),
        );
    }
}

/// The year of the one item that has a year, in a list whose other items have days only.
fn strange_year(paragraph: &Paragraph) -> Option<(usize, u16)> {
    let plain = paragraph.plain.as_str();
    if !plain.has("1、") || !plain.has("支出") {
        return None;
    }
    let (mut dated, mut strange) = (0_usize, None);
    let marks = plain.match_indices(['；', '（', '：']);
    for start in marks.map(|(at, mark)| at.saturating_add(mark.len())) {
        let Some(item) = plain.get(start..).and_then(numbered) else { continue };
        let start = start.saturating_add(item.0);
        match years(item.1).next() {
            Some((0, year)) => strange = Some((start, year)),
            _ if begins_with_day(item.1) => dated = dated.saturating_add(1),
            _ => {}
        }
    }
    strange.filter(|_| ITEMS <= dated)
}

/// What follows the number of an item: 3、 or 3.
fn numbered(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || 2 < digits {
        return None;
    }
    let rest = text.get(digits..)?;
    let item = rest.strip_prefix('、').or_else(|| rest.strip_prefix('.'))?;
    Some((text.len().saturating_sub(item.len()), item))
}

fn begins_with_day(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits != 0 && text.get(digits..).is_some_and(|rest| rest.starts_with('月'))
}

/// The year that the text names most, the later of two.
fn year_of(reading: &Reading<'_>) -> Option<u16> {
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    for (_, year) in reading.paragraphs.iter().flat_map(|paragraph| years(&paragraph.plain)) {
        let count = counts.entry(year).or_default();
        *count = count.saturating_add(1);
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}
