//! Counties of several sizes: the same whatever the cutting, whole in their keys and sums, and near
//! the figures that they are calibrated to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "sums of a test's own")]

use std::collections::{BTreeMap, BTreeSet};

use yz_county::{Chunk, Content, County, DISEASES, Irregularities, Recipe};
use yz_records::{Bill, CareKind, CatalogueClass, Category, InsuredStatus, Payer, Place};

/// The rows of a whole county.
fn all(county: &County, content: Content) -> Chunk {
    county.part(0..county.groups(), content)
}

fn county(recipe: Recipe) -> County {
    County::new(recipe).unwrap()
}

/// `part` of `whole`, in thousandths.
fn milli(part: usize, whole: usize) -> usize {
    part * 1_000 / whole
}

#[test]
fn the_same_seed_gives_the_same_rows_whatever_the_cutting() {
    let county = county(Recipe::small(7, 9_001));
    let whole = all(&county, Content::Lines);
    for width in [1, 3, 64, 1_000] {
        let mut joined = Chunk::default();
        for first in (0..county.groups()).step_by(width) {
            let part = county.part(first..first + width as u64, Content::Lines);
            joined.persons.extend(part.persons);
            joined.enrolments.extend(part.enrolments);
            joined.categories.extend(part.categories);
            joined.certificates.extend(part.certificates);
            joined.bills.extend(part.bills);
            joined.lines.extend(part.lines);
            joined.truth.extend(part.truth);
        }
        assert!(joined == whole, "groups of {width} differ");
    }
    // In another order, on two threads.
    std::thread::scope(|scope| {
        let late = scope.spawn(|| county.chunk(2));
        let early = county.chunk(0);
        assert_eq!(early.bills[..], whole.bills[..early.bills.len()]);
        let late = late.join().unwrap();
        assert_eq!(late.persons[..], whole.persons[8_192..]);
    });
    assert_eq!(county.chunks(), 3);
    assert_eq!(county.chunk(3), Chunk::default());
}

#[test]
fn a_roll_is_that_of_the_bills_and_another_seed_is_another_county() {
    let county = county(Recipe::small(7, 5_000));
    let (roll, bills) = (county.roll(0), county.chunk(0));
    assert_eq!(roll.persons, bills.persons);
    assert_eq!(roll.enrolments, bills.enrolments);
    assert_eq!(roll.categories, bills.categories);
    assert_eq!(roll.certificates, bills.certificates);
    assert!(roll.bills.is_empty() && bills.lines.is_empty());
    let other = County::new(Recipe::small(8, 5_000)).unwrap().chunk(0);
    assert_ne!(other.persons, bills.persons);
    assert_ne!(other.bills, bills.bills);
}

#[test]
fn quotas_are_exact_at_every_size() {
    for (persons, subsidised) in [(0, 0), (1, 1), (7, 2), (64, 13), (5_000, 1_044), (5_000, 5_000)]
    {
        let recipe = Recipe { subsidised, ..Recipe::small(3, persons) }.clean();
        let rows = all(&county(recipe), Content::Bills);
        assert_eq!(rows.persons.len() as u64, persons);
        let normal = rows.enrolments.iter().filter(|row| row.status == InsuredStatus::Normal);
        assert_eq!(normal.clone().count() as u64, persons);
        let paid_for = normal.filter(|row| row.payer != Payer::Own).count();
        assert_eq!(paid_for as u64, subsidised);
        assert!(rows.truth.is_empty());
    }
    assert_eq!(county(Recipe::small(3, 0)).chunks(), 0);
}

#[test]
fn linshui_has_exactly_its_persons_and_subsidised() {
    let county = county(Recipe::linshui(1).clean());
    let (mut persons, mut subsidised) = (0, 0);
    for number in 0..county.chunks() {
        let chunk = county.roll(number);
        persons += chunk.persons.len();
        let by_assistance = [Payer::AssistanceFull, Payer::AssistancePart];
        let paid_for = chunk.enrolments.iter().filter(|row| by_assistance.contains(&row.payer));
        subsidised += paid_for.count();
    }
    assert_eq!((persons, subsidised), (762_218, 159_158));
}

