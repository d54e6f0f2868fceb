//! Chance that is the same every time: the demo's amounts, days and choices.
//!
//! SplitMix64 (Steele, Lea and Flood, 2014) from a constant seed. It is quick and even, and anyone
//! can foretell it: nothing here may ever be a secret. Keys, salts and passwords come from
//! `kameral_access`, never from here.

use kameral_base::Ore;

/// A stream of choices.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// A stream of its own for each seed, so that more of one thing changes nothing of another.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.abs_diff(least).saturating_add(1);
        // The span of the demo's choices is far below 2^63, so the remainder's bias is nothing.
        let step = i64::try_from(self.next() % span).unwrap_or(0);
        least.saturating_add(step)
    }

    /// True so many times of a thousand.
    pub fn permille(&mut self, rate: i64) -> bool {
        self.between(0, 999) < rate
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = i64::try_from(of.len()).unwrap_or(i64::MAX) - 1;
        &of[usize::try_from(self.between(0, last.max(0))).unwrap_or(0)]
    }

    /// An amount in whole öre between two in whole kronor; two of three end in whole kronor.
    pub fn amount(&mut self, least_kr: i64, most_kr: i64) -> Ore {
        let ore = if self.permille(333) { self.between(0, 99) } else { 0 };
        let kronor = self.between(least_kr, most_kr);
        Ore::new(kronor.saturating_mul(100).saturating_add(ore))
    }

    /// How many times in a month something happens that happens so many times a year.
    pub fn times_a_month(&mut self, a_year: i64) -> i64 {
        let (whole, rest) = (a_year / 12, a_year % 12);
        whole + i64::from(self.between(0, 11) < rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of SplitMix64 from seed 0, as published with the algorithm.
    #[test]
    fn the_stream_is_splitmix64() {
        let mut chance = Chance::new(0);
        assert_eq!(chance.next(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(chance.next(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn a_number_lies_between_its_ends() {
        let mut chance = Chance::new(7);
        assert!((0..1_000).all(|_| (-3..=4).contains(&chance.between(-3, 4))));
        assert_eq!((0..1_200).map(|_| chance.times_a_month(12)).sum::<i64>(), 1_200);
    }
}
