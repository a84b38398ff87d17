//! A person's benefit year: settling all of its bills, and correcting what was settled.

use std::collections::{BTreeMap, BTreeSet};

use yz_records::{Bill, DiseaseCertificate, Enrolment, Institution, Person, SettlementRow};

use crate::charge::Charge;
use crate::plan::Plan;
use crate::refusals::{Context, refusal};
use crate::settle::settle;
use crate::settlement::Settlement;
use crate::totals::Totals;

/// Everything about one person that the settlement of a benefit year rests on.
///
/// Bills are taken by date and then by number, whatever the order in which they came: that is the
/// one rule of order, and it makes late bills, corrections and reversals a matter of settling the
/// year again and writing down the differences.
#[derive(Clone, Copy)]
pub struct PersonYear<'r> {
    /// The region's benefits of the year.
    pub plan: &'r Plan,
    /// The person; none where nobody has the number.
    pub person: Option<&'r Person>,
    /// The person's enrolments.
    pub enrolments: &'r [Enrolment],
    /// The diseases that the person is certified for.
    pub certificates: &'r [DiseaseCertificate],
    /// The institutions, by number.
    pub institutions: &'r BTreeMap<i64, Institution>,
    /// Every bill that came, in any order, with those that correct or reverse others.
    pub bills: &'r [Bill],
}

/// A bill in its place in the year, with the totals that it finds.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'r> {
    /// The bill.
    pub bill: &'r Bill,
    /// The totals before it.
    pub totals: Totals,
    /// What settling gives; none where it is refused.
    pub settlement: Result<Settlement, yz_records::Refusal>,
}

impl<'r> PersonYear<'r> {
    /// Settles the year: the bills that stand, in their order.
    #[must_use]
    pub fn settle(&self) -> Vec<Standing<'r>> {
        let mut totals = self.open();
        let mut earlier: Vec<&Bill> = Vec::new();
        let mut standing = Vec::new();
        for bill in self.order() {
            let before = totals;
            let context = self.context(self.institutions.get(&bill.institution_id), &earlier);
            let settlement = match refusal(self.plan, bill, &context) {
                Some(cause) => Err(cause),
                None => Ok(settle(self.plan, &mut totals, &Charge::of(bill, self.plan))),
            };
            if settlement.is_ok() {
                earlier.push(bill);
            }
            standing.push(Standing { bill, totals: before, settlement });
        }
        standing
    }

    /// What is known around a bill of the person.
    pub(crate) fn context<'c>(
        &self,
        institution: Option<&'c Institution>,
        earlier: &'c [&'c Bill],
    ) -> Context<'c>
    where
        'r: 'c,
    {
        let (person, enrolments, certificates) = (self.person, self.enrolments, self.certificates);
        Context { person, enrolments, certificates, institution, earlier }
    }

    /// The totals with which the person begins the year.
    #[must_use]
    pub fn open(&self) -> Totals {
        self.person.map_or_else(Totals::default, |person| {
            self.plan.open(person.continuous_years, person.claimed_last_year)
        })
    }

    /// What has to be written so that the settlements on record say what the year comes to now:
    /// first settlements of new bills, and differences for bills whose amounts changed.
    ///
    /// Rows on record are never changed. Settling again with the rows added gives nothing more.
    #[must_use]
    pub fn corrections(&self, on_record: &[SettlementRow]) -> Vec<SettlementRow> {
        let mut recorded: BTreeMap<i64, Vec<&SettlementRow>> = BTreeMap::new();
        for row in on_record {
            recorded.entry(row.bill_id).or_default().push(row);
        }
        let mut rows = Vec::new();
        let standing = self.settle();
        let mut met = BTreeSet::new();
        for place in &standing {
            // Settlements are kept by the bill's number: a second bill of it has no place there.
            if !met.insert(place.bill.bill_id) {
                continue;
            }
            let now = place.row();
            match recorded.remove(&place.bill.bill_id) {
                None => rows.push(now),
                Some(before) => rows.extend(difference(&now, &before)),
            }
        }
        // Bills that were settled and no longer stand: reversed, or corrected by another.
        for (bill_id, before) in recorded {
            let bill = self.bills.iter().find(|bill| bill.bill_id == bill_id);
            if let (Some(bill), Some(first)) = (bill, before.first()) {
                rows.extend(difference(&nothing(bill, first), &before));
            }
        }
        rows
    }

    /// The bills that stand, by date and number. A bill that corrects another has the other's
    /// number in the order.
    fn order(&self) -> Vec<&'r Bill> {
        let gone: BTreeSet<i64> =
            self.bills.iter().flat_map(|bill| [bill.corrects, bill.reverses]).flatten().collect();
        let stands = |bill: &&Bill| bill.reverses.is_none() && !gone.contains(&bill.bill_id);
        let mut bills: Vec<&Bill> = self.bills.iter().filter(stands).collect();
        bills.sort_by_key(|bill| (bill.date, self.root(bill), bill.bill_id));
        bills
    }

    /// The number of the first bill in a chain of corrections.
    fn root(&self, bill: &Bill) -> i64 {
        let mut number = bill.bill_id;
        let mut next = bill.corrects;
        // A chain is never longer than the bills; a circle ends here too.
        for _ in 0..self.bills.len() {
            let Some(earlier) = next else { break };
            number = earlier;
            next = self.bills.iter().find(|it| it.bill_id == earlier).and_then(|it| it.corrects);
        }
        number
    }
}

impl Standing<'_> {
    /// The settlement as a record: the first of its bill.
    #[must_use]
    pub fn row(&self) -> SettlementRow {
        match self.settlement {
            Ok(settlement) => settlement.row(self.bill),
            Err(cause) => {
                let borne = Settlement { person_fen: self.bill.total_fen, ..Settlement::default() };
                SettlementRow { refusal: Some(cause), ..borne.row(self.bill) }
            }
        }
    }
}

/// The row of a bill that no longer stands.
fn nothing(bill: &Bill, first: &SettlementRow) -> SettlementRow {
    let gone = Settlement::default().row(bill);
    SettlementRow { date: first.date, total_fen: 0, own_fen: 0, ..gone }
}

/// The amounts of a row, in the order of its columns.
fn amounts(row: &mut SettlementRow) -> [&mut i64; 10] {
    [
        &mut row.total_fen,
        &mut row.own_fen,
        &mut row.prior_self_payment_fen,
        &mut row.eligible_fen,
        &mut row.deductible_fen,
        &mut row.basic_fen,
        &mut row.critical_fen,
        &mut row.assistance_fen,
        &mut row.tilt_fen,
        &mut row.person_fen,
    ]
}

/// What has to be added to the rows on record to come to `now`; `None` when they say it already.
fn difference(now: &SettlementRow, before: &[&SettlementRow]) -> Option<SettlementRow> {
    let mut row = now.clone();
    let mut changed = false;
    let recorded: Vec<SettlementRow> = before.iter().map(|row| (*row).clone()).collect();
    for mut earlier in recorded {
        for (left, gone) in amounts(&mut row).into_iter().zip(amounts(&mut earlier)) {
            *left = left.saturating_sub(*gone);
        }
    }
    changed |= amounts(&mut row).into_iter().any(|left| *left != 0);
    let last = before.iter().max_by_key(|row| row.sequence)?;
    changed |= last.refusal != now.refusal;
    row.sequence = last.sequence.saturating_add(1);
    changed.then_some(row)
}
