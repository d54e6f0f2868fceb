//! Sums that say when they are too large.

use crate::{Ore, Quantity};

/// A sum that is `None` instead of wrong, of amounts or quantities, owned or borrowed.
///
/// ```
/// use kameral_base::{Ore, TrySum};
/// let lines = [Ore::new(100), Ore::new(-100)];
/// assert_eq!(lines.iter().try_sum(), Some(Ore::ZERO));
/// assert_eq!([Ore::MAX, Ore::new(1)].into_iter().try_sum(), None);
/// ```
pub trait TrySum: Iterator {
    /// The type of the terms and of their sum.
    type Sum;

    /// The sum of what is left of the iterator, or `None` when it does not fit.
    ///
    /// Partial sums do not matter: the answer does not depend on the order of the terms.
    fn try_sum(self) -> Option<Self::Sum>;
}

impl<I, T> TrySum for I
where
    I: Iterator<Item = T>,
    T: Term,
{
    type Sum = T::Sum;

    fn try_sum(self) -> Option<T::Sum> {
        // Terms of at most 2^63 in magnitude: it would take 2^64 of them to overflow an i128.
        let sum: i128 = self.map(|term| i128::from(term.units())).sum();
        i64::try_from(sum).ok().map(T::of)
    }
}

/// What can be summed: a newtype over `i64`, or a reference to one.
pub trait Term {
    /// The type of the sum.
    type Sum;

    /// The term in its smallest unit.
    fn units(&self) -> i64;

    /// A sum of that many of the smallest unit.
    fn of(units: i64) -> Self::Sum;
}

impl Term for Ore {
    type Sum = Self;

    fn units(&self) -> i64 {
        self.get()
    }

    fn of(units: i64) -> Self {
        Self::new(units)
    }
}

impl Term for Quantity {
    type Sum = Self;

    fn units(&self) -> i64 {
        self.get()
    }

    fn of(units: i64) -> Self {
        Self::new(units)
    }
}

impl<T: Term> Term for &T {
    type Sum = T::Sum;

    fn units(&self) -> i64 {
        T::units(self)
    }

    fn of(units: i64) -> T::Sum {
        T::of(units)
    }
}
