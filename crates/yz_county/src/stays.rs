//! Stays in hospital.
#![expect(clippy::arithmetic_side_effects, reason = "days stay far below 2³¹")]

use yz_records::{CareKind, Institution, InstitutionLevel, Place, Transfer};

use crate::calendar::new_year;
use crate::draw::{Stream, Topic};
use crate::places::Wanted;
use crate::tables::care::{
    DIES_IN_HOSPITAL, STAY_DAYS, STAY_DAYS_BY_LEVEL, STAYS_BY_THEMSELVES, STAYS_MOST,
    TRANSFERS_DOWN, TRANSFERS_UP,
};
use crate::year::{Desk, Visit, Walk};

/// Adds the stays of a person: one after the other, none while another lasts.
pub(crate) fn add(desk: &mut Desk<'_>) {
    let county = desk.county;
    let mut stream = desk.stream(Topic::Stays);
    let (first, last) = desk.life.insured();
    if last < first {
        return;
    }
    // Whoever is insured from the first day on may have been in hospital over the new year.
    let whole = first == county.calendar.first;
    let from = if whole { new_year(county.recipe.year - 1).max(desk.life.birth) } else { first };
    let mut ward = Ward { free: from, last };
    let rate_milli = county.recipe.stays_milli * desk.life.need_milli / 1_000;
    // Transfers and deaths bring stays of their own.
    let rate_milli = rate_milli * STAYS_BY_THEMSELVES / 100;
    let mut walk = Walk { care: 0, rate_milli, left: STAYS_MOST };
    while let Some(day) = walk.next(county, &mut stream) {
        if first <= day && day <= last {
            ward.stay(desk, day.max(ward.free), &mut stream);
        }
    }
    let death = desk.life.death.filter(|death| *death == last);
    if let Some(death) = death.filter(|_| stream.chance(DIES_IN_HOSPITAL)) {
        ward.stay(desk, death, &mut stream);
    }
}

/// When the person may be admitted next, and the last day of all.
struct Ward {
    free: i32,
    last: i32,
}

impl Ward {
    /// Writes a stay that ends on a day, and the one that continues it.
    fn stay(&mut self, desk: &mut Desk<'_>, day: i32, stream: &mut Stream) {
        if day < self.free || self.last < day {
            return;
        }
        let kind = CareKind::Inpatient;
        let wanted = Wanted { kind, town: desk.life.town, day };
        let institution = desk.county.institutions.draw(wanted, stream);
        let place = stream.next();
        let admitted = (day - days(institution.level, place, stream)).max(self.free);
        let amounts = desk.county.prices.at(kind, institution.level, place, stream);
        let transfer = Transfer::None;
        let (admitted, disease) = (Some(admitted), 0);
        let visit = Visit { kind, institution, admitted, day, disease, transfer, amounts };
        desk.write(&visit, stream);
        self.free = day + 1;
        self.go_on(desk, institution, day, stream);
    }

    /// Writes the stay that begins as another ends, at a higher or a lower level.
    fn go_on(
        &mut self,
        desk: &mut Desk<'_>,
        before: &Institution,
        admitted: i32,
        stream: &mut Stream,
    ) {
        let low = before.level <= InstitutionLevel::Second && before.place == Place::Local;
        let share = if low { TRANSFERS_UP } else { TRANSFERS_DOWN };
        if !stream.chance(share) {
            return;
        }
        let (transfer, level) = if low {
            (Transfer::Up, before.level as usize + stream.below(2) as usize)
        } else {
            (Transfer::Down, stream.below(2) as usize)
        };
        let kind = CareKind::Inpatient;
        let wanted = Wanted { kind, town: desk.life.town, day: admitted };
        let institution = desk.county.institutions.of_level(level, wanted, stream);
        let place = stream.next();
        let day = admitted + days(institution.level, place, stream);
        let higher = before.level < institution.level;
        if self.last < day || higher != low {
            return;
        }
        let amounts = desk.county.prices.at(kind, institution.level, place, stream);
        let (admitted, disease) = (Some(admitted), 0);
        let visit = Visit { kind, institution, admitted, day, disease, transfer, amounts };
        desk.write(&visit, stream);
        self.free = day + 1;
    }
}

/// Draws how many days a stay lasts: in three of five as long among stays as it is dear.
fn days(level: InstitutionLevel, place: u64, stream: &mut Stream) -> i32 {
    let fresh = stream.next();
    let place = if stream.chance(600_000) { place } else { fresh };
    let step = ((u128::from(place) * 33) >> 64) as usize;
    let days = STAY_DAYS.get(step).copied().unwrap_or(1);
    let of_level = STAY_DAYS_BY_LEVEL.get(level as usize - 1).copied().unwrap_or(100);
    (u64::from(days) * of_level / 100) as i32
}
