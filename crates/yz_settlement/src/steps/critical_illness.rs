//! Step 6: critical-illness insurance, on the own cost of the year so far.

use yz_diagnostics::{Words, words};

use crate::plan::{CriticalTerms, Terms};
use crate::settlement::Settlement;
use crate::totals::Totals;
use crate::trace::{Note, Step, Trace};
use crate::words::{percent, yuan};

/// Pays shares of what this bill adds above the threshold.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    terms: &Terms,
    totals: &mut Totals,
    done: &mut Settlement,
    trace: &mut T,
) {
    let Some(critical) = &terms.critical else { return };
    let own_cost = done.eligible_fen.saturating_sub(done.basic_fen);
    let before = totals.own_cost_fen;
    totals.own_cost_fen = before.saturating_add(own_cost);
    let above = |own_cost: i64| own_cost.saturating_sub(critical.threshold_fen).max(0);
    let (low, high) = (above(before), above(totals.own_cost_fen));
    if 0 < high {
        pay(critical, totals, done, own_cost, (low, high));
    }
    if T::ON {
        trace.note(note(terms, critical, totals, done, (low, high)));
    }
}

/// What is due, within the ceiling of the year and the own cost of the bill: a category gained in
/// mid-year can make more due for the year than this bill has left.
#[inline]
fn pay(
    critical: &CriticalTerms,
    totals: &mut Totals,
    done: &mut Settlement,
    own_cost: i64,
    (low, high): (i64, i64),
) {
    let raw = if critical.by_year {
        let due = critical.segments.between(0, high);
        let raw = due.saturating_sub(totals.critical_raw_fen).max(0);
        totals.critical_raw_fen = totals.critical_raw_fen.saturating_add(raw);
        raw
    } else {
        critical.segments.between(low, high)
    };
    let ceiling = critical.ceiling_fen.saturating_add(totals.critical_extra_fen);
    let room = ceiling.saturating_sub(totals.critical_fen).max(0);
    done.critical_fen = raw.min(room).min(own_cost);
    totals.critical_fen = totals.critical_fen.saturating_add(done.critical_fen);
}

#[cold]
fn note(
    terms: &Terms,
    critical: &CriticalTerms,
    totals: &Totals,
    done: &Settlement,
    range: (i64, i64),
) -> Note {
    let own_cost = done.eligible_fen.saturating_sub(done.basic_fen);
    let bases = [terms.bases.threshold, terms.bases.segments, terms.bases.relief];
    Note {
        step: Step::CriticalIllness,
        before_fen: own_cost,
        result_fen: done.critical_fen,
        after_fen: own_cost.saturating_sub(done.critical_fen),
        working: working(critical, totals, done, range),
        bases: bases.into_iter().flatten().collect(),
    }
}

fn working(
    critical: &CriticalTerms,
    totals: &Totals,
    done: &Settlement,
    (low, high): (i64, i64),
) -> Words {
    let (year, threshold) = (yuan(totals.own_cost_fen), yuan(critical.threshold_fen));
    if high == 0 {
        return words!(
            "年度累计合规自付{year}，未超过起付标准{threshold}",
            "own cost of the year {year}, not above the threshold {threshold}"
        );
    }
    let segments = &critical.segments;
    let first = if critical.by_year { 0 } else { low };
    let mut parts = Vec::new();
    for segment in 0..usize::from(segments.count) {
        let (from, to) = segments.bounds(segment);
        let part = high.clamp(from, to).saturating_sub(first.clamp(from, to));
        if 0 < part {
            parts.push(format!("{} × {}", yuan(part), percent(segments.share[segment])));
        }
    }
    if parts.is_empty() {
        parts.push(yuan(0));
    }
    let (sum, paid) = (parts.join(" + "), yuan(done.critical_fen));
    let (now, before) = (yuan(high), yuan(low));
    let raw =
        if critical.by_year { segments.between(0, high) } else { segments.between(low, high) };
    let earlier = totals.critical_raw_fen.saturating_sub(done.critical_fen);
    let cut = !critical.by_year && done.critical_fen < raw;
    if critical.by_year {
        let (due, earlier) = (yuan(raw), yuan(earlier));
        return words!(
            "年度累计合规自付{year}，超过起付标准{threshold}的部分{now}：{sum} = {due}，\
             减此前{earlier}，支付{paid}",
            "own cost of the year {year}, above {threshold}: {now}: {sum} = {due}, less \
             {earlier} before: {paid}"
        );
    }
    if cut {
        let most = yuan(critical.ceiling_fen.saturating_add(totals.critical_extra_fen));
        return words!(
            "超过起付标准{threshold}的部分由{before}增至{now}：{sum}，受年度限额{most}限制，\
             支付{paid}",
            "above {threshold} from {before} to {now}: {sum}; with at most {most} a year: {paid}"
        );
    }
    words!(
        "年度累计合规自付{year}，超过起付标准{threshold}的部分由{before}增至{now}：{sum} = {paid}",
        "own cost of the year {year}, above {threshold} from {before} to {now}: {sum} = {paid}"
    )
}
