//! What settling a bill gives.

use yz_records::{Bill, SettlementRow};

/// Who bears what of one bill, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settlement {
    /// First-pay of class B.
    pub prior_fen: i64,
    /// Within the scope of policy.
    pub eligible_fen: i64,
    /// The deductible.
    pub deductible_fen: i64,
    /// The basic fund.
    pub basic_fen: i64,
    /// Critical-illness insurance.
    pub critical_fen: i64,
    /// Medical assistance.
    pub assistance_fen: i64,
    /// Tilt assistance.
    pub tilt_fen: i64,
    /// The person.
    pub person_fen: i64,
}

impl Settlement {
    /// What the funds bear together.
    #[must_use]
    pub const fn fund_fen(self) -> i64 {
        self.basic_fen
            .saturating_add(self.critical_fen)
            .saturating_add(self.assistance_fen)
            .saturating_add(self.tilt_fen)
    }

    /// What the payments so far leave of the eligible cost.
    pub(crate) const fn left_fen(self) -> i64 {
        self.eligible_fen
            .saturating_sub(self.basic_fen)
            .saturating_sub(self.critical_fen)
            .saturating_sub(self.assistance_fen)
    }

    /// The settlement as a record: the first of its bill.
    #[must_use]
    pub fn row(self, bill: &Bill) -> SettlementRow {
        SettlementRow {
            bill_id: bill.bill_id,
            person_id: bill.person_id,
            date: bill.date,
            sequence: 0,
            refusal: None,
            total_fen: bill.total_fen,
            own_fen: bill.own_fen,
            prior_self_payment_fen: self.prior_fen,
            eligible_fen: self.eligible_fen,
            deductible_fen: self.deductible_fen,
            basic_fen: self.basic_fen,
            critical_fen: self.critical_fen,
            assistance_fen: self.assistance_fen,
            tilt_fen: self.tilt_fen,
            person_fen: self.person_fen,
        }
    }
}
