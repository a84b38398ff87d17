//! As much of the full marks as of the target was reached.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::Exact;

use super::{Asked, Scored, Scoring, awarded, declare_method, rounded, too_large};
use crate::keys::{Better, Keys, Refusal};

declare_method! {
    /// ## How it scores
    /// Target reached: full marks. Otherwise full marks × value ÷ target (where less is better:
    /// target ÷ value), rounded half up to 0.01.
    ///
    /// ## Keys
    /// `target`, and `better = "higher"` or `"lower"`.
    ///
    /// ## At the edge
    /// A value equal to the target reaches it, and more than the target is worth no more. A
    /// proportion needs two positive numbers: short of the target, a value of nothing or less than
    /// nothing (where less is better: a target) scores no marks.
    ///
    /// ## Source
    /// 财预〔2020〕10号 for quantitative indicators of projects.
    pub(super) static METHOD = {
        name: "proportional",
        title: "按比例得分",
        judges: ValueAgainstTarget,
        read: read,
    }
}

#[derive(Debug)]
struct Proportional {
    better: Better,
}

fn read(keys: &mut Keys, _: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    Ok(Arc::new(Proportional { better: keys.better()? }))
}

impl Scoring for Proportional {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let (value, target) = (asked.value()?, asked.target()?);
        let (value_text, target_text) = value.beside(target);
        let full = asked.full;
        if self.better.reached(value.value, target.value) {
            let (sign, Words { zh, en }) = (self.better.sign(true), awarded(full));
            let working = words!(
                "{value_text} {sign} {target_text}，{zh}",
                "{value_text} {sign} {target_text}: {en}"
            );
            return Ok(Scored { marks: full, working });
        }
        let (part, part_text, whole, whole_text) = match self.better {
            Better::Higher => (value.value, value_text, target.value, target_text),
            Better::Lower => (target.value, target_text, value.value, value_text),
        };
        if part.is_negative() || part.is_zero() {
            let working = words!(
                "{part_text} ÷ {whole_text} 不大于零，不得分",
                "{part_text} ÷ {whole_text} is not above zero: no marks"
            );
            return Ok(Scored { marks: Exact::ZERO, working });
        }
        let product = full.times(part).and_then(|product| product.over(whole));
        let exact = product.ok_or_else(too_large)?;
        let marks = rounded(exact);
        let equals = if marks == exact { "=" } else { "≈" };
        let Words { zh, en } = awarded(marks);
        let working = words!(
            "{full} × {part_text} ÷ {whole_text} {equals} {marks}，{zh}",
            "{full} × {part_text} ÷ {whole_text} {equals} {marks}: {en}"
        );
        Ok(Scored { marks, working })
    }
}
