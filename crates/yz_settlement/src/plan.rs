//! A region's benefits, compiled: flat tables that settling looks up.

use yz_diagnostics::Title;
use yz_records::{Bill, CareKind, Sex};
use yz_units::{Day, Share};

use crate::charge::Charge;
use crate::totals::{LIMITS_MAX, Totals};

/// A region's benefits for some days, ready to settle bills.
///
/// Made by [`Plan::load`](crate::Plan::load), which refuses rules that overlap or leave gaps.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The name of the file.
    pub name: String,
    /// The title.
    pub title: Title,
    /// The pooling area.
    pub region: String,
    /// The first day on which it holds.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// Whether it is made up, for a benchmark or a test.
    pub synthetic: bool,
    /// Whether any rule of it is unverified.
    pub unverified: bool,
    /// Whether a stay belongs to the year of its admission.
    pub by_admission: bool,
    /// Whether stays of an episode share a deductible.
    pub continuous_referral: bool,
    /// What each rule rests on, by [`BasisId`].
    pub bases: Vec<Basis>,
    /// Diseases, by name.
    pub diseases: Vec<Disease>,
    /// Who is insured from when.
    pub entitlement: Entitlement,
    pub(crate) covers: Vec<CareKind>,
    /// The band of each age.
    pub(crate) bands: [u8; 128],
    /// For each combination the place of its terms.
    pub(crate) index: Box<[u16]>,
    /// For each disease with terms of its own, the same within its kind.
    pub(crate) disease_index: Vec<Box<[u16]>>,
    /// By the number of a disease: its place in `disease_index` plus one, and its limit of a year.
    pub(crate) disease_terms: Vec<DiseaseTerms>,
    pub(crate) terms: Vec<Terms>,
    pub(crate) limits: [LimitTerms; LIMITS_MAX],
    /// Which limits begin again each day.
    pub(crate) daily: u16,
    pub(crate) critical_ceiling_fen: i64,
    pub(crate) incentive: Option<Incentive>,
}

/// What a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The table of the file: `deductible`, `ratio`.
    pub table: &'static str,
    /// The source's key in `policy/sources.toml`.
    pub source: String,
    /// Where in the source.
    pub place: String,
    /// Whether it was seen there.
    pub verified: bool,
    /// The limit's or disease's name, for those that have one.
    pub name: Option<String>,
}

/// The place of a [`Basis`] in [`Plan::bases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BasisId(pub u16);

/// A disease of the region's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disease {
    /// The number that bills carry.
    pub number: i16,
    /// The name.
    pub name: String,
    /// The title.
    pub title: Title,
    /// The kind of care that it is paid under.
    pub kind: CareKind,
    /// Whether the person must be certified for it.
    pub certified: bool,
    /// The only sex that has it.
    pub sex: Option<Sex>,
    /// The ages that have it, both included.
    pub ages: (i8, i8),
    /// How many visits a year are paid.
    pub visits_most: Option<i64>,
}

/// Who is insured from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entitlement {
    /// Days after birth within which a newborn is covered from birth.
    pub newborn_days: Option<i32>,
    /// Months to wait after a payment outside the period of collection or after a break.
    pub wait_months: i32,
    /// Months more for each broken year that was not bought back.
    pub wait_per_broken_year: i32,
    /// From so many broken years on…
    pub long_break_years: i32,
    /// …at least so many months.
    pub long_break_months: i32,
}

