//! `heading-number-mixed`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::headings::{Form, Heading, headings};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::series::{Series, series, strangers};

declare_rule! {
    /// ## What it does
    /// Finds a heading whose number is written in other digits than those of its brothers:
    /// （一）（2）（三）, or 第一部分, 第二部分, 第3部分. Brothers are found by counting: what
    /// would be the next number of no other series belongs to this one.
    ///
    /// A series that uses one kind of digits throughout is right, whatever those of the level
    /// above. Where the series does not go on after the heading, it is a warning.
    ///
    /// ## Why is this bad
    /// （2） reads as a point below （一）, so the structure of the report is lost. The usual cause
    /// is numbering of two templates in one document.
    ///
    /// ## Example
    /// `（一）部门预算管理。` … `（2）项目预算管理。` … `（三）结果应用情况。`
    ///
    /// ## Use instead
    /// `（一）部门预算管理。` … `（二）项目预算管理。` … `（三）结果应用情况。`
    pub static HEADING_NUMBER_MIXED = {
        name: "heading-number-mixed",
        code: "FORM010",
        title: "同级标题序号数字不一致",
        why_zh: "序号写法不同就像是另一级标题，报告的层次就乱了",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let headings = headings(reading);
    for series in series(&headings) {
        if matches!(series.form, Form::Part | Form::Chapter | Form::Comma | Form::Brackets) {
            check_series(reading, &series, &headings, notes);
        }
    }
}

fn check_series(
    reading: &Reading<'_>,
    series: &Series,
    headings: &[Heading<'_>],
    notes: &mut Notebook,
) {
    let (ordinary, strangers) = strangers(series, headings);
    // Below a heading that lost its number, a list may count on by chance: it begins the series,
    // and its items follow each other.
    let first_ordinary = series.members.iter().filter_map(|at| headings.get(*at));
    let first_ordinary = first_ordinary.filter(|h| h.digits == ordinary).map(|h| h.number).next();
    let leads = |heading: &Heading<'_>| first_ordinary.is_some_and(|n| heading.number < n);
    let spread = strangers.windows(2).all(|pair| {
        let paragraph = |at: usize| headings.get(at).map_or(0, |heading| heading.paragraph);
        let (Some(first), Some(second)) = (pair.first(), pair.last()) else { return true };
        paragraph(first.0).saturating_add(1) < paragraph(second.0)
    });
    for (at, goes_on) in &strangers {
        let Some(heading) = headings.get(*at).filter(|heading| heading.is_title()) else {
            continue;
        };
        let Some(paragraph) = reading.paragraphs.get(heading.paragraph) else { continue };
        let sure = *goes_on && (!leads(heading) || spread);
        let level = if sure { Level::Error } else { Level::Warning };
        let printed = paragraph.plain.get(heading.mark.clone()).unwrap_or("");
        let expected = heading.written(ordinary);
        notes.find(
            &HEADING_NUMBER_MIXED,
            level,
            paragraph.span(heading.mark.clone()),
            words!(
                "同级标题的序号应为“{expected}”，印作“{printed}”",
                "among headings of one level {expected} is printed as {printed}"
            ),
            words!("改为“{expected}”", "write {expected}"),
        );
    }
}
