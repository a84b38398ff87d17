//! Step 3: the basic fund's share of what the deductible leaves.

use yz_diagnostics::{Words, words};

use crate::charge::Charge;
use crate::plan::{MinimumOf, Terms};
use crate::settlement::Settlement;
use crate::trace::{Note, Step, Trace};
use crate::words::{of_millionths, percent, yuan};

/// The share, by segments where there are some, and not less than the minimum.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    terms: &Terms,
    charge: &Charge,
    done: &Settlement,
    trace: &mut T,
) -> i64 {
    let base = done.eligible_fen.saturating_sub(done.deductible_fen);
    let segments = &terms.share.segments;
    let mut raw =
        if segments.count == 1 { segments.share[0].of(base) } else { segments.between(0, base) };
    if let Some(minimum) = terms.share.minimum {
        let of = minimum_base(minimum.of, charge, done);
        raw = raw.max(minimum.share.of(of).min(base));
    }
    if T::ON {
        trace.note(note(terms, charge, done, raw));
    }
    raw
}

/// What the minimum is a share of.
#[inline(always)]
fn minimum_base(of: MinimumOf, charge: &Charge, done: &Settlement) -> i64 {
    match of {
        MinimumOf::Eligible => done.eligible_fen,
        MinimumOf::Total => charge.total_fen,
        MinimumOf::TotalLessDeductible => charge.total_fen.saturating_sub(done.deductible_fen),
    }
}

#[cold]
fn note(terms: &Terms, charge: &Charge, done: &Settlement, raw: i64) -> Note {
    let base = done.eligible_fen.saturating_sub(done.deductible_fen);
    let bases = [terms.bases.share, terms.bases.away, terms.bases.bonus];
    Note {
        step: Step::BasicShare,
        before_fen: base,
        result_fen: raw,
        after_fen: base.saturating_sub(raw),
        working: working(terms, charge, done, raw),
        bases: bases.into_iter().flatten().collect(),
    }
}

fn working(terms: &Terms, charge: &Charge, done: &Settlement, raw: i64) -> Words {
    let base = done.eligible_fen.saturating_sub(done.deductible_fen);
    let segments = &terms.share.segments;
    let mut parts = Vec::new();
    let mut sum = 0_i64;
    for segment in 0..usize::from(segments.count) {
        let (from, to) = segments.bounds(segment);
        let part = base.clamp(from, to).saturating_sub(from);
        if 0 < part || segment == 0 {
            let share = segments.share[segment];
            sum = sum.saturating_add(share.of(part));
            let (part, rate) = (yuan(part), percent(share));
            let stated = terms.share.stated[segment];
            parts.push(if stated == share.as_millionths() {
                words!("{part} × {rate}", "{part} x {rate}")
            } else {
                let stated = of_millionths(stated);
                words!(
                    "{part} × {rate}（由{stated}调整）",
                    "{part} x {rate} (adjusted from {stated})"
                )
            });
        }
    }
    let join = |of: fn(&Words) -> &str| parts.iter().map(of).collect::<Vec<_>>().join(" + ");
    let (zh, en) = (join(|words| words.zh.as_str()), join(|words| words.en.as_str()));
    let computed = yuan(sum);
    let lifted = terms.share.minimum.filter(|_| sum < raw);
    match lifted {
        None => words!("{zh} = {computed}", "{en} = {computed}"),
        Some(minimum) => {
            let of = yuan(minimum_base(minimum.of, charge, done));
            let (rate, raw) = (percent(minimum.share), yuan(raw));
            words!(
                "{zh} = {computed}，低于保底{of} × {rate}，按保底支付{raw}",
                "{en} = {computed}, less than the minimum {of} x {rate}: {raw}"
            )
        }
    }
}
