//! Gives each figure its role, and each share or change the figure that it says something about.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of one paragraph")]

use super::name::{Stage, name, stage};
use super::role::{self, Role};
use super::subject::{alike, is_generic, own_subject};
use super::{Joint, Measure, Mention};
use crate::paragraph::Paragraph;
use crate::words::Words;

/// How many figures back the head of an attribute with a name of its own is looked for.
const LOOK_BACK: usize = 40;

/// Settles roles and heads of the figures from `first` on, which are all of one paragraph.
pub(crate) fn attach(paragraphs: &[Paragraph], mentions: &mut [Mention], first: usize) {
    for at in first..mentions.len() {
        mentions[at].stage = stage(lead(paragraphs, &mentions[at]));
        let lead = lead(paragraphs, &mentions[at]);
        let joined = mentions[at].joint == Joint::Words && first < at;
        let mut role = role::role(lead, mentions[at].quantity.measure, joined);
        if role == Role::Share && joined && is_share_of_figure(lead) {
            role = share_of(paragraphs, mentions, at);
        }
        let moves = matches!(role, Role::Change(_) | Role::ChangeRate(_) | Role::ChangePoints(_));
        if moves && joined && is_compared_with(self::lead(paragraphs, &mentions[at - 1])) {
            mentions[at - 1].role = Role::Base;
            mentions[at - 1].head = None;
        }
        if mentions[at].joint == Joint::List && first < at {
            role = like_the_one_before(&mentions[at - 1], &mentions[at], lead, role);
        }
        if role == Role::Amount && mentions[at].quantity.measure == Measure::Bare && joined {
            // 12.5 of something unknown right behind a figure says nothing about it.
            role = Role::Rate;
        }
        mentions[at].role = role;
        let plain = paragraphs[mentions[at].paragraph].plain.as_str();
        mentions[at].name = name(plain, mentions, first, at);
        mentions[at].head = head(paragraphs, mentions, first, at);
    }
    settle_ends(paragraphs, mentions, first);
    align_lists(paragraphs, mentions, first);
    tell_full_marks(paragraphs, mentions, first);
}

/// 由A增加到B: what 由 begins is only an end of a change where the next figure is the other end;
/// 由区级承担A is an amount.
fn settle_ends(paragraphs: &[Paragraph], mentions: &mut [Mention], first: usize) {
    for at in first..mentions.len() {
        let next = mentions.get(at + 1).filter(|next| next.sentence == mentions[at].sentence);
        let reaches = next.is_some_and(|next| lead(paragraphs, next).ends_with(['到', '至', '为']));
        if mentions[at].role == Role::From && !reaches {
            mentions[at].role = Role::Amount;
        }
    }
}

/// 该项10分，得9分: marks in front of 得 are what can be had.
fn tell_full_marks(paragraphs: &[Paragraph], mentions: &mut [Mention], first: usize) {
    for at in first..mentions.len().saturating_sub(1) {
        let gained = |m: &Mention| m.role == Role::MarksGained;
        let next = &mentions[at + 1];
        let words = lead(paragraphs, next);
        let got = words == "得" || words == "自评得" || words == "得分";
        let this = lead(paragraphs, &mentions[at]);
        let says = this.ends_with('得') || this.ends_with("得分");
        if gained(&mentions[at]) && gained(next) && got && !says && next.joint <= Joint::Comma {
            mentions[at].role = Role::MarksFull;
        }
    }
}

/// 分别为A、B、C，分别占a、b、c: the heads of a list of shares or changes are the list of amounts
/// before it, in order.
fn align_lists(paragraphs: &[Paragraph], mentions: &mut [Mention], first: usize) {
    let list_at = |mentions: &[Mention], start: usize| {
        let next = (start + 1..mentions.len()).take_while(|index| {
            mentions[*index].joint == Joint::List && mentions[*index].role == mentions[start].role
        });
        next.count() + 1
    };
    let mut amounts: Option<(usize, usize)> = None;
    let mut at = first;
    while at < mentions.len() {
        let count = list_at(mentions, at);
        if 1 < count && mentions[at].role == Role::Amount {
            amounts = Some((at, count));
        } else if 1 < count && names_two_bases(lead(paragraphs, &mentions[at])) {
            // 占财政支出和GDP的比重分别为a和b: two shares of one amount.
            mentions[at].head = None;
        } else if 1 < count && is_told_of_list(paragraphs, mentions, at, amounts) {
            let named = amounts.filter(|(_, length)| *length == count);
            let here = |list: usize| mentions[list].sentence == mentions[at].sentence;
            let last = last_amounts(mentions, first, at, count);
            let list = match named {
                Some((list, _)) if here(list) || last.is_empty() => (list..list + count).collect(),
                _ => last,
            };
            for (step, amount) in list.into_iter().enumerate() {
                mentions[at + step].head = Some(amount);
            }
        }
        at += count;
    }
}

/// 占A和B的: whether the shares of a list are of two things.
fn names_two_bases(lead: &str) -> bool {
    let base = lead.rfind('占').and_then(|at| lead.get(at..));
    base.is_some_and(|base| base.contains(['和', '、', '与', '及']) && base.contains('的'))
}

/// Whether a list says something of each of a list of amounts: 分别, or shares right behind them.
fn is_told_of_list(
    paragraphs: &[Paragraph],
    mentions: &[Mention],
    at: usize,
    amounts: Option<(usize, usize)>,
) -> bool {
    let behind = amounts.is_some_and(|(list, length)| list + length == at);
    let share = mentions[at].role == Role::Share && behind;
    share || lead(paragraphs, &mentions[at]).has("分别")
}

