//! `doubled-punctuation`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a mark of punctuation that stands twice: 。。 or ，，.
    ///
    /// ## Why is this bad
    /// A slip of the hand in a published report makes readers doubt its figures too.
    ///
    /// ## Example
    /// `县人民政府审核批复。。`
    ///
    /// ## Use instead
    /// `县人民政府审核批复。`
    pub static DOUBLED_PUNCTUATION = {
        name: "doubled-punctuation",
        code: "FORM001",
        title: "标点重复",
        why_zh: "公开的报告里出现笔误，读者会连数字一起怀疑",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Marks that never stand twice. `……` and `——` are made of two, and are not among them.
static MARKS: Needles = Needles::new(&["。。", "，，", "；；", "、、", "：：", "，。"]);

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        for (at, number) in MARKS.find_in(paragraph) {
            let mark = MARKS.word(number);
            let span = paragraph.span(at..at.saturating_add(mark.len()));
            // Two half-width commas are an empty field of a table saved as text.
            if reading.text.get(span.clone()).is_some_and(str::is_ascii) {
                continue;
            }
            notes.find(
                &DOUBLED_PUNCTUATION,
                Level::Error,
                span,
                words!("标点重复：{mark}", "the mark of punctuation stands twice: {mark}"),
                words!("删去多余的一个", "take one of them out"),
            );
        }
    }
}
