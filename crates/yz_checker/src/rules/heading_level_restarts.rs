//! `heading-level-restarts`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::headings::{Digits, Form, Heading, headings};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a heading directly below which the headings begin again with the same kind of number:
    /// （三） and then （一）, where the lower level ought to have another kind.
    ///
    /// Only a heading without text between the two is one; a table of contents before the text, and
    /// a level that begins again below a higher heading, are none.
    ///
    /// ## Why is this bad
    /// Two levels look like one, and it is not known which （四） a reference means.
    ///
    /// ## Example
    /// `（三）绩效指标完成情况分析。` directly followed by `（一）项目决策` … `（二）过程管理`
    ///
    /// ## Use instead
    /// `（三）绩效指标完成情况分析。` directly followed by `1.项目决策` … `2.过程管理`
    pub static HEADING_LEVEL_RESTARTS = {
        name: "heading-level-restarts",
        code: "FORM011",
        title: "下级标题序号与上级相同",
        why_zh: "两级标题看上去是一级，引用时不知道指哪一个",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let headings = headings(reading);
    for (at, pair) in headings.windows(2).enumerate() {
        let [above, heading] = pair else { continue };
        let rest = headings.get(at.saturating_add(2)..).unwrap_or(&[]);
        let before = headings.get(..at).unwrap_or(&[]);
        if !restarts(above, heading)
            || !goes_on(heading, rest)
            || was_listed(before, above, heading)
        {
            continue;
        }
        let Some(paragraph) = reading.paragraphs.get(heading.paragraph) else { continue };
        let (upper, lower) = (above.written(above.digits), heading.written(heading.digits));
        notes.find(
            &HEADING_LEVEL_RESTARTS,
            Level::Error,
            paragraph.span(heading.mark.clone()),
            words!(
                "“{upper}”之下又从“{lower}”起编，上下两级序号相同",
                "below {upper} the headings begin again with {lower}: two levels look like one"
            ),
            words!(
                "下级标题改用下一层次的序号，如“（一）”之下用“1.”",
                "number the lower level in its own way, 1. below （一）"
            ),
        );
    }
}

/// Whether a heading stands directly below one with the same kind of number.
fn restarts(above: &Heading<'_>, heading: &Heading<'_>) -> bool {
    heading.number == 1
        && heading.digits == Digits::Chinese
        && above.digits == Digits::Chinese
        && matches!(heading.form, Form::Comma | Form::Brackets)
        && heading.form == above.form
        && heading.part == above.part
        && heading.paragraph == above.paragraph.saturating_add(1)
        && above.is_title()
        && heading.is_title()
}

/// Whether the new series has a second heading before the first one goes on.
fn goes_on(heading: &Heading<'_>, rest: &[Heading<'_>]) -> bool {
    let mut same = rest.iter().filter(|next| next.form == heading.form);
    same.next().is_some_and(|next| next.number == 2)
}

/// Whether the headings before are a table of contents, in which this heading stands too.
fn was_listed(before: &[Heading<'_>], above: &Heading<'_>, heading: &Heading<'_>) -> bool {
    let bare = |title: &str| title.trim_end_matches(['。', '：']).to_owned();
    let title = bare(heading.title);
    let same = |other: &Heading<'_>| other.title.starts_with(title.as_str());
    before.iter().any(same) || same(above)
}