/// The last `count` amounts of one measure before the list at `at`, in its sentence.
fn last_amounts(mentions: &[Mention], first: usize, at: usize, count: usize) -> Vec<usize> {
    let amounts = (first..at).rev().filter(|index| {
        mentions[*index].role == Role::Amount && mentions[*index].sentence == mentions[at].sentence
    });
    let mut list: Vec<usize> = amounts.take(count).collect();
    let measure = list.first().map(|index| mentions[*index].quantity.measure);
    let alike = list.iter().all(|index| Some(mentions[*index].quantity.measure) == measure);
    if list.len() != count || !alike {
        return Vec::new();
    }
    list.reverse();
    list
}

fn lead<'a>(paragraphs: &'a [Paragraph], mention: &Mention) -> &'a str {
    paragraphs[mention.paragraph].plain.get(mention.lead.clone()).unwrap_or("")
}

/// 的, 的比重为: what stands between a base and the share of it.
fn is_share_of_figure(lead: &str) -> bool {
    lead.starts_with('的') && lead.chars().count() <= 6
}

/// 比上年决算数, 较上年同期: what stands in front of an amount that another is compared with.
fn is_compared_with(lead: &str) -> bool {
    let compares = lead.starts_with('比') || lead.starts_with('较') || lead.starts_with("与");
    let with = ["上年", "去年", "同期", "年初", "预算", "年"].iter().any(|word| lead.has(word));
    compares && with
}

/// The role of B in 占A的B%, and with it the role of A.
fn share_of(paragraphs: &[Paragraph], mentions: &mut [Mention], at: usize) -> Role {
    let before = lead(paragraphs, &mentions[at - 1]);
    let budget = ["预算", "计划", "任务", "目标"].iter().any(|word| before.has(word));
    let base = before.starts_with('占')
        || before.starts_with("为")
        || before.starts_with("完成")
        || before.starts_with("达到")
        || before.contains('占');
    if !base {
        return if before.has("低于") { Role::Rate } else { Role::Share };
    }
    mentions[at - 1].role = Role::Base;
    mentions[at - 1].head = None;
    if budget { Role::Completion } else { Role::Share }
}

/// 分别增加747万人、113万人: the next of a list does what the one before does.
fn like_the_one_before(before: &Mention, this: &Mention, lead: &str, role: Role) -> Role {
    let same = before.quantity.measure == this.quantity.measure;
    if same && lead.is_empty() { before.role } else { role }
}

/// 公务用车支出比预算无增减变化，比去年增加: whether what a change is of was told without a figure.
fn skips_another(paragraphs: &[Paragraph], mentions: &[Mention], first: usize, at: usize) -> bool {
    const UNCHANGED: &[&str] = &["无增减", "持平", "一致", "没有变化", "无变化", "不变"];
    let this = &mentions[at];
    let before = if first < at { mentions[at - 1].span.end } else { 0 };
    let skipped = paragraphs[this.paragraph].plain.get(before..this.lead.start).unwrap_or("");
    let Some(end) = UNCHANGED.iter().filter_map(|word| skipped.last(word)).max() else {
        return false;
    };
    let clause = skipped.get(..end).unwrap_or("");
    let clause = clause.rsplit(['，', '；', '。', '：']).next().unwrap_or(clause);
    !is_generic(own_subject(clause))
}

fn head(paragraphs: &[Paragraph], mentions: &[Mention], first: usize, at: usize) -> Option<usize> {
    let this = &mentions[at];
    let says_of_another = matches!(
        this.role,
        Role::Share
            | Role::Completion
            | Role::Change(_)
            | Role::ChangeRate(_)
            | Role::ChangePoints(_)
            | Role::Standard(_)
    );
    if !says_of_another {
        return None;
    }
    if this.joint == Joint::List && lead(paragraphs, this).is_empty() && first < at {
        // The heads of lists are found by counting, not by place.
        return None;
    }
    let own = own_subject(lead(paragraphs, this));
    let of_rate = matches!(this.role, Role::ChangePoints(_) | Role::Standard(_));
    let fits = |index: usize| {
        let other = &mentions[index];
        match other.role {
            Role::Amount => !of_rate,
            Role::Rate | Role::Share | Role::Completion => {
                of_rate && other.quantity.measure == Measure::Percent
            }
            _ => false,
        }
    };
    if is_generic(own) {
        if skips_another(paragraphs, mentions, first, at) {
            return None;
        }
        let nearest = (first..at).rev().find(|index| fits(*index))?;
        let near = mentions[nearest].sentence == this.sentence
            || (this.joint == Joint::Sentence || mentions[nearest].sentence + 1 == this.sentence);
        return near.then_some(nearest);
    }
    let named = |index: &usize| {
        let other = &mentions[*index];
        let words = paragraphs[other.paragraph].plain.get(other.name.clone()).unwrap_or("");
        let planned = other.stage == Some(Stage::Planned) && !own.has("预算");
        // 公立医院床位 is a part of what 医院 has.
        let short = own.len() > words.len() && words.chars().count() < 4;
        let wider = this.role == Role::Share && short;
        fits(*index) && !planned && !wider && alike(own, words)
    };
    let start = at.saturating_sub(LOOK_BACK);
    let of_year = |index: &usize| named(index) && mentions[*index].year == this.year;
    (start..at).rev().find(of_year).or_else(|| {
        let any = (start..at).rev().find(named)?;
        // Of another year it would be the wrong one.
        let other = mentions[any].year.is_some() && this.base_year.is_some();
        (!other).then_some(any)
    })
}
