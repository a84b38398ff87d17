//! Marks off by place in a ranking.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::{Exact, Unit};

use super::{Asked, Scored, Scoring, awarded, declare_method, less, marks_en};
use crate::band::{self, Step};
use crate::keys::{Keys, Refusal};

declare_method! {
    /// ## How it scores
    /// The full marks less those that the place in the ranking loses.
    ///
    /// ## Keys
    /// `[[band]]` with `at_most` (the last place of the band, ascending) and `lose`; the last band
    /// has no `at_most`. The first band loses nothing.
    ///
    /// ## At the edge
    /// The tenth place belongs to the band `at_most = "10"`. Bands say what is lost and not what
    /// is won, so a book whose own table gives other full marks loses the same.
    pub(super) static METHOD = {
        name: "rank",
        title: "按名次得分",
        judges: Value,
        read: read,
    }
}

#[derive(Debug)]
struct Rank {
    steps: Vec<Step>,
}

fn read(keys: &mut Keys, full: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    Ok(Arc::new(Rank { steps: band::steps(keys, full)? }))
}

impl Scoring for Rank {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let value = asked.value()?;
        let shown = &value.shown;
        if value.unit != Unit::Rank || !value.value.is_integer() || value.value < Exact::ONE {
            return Err(words!("{shown} 不是名次", "{shown} is no place in a ranking"));
        }
        let holds = |step: &&Step| step.at_most.is_none_or(|last| value.value <= last);
        let step = self
            .steps
            .iter()
            .find(holds)
            .ok_or_else(|| words!("没有一档包含 {shown}", "no band holds {shown}"))?;
        let lost = step.lose.min(asked.full);
        let marks = less(asked.full, lost)?;
        let (lost_en, Words { zh, en }) = (marks_en(lost), awarded(marks));
        let place = value.value;
        let working = if lost.is_zero() {
            words!("{shown}，不扣分，{zh}", "place {place}, nothing off: {en}")
        } else {
            words!("{shown}，扣{lost}分，{zh}", "place {place}, {lost_en} off: {en}")
        };
        Ok(Scored { marks, working })
    }
}
