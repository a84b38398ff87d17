//! Step 9: what is left for the person.

use yz_diagnostics::words;

use crate::charge::Charge;
use crate::settlement::Settlement;
use crate::trace::{Note, Step, Trace};
use crate::words::yuan;

/// The whole less what the funds bear: a remainder, so that the parts add up.
#[inline(always)]
pub(crate) fn apply<T: Trace>(charge: &Charge, done: &mut Settlement, trace: &mut T) {
    done.person_fen = charge.total_fen.saturating_sub(done.fund_fen());
    if T::ON {
        let (total, basic, critical) =
            (yuan(charge.total_fen), yuan(done.basic_fen), yuan(done.critical_fen));
        let (assistance, tilt, person) =
            (yuan(done.assistance_fen), yuan(done.tilt_fen), yuan(done.person_fen));
        trace.note(Note {
            step: Step::PersonPart,
            before_fen: charge.total_fen,
            result_fen: done.person_fen,
            after_fen: 0,
            working: words!(
                "{total} − 基本医保{basic} − 大病保险{critical} − 医疗救助{assistance} − \
                 倾斜救助{tilt} = {person}",
                "{total} - basic fund {basic} - critical illness {critical} - assistance \
                 {assistance} - tilt {tilt} = {person}"
            ),
            bases: Vec::new(),
        });
    }
}
