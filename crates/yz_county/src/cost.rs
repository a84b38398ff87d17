//! What a bill comes to, and its classes.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "medians are below 2²⁵ fen and factors below 2²⁶ millionths; the total is capped"
)]

use yz_records::{Bill, CareKind, InstitutionLevel};
use yz_units::{Rounding, Share};

use crate::draw::{Quantiles, Stream, YEAR};
use crate::tables::care::{CATASTROPHES, MEDIANS_FEN};
use crate::tables::curves::{
    CHRONIC_FACTOR, CLASS_B_SHARE, GAP, OWN_SHARE, STAY_FACTOR, VISIT_FACTOR,
};

/// The amounts of a bill, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub(crate) total: i64,
    pub(crate) class_a: i64,
    pub(crate) class_b: i64,
    pub(crate) own: i64,
}

/// The level of prices: the medians of the tables, times so many thousandths.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prices {
    pub(crate) milli: u64,
}

/// No bill is above 2,000,000 yuan.
const TOTAL_MOST: u64 = 200_000_000;

/// The factors by which a kind's bills differ from their median.
fn factors(kind: CareKind) -> &'static Quantiles {
    match kind {
        CareKind::Outpatient | CareKind::CommonDrugs => &VISIT_FACTOR,
        CareKind::Chronic | CareKind::Special => &CHRONIC_FACTOR,
        CareKind::Inpatient => &STAY_FACTOR,
    }
}

impl Prices {
    /// Draws the amounts of a bill.
    #[inline]
    pub(crate) fn draw(
        self,
        kind: CareKind,
        level: InstitutionLevel,
        stream: &mut Stream,
    ) -> Amounts {
        let place = stream.next();
        self.at(kind, level, place, stream)
    }

    /// Draws the amounts of a bill whose size among those of its kind is known.
    #[inline]
    pub(crate) fn at(
        self,
        kind: CareKind,
        level: InstitutionLevel,
        place: u64,
        stream: &mut Stream,
    ) -> Amounts {
        let medians = MEDIANS_FEN.get(kind as usize).copied().unwrap_or_default();
        let median = medians.get(level as usize - 1).copied().unwrap_or(0);
        let median = median * self.milli / 1_000;
        let mut total = median * factors(kind).at(place) / 1_000_000;
        if kind == CareKind::Inpatient && stream.chance(CATASTROPHES) {
            // 5 times and more: 5 + an exponential distribution of mean 10, in hundredths.
            total = total * (500 + stream.gap(&GAP) * 1_000 / YEAR) / 100;
        }
        let total = total.clamp(1, TOTAL_MOST) as i64;
        let own = part(total, &OWN_SHARE, stream);
        let class_b = part(total - own, &CLASS_B_SHARE, stream);
        Amounts { total, class_a: total - own - class_b, class_b, own }
    }
}

impl Amounts {
    /// The amounts of a bill that is written already.
    pub(crate) const fn of(bill: &Bill) -> Self {
        Self {
            total: bill.total_fen,
            class_a: bill.class_a_fen,
            class_b: bill.class_b_fen,
            own: bill.own_fen,
        }
    }

    /// Writes the amounts into a bill.
    pub(crate) const fn write(self, bill: &mut Bill) {
        bill.total_fen = self.total;
        bill.class_a_fen = self.class_a;
        bill.class_b_fen = self.class_b;
        bill.own_fen = self.own;
    }

    /// Parts the amounts of one bill into those of two.
    pub(crate) fn halves(self) -> [Self; 2] {
        let (class_a, class_b, own) = (self.class_a / 2, self.class_b / 2, self.own / 2);
        let first = Self { total: class_a + class_b + own, class_a, class_b, own };
        let second = Self {
            total: self.total - first.total,
            class_a: self.class_a - class_a,
            class_b: self.class_b - class_b,
            own: self.own - own,
        };
        [first, second]
    }
}

#[inline]
fn part(fen: i64, curve: &[u32], stream: &mut Stream) -> i64 {
    let millionths = stream.curve(curve) as i64;
    Share::millionths(millionths, Rounding::HalfUp).unwrap_or(Share::NOTHING).of(fen)
}

#[cfg(test)]
mod tests {
    use super::Prices;
    use crate::draw::{Stream, Topic};
    use yz_records::{CareKind, InstitutionLevel};

    #[test]
    fn amounts_add_up_and_so_do_their_halves() {
        let mut stream = Stream::of(1, Topic::Stays, 1);
        for kind in CareKind::ALL {
            for level in InstitutionLevel::ALL {
                for _ in 0..200 {
                    let drawn = Prices { milli: 1_000 }.draw(*kind, *level, &mut stream);
                    let halves = drawn.halves();
                    for amounts in [drawn, halves[0], halves[1]] {
                        let parts = [amounts.class_a, amounts.class_b, amounts.own];
                        assert_eq!(parts.iter().sum::<i64>(), amounts.total);
                        assert!(parts.iter().all(|part| 0 <= *part));
                    }
                    assert_eq!(halves[0].total + halves[1].total, drawn.total);
                }
            }
        }
    }
}
