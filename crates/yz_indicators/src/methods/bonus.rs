//! Marks on top.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::Exact;

use super::{Asked, Scored, Scoring, declare_method, marks_en, too_large};
use crate::evidence::Met;
use crate::keys::{Keys, Refusal};
use crate::rules::FULL_MARKS_NOT_CLOSED;

declare_method! {
    /// ## How it scores
    /// `per_item` marks for each item of a count, or once when the evidence says `met = true`; at
    /// most `cap`.
    ///
    /// ## Keys
    /// `per_item`, `cap` (the full marks of the indicator), and a count as `value`, or none where
    /// evidence says `met`.
    ///
    /// ## At the edge
    /// A count that would pass the cap gives the cap; a count below nothing gives nothing. A book
    /// that declares other full marks is capped by those.
    pub(super) static METHOD = {
        name: "bonus",
        title: "加分",
        judges: ValueOrMet,
        read: read,
    }
}

#[derive(Debug)]
struct Bonus {
    per_item: Exact,
}

fn read(keys: &mut Keys, full: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    let per_item = keys.positive("per_item")?;
    let cap = keys.positive("cap")?;
    if cap != full {
        let message = words!(
            "加分上限{cap}分与满分{full}分不一致",
            "the cap of {cap} is not the full marks of {full}"
        );
        return Err(Refusal::new(&FULL_MARKS_NOT_CLOSED, message));
    }
    Ok(Arc::new(Bonus { per_item }))
}

impl Scoring for Bonus {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let (count, shown) = match (asked.value, asked.met) {
            (Some(value), _) => (value.value, value.shown.clone()),
            (None, Some(Met::All)) => (Exact::ONE, "符合条件".to_owned()),
            (None, Some(Met::Nothing)) => (Exact::ZERO, "不符合条件".to_owned()),
            (None, Some(Met::Elements(_)) | None) => {
                return Err(words!(
                    "evidence.toml 没有写 met = true 或 met = false",
                    "evidence.toml says neither met = true nor met = false"
                ));
            }
        };
        let earned = count.times(self.per_item).ok_or_else(too_large)?;
        let marks = earned.min(asked.full).max(Exact::ZERO);
        let (each, cap, marks_words) = (self.per_item, asked.full, marks_en(marks));
        let working = if marks.is_zero() {
            words!("{shown}，不加分", "nothing to reward: no marks on top")
        } else if asked.value.is_none() {
            words!("{shown}，加{marks}分", "earned: {marks_words} on top")
        } else if marks < earned {
            words!(
                "{shown} × {each}分 = {earned}分，最多{cap}分，加{marks}分",
                "{count} × {each} = {earned}, at most {cap}: {marks_words} on top"
            )
        } else {
            words!("{shown} × {each}分，加{marks}分", "{count} × {each}: {marks_words} on top")
        };
        Ok(Scored { marks, working })
    }
}