#[test]
fn rows_are_in_the_order_of_the_disk_and_numbers_are_unique() {
    let rows = all(&county(Recipe::small(5, 9_000)), Content::Bills);
    assert!(rows.persons.windows(2).all(|two| two[0].person_id < two[1].person_id));
    assert!(rows.enrolments.is_sorted_by_key(|row| (row.person_id, row.first)));
    assert!(rows.categories.is_sorted_by_key(|row| (row.person_id, row.first)));
    assert!(rows.certificates.is_sorted_by_key(|row| (row.person_id, row.first)));
    assert!(rows.bills.is_sorted_by_key(|row| (row.person_id, row.date, row.bill_id)));
    let bills: BTreeSet<i64> = rows.bills.iter().map(|bill| bill.bill_id).collect();
    assert_eq!(bills.len(), rows.bills.len());
    // Whole numbers below 2⁵³ survive where numbers are floating point.
    assert!(rows.bills.iter().all(|bill| 0 < bill.bill_id && bill.bill_id < 1 << 53));
    let most = (1 << 31) + 1_000_000_000;
    assert!(rows.persons.iter().all(|person| (1_000_000_000..most).contains(&person.person_id)));
    // Sparse: less than one number in a thousand is taken.
    let (first, last) = (&rows.persons[0], &rows.persons[8_999]);
    assert!(9_000_000 < last.person_id - first.person_id);
}

#[test]
fn bills_are_numbered_as_they_arrive() {
    let rows = all(&county(Recipe::small(5, 9_000).clean()), Content::Bills);
    let new_year = "2024-01-01".parse::<yz_units::Date>().unwrap();
    let first = yz_units::Day::from(new_year).number();
    let mut late = 0;
    for bill in &rows.bills {
        let stamp = bill.bill_id / 100_000_000_000;
        let (year, day) = (stamp / 1_000, stamp % 1_000);
        let arrived = i64::from(first) + (year - 24) * 366 + day - 1;
        let waited = arrived - i64::from(bill.date.number());
        assert!((0..=91).contains(&waited), "{waited}");
        late += usize::from(0 < waited);
    }
    let late = milli(late, rows.bills.len());
    assert!((26..=34).contains(&late), "3 % are late, not {late} in a thousand");
}

#[test]
fn every_key_leads_somewhere() {
    let county = county(Recipe::small(9, 9_000));
    let rows = all(&county, Content::Lines);
    let persons: BTreeSet<i64> = rows.persons.iter().map(|row| row.person_id).collect();
    let places: BTreeMap<i64, _> =
        county.institutions().iter().map(|row| (row.institution_id, row)).collect();
    assert_eq!(places.len(), county.institutions().len());
    assert!(rows.enrolments.iter().all(|row| persons.contains(&row.person_id)));
    assert!(rows.categories.iter().all(|row| persons.contains(&row.person_id)));
    assert!(rows.certificates.iter().all(|row| persons.contains(&row.person_id)));
    let listed = |number| DISEASES.iter().any(|disease| disease.number == number);
    assert!(rows.certificates.iter().all(|row| listed(row.disease)));
    let bills: BTreeSet<i64> = rows.bills.iter().map(|row| row.bill_id).collect();
    for bill in &rows.bills {
        assert!(persons.contains(&bill.person_id));
        assert!(bill.disease == 0 || listed(bill.disease));
        let place = places[&bill.institution_id];
        assert_eq!(place.place, bill.place);
        assert!(place.agreed_first <= bill.date);
        assert!(place.agreed_last.is_none_or(|last| bill.date <= last));
    }
    assert!(rows.lines.iter().all(|line| bills.contains(&line.bill_id)));
}

#[test]
fn amounts_add_up_and_lines_to_bills() {
    let county = county(Recipe::small(4, 3_000));
    let rows = all(&county, Content::Lines);
    let mut lines = rows.lines.iter().peekable();
    for bill in &rows.bills {
        assert_eq!(bill.total_fen, bill.class_a_fen + bill.class_b_fen + bill.own_fen);
        assert!([bill.class_a_fen, bill.class_b_fen, bill.own_fen].iter().all(|fen| 0 <= *fen));
        let (mut sums, mut count) = (BTreeMap::new(), 0);
        while let Some(line) = lines.next_if(|line| line.bill_id == bill.bill_id) {
            count += 1;
            assert_eq!(line.line, count);
            // price in millionths of a yuan × quantity in ten-thousandths = 10⁸ × fen
            assert_eq!(line.price_micro_yuan * line.quantity_10k, line.amount_fen * 100_000_000);
            *sums.entry(line.class).or_insert(0) += line.amount_fen;
        }
        assert!((1..=8).contains(&count), "{count} lines");
        let of = |class| sums.get(&class).copied().unwrap_or(0);
        assert_eq!(of(CatalogueClass::A), bill.class_a_fen);
        assert_eq!(of(CatalogueClass::B), bill.class_b_fen);
        assert_eq!(of(CatalogueClass::C), bill.own_fen);
    }
    assert!(lines.next().is_none());
}

