//! Step 2: what the person bears before the fund pays.

use yz_diagnostics::{Words, words};
use yz_records::Transfer;

use crate::charge::Charge;
use crate::plan::{ADMISSIONS_MAX, DeductibleTerms, Plan, Terms};
use crate::settlement::Settlement;
use crate::totals::Totals;
use crate::trace::{Note, Step, Trace};
use crate::words::yuan;

/// Deducts by visit, by admission or by year.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    plan: &Plan,
    terms: &Terms,
    totals: &mut Totals,
    charge: &Charge,
    done: &mut Settlement,
    trace: &mut T,
) {
    let before = if T::ON { Some(*totals) } else { None };
    let due = match terms.deductible {
        DeductibleTerms::None => 0,
        DeductibleTerms::Visit { fen } => fen,
        DeductibleTerms::Year { fen, counter } => {
            let deducted = &mut totals.deducted_fen[usize::from(counter)];
            let due = fen.saturating_sub(*deducted).max(0);
            *deducted = deducted.saturating_add(due.min(done.eligible_fen));
            due
        }
        DeductibleTerms::Admission { ref fen } => {
            let continues =
                plan.continuous_referral && charge.transfer != Transfer::None && 0 < totals.stays;
            if continues {
                of_episode(fen, totals, charge, done.eligible_fen)
            } else {
                let due = fen[admission(totals.stays)];
                totals.stays = totals.stays.saturating_add(1);
                totals.episode_deductible_fen = due.min(done.eligible_fen);
                due
            }
        }
    };
    done.deductible_fen = due.min(done.eligible_fen);
    if let Some(before) = before {
        trace.note(note(plan, terms, &before, charge, done));
    }
}

#[inline(always)]
fn admission(stays: i64) -> usize {
    usize::try_from(stays).unwrap_or(0).min(ADMISSIONS_MAX.saturating_sub(1))
}

/// What a stay that continues an episode still has to deduct.
#[cold]
fn of_episode(fen: &[i64], totals: &mut Totals, charge: &Charge, eligible: i64) -> i64 {
    if charge.transfer == Transfer::Down {
        return 0;
    }
    let whole = fen[admission(totals.stays.saturating_sub(1))];
    let due = whole.saturating_sub(totals.episode_deductible_fen).max(0);
    totals.episode_deductible_fen = totals.episode_deductible_fen.saturating_add(due.min(eligible));
    due
}

#[cold]
fn note(plan: &Plan, terms: &Terms, before: &Totals, charge: &Charge, done: &Settlement) -> Note {
    let after_fen = done.eligible_fen.saturating_sub(done.deductible_fen);
    Note {
        step: Step::Deductible,
        before_fen: done.eligible_fen,
        result_fen: done.deductible_fen,
        after_fen,
        working: working(plan, terms, before, charge, done),
        bases: terms.bases.deductible.into_iter().collect(),
    }
}

fn working(
    plan: &Plan,
    terms: &Terms,
    before: &Totals,
    charge: &Charge,
    done: &Settlement,
) -> Words {
    let taken = yuan(done.deductible_fen);
    let short = done.eligible_fen == done.deductible_fen;
    match terms.deductible {
        DeductibleTerms::None => words!("不设起付线", "no deductible"),
        DeductibleTerms::Visit { fen } => {
            let whole = yuan(fen);
            words!("每次就诊起付线{whole}，扣除{taken}", "{whole} a visit, {taken} deducted")
        }
        DeductibleTerms::Year { fen, counter } => {
            let whole = yuan(fen);
            let used = yuan(before.deducted_fen[usize::from(counter)]);
            words!(
                "年度起付线{whole}，此前已扣{used}，本次扣除{taken}",
                "{whole} a year, {used} deducted before, {taken} now"
            )
        }
        DeductibleTerms::Admission { fen } => {
            let continues =
                plan.continuous_referral && charge.transfer != Transfer::None && 0 < before.stays;
            let number = before.stays.saturating_add(1);
            match (continues, charge.transfer) {
                (true, Transfer::Down) => {
                    words!("下转住院，不再扣除起付线", "transferred down: nothing more is deducted")
                }
                (true, _) => {
                    let whole = yuan(fen[admission(before.stays.saturating_sub(1))]);
                    let used = yuan(before.episode_deductible_fen);
                    words!(
                        "上转住院，起付线{whole}，同一疗程已扣{used}，补扣{taken}",
                        "transferred up: {whole}, of which the episode has deducted {used}; \
                         {taken} now"
                    )
                }
                (false, _) if short => {
                    let whole = yuan(fen[admission(before.stays)]);
                    words!(
                        "年度第{number}次住院，起付线{whole}，不足起付线，全额扣除{taken}",
                        "admission {number} of the year: {whole}; the cost is below it, \
                         {taken} deducted"
                    )
                }
                (false, _) => words!(
                    "年度第{number}次住院，起付线{taken}",
                    "admission {number} of the year: {taken} deducted"
                ),
            }
        }
    }
}
