//! What a county is made from.

use std::fmt;

use crate::draw::WHOLE;

/// Everything that decides a county. Two counties of one recipe are the same to the last fen.
///
/// Shares are in millionths (`_ppm`), yearly counts of a person in thousandths (`_milli`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// Whatever distinguishes this county from others of the same shape.
    pub seed: u64,
    /// Persons enrolled in the year: exactly so many, [`Recipe::PERSONS_MAX`] at most.
    pub persons: u64,
    /// Persons whose contribution somebody else pays: exactly so many, not more than `persons`.
    pub subsidised: u64,
    /// The benefit year, a calendar year from 2000 to 2089: bill numbers begin with its last two
    /// digits.
    pub year: i16,
    /// Towns, numbered from 1; from 1 to 999.
    pub towns: u16,
    /// A person's contribution, in fen.
    pub contribution_fen: i64,
    /// Of the subsidised, those whom not medical assistance but the federation of disabled persons
    /// or another department pays for.
    pub other_payers_ppm: u32,
    /// Whether bills name diseases. Then some are for drugs for hypertension and diabetes, and for
    /// special diseases; without, all bills are visits, chronic patients' visits and stays.
    pub diseases: bool,
    /// Ordinary visits of a person of average need.
    pub visits_milli: u64,
    /// Stays of a person of average need.
    pub stays_milli: u64,
    /// The level of costs, in thousandths of the benchmark's.
    pub costs_milli: u64,
    /// Of persons with a bill: one of them taken back by another that names it.
    pub reversed_ppm: u32,
    /// Of persons with a bill: one of them replaced by another that names it.
    pub corrected_ppm: u32,
    /// Bills that arrive from 1 to 91 days late.
    pub late_ppm: u32,
    /// What is planted.
    pub irregularities: Irregularities,
}

/// How much of each kind of irregularity is planted, in millionths of what it can happen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Irregularities {
    /// Of persons: a second enrolment over the same days.
    pub duplicate_enrolment_ppm: u32,
    /// Of persons: died before the year, still enrolled for the whole of it.
    pub enrolled_after_death_ppm: u32,
    /// Of those who die in the year: a visit after the death.
    pub bill_after_death_ppm: u32,
    /// Of persons with a stay: another stay elsewhere over the same days.
    pub overlapping_stays_ppm: u32,
    /// Of persons with a stay: one stay billed as two, back to back.
    pub split_admission_ppm: u32,
    /// Of persons with a stay: an ordinary visit within it.
    pub visit_during_stay_ppm: u32,
    /// Of persons with a bill: one of them again under another number.
    pub duplicate_bill_ppm: u32,
    /// Of persons: certified and billed for a disease of the other sex. Nothing without diseases.
    pub other_sex_disease_ppm: u32,
    /// Of persons insured for most of the year: some 200 more visits to one institution.
    pub excessive_visits_ppm: u32,
    /// Of persons with a bill at a first or second level: one billed at the level above.
    pub upcoded_level_ppm: u32,
}

/// A recipe that no county can be made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipeError {
    /// More persons than [`Recipe::PERSONS_MAX`].
    TooManyPersons,
    /// More subsidised persons than persons.
    MoreSubsidisedThanPersons,
    /// A year before 2000 or after 2089.
    YearOutOfRange,
    /// No town, or more than 999.
    TownsOutOfRange,
    /// A contribution below nothing.
    NegativeContribution,
    /// A share above the whole.
    ShareAboveWhole,
    /// More than 50 visits or 10 stays a person and year.
    TooMuchCare,
    /// Costs of more than ten times those of the benchmark.
    CostsOutOfRange,
}

impl Recipe {
    /// The most persons of a county: bill numbers have eight digits for them.
    pub const PERSONS_MAX: u64 = 100_000_000;

    /// A synthetic county of the size of Linshui (邻水县) in 2022, in the year 2024: exactly
    /// 762,218 enrolled and 159,158 subsidised, some 3.6 million bills.
    ///
    /// The report of 2022 counts those for whom medical assistance pays, so all are paid by it.
    #[must_use]
    pub const fn linshui(seed: u64) -> Self {
        Self { persons: 762_218, subsidised: 159_158, ..Self::small(seed, 0) }
    }

    /// The county of Linshui's size as the benchmark "county-year" has it: the same people, bills
    /// of three kinds without diseases, and nothing irregular.
    #[must_use]
    pub const fn benchmark(seed: u64) -> Self {
        let irregularities = Irregularities::NONE;
        Self { diseases: false, irregularities, ..Self::linshui(seed) }
    }

    /// A county of any size in the same proportions, for the year 2024.
    #[must_use]
    pub const fn small(seed: u64, persons: u64) -> Self {
        Self {
            seed,
            persons,
            // As many of all as in Linshui; cut, as it is a number of persons.
            subsidised: persons.saturating_mul(159_158) / 762_218,
            year: 2024,
            towns: 25,
            // 380.00 yuan for 2024, set by the notice of 2023.
            contribution_fen: 38_000,
            other_payers_ppm: 0,
            diseases: true,
            visits_milli: 3_100,
            stays_milli: 664,
            costs_milli: 1_000,
            reversed_ppm: 0,
            corrected_ppm: 0,
            late_ppm: 30_000,
            irregularities: Irregularities::FEW,
        }
    }

