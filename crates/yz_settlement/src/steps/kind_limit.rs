//! Step 4: limits of kinds and diseases, by visit, by day and by year.

use yz_diagnostics::{Words, words};

use crate::charge::Charge;
use crate::plan::{DiseaseTerms, Plan, Terms};
use crate::totals::Totals;
use crate::trace::{Note, Step, Trace};
use crate::words::yuan;

/// The least of what each limit leaves; all of them then count it.
#[inline(always)]
pub(crate) fn apply<T: Trace>(
    plan: &Plan,
    terms: &Terms,
    totals: &mut Totals,
    charge: &Charge,
    raw: i64,
    trace: &mut T,
) -> i64 {
    let disease = if charge.disease == 0 { None } else { plan.disease(charge) };
    let limited = disease.is_some_and(|disease| disease.limit_fen.is_some());
    if terms.limits == 0 && terms.visit_limit_fen == i64::MAX && !limited {
        return raw;
    }
    if plan.daily != 0 && totals.day != charge.date {
        begin_day(plan, totals, charge.date);
    }
    let before = if T::ON { Some(*totals) } else { None };
    let mut paid = raw.min(terms.visit_limit_fen);
    each(terms.limits, |limit| {
        paid = paid.min(plan.limits[limit].fen.saturating_sub(totals.limited_fen[limit]));
    });
    if let Some(limit) = disease.and_then(|disease| disease.limit_fen) {
        paid = paid.min(limit.saturating_sub(totals.diseases.used(charge.disease)).max(0));
    }
    each(terms.limits, |limit| {
        totals.limited_fen[limit] = totals.limited_fen[limit].saturating_add(paid);
    });
    if limited {
        totals.diseases.add(charge.disease, paid);
    }
    if let Some(before) = before {
        trace.note(note(plan, terms, &before, charge, disease, (raw, paid)));
    }
    paid
}

#[inline(always)]
fn each(mut limits: u16, mut visit: impl FnMut(usize)) {
    while limits != 0 {
        visit(limits.trailing_zeros() as usize & 7);
        limits &= limits.wrapping_sub(1);
    }
}

#[cold]
fn begin_day(plan: &Plan, totals: &mut Totals, date: i32) {
    totals.day = date;
    each(plan.daily, |limit| totals.limited_fen[limit] = 0);
}

#[cold]
fn note(
    plan: &Plan,
    terms: &Terms,
    before: &Totals,
    charge: &Charge,
    disease: Option<&DiseaseTerms>,
    (raw, paid): (i64, i64),
) -> Note {
    let mut parts: Vec<Words> = Vec::new();
    let mut bases = Vec::new();
    if terms.visit_limit_fen != i64::MAX {
        let most = yuan(terms.visit_limit_fen);
        parts.push(words!("单次限额{most}", "at most {most} a visit"));
        bases.extend(terms.bases.visit_limit);
    }
    each(terms.limits, |limit| {
        let terms = plan.limits[limit];
        let name = terms.basis.and_then(|id| plan.basis(id)?.name.clone()).unwrap_or_default();
        let (most, used) = (yuan(terms.fen), yuan(before.limited_fen[limit]));
        let daily = plan.daily >> limit & 1 == 1;
        parts.push(if daily {
            words!(
                "日限额{most}（{name}），当日已付{used}",
                "{name}: {most} a day, {used} paid today"
            )
        } else {
            words!(
                "年限额{most}（{name}），已付{used}",
                "{name}: {most} a year, {used} paid before"
            )
        });
        bases.extend(terms.basis);
    });
    if let Some((disease, limit)) = disease.and_then(|it| Some((it, it.limit_fen?))) {
        let (most, used) = (yuan(limit), yuan(before.diseases.used(charge.disease)));
        parts.push(words!(
            "病种年限额{most}，已付{used}",
            "the disease: {most} a year, {used} paid before"
        ));
        bases.extend(disease.basis);
    }
    let join = |of: fn(&Words) -> &str, by| parts.iter().map(of).collect::<Vec<_>>().join(by);
    let (zh, en) = (join(|words| words.zh.as_str(), "；"), join(|words| words.en.as_str(), "; "));
    let given = yuan(paid);
    Note {
        step: Step::KindLimit,
        before_fen: raw,
        result_fen: paid,
        after_fen: paid,
        working: if paid < raw {
            words!("{zh}，只能支付{given}", "{en}: {given} is paid")
        } else {
            words!("{zh}，未超过限额", "{en}: not exceeded")
        },
        bases,
    }
}
