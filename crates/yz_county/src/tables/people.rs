//! People: households, ages, deaths, enrolment.

/// Who lives in a household: grown, child or old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// 18 to 59 years old.
    Grown,
    /// 17 at most.
    Child,
    /// 60 and more.
    Old,
}

use Role::{Child, Grown, Old};

/// Households of 1 to 7 (own; after the census of 2020 in rural Sichuan, 2.5 persons each).
pub(crate) const SIZES: [u32; 7] = [250_000, 290_000, 200_000, 130_000, 75_000, 40_000, 15_000];

/// A kind of household: its share among those of its size, and who lives in it.
pub(crate) type Plan = (u32, &'static [Role]);

/// The kinds of households by size (own; with the ages below the shares of the three ages come
/// out near those of a rural county whose grown people work elsewhere and are insured there).
pub(crate) const PLANS: [&[Plan]; 7] = [
    &[(580_000, &[Old]), (400_000, &[Grown]), (20_000, &[Child])],
    &[
        (410_000, &[Old, Old]),
        (270_000, &[Grown, Grown]),
        (170_000, &[Grown, Child]),
        (80_000, &[Old, Child]),
        (70_000, &[Grown, Old]),
    ],
    &[
        (520_000, &[Grown, Grown, Child]),
        (160_000, &[Grown, Grown, Grown]),
        (100_000, &[Grown, Old, Old]),
        (130_000, &[Grown, Child, Child]),
        (90_000, &[Old, Old, Child]),
    ],
    &[
        (450_000, &[Grown, Grown, Child, Child]),
        (250_000, &[Grown, Grown, Child, Old]),
        (150_000, &[Grown, Grown, Old, Old]),
        (150_000, &[Grown, Grown, Grown, Child]),
    ],
    &[
        (350_000, &[Grown, Grown, Child, Old, Old]),
        (350_000, &[Grown, Grown, Child, Child, Old]),
        (100_000, &[Grown, Grown, Child, Child, Child]),
        (200_000, &[Grown, Grown, Grown, Child, Old]),
    ],
    &[
        (600_000, &[Grown, Grown, Child, Child, Old, Old]),
        (400_000, &[Grown, Grown, Grown, Child, Old, Old]),
    ],
    &[
        (500_000, &[Grown, Grown, Child, Child, Child, Old, Old]),
        (500_000, &[Grown, Grown, Grown, Child, Child, Old, Old]),
    ],
];

/// Quantiles of the ages of grown people without children (own).
pub(crate) const GROWN_AGES: [u32; 9] = [18, 25, 34, 42, 47, 51, 54, 57, 60];

/// Quantiles of the ages of those who live with their grown child (own).
pub(crate) const PARENT_AGES: [u32; 5] = [41, 47, 51, 54, 60];

/// Quantiles of the years between a child and its parents (own).
pub(crate) const YEARS_TO_PARENTS: [u32; 5] = [20, 25, 29, 34, 44];

/// Children by the age that they reach in the year, from 0 to 17 (own: births fall).
pub(crate) const CHILD_AGES: [u32; 18] = [
    31_000, 35_000, 38_000, 41_000, 45_000, 49_000, 54_000, 59_000, 63_000, 66_000, 68_000, 69_000,
    68_000, 66_000, 64_000, 62_000, 61_000, 61_000,
];

/// Quantiles of the ages of the old (own).
pub(crate) const OLD_AGES: [u32; 9] = [60, 63, 66, 69, 71, 74, 77, 82, 97];

/// Males, in millionths of those whose sex nobody else decides (own).
pub(crate) const MALES: u32 = 515_000;

/// Ages from which the next line of a table holds.
pub(crate) const BANDS: [u8; 12] = [0, 1, 5, 15, 30, 45, 60, 65, 70, 75, 80, 90];

/// Deaths in a year by [`BANDS`], in millionths (own; 0.7 % of all).
pub(crate) const DEATHS: [u32; 12] =
    [3_000, 300, 150, 250, 600, 1_700, 5_000, 8_000, 13_500, 23_000, 50_000, 115_000];

/// Need of care by [`BANDS`], in thousandths of the average (own; 1 on the average).
pub(crate) const NEED: [u64; 12] =
    [1_500, 1_250, 620, 540, 660, 960, 1_280, 1_480, 1_680, 1_850, 1_950, 1_700];

/// How much likelier a chronic disease is by [`BANDS`], in thousandths (own; 1 on the average).
pub(crate) const CHRONIC_BY_AGE: [u64; 12] =
    [0, 60, 120, 250, 550, 1_150, 1_700, 1_950, 2_100, 2_200, 2_100, 1_800];

/// Who is certified for hypertension or diabetes alone, by [`BANDS`], in millionths: 7.7万余人 of
/// the 762,218 of Linshui 2022 are.
pub(crate) const COMMON_DISEASES: [u32; 12] =
    [0, 0, 0, 1_000, 30_000, 145_000, 260_000, 295_000, 320_000, 330_000, 310_000, 260_000];

/// How an enrolment begins and ends: in the period of collection and for the whole year, paid
/// late, moved in, moved out (own).
pub(crate) const ENROLMENTS: [u32; 4] = [955_000, 25_000, 12_000, 8_000];

/// Days before the year on which contributions are paid in the period of collection, as quantiles
/// (own: from September to December, most at the end).
pub(crate) const PAID_BEFORE: [u32; 9] = [1, 6, 12, 19, 28, 40, 56, 80, 122];

/// Days after birth on which newborns are enrolled in time, as quantiles (own).
pub(crate) const NEWBORN_DAYS: [u32; 9] = [2, 9, 16, 24, 32, 43, 55, 70, 90];

/// Newborns that are enrolled after the 90 days (own).
pub(crate) const NEWBORNS_LATE: u32 = 70_000;

/// Quantiles of the years insured without a break (own).
pub(crate) const CONTINUOUS_YEARS: [u32; 9] = [1, 3, 5, 8, 10, 12, 14, 16, 21];

/// How poor each town is, in thousandths of the average: none above one and a half times.
pub(crate) const POVERTY: [u64; 25] = [
    480, 700, 850, 900, 930, 960, 980, 1_000, 1_020, 1_050, 1_080, 1_100, 1_120, 1_150, 1_180,
    1_200, 1_220, 1_250, 1_270, 1_300, 1_320, 1_350, 1_380, 1_400, 1_420,
];

/// How large each town is, the county's seat first (own, uneven on purpose).
pub(crate) const TOWN_WEIGHTS: [u64; 25] = [
    150, 82, 66, 58, 53, 49, 46, 43, 41, 39, 37, 35, 33, 31, 29, 28, 26, 25, 23, 22, 20, 19, 17,
    15, 13,
];

/// The groups of subsidised households by kind: destitute, on the minimum allowance, relapsed,
/// marginal, monitored, and the rest, who came out of poverty. The benchmark has 0.8 %, 4.0 %,
/// 1.2 % and 0.5 % of all persons in the first four; a fifth of all are subsidised.
pub(crate) const NEEDS_OF_OLD: [u32; 6] = [140_000, 205_000, 50_000, 13_000, 25_000, 567_000];

/// The same of households with grown people.
pub(crate) const NEEDS_OF_OTHERS: [u32; 6] = [0, 178_000, 62_000, 14_000, 30_000, 716_000];

/// Children without parents who are orphans, of those of subsidised households (own).
pub(crate) const ORPHANS: u32 = 60_000;

/// Those who fall into need within the year without having been subsidised (own).
pub(crate) const FALLEN: u32 = 1_500;

/// The line of [`BANDS`] for an age.
#[inline]
pub(crate) fn band(age: u8) -> usize {
    BANDS.iter().rposition(|from| *from <= age).unwrap_or(0)
}
