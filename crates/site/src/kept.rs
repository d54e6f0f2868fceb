//! What is dear to make and asked for by every request, kept while what it is made of stays the same.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use kameral_store::Fault;
use rustc_hash::FxHashMap;

/// Places kept; a few for each entity and kind of reader are usual.
const PLACES_MAX: usize = 1_024;

/// The latest value of each place, with what it was made of.
pub struct Kept<Place, MadeOf, Value>(Mutex<FxHashMap<Place, (MadeOf, Value)>>);

impl<Place, MadeOf, Value> Default for Kept<Place, MadeOf, Value> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Place: Eq + Hash, MadeOf: PartialEq, Value: Clone> Kept<Place, MadeOf, Value> {
    /// The value that is known, or else the one that is made now.
    pub fn of(
        &self,
        place: Place,
        made_of: MadeOf,
        make: impl FnOnce() -> Result<Value, Fault>,
    ) -> Result<Value, Fault> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known_of, known)) = lock().get(&place)
            && *known_of == made_of
        {
            return Ok(known.clone());
        }
        let made = make()?;
        let mut kept = lock();
        if PLACES_MAX <= kept.len() {
            kept.clear();
        }
        kept.insert(place, (made_of, made.clone()));
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_value_is_made_anew_when_what_it_is_made_of_is_another() {
        let kept: Kept<&str, i64, i64> = Kept::default();
        let made = Cell::new(0);
        let of = |place, of: i64| {
            let make = || {
                made.set(made.get() + 1);
                Ok(of * 10)
            };
            kept.of(place, of, make).expect("a value")
        };
        assert_eq!((of("a", 1), of("a", 1), of("b", 1), of("a", 2)), (10, 10, 10, 20));
        assert_eq!(made.get(), 3, "once a place, and once more for what changed");
    }
}