/// What holds for a combination.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Terms {
    pub(crate) prior: Share,
    pub(crate) deductible: DeductibleTerms,
    pub(crate) share: ShareTerms,
    /// One bit for each limit with a memory.
    pub(crate) limits: u16,
    pub(crate) visit_limit_fen: i64,
    /// `i64::MAX` where no ceiling holds.
    pub(crate) ceiling_fen: i64,
    pub(crate) critical: Option<CriticalTerms>,
    pub(crate) assistance: Option<AssistanceTerms>,
    pub(crate) tilt: Option<TiltTerms>,
    pub(crate) bases: TermBases,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct TermBases {
    pub(crate) prior: Option<BasisId>,
    pub(crate) deductible: Option<BasisId>,
    pub(crate) share: Option<BasisId>,
    pub(crate) away: Option<BasisId>,
    pub(crate) bonus: Option<BasisId>,
    pub(crate) visit_limit: Option<BasisId>,
    pub(crate) ceiling: Option<BasisId>,
    pub(crate) threshold: Option<BasisId>,
    pub(crate) segments: Option<BasisId>,
    pub(crate) relief: Option<BasisId>,
    pub(crate) assistance: Option<BasisId>,
    pub(crate) tilt: Option<BasisId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DeductibleTerms {
    None,
    Visit {
        fen: i64,
    },
    Year {
        fen: i64,
        counter: u8,
    },
    /// By the number of admissions before this one; the last for all later.
    Admission {
        fen: [i64; ADMISSIONS_MAX],
    },
}

/// How many admissions a deductible tells apart.
pub(crate) const ADMISSIONS_MAX: usize = 8;
/// How many segments a share or an insurance can have.
pub(crate) const SEGMENTS_MAX: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ShareTerms {
    pub(crate) segments: Segments,
    /// The percentages before adjustments, in millionths, for the explanation.
    pub(crate) stated: [i64; SEGMENTS_MAX],
    pub(crate) minimum: Option<Minimum>,
}

/// Shares of the parts of an amount between bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Segments {
    pub(crate) count: u8,
    /// Where each begins; the next one's beginning is its end.
    pub(crate) from: [i64; SEGMENTS_MAX],
    pub(crate) share: [Share; SEGMENTS_MAX],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Minimum {
    pub(crate) share: Share,
    pub(crate) of: MinimumOf,
}

/// What a minimum is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MinimumOf {
    Eligible,
    Total,
    /// The whole bill, less the deductible.
    TotalLessDeductible,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LimitTerms {
    pub(crate) fen: i64,
    pub(crate) basis: Option<BasisId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DiseaseTerms {
    /// The only kind of care whose bills it changes.
    pub(crate) kind: CareKind,
    /// The place in `disease_index` plus one; 0 for none.
    pub(crate) index: u16,
    /// The place in `Plan::diseases` plus one; 0 where no disease has the number.
    pub(crate) disease: u16,
    pub(crate) limit_fen: Option<i64>,
    pub(crate) basis: Option<BasisId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CriticalTerms {
    pub(crate) threshold_fen: i64,
    pub(crate) segments: Segments,
    /// Without the incentives' extra; `i64::MAX` where there is none.
    pub(crate) ceiling_fen: i64,
    pub(crate) by_year: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AssistanceTerms {
    pub(crate) deductible_fen: i64,
    pub(crate) share: Share,
    pub(crate) ceiling_fen: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TiltTerms {
    pub(crate) threshold_fen: i64,
    pub(crate) share: Share,
    pub(crate) ceiling_fen: i64,
    pub(crate) feedback: bool,
    pub(crate) within_bill: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Incentive {
    pub(crate) after_years: i64,
    pub(crate) per_year_fen: i64,
    pub(crate) most: Share,
}

impl Plan {
    /// The terms of a charge.
    #[must_use]
    #[inline(always)]
    pub(crate) fn terms(&self, charge: &Charge) -> &Terms {
        let place = if charge.disease == 0 {
            self.index[charge.combination.index()]
        } else {
            self.place_for_disease(charge)
        };
        &self.terms[usize::from(place)]
    }

    #[inline(never)]
    fn place_for_disease(&self, charge: &Charge) -> u16 {
        let terms = self.disease(charge);
        match terms
            .and_then(|terms| self.disease_index.get(usize::from(terms.index).checked_sub(1)?))
        {
            Some(index) => index[charge.combination.index_in_kind()],
            None => self.index[charge.combination.index()],
        }
    }

    /// What the charge's disease changes; nothing where the bill is of another kind of care.
    pub(crate) fn disease(&self, charge: &Charge) -> Option<&DiseaseTerms> {
        let terms = self.disease_terms.get(usize::try_from(charge.disease).ok()?)?;
        let applies = terms.disease != 0 && charge.combination.kind() == Some(terms.kind);
        applies.then_some(terms)
    }

    /// The disease of a number on the list for a kind of care.
    #[must_use]
    pub fn listed(&self, number: i16, kind: CareKind) -> Option<&Disease> {
        self.diseases.iter().find(|disease| disease.number == number && disease.kind == kind)
    }

    /// The band of an age.
    #[must_use]
    #[inline(always)]
    pub fn band_of(&self, age: i8) -> u8 {
        self.bands[usize::from(age.unsigned_abs() & 127)]
    }

    /// Whether the plan tells ages apart at all.
    #[must_use]
    pub fn minds_age(&self) -> bool {
        self.bands.iter().any(|band| *band != 0)
    }

    /// The totals of a person at the beginning of a benefit year.
    ///
    /// `continuous_years` are the years insured without a break before this one.
    #[must_use]
    pub fn open(&self, continuous_years: i8, claimed_last_year: bool) -> Totals {
        let mut totals = Totals::default();
        if let Some(incentive) = self.incentive {
            let years = i64::from(continuous_years).saturating_sub(incentive.after_years).max(0);
            let years = if claimed_last_year { years } else { years.saturating_add(1) };
            let earned = years.saturating_mul(incentive.per_year_fen);
            totals.critical_extra_fen = earned.min(incentive.most.of(self.critical_ceiling_fen));
        }
        totals
    }

    /// The day that decides to which benefit year a bill belongs.
    #[must_use]
    pub fn year_day(&self, bill: &Bill) -> Day {
        if self.by_admission { bill.admitted.unwrap_or(bill.date) } else { bill.date }
    }

    /// The kinds of care that the plan pays for.
    #[must_use]
    pub fn covers(&self) -> &[CareKind] {
        &self.covers
    }

    /// Whether tilt assistance is paid to anybody.
    #[must_use]
    pub fn has_tilt_assistance(&self) -> bool {
        self.terms.iter().any(|terms| terms.tilt.is_some())
    }

    /// What a rule rests on.
    #[must_use]
    pub fn basis(&self, id: BasisId) -> Option<&Basis> {
        self.bases.get(usize::from(id.0))
    }
}

impl Segments {
    /// The shares of what lies between `low` and `high`, each rounded.
    #[inline(always)]
    pub(crate) fn between(&self, low: i64, high: i64) -> i64 {
        let mut sum = 0_i64;
        for segment in 0..usize::from(self.count) {
            let (from, to) = self.bounds(segment);
            let part = high.clamp(from, to).saturating_sub(low.clamp(from, to));
            sum = sum.saturating_add(self.share[segment].of(part));
        }
        sum
    }

    /// Where a segment begins and ends.
    #[inline(always)]
    pub(crate) fn bounds(&self, segment: usize) -> (i64, i64) {
        let next = segment.saturating_add(1);
        let to = if next < usize::from(self.count) { self.from[next] } else { i64::MAX };
        (self.from[segment], to)
    }
}