/// A county without anything irregular keeps the rules that bills are refused by.
#[test]
fn a_clean_county_is_clean() {
    let county = county(Recipe::small(6, 9_000).clean());
    let rows = all(&county, Content::Bills);
    let persons: BTreeMap<i64, _> = rows.persons.iter().map(|row| (row.person_id, row)).collect();
    let levels: BTreeMap<i64, _> =
        county.institutions().iter().map(|row| (row.institution_id, row.level)).collect();
    let mut stays: BTreeMap<i64, Vec<&Bill>> = BTreeMap::new();
    for bill in &rows.bills {
        let person = persons[&bill.person_id];
        assert_eq!(levels[&bill.institution_id], bill.level);
        assert!(person.birth <= bill.date && person.death.is_none_or(|day| bill.date <= day));
        let insured = rows.enrolments.iter().any(|row| {
            row.person_id == bill.person_id && row.first <= bill.date && bill.date <= row.last
        });
        assert!(insured);
        let date = bill.date.date().unwrap();
        let birth = person.birth.date().unwrap();
        let before = (date.month(), date.day()) < (birth.month(), birth.day());
        assert_eq!(i16::from(bill.age), date.year() - birth.year() - i16::from(before));
        let held = rows.categories.iter().find(|row| {
            row.person_id == bill.person_id
                && row.first <= bill.date
                && row.last.is_none_or(|last| bill.date <= last)
        });
        assert_eq!(bill.category, held.map_or(Category::Ordinary, |row| row.category));
        if let Some(disease) = DISEASES.iter().find(|disease| disease.number == bill.disease) {
            assert!(disease.fits(person.sex, bill.age) && disease.kind == bill.kind);
            let certified = rows.certificates.iter().any(|row| {
                (row.person_id, row.disease) == (bill.person_id, bill.disease)
                    && row.first <= bill.date
            });
            assert!(certified);
        }
        assert_eq!(bill.admitted.is_some(), bill.kind == CareKind::Inpatient);
        if bill.kind == CareKind::Inpatient {
            stays.entry(bill.person_id).or_default().push(bill);
        }
    }
    for bills in stays.values() {
        assert!(bills.iter().all(|bill| bill.admitted.unwrap() <= bill.date));
        assert!(bills.windows(2).all(|two| two[0].date <= two[1].admitted.unwrap()));
    }
}

