//! Irregularities among the bills of a person.
#![expect(clippy::arithmetic_side_effects, reason = "days stay far below 2³¹")]

use yz_records::{Bill, CareKind, InstitutionLevel, Place, Transfer};
use yz_units::Day;

use crate::cost::Amounts;
use crate::diseases::of_the_other_sex;
use crate::draw::{Stream, Topic, YEAR};
use crate::irregularity::{Irregularity, IrregularityKind};
use crate::places::Wanted;
use crate::year::{Desk, Visit};

/// Plants at most one kind among the bills of a person, so that each stands alone.
pub(crate) fn add(desk: &mut Desk<'_>, truth: &mut Vec<Irregularity>) {
    let rates = desk.county.recipe.irregularities;
    let index = desk.life.index;
    // The roll has the stream of the index itself.
    let mut stream = Stream::of(desk.county.recipe.seed, Topic::Planted, !index);
    if desk.life.planted.other_sex_disease {
        other_sex(desk, truth);
        return;
    }
    let kinds: [(u32, Plant); 7] = [
        (rates.bill_after_death_ppm, after_death),
        (rates.overlapping_stays_ppm, overlapping),
        (rates.split_admission_ppm, split),
        (rates.visit_during_stay_ppm, during_stay),
        (rates.duplicate_bill_ppm, duplicate),
        (rates.excessive_visits_ppm, excessive),
        (rates.upcoded_level_ppm, upcoded),
    ];
    for (rate, plant) in kinds {
        if stream.chance(rate)
            && let Some(planted) = plant(desk, &mut stream)
        {
            truth.push(planted);
            return;
        }
    }
}

/// Plants something and says where; `None` where the person gives no occasion.
type Plant = fn(&mut Desk<'_>, &mut Stream) -> Option<Irregularity>;

impl Desk<'_> {
    fn planted(&self, kind: IrregularityKind, bills: [Option<i64>; 2]) -> Irregularity {
        let [bill_id, other_bill_id] = bills;
        Irregularity { kind, person_id: self.life.person_id, bill_id, other_bill_id }
    }

    /// A stay that no other continues or is continued by, of so many days at least.
    fn plain_stay(&self, days: i32) -> Option<usize> {
        let long = |bill: &Bill| {
            let admitted = bill.admitted.unwrap_or(bill.date).number();
            bill.transfer == Transfer::None && days <= bill.date.number() - admitted
        };
        self.bills.iter().position(|bill| bill.kind == CareKind::Inpatient && long(bill))
    }
}

fn other_sex(desk: &Desk<'_>, truth: &mut Vec<Irregularity>) {
    let disease = of_the_other_sex(desk.life.sex);
    let kind = IrregularityKind::OtherSexDisease;
    let bills = desk.bills.iter().filter(|bill| bill.disease == disease);
    truth.extend(bills.map(|bill| desk.planted(kind, [Some(bill.bill_id), None])));
}

fn after_death(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let calendar = &desk.county.calendar;
    let death = desk.life.death.filter(|day| calendar.first <= *day)?;
    if calendar.last < death + 2 {
        return None;
    }
    let day = stream.between(death + 2, (death + 60).min(calendar.last));
    let kind = CareKind::Outpatient;
    let institution =
        desk.county.institutions.draw(Wanted { kind, town: desk.life.town, day }, stream);
    let amounts = desk.county.prices.draw(kind, institution.level, stream);
    let (transfer, disease) = (Transfer::None, 0);
    let visit = Visit { kind, institution, admitted: None, day, disease, transfer, amounts };
    let bill = desk.write(&visit, stream);
    Some(desk.planted(IrregularityKind::BillAfterDeath, [Some(bill), None]))
}

fn overlapping(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let place = desk.plain_stay(1)?;
    let stay = desk.bills.get(place)?.clone();
    let (kind, day) = (stay.kind, stay.date.number());
    let wanted = Wanted { kind, town: desk.life.town, day };
    let institution = desk.county.institutions.draw(wanted, stream);
    if institution.institution_id == stay.institution_id {
        return None;
    }
    let amounts = desk.county.prices.draw(kind, institution.level, stream);
    let admitted = stay.admitted.map(Day::number);
    let (transfer, disease) = (Transfer::None, 0);
    let visit = Visit { kind, institution, admitted, day, disease, transfer, amounts };
    let bill = desk.write(&visit, stream);
    Some(desk.planted(IrregularityKind::OverlappingStays, [Some(bill), Some(stay.bill_id)]))
}

