//! Towns, and the hospitals and clinics that people of the county go to.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "persons are below 10⁸ and weights below 10⁴, days of some years below 10⁶"
)]

use yz_records::{CareKind, Institution, InstitutionLevel, Place};
use yz_units::Day;

use crate::calendar::new_year;
use crate::draw::{Permutation, Stream};
use crate::recipe::Recipe;
use crate::tables::care::{AT_HOME, AWAY_OF_THIRD, LEVELS, OUT_OF_PROVINCE};
use crate::tables::people::{POVERTY, TOWN_WEIGHTS};

/// So many persons live side by side, in one town: a group of villagers (村民小组).
pub(crate) const GROUP_PERSONS: u64 = 64;

/// The towns, and how many of the subsidised live in each group.
#[derive(Debug)]
pub(crate) struct Towns {
    order: Permutation,
    /// Groups with all their persons.
    whole: u64,
    persons: u64,
    subsidised: u64,
    /// For each town the place, in order, of its first group, and the weight of all before it.
    starts: Vec<(u64, u128)>,
    weights: Vec<u64>,
}

/// Where a group lives, and how many of it are subsidised.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Neighbours {
    /// The town, from 1.
    pub(crate) town: i32,
    /// The persons.
    pub(crate) persons: u64,
    /// The subsidised among them.
    pub(crate) subsidised: u64,
}

impl Towns {
    pub(crate) fn new(recipe: &Recipe) -> Self {
        let whole = recipe.persons / GROUP_PERSONS;
        let size = |town: usize| TOWN_WEIGHTS.get(town % TOWN_WEIGHTS.len()).copied().unwrap_or(1);
        let towns = usize::from(recipe.towns);
        let all: u64 = (0..towns).map(size).sum();
        // Where nearly everybody is subsidised, towns cannot differ.
        let uneven = recipe.subsidised.saturating_mul(10) <= recipe.persons.saturating_mul(6);
        let poverty = |town: usize| match POVERTY.get(town % POVERTY.len()) {
            Some(weight) if uneven => *weight,
            _ => 1_000,
        };
        let weights: Vec<u64> = (0..towns).map(poverty).collect();
        let (mut starts, mut before) = (Vec::with_capacity(towns), 0);
        for town in 0..towns {
            starts.push((whole * before / all.max(1), 0));
            before += size(town);
        }
        let mut weight = 0_u128;
        for town in 1..towns {
            let groups = starts[town].0 - starts[town - 1].0;
            weight += u128::from(groups * GROUP_PERSONS * weights[town - 1]);
            starts[town].1 = weight;
        }
        let order = Permutation::new(recipe.seed, whole);
        let (persons, subsidised) = (recipe.persons, recipe.subsidised);
        Self { order, whole, persons, subsidised, starts, weights }
    }

    /// The neighbours of a group. The last group, if it is not whole, is the last of the last town.
    pub(crate) fn of(&self, group: u64) -> Neighbours {
        let place = if group < self.whole { self.order.of(group) } else { self.whole };
        let town = self.town(place);
        let persons = (self.persons - (group * GROUP_PERSONS).min(self.persons)).min(GROUP_PERSONS);
        // Cutting the running sum gives every group its share and the county exactly its number.
        let all = self.weight(self.whole, self.persons % GROUP_PERSONS).max(1);
        let upto = |weight: u128| (u128::from(self.subsidised) * weight / all) as u64;
        let subsidised = upto(self.weight(place, persons)) - upto(self.weight(place, 0));
        Neighbours { town: town as i32 + 1, persons, subsidised }
    }

    /// The town of a place in the order of groups.
    fn town(&self, place: u64) -> usize {
        self.starts.partition_point(|(start, _)| *start <= place).saturating_sub(1)
    }

    /// The weight of everybody before a place, and of so many persons there.
    fn weight(&self, place: u64, persons: u64) -> u128 {
        let town = self.town(place);
        let (start, before) = self.starts.get(town).copied().unwrap_or_default();
        let weight = self.weights.get(town).copied().unwrap_or(0);
        before + u128::from(((place - start) * GROUP_PERSONS + persons) * weight)
    }
}

/// The institutions, and which of them bills of a kind and level come from.
#[derive(Debug)]
pub(crate) struct Institutions {
    pub(crate) all: Vec<Institution>,
    towns: usize,
}

/// Where an institution is drawn for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) kind: CareKind,
    pub(crate) town: i32,
    pub(crate) day: i32,
}

/// Institutions beside the health centres of towns: level, place, how many, and their name.
const OTHERS: [(InstitutionLevel, Place, usize, &str); 7] = [
    (InstitutionLevel::First, Place::Local, 5, "社区卫生服务中心"),
    (InstitutionLevel::Second, Place::Local, 6, "县级医院"),
    (InstitutionLevel::Third, Place::Local, 4, "人民医院"),
    (InstitutionLevel::Third, Place::InProvince, 4, "省内三级医院"),
    (InstitutionLevel::Provincial, Place::InProvince, 3, "省级医院"),
    (InstitutionLevel::Third, Place::OutOfProvince, 4, "外省三级医院"),
    (InstitutionLevel::Provincial, Place::OutOfProvince, 3, "外省省级医院"),
];

