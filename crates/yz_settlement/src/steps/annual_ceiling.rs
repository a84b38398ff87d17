//! Step 5: the basic fund's ceiling of the year.

use yz_diagnostics::words;

use crate::plan::Terms;
use crate::settlement::Settlement;
use crate::totals::Totals;
use crate::trace::{Note, Step, Trace};
use crate::words::yuan;

/// Pays up to what the year has left.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    terms: &Terms,
    totals: &mut Totals,
    done: &mut Settlement,
    paid: i64,
    trace: &mut T,
) {
    if terms.ceiling_fen == i64::MAX {
        done.basic_fen = paid;
        return;
    }
    let used = totals.basic_fen;
    done.basic_fen = paid.min(terms.ceiling_fen.saturating_sub(used).max(0));
    totals.basic_fen = used.saturating_add(done.basic_fen);
    if T::ON {
        let (most, before, given) = (yuan(terms.ceiling_fen), yuan(used), yuan(done.basic_fen));
        trace.note(Note {
            step: Step::AnnualCeiling,
            before_fen: paid,
            result_fen: done.basic_fen,
            after_fen: done.eligible_fen.saturating_sub(done.basic_fen),
            working: if done.basic_fen < paid {
                words!(
                    "年度最高支付限额{most}，此前已付{before}，本次只能支付{given}",
                    "at most {most} a year, {before} paid before: {given} is paid"
                )
            } else {
                words!(
                    "年度最高支付限额{most}，此前已付{before}，本次支付{given}",
                    "at most {most} a year, {before} paid before, {given} now"
                )
            },
            bases: terms.bases.ceiling.into_iter().collect(),
        });
    }
}
