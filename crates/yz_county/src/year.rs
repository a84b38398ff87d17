//! A person's bills of the year.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay far below 2³¹, rates and times far below 2⁶⁴"
)]

use yz_records::{Bill, CareKind, Filing, Institution, InstitutionLevel, Place, Transfer};
use yz_units::Day;

use crate::cost::Amounts;
use crate::county::{Chunk, County};
use crate::diseases;
use crate::draw::{Stream, Topic, YEAR};
use crate::life::Life;
use crate::places::Wanted;
use crate::tables::care::{
    CHRONIC_VISITS_MILLI, COMMON_DRUGS_MILLI, FILINGS_OF_STAYS, FILINGS_OF_VISITS,
    SPECIAL_VISITS_MILLI, TCM, VISITS_DRAWN, VISITS_MOST,
};
use crate::tables::curves::GAP;
use crate::{corrections, planted, stays};

/// Where a person's bills are written.
pub(crate) struct Desk<'c> {
    pub(crate) county: &'c County,
    pub(crate) life: &'c Life,
    /// The person's bills.
    pub(crate) bills: Vec<Bill>,
    ordinal: u64,
}

/// What differs from bill to bill.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visit<'i> {
    pub(crate) kind: CareKind,
    pub(crate) institution: &'i Institution,
    pub(crate) admitted: Option<i32>,
    pub(crate) day: i32,
    pub(crate) disease: i16,
    pub(crate) transfer: Transfer,
    pub(crate) amounts: Amounts,
}

/// Adds the bills of a person.
pub(crate) fn add(county: &County, life: &Life, chunk: &mut Chunk) {
    let mut desk = Desk { county, life, bills: Vec::new(), ordinal: 0 };
    stays::add(&mut desk);
    desk.visits();
    desk.certified();
    if !corrections::add(&mut desk) {
        planted::add(&mut desk, &mut chunk.truth);
    }
    desk.bills.sort_unstable_by_key(|bill| (bill.date, bill.bill_id));
    chunk.bills.append(&mut desk.bills);
}

impl Desk<'_> {
    /// A stream of the person.
    pub(crate) fn stream(&self, topic: Topic) -> Stream {
        Stream::of(self.county.recipe.seed, topic, self.life.index)
    }

    fn visits(&mut self) {
        let mut stream = self.stream(Topic::Visits);
        let rate = self.county.recipe.visits_milli * self.life.need_milli / 1_000;
        // Visits during stays, or while not insured, are not billed.
        let rate_milli = rate * VISITS_DRAWN / 100;
        let mut walk = Walk { care: 0, rate_milli, left: VISITS_MOST };
        while let Some(day) = walk.next(self.county, &mut stream) {
            self.visit(CareKind::Outpatient, 0, day, &mut stream);
        }
    }

    /// Visits for what the person is certified for.
    fn certified(&mut self) {
        let mut streams =
            [Topic::Chronic, Topic::CommonDrugs, Topic::Special].map(|topic| self.stream(topic));
        let [of_chronic, of_drugs, of_special] = &mut streams;
        for (disease, first) in self.life.certified.into_iter().flatten() {
            let kind = diseases::kind(disease).unwrap_or(CareKind::Chronic);
            let (rate_milli, stream) = match kind {
                CareKind::CommonDrugs => (COMMON_DRUGS_MILLI, &mut *of_drugs),
                CareKind::Special => (SPECIAL_VISITS_MILLI, &mut *of_special),
                _ => (CHRONIC_VISITS_MILLI, &mut *of_chronic),
            };
            let mut walk = Walk { care: 0, rate_milli, left: 60 };
            while let Some(day) = walk.next(self.county, stream) {
                if first <= day {
                    self.visit(kind, disease, day, stream);
                }
            }
        }
    }

    /// Whether the person lies in hospital from the day before to the day after.
    pub(crate) fn in_hospital(&self, day: i32) -> bool {
        let day = Day::from_number(day);
        let around = |bill: &Bill| bill.admitted.is_some_and(|admitted| admitted < day);
        self.bills.iter().any(|bill| around(bill) && day < bill.date)
    }

    /// Writes the bill of a visit, where the person is insured and not in hospital on the day.
    fn visit(&mut self, kind: CareKind, disease: i16, day: i32, stream: &mut Stream) {
        let (first, last) = self.life.insured();
        if day < first || last < day || self.in_hospital(day) {
            return;
        }
        let wanted = Wanted { kind, town: self.life.town, day };
        let institution = self.county.institutions.draw(wanted, stream);
        let amounts = self.county.prices.draw(kind, institution.level, stream);
        let transfer = Transfer::None;
        let visit = Visit { kind, institution, admitted: None, day, disease, transfer, amounts };
        self.write(&visit, stream);
    }

    /// Writes a bill, and gives its number.
    pub(crate) fn write(&mut self, visit: &Visit<'_>, stream: &mut Stream) -> i64 {
        let arrived = visit.day + self.late(stream);
        let bill_id = self.next_id(arrived);
        let Visit { kind, institution, admitted, day, disease, transfer, amounts } = *visit;
        let near = institution.place == Place::Local;
        let low = institution.level <= InstitutionLevel::Second;
        self.bills.push(Bill {
            bill_id,
            person_id: self.life.person_id,
            institution_id: institution.institution_id,
            date: Day::from_number(day),
            admitted: admitted.map(Day::from_number),
            kind,
            level: institution.level,
            place: institution.place,
            filing: if near { Filing::Unfiled } else { filing(visit, stream) },
            category: self.life.category_on(day),
            age: self.life.age_on(day),
            disease,
            transfer,
            tcm: near && low && stream.chance(TCM),
            total_fen: amounts.total,
            class_a_fen: amounts.class_a,
            class_b_fen: amounts.class_b,
            own_fen: amounts.own,
            prior_self_payment_fen: None,
            corrects: None,
            reverses: None,
        });
        bill_id
    }

    /// The number of the person's next bill, which arrives on a day.
    pub(crate) fn next_id(&mut self, arrived: i32) -> i64 {
        self.ordinal += 1;
        self.county.bill_id(self.life.index, self.ordinal, arrived)
    }

    /// How many days after its date a bill arrives: mostly none, else 1 to 91 (benchmark).
    fn late(&self, stream: &mut Stream) -> i32 {
        if stream.chance(self.county.recipe.late_ppm) {
            1 + (stream.gap(&GAP) * 20 / YEAR).min(90) as i32
        } else {
            0
        }
    }
}

/// Draws on what grounds a bill comes from away. Who is sent on was referred.
fn filing(visit: &Visit<'_>, stream: &mut Stream) -> Filing {
    let stay = visit.admitted.is_some();
    let shares = if stay { &FILINGS_OF_STAYS } else { &FILINGS_OF_VISITS };
    let drawn = Filing::from_code(stream.pick(shares) as i8).unwrap_or(Filing::Unfiled);
    if visit.transfer == Transfer::Up { Filing::Referred } else { drawn }
}

/// Days on which something happens so many times a year, in their order.
pub(crate) struct Walk {
    /// How much of the year's care has been given.
    pub(crate) care: u64,
    pub(crate) rate_milli: u64,
    /// How many times more it may happen.
    pub(crate) left: usize,
}

impl Walk {
    /// The next day.
    #[inline]
    pub(crate) fn next(&mut self, county: &County, stream: &mut Stream) -> Option<i32> {
        self.left = self.left.checked_sub(1)?;
        self.care += (stream.gap(&GAP) * 1_000).checked_div(self.rate_milli)?; // not a figure: time
        (self.care < YEAR).then(|| county.calendar.day(self.care))
    }
}
