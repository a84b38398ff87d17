//! The words that lead up to a figure, and how the figure is joined to what stands before.
#![expect(clippy::arithmetic_side_effects, reason = "offsets and counts within one paragraph")]

use std::ops::Range;

use super::Joint;
use crate::brackets::unmatched;
use crate::words::Words;

/// Sentences and parts of sentences so far.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) sentence: usize,
    pub(crate) part: usize,
    /// 按…分 stands in this sentence.
    pub(crate) sorted: bool,
}

/// Whether words end in 按…分, 按…划分 or 分…情况是.
fn opens_sorted(words: &str) -> bool {
    const ENDS: &[&str] =
        &["分", "分类", "划分", "看", "统计", "情况是", "情况为", "情况", "完成情况为"];
    let sorted = ENDS.iter().find_map(|word| words.strip_suffix(word));
    let Some(words) = sorted else {
        return false;
    };
    words.rfind(['按', '分', '从']).is_some_and(|at| words.len() - at < 40)
}

pub(super) struct Lead {
    pub(super) lead: Range<usize>,
    pub(super) joint: Joint,
    pub(super) among: bool,
}

/// Looks back from the figure at `start` to the figure that ends at `end`.
pub(super) fn lead(plain: &str, end: usize, start: usize, counts: &mut Counts) -> Lead {
    let between = plain.get(end..start).unwrap_or("");
    let mut joint = if end == 0 { Joint::Sentence } else { Joint::Words };
    let mut from = 0;
    let mut brackets: usize = 0;
    let mut title: usize = 0;
    for (at, c) in between.char_indices() {
        let after = at + c.len_utf8();
        match c {
            '《' => title += 1,
            '》' => title = title.saturating_sub(1),
            _ if 0 < title => {}
            '。' | '！' | '？' => {
                joint = joint.max(Joint::Sentence);
                counts.sentence += 1;
                counts.sorted = false;
                counts.part += 1;
                from = after;
                brackets = 0;
            }
            '；' => {
                joint = joint.max(Joint::Semicolon);
                counts.part += 1;
                from = after;
                brackets = 0;
            }
            // What a closed bracket holds is part of the name in front of it.
            '（' => brackets += 1,
            '）' if brackets == 0 => {
                joint = joint.max(Joint::Comma);
                from = after;
            }
            '）' => brackets -= 1,
            '，' | '：' | '\t' if 0 < brackets => {}
            '，' | '：' | '\t' => {
                counts.sorted |= opens_sorted(&between[..at]);
                joint = joint.max(Joint::Comma);
                from = after;
            }
            '、' if at == 0 && end != 0 => {
                joint = joint.max(Joint::List);
                from = after;
            }
            _ => {}
        }
    }
    if joint == Joint::Words && end != 0 {
        for word in ["以及", "和", "及", "与"] {
            if between.starts_with(word) {
                (joint, from) = (Joint::List, word.len());
                break;
            }
        }
    }
    if 0 < brackets
        && let Some(words) = between.get(from..)
        && let Some(open) = unmatched(words.char_indices().rev(), '（', '）')
    {
        // An open bracket: the figure stands inside it.
        from += open + '（'.len_utf8();
        joint = joint.max(Joint::Comma);
    }
    let lead = behind_among(plain, end + from..start);
    Lead { lead, joint, among: between.has("其中") }
}

/// What stands behind 其中 and its colon, where the words have it.
fn behind_among(plain: &str, lead: Range<usize>) -> Range<usize> {
    let words = plain.get(lead.clone()).unwrap_or("");
    let Some(at) = words.last("其中") else { return lead };
    let after = words.get(at + "其中".len()..).unwrap_or("");
    lead.end - after.trim_start_matches(['：', '，']).len()..lead.end
}
