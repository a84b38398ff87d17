//! Brackets within lists of figures.

use crate::figures::{Mention, Role};
use crate::reading::Reading;

/// What 其中 sets apart within a list: the rest of its bracket, or of its part of the sentence.
#[derive(Default)]
pub(crate) struct Nested {
    part: Option<usize>,
    bracket: usize,
}

impl Nested {
    /// Looks at the next figure of the list.
    pub(crate) fn see(&mut self, reading: &Reading<'_>, index: usize) {
        let mention = &reading.figures[index];
        match bracket_end(reading, index) {
            _ if !mention.among && detail_of(reading, index).is_none() => {}
            Some(end) => self.bracket = end,
            None => self.part = Some(mention.part),
        }
    }

    /// Whether a figure is set apart.
    pub(crate) fn holds(&self, mention: &Mention) -> bool {
        self.part == Some(mention.part) || mention.span.start < self.bracket
    }
}

/// Where the bracket ends that was opened in front of a figure: （其中：中央500万元、省级300万元）.
pub(crate) fn bracket_end(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let mention = &reading.figures[index];
    let plain = reading.paragraphs[mention.paragraph].plain.as_str();
    let before = plain.get(..mention.span.start)?;
    let open = before.rfind('（')?;
    let inside = !before.get(open..)?.contains(['）', '。']);
    let length = plain.get(mention.span.start..)?.find('）')?;
    inside.then_some(mention.span.start + length)
}

/// 在职1167.88万人（企业1150.85万人，机关17.03万人）: the amount that a bracket right behind it
/// tells the parts of.
pub(crate) fn detail_of(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let mention = reading.figures.get(index)?;
    let before = index.checked_sub(1)?;
    let other = reading.figures.get(before)?;
    let plain = reading.paragraphs.get(mention.paragraph)?.plain.as_str();
    let amounts = [mention, other].iter().all(|one| one.role == Role::Amount);
    let behind = other.paragraph == mention.paragraph
        && plain.get(other.span.end..).is_some_and(|rest| rest.starts_with('（'))
        && other.quantity.measure == mention.quantity.measure;
    (amounts && behind && bracket_end(reading, index).is_some()).then_some(before)
}
