//! Full marks for what is met.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::Exact;

use super::{Asked, Scored, Scoring, awarded, declare_method};
use crate::evidence::Met;
use crate::keys::{Keys, Refusal};

declare_method! {
    /// ## How it scores
    /// Full marks when the evidence says `met = true`, none when it says `met = false`.
    ///
    /// ## Keys
    /// None of its own.
    ///
    /// ## At the edge
    /// An indicator of which the evidence says nothing is not scored: silence is not "no". There
    /// is no half: what can be half met is scored by `elements`.
    pub(super) static METHOD = {
        name: "yes_no",
        title: "是否得分",
        judges: Met,
        read: read,
    }
}

#[derive(Debug)]
struct YesNo;

fn read(_: &mut Keys, _: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    Ok(Arc::new(YesNo))
}

impl Scoring for YesNo {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let met = match asked.met()? {
            Met::All => true,
            Met::Nothing => false,
            Met::Elements(_) => {
                return Err(words!(
                    "只能写 met = true 或 met = false，不能列要素",
                    "write met = true or met = false: there are no elements to list"
                ));
            }
        };
        let marks = if met { asked.full } else { Exact::ZERO };
        let Words { zh, en } = awarded(marks);
        let working = if met {
            words!("符合要求，{zh}", "requirement met: {en}")
        } else {
            words!("不符合要求，{zh}", "requirement not met: {en}")
        };
        Ok(Scored { marks, working })
    }
}
