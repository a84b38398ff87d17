//! `outdated-goal`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{clause_after, clause_before};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::years::years;

declare_rule! {
    /// ## What it does
    /// Finds 全面建成小康社会 as a goal that is still ahead (为…作出贡献, 为…奠定基础) in a report
    /// about 2021 or later.
    ///
    /// ## Why is this bad
    /// That it had been reached was declared on 1 July 2021. The sentence was copied from an older
    /// report, and what stands beside it may have been too.
    ///
    /// ## Example
    /// `为全面建成小康社会作出贡献`
    ///
    /// ## Use instead
    /// the goal of the current plan
    pub static OUTDATED_GOAL = {
        name: "outdated-goal",
        code: "FORM015",
        title: "目标表述过时",
        why_zh: "2021年7月1日已宣布全面建成小康社会，再写作目标就是照抄旧文",
        level: Hint,
        status: Stable("0.2.0"),
    }
}

const GOAL: &str = "全面建成小康社会";

/// What follows a goal that is ahead.
const AHEAD: [&str; 7] =
    ["贡献", "打下", "奠定", "目标迈进", "提供保障", "提供有力保障", "努力奋斗"];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut recent = None;
    for paragraph in &reading.paragraphs {
        if !paragraph.characters.may_hold(GOAL) {
            continue;
        }
        let plain = paragraph.plain.as_str();
        for (at, _) in plain.match_indices(GOAL) {
            let end = at.saturating_add(GOAL.len());
            let before = clause_before(plain, at, &['。', '；', '，']);
            let after = clause_after(plain, end, &['。', '；', '，']);
            let ahead = AHEAD.iter().any(|word| after.contains(word))
                && (before.ends_with('为') || before.ends_with("如期"))
                && !after.starts_with(['后', '之', '以', '的']);
            if !ahead || !*recent.get_or_insert_with(|| is_recent(reading)) {
                continue;
            }
            notes.find(
                &OUTDATED_GOAL,
                Level::Hint,
                paragraph.span(at..end),
                words!(
                    "“{GOAL}”已于2021年宣告实现，此处仍写作目标",
                    "{GOAL} was declared reached in 2021, and is still a goal here"
                ),
                words!("改为当前阶段的目标", "write the goal of the current plan"),
            );
        }
    }
}

/// Whether most years of the text are 2021 or later.
fn is_recent(reading: &Reading<'_>) -> bool {
    let (mut recent, mut earlier) = (0_usize, 0_usize);
    for (_, year) in reading.paragraphs.iter().flat_map(|paragraph| years(&paragraph.plain)) {
        let count = if 2021 <= year { &mut recent } else { &mut earlier };
        *count = count.saturating_add(1);
    }
    earlier < recent
}
