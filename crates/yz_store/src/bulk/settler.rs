//! Settles bills that come by person, date and number.

use yz_diagnostics::{Words, words};
use yz_settlement::{Charge, Plan, Settlement, Totals, settle};
use yz_units::SHARED_FEN_MAX;

use super::bills::Bills;
use super::done::Done;

/// The place of a bill in the order: person, date, number.
pub(crate) type Key = (i64, i32, i64);

/// Settles bill after bill, and begins anew with each person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settler {
    /// The bill before.
    last: Key,
    /// What the person has used up.
    totals: Totals,
    /// What the person's bills come to so far.
    spent_fen: i64,
    /// Persons begun.
    pub(crate) persons: u64,
}

/// Why a bill cannot be settled after the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unsettled {
    /// It is earlier, or the same once more.
    OutOfOrder,
    /// What the person's bills come to leaves the range in which amounts are exact.
    TooMuch,
}

impl Settler {
    /// Begins before the first person.
    pub(crate) fn new(plan: &Plan) -> Self {
        let last = (i64::MIN, i32::MIN, i64::MIN);
        Self { last, totals: plan.open(0, true), spent_fen: 0, persons: 0 }
    }

    /// Begins behind all bills of a person.
    pub(crate) fn behind(plan: &Plan, person: i64) -> Self {
        Self { last: (person, i32::MAX, i64::MAX), ..Self::new(plan) }
    }

    /// The same, with the persons begun so far counted by somebody else.
    pub(crate) fn handed_over(self) -> Self {
        Self { persons: 0, ..self }
    }

    /// Settles the next bill.
    #[inline(always)]
    pub(crate) fn next(
        &mut self,
        plan: &Plan,
        key: Key,
        charge: &Charge,
    ) -> Result<Settlement, Unsettled> {
        if key.0 != self.last.0 {
            if key.0 < self.last.0 {
                return Err(Unsettled::OutOfOrder);
            }
            self.totals = plan.open(0, true);
            self.spent_fen = 0;
            self.persons = self.persons.saturating_add(1);
        } else if (key.1, key.2) <= (self.last.1, self.last.2) {
            return Err(Unsettled::OutOfOrder);
        }
        self.last = key;
        self.spent_fen = self.spent_fen.saturating_add(charge.total_fen);
        if SHARED_FEN_MAX < self.spent_fen {
            return Err(Unsettled::TooMuch);
        }
        Ok(settle(plan, &mut self.totals, charge))
    }

    /// Settles the bills of a batch from a row on.
    ///
    /// # Errors
    ///
    /// The row that cannot be settled, and why.
    pub(crate) fn rows(
        &mut self,
        plan: &Plan,
        bills: &Bills,
        from: usize,
        into: &mut Done,
    ) -> Result<(), (usize, Unsettled)> {
        for row in from..bills.len() {
            let done = self.next(plan, bills.key(row), &bills.charge(row));
            into.push(bills.of(row), &done.map_err(|cause| (row, cause))?);
        }
        Ok(())
    }
}

impl Unsettled {
    /// The words for a bill, by its number.
    pub(crate) fn words(self, bill: i64) -> Words {
        match self {
            Self::OutOfOrder => words!(
                "费用编号 {bill} 出现两次\n  怎么办：去掉重复的一行后重新结算",
                "the bill {bill} is there twice\n  help: take one away and settle again"
            ),
            Self::TooMuch => words!(
                "到费用 {bill} 为止，一个人的费用合计过大，算不准\n  怎么办：核对金额",
                "up to the bill {bill} the bills of one person come to more than can be exact\n  \
                 help: check the amounts"
            ),
        }
    }
}
