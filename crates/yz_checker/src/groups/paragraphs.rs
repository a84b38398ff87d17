//! Lists whose parts are paragraphs below the total: 其中： and 按…分： at the end of a paragraph.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of a document")]

use super::{Cue, Group, is_total_word};
use crate::figures::{Measure, Role, Stage};
use crate::reading::Reading;
use crate::words::Words;

/// `…440.34万元，其中：` and the first figure of each paragraph that follows.
pub(super) fn over_paragraphs(
    reading: &Reading<'_>,
    index: usize,
    stage: Option<Stage>,
) -> Option<Group> {
    let paragraph = &reading.paragraphs[index];
    let opens = ["其中：", "包括："];
    let sorted = paragraph.plain.ends_with("分：") && paragraph.plain.contains('按');
    if sorted && reading.figures_of(index).is_empty() {
        return sorted_paragraphs(reading, index);
    }
    if !opens.iter().any(|word| paragraph.plain.ends_with(word)) {
        return None;
    }
    let amount = |i: &usize| {
        let told = reading.figures[*i].stage;
        let same = told == stage || stage.is_none() && told == Some(Stage::Done);
        reading.figures[*i].role == Role::Amount && same
    };
    let figures = reading.figures_of(index);
    let last_sentence = reading.figures.get(figures.clone().next_back()?)?.sentence;
    let in_last = |i: &usize| last_sentence <= reading.figures[*i].sentence + 1;
    // 支出2万元，完成预算100%。…。其中：: the first amount is the one that the paragraph is about.
    let adds = |i: &usize| {
        let measure = reading.figures[*i].quantity.measure;
        measure.adds_up() || measure == Measure::Bare
    };
    let total = figures
        .clone()
        .find(|i| amount(i) && in_last(i) && adds(i))
        .or_else(|| figures.clone().find(|i| amount(i) && adds(i)))?;
    let (parts, ends) = paragraphs_below(reading, index, &amount);
    (!ends.is_empty()).then_some(Group { total, parts, ends, cue: Cue::Paragraphs })
}

/// `按功能科目分：` and the paragraphs below; the total is the first amount of the paragraph above.
fn sorted_paragraphs(reading: &Reading<'_>, index: usize) -> Option<Group> {
    let amount = |i: &usize| reading.figures[*i].role == Role::Amount;
    let (parts, ends) = paragraphs_below(reading, index, &amount);
    let measure = reading.figures[*parts.first()?].quantity.measure;
    let above = reading.figures_of(index.checked_sub(1)?);
    let total =
        above.into_iter().find(|i| amount(i) && reading.figures[*i].quantity.measure == measure)?;
    (!ends.is_empty()).then_some(Group { total, parts, ends, cue: Cue::Paragraphs })
}

/// The first amount of each paragraph below one, and where the list may end.
fn paragraphs_below(
    reading: &Reading<'_>,
    index: usize,
    amount: &dyn Fn(&usize) -> bool,
) -> (Vec<usize>, Vec<usize>) {
    let (mut parts, mut ends) = (Vec::new(), Vec::new());
    for next in index + 1..reading.paragraphs.len() {
        let plain = &reading.paragraphs[next].plain;
        let numbered = is_heading(plain) && reading.figures_of(next).is_empty();
        if parts.len() >= 200 || numbered || plain.has("其中：") && parts.is_empty() {
            break;
        }
        let Some(part) = reading.figures_of(next).find(|part| amount(part)) else { break };
        let measure = reading.figures[part].quantity.measure;
        let first = *parts.first().unwrap_or(&part);
        if is_total_word(reading, part) || measure != reading.figures[first].quantity.measure {
            break;
        }
        parts.push(part);
        if 1 < parts.len() {
            ends.push(parts.len());
        }
    }
    (parts, ends)
}

/// Whether a paragraph is a heading of the kind 一、 or （一）.
fn is_heading(plain: &str) -> bool {
    let words = plain.trim_start_matches('（');
    let rest = words.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < words.len() && rest.starts_with(['、', '）'])
}
