//! `impossible-year`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, before};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a year that no calendar has: one of five digits (20222年度) or of three that begins
    /// like a year of this century (202年度).
    ///
    /// ## Why is this bad
    /// A digit was typed twice or lost, and the period of the report is not known.
    ///
    /// ## Example
    /// `20222年度部门决算`
    ///
    /// ## Use instead
    /// `2022年度部门决算`
    pub static IMPOSSIBLE_YEAR = {
        name: "impossible-year",
        code: "FORM008",
        title: "年份位数错误",
        why_zh: "多打或少打了一位，报告期就不明确",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (end, _) in plain.match_indices('年') {
            let head = plain.get(..end).unwrap_or("");
            let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
            let start = end.saturating_sub(digits);
            let year = plain.get(start..end).unwrap_or("");
            let starts = year.starts_with("19") || year.starts_with("20");
            let figure =
                before(plain, start).is_some_and(|c| matches!(c, '.' | ',' | '-' | '~' | '/'));
            let rest = plain.get(end.saturating_add('年'.len_utf8())..).unwrap_or("");
            // 202年 may be a span of time; 202年度 and 202年6月 are none.
            let dated = rest.starts_with('度') || month(rest);
            let wrong = match digits {
                5 => starts && !year.ends_with("00"),
                3 => dated && (year.starts_with("202") || year.starts_with("201")),
                _ => false,
            };
            if !wrong || figure || after(rest, 0) == Some('前') {
                continue;
            }
            notes.find(
                &IMPOSSIBLE_YEAR,
                Level::Error,
                paragraph.span(start..end.saturating_add('年'.len_utf8())),
                words!("年份“{year}年”位数不对", "there is no year {year}"),
                words!("核对年份", "check the year"),
            );
        }
    }
}

fn month(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && rest.get(digits..).is_some_and(|rest| rest.starts_with('月'))
}
