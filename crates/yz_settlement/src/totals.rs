//! The running totals of a person-year.

/// How many limits with a memory a plan can have.
pub(crate) const LIMITS_MAX: usize = 8;
/// How many yearly deductibles a plan can count apart.
pub(crate) const COUNTERS_MAX: usize = 8;
/// How many diseases with a limit of their own a person can use in a year: more than anybody has.
pub(crate) const DISEASES_MAX: usize = 16;

/// What the bills before this one have used up, of one person in one benefit year.
///
/// A plain copy of numbers: who keeps it can settle the next bill without knowing any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Admissions that count.
    pub stays: i64,
    /// What the stays of the running episode have deducted.
    pub episode_deductible_fen: i64,
    /// Paid by the basic fund under the annual ceiling.
    pub basic_fen: i64,
    /// Own cost within the scope of policy, as critical-illness insurance sees it.
    pub own_cost_fen: i64,
    /// Paid by critical-illness insurance.
    pub critical_fen: i64,
    /// The same before its ceiling, where the year is computed at once.
    pub critical_raw_fen: i64,
    /// What incentives have added to its ceiling.
    pub critical_extra_fen: i64,
    /// Paid by medical assistance.
    pub assistance_fen: i64,
    /// Deducted before medical assistance.
    pub assistance_deducted_fen: i64,
    /// The burden that decides tilt assistance.
    pub burden_fen: i64,
    /// Paid by tilt assistance.
    pub tilt_fen: i64,
    /// Yearly deductibles, by counter.
    pub deducted_fen: [i64; COUNTERS_MAX],
    /// What limits have let through, by limit.
    pub limited_fen: [i64; LIMITS_MAX],
    /// The day that limits of a day are about.
    pub day: i32,
    /// Diseases with limits of their own.
    pub diseases: Diseases,
}

/// What was paid for each of a few diseases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Diseases {
    numbers: [i16; DISEASES_MAX],
    used_fen: [i64; DISEASES_MAX],
}

impl Diseases {
    /// What was paid for a disease so far. Who has used all slots up has used up any other disease.
    pub(crate) fn used(&self, disease: i16) -> i64 {
        self.slot(disease).map_or(i64::MAX, |slot| self.used_fen[slot])
    }

    /// Adds to a disease that has room.
    pub(crate) fn add(&mut self, disease: i16, fen: i64) {
        if let Some(slot) = self.slot(disease) {
            self.numbers[slot] = disease;
            self.used_fen[slot] = self.used_fen[slot].saturating_add(fen);
        }
    }

    fn slot(&self, disease: i16) -> Option<usize> {
        self.numbers.iter().position(|number| *number == disease || *number == 0)
    }
}
