//! Households: who lives together, how old they are, and which of them are subsidised.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "ages are below 128, groups have 64 persons and counties 10⁸"
)]

use yz_records::{Category, Sex};

use crate::draw::{Stream, Topic};
use crate::places::{GROUP_PERSONS, Neighbours};
use crate::tables::people::{
    CHILD_AGES, GROWN_AGES, MALES, NEEDS_OF_OLD, NEEDS_OF_OTHERS, OLD_AGES, ORPHANS, PARENT_AGES,
    PLANS, Plan, Role, SIZES, YEARS_TO_PARENTS,
};

/// A person as the household knows them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    /// The index of the household: that of its first person.
    pub(crate) household: u64,
    /// The age that is reached in the year; 0 for those born in it.
    pub(crate) age: u8,
    /// Sex.
    pub(crate) sex: Sex,
    /// Whether somebody else pays the contribution.
    pub(crate) subsidised: bool,
    /// The category of those in need; most of the subsidised have none.
    pub(crate) category: Category,
}

/// A household among the members of a group.
#[derive(Debug, Clone, Copy)]
struct Household {
    /// Its first member.
    first: usize,
    /// How many they are.
    size: usize,
    /// The smaller, the poorer.
    rank: u64,
    /// Whether there are only old people, but for children.
    old: bool,
    /// What its subsidised members are.
    category: Category,
}

/// The persons of a group, in the order of their index.
///
/// A group is cut into households of its own, so that nobody has to count from the beginning of the
/// county to know who lives with whom.
pub(crate) fn members(seed: u64, group: u64, neighbours: Neighbours, out: &mut Vec<Member>) {
    out.clear();
    let mut stream = Stream::of(seed, Topic::Households, group);
    let mut households = Vec::with_capacity(GROUP_PERSONS as usize);
    let persons = neighbours.persons as usize;
    while out.len() < persons {
        let first = out.len();
        let wanted = stream.pick(&SIZES) + 1;
        let size = wanted.min(persons - first);
        let plan = plan(size, &mut stream);
        let household = group * GROUP_PERSONS + first as u64;
        let children = ages(plan, household, &mut stream, out);
        let grown = plan.iter().filter(|role| **role == Role::Grown).count();
        let old = grown == 0;
        // The old are poorer, and children make a household poorer.
        let chance = stream.next() >> 1;
        let rank = chance >> (u32::from(old) + u32::from(2 < children));
        let category = category(old, &mut stream);
        households.push(Household { first, size, rank, old, category });
    }
    households.sort_unstable_by_key(|household| (household.rank, household.first));
    let mut left = neighbours.subsidised as usize;
    for household in &households {
        let taken = household.size.min(left);
        left -= taken;
        let members = out.iter_mut().skip(household.first).take(taken);
        members.for_each(|member| subsidise(member, household, &mut stream));
    }
}

/// Draws who lives in a household of a size from 1 to 7.
fn plan(size: usize, stream: &mut Stream) -> &'static [Role] {
    let plans: &[Plan] = PLANS.get(size - 1).copied().unwrap_or(&[]);
    let mut left = stream.below(1_000_000);
    for (share, plan) in plans {
        match left.checked_sub(u64::from(*share)) {
            None => return plan,
            Some(rest) => left = rest,
        }
    }
    &[]
}

/// Adds the members of a household, and gives the number of its children.
fn ages(plan: &[Role], household: u64, stream: &mut Stream, out: &mut Vec<Member>) -> usize {
    let count = |wanted| plan.iter().filter(|role| **role == wanted).count();
    let children = count(Role::Child);
    let mut child_ages = [0_u8; 3];
    for age in child_ages.iter_mut().take(children) {
        *age = stream.pick(&CHILD_AGES) as u8;
    }
    // The eldest first.
    child_ages.sort_unstable_by(|a, b| b.cmp(a));
    let eldest = if children == 0 { None } else { child_ages.first().copied() };
    let three = count(Role::Grown) == 3;
    let mut child_ages = child_ages.into_iter();
    let mut couples: [Option<(u8, Sex)>; 2] = [None, None];
    for (place, role) in plan.iter().enumerate() {
        let before = plan.iter().take(place).filter(|other| *other == role).count();
        let sex = if stream.chance(MALES) { Sex::Male } else { Sex::Female };
        let (age, sex) = match role {
            Role::Child => (child_ages.next().unwrap_or(9), sex),
            // The third grown person is a grown child.
            Role::Grown if before == 2 => (18 + stream.below(9) as u8, sex),
            Role::Grown => couple(&mut couples[0], sex, (18, 59), stream, |stream| match eldest {
                _ if three => stream.curve(&PARENT_AGES) as u8,
                Some(child) => child + stream.curve(&YEARS_TO_PARENTS) as u8,
                None => stream.curve(&GROWN_AGES) as u8,
            }),
            Role::Old => couple(&mut couples[1], sex, (60, 110), stream, |stream| {
                stream.curve(&OLD_AGES) as u8
            }),
        };
        let (subsidised, category) = (false, Category::Ordinary);
        out.push(Member { household, age, sex, subsidised, category });
    }
    children
}

/// The first of two who live together, or the one who belongs to the first.
fn couple(
    first: &mut Option<(u8, Sex)>,
    sex: Sex,
    (youngest, oldest): (u8, u8),
    stream: &mut Stream,
    draw: impl FnOnce(&mut Stream) -> u8,
) -> (u8, Sex) {
    let (age, sex) = match *first {
        None => (draw(stream), sex),
        Some((age, Sex::Male)) => ((age + stream.below(6) as u8).saturating_sub(4), Sex::Female),
        Some((age, Sex::Female)) => ((age + stream.below(6) as u8).saturating_sub(1), Sex::Male),
    };
    let person = (age.clamp(youngest, oldest), sex);
    *first = Some(person);
    person
}

/// Draws the category of a subsidised household.
fn category(old: bool, stream: &mut Stream) -> Category {
    const CATEGORIES: [Category; 6] = [
        Category::Destitute,
        Category::MinimumLiving,
        Category::Relapsed,
        Category::Marginal,
        Category::Monitored,
        Category::Ordinary,
    ];
    let shares = if old { &NEEDS_OF_OLD } else { &NEEDS_OF_OTHERS };
    CATEGORIES.get(stream.pick(shares)).copied().unwrap_or(Category::Ordinary)
}

fn subsidise(member: &mut Member, household: &Household, stream: &mut Stream) {
    member.subsidised = true;
    let child = member.age < 18;
    member.category = match household.category {
        _ if child && household.old && stream.chance(ORPHANS) => Category::Orphan,
        // Who has somebody to live with is not destitute.
        Category::Destitute if 2 < household.size || child => Category::MinimumLiving,
        category => category,
    };
}

#[cfg(test)]
mod tests {
    use super::members;
    use crate::places::Neighbours;

    #[test]
    fn a_group_is_cut_into_households_of_neighbours() {
        for persons in [1, 7, 64] {
            let neighbours = Neighbours { town: 1, persons, subsidised: persons / 2 };
            for group in 0..200 {
                let mut found = Vec::new();
                members(5, group, neighbours, &mut found);
                assert_eq!(found.len() as u64, persons);
                let subsidised = found.iter().filter(|member| member.subsidised).count();
                assert_eq!(subsidised as u64, persons / 2);
                for (place, member) in found.iter().enumerate() {
                    let index = group * 64 + place as u64;
                    assert!((index.saturating_sub(6)..=index).contains(&member.household));
                }
            }
        }
    }
}
