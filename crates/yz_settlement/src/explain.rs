//! One bill explained: the steps with their workings, and what each rests on.

use yz_diagnostics::Words;
use yz_records::{Bill, Refusal};

use crate::charge::Charge;
use crate::plan::{Basis, Plan};
use crate::refusals::refusal;
use crate::settle::settle_with_notes;
use crate::settlement::Settlement;
use crate::trace::Step;
use crate::year::{PersonYear, Standing};

/// A bill, explained.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The bill as it was settled; altered where it was asked what would be.
    pub bill: Bill,
    /// Which of the year's settled bills it is, from 1.
    pub number: usize,
    /// Why it is not settled; then there are no steps.
    pub refusal: Option<Refusal>,
    /// Who bears what.
    pub settlement: Settlement,
    /// The steps that had something to say, in order.
    pub steps: Vec<ExplainedStep>,
}

/// One step of a bill.
#[derive(Debug, Clone)]
pub struct ExplainedStep {
    /// The step.
    pub step: Step,
    /// What it began with, in fen.
    pub before_fen: i64,
    /// What it gave.
    pub result_fen: i64,
    /// What it left.
    pub after_fen: i64,
    /// The calculation.
    pub working: Words,
    /// What it rests on.
    pub bases: Vec<Basis>,
}

impl PersonYear<'_> {
    /// Explains a bill of the year; `None` when no bill that stands has the number.
    ///
    /// With `alter` the bill is changed before its own settlement, and the bills before it are not:
    /// what would it have been, had the person gone to another hospital that day. Another level is
    /// another institution of that level, all else of it the same.
    #[must_use]
    pub fn explain(&self, bill_id: i64, alter: impl Fn(&mut Bill)) -> Option<Explanation> {
        let standing = self.settle();
        let settled = |place: &&Standing<'_>| place.settlement.is_ok();
        let at = standing.iter().position(|place| place.bill.bill_id == bill_id)?;
        let place = standing.get(at)?;
        let before = standing.iter().take(at).filter(settled);
        let earlier: Vec<&Bill> = before.map(|place| place.bill).collect();
        let number = earlier.len().saturating_add(1);
        let mut bill = place.bill.clone();
        alter(&mut bill);
        let mut institution = self.institutions.get(&bill.institution_id).cloned();
        if let Some(other) = institution.as_mut().filter(|_| bill.level != place.bill.level) {
            other.level = bill.level;
        }
        let context = self.context(institution.as_ref(), &earlier);
        if let Some(cause) = refusal(self.plan, &bill, &context) {
            let settlement = Settlement { person_fen: bill.total_fen, ..Settlement::default() };
            let (refusal, steps) = (Some(cause), Vec::new());
            return Some(Explanation { bill, number, refusal, settlement, steps });
        }
        let mut totals = place.totals;
        let charge = Charge::of(&bill, self.plan);
        let (settlement, notes) = settle_with_notes(self.plan, &mut totals, &charge);
        let steps = notes.0.into_iter().map(|note| ExplainedStep {
            step: note.step,
            before_fen: note.before_fen,
            result_fen: note.result_fen,
            after_fen: note.after_fen,
            working: note.working,
            bases: bases(self.plan, &note.bases),
        });
        let steps = steps.collect();
        Some(Explanation { bill, number, refusal: None, settlement, steps })
    }
}

fn bases(plan: &Plan, ids: &[crate::plan::BasisId]) -> Vec<Basis> {
    ids.iter().filter_map(|id| plan.basis(*id).cloned()).collect()
}
