//! Settles bills that come by person, date and number.

use yz_settlement::{Charge, Plan, Settlement, Totals, settle};

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
    /// Persons begun.
    pub(crate) persons: u64,
}

/// A bill came before one that is earlier, or twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OutOfOrder;

impl Settler {
    /// Begins before the first person.
    pub(crate) fn new(plan: &Plan) -> Self {
        let last = (i64::MIN, i32::MIN, i64::MIN);
        Self { last, totals: plan.open(0, true), persons: 0 }
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
    ) -> Result<Settlement, OutOfOrder> {
        if key.0 != self.last.0 {
            if key.0 < self.last.0 {
                return Err(OutOfOrder);
            }
            self.totals = plan.open(0, true);
            self.persons = self.persons.saturating_add(1);
        } else if (key.1, key.2) <= (self.last.1, self.last.2) {
            return Err(OutOfOrder);
        }
        self.last = key;
        Ok(settle(plan, &mut self.totals, charge))
    }

    /// Settles the bills of a batch from a row on.
    pub(crate) fn rows(
        &mut self,
        plan: &Plan,
        bills: &Bills,
        from: usize,
        into: &mut Done,
    ) -> Result<(), OutOfOrder> {
        for row in from..bills.len() {
            let done = self.next(plan, bills.key(row), &bills.charge(row))?;
            into.push(bills.of(row), &done);
        }
        Ok(())
    }
}
