//! Step 1: what lies within the scope of policy.

use yz_diagnostics::words;

use crate::charge::Charge;
use crate::plan::Terms;
use crate::settlement::Settlement;
use crate::trace::{Note, Step, Trace};
use crate::words::{percent, yuan};

/// Class A, and what class B leaves after its first-pay.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    terms: &Terms,
    charge: &Charge,
    done: &mut Settlement,
    trace: &mut T,
) {
    let computed = charge.prior_fen < 0;
    done.prior_fen = if computed { terms.prior.of(charge.class_b_fen) } else { charge.prior_fen };
    done.eligible_fen =
        charge.class_a_fen.saturating_add(charge.class_b_fen).saturating_sub(done.prior_fen);
    if T::ON {
        trace.note(note(terms, charge, done, computed));
    }
}

#[cold]
fn note(terms: &Terms, charge: &Charge, done: &Settlement, computed: bool) -> Note {
    let (a, b) = (yuan(charge.class_a_fen), yuan(charge.class_b_fen));
    let (prior, eligible) = (yuan(done.prior_fen), yuan(done.eligible_fen));
    let share = percent(terms.prior);
    let working = if computed {
        words!(
            "甲类{a} + 乙类{b} − 乙类先行自付{prior}（{b} × {share}）= {eligible}",
            "class A {a} + class B {b} - first-pay of class B {prior} ({b} x {share}) = {eligible}"
        )
    } else {
        words!(
            "甲类{a} + 乙类{b} − 明细载明的先行自付{prior} = {eligible}",
            "class A {a} + class B {b} - first-pay that the lines state {prior} = {eligible}"
        )
    };
    let bases = terms.bases.prior.into_iter().filter(|_| computed).collect();
    Note {
        step: Step::EligibleCost,
        before_fen: charge.total_fen,
        result_fen: done.eligible_fen,
        after_fen: done.eligible_fen,
        working,
        bases,
    }
}
