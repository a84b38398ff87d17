//! A synthetic county (合成数据): people, bills and money of any size, made from a recipe.
//!
//! Nobody in it lives and nothing in it happened: no row has a name or the number of a
//! certificate, and every institution's name says that it is made up.
//!
//! ```
//! use yz_county::{County, Recipe};
//!
//! let county = County::new(Recipe::linshui(1)).unwrap();
//! assert_eq!(county.chunks(), 187); // 762,218 persons, 4,096 a chunk
//! let chunk = county.chunk(186);
//! assert_eq!(chunk.persons.len(), 762_218 - 186 * 4_096);
//! assert!(chunk.persons.iter().all(|person| person.name.is_none()));
//! assert_eq!(chunk, county.chunk(186)); // the same whenever it is asked for
//! ```
//!
//! # How rows follow from the recipe
//!
//! There is no chance in it. A stream of numbers begins at a place that seed, topic and index
//! decide ([SplitMix64](https://prng.di.unimi.it/splitmix64.c)), and every distribution is a table
//! of whole numbers under `tables/`, each with where it comes from. So
//!
//! * a *group* of 64 neighbours, its town, its households and who of them is subsidised, follow
//!   from seed and group;
//! * a person's birth, death, enrolment, categories and certificates follow from seed, group and
//!   the person's index;
//! * each kind of a person's bills follows from seed and index, and a bill's lines from seed and
//!   bill number.
//!
//! A chunk is 64 groups. However a county is cut, on however many threads, its rows are the same.
//! Quotas hold exactly nevertheless: groups stand in a seeded order, towns are stretches of it, and
//! each group has the difference of two running sums of the subsidised, cut to whole persons.
//!
//! # Numbers
//!
//! Person numbers rise with the index and are sparse: each person has a range, and one number in
//! it. A bill number says when the bill arrived, so that they rise as bills arrive:
//!
//! ```text
//! 24 060 61803399 001     year and day of the year of arrival, person (scattered), which of theirs
//! ```
//!
//! It is below 2⁵³, so that it survives programs that know only floating point.
//!
//! # What it is calibrated to
//!
//! Heads are those of Linshui's report of 2022. How often, where and how dearly people are treated
//! is as in the benchmark county-year, by which programs are compared: 3.2 visits, 0.62 visits of
//! chronic patients and 0.69 stays a person, which is far more than any fund of 1,070 yuan a head
//! could pay. [`Recipe::moderate`] is for reports that should balance.
//!
//! # What is planted
//!
//! [`Irregularities`] says how much of what is planted, and [`Chunk::truth`] where it is. Besides
//! these a county keeps the rules: each bill falls into an enrolment, a lifetime and an agreement,
//! stays do not overlap, certificates precede their bills.

mod calendar;
mod corrections;
mod cost;
mod county;
mod diseases;
mod draw;
mod household;
mod irregularity;
mod life;
mod lines;
mod places;
mod planted;
mod recipe;
mod roll;
mod stays;
mod tables;
mod year;

pub use county::{Chunk, Content, County};
pub use diseases::{DISEASES, Disease};
pub use irregularity::{Irregularity, IrregularityKind};
pub use recipe::{Irregularities, Recipe, RecipeError};
