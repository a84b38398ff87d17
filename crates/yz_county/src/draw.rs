//! Numbers that look like chance and are none: each is a function of seed, topic and index.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "tables hold numbers below 2³², so that products stay below 2⁶⁴; mixing wraps by name"
)]

/// What a stream is drawn for. Two topics never share a stream, so that a draw added to one leaves
/// everything else as it was.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Topic {
    /// The order of groups, which decides their town.
    Order = 1,
    /// Sizes and members of the households of a group.
    Households,
    /// The number of a person.
    Number,
    /// Birth, death, enrolment, category, need of care.
    Life,
    /// Certified diseases.
    Certificates,
    /// Ordinary visits.
    Visits,
    /// Visits of chronic patients.
    Chronic,
    /// Drugs for hypertension and diabetes.
    CommonDrugs,
    /// Visits that are paid like stays.
    Special,
    /// Stays.
    Stays,
    /// What is taken back or replaced.
    Corrections,
    /// What is planted.
    Planted,
    /// Lines of a bill.
    Lines,
}

/// A stream of numbers: SplitMix64, begun at a place that seed, topic and index decide.
#[derive(Debug, Clone)]
pub(crate) struct Stream {
    state: u64,
}

/// The step of SplitMix64.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The whole, where shares are given in millionths.
pub(crate) const WHOLE: u32 = 1_000_000;

/// A year, in the units of [`Stream::gap`].
pub(crate) const YEAR: u64 = 1 << 20;

/// The finalizer of SplitMix64: a bijection under which neighbours have nothing in common.
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

impl Stream {
    /// The stream of a topic and an index.
    #[inline]
    pub(crate) const fn of(seed: u64, topic: Topic, index: u64) -> Self {
        let place = mix(seed ^ mix((topic as u64).wrapping_mul(STEP)));
        Self { state: mix(place ^ mix(index.wrapping_mul(STEP) ^ STEP)) }
    }

    /// The next number.
    #[inline]
    pub(crate) const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number from 0 to below `end`; 0 where `end` is 0.
    #[inline]
    pub(crate) const fn below(&mut self, end: u64) -> u64 {
        ((self.next() as u128 * end as u128) >> 64) as u64
    }

    /// A number from `low` to `high`, both included; `low` where they are the wrong way round.
    #[inline]
    pub(crate) const fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = high.saturating_sub(low).saturating_add(1);
        let width = if width < 1 { 1 } else { width as u64 };
        low.saturating_add(self.below(width) as i32)
    }

    /// Whether something that happens so many times in a million happens.
    #[inline]
    pub(crate) const fn chance(&mut self, millionths: u32) -> bool {
        self.below(WHOLE as u64) < millionths as u64
    }

    /// A place in a table of shares, each in millionths of the whole.
    #[inline]
    pub(crate) fn pick(&mut self, shares: &[u32]) -> usize {
        let mut left = self.below(u64::from(WHOLE));
        for (place, share) in shares.iter().enumerate() {
            match left.checked_sub(u64::from(*share)) {
                None => return place,
                Some(rest) => left = rest,
            }
        }
        shares.len().saturating_sub(1)
    }

    /// A value of a curve: quantiles at equal steps, 2ⁿ + 1 of them.
    #[inline]
    pub(crate) fn curve(&mut self, curve: &[u32]) -> u64 {
        let steps = curve.len().saturating_sub(1) as u128;
        let place = (u128::from(self.next()) * steps) >> 32;
        interpolate(curve, (place >> 32) as usize, place as u32)
    }

    /// A value of a table of quantiles.
    #[inline]
    pub(crate) fn quantile(&mut self, quantiles: &Quantiles) -> u64 {
        quantiles.at(self.next())
    }

    /// How long until the next of something that happens once in [`YEAR`] on the average: an
    /// exponential distribution, which forgets how long one has waited.
    #[inline]
    pub(crate) fn gap(&mut self, gaps: &[u32; 64]) -> u64 {
        /// 2²⁰ ln 64.
        const SIXTY_THREE_SIXTY_FOURTHS: u64 = 4_360_905;
        let mut waited = 0;
        loop {
            let number = self.next();
            let place = (number >> 58) as usize;
            if place < 63 {
                return waited + interpolate(gaps, place, (number >> 16) as u32);
            }
            waited += SIXTY_THREE_SIXTY_FOURTHS;
        }
    }
}

/// Quantiles at each 64th, and at each 64th of the last of them.
#[derive(Debug)]
pub(crate) struct Quantiles {
    /// From the least to the quantile of 63/64.
    pub(crate) body: [u32; 64],
    /// From there to the greatest.
    pub(crate) tail: [u32; 65],
}

