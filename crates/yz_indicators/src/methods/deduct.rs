//! Marks off for each step short of the target.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::{Exact, Rounding};

use super::{Asked, Scored, Scoring, awarded, declare_method, less, marks_en, too_large};
use crate::keys::{Better, Keys, Refusal};
use crate::reading::shown_finely;

declare_method! {
    /// ## How it scores
    /// Target reached: full marks. Otherwise `marks_per_step` off for each step, or part of a
    /// step, that the value falls short; never below nothing.
    ///
    /// ## Keys
    /// `target`, `better = "higher"` or `"lower"`, `step` (in the unit of the value),
    /// `marks_per_step`, and optionally `most`, the most that can be lost.
    ///
    /// ## At the edge
    /// Short by exactly one step loses one step; by the smallest part more, two. A book that
    /// declares other full marks loses the same marks from them.
    pub(super) static METHOD = {
        name: "deduct",
        title: "按差距扣分",
        judges: ValueAgainstTarget,
        read: read,
    }
}

#[derive(Debug)]
struct Deduct {
    better: Better,
    step: Exact,
    marks_per_step: Exact,
    most: Option<Exact>,
}

fn read(keys: &mut Keys, _: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    Ok(Arc::new(Deduct {
        better: keys.better()?,
        step: keys.positive("step")?,
        marks_per_step: keys.positive("marks_per_step")?,
        most: keys.optional("most")?,
    }))
}

impl Deduct {
    /// How many steps, counting a part of a step as one, lie in a gap.
    fn steps(&self, gap: Exact) -> Option<Exact> {
        gap.over(self.step)?.rounded(0, Rounding::Up).value()
    }
}

impl Scoring for Deduct {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let (value, target) = (asked.value()?, asked.target()?);
        let (value_text, target_text) = value.beside(target);
        if self.better.reached(value.value, target.value) {
            let (sign, Words { zh, en }) = (self.better.sign(true), awarded(asked.full));
            let working = words!(
                "{value_text} {sign} {target_text}，{zh}",
                "{value_text} {sign} {target_text}: {en}"
            );
            return Ok(Scored { marks: asked.full, working });
        }
        let gap = target.value.minus(value.value).ok_or_else(too_large)?.abs();
        let steps = self.steps(gap).ok_or_else(too_large)?;
        let lost = steps.times(self.marks_per_step).ok_or_else(too_large)?;
        let lost = self.most.map_or(lost, |most| lost.min(most)).min(asked.full);
        let marks = less(asked.full, lost)?;
        let unit = value.unit.of_difference();
        let (gap, step) = (shown_finely(gap, unit), shown_finely(self.step, unit));
        let each = self.marks_per_step;
        let steps_en =
            if steps == Exact::ONE { "1 step".to_owned() } else { format!("{steps} steps") };
        let (each_en, lost_en, Words { zh, en }) = (marks_en(each), marks_en(lost), awarded(marks));
        let working = words!(
            "{value_text} 与 {target_text} 差{gap}，每{step}扣{each}分，计{steps}档，\
             扣{lost}分，{zh}",
            "{value_text} is {gap} from {target_text}; {each_en} off for each {step}, \
             {steps_en}: {lost_en} off, {en}"
        );
        Ok(Scored { marks, working })
    }
}
