//! `impossible-date`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a month or a day that no calendar has: 2023年13月, 12月32日, 2月30日, 6月31日, and
    /// 29 February in a year that is no leap year.
    ///
    /// ## Why is this bad
    /// The day that is meant is not known, and a term or period may hang on it.
    ///
    /// ## Example
    /// `截至2023年12月32日`
    ///
    /// ## Use instead
    /// `截至2023年12月31日`
    pub static IMPOSSIBLE_DATE = {
        name: "impossible-date",
        code: "FORM021",
        title: "日期不存在",
        why_zh: "写的是哪一天不明确，期限和报告期可能由它决定",
        level: Error,
        status: Stable("0.2.0"),
    }
}

static MONTH: Needles = Needles::new(&["月"]);

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (at, _) in MONTH.find_in(paragraph) {
            let head = plain.get(..at).unwrap_or("");
            let behind = at.saturating_add('月'.len_utf8());
            let Some((start, month)) = number_before(head) else { continue };
            let day = number_behind(plain.get(behind..).unwrap_or(""));
            let before = plain.get(..start).unwrap_or("");
            // 累计18月 may be a span of time; 2023年18月 and 18月3日 are none.
            let dated = day.is_some() || before.ends_with('年');
            let last = days_of(month);
            let last = last.map(|last| if month == 2 { february(before) } else { last });
            let wrong = last.is_none() || day.is_some_and(|(day, _)| day == 0 || last < Some(day));
            if !dated || !wrong || before.ends_with(['.', ',', '-', '~', '/', '第']) {
                continue;
            }
            let end = behind.saturating_add(day.map_or(0, |(_, length)| length));
            let words = plain.get(start..end).unwrap_or("");
            notes.find(
                &IMPOSSIBLE_DATE,
                Level::Error,
                paragraph.span(start..end),
                words!("没有“{words}”这一天（月）", "no calendar has {words}"),
                words!("核对日期", "check the date"),
            );
        }
    }
}

/// The days of February in the year that stands right in front; 29 where none does.
fn february(before: &str) -> u32 {
    let year = before.strip_suffix('年').and_then(|head| head.get(head.len().checked_sub(4)?..));
    let year: Option<u32> = year.and_then(|year| year.parse().ok());
    let leap =
        |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    if year.is_none_or(leap) { 29 } else { 28 }
}

/// One or two digits at the end of the words: where they begin, and their number.
fn number_before(head: &str) -> Option<(usize, u32)> {
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = head.len().checked_sub(digits).filter(|_| (1..=2).contains(&digits))?;
    Some((start, head.get(start..)?.parse().ok()?))
}

/// The day that stands right behind 月, and the bytes of it with 日.
fn number_behind(rest: &str) -> Option<(u32, usize)> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let unit = rest.get(digits..)?.starts_with('日').then_some('日'.len_utf8())?;
    let day = rest.get(..digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    Some((day, digits.saturating_add(unit)))
}

/// The most days of a month in any year.
fn days_of(month: u32) -> Option<u32> {
    match month {
        2 => Some(29),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}
