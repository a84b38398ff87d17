//! A person's year: birth, death, enrolment, category, need of care, certified diseases.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days and years stay far below 2³¹, shares and needs below 2³²"
)]

use yz_records::{CareKind, Category, Payer, Sex};

use crate::calendar::{days_of, new_year};
use crate::county::County;
use crate::diseases;
use crate::draw::{Stream, Topic, WHOLE};
use crate::household::Member;
use crate::tables::curves::FRAILTY;
use crate::tables::people::{
    CHRONIC_BY_AGE, COMMON_DISEASES, CONTINUOUS_YEARS, DEATHS, ENROLMENTS, FALLEN, NEED,
    NEWBORN_DAYS, NEWBORNS_LATE, PAID_BEFORE, band,
};

/// Everything about a person but the bills.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) index: u64,
    pub(crate) person_id: i64,
    pub(crate) household_id: i64,
    pub(crate) town: i32,
    pub(crate) sex: Sex,
    pub(crate) birth: i32,
    /// The age that is reached in the year, and the day on which it is.
    pub(crate) age: i8,
    pub(crate) birthday: i32,
    pub(crate) death: Option<i32>,
    pub(crate) continuous_years: i8,
    pub(crate) claimed_last_year: bool,
    pub(crate) enrolled: Enrolled,
    /// Categories one after the other: which, from, until.
    pub(crate) held: [Option<Held>; 2],
    /// Need of care in thousandths of the average.
    pub(crate) need_milli: u64,
    /// Certified diseases, with the first day.
    pub(crate) certified: [Option<(i16, i32)>; 3],
    pub(crate) planted: Planted,
}

/// The enrolment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Enrolled {
    pub(crate) first: i32,
    pub(crate) last: i32,
    pub(crate) paid: i32,
    pub(crate) payer: Payer,
    pub(crate) in_period: bool,
    pub(crate) broken_years: i8,
    pub(crate) bought_back_years: i8,
    /// Whether the rest of the year is suspended.
    pub(crate) then_suspended: bool,
}

/// A category that is held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub(crate) category: Category,
    pub(crate) first: i32,
    pub(crate) last: Option<i32>,
}

/// What is planted in the roll.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Planted {
    pub(crate) duplicate_enrolment: bool,
    pub(crate) enrolled_after_death: bool,
    pub(crate) other_sex_disease: bool,
}

impl Life {
    /// The life of a person.
    pub(crate) fn of(county: &County, index: u64, member: &Member, town: i32) -> Self {
        let mut stream = Stream::of(county.recipe.seed, Topic::Life, index);
        let calendar = &county.calendar;
        let born = calendar.year - i16::from(member.age);
        let birth = new_year(born) + stream.between(0, days_of(born) - 1);
        let band = band(member.age);
        let mut death = None;
        if stream.chance(DEATHS.get(band).copied().unwrap_or(0)) {
            let earliest = birth.max(calendar.first);
            death = Some(calendar.day(stream.below(1 << 20)).max(earliest));
        }
        let enrolled = enrolment(county, member, birth, death, &mut stream);
        let planted = plant(county, index);
        if planted.enrolled_after_death && 0 < member.age {
            death = Some(calendar.first - stream.between(1, 200)).filter(|day| birth <= *day);
        }
        let planted = Planted {
            enrolled_after_death: planted.enrolled_after_death
                && death.is_some_and(|day| day < calendar.first),
            ..planted
        };
        let enrolled = if planted.enrolled_after_death {
            Enrolled { first: calendar.first, last: calendar.last, ..enrolled }
        } else {
            enrolled
        };
        let held = categories(county, member, birth, &mut stream);
        let mut need = stream.quantile(&FRAILTY) * NEED.get(band).copied().unwrap_or(0) / 1_000_000;
        if held.iter().any(Option::is_some) {
            need = need * 16 / 10;
        }
        if death.is_some_and(|day| calendar.first <= day) {
            need = need * 5 / 2 + 1_000;
        }
        let years = if member.age == 0 { 0 } else { stream.curve(&CONTINUOUS_YEARS) };
        let continuous = years.min(u64::from(member.age)) as i8;
        // Half of the people of average need had something paid.
        let claimed = (need * 500).min(950_000) as u32;
        let mut life = Self {
            index,
            person_id: county.person_id(index),
            household_id: county.household_id(member.household),
            town,
            sex: member.sex,
            birth,
            age: member.age as i8,
            birthday: calendar.birthday(born, birth),
            death,
            continuous_years: if enrolled.broken_years == 0 { continuous } else { 0 },
            claimed_last_year: 0 < continuous && stream.chance(claimed),
            enrolled,
            held,
            need_milli: need,
            certified: [None; 3],
            planted,
        };
        if county.recipe.diseases {
            life.certified = certified(county, &life);
        } else {
            life.certified[0] = chronic_only(county, &life);
        }
        life
    }

