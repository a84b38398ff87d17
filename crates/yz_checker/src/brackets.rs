//! Brackets around figures: 参保28764人（特困人员1200人、低保对象15000人）.
#![expect(clippy::arithmetic_side_effects, reason = "offsets within one paragraph")]

use std::ops::Range;

use crate::figures::{Mention, Role};
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
fn follows_figure(reading: &Reading<'_>, index: usize, place: usize) -> bool {
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

/// 在职1167.88万人（企业1150.85万人，机关17.03万人）: the amount that a bracket right behind it
/// tells the parts of.
pub(crate) fn detail_of(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let (mention, other) = (reading.figures.get(index)?, reading.figures.get(before)?);
    let amounts = [mention, other].iter().all(|one| one.role == Role::Amount);
    let alike =
        other.paragraph == mention.paragraph && other.quantity.measure == mention.quantity.measure;
    let behind = |place: Range<usize>| place.start == other.span.end;
    (amounts && alike && bracket(reading, index).is_some_and(behind)).then_some(before)
}

/// What is set apart within a list: the rest of the bracket, or of the part of the sentence, in
/// which 其中 stands; and a bracket right behind a figure, which tells the parts of that figure.
pub(crate) struct Nested {
    /// Where the bracket begins that holds the list itself.
    own: Option<usize>,
    part: Option<usize>,
    bracket: usize,
}

impl Nested {
    /// For the list that begins with a figure.
    pub(crate) fn of(reading: &Reading<'_>, list: usize) -> Self {
        let own = bracket(reading, list).map(|place| place.start);
        Self { own, part: None, bracket: 0 }
    }

    /// Looks at the next figure of the list.
    pub(crate) fn see(&mut self, reading: &Reading<'_>, index: usize) {
        let mention = &reading.figures[index];
        match bracket(reading, index) {
            Some(place) if Some(place.start) == self.own => {}
            Some(place) if mention.among || follows_figure(reading, index, place.start) => {
                self.bracket = place.end;
            }
            None if mention.among => self.part = Some(mention.part),
            _ => {}
        }
    }

    /// Whether a figure is set apart.
    pub(crate) fn holds(&self, mention: &Mention) -> bool {
        self.part == Some(mention.part) || mention.span.start < self.bracket
    }
}
