//! What the steps see of a bill.

use yz_records::{Bill, CareKind, Category, Filing, InstitutionLevel, Place, Transfer};

use crate::plan::Plan;

/// Everything about a bill that an amount depends on, in a few machine words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// Kind, level, place, filing, category, band of ages and medicine: the place in the plan.
    pub combination: Combination,
    /// Days since 1970-01-01.
    pub date: i32,
    /// The disease's number, 0 for none.
    pub disease: i16,
    /// Whether it continues an episode.
    pub transfer: Transfer,
    /// The whole.
    pub total_fen: i64,
    /// Class A.
    pub class_a_fen: i64,
    /// Class B.
    pub class_b_fen: i64,
    /// First-pay of class B where lines gave it; below nothing where the plan computes it.
    pub prior_fen: i64,
}

/// A combination of all that rules select by, packed into sixteen bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Combination(u16);

/// A combination, by its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// What for.
    pub kind: CareKind,
    /// The institution's level.
    pub level: InstitutionLevel,
    /// Where.
    pub place: Place,
    /// On what grounds; without meaning at home.
    pub filing: Filing,
    /// The category.
    pub category: Category,
    /// The plan's band of ages.
    pub band: u8,
    /// Traditional Chinese medicine.
    pub tcm: bool,
}

/// The combinations of one kind of care.
pub(crate) const PER_KIND: usize = 1 << 13;
/// The combinations of all kinds.
pub(crate) const COMBINATIONS: usize = 1 << 16;
/// The bands of ages that a plan can tell apart.
pub(crate) const BANDS_MAX: usize = 8;

impl Combination {
    /// Packs the parts.
    #[must_use]
    #[inline(always)]
    pub fn new(parts: Parts) -> Self {
        let filing = if matches!(parts.place, Place::Local) { 0 } else { parts.filing.code() };
        let level = parts.level.code().wrapping_sub(1);
        let bits = |code: i8| u16::from(code.unsigned_abs());
        Self(
            bits(parts.kind.code()) << 13
                | bits(level) << 11
                | bits(parts.place.code()) << 9
                | bits(filing) << 7
                | bits(parts.category.code()) << 4
                | u16::from(parts.band & 7) << 1
                | u16::from(parts.tcm),
        )
    }

    /// The sixteen bits, to keep.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// The combination that kept bits are.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The place among the combinations of all kinds.
    #[must_use]
    #[inline(always)]
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The place among the combinations of its kind.
    #[must_use]
    #[inline(always)]
    pub(crate) fn index_in_kind(self) -> usize {
        usize::from(self.0) % PER_KIND
    }

    /// The category.
    #[must_use]
    pub fn category(self) -> Category {
        let code = (self.0 >> 4 & 7) as i8;
        Category::from_code(code).unwrap_or(Category::Ordinary)
    }

    /// The kind of care.
    #[must_use]
    pub fn kind(self) -> Option<CareKind> {
        CareKind::from_code((self.0 >> 13) as i8)
    }
}

impl Charge {
    /// What the steps see of a bill under a plan.
    #[must_use]
    pub fn of(bill: &Bill, plan: &Plan) -> Self {
        Self {
            combination: Combination::new(Parts {
                kind: bill.kind,
                level: bill.level,
                place: bill.place,
                filing: bill.filing,
                category: bill.category,
                band: plan.band_of(bill.age),
                tcm: bill.tcm,
            }),
            date: bill.date.number(),
            disease: bill.disease,
            transfer: bill.transfer,
            total_fen: bill.total_fen,
            class_a_fen: bill.class_a_fen,
            class_b_fen: bill.class_b_fen,
            prior_fen: bill.prior_self_payment_fen.unwrap_or(-1),
        }
    }
}
