//! Gives each figure its role, and each share or change the figure that it says something about.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of one paragraph")]

use super::role::{self, Role};
use super::subject::{alike, own_subject, subject_of};
use super::{Joint, Measure, Mention};
use crate::paragraph::Paragraph;

/// How many figures back the head of an attribute with a name of its own is looked for.
const LOOK_BACK: usize = 40;

/// Settles roles and heads of the figures from `first` on, which are all of one paragraph.
pub(crate) fn attach(paragraphs: &[Paragraph], mentions: &mut [Mention], first: usize) {
    for at in first..mentions.len() {
        let lead = lead(paragraphs, &mentions[at]);
        let joined = mentions[at].joint == Joint::Words && first < at;
        let mut role = role::role(lead, mentions[at].quantity.measure, joined);
        if role == Role::Share && joined && is_share_of_figure(lead) {
            role = share_of(paragraphs, mentions, at);
        }
        if mentions[at].joint == Joint::List && first < at {
            role = like_the_one_before(&mentions[at - 1], &mentions[at], lead, role);
        }
        if role == Role::Amount && mentions[at].quantity.measure == Measure::Bare && joined {
            // 12.5 of something unknown right behind a figure says nothing about it.
            role = Role::Rate;
        }
        mentions[at].role = role;
        mentions[at].head = head(paragraphs, mentions, first, at);
    }
}

fn lead<'a>(paragraphs: &'a [Paragraph], mention: &Mention) -> &'a str {
    paragraphs[mention.paragraph].plain.get(mention.lead.clone()).unwrap_or("")
}

/// 的, 的比重为: what stands between a base and the share of it.
fn is_share_of_figure(lead: &str) -> bool {
    lead.starts_with('的') && lead.chars().count() <= 6
}

/// The role of B in 占A的B%, and with it the role of A.
fn share_of(paragraphs: &[Paragraph], mentions: &mut [Mention], at: usize) -> Role {
    let before = lead(paragraphs, &mentions[at - 1]);
    let budget = ["预算", "计划", "任务", "目标"].iter().any(|word| before.contains(word));
    let base = before.starts_with('占')
        || before.starts_with("为")
        || before.starts_with("完成")
        || before.starts_with("达到")
        || before.contains('占');
    if !base {
        return if before.contains("低于") { Role::Rate } else { Role::Share };
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

fn head(
    paragraphs: &[Paragraph],
    mentions: &[Mention],
    first: usize,
    at: usize,
) -> Option<usize> {
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
    if own.chars().count() < 2 {
        let nearest = (first..at).rev().find(|index| fits(*index))?;
        let near = mentions[nearest].sentence == this.sentence
            || (this.joint == Joint::Sentence || mentions[nearest].sentence + 1 == this.sentence);
        return near.then_some(nearest);
    }
    let named = |index: &usize| {
        fits(*index) && alike(own, subject_of(lead(paragraphs, &mentions[*index])))
    };
    let start = at.saturating_sub(LOOK_BACK);
    (start..at).rev().find(named)
}