impl Quantiles {
    /// The value at a place, of 2⁶⁴.
    #[inline]
    pub(crate) fn at(&self, place: u64) -> u64 {
        let step = (place >> 58) as usize;
        if step < 63 {
            interpolate(&self.body, step, (place >> 16) as u32)
        } else {
            interpolate(&self.tail, (place >> 52 & 63) as usize, (place >> 16) as u32)
        }
    }
}

/// Between the value at a place and the next, by a fraction of 2³².
#[inline]
fn interpolate(table: &[u32], place: usize, fraction: u32) -> u64 {
    let low = u64::from(table.get(place).copied().unwrap_or(0));
    let high = u64::from(table.get(place + 1).copied().unwrap_or(0));
    low + ((high.saturating_sub(low) * u64::from(fraction)) >> 32)
}

/// A bijection of the numbers below `size`: a keyed Feistel network that walks until it is inside.
#[derive(Debug, Clone)]
pub(crate) struct Permutation {
    size: u64,
    half: u32,
    keys: [u64; 4],
}

impl Permutation {
    /// The permutation of a seed.
    pub(crate) fn new(seed: u64, size: u64) -> Self {
        let bits = u64::BITS - size.saturating_sub(1).leading_zeros();
        let mut stream = Stream::of(seed, Topic::Order, size);
        let keys = [stream.next(), stream.next(), stream.next(), stream.next()];
        // not a figure: half the bits of an index
        let half = bits.div_ceil(2);
        Self { size, half, keys }
    }

    /// Where a number goes.
    pub(crate) fn of(&self, number: u64) -> u64 {
        let mask = (1_u64 << self.half) - 1;
        let mut number = number;
        loop {
            let (mut left, mut right) = (number >> self.half, number & mask);
            for key in self.keys {
                (left, right) = (right, left ^ (mix(right ^ key) & mask));
            }
            number = left << self.half | right;
            if number < self.size || self.size == 0 {
                return number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Permutation, Stream, Topic, YEAR};
    use crate::tables::curves::{
        CHRONIC_FACTOR, CLASS_B_SHARE, FRAILTY, GAP, OWN_SHARE, STAY_FACTOR, VISIT_FACTOR,
    };

    fn mean(mut draw: impl FnMut(&mut Stream) -> u64) -> u64 {
        let mut stream = Stream::of(7, Topic::Visits, 1);
        (0..400_000).map(|_| draw(&mut stream)).sum::<u64>() / 400_000
    }

    #[test]
    fn a_permutation_gives_each_number_once() {
        for size in [1, 2, 3, 64, 65, 1000] {
            let permutation = Permutation::new(11, size);
            let mut seen: Vec<u64> = (0..size).map(|number| permutation.of(number)).collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..size).collect::<Vec<_>>());
        }
    }

    #[test]
    fn means_are_those_of_the_distributions() {
        // e^(σ²/2) = 1.3771 for 0.8, 1.2776 for 0.7, 1.4352 for 0.85.
        let factors = [(&FRAILTY, 1_000_000), (&VISIT_FACTOR, 1_377_128)];
        let more = [(&CHRONIC_FACTOR, 1_277_621), (&STAY_FACTOR, 1_435_150)];
        for (quantiles, expected) in factors.into_iter().chain(more) {
            let mean = mean(|stream| stream.quantile(quantiles));
            assert!(mean.abs_diff(expected) < expected / 100, "{mean} is not {expected}");
        }
        let gap = mean(|stream| stream.gap(&GAP));
        assert!(gap.abs_diff(YEAR) < YEAR / 100, "{gap}");
        // 1.2 / 10.2 and 2 / 5.
        assert!(mean(|stream| stream.curve(&OWN_SHARE)).abs_diff(117_647) < 2_500);
        assert!(mean(|stream| stream.curve(&CLASS_B_SHARE)).abs_diff(400_000) < 4_000);
    }

    #[test]
    fn streams_of_neighbours_differ() {
        let first = |topic, index| Stream::of(1, topic, index).next();
        assert_ne!(first(Topic::Visits, 1), first(Topic::Visits, 2));
        assert_ne!(first(Topic::Visits, 1), first(Topic::Stays, 1));
        assert_ne!(Stream::of(1, Topic::Life, 0).next(), Stream::of(2, Topic::Life, 0).next());
    }

    #[test]
    fn bounds_are_kept() {
        let mut stream = Stream::of(1, Topic::Life, 1);
        assert_eq!(stream.below(0), 0);
        assert_eq!(stream.between(5, 4), 5);
        assert!((0..1000).all(|_| (-2..=2).contains(&stream.between(-2, 2))));
        assert!(!stream.chance(0) && stream.chance(1_000_000));
        assert_eq!(stream.pick(&[0, 1_000_000, 0]), 1);
    }
}
