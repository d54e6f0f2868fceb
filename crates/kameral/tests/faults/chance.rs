//! Chance with a seed: SplitMix64. The seed is printed, and `KAMERAL_SEED` gives it again.

/// A sequence of numbers decided by its seed.
pub struct Chance(u64);

impl Chance {
    /// The seed of `KAMERAL_SEED`, or one of this process.
    pub fn of_run() -> Self {
        let seed = number_of_env("KAMERAL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
        println!("seed: KAMERAL_SEED={seed}");
        Self(seed)
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        least + (mixed ^ (mixed >> 31)) % (most - least + 1)
    }
}

/// A number given in the environment. Panics when it is none.
pub fn number_of_env(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}