    /// Whole years of age on a day of the year or shortly after.
    #[inline]
    pub(crate) fn age_on(&self, day: i32) -> i8 {
        if day < self.birthday { self.age.saturating_sub(1).max(0) } else { self.age }
    }

    /// The category on a day.
    #[inline]
    pub(crate) fn category_on(&self, day: i32) -> Category {
        let on = |held: &&Held| held.first <= day && held.last.is_none_or(|last| day <= last);
        self.held.iter().flatten().find(on).map_or(Category::Ordinary, |held| held.category)
    }

    /// The days on which the person is enrolled, born and alive; the wrong way round where none.
    #[inline]
    pub(crate) fn insured(&self) -> (i32, i32) {
        let last = self.death.map_or(self.enrolled.last, |death| death.min(self.enrolled.last));
        (self.enrolled.first.max(self.birth), last)
    }
}

/// Draws what is planted in the roll.
fn plant(county: &County, index: u64) -> Planted {
    let rates = &county.recipe.irregularities;
    let mut stream = Stream::of(county.recipe.seed, Topic::Planted, index);
    Planted {
        duplicate_enrolment: stream.chance(rates.duplicate_enrolment_ppm),
        enrolled_after_death: stream.chance(rates.enrolled_after_death_ppm),
        other_sex_disease: county.recipe.diseases && stream.chance(rates.other_sex_disease_ppm),
    }
}

/// Draws the enrolment of a person.
fn enrolment(
    county: &County,
    member: &Member,
    birth: i32,
    death: Option<i32>,
    stream: &mut Stream,
) -> Enrolled {
    let calendar = &county.calendar;
    let full = member.category == Category::Destitute || member.category == Category::Orphan;
    let payer =
        match (member.subsidised, full) {
            (false, _) => Payer::Own,
            (true, _) if stream.chance(county.recipe.other_payers_ppm) => {
                if stream.chance(WHOLE / 2) { Payer::DisabledFederation } else { Payer::Other }
            }
            (true, true) => Payer::AssistanceFull,
            (true, false) => Payer::AssistancePart,
        };
    let last = death.unwrap_or(calendar.last);
    let mut enrolled = Enrolled {
        first: calendar.first,
        last,
        paid: calendar.first - stream.curve(&PAID_BEFORE) as i32,
        payer,
        in_period: true,
        broken_years: 0,
        bought_back_years: 0,
        then_suspended: false,
    };
    if member.age == 0 {
        let late = stream.chance(NEWBORNS_LATE);
        let in_time = stream.curve(&NEWBORN_DAYS) as i32;
        let waited = if late { 91 + stream.between(0, 60) } else { in_time };
        enrolled.paid = (birth + waited).min(last);
        enrolled.in_period = enrolled.paid <= birth + 90;
        enrolled.first = if enrolled.in_period { birth } else { enrolled.paid };
        return enrolled;
    }
    // The dead and the subsidised are enrolled as everybody is.
    let kind = stream.pick(&ENROLMENTS);
    if death.is_some() || member.subsidised {
        return enrolled;
    }
    match kind {
        1 => {
            enrolled.paid = calendar.first + stream.between(0, 89);
            enrolled.first = enrolled.paid;
            enrolled.in_period = false;
            if member.age > 6 && stream.chance(350_000) {
                enrolled.broken_years = stream.between(1, 5) as i8;
                let most = i32::from(enrolled.broken_years);
                enrolled.bought_back_years = stream.between(-most, most).max(0) as i8;
            }
        }
        2 => {
            enrolled.first = calendar.first + stream.between(15, 340);
            enrolled.paid = enrolled.first - stream.between(0, 10);
            enrolled.in_period = false;
        }
        3 => {
            enrolled.last = calendar.first + stream.between(20, 340);
            enrolled.then_suspended = stream.chance(600_000);
        }
        _ => {}
    }
    enrolled
}

