//! A figure beside its limit, in whole numbers: medians and ratios without floating point.

use std::time::Duration;

/// Unit of a figure and its peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Vouchers in a second.
    VouchersPerSecond,
    /// Thousandths of a second; kept in millionths.
    Milliseconds,
    /// Mebibytes.
    Mebibytes,
}

impl Unit {
    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::VouchersPerSecond => "vouchers/s",
            Self::Milliseconds => "ms",
            Self::Mebibytes => "MiB",
        }
    }

    /// A value as it is written, with a point.
    pub fn written(self, value: i64) -> String {
        match self {
            Self::Milliseconds => format!("{}.{:03}", value / 1_000, value % 1_000),
            _ => value.to_string(),
        }
    }
}

/// How many times one thing is another, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio(pub i64);

impl Ratio {
    /// `one` by `other`; nothing when there is nothing to compare with.
    pub fn of(one: i64, other: i64) -> Option<Self> {
        one.checked_mul(100)?.checked_div(other).map(Self)
    }

    /// As it is written, with a point.
    pub fn written(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// What a figure must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// At least so many times the peer.
    AtLeast(Ratio),
    /// At most this value.
    AtMost(i64),
}

/// One measured figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Stable name.
    pub name: &'static str,
    /// What was measured, in English, with how much of it.
    pub what: String,
    /// The median.
    pub value: i64,
    /// Unit of value and peer.
    pub unit: Unit,
    /// The median of what it is compared with.
    pub peer: Option<i64>,
    /// How many times better than the peer.
    pub ratio: Option<Ratio>,
    /// What it must reach.
    pub limit: Limit,
}

impl Figure {
    /// Whether the limit is reached.
    pub fn met(&self) -> bool {
        match self.limit {
            Limit::AtLeast(least) => self.ratio.is_some_and(|ratio| least <= ratio),
            Limit::AtMost(most) => self.value <= most,
        }
    }
}

/// Runs of a figure and its peer, in turn.
#[derive(Debug, Clone, Default)]
pub struct Runs(Vec<(i64, i64)>);

impl Runs {
    /// One more run.
    pub fn push(&mut self, value: i64, peer: i64) {
        self.0.push((value, peer));
    }

    /// The figure; `better` says which way a ratio goes: more of a rate, or less of a time.
    pub fn figure(self, name: &'static str, what: String, unit: Unit, limit: Limit) -> Figure {
        let of = |runs: &[(i64, i64)], which: fn(&(i64, i64)) -> i64| median(runs.iter().map(which).collect());
        let ratio = |run: &(i64, i64)| {
            if unit == Unit::Milliseconds {
                Ratio::of(run.1, run.0)
            } else {
                Ratio::of(run.0, run.1)
            }
        };
        let ratios: Vec<i64> = self.0.iter().filter_map(ratio).map(|ratio| ratio.0).collect();
        Figure {
            name,
            what,
            value: of(&self.0, |run| run.0).unwrap_or_default(),
            unit,
            peer: of(&self.0, |run| run.1),
            ratio: median(ratios).map(Ratio),
            limit,
        }
    }
}

/// The middle one; of two in the middle the smaller.
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// So many in a time, by the second.
pub fn per_second(count: usize, took: Duration) -> i64 {
    let count = u128::try_from(count).unwrap_or(u128::MAX).saturating_mul(1_000_000);
    i64::try_from(count / took.as_micros().max(1)).unwrap_or(i64::MAX)
}

/// A time in millionths of a second.
pub fn micros(took: Duration) -> i64 {
    i64::try_from(took.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_the_median_of_the_runs() {
        let mut runs = Runs::default();
        for (value, peer) in [(50, 100), (90, 100), (60, 100)] {
            runs.push(value, peer);
        }
        let figure = runs.figure("a", String::new(), Unit::VouchersPerSecond, Limit::AtLeast(Ratio(60)));
        assert_eq!(
            (figure.value, figure.peer, figure.ratio),
            (60, Some(100), Some(Ratio(60)))
        );
        assert!(figure.met());
    }

    #[test]
    fn a_time_is_better_when_it_is_shorter() {
        let mut runs = Runs::default();
        runs.push(4_000, 900_000);
        let figure = runs.figure("a", String::new(), Unit::Milliseconds, Limit::AtMost(50_000));
        assert_eq!(figure.ratio, Some(Ratio(22_500)));
        assert_eq!(Unit::Milliseconds.written(figure.value), "4.000");
        assert!(figure.met());
    }
}
