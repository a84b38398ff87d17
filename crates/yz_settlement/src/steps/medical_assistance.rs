//! Step 7: medical assistance, on what critical-illness insurance leaves.

use yz_diagnostics::words;

use crate::plan::Terms;
use crate::settlement::Settlement;
use crate::totals::Totals;
use crate::trace::{Note, Step, Trace};
use crate::words::{percent, yuan};

/// Pays a share for those whose category has one.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    terms: &Terms,
    totals: &mut Totals,
    done: &mut Settlement,
    trace: &mut T,
) {
    let Some(assistance) = &terms.assistance else { return };
    let left = done.left_fen();
    let (used, deducted) = (totals.assistance_fen, totals.assistance_deducted_fen);
    let due = assistance.deductible_fen.saturating_sub(deducted).max(0).min(left);
    totals.assistance_deducted_fen = deducted.saturating_add(due);
    let base = left.saturating_sub(due);
    done.assistance_fen =
        assistance.share.of(base).min(assistance.ceiling_fen.saturating_sub(used).max(0));
    totals.assistance_fen = used.saturating_add(done.assistance_fen);
    if T::ON {
        let (paid, most, used) =
            (yuan(done.assistance_fen), yuan(assistance.ceiling_fen), yuan(used));
        let (rate, whole, due, base) =
            (percent(assistance.share), yuan(left), yuan(due), yuan(base));
        let bases = terms.bases.assistance.into_iter().collect();
        trace.note(Note {
            step: Step::MedicalAssistance,
            before_fen: left,
            result_fen: done.assistance_fen,
            after_fen: done.left_fen(),
            working: if assistance.deductible_fen == 0 {
                words!(
                    "{whole} × {rate}，年度限额{most}，此前已付{used}，支付{paid}",
                    "{whole} x {rate}, at most {most} a year, {used} paid before: {paid}"
                )
            } else {
                words!(
                    "（{whole} − 起付标准{due}）= {base}，{base} × {rate}，年度限额{most}，\
                     此前已付{used}，支付{paid}",
                    "({whole} - {due} deducted) = {base}, {base} x {rate}, at most {most} a \
                     year, {used} before: {paid}"
                )
            },
            bases,
        });
    }
}