#[test]
fn figures_are_those_of_the_calibration() {
    let rows = all(&county(Recipe::small(2, 60_000).clean()), Content::Bills);
    let (persons, bills) = (rows.persons.len(), rows.bills.len());
    let of_kind = |kind| rows.bills.iter().filter(move |bill| bill.kind == kind);
    let per_person = |kind| milli(of_kind(kind).count(), persons);
    // The benchmark has 3.22, 0.62 and 0.69 bills of its kinds a person.
    assert!((3_100..=3_340).contains(&per_person(CareKind::Outpatient)));
    assert!((580..=670).contains(&per_person(CareKind::Chronic)));
    assert!((660..=720).contains(&per_person(CareKind::Inpatient)));
    assert!((4_500..=4_950).contains(&milli(bills, persons)));
    let share = |kind, wanted: fn(&Bill) -> bool| {
        milli(of_kind(kind).filter(|bill| wanted(bill)).count(), of_kind(kind).count())
    };
    let away = |bill: &Bill| bill.place != Place::Local;
    assert!((25..=36).contains(&share(CareKind::Outpatient, away)));
    assert!((118..=142).contains(&share(CareKind::Inpatient, away)));
    let first = |bill: &Bill| bill.level.code() == 1;
    assert!((590..=612).contains(&share(CareKind::Outpatient, first)));
    let stayed: BTreeSet<i64> = of_kind(CareKind::Inpatient).map(|bill| bill.person_id).collect();
    assert!((325..=360).contains(&milli(stayed.len(), persons)));
    let new_year = yz_units::Day::from("2024-01-01".parse::<yz_units::Date>().unwrap());
    let over_new_year =
        of_kind(CareKind::Inpatient).filter(|bill| bill.admitted.unwrap() < new_year).count();
    assert!(0 < over_new_year);
    let leap = rows.bills.iter().filter(|bill| bill.date.to_string() == "2024-02-29").count();
    assert!((bills / 500..bills / 250).contains(&leap), "{leap}");
    // 0.7 % die and as many are born; 0.8 % are destitute, 4 % on the minimum living allowance.
    let dead = rows.persons.iter().filter(|person| person.death.is_some()).count();
    assert!((6..=8).contains(&milli(dead, persons)));
    let born = rows.persons.iter().filter(|person| "2024-01-01" <= &*person.birth.to_string());
    assert!((6..=8).contains(&milli(born.count(), persons)));
    let held = |category| rows.categories.iter().filter(|row| row.category == category).count();
    assert!((6..=9).contains(&milli(held(Category::Destitute), persons)));
    assert!((36..=44).contains(&milli(held(Category::MinimumLiving), persons)));
    let total: i64 = of_kind(CareKind::Inpatient).map(|bill| bill.total_fen).sum();
    let mean = total / of_kind(CareKind::Inpatient).count() as i64;
    // 7,165 yuan of medians × 1.4352 × (1 + 0.012 × 14) = 12,011 yuan
    assert!((1_140_000..=1_270_000).contains(&mean), "{mean} fen a stay");
}

#[test]
fn a_moderate_county_uses_less_and_the_benchmark_names_no_disease() {
    let moderate = all(&county(Recipe::small(2, 20_000).clean().moderate()), Content::Bills);
    let stays = moderate.bills.iter().filter(|bill| bill.kind == CareKind::Inpatient).count();
    assert!((160..=190).contains(&milli(stays, 20_000)), "{stays}");
    let total: i64 = moderate.bills.iter().map(|bill| bill.total_fen).sum();
    // About 1,650 yuan a head.
    assert!((140_000..=200_000).contains(&(total / 20_000)), "{total}");
    let recipe = Recipe { persons: 20_000, subsidised: 4_000, ..Recipe::benchmark(2) };
    let benchmark = all(&county(recipe), Content::Bills);
    assert!(benchmark.certificates.is_empty());
    let known = [CareKind::Outpatient, CareKind::Chronic, CareKind::Inpatient];
    assert!(benchmark.bills.iter().all(|bill| bill.disease == 0 && known.contains(&bill.kind)));
}

#[test]
fn bills_that_reverse_or_correct_name_the_other() {
    let recipe = Recipe { reversed_ppm: 50_000, corrected_ppm: 50_000, ..Recipe::small(2, 5_000) };
    let rows = all(&county(recipe.clean()), Content::Bills);
    let bills: BTreeMap<i64, &Bill> = rows.bills.iter().map(|bill| (bill.bill_id, bill)).collect();
    let (mut reversed, mut corrected) = (0, 0);
    for bill in &rows.bills {
        if let Some(other) = bill.reverses {
            assert_eq!(bills[&other].total_fen, bill.total_fen);
            reversed += 1;
        }
        if let Some(other) = bill.corrects {
            assert!(bill.total_fen < bills[&other].total_fen && other < bill.bill_id);
            corrected += 1;
        }
    }
    assert!(100 < reversed && 100 < corrected, "{reversed} {corrected}");
}

#[test]
fn other_years_and_shapes_can_be_made() {
    for year in [2000, 2023, 2025, 2089] {
        let irregularities = Irregularities::NONE;
        let recipe = Recipe { year, towns: 999, irregularities, ..Recipe::small(2, 2_000) };
        let rows = all(&county(recipe), Content::Bills);
        let dates = rows.bills.iter().filter_map(|bill| bill.date.date());
        assert!(dates.clone().all(|date| date.year() == year));
        assert_eq!(dates.count(), rows.bills.len());
    }
    // The largest county is only as far away as its last chunk.
    let county = county(Recipe::small(2, Recipe::PERSONS_MAX));
    let last = county.chunk(county.chunks() - 1);
    assert!(last.persons.last().unwrap().person_id < (1 << 31) + 1_000_000_000);
    assert!(!last.bills.is_empty());
}
