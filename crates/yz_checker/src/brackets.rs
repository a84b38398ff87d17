//! Brackets around figures: 参保28764人（特困人员1200人、低保对象15000人）.
#![expect(clippy::arithmetic_side_effects, reason = "offsets within one paragraph")]

use std::ops::Range;

use crate::reading::Reading;

/// The bracket that a figure stands in, in the plain words: （其中：中央500万元、省级300万元）.
pub(crate) fn bracket(reading: &Reading<'_>, index: usize) -> Option<Range<usize>> {
    let mention = &reading.figures[index];
    let plain = reading.paragraphs[mention.paragraph].plain.as_str();
    let before = plain.get(..mention.span.start)?;
    let open = before.rfind('（')?;
    let inside = !before.get(open..)?.contains(['）', '。']);
    let length = plain.get(mention.span.start..)?.find('）')?;
    inside.then_some(open..mention.span.start + length)
}

/// Whether a figure in front of `index` ends at `place`.
pub(crate) fn follows_figure(reading: &Reading<'_>, index: usize, place: usize) -> bool {
    let first = reading.figures_of(reading.figures[index].paragraph).start;
    let ends = (first..index).rev().map(|before| reading.figures[before].span.end);
    ends.into_iter().find(|end| *end <= place) == Some(place)
}

/// Whether a figure stands in a bracket that is closed in front of another one: it tells a part of
/// something, and the other is hardly about it.
pub(crate) fn is_closed_off(reading: &Reading<'_>, index: usize, before: usize) -> bool {
    let start = reading.figures[before].span.start;
    bracket(reading, index).is_some_and(|place| place.end < start)
}