/// Draws from when to when categories are held.
fn categories(
    county: &County,
    member: &Member,
    birth: i32,
    stream: &mut Stream,
) -> [Option<Held>; 2] {
    let (start, end) = (county.calendar.first, county.calendar.last);
    let long_ago = (start - stream.between(30, 2_500)).max(birth);
    let within = (start + stream.between(10, 350)).max(birth);
    let way = stream.below(100);
    if member.category == Category::Ordinary {
        if member.subsidised || !stream.chance(FALLEN) {
            return [None, None];
        }
        let fallen = [Category::Hardship, Category::Marginal, Category::MinimumLiving];
        let category = fallen.get(stream.pick(&[400_000, 350_000, 250_000])).copied();
        let category = category.unwrap_or(Category::Hardship);
        return [Some(Held { category, first: within, last: None }), None];
    }
    let category = member.category;
    let held = |first, last| Some(Held { category, first, last });
    match way {
        // Recognised within the year; paid for before as coming out of poverty.
        0..6 => [held(within, None), None],
        // Better off within the year.
        6..9 if long_ago < start => [held(long_ago, Some(within.min(end))), None],
        // Marginal first, then worse.
        9..12 if long_ago < start && category != Category::Marginal => {
            let before =
                Held { category: Category::Marginal, first: long_ago, last: Some(within - 1) };
            [Some(before), held(within, None)]
        }
        _ => [held(long_ago, None), None],
    }
}

/// How likely somebody is certified for a chronic disease (benchmark: 3 % and 4.5 % for each unit
/// of need, 60 % at most), here by age too; a seventh less, as some have two diseases and their
/// ages have more need.
fn chronic_chance(life: &Life) -> u32 {
    let by_age = CHRONIC_BY_AGE.get(band(life.age as u8)).copied().unwrap_or(0);
    let chance = (30_000 + 45 * life.need_milli).min(600_000) * by_age / 1_150;
    chance.min(800_000) as u32
}

/// The first day of a certificate.
fn since(county: &County, life: &Life, stream: &mut Stream) -> i32 {
    let start = county.calendar.first;
    let before = (start - stream.between(1, 2_500)).max(life.birth);
    if stream.chance(80_000) { (start + stream.between(5, 300)).max(life.birth) } else { before }
}

/// Without diseases: whether somebody is a chronic patient, as disease 0.
fn chronic_only(county: &County, life: &Life) -> Option<(i16, i32)> {
    let mut stream = Stream::of(county.recipe.seed, Topic::Certificates, life.index);
    let chronic = stream.chance(chronic_chance(life));
    chronic.then(|| (0, since(county, life, &mut stream)))
}

/// Draws the diseases that somebody is certified for.
fn certified(county: &County, life: &Life) -> [Option<(i16, i32)>; 3] {
    let mut stream = Stream::of(county.recipe.seed, Topic::Certificates, life.index);
    let mut found = [None; 3];
    let draw = |kind, stream: &mut Stream| {
        let disease = diseases::draw(kind, life.sex, life.age, stream);
        Some((disease, since(county, life, stream)))
    };
    if stream.chance(chronic_chance(life)) {
        found[0] = draw(CareKind::Chronic, &mut stream);
        if stream.chance(120_000) {
            let second = draw(CareKind::Chronic, &mut stream);
            found[1] = second.filter(|(disease, _)| found[0].is_none_or(|had| had.0 != *disease));
        }
    } else {
        let common = COMMON_DISEASES.get(band(life.age as u8)).copied().unwrap_or(0);
        if stream.chance(common) {
            found[0] = draw(CareKind::CommonDrugs, &mut stream);
        }
    }
    // Four in a thousand of average need.
    let special = (1_200 + 28 * life.need_milli / 10).min(50_000) as u32;
    if life.planted.other_sex_disease {
        let first = county.calendar.first.max(life.birth);
        found[2] = Some((diseases::of_the_other_sex(life.sex), first));
    } else if stream.chance(special) {
        found[2] = draw(CareKind::Special, &mut stream);
    }
    found
}
