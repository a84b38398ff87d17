//! All or nothing.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::Exact;

use super::{Asked, Scored, Scoring, awarded, declare_method};
use crate::keys::{Better, Keys, Refusal};

declare_method! {
    /// ## How it scores
    /// Target reached: full marks. Otherwise none, however near the value comes.
    ///
    /// ## Keys
    /// `target`, and `better = "higher"` or `"lower"`.
    ///
    /// ## At the edge
    /// A value equal to the target reaches it. The exact value decides, not the printed one:
    /// 94.996 % prints as 95.00 % and does not reach 95 %.
    pub(super) static METHOD = {
        name: "threshold",
        title: "达标得分",
        judges: ValueAgainstTarget,
        read: read,
    }
}

#[derive(Debug)]
struct Threshold {
    better: Better,
}

fn read(keys: &mut Keys, _: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    Ok(Arc::new(Threshold { better: keys.better()? }))
}

impl Scoring for Threshold {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let (value, target) = (asked.value()?, asked.target()?);
        let reached = self.better.reached(value.value, target.value);
        let marks = if reached { asked.full } else { Exact::ZERO };
        let (value, target) = value.beside(target);
        let sign = self.better.sign(reached);
        let Words { zh, en } = awarded(marks);
        let working = words!("{value} {sign} {target}，{zh}", "{value} {sign} {target}: {en}");
        Ok(Scored { marks, working })
    }
}