fn during_stay(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let place = desk.plain_stay(2)?;
    let stay = desk.bills.get(place)?;
    let (id, admitted) = (stay.bill_id, stay.admitted?.number());
    let (first, last) = (admitted + 1, stay.date.number() - 1);
    let day = stream.between(first.max(desk.life.insured().0), last);
    if last < day {
        return None;
    }
    let (kind, institution) = (CareKind::Outpatient, desk.county.institutions.home(desk.life.town));
    let amounts = desk.county.prices.draw(kind, institution.level, stream);
    let (transfer, disease) = (Transfer::None, 0);
    let visit = Visit { kind, institution, admitted: None, day, disease, transfer, amounts };
    let bill = desk.write(&visit, stream);
    Some(desk.planted(IrregularityKind::VisitDuringStay, [Some(bill), Some(id)]))
}

fn split(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let place = desk.plain_stay(4)?;
    let middle = desk.bills.get(place)?.date.number() - stream.between(1, 3);
    let (first, _) = desk.life.insured();
    if middle < first {
        return None;
    }
    let bill_id = desk.next_id(middle);
    let stay = desk.bills.get_mut(place)?;
    let [before, after] = Amounts::of(stay).halves();
    let (first_id, second_id) = (bill_id, stay.bill_id);
    let mut earlier = Bill { bill_id, date: Day::from_number(middle), ..stay.clone() };
    stay.admitted = Some(Day::from_number(middle));
    after.write(stay);
    before.write(&mut earlier);
    earlier.age = desk.life.age_on(middle);
    earlier.category = desk.life.category_on(middle);
    desk.bills.push(earlier);
    Some(desk.planted(IrregularityKind::SplitAdmission, [Some(second_id), Some(first_id)]))
}

fn duplicate(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let place = stream.below(desk.bills.len() as u64) as usize;
    let bill = desk.bills.get(place)?.clone();
    // After the latest day on which the first may have arrived.
    let bill_id = desk.next_id(bill.date.number() + stream.between(92, 100));
    let other = bill.bill_id;
    desk.bills.push(Bill { bill_id, ..bill });
    Some(desk.planted(IrregularityKind::DuplicateBill, [Some(bill_id), Some(other)]))
}

fn excessive(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let (first, last) = desk.life.insured();
    // Enough days for what is drawn, of which those in hospital are left out.
    if last - first < 300 {
        return None;
    }
    let kind = CareKind::Outpatient;
    let institution = desk.county.institutions.home(desk.life.town);
    for _ in 0..stream.between(180, 250) {
        let day = desk.county.calendar.day(stream.below(YEAR));
        if day < first || last < day || desk.in_hospital(day) {
            continue;
        }
        let amounts = desk.county.prices.draw(kind, institution.level, stream);
        let (transfer, disease) = (Transfer::None, 0);
        let visit = Visit { kind, institution, admitted: None, day, disease, transfer, amounts };
        desk.write(&visit, stream);
    }
    Some(desk.planted(IrregularityKind::ExcessiveVisits, [None, None]))
}

fn upcoded(desk: &mut Desk<'_>, stream: &mut Stream) -> Option<Irregularity> {
    let low = |bill: &Bill| bill.level <= InstitutionLevel::Second && bill.place == Place::Local;
    let count = desk.bills.iter().filter(|bill| low(bill)).count();
    let wanted = stream.below(count as u64) as usize;
    let bill = desk.bills.iter_mut().filter(|bill| low(bill)).nth(wanted)?;
    bill.level = match bill.level {
        InstitutionLevel::First => InstitutionLevel::Second,
        _ => InstitutionLevel::Third,
    };
    let bill_id = bill.bill_id;
    Some(desk.planted(IrregularityKind::UpcodedLevel, [Some(bill_id), None]))
}
