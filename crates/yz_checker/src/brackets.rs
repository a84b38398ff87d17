//! Brackets around figures: 参保28764人（特困人员1200人、低保对象15000人）.
#![expect(clippy::arithmetic_side_effects, reason = "offsets within one paragraph")]

use std::ops::Range;

use crate::reading::Reading;

/// Characters to either side in which a bracket is looked for.
const LOOK_AROUND: usize = 300;

/// The bracket that a figure stands in, in the plain words: （其中：中央500万元、省级300万元）.
pub(crate) fn bracket(reading: &Reading<'_>, index: usize) -> Option<Range<usize>> {
    let mention = &reading.figures[index];
    let plain = reading.paragraphs[mention.paragraph].plain.as_str();
    let (start, end) = (mention.span.start, mention.span.end);
    let before = plain.get(..start)?.char_indices().rev();
    let open = unmatched(before, '（', '）')?;
    let close = unmatched(plain.get(end..)?.char_indices(), '）', '（')?;
    Some(open..end + close)
}

/// The place of the first sign of a sentence that no other sign before it takes up.
pub(crate) fn unmatched(
    chars: impl Iterator<Item = (usize, char)>,
    sign: char,
    other: char,
) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in chars.take(LOOK_AROUND).take_while(|(_, c)| *c != '。') {
        if c == other {
            depth += 1;
        } else if c == sign {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(at),
            }
        }
    }
    None
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
