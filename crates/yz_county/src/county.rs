//! The county, and how it is asked for piece by piece.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "indices are below 10⁸, numbers of persons and households below 2³³"
)]

use std::ops::Range;

use yz_records::{
    Bill, BillLine, CategoryHeld, DiseaseCertificate, Enrolment, Institution, Person,
};

use crate::calendar::Calendar;
use crate::cost::Prices;
use crate::draw::{Stream, Topic};
use crate::household::members;
use crate::irregularity::Irregularity;
use crate::life::Life;
use crate::places::{GROUP_PERSONS, Institutions, Towns};
use crate::recipe::{Recipe, RecipeError};
use crate::{lines, roll, year};

/// A synthetic county. Nobody in it lives, and nothing in it happened.
///
/// It holds no rows: a chunk is made when it is asked for, and is the same whenever and in
/// whatever order it is.
#[derive(Debug)]
pub struct County {
    pub(crate) recipe: Recipe,
    pub(crate) calendar: Calendar,
    pub(crate) institutions: Institutions,
    pub(crate) prices: Prices,
    towns: Towns,
    /// The width of the range in which each person has one number.
    stride: u64,
}

/// How much of a chunk is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// The roll: persons, enrolments, categories, certificates.
    Roll,
    /// The roll and the bills.
    Bills,
    /// The roll, the bills and their lines, of which there are some four a bill.
    Lines,
}

/// Rows of neighbours, each table in the order in which it lies on disk.
///
/// Chunks follow each other: person numbers of a later chunk are above those of an earlier. Only
/// lines are in the order of their bills here, which is not that of bill numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Persons, by number.
    pub persons: Vec<Person>,
    /// Enrolments, by person and first day.
    pub enrolments: Vec<Enrolment>,
    /// Categories held, by person and first day.
    pub categories: Vec<CategoryHeld>,
    /// Certified diseases, by person and first day.
    pub certificates: Vec<DiseaseCertificate>,
    /// Bills, by person, date and number.
    pub bills: Vec<Bill>,
    /// Lines of bills, in the order of the bills.
    pub lines: Vec<BillLine>,
    /// What was planted in these rows.
    pub truth: Vec<Irregularity>,
}

impl County {
    /// Persons of a chunk; the last may have fewer.
    pub const CHUNK_PERSONS: u64 = 4_096;

    /// Groups of a chunk.
    const CHUNK_GROUPS: u64 = Self::CHUNK_PERSONS / GROUP_PERSONS;

    /// The county of a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError`] when no county can be made from it.
    pub fn new(recipe: Recipe) -> Result<Self, RecipeError> {
        recipe.check()?;
        Ok(Self {
            recipe,
            calendar: Calendar::new(recipe.year),
            institutions: Institutions::new(&recipe),
            prices: Prices { milli: recipe.costs_milli },
            towns: Towns::new(&recipe),
            stride: ((1 << 31) / recipe.persons.max(1)).min(1 << 20),
        })
    }

    /// What the county is made from.
    #[must_use]
    pub const fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// Every institution, by number.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions.all
    }

    /// How many chunks there are.
    #[must_use]
    pub const fn chunks(&self) -> u64 {
        self.groups().div_ceil(Self::CHUNK_GROUPS) // not a figure: chunks
    }

    /// The roll and the bills of a chunk, from 0; nothing beyond the last.
    #[must_use]
    pub fn chunk(&self, number: u64) -> Chunk {
        self.part(self.chunk_groups(number), Content::Bills)
    }

    /// The roll of a chunk, without bills.
    #[must_use]
    pub fn roll(&self, number: u64) -> Chunk {
        self.part(self.chunk_groups(number), Content::Roll)
    }

    /// The groups of a chunk.
    #[must_use]
    pub const fn chunk_groups(&self, number: u64) -> Range<u64> {
        let first = number.saturating_mul(Self::CHUNK_GROUPS);
        first..first.saturating_add(Self::CHUNK_GROUPS)
    }

    /// How many groups of up to 64 neighbours there are: the least that can be made alone.
    #[must_use]
    pub const fn groups(&self) -> u64 {
        self.recipe.persons.div_ceil(GROUP_PERSONS) // not a figure: groups
    }

    /// The rows of some groups. Cutting a range gives the same rows, in the same order.
    #[must_use]
    pub fn part(&self, groups: Range<u64>, content: Content) -> Chunk {
        let groups = groups.start.min(self.groups())..groups.end.min(self.groups());
        let persons = (groups.end.saturating_sub(groups.start) * GROUP_PERSONS) as usize;
        let mut chunk = Chunk::default();
        chunk.persons.reserve(persons);
        chunk.enrolments.reserve(persons + persons / 64);
        if content != Content::Roll {
            chunk.bills.reserve(persons * 5);
        }
        let mut group_members = Vec::new();
        for group in groups {
            let neighbours = self.towns.of(group);
            members(self.recipe.seed, group, neighbours, &mut group_members);
            for (index, member) in (group * GROUP_PERSONS..).zip(&group_members) {
                let life = Life::of(self, index, member, neighbours.town);
                roll::add(self, &life, &mut chunk);
                if content != Content::Roll {
                    year::add(self, &life, &mut chunk);
                }
            }
        }
        if content == Content::Lines {
            let Chunk { bills, lines, .. } = &mut chunk;
            lines.extend(bills.iter().flat_map(|bill| lines::of(self, bill)));
        }
        chunk
    }

    /// The lines of one of the county's bills.
    #[must_use]
    pub fn lines(&self, bill: &Bill) -> Vec<BillLine> {
        lines::of(self, bill)
    }

    /// The number of a person: rising with the index, and sparse.
    pub(crate) fn person_id(&self, index: u64) -> i64 {
        /// Above all small numbers.
        const FIRST: u64 = 1_000_000_000;
        self.number(FIRST, index, index)
    }

    /// The number of a household.
    pub(crate) fn household_id(&self, index: u64) -> i64 {
        /// Above all numbers of persons.
        const FIRST: u64 = 4_000_000_000;
        self.number(FIRST, index, !index)
    }

    fn number(&self, first: u64, index: u64, key: u64) -> i64 {
        let jitter = Stream::of(self.recipe.seed, Topic::Number, key).below(self.stride);
        (first + index * self.stride + jitter) as i64
    }

    /// The number of a person's bill: the day of arrival as year and day of the year, the person,
    /// scattered, and the place among the person's bills.
    pub(crate) fn bill_id(&self, index: u64, ordinal: u64, arrived: i32) -> i64 {
        let Calendar { year, first, last, .. } = self.calendar;
        let (year, first) = if last < arrived { (year + 1, last + 1) } else { (year, first) };
        let day = i64::from(year - 2_000) * 1_000 + i64::from(arrived - first) + 1;
        // A bijection of the numbers of eight digits, as the factor has no divisor in common
        // with 10⁸.
        let begin = self.recipe.seed % 100_000_000;
        let person = (index * 61_803_399 + begin) % 100_000_000;
        day * 100_000_000_000 + (person * 1_000 + ordinal) as i64
    }
}
