//! Step 8: tilt assistance, on the burden of the year.

use yz_diagnostics::words;

use crate::plan::Terms;
use crate::settlement::Settlement;
use crate::totals::Totals;
use crate::trace::{Note, Step, Trace};
use crate::words::{percent, yuan};

/// Pays a share of the burden above a threshold, and with feedback lowers the burden by it.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    terms: &Terms,
    totals: &mut Totals,
    done: &mut Settlement,
    trace: &mut T,
) {
    let Some(tilt) = &terms.tilt else { return };
    let left = done.left_fen();
    let before = totals.burden_fen;
    let burden = before.saturating_add(left);
    let above = |burden: i64| burden.saturating_sub(tilt.threshold_fen).max(0);
    let base =
        if tilt.feedback { above(burden) } else { above(burden).saturating_sub(above(before)) };
    let room = tilt.ceiling_fen.saturating_sub(totals.tilt_fen);
    let mut paid = tilt.share.of(base).min(room);
    if tilt.within_bill {
        paid = paid.min(left);
    }
    done.tilt_fen = paid;
    totals.tilt_fen = totals.tilt_fen.saturating_add(paid);
    totals.burden_fen = if tilt.feedback { burden.saturating_sub(paid) } else { burden };
    if T::ON {
        let (whole, threshold, rate) =
            (yuan(burden), yuan(tilt.threshold_fen), percent(tilt.share));
        let (base, paid, most) = (yuan(base), yuan(paid), yuan(tilt.ceiling_fen));
        trace.note(Note {
            step: Step::TiltAssistance,
            before_fen: left,
            result_fen: done.tilt_fen,
            after_fen: left.saturating_sub(done.tilt_fen),
            working: words!(
                "年度负担{whole}，起付标准{threshold}，计入{base} × {rate}，年度限额{most}，\
                 支付{paid}",
                "burden of the year {whole}, threshold {threshold}: {base} x {rate}, at \
                 most {most} a year: {paid}"
            ),
            bases: terms.bases.tilt.into_iter().collect(),
        });
    }
}
