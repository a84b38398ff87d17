//! `heading-number-skipped`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::headings::{Digits, Form, Heading, headings};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::series::series;

declare_rule! {
    /// ## What it does
    /// Finds a series of headings in which a number is left out or stands twice: 一、 三、, or
    /// （二）（二）.
    ///
    /// A number that stands somewhere inside a paragraph between the two is not left out.
    ///
    /// ## Why is this bad
    /// A reader looks for the part that is missing. Often a heading was deleted, or its text was.
    ///
    /// ## Example
    /// `二、机构设置` … `四、收入情况`
    ///
    /// ## Use instead
    /// `二、机构设置` … `三、收入情况`
    pub static HEADING_NUMBER_SKIPPED = {
        name: "heading-number-skipped",
        code: "FORM012",
        title: "标题序号跳号或重号",
        why_zh: "读者会去找缺少的那一部分",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let headings = headings(reading);
    for series in series(&headings) {
        if series.form == Form::HalfBracket {
            continue;
        }
        for pair in series.members.windows(2) {
            let [last, at] = pair else { continue };
            if series.breaks.contains(at)
                && let (Some(last), Some(heading)) = (headings.get(*last), headings.get(*at))
            {
                report(reading, last, heading, notes);
            }
        }
    }
}

fn report(reading: &Reading<'_>, last: &Heading<'_>, heading: &Heading<'_>, notes: &mut Notebook) {
    let expected = Heading { number: last.number.saturating_add(1), ..heading.clone() };
    let hidden = [expected.written(Digits::Chinese), expected.written(Digits::Arabic)];
    let between = reading.paragraphs.get(last.paragraph..heading.paragraph).unwrap_or(&[]);
    let holds = |plain: &str| hidden.iter().any(|number| plain.contains(number.as_str()));
    let titles = last.is_title() && heading.is_title() && last.title != heading.title;
    let Some(paragraph) = reading.paragraphs.get(heading.paragraph) else { return };
    if !titles || between.iter().any(|paragraph| holds(&paragraph.plain)) {
        return;
    }
    let expected = expected.written(heading.digits);
    let (before, printed) = (last.written(last.digits), heading.written(heading.digits));
    notes.find(
        &HEADING_NUMBER_SKIPPED,
        Level::Warning,
        paragraph.span(heading.mark.clone()),
        words!(
            "“{before}”之后应为“{expected}”，印作“{printed}”",
            "after {before} the number {expected} is expected, and {printed} is printed"
        ),
        words!("核对是否缺少内容，或改正序号", "look for a missing part, or mend the number"),
    );
}
