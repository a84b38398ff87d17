//! Some persons with everything about them.

use std::collections::BTreeMap;
use std::ops::Range;

use yz_records::{Bill, DiseaseCertificate, Enrolment, Institution, Person, SettlementRow};
use yz_settlement::{PersonYear, Plan};

/// Some persons, in the order of their numbers, with everything about them.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) entries: Vec<Entry>,
    pub(super) persons: Vec<Person>,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) certificates: Vec<DiseaseCertificate>,
    pub(super) bills: Vec<Bill>,
    pub(super) settlements: Vec<SettlementRow>,
}

/// Where the rows of one person stand in a block.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) person: Option<usize>,
    pub(super) enrolments: Range<usize>,
    pub(super) certificates: Range<usize>,
    pub(super) bills: Range<usize>,
    pub(super) settlements: Range<usize>,
}

impl Block {
    /// A person's year under a plan.
    pub(super) fn year<'b>(
        &'b self,
        entry: &'b Entry,
        plan: &'b Plan,
        institutions: &'b BTreeMap<i64, Institution>,
    ) -> PersonYear<'b> {
        PersonYear {
            plan,
            person: entry.person.and_then(|at| self.persons.get(at)),
            enrolments: &self.enrolments[entry.enrolments.clone()],
            certificates: &self.certificates[entry.certificates.clone()],
            institutions,
            bills: &self.bills[entry.bills.clone()],
        }
    }
}
