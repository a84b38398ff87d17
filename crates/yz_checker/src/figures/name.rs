//! What a figure measures, at what stage of the year, and which way the money flows.
#![expect(clippy::arithmetic_side_effects, reason = "offsets within one paragraph")]

use std::ops::Range;

use super::subject::{is_generic, subject_of};
use super::{Mention, Role};
use crate::words::Words;

/// Whether an amount was planned, or is what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A budget, plan or target.
    Planned,
    /// What came of it.
    Done,
}

/// Which way money flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// 收入.
    Income,
    /// 支出.
    Expenditure,
    /// 结余, 结存.
    Balance,
}

/// Words that say at what stage an amount is.
const STAGES: &[(&str, Stage)] = &[
    ("预算", Stage::Planned),
    ("计划", Stage::Planned),
    ("目标", Stage::Planned),
    ("任务", Stage::Planned),
    ("设定值", Stage::Planned),
    ("指标值", Stage::Planned),
    ("决算", Stage::Done),
    ("实际", Stage::Done),
    ("执行", Stage::Done),
    ("完成", Stage::Done),
];

/// Endings of the name of a planned amount.
const PLANNED: &[&str] = &[
    "年初预算数",
    "年初预算",
    "全年预算数",
    "全年预算",
    "预算数",
    "预算",
    "年初设定值",
    "年度指标值",
    "年度目标",
];

/// The stage that the words in front of an amount speak of. 公共预算 and 基金预算 are names of
/// accounts.
pub(super) fn stage(lead: &str) -> Option<Stage> {
    let mut words = lead;
    if words.has("预算") {
        for account in ["公共预算", "基金预算", "资本经营预算", "预算单位", "预算拨款"]
        {
            let at = words.last(account).map_or(0, |at| at + account.len());
            words = words.get(at..).unwrap_or(words);
        }
    }
    let found = STAGES.iter().filter_map(|(word, stage)| Some((words.last(word)?, *stage)));
    found.max_by_key(|(at, _)| *at).map(|(_, stage)| stage)
}

/// Which way the money of this name flows; the last word of the kind tells.
pub(crate) fn flow(name: &str) -> Option<Flow> {
    const WORDS: &[(&str, Flow)] = &[
        ("收入", Flow::Income),
        ("支出", Flow::Expenditure),
        ("结余", Flow::Balance),
        ("结存", Flow::Balance),
    ];
    let found = WORDS.iter().filter_map(|(word, flow)| Some((name.last(word)?, *flow)));
    found.max_by_key(|(at, _)| *at).map(|(_, flow)| flow)
}

/// Where the name of the figure at `at` stands. Where the words right in front name nothing
/// (支出决算为), it is what stands before their colon, or what the budget in front of it is for.
pub(super) fn name(plain: &str, mentions: &[Mention], first: usize, at: usize) -> Range<usize> {
    let lead = mentions[at].lead.clone();
    let words = plain.get(lead.clone()).unwrap_or("");
    let subject = subject_of(words);
    let offset = subject.as_ptr().addr().saturating_sub(words.as_ptr().addr());
    let own = lead.start + offset..lead.start + offset + subject.len();
    if !is_generic(subject) {
        return own;
    }
    let before = plain.get(..lead.start).unwrap_or("");
    if ["合计", "总计", "共计", "小计"].iter().any(|word| words.has(word)) {
        return own;
    }
    if before.ends_with('：') {
        return label(before).unwrap_or(own);
    }
    let budget = (first..at).rev().take(2).find(|index| {
        let other = &mentions[*index];
        other.sentence == mentions[at].sentence
            && other.role == Role::Amount
            && other.stage == Some(Stage::Planned)
            && other.quantity.measure == mentions[at].quantity.measure
    });
    match budget {
        Some(budget) if mentions[at].stage != Some(Stage::Planned) => {
            without_plan(plain, mentions[budget].name.clone()).unwrap_or(own)
        }
        _ => own,
    }
}

/// What stands between a colon and the sign before it.
fn label(before: &str) -> Option<Range<usize>> {
    let label = before.strip_suffix('：')?;
    let sign = label.char_indices().rev().find(|(_, c)| "。；，：.\t".contains(*c));
    let start = sign.map_or(0, |(at, c)| at + c.len_utf8());
    let subject = subject_of(label.get(start..)?);
    let offset = subject.as_ptr().addr().saturating_sub(before.as_ptr().addr());
    (!subject.is_empty()).then(|| offset..offset + subject.len())
}

fn without_plan(plain: &str, name: Range<usize>) -> Option<Range<usize>> {
    let words = plain.get(name.clone())?;
    let rest = PLANNED.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    (1 < rest.chars().count()).then(|| name.start..name.start + rest.len())
}
