//! Care: when, where, how often and how dear.

/// The weight of each month's days: winter and spring fill hospitals (own).
pub(crate) const MONTH_WEIGHTS: [u64; 12] = [108, 96, 107, 104, 101, 99, 98, 96, 97, 97, 100, 103];

/// The weight of each day of the week from Monday on (own).
pub(crate) const WEEKDAY_WEIGHTS: [u64; 7] = [112, 106, 104, 103, 103, 90, 82];

/// Shares of the levels 1 to 4, by kind. As in the benchmark county-year, but a county has no
/// hospital of the province within its pooling area: the fourth level is always away, and as rare
/// as the benchmark's share of bills from away leaves it.
pub(crate) const LEVELS: [[u32; 4]; 5] = [
    [600_000, 260_000, 120_000, 20_000],
    [300_000, 420_000, 230_000, 50_000],
    [250_000, 420_000, 240_000, 90_000],
    [800_000, 200_000, 0, 0],
    [0, 450_000, 450_000, 100_000],
];

/// How many of the third level's bills are from away, by kind, in millionths. With the fourth level
/// 3 % of visits, 5 % of chronic patients' visits and 13 % of stays are, as in the benchmark.
pub(crate) const AWAY_OF_THIRD: [u32; 5] = [83_000, 5_000, 165_000, 0, 60_000];

/// How many of the bills from away are from outside the province (own).
pub(crate) const OUT_OF_PROVINCE: u32 = 350_000;

/// Medians of bills in fen, by kind and level: those of the benchmark; the last two kinds are ours.
pub(crate) const MEDIANS_FEN: [[u64; 4]; 5] = [
    [6_000, 9_000, 14_000, 22_000],
    [25_000, 33_000, 45_000, 60_000],
    [250_000, 500_000, 1_100_000, 2_000_000],
    [4_500, 6_000, 8_000, 9_000],
    [60_000, 90_000, 120_000, 160_000],
];

/// How many stays are catastrophes, whose cost is 5 and more times as much (benchmark).
pub(crate) const CATASTROPHES: u32 = 12_000;

/// Visits a year of a person certified for a chronic disease, in thousandths (benchmark: 8.2).
pub(crate) const CHRONIC_VISITS_MILLI: u64 = 8_200;

/// Times a year that one certified for hypertension or diabetes alone fetches drugs (own).
pub(crate) const COMMON_DRUGS_MILLI: u64 = 1_500;

/// Visits a year of a person certified for a special disease (own).
pub(crate) const SPECIAL_VISITS_MILLI: u64 = 10_000;

/// The most ordinary visits of a person and year (benchmark).
pub(crate) const VISITS_MOST: usize = 300;

/// The most stays of a person and year (benchmark).
pub(crate) const STAYS_MOST: usize = 30;

/// Quantiles of the days of a stay (own; a mean of about 8.7).
pub(crate) const STAY_DAYS: [u32; 33] = [
    1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 11, 12, 13, 14, 15,
    17, 20, 26, 45,
];

/// Days of a stay by level, in hundredths of the table above (own).
pub(crate) const STAY_DAYS_BY_LEVEL: [u64; 4] = [80, 100, 115, 130];

/// Stays after which a patient goes on to a higher level, in millionths of the first two (own).
pub(crate) const TRANSFERS_UP: u32 = 30_000;

/// Stays after which a patient goes back to a lower level, in millionths of the upper two (own).
pub(crate) const TRANSFERS_DOWN: u32 = 40_000;

/// On what grounds visits away are made: unfiled, filed, referred, emergency (own).
pub(crate) const FILINGS_OF_VISITS: [u32; 4] = [380_000, 560_000, 40_000, 20_000];

/// On what grounds stays away are made (own).
pub(crate) const FILINGS_OF_STAYS: [u32; 4] = [230_000, 250_000, 430_000, 90_000];

/// Bills of traditional Chinese medicine within the county, in millionths (own).
pub(crate) const TCM: u32 = 90_000;

/// Visits to a person's own town, where they are of the first level (own).
pub(crate) const AT_HOME: u32 = 820_000;

/// Of those who die, those who do so in hospital, on the day of discharge (own).
pub(crate) const DIES_IN_HOSPITAL: u32 = 400_000;

/// Visits with 1 to 8 lines (own).
pub(crate) const LINES_OF_VISITS: [u32; 8] =
    [180_000, 240_000, 220_000, 150_000, 100_000, 60_000, 30_000, 20_000];

/// Stays with 1 to 8 lines (own).
pub(crate) const LINES_OF_STAYS: [u32; 8] =
    [10_000, 30_000, 60_000, 100_000, 150_000, 200_000, 220_000, 230_000];

/// Visits that are drawn for a hundred that are billed, in per cent: the others fall into stays,
/// or into days on which the person is not insured.
pub(crate) const VISITS_DRAWN: u64 = 104;

/// Stays that no transfer and no death brought, in per cent.
pub(crate) const STAYS_BY_THEMSELVES: u64 = 96;