    /// The same people with less and cheaper care: 17 stays a hundred persons and some 1,600 yuan a
    /// head, which the 1,070 yuan of contributions and subsidies can pay their part of. The
    /// benchmark's care is made for work and not for balance: it costs some 9,000 yuan a head.
    #[must_use]
    pub const fn moderate(self) -> Self {
        Self { visits_milli: 1_700, stays_milli: 170, costs_milli: 640, ..self }
    }

    /// The same without anything irregular.
    #[must_use]
    pub const fn clean(self) -> Self {
        Self { irregularities: Irregularities::NONE, ..self }
    }

    /// Refuses what no county can be made from.
    pub(crate) fn check(&self) -> Result<(), RecipeError> {
        let shares = [self.other_payers_ppm, self.late_ppm, self.reversed_ppm, self.corrected_ppm];
        let above = |share: &u32| WHOLE < *share;
        let refused = [
            (Self::PERSONS_MAX < self.persons, RecipeError::TooManyPersons),
            (self.persons < self.subsidised, RecipeError::MoreSubsidisedThanPersons),
            (!(2000..=2089).contains(&self.year), RecipeError::YearOutOfRange),
            (!(1..=999).contains(&self.towns), RecipeError::TownsOutOfRange),
            (self.contribution_fen < 0, RecipeError::NegativeContribution),
            (
                shares.iter().chain(&self.irregularities.all()).any(above),
                RecipeError::ShareAboveWhole,
            ),
            (50_000 < self.visits_milli || 10_000 < self.stays_milli, RecipeError::TooMuchCare),
            (10_000 < self.costs_milli, RecipeError::CostsOutOfRange),
        ];
        refused.iter().find(|(refused, _)| *refused).map_or(Ok(()), |(_, cause)| Err(*cause))
    }
}

impl Irregularities {
    /// None.
    pub const NONE: Self = Self {
        duplicate_enrolment_ppm: 0,
        enrolled_after_death_ppm: 0,
        bill_after_death_ppm: 0,
        overlapping_stays_ppm: 0,
        split_admission_ppm: 0,
        visit_during_stay_ppm: 0,
        duplicate_bill_ppm: 0,
        other_sex_disease_ppm: 0,
        excessive_visits_ppm: 0,
        upcoded_level_ppm: 0,
    };

    /// A few of each: in a county of Linshui's size some 30 to 500.
    pub const FEW: Self = Self {
        duplicate_enrolment_ppm: 300,
        enrolled_after_death_ppm: 100,
        bill_after_death_ppm: 10_000,
        overlapping_stays_ppm: 500,
        split_admission_ppm: 1_000,
        visit_during_stay_ppm: 500,
        duplicate_bill_ppm: 500,
        other_sex_disease_ppm: 60,
        excessive_visits_ppm: 40,
        upcoded_level_ppm: 500,
    };

    fn all(&self) -> [u32; 10] {
        [
            self.duplicate_enrolment_ppm,
            self.enrolled_after_death_ppm,
            self.bill_after_death_ppm,
            self.overlapping_stays_ppm,
            self.split_admission_ppm,
            self.visit_during_stay_ppm,
            self.duplicate_bill_ppm,
            self.other_sex_disease_ppm,
            self.excessive_visits_ppm,
            self.upcoded_level_ppm,
        ]
    }
}

impl fmt::Display for RecipeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooManyPersons => "a county has 100,000,000 persons at most",
            Self::MoreSubsidisedThanPersons => "more persons are subsidised than there are",
            Self::YearOutOfRange => "the year is not one of 2000 to 2089",
            Self::TownsOutOfRange => "a county has from 1 to 999 towns",
            Self::NegativeContribution => "the contribution is below nothing",
            Self::ShareAboveWhole => "a share is above 1,000,000 millionths",
            Self::CostsOutOfRange => "costs are above ten times those of the benchmark",
            Self::TooMuchCare => "more than 50 visits or 10 stays a person and year",
        })
    }
}

impl std::error::Error for RecipeError {}

#[cfg(test)]
mod tests {
    use super::{Recipe, RecipeError};

    #[test]
    fn recipes_out_of_range_are_refused() {
        let fine = Recipe::small(1, 100);
        assert_eq!(fine.check(), Ok(()));
        let wrong = [
            (Recipe { persons: 100_000_001, ..fine }, RecipeError::TooManyPersons),
            (Recipe { subsidised: 101, ..fine }, RecipeError::MoreSubsidisedThanPersons),
            (Recipe { year: 1999, ..fine }, RecipeError::YearOutOfRange),
            (Recipe { towns: 0, ..fine }, RecipeError::TownsOutOfRange),
            (Recipe { contribution_fen: -1, ..fine }, RecipeError::NegativeContribution),
            (Recipe { late_ppm: 1_000_001, ..fine }, RecipeError::ShareAboveWhole),
            (Recipe { stays_milli: 10_001, ..fine }, RecipeError::TooMuchCare),
            (Recipe { costs_milli: 10_001, ..fine }, RecipeError::CostsOutOfRange),
        ];
        for (recipe, error) in wrong {
            assert_eq!(recipe.check(), Err(error));
        }
    }

    #[test]
    fn linshui_has_the_heads_of_its_report() {
        let linshui = Recipe::linshui(1);
        assert_eq!((linshui.persons, linshui.subsidised), (762_218, 159_158));
        assert_eq!(Recipe::small(1, 762_218).subsidised, 159_158);
    }
}
