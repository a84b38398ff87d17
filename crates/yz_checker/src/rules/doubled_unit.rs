//! `doubled-unit`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, before};
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a figure whose unit stands twice or in the wrong order: 5.2万元元, 95%%, 12元万元.
    ///
    /// ## Why is this bad
    /// The reader must guess which unit is meant, and the guess may be off by ten thousand.
    ///
    /// ## Example
    /// `全年支出5.2万元元`
    ///
    /// ## Use instead
    /// `全年支出5.2万元`
    pub static DOUBLED_UNIT = {
        name: "doubled-unit",
        code: "FORM007",
        title: "计量单位重复",
        why_zh: "读者只能猜是哪个单位，猜错就差一万倍",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Units that are none, longest first.
static SLIPS: Needles = Needles::new(&[
    "万元万元",
    "亿元亿元",
    "亿元万元",
    "万元亿元",
    "元万元",
    "万元元",
    "亿元元",
    "万万元",
    "亿亿元",
    "元亿元",
    "元元",
    "%%",
    "万人万人",
    "人次人次",
    "‰‰",
]);

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (at, number) in SLIPS.find_in(paragraph) {
            let slip = SLIPS.word(number);
            let end = at.saturating_add(slip.len());
            let span = paragraph.span(at..end);
            let figure = before(plain, at).is_some_and(|c| c.is_ascii_digit());
            // 慰问金5万元元旦前发放 is right, and units with white space between them are two
            // columns of a table that was saved as text.
            let other = after(plain, end).is_some_and(|c| matches!(c, '旦' | '宵' | '均'));
            let printed = reading.text.get(span.clone()).unwrap_or("");
            if !figure || other || printed.contains(char::is_whitespace) {
                continue;
            }
            notes.find(
                &DOUBLED_UNIT,
                Level::Error,
                span,
                words!("计量单位“{slip}”重复或颠倒", "{slip} is no unit"),
                words!("只保留一个单位，并核对金额", "keep one unit, and check the figure"),
            );
        }
    }
}
