//! `half-width-bracket`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, before, is_han};
use crate::headings::{Digits, Form, headings};
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;
use crate::series::series;

declare_rule! {
    /// ## What it does
    /// Finds brackets of two widths where one is expected: a pair that is opened in full width and
    /// closed in half width, and the number of a heading in half-width brackets when its brothers
    /// have full-width ones.
    ///
    /// A text that uses half-width brackets throughout is left alone.
    ///
    /// ## Why is this bad
    /// Searching and automatic numbering take （二） and (二) for two things.
    ///
    /// ## Example
    /// `（一）加强预算管理。` … `(二)加强督导检查。`
    ///
    /// ## Use instead
    /// `（一）加强预算管理。` … `（二）加强督导检查。`
    pub static HALF_WIDTH_BRACKET = {
        name: "half-width-bracket",
        code: "FORM013",
        title: "括号全角半角混用",
        why_zh: "检索和自动编号会把（二）与(二)当成两样",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

static BRACKETS: Needles = Needles::new(&["（", "）"]);

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        check_pairs(reading, paragraph, notes);
    }
    let headings = headings(reading);
    for series in series(&headings) {
        if series.form != Form::Brackets {
            continue;
        }
        let members = series.members.iter().filter_map(|at| headings.get(*at));
        let marks: Vec<_> = members
            .filter(|heading| heading.digits == Digits::Chinese)
            .filter_map(|heading| {
                let paragraph = reading.paragraphs.get(heading.paragraph)?;
                let span = paragraph.span(heading.mark.clone());
                let printed = reading.text.get(span.clone())?;
                Some((span, printed, heading.written(heading.digits)))
            })
            .collect();
        let is_half = |printed: &str| printed.starts_with('(') && printed.ends_with(')');
        let full = |printed: &str| printed.starts_with('（') && printed.ends_with('）');
        if !marks.iter().any(|(_, printed, _)| full(printed)) {
            continue;
        }
        for (span, printed, expected) in marks {
            if is_half(printed) {
                notes.find(
                    &HALF_WIDTH_BRACKET,
                    Level::Warning,
                    span,
                    words!(
                        "同级标题的括号有全角有半角：“{printed}”",
                        "among headings of one level {printed} has half-width brackets"
                    ),
                    words!("改为全角“{expected}”", "write {expected}"),
                );
            }
        }
    }
}

/// Finds pairs whose two halves have two widths.
fn check_pairs(reading: &Reading<'_>, paragraph: &Paragraph, notes: &mut Notebook) {
    if !paragraph.rare.half_bracket {
        return;
    }
    let plain = paragraph.plain.as_str();
    let mut open: Vec<usize> = Vec::new();
    for (at, mark) in BRACKETS.find(plain) {
        if mark == 0 {
            open.push(at);
            continue;
        }
        let Some(start) = open.pop() else { continue };
        let end = at.saturating_add('）'.len_utf8());
        let inside = after(plain, start.saturating_add('（'.len_utf8()));
        let chinese = inside.is_some_and(is_han) || before(plain, at).is_some_and(is_han);
        let span = paragraph.span(start..end);
        let printed = reading.text.get(span.clone()).unwrap_or("");
        let mixed = printed.starts_with('(') != printed.ends_with(')');
        if mixed && chinese {
            notes.find(
                &HALF_WIDTH_BRACKET,
                Level::Warning,
                span,
                words!(
                    "一对括号一半全角一半半角：“{printed}”",
                    "one bracket of {printed} is full-width and the other half-width"
                ),
                words!("两半都用全角括号", "write both in full width"),
            );
        }
    }
}