/// The numbers by which names count.
const NUMERALS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn numeral(number: usize) -> String {
    let digit = |digit: usize| NUMERALS.get(digit % 10).copied().unwrap_or("");
    number.to_string().bytes().map(|byte| digit(usize::from(byte - b'0'))).collect()
}

impl Institutions {
    pub(crate) fn new(recipe: &Recipe) -> Self {
        let towns = usize::from(recipe.towns);
        let mut all = Vec::with_capacity(towns + 29);
        let begun = new_year(recipe.year - 3);
        let mut add = |level, place, town, name: String| {
            let number = all.len() as i64 + 1;
            all.push(Institution {
                institution_id: 9_000_000 + number,
                code: Some(format!("H000000{number:05}").into()),
                name: format!("虚构{name}（合成数据）").into(),
                level,
                place,
                town,
                agreed_first: Day::from_number(begun),
                agreed_last: None,
            });
        };
        for town in 1..=towns {
            let name = format!("第{}乡镇卫生院", numeral(town));
            add(InstitutionLevel::First, Place::Local, Some(town as i32), name);
        }
        for (level, place, count, name) in OTHERS {
            for number in 1..=count {
                let town = (place == Place::Local).then_some(1);
                add(level, place, town, format!("第{}{name}", numeral(number)));
            }
        }
        // One community centre begins in March, one ends with October: their bills do too.
        let first = new_year(recipe.year);
        if let [.., late, early] = &mut all[..towns + 5] {
            late.agreed_first = Day::from_number(first + 73);
            early.agreed_last = Some(Day::from_number(first + 303));
        }
        Self { all, towns }
    }

    /// The health centre of a town, whose agreement is never interrupted.
    pub(crate) fn home(&self, town: i32) -> &Institution {
        &self.all[usize::try_from(town - 1).unwrap_or(0)]
    }

    /// Draws the institution of a bill.
    pub(crate) fn draw(&self, wanted: Wanted, stream: &mut Stream) -> &Institution {
        let kind = wanted.kind as usize;
        let level = stream.pick(LEVELS.get(kind).map_or(&[], |levels| levels));
        self.of_level(level, wanted, stream)
    }

    /// Draws an institution of a level, from 0.
    pub(crate) fn of_level(
        &self,
        level: usize,
        wanted: Wanted,
        stream: &mut Stream,
    ) -> &Institution {
        let home = usize::try_from(wanted.town - 1).unwrap_or(0);
        let kind = wanted.kind as usize;
        let away = match level {
            0 | 1 => false,
            2 => stream.chance(AWAY_OF_THIRD.get(kind).copied().unwrap_or(0)),
            _ => true,
        };
        let outside = away && stream.chance(OUT_OF_PROVINCE);
        let (first, count) = match (level, away, outside) {
            (0, ..) if stream.chance(AT_HOME) => (home, 1),
            (0, ..) => (0, self.towns + 5),
            (1, ..) => (self.towns + 5, 6),
            (2, false, _) => (self.towns + 11, 4),
            (2, true, false) => (self.towns + 15, 4),
            (2, true, true) => (self.towns + 22, 4),
            (_, _, false) => (self.towns + 19, 3),
            (_, _, true) => (self.towns + 26, 3),
        };
        let drawn = first + stream.below(count as u64) as usize;
        let agreed = |institution: &&Institution| {
            institution.agreed_first.number() <= wanted.day
                && institution.agreed_last.is_none_or(|last| wanted.day <= last.number())
        };
        let institution = self.all.get(drawn).filter(agreed);
        institution.unwrap_or_else(|| self.home(wanted.town))
    }
}

#[cfg(test)]
mod tests {
    use super::{Institutions, Towns, numeral};
    use crate::recipe::Recipe;

    #[test]
    fn every_size_has_exactly_its_subsidised() {
        for persons in [0, 1, 7, 63, 64, 65, 1000, 5000, 70_001] {
            for subsidised in [0, 1, persons / 5, persons / 2, persons * 6 / 10, persons] {
                let subsidised = subsidised.min(persons);
                let recipe = Recipe { subsidised, ..Recipe::small(3, persons) };
                let towns = Towns::new(&recipe);
                let groups: Vec<_> =
                    (0..persons.div_ceil(64)).map(|group| towns.of(group)).collect();
                assert_eq!(groups.iter().map(|group| group.persons).sum::<u64>(), persons);
                assert_eq!(groups.iter().map(|group| group.subsidised).sum::<u64>(), subsidised);
                assert!(groups.iter().all(|group| group.subsidised <= group.persons));
                assert!(groups.iter().all(|group| (1..=25).contains(&group.town)));
            }
        }
    }

    #[test]
    fn names_say_that_they_are_made_up() {
        let institutions = Institutions::new(&Recipe::small(1, 10));
        assert_eq!(institutions.all.len(), 25 + 29);
        let made_up = |name: &str| name.starts_with("虚构") && name.ends_with("（合成数据）");
        assert!(institutions.all.iter().all(|institution| made_up(&institution.name)));
        assert_eq!(numeral(25), "二五");
    }
}
